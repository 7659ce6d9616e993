"""The annexes of a note: the facts of each product proposed, questions to vendors, sources."""

from collections.abc import Iterator

from advisor.domain.catalogue import facts_about
from advisor.domain.control import product_control, usable
from advisor.domain.criteria import Assessment, Criterion, Fact, Operator
from advisor.domain.exposure import ExposureLink, product_exposure
from advisor.domain.products import Product
from advisor.reports.fact_words import country_word, fact_words, word_of
from advisor.reports.papers import Block, Heading, Items, Paragraph, Run, Table, Words
from advisor.reports.questions import OpenQuestion, build_questions
from advisor.reports.ranking import RankedAlternative
from advisor.reports.sourcing.writing import NoteWriter

SHOWN = (
    "hosting-country",
    "self-hosting",
    "secnumcloud",
    "licence",
    "export",
    "api",
    "support-french",
    "accessibility",
    "public-reference",
)
"""Criteria shown of every product proposed, after those the buyer asked about."""
ROLES = {
    "vendor": ("Éditeur et contrôle", "Vendor and control"),
    "contract": ("Entité qui signe", "Contracting entity"),
    "hosting": ("Hébergeur", "Host"),
    "sub-processors": ("Sous-traitants hors de l’Union", "Sub-processors outside the EU"),
}


def write_cards(w: NoteWriter) -> Iterator[Block]:
    """Write the facts of each product proposed: the buyer's needs first, then the usual criteria."""
    proposed = w.study.proposed()
    if not proposed:
        return
    yield Heading(w.t("cards"), new_page=True)
    yield Paragraph(w.t("cards_lead"))
    for item in proposed:
        yield from _card(w, item)


def _card(w: NoteWriter, item: RankedAlternative) -> Iterator[Block]:
    product = item.product
    yield Heading(product.name, 2)
    if product.summary:
        yield Paragraph(product.summary.get(w.lang))
    shown = [a for a in item.assessments if a.verdict != "unknown" or a.partly]
    asked = [a.criterion for a in item.assessments]
    others = [c for c in SHOWN if c not in asked and c in w.catalogue.criteria]
    links = product_exposure(w.catalogue, product, w.on).links
    rows = [_need_row(w, assessment) for assessment in shown]
    rows += [_criterion_row(w, product, c) for c in others if _known(w, product, c)]
    rows += [row for link in links if (row := _chain_row(w, product, link))]
    rows += [_limit_row(w, fact) for fact in _known(w, product, "limit")]
    if rows:
        header = (w.t("criterion"), w.t("established"), w.t("kind_date"), w.t("source"))
        yield Table(header, rows, w.t("card_caption", product=product.name), widths=(2.4, 4.6, 2.6, 1.0))
    silent = [c for c in asked if c not in {a.criterion for a in shown}]
    silent += [c for c in others if not _known(w, product, c)]
    names = [w.catalogue.criteria[c].name.get(w.lang) for c in silent]
    names += [ROLES[link.role][w.lang == "en"] for link in links if not _chain_row(w, product, link)]
    if names:
        yield Paragraph(w.t("silent", names=w.names(names)), "note")


def _known(w: NoteWriter, product: Product, criterion_id: str) -> list[Fact]:
    facts = facts_about((*product.facts, *w.catalogue.vendor(product.vendor_id).facts), criterion_id)
    return [fact for fact in facts if fact.state(w.on) != "to-verify"]


def _limit_row(w: NoteWriter, fact: Fact) -> tuple[Words, ...]:
    return (w.t("limits_known"), fact_words(None, fact, w.lang), w.kind_and_date(fact), w.cite([fact]))


def _need_row(w: NoteWriter, assessment: Assessment) -> tuple[Words, ...]:
    criterion = w.catalogue.criteria[assessment.criterion]
    known = [f for f in assessment.facts if f.state(w.on) != "to-verify"]
    same = [f for f in known if f.criterion == assessment.criterion]
    value = w.facts_line(same, criterion.id) or "".join(w.t("c_chosen") for _ in known[:1])
    state = "partly" if assessment.partly else assessment.verdict
    shown = w.verdict(state, value, known)
    dates = " ; ".join(dict.fromkeys(w.kind_and_date(f) for f in known))
    name = criterion.name.get(w.lang)
    return ((Run(name, "strong"),), shown, dates, w.cite(known))


def _criterion_row(w: NoteWriter, product: Product, criterion_id: str) -> tuple[Words, ...]:
    criterion: Criterion = w.catalogue.criteria[criterion_id]
    known = _known(w, product, criterion_id)
    dates = " ; ".join(dict.fromkeys(w.kind_and_date(f) for f in known))
    return (criterion.name.get(w.lang), w.facts_line(known, criterion_id), dates, w.cite(known))


def _chain_row(w: NoteWriter, product: Product, link: ExposureLink) -> tuple[Words, ...]:
    """Write one link of the chain; empty when nothing is established about it."""
    role = ROLES[link.role][w.lang == "en"]
    if link.state == "chosen-by-buyer":
        return (role, w.t("c_chosen"), "", "")
    facts = [fact for fact in link.facts if usable(fact, w.on)]
    who = _who(w, product, link, facts)
    countries = ", ".join(country_word(code, w.lang) for code in link.countries)
    unknown = word_of("unknown", w.lang)
    if link.state == "unknown":
        countries = f"{countries} ; {unknown}" if countries else unknown
    if not who:
        return ()
    words = w.t("against", product=who, text=countries) if countries else who
    dates = " ; ".join(dict.fromkeys(w.kind_and_date(f) for f in facts))
    return (role, words, dates, w.cite(facts))


def _who(w: NoteWriter, product: Product, link: ExposureLink, facts: list[Fact]) -> str:
    if link.role == "vendor":
        chain = product_control(w.catalogue, product, w.on).chain
        return " → ".join(dict.fromkeys(node.name for node in chain))
    names = (fact_words(None, f, w.lang) for f in facts if isinstance(f.value, Operator))
    return " ; ".join(dict.fromkeys(names))


def questions_of(w: NoteWriter) -> list[tuple[Product, list[OpenQuestion]]]:
    """List what to ask about each product proposed, in the order of the note."""
    found = []
    for item in w.study.proposed():
        questions = build_questions(w.catalogue, item.product, w.study.needs, item.assessments, item.admission, w.lang)
        found.append((item.product, list(questions)))
    return [(product, asked) for product, asked in found if asked]


def write_questions(w: NoteWriter) -> Iterator[Block]:
    """Write what to ask, each question once with the products it concerns; requirements first."""
    yield Heading(w.t("questions"), new_page=True)
    asked: dict[tuple[bool, str], list[str]] = {}
    for product, questions in questions_of(w):
        for question in questions:
            asked.setdefault((not question.required, question.text), []).append(product.name)
    if not asked:
        yield Paragraph(w.t("no_questions"))
        return
    yield Paragraph(w.t("questions_lead"))
    items = sorted(asked.items(), key=lambda item: item[0][0])
    yield Items(tuple(_question_words(w, wish, text, names) for (wish, text), names in items), ordered=True)


def _question_words(w: NoteWriter, wish: bool, text: str, names: list[str]) -> Words:
    words = text if wish else w.t("blocking", text=text)
    return (Run(words, "strong"), Run(" " + w.t("ask_whom", names=w.names(names))))


def write_sources(w: NoteWriter) -> Iterator[Block]:
    """Write the sources cited so far; called last."""
    if w.sources:
        yield Heading(w.t("sources"), new_page=True)
        yield Items(w.source_list(), ordered=True)
