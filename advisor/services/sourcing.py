"""The internal sourcing note and the questions to vendors, from a list, documents, or products by name.

These papers name alternatives: they are made apart from anything meant for publication.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from advisor.domain.documents import ListLine, PurchaseList
from advisor.domain.matches import LineMatch
from advisor.errors import UnusableInput
from advisor.matching.normalise import fold
from advisor.messages import word
from advisor.reports.comparing import MAX_PRODUCTS, MIN_PRODUCTS, compare_products
from advisor.reports.papers import RENDERERS, Paper
from advisor.reports.shapes import CheckResultShape, MentionShape, UnreadShape
from advisor.reports.sourcing import (
    Found,
    Named,
    Unsure,
    build_comparison_paper,
    build_note,
    build_questions_paper,
    build_study,
    comparison_csv,
    comparison_xlsx,
)
from advisor.services.advise import Request, decide_lines
from advisor.services.editions import Edition
from advisor.services.needs import check_needs

SHEETS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", comparison_xlsx),
    "csv": ("text/csv; charset=utf-8", comparison_csv),
}
"""A comparison as a table, by the ending of a file's name."""


@dataclass
class Finds:
    """Gathers what lists and documents name, until the note is built."""

    lang: str
    sources: list[str] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    functions: dict[str, list[str]] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)
    unrecognised: int = 0

    def add_list(
        self, edition: Edition, purchases: PurchaseList, matches: Sequence[LineMatch], request: Request
    ) -> None:
        """Add the lines of a list, after the decisions people made."""
        self.sources.append(purchases.name)
        self.unread += [(unread.where, unread.why) for unread in purchases.unread]
        decided = decide_lines(edition, purchases, matches, request.decisions)
        for line, match in zip(purchases.lines, decided, strict=True):
            decision = request.decisions.lines.get(fold(line.text))
            if line.kind == "item" and not (decision and decision.action == "not-concerned"):
                # A result can be older than the edition in use: a product withdrawn since names nothing.
                known = match.product_id is None or match.product_id in edition.catalogue.products
                answer = match if known else LineMatch(None, 0.0, "none")
                self._add_line(line, answer, kept=decision is not None and decision.action == "keep")

    def _add_line(self, line: ListLine, match: LineMatch, *, kept: bool) -> None:
        place = word("row_place", self.lang, row=line.row)
        if match.band == "review":
            self.unsure.append(Unsure(line.text, place, match.product_id))
        elif match.product_id is not None:
            amount = Decimal(line.amount_eur) if line.amount_eur is not None else None
            self.named.append(Named(match.product_id, (place,), 1, amount, kept))
        elif match.category:
            self.functions.setdefault(match.category, []).append(place)
        else:
            self.unrecognised += 1

    def add_check(self, result: CheckResultShape) -> None:
        """Add what a check of documents found: the brands named, sure ones apart from doubtful ones."""
        self.sources += [document["name"] for document in result["documents"]]
        self.add_unread(result["unread"])
        for document in result["documents"]:
            self.unread += [(f"{document['name']}, {u['where']}", u["why"]) for u in document["unread"]]
        for mention in result["mentions"]:
            self._add_mention(mention)

    def _add_mention(self, mention: MentionShape) -> None:
        place = mention["document"]
        if mention["page"]:
            place = f"{place}, {word('page', self.lang, page=mention['page'])}"
        product = mention["product"]
        if mention["finding"] == "brand" and product is not None and mention["band"] == "sure":
            self.named.append(Named(product["id"], (place,)))
        elif mention["finding"] in ("brand", "unknown-brand"):
            self.unsure.append(Unsure(mention["text"], place, product["id"] if product else None))

    def add_unread(self, unread: Iterable[UnreadShape]) -> None:
        """Add what could not be read."""
        self.unread += [(item["where"], item["why"]) for item in unread]

    def add_products(self, product_ids: Iterable[str]) -> None:
        """Add products that someone chose by name."""
        self.named += [Named(product_id) for product_id in product_ids]

    def found(self) -> Found:
        """Return what was gathered; doubts about the same words are told once."""
        return Found(
            sources=tuple(dict.fromkeys(self.sources)),
            named=tuple(self.named),
            unsure=tuple({(u.text.casefold(), u.product_id): u for u in reversed(self.unsure)}.values())[::-1],
            functions={key: tuple(places) for key, places in self.functions.items()},
            unread=tuple(self.unread),
            unrecognised=self.unrecognised,
        )


