"""The quoted words of locators, looked for where they were read."""

import pytest
from click.testing import CliRunner

from advisor.cli import main
from advisor.domain.criteria import quoted_words
from advisor.services.curate.passages import (
    MAX_BYTES,
    check_passages,
    cited_sources,
    file_address,
    missing_words,
)
from tests.builders import a_catalogue, a_fact, a_product, a_source, a_vendor

WORDS = [
    ("« Éditeur », première ligne", ("Éditeur",)),
    ('Heading "Install": "on your own server"', ("Install", "on your own server")),
    ("« le siège … à Lyon »", ("le siège", "à Lyon")),
    ("premier paragraphe", ()),
]


@pytest.mark.parametrize(("locator", "words"), WORDS, ids=[w[0] for w in WORDS])
def test_quoted_words_are_taken_from_a_locator(locator, words):
    assert quoted_words(locator) == words


def test_case_markup_and_blanks_do_not_hide_words():
    text = "## **Install**\n\nRun it on\n   your own `server`. L’éditeur est à LYON"
    assert missing_words('"install" and "on your own server", « l\'éditeur est à Lyon »', text) == ()
    assert missing_words('"on their own server"', text) == ("on their own server",)


def test_file_of_a_repository_is_read_bare():
    assert file_address("https://github.com/a/b/blob/0123/docs/x.md#L3") == (
        "https://raw.githubusercontent.com/a/b/0123/docs/x.md"
    )
    assert file_address("https://exemple.fr/blob/x") == "https://exemple.fr/blob/x"


def page(words):
    return 200, {"Content-Type": "text/html"}, f"<!doctype html><p>{words}</p><script>Lyon</script>".encode()


PAGES = {
    "/said": page("Le si&egrave;ge est à <b>Paris</b>."),
    "/file": (200, {}, b"Run it on *your own* server.\n"),
    "/long": (200, {}, b"x" * (MAX_BYTES + 1)),
    "/binary": (200, {}, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    "/empty": (200, {}, b"<html></html>"),
    "/inside": (302, {"Location": "http://interieur.exemple/"}, b""),
}
CASES = [
    ("/said", "« siège est à Paris »", "found", ""),
    ("/said", "« siège est à Lyon »", "missing", "siège est à Lyon"),
    ("/said", "premier paragraphe", "no-words", "premier paragraphe"),
    ("/file", '"on your own server"', "found", ""),
    ("/long", '"x"', "unreadable", None),
    ("/binary", '"x"', "unreadable", "binary-file"),
    ("/empty", '"x"', "unreadable", "no-text"),
    ("/absent", '"x"', "unreadable", "404"),
    ("/inside", '"x"', "refused", None),
]


@pytest.mark.parametrize(("path", "locator", "state", "detail"), CASES, ids=[f"{c[0]} {c[2]}" for c in CASES])
def test_each_source_is_told_apart(public_site, path, locator, state, detail):
    site = public_site(PAGES)
    catalogue = a_catalogue(
        products=[a_product(facts=[a_fact(sources=[a_source(url=f"https://exemple.fr{path}", locator=locator)])])]
    )
    (check,) = check_passages(cited_sources(catalogue), resolve=site.resolve, pause_s=0)
    assert (check.place, check.state) == ("product acme-meet: licence", state)
    assert detail is None or check.detail == detail


def test_an_address_cited_twice_is_asked_once(public_site):
    site = public_site(PAGES)
    source = a_source(url="https://exemple.fr/said", locator="« siège »")
    catalogue = a_catalogue(
        products=[a_product(facts=[a_fact(sources=[source])])],
        vendors=[a_vendor(facts=[a_fact("seat", "FR", sources=[source])])],
    )
    found = list(check_passages(cited_sources(catalogue), resolve=site.resolve, pause_s=0))
    assert [check.state for check in found] == ["found", "found"]
    assert len(site.connected) == 1


def test_an_unknown_entry_is_told_before_anything_is_asked():
    result = CliRunner().invoke(main, ["catalogue", "check-passages", "no-such-entry"])
    assert result.exit_code == 2
    assert "no-such-entry" in result.output
