"""What visitors send, hostile or not: one clear message each, tied to its field where there is one."""

import io
import zipfile

import pytest

from advisor.web.buyer.names import clean_name, download_name, tell_apart
from advisor.web.buyer.start import MAX_FILES, MAX_PASTED
from tests.web.audit import audit_page, read_page
from tests.web.buyer_results import LIST_FILE, a_file, send, token_of


def follow(browser, sent):
    assert sent.status_code == 303, sent.text
    return browser.get(sent.headers["Location"])


def test_list_is_read(browser):
    page = follow(browser, send(browser, "/fr/lists", liste=a_file(LIST_FILE, "parc.csv")))
    assert page.status_code == 200
    assert "Acme Meet" in page.text


def test_pasted_lines_are_read(browser):
    page = follow(browser, send(browser, "/fr/lists/pasted", lines="Acme Meet\nChaise\n"))
    assert "Acme Meet" in page.text


@pytest.mark.parametrize("kind", ["list", "tender"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_samples_are_one_click_away(browser, lang, kind):
    page = follow(browser, send(browser, f"/{lang}/examples", kind=kind))
    assert page.status_code == 200
    assert ("exemple : contenu inventé" if lang == "fr" else "sample: invented content") in page.text


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("path", "field"), [("/lists", "liste"), ("/lists/pasted", "lines"), ("/tenders", "document")])
def test_error_is_tied_to_its_field(browser, lang, path, field):
    answer = send(browser, f"/{lang}{path}")
    page = read_page(answer.text)
    assert answer.status_code == 422
    assert audit_page(answer.text, lang) == []
    assert page.findtext(".//title").startswith("Erreur :" if lang == "fr" else "Error:")
    assert page.get_element_by_id(field).get("aria-invalid") == "true"
    assert f"{field}-error" in page.get_element_by_id(field).get("aria-describedby").split()
    assert page.xpath("//div[@role='alert']//a/@href") == [f"#{field}"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"", "vide.csv", id="empty"),
        pytest.param(bytes(range(256)) * 40, "binaire.xlsx", id="binary"),
        pytest.param(b"%PDF-1.7\n%%EOF", "liste.pdf", id="another kind"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 200, "cassé.xlsx", id="broken zip"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_unreadable_list_is_one_clear_message(browser, lang, content, name):
    answer = follow(browser, send(browser, f"/{lang}/lists", liste=a_file(content, name)))
    page = read_page(answer.text)
    assert answer.status_code == 422
    assert name in " ".join(page.xpath("//div[@class='body']/p[@class='measure']/text()"))
    assert page.xpath("//form[@enctype]")
    assert "Traceback" not in answer.text


def test_unreadable_documents_are_listed(browser):
    files = [a_file(b"%PDF-1.7", "a.pdf"), a_file(b"Le titulaire fournit Acme Meet.", "b.txt")]
    answer = follow(browser, send(browser, "/fr/tenders", document=files))
    assert answer.status_code == 200
    assert "a.pdf" in answer.text
    assert "Acme Meet" in answer.text


def test_archive_is_read_file_by_file(browser):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Pièces/CCTP.txt", "Le titulaire fournit Acme Meet.")
        archive.writestr("scan.pdf", b"%PDF-1.7")
    answer = follow(browser, send(browser, "/fr/tenders", document=a_file(held.getvalue(), "DCE.zip")))
    assert answer.status_code == 200
    assert "DCE.zip/scan.pdf" in answer.text
    assert "CCTP" in " ".join(read_page(answer.text).xpath("//div[@class='aside']//text()"))
    assert "Acme Meet" in answer.text


def test_body_announced_too_large_is_refused_unread(browser):
    class Unread:
        def read(self, *_):
            raise AssertionError("the body was read")

        readline = readlines = __iter__ = read

    answer = browser.post(
        "/fr/lists",
        environ_overrides={"CONTENT_LENGTH": str(300 * 1024 * 1024), "wsgi.input": Unread()},
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "trop grand" in answer.text


def test_number_of_documents_is_limited(browser):
    files = [a_file(b"Acme Meet", f"{n}.txt") for n in range(MAX_FILES + 1)]
    answer = send(browser, "/fr/tenders", document=files)
    assert answer.status_code == 422
    assert "61" in answer.text


def test_pasted_text_is_limited(browser):
    answer = send(browser, "/fr/lists/pasted", lines="a" * (MAX_PASTED + 1))
    assert answer.status_code == 422


def test_second_list_is_refused(browser):
    answer = send(browser, "/fr/lists", liste=[a_file("a", "a.csv"), a_file("b", "b.csv")])
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Jeanne\\parc.xlsx", "parc.xlsx"),
        ("parc\u202exslx.exe", "parcxslx.exe"),
        ("a\x00b\r\n.csv", "ab.csv"),
        ("....", "document"),
        ("/", "document"),
        ("<script>.csv", "<script>.csv"),
    ],
)
def test_names_are_cleaned_for_display(sent, shown):
    assert clean_name(sent) == shown


def test_long_name_keeps_its_extension():
    assert len(clean_name("é" * 400 + ".xlsx")) <= 120
    assert clean_name("é" * 400 + ".xlsx").endswith("….xlsx")


def test_sent_name_is_escaped_and_never_a_path(browser):
    answer = follow(browser, send(browser, "/fr/lists", liste=a_file(LIST_FILE, "../<img src=x>.csv")))
    assert "<img src=x>" not in answer.text
    assert "&lt;img src=x&gt;.csv" in answer.text


def test_same_names_are_numbered():
    assert tell_apart(["a.txt", "a.txt", "b", "b"]) == ["a.txt", "a (2).txt", "b", "b (2)"]


@pytest.mark.parametrize(
    ("name", "wanted"), [("Été 2026.xlsx", "ou-equivalent-ete-2026.csv"), ("日本.csv", "ou-equivalent-resultat.csv")]
)
def test_download_has_a_safe_name(name, wanted):
    assert download_name(name, "csv") == wanted


def test_forged_form_is_refused(browser):
    token_of(browser)
    assert browser.post("/fr/lists", data={"csrf_token": "x", "liste": a_file(LIST_FILE, "p.csv")}).status_code == 400
