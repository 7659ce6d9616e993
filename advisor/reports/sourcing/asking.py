"""The questions to vendors as a paper: per product, what the buyer's needs ask and no sourced fact answers."""

from collections.abc import Iterator, Sequence
from datetime import date

from advisor.domain.catalogue import Catalogue
from advisor.domain.products import Product
from advisor.domain.reports import Needs
from advisor.reports.fact_words import date_words, word_of
from advisor.reports.papers import Block, Heading, Items, Paper, Paragraph, Run, Table, Words
from advisor.reports.questions import USERS, general_questions, open_questions
from advisor.reports.sourcing.writing import Writer, set_paper

ROOM = " \n \n "
"""An answer left to write: an empty cell would be as low as its neighbours allow."""


def build_questions_paper(
    catalogue: Catalogue, products: Sequence[Product], needs: Needs, on: date, *, method: str, created: str, lang: str
) -> Paper:
    """Build the paper: one table to fill in per product. Without needs, the open criteria are asked."""
    w = Writer(catalogue, on, lang)
    blocks: list[Block] = [Paragraph(w.t("q_lead"), "lead")]
    for product in products:
        blocks += _of_product(w, product, needs)
    blocks += [Heading(w.t("limits")), Items((w.t("limit_facts"), w.t("limit_same")))]
    return set_paper(
        Paper(
            title=w.t("q_title"),
            subtitle=w.names(product.name for product in products),
            lang=lang,
            created=created,
            meta=tuple(meta_rows(w, needs, method, created)),
            blocks=tuple(blocks),
            foot=w.t("q_foot", edition=catalogue.edition[:12]),
        )
    )


def meta_rows(w: Writer, needs: Needs, method: str, created: str) -> Iterator[tuple[str, Words]]:
    """Yield the rows under the title of a paper about products."""
    yield w.t("meta_buyer"), word_of(needs.buyer, w.lang) if needs.buyer else w.t("not_said")
    if needs.data:
        yield w.t("meta_data"), w.names(word_of(kind, w.lang) for kind in needs.data)
    yield w.t("meta_date"), date_words(created, w.lang)
    yield w.t("meta_edition"), w.catalogue.edition
    yield w.t("meta_method"), method


def _of_product(w: Writer, product: Product, needs: Needs) -> Iterator[Block]:
    vendor = w.catalogue.vendor(product.vendor_id)
    yield Heading(product.name)
    yield Paragraph(vendor.name, "note")
    rows = question_rows(w, product, needs)
    if not rows:
        yield Paragraph(w.t("q_none"))
        return
    header = (w.t("q_question"), w.t("q_criterion"), w.t("q_answer"))
    table = [((Run(text, "strong" if required else "plain"),), name, ROOM) for text, name, required in rows]
    yield Table(header, table, w.t("q_caption", product=product.name), widths=(4.5, 2.0, 3.5))


def question_rows(w: Writer, product: Product, needs: Needs) -> list[tuple[str, str, bool]]:
    """List the questions about a product: (question, criterion in words, whether a requirement waits for it)."""
    if needs.needs or needs.users:
        asked = open_questions(w.catalogue, product, needs, w.on, w.lang)
        return [
            (w.t("blocking", text=q.text) if q.required else q.text, criterion_words(w, q.criterion), q.required)
            for q in asked
        ]
    first, _rest = general_questions(w.catalogue, product, w.catalogue.vendor(product.vendor_id), w.on)
    return [(text.get(w.lang), criterion.name.get(w.lang), False) for text, criterion in first]


def criterion_words(w: Writer, criterion: str) -> str:
    """Name the criterion a question would settle."""
    if criterion == USERS:
        return w.t("size")
    return w.catalogue.criteria[criterion].name.get(w.lang)
