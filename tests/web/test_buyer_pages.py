"""Every page of a result in both languages: structure, permissions, forms, headers."""

import re

import html5lib
import pytest

from advisor.domain.analyses import Failure
from advisor.web.security import limiter
from tests.web.audit import audit_page, links_of, read_page
from tests.web.buyer_results import a_list, a_tender, a_waiting, send, token_of
from tests.web.site import LANGUAGES


def pages_of(app):
    """Name one address per state of a page, with the status it answers."""
    listed, tender = a_list(app), a_tender(app)
    decided = a_list(app, decisions={"borael visio x12": "ducal-talk", "acme solo": None})
    failed = a_waiting(app, "failed", failures=(Failure("parc.csv", "empty-file"),))
    two = (Failure("a.pdf", "empty-file"), Failure("b.pdf", "empty-file"))
    return {
        "/lists": 200,
        "/tenders": 200,
        "/erased": 200,
        f"/results/{listed}": 200,
        f"/results/{listed}?show=confirm&sort=name": 200,
        f"/results/{listed}?q=nothing": 200,
        f"/results/{decided}?done=4": 200,
        f"/results/{listed}/rows/4": 200,
        f"/results/{listed}/rows/2?words=visio": 200,
        f"/results/{listed}/rows/2?words=zzz": 200,
        f"/results/{listed}/columns": 200,
        f"/results/{listed}/needs": 200,
        f"/results/{listed}/erase": 200,
        f"/results/{tender}": 200,
        f"/results/{tender}?severity=high": 200,
        f"/results/{tender}?kind=origin": 200,
        f"/results/{tender}/text": 200,
        f"/results/{a_waiting(app)}": 200,
        f"/results/{a_waiting(app, 'waiting', 'tender')}": 200,
        f"/results/{a_waiting(app, 'cancelled')}": 200,
        f"/results/{failed}": 422,
        f"/results/{a_waiting(app, 'failed', 'tender', failures=two)}": 422,
        "/results/nothing": 404,
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_well_made_and_valid(site, browser, lang):
    for path, status in pages_of(site).items():
        answer = browser.get(f"/{lang}{path}")
        assert answer.status_code == status, path
        assert audit_page(answer.text, lang) == [], path
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(answer.text)
        assert [(place, code) for place, code, _ in parser.errors] == [], path
        assert answer.headers["X-Robots-Tag"].startswith("noindex")
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_links_of_results_lead_to_pages(site, browser):
    pages = [browser.get(f"/fr{path}").text for path in pages_of(site)]
    links = {link for text in pages for link in links_of(read_page(text))}
    broken = [link for link in sorted(links) if browser.get(link.split("#")[0]).status_code not in (200, 303, 422)]
    assert broken == []


def buyer_posts(app):
    """List the routes of the buyer that change something."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("buyer.") and "POST" in rule.methods]


def test_every_post_asks_for_the_form_token(site, browser):
    token = a_list(site)
    posts = buyer_posts(site)
    assert len(posts) >= 12
    for rule in posts:
        path = rule.rule.replace("<any(fr, en):lang>", "fr").replace("<token>", token)
        path = re.sub(r"<int:(?:row|number)>", "2", path)
        assert browser.post(path).status_code == 400, rule.rule


def test_shared_link_reads_and_changes_nothing(site, browser):
    """Walk over every route under a token, with the token that only reads."""
    token = a_list(site)
    service = site.extensions["analyses"]
    shared = service.share(service.find(token)).share_token
    before = service.find(token)
    reads = {f"buyer.{name}" for name in ("result", "progress", "download", "text", "finding")}
    reads |= {"buyer.picture", "buyer.picture_file", "buyer.tender_report", "buyer.returned", "buyer.returned_all"}
    form_token = token_of(browser)
    for rule in site.url_map.iter_rules():
        if not rule.endpoint.startswith("buyer.") or "token" not in rule.arguments or rule.endpoint in reads:
            continue
        path = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", rule.rule).replace("<token>", shared)
        path = re.sub(r"<int:(?:row|number)>", "2", path)
        if "POST" in rule.methods:
            answer = browser.post(path, data={"csrf_token": form_token, "product": "-", "days": "90"})
        else:
            answer = browser.get(path)
        assert answer.status_code == 403, rule.rule
    assert service.find(token) == before
    page = browser.get(f"/fr/results/{shared}")
    assert page.status_code == 200
    assert token not in page.text
    assert browser.get(f"/fr/results/{shared}/download.csv").status_code == 200


def test_shared_link_is_dead_once_closed(site, browser):
    token = a_list(site)
    send(browser, f"/fr/results/{token}/share")
    link = read_page(browser.get(f"/fr/results/{token}").text).xpath("//input[@id='share-link']/@value")[0]
    assert browser.get(link).status_code == 200
    send(browser, f"/fr/results/{token}/unshare")
    assert browser.get(link).status_code == 404


def test_erasing_asks_then_gives_a_receipt(site, browser):
    token = a_list(site)
    assert "?" in read_page(browser.get(f"/fr/results/{token}/erase").text).xpath("string(//h1)")
    answer = send(browser, f"/fr/results/{token}/erase")
    assert answer.headers["Location"] == "/fr/erased"
    assert browser.get(f"/fr/results/{token}").status_code == 404


@pytest.mark.parametrize(("days", "kept"), [("7", 7), ("90", 90), ("9999", 1), ("x", 1)])
def test_lifetime_is_one_of_those_offered(site, browser, days, kept):
    token = a_list(site)
    send(browser, f"/fr/results/{token}/extend", days=days)
    analysis = site.extensions["analyses"].find(token)
    assert (analysis.expires - analysis.created).days == kept


def test_progress_tells_the_page_to_load_the_answer_once_it_is_ready(site, browser):
    waiting = a_waiting(site)
    answer = browser.get(f"/fr/results/{waiting}/progress")
    assert "every 1s" in answer.text
    assert "HX-Redirect" not in answer.headers
    ready = a_list(site)
    assert browser.get(f"/fr/results/{ready}/progress").headers["HX-Redirect"] == f"/fr/results/{ready}"


def test_cancelled_reading_keeps_no_bytes(site, browser):
    token = a_waiting(site)
    assert send(browser, f"/fr/results/{token}/cancel").status_code == 303
    assert site.extensions["analyses"].store.uploads(token) is None


def test_uploads_have_a_lower_limit_of_rate(site, browser):
    limiter.enabled = True
    try:
        token = token_of(browser)
        statuses = [browser.post("/fr/lists", data={"csrf_token": token}).status_code for _ in range(25)]
    finally:
        limiter.enabled = False
        limiter.reset()
    assert statuses[:20] == [422] * 20
    assert set(statuses[20:]) == {429}


def test_results_are_compressed(site, browser):
    answer = browser.get(f"/fr/results/{a_list(site)}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


class Sized:
    """A server's own way to send files: unlike the test server's, it knows how long they are."""

    def __init__(self, file, _block=8192):
        self.file = file

    def __len__(self):
        return len(self.file.getvalue())

    def __iter__(self):
        return iter([self.file.read()])


FILES = {
    a_tender: [f"report.{form}" for form in ("xlsx", "docx", "pdf", "odt", "html", "json")]
    + [f"note.{form}" for form in ("docx", "pdf", "odt", "html")],
    a_list: [f"picture.{form}" for form in ("docx", "pdf", "odt", "html", "ics")]
    + [f"download.{form}" for form in ("xlsx", "ods", "csv", "json")],
}


@pytest.mark.parametrize(("build", "file"), [(build, file) for build, files in FILES.items() for file in files])
def test_files_reach_a_browser_that_takes_compressed_answers(site, browser, build, file):
    answer = browser.get(
        f"/fr/results/{build(site)}/{file}",
        headers={"Accept-Encoding": "gzip"},
        environ_overrides={"wsgi.file_wrapper": Sized},
    )
    assert answer.status_code == 200
    assert answer.data
