"""Server time over the whole published catalogue: any page under 100 ms, a search under 10 ms."""

from statistics import median
from time import perf_counter

import pytest

from advisor.config import packaged_folder
from tests.web.site import an_app

pytestmark = pytest.mark.slow
PAGE_MS = 100
SEARCH_MS = 10
FIRST_LOAD_BYTES = 100_000
FIXED = ("/", "/categories", "/coverage", "/criteria", "/vendors", "/vendors?letter=s", "/method", "/compare")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Return a client on the published catalogue, and the catalogue."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("full"), monkeypatch, packaged_folder("catalogue"))
    return app.test_client(), app.extensions["editions"].current.catalogue


def heaviest(catalogue):
    """Name the addresses with the most to show of each kind."""
    products = sorted(catalogue.published_products(), key=lambda p: -len(p.facts) - 2 * len(p.alternatives))
    categories = sorted(catalogue.categories, key=lambda c: -len(catalogue.in_category(c)))
    vendors = sorted(catalogue.vendors, key=lambda v: -len(catalogue.products_of(v)))
    yield from (f"/products/{product.id}" for product in products[:5])
    yield from (f"/categories/{category}" for category in categories[:3])
    yield from (f"/vendors/{vendor}" for vendor in vendors[:3])
    yield "/compare?" + "&".join(f"p={product.id}" for product in products[:5])


def time_ms(call):
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def test_any_page_is_quick_and_light(full):
    client, catalogue = full
    asked = {"Accept-Encoding": "gzip"}
    shared = sum(
        len(client.get(f"/static/any/{name}", headers=asked).data) for name in ("style.css", "htmx.js", "combobox.js")
    )
    slow, heavy = [], []
    for path in (*FIXED, *heaviest(catalogue)):
        answer = client.get(f"/fr{path}", headers=asked)
        assert answer.status_code == 200
        taken = median(time_ms(lambda path=path: client.get(f"/fr{path}", headers=asked)) for _ in range(5))
        slow += [(path, taken)] if taken > PAGE_MS else []
        heavy += [(path, len(answer.data))] if len(answer.data) + shared > FIRST_LOAD_BYTES else []
    assert slow == []
    assert heavy == []


@pytest.mark.parametrize("words", ["s", "vi", "visoi", "microsft temas", "logiciel de gestion", "48515000", "qwxyz"])
def test_search_is_quick(full, words):
    client, _ = full
    ask = {"path": "/fr/search", "query_string": {"q": words}, "headers": {"HX-Request": "true"}}
    client.get(**ask)
    assert median(time_ms(lambda: client.get(**ask)) for _ in range(7)) < SEARCH_MS