def write_note(edition: Edition, found: Found, request: Request, only: Sequence[str] = ()) -> Paper:
    """Write the internal sourcing note; `only` keeps these functions. Raises UnusableInput."""
    check_needs(edition.catalogue, request.needs)
    for category in only:
        if category not in edition.catalogue.categories:
            raise UnusableInput("unknown-function", found=category)
    study = build_study(edition.catalogue, found, request.needs, request.now.date(), request.lang, only)
    return build_note(study, method=edition.method, created=request.created, lang=request.lang)


def functions_of(edition: Edition, found: Found) -> dict[str, int]:
    """Count the products named for each function that a note would study, by the id of the function."""
    counts = dict.fromkeys(found.functions, 0)
    for product_id in dict.fromkeys(named.product_id for named in found.named if not named.kept):
        product = edition.catalogue.product(product_id)
        if product.alternatives:
            counts[product.categories[0]] = counts.get(product.categories[0], 0) + 1
    return counts


def write_questions(edition: Edition, product_ids: Sequence[str], request: Request) -> Paper:
    """Write the questions to the vendors of some products. Raises UnusableInput or UnknownEntry."""
    check_needs(edition.catalogue, request.needs)
    products = [edition.catalogue.product(product_id) for product_id in product_ids]
    on = request.now.date()
    return build_questions_paper(
        edition.catalogue,
        products,
        request.needs,
        on,
        method=edition.method,
        created=request.created,
        lang=request.lang,
    )


def write_comparison(
    edition: Edition, product_ids: Sequence[str], request: Request, extension: str
) -> tuple[str, bytes]:
    """Compare two to five products in the format of a file's ending: media type and bytes.

    Raises UnusableInput for another number of products or format, UnknownEntry.
    """
    check_needs(edition.catalogue, request.needs)
    ids = list(dict.fromkeys(product_ids))
    if not MIN_PRODUCTS <= len(ids) <= MAX_PRODUCTS:
        raise UnusableInput("compare-count", found=len(ids), least=MIN_PRODUCTS, most=MAX_PRODUCTS)
    comparison = compare_products(edition.catalogue, ids, request.needs, request.now.date())
    told = {"method": edition.method, "created": request.created, "lang": request.lang}
    if extension in SHEETS:
        mimetype, write = SHEETS[extension]
        return mimetype, write(comparison, **told)
    return render_paper(build_comparison_paper(comparison, **told), extension)


def find_products(edition: Edition, words: Iterable[str]) -> list[str]:
    """Return the ids of products given by id or by exact name; raises UnusableInput for another word."""
    names = {product.name.casefold(): product.id for product in edition.catalogue.published_products()}
    found = []
    for word_given in words:
        known = word_given if word_given in edition.catalogue.products else names.get(word_given.strip().casefold())
        if known is None:
            raise UnusableInput("no-product", found=word_given)
        found.append(known)
    return found


def render_paper(paper: Paper, extension: str) -> tuple[str, bytes]:
    """Write a paper in the format of a file's ending; returns its media type and bytes. Raises UnusableInput."""
    if extension not in RENDERERS:
        raise UnusableInput("unknown-format", found=extension, known=", ".join((*RENDERERS, *SHEETS)))
    mimetype, render = RENDERERS[extension]
    return mimetype, render(paper)
