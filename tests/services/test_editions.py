"""The edition in use follows the published one, and no request waits for the change or loses its own."""

import threading
import time

from advisor.errors import EditConflict
from advisor.services.editions import LOG, Editions
from tests.builders import a_catalogue, a_product, a_vendor

FIRST = a_catalogue()
SECOND = a_catalogue(vendors=[a_vendor(legal_name="Acme SAS")])


class Published:
    """What the database publishes, and how long opening it takes."""

    def __init__(self, delay_s=0.0):
        self.catalogue = FIRST
        self.delay_s = delay_s
        self.loads = 0

    def load(self):
        self.loads += 1
        time.sleep(self.delay_s)
        return self.catalogue

    def editions(self):
        return Editions(self.load, lambda: self.catalogue.edition)


def test_published_edition_is_swapped_in_and_requests_under_way_keep_theirs():
    published = Published()
    editions = published.editions()
    mine = editions.current
    published.catalogue = SECOND
    assert editions.refresh()
    assert (mine.id, editions.current.id) == (FIRST.edition, SECOND.edition)
    assert not editions.refresh()


def test_indexes_are_kept_when_no_name_changed_and_built_again_when_one_did():
    published = Published()
    editions = published.editions()
    first = editions.current
    _ = (first.matcher, first.scanner, first.search)
    published.catalogue = SECOND
    editions.refresh()
    same = editions.current
    assert (same.matcher, same.scanner, same.search) == (first.matcher, first.scanner, first.search)
    published.catalogue = a_catalogue(products=[a_product("acme-meet", aliases=["Réunion Acme"])])
    editions.refresh()
    assert editions.current.matcher is not first.matcher
    assert editions.current.scanner is not first.scanner
    assert editions.current.search is not first.search
    assert editions.current.matcher.match_lines(["Réunion Acme"])[0].product_id == "acme-meet"


def test_one_request_builds_and_the_others_do_not_wait():
    published = Published()
    editions = published.editions()
    published.catalogue, published.delay_s, published.loads = SECOND, 0.5, 0
    builder = threading.Thread(target=editions.refresh)
    builder.start()
    time.sleep(0.1)
    begun = time.monotonic()
    assert not editions.refresh()
    assert editions.current.id == FIRST.edition
    assert time.monotonic() - begun < 0.2
    builder.join()
    assert (editions.current.id, published.loads) == (SECOND.edition, 1)


def test_request_that_published_waits_for_its_edition():
    published = Published()
    editions = published.editions()
    published.catalogue, published.delay_s = SECOND, 0.3
    builder = threading.Thread(target=editions.refresh)
    builder.start()
    time.sleep(0.1)
    editions.refresh(wait=True)
    assert editions.current.id == SECOND.edition
    builder.join()


def test_edition_that_cannot_be_opened_leaves_the_one_in_use(monkeypatch):
    logged = []
    monkeypatch.setattr(LOG, "exception", logged.append)
    published = Published()
    editions = published.editions()
    published.catalogue = SECOND

    def fail():
        raise EditConflict("damaged")

    editions._load = fail
    assert not editions.refresh()
    assert editions.current.id == FIRST.edition
    assert ["cannot be opened" in message for message in logged] == [True]
