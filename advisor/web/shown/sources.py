"""The numbered sources of a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from advisor.domain.criteria import Fact, Source


def host_of(url: str) -> str:
    """Return the site of an address, as people name it."""
    return urlsplit(url).netloc.removeprefix("www.")


@dataclass
class NumberedSource:
    """A source with its number on the page and every place of it that was used."""

    number: int
    source: Source
    locators: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Return the site the source stands on."""
        return host_of(self.source.url)


@dataclass
class Sources:
    """Gives each source of a page one number, in order of first use."""

    items: dict[tuple[str, str], NumberedSource] = field(default_factory=dict)

    def number(self, source: Source) -> NumberedSource:
        """Return a source with its number."""
        item = self.items.setdefault((source.url, source.title), NumberedSource(len(self.items) + 1, source))
        if source.locator and source.locator not in item.locators:
            item.locators.append(source.locator)
        return item

    def of(self, sources: tuple[Source, ...]) -> tuple[NumberedSource, ...]:
        """Return several sources with their numbers."""
        return tuple(self.number(source) for source in sources)

    def refs(self, fact: Fact | None) -> tuple[int, ...]:
        """Return the numbers of a fact's sources."""
        return tuple(item.number for item in self.of(fact.sources)) if fact else ()

    def __iter__(self) -> Iterator[NumberedSource]:
        return iter(self.items.values())

    def __len__(self) -> int:
        return len(self.items)
