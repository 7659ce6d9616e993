"""What the parts of a note share while it is written: language, numbered sources, words of verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from advisor.domain.catalogue import Catalogue
from advisor.domain.control import product_control
from advisor.domain.criteria import Fact, Source
from advisor.domain.products import Product
from advisor.reports.fact_words import country_word, date_words, fact_words, word_of
from advisor.reports.papers import Block, Heading, Items, Notice, Paper, Paragraph, Quote, Run, Table, Words
from advisor.reports.papers.model import Blank, Figure
from advisor.reports.sourcing.study import Study
from advisor.reports.sourcing.texts import counted, text
from advisor.reports.typeset import typeset

PUBLISHERS = {
    "vendor": ("éditeur", "vendor"),
    "state": ("administration", "public administration"),
    "register": ("registre", "register"),
    "law": ("texte de droit", "legal text"),
    "press": ("presse", "press"),
    "association": ("association", "association"),
    "academic": ("recherche", "research"),
    "standards-body": ("organisme de normes", "standards body"),
    "community": ("communauté", "community"),
    "other": ("autre", "other"),
}
ACCESS = {
    "archived-copy": ("copie archivée", "archived copy"),
    "file": ("fichier", "file"),
    "live": ("en ligne", "online"),
}


@dataclass
class Writer:
    """Writes the parts of one paper in one language, and numbers the sources it cites."""

    catalogue: Catalogue
    on: date
    lang: str
    sources: dict[tuple[str, str], tuple[int, Source]] = field(default_factory=dict)

    def t(self, key: str, **blanks: object) -> str:
        """Return a text of the note."""
        return text(key, self.lang, **blanks)

    def names(self, items: Iterable[str], limit: int = 0) -> str:
        """Join names; past `limit`, say how many more there are."""
        found = list(items)
        if limit and len(found) > limit:
            return ", ".join(found[:limit]) + " " + counted("and_more", len(found) - limit, self.lang)
        return ", ".join(found)

    def cite(self, facts: Iterable[Fact]) -> str:
        """Return the numbers of the sources of some facts, as "[1] [4]"."""
        return self.cite_sources(source for fact in facts for source in fact.sources)

    def cite_sources(self, sources: Iterable[Source]) -> str:
        """Return the numbers of some sources, giving a new one to those not yet cited."""
        numbers = []
        for source in sources:
            number, _ = self.sources.setdefault((source.url, source.title), (len(self.sources) + 1, source))
            numbers.append(number)
        return " ".join(f"[{number}]" for number in dict.fromkeys(numbers))

    def vendor_line(self, product: Product) -> str:
        """Say who makes a product and which country controls it."""
        from_country = country_word(product_control(self.catalogue, product, self.on).country, self.lang)
        vendor = self.catalogue.vendor(product.vendor_id).name
        return self.t("vendor_control", vendor=vendor, country=from_country)

    def kind_and_date(self, fact: Fact) -> str:
        """Say what kind of claim a fact is and when it held; an expired one says so."""
        dated = date_words(fact.dated, self.lang)
        if fact.state(self.on) == "stale":
            dated = self.t("as_of", date=dated)
        return f"{word_of(fact.claim, self.lang)}, {dated}"

    def facts_line(self, facts: Sequence[Fact], criterion: str) -> str:
        """Write the values of some facts of one criterion."""
        known = self.catalogue.criteria.get(criterion)
        return " ; ".join(filter(None, (fact_words(known, fact, self.lang) for fact in facts)))

    def verdict(self, state: str, value: str, facts: Sequence[Fact]) -> str:
        """Write a verdict with the value behind it; an unknown one says why the value does not answer."""
        words = word_of(state, self.lang)
        if value in ("", words):
            return words
        if state != "unknown":
            return self.t("verdict", verdict=words, value=value)
        stale = all(fact.state(self.on) == "stale" for fact in facts)
        return self.t("unknown_stale" if stale else "unknown_but", value=value)

    def source_list(self) -> tuple[Words, ...]:
        """List the sources cited, in the order of their numbers, with their addresses."""
        return tuple(self._source_line(source) for _number, source in self.sources.values())

    def _source_line(self, source: Source) -> Words:
        english = self.lang == "en"
        line = self.t(
            "source_line",
            title=f"“{source.title}”" if english else f"« {source.title} »",
            publisher=PUBLISHERS[source.publisher][english],
            published=date_words(source.published, self.lang) or self.t("no_date"),
            seen=date_words(source.seen, self.lang),
            access=ACCESS[source.access][english],
        )
        return (Run(line), Run(source.url, url=source.url))


def set_paper(paper: Paper) -> Paper:
    """Keep French punctuation with its word all over a paper; English needs nothing."""
    if paper.lang != "fr":
        return paper
    return replace(
        paper,
        title=typeset(paper.title),
        subtitle=typeset(paper.subtitle),
        foot=typeset(paper.foot),
        meta=tuple((typeset(name), _set_words(words)) for name, words in paper.meta),
        blocks=tuple(map(_set_block, paper.blocks)),
    )


def _set_words(words: Words) -> Words:
    if isinstance(words, str):
        return typeset(words)
    return tuple(run if run.url == run.text else replace(run, text=typeset(run.text)) for run in words)


def _set_block(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, text=typeset(block.text))
        case Paragraph():
            return replace(block, words=_set_words(block.words))
        case Items():
            return replace(block, items=tuple(map(_set_words, block.items)))
        case Table():
            rows = [[_set_words(cell) for cell in row] for row in block.rows]
            header = tuple(map(typeset, block.header))
            return replace(block, header=header, rows=rows, caption=typeset(block.caption))
        case Notice():
            return replace(block, title=typeset(block.title), words=_set_words(block.words))
        case Blank():
            return replace(block, label=typeset(block.label))
        case Figure() | Quote():
            return block


@dataclass
class NoteWriter(Writer):
    """A writer of the sourcing note: it also knows what the note is about."""

    study: Study = field(kw_only=True)


def writer_of(study: Study, lang: str) -> NoteWriter:
    """Return a writer for a study."""
    return NoteWriter(study.catalogue, study.on, lang, study=study)
