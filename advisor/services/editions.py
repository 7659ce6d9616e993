"""The catalogue in use with what is built from it, swapped together as one edition."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock

from advisor.catalogue import load_catalogue
from advisor.domain.catalogue import Catalogue
from advisor.errors import AdvisorError
from advisor.matching import METHOD, LineMatcher, TextScanner, build_matcher, build_scanner
from advisor.matching.search import NameSearch, SearchEntry, build_search

LOG = logging.getLogger(__name__)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Build without passes of the garbage collector: nothing made here is garbage, and they take half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True)
class Edition:
    """One published catalogue and its indexes, each built at first use and then only read."""

    catalogue: Catalogue

    @property
    def id(self) -> str:
        """Return the edition's name, the hash of its content."""
        return self.catalogue.edition

    @property
    def method(self) -> str:
        """Return the version of the matching method."""
        return METHOD

    @cached_property
    def matcher(self) -> LineMatcher:
        """Return the matcher of lines."""
        with _collector_paused():
            return build_matcher(self.catalogue.aliases(), functions=self._functions)

    @cached_property
    def scanner(self) -> TextScanner:
        """Return the scanner of running text."""
        with _collector_paused():
            return build_scanner(self.catalogue.aliases())

    @cached_property
    def search(self) -> NameSearch:
        """Return the search-as-you-type index over products, functions and vendors."""
        with _collector_paused():
            return build_search(list(self._search_entries()))

    def take_indexes(self, earlier: "Edition") -> None:
        """Take the indexes of an earlier edition where they would come out the same.

        Most publications change facts and no name: the new edition then opens in a fraction of
        the time.
        """
        mine, theirs = vars(self), vars(earlier)
        if self._functions == earlier._functions and self.catalogue.aliases() == earlier.catalogue.aliases():
            mine.update({name: theirs[name] for name in ("matcher", "scanner") if name in theirs})
        if "search" in theirs and list(self._search_entries()) == list(earlier._search_entries()):
            mine["search"] = theirs["search"]

    @cached_property
    def _functions(self) -> dict[str, tuple[str, ...]]:
        return {c.id: c.terms_fr + c.terms_en for c in self.catalogue.categories.values()}

    def _search_entries(self) -> Iterator[SearchEntry]:
        for category in self.catalogue.categories.values():
            codes = tuple(cpv.code for cpv in category.cpv)
            names = tuple(name for name in (category.name.fr, category.name.en) if name)
            yield SearchEntry(
                "category",
                category.id,
                category.name.fr,
                (*names, *category.terms_fr, *category.terms_en, *codes),
            )
        for product in self.catalogue.published_products():
            texts = (product.name, *(alias.text for alias in product.aliases))
            yield SearchEntry("product", product.id, product.name, texts)
        for vendor in self.catalogue.vendors.values():
            yield SearchEntry("vendor", vendor.id, vendor.name, (vendor.name, *vendor.aliases))


class Editions:
    """Holds the edition in use; `refresh` swaps in another one in one step.

    Requests under way keep the edition they took with `current`.
    """

    def __init__(self, load: Callable[[], Catalogue], published: Callable[[], str | None]) -> None:
        """Take how to load the published catalogue, and how to name it without loading it."""
        self._load = load
        self._published = published
        self._lock = Lock()
        self._edition = self._read()

    def _read(self) -> Edition:
        with _collector_paused():
            return Edition(self._load())

    @property
    def current(self) -> Edition:
        """Return the edition in use."""
        return self._edition

    def refresh(self, *, wait: bool = False) -> bool:
        """Swap in the published edition if it is another one; tells whether it did.

        One caller builds the new edition; the others go on with the one in use, unless they
        `wait`, as the request that published does. An edition that cannot be built leaves the
        one in use, with the reason in the log.
        """
        if self._published() in (None, self._edition.id):
            return False
        if not self._lock.acquire(blocking=wait):
            return False
        try:
            if self._published() == self._edition.id:
                return False
            edition = self._read()
            edition.take_indexes(self._edition)
            _ = (edition.matcher, edition.search)  # built before the swap: no request waits for them
            self._edition = edition
        except AdvisorError:
            LOG.exception("the published edition cannot be opened; the one in use stays")
            return False
        finally:
            self._lock.release()
        return True


@lru_cache(maxsize=1)
def packaged_edition() -> Edition:
    """Return the edition that travels with the program."""
    with _collector_paused():
        return Edition(load_catalogue())
