import pytest

from advisor.matching.search import SearchEntry, build_search

ENTRIES = [
    SearchEntry("product", "zoom-workplace", "Zoom Workplace", ("Zoom", "Zoom Meetings")),
    SearchEntry("product", "microsoft-teams", "Microsoft Teams", ("MS Teams", "Skype for Business")),
    SearchEntry("product", "windows-server", "Windows Server", ()),
    SearchEntry("product", "libreoffice", "LibreOffice", ()),
    SearchEntry("vendor", "microsoft", "Microsoft", ()),
    SearchEntry("category", "visioconference", "Visioconférence", ("réunion à distance",)),
]
CASES = [
    ("zoom", "zoom-workplace", "alias"),
    ("Zoom Workplace", "zoom-workplace", "name"),
    ("libre", "libreoffice", "prefix"),
    ("libre office", "libreoffice", "words"),
    ("visioconf", "visioconference", "prefix"),
    ("distance reun", "visioconference", "words"),
    ("skype", "microsoft-teams", "alias"),
    ("srv win", "windows-server", "words"),
    ("libroffice", "libreoffice", "typo"),
    ("microsft", "microsoft", "typo"),
]


@pytest.fixture(scope="module")
def search():
    return build_search(ENTRIES)


@pytest.mark.parametrize(("query", "first", "why"), CASES)
def test_the_entry_wanted_comes_first_and_says_why(search, query, first, why):
    hits = search.find(query, 5)
    assert (hits[0].id, hits[0].why) == (first, why)


@pytest.mark.parametrize("query", ["", "   ", "zzqx", "🎥", "a" * 100_000])
def test_nothing_is_found_for_nothing_or_noise(search, query):
    assert search.find(query) == []


def test_an_entry_is_given_once_and_the_limit_holds(search):
    hits = search.find("zoom", 10)
    assert [h.id for h in hits].count("zoom-workplace") == 1
    assert len(search.find("m", 1)) == 1


def test_tuples_are_taken_in_any_order():
    raw = [(e.kind, e.id, e.name, e.texts) for e in reversed(ENTRIES)]
    assert build_search(raw).find("micro") == build_search(ENTRIES).find("micro")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("48000000", {"antivirus", "tableur"}, id="a division holds its codes"),
        pytest.param("48761000-3", {"antivirus"}, id="with its digit of control"),
        pytest.param("48300000", {"tableur"}, id="a group"),
        pytest.param("48762000", set(), id="a code that looks like another is not read as it"),
    ],
)
def test_codes_are_found_by_what_they_hold_and_never_as_misspelt(query, ids):
    codes = build_search(
        [("category", "antivirus", "Antivirus", ["48761000"]), ("category", "tableur", "Tableur", ["48332000"])]
    )
    assert {hit.id for hit in codes.find(query)} == ids
