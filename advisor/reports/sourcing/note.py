"""The sourcing note as a paper: what is asked, what was found, what may be proposed, what is not known."""

from collections.abc import Iterator

from advisor.reports.buyer_rules import KNOWN_ON, RULES, BuyerRule, unasked_duties
from advisor.reports.fact_words import accepted_words, date_words, number_words, word_of
from advisor.reports.papers import Blank, Block, Heading, Items, Notice, Paper, Paragraph, Run, Table, Words
from advisor.reports.sourcing.annexes import questions_of, write_cards, write_questions, write_sources
from advisor.reports.sourcing.functions import named_words, write_function, write_suites
from advisor.reports.sourcing.study import FunctionStudy, Study
from advisor.reports.sourcing.texts import counted
from advisor.reports.sourcing.writing import NoteWriter, set_paper, writer_of

MAX_NAMES = 3
MAX_UNSURE = 60
"""Doubtful passages listed; past them the check or the list itself is the place to look."""


def build_note(study: Study, *, method: str, created: str, lang: str) -> Paper:
    """Build the internal sourcing note."""
    w = writer_of(study, lang)
    body = (
        *_opening(w),
        *_brief(w),
        *_needs(w),
        *_unasked(w),
        *_rules(w),
        *write_suites(w),
        *(block for function in study.functions for block in write_function(w, function)),
        *_rest(w),
        Heading(w.t("decision")),
        Blank(w.t("decision_service"), 3),
        Blank(w.t("decision_made"), 2),
        *write_cards(w),
        *write_questions(w),
    )
    return set_paper(
        Paper(
            title=w.t("title"),
            subtitle=w.names(study.found.sources, MAX_NAMES),
            lang=lang,
            created=created,
            meta=tuple(_meta(w, method, created)),
            blocks=(*body, *write_sources(w), *_limits(w)),
            foot=w.t("foot", edition=study.catalogue.edition[:12]),
        )
    )


def _meta(w: NoteWriter, method: str, created: str) -> Iterator[tuple[str, Words]]:
    needs = w.study.needs
    yield w.t("meta_scope"), (Run(w.t("scope"), "strong"),)
    yield w.t("meta_buyer"), word_of(needs.buyer, w.lang) if needs.buyer else w.t("not_said")
    yield w.t("meta_data"), w.names(word_of(kind, w.lang) for kind in needs.data) or w.t("not_said")
    if needs.users:
        yield w.t("meta_users"), number_words(needs.users, w.lang)
    yield w.t("meta_source"), w.names(w.study.found.sources, MAX_NAMES)
    yield w.t("meta_date"), date_words(created, w.lang)
    yield w.t("meta_edition"), w.catalogue.edition
    yield w.t("meta_method"), method


def _opening(w: NoteWriter) -> Iterator[Block]:
    functions, proposed = w.study.functions, w.study.proposed()
    named = sum(len(function.named) for function in functions)
    questions = sum(len(asked) for _, asked in questions_of(w))
    yield Paragraph(
        w.t(
            "lead",
            functions=counted("n_functions", len(functions), w.lang),
            products=counted("n_products", named, w.lang),
            proposals=counted("n_proposals", len(proposed), w.lang),
            questions=counted("n_questions", questions, w.lang),
        ),
        "lead",
    )
    yield Notice(w.t("internal_title"), w.t("internal"))


def _brief(w: NoteWriter) -> Iterator[Block]:
    if not w.study.functions:
        return
    yield Heading(w.t("brief"))
    questions = {product.id: len(asked) for product, asked in questions_of(w)}
    header = ("function", "in_place", "state_tools", "market", "excluded_n", "questions_n")
    rows = [_brief_row(w, function, questions) for function in w.study.functions]
    yield Table(
        tuple(map(w.t, header)),
        rows,
        w.t("brief_caption"),
        numeric=frozenset({4, 5}),
        widths=(2.4, 2.6, 2.2, 3.2, 1.1, 1.2),
    )
    yield Paragraph(w.t("order", order=w.study.order), "note")
    yield Paragraph(w.t("neutral"), "note")


def _brief_row(w: NoteWriter, function: FunctionStudy, questions: dict[str, int]) -> tuple[Words, ...]:
    return (
        function.category.name.get(w.lang),
        w.names((w.catalogue.product(n.product_id).name for n in function.named), MAX_NAMES),
        w.names((p.product.name for p in function.state_tools), MAX_NAMES) or "–",
        w.names((p.product.name for p in function.market), MAX_NAMES) or "–",
        str(len(function.excluded)),
        str(sum(questions.get(p.product.id, 0) for p in function.proposals)),
    )


def _needs(w: NoteWriter) -> Iterator[Block]:
    yield Heading(w.t("needs"))
    needs = w.study.needs.needs
    if not needs:
        yield Paragraph(w.t("no_needs"))
        return
    rows: list[tuple[Words, ...]] = []
    for need in needs:
        criterion = w.catalogue.criteria[need.criterion]
        accepted = accepted_words(criterion, need.accept, w.lang) or w.t("any_value")
        rows.append((criterion.name.get(w.lang), w.t("required" if need.required else "preferred"), accepted))
    yield Table((w.t("need"), w.t("level"), w.t("accepted")), rows, w.t("needs_caption"), widths=(3.0, 3.0, 4.0))


def _unasked(w: NoteWriter) -> Iterator[Block]:
    for rule in unasked_duties(w.study.needs):
        criterion = w.catalogue.criteria[rule.criterion or ""].name.get(w.lang)
        yield Notice(w.t("unasked_title"), w.t("unasked", rule=rule.citation.get(w.lang), criterion=criterion))


def _rules(w: NoteWriter) -> Iterator[Block]:
    buyer = w.study.needs.buyer
    if buyer is None:
        yield Paragraph(w.t("rules_unknown"))
        return
    held = set(w.study.needs.data)
    rules = [r for r in RULES if buyer in r.buyers and (not r.data or not held or held & set(r.data))]
    yield Heading(w.t("rules", buyer=word_of(buyer, w.lang)))
    if not rules:
        yield Paragraph(w.t("rules_none", date=date_words(KNOWN_ON, w.lang)))
        return
    forces = ("duty", "limit", "doctrine", "permission", "proposal")
    rules.sort(key=lambda rule: forces.index(rule.force))
    yield Items(tuple(_rule_words(w, rule) for rule in rules))


def _rule_words(w: NoteWriter, rule: BuyerRule) -> Words:
    mark = word_of(rule.mark, w.lang)
    date = date_words(rule.date, w.lang) or w.t("no_date")
    return (
        Run(rule.citation.get(w.lang), "strong"),
        Run(f". {rule.text.get(w.lang)} "),
        Run(w.t("rule_source", mark=mark, date=date), "emphasis"),
        Run(rule.url, url=rule.url),
    )


def _rest(w: NoteWriter) -> Iterator[Block]:
    catalogue, found = w.catalogue, w.study.found
    if w.study.without_substitute:
        yield Heading(w.t("no_substitute"))
        lines = []
        for named in w.study.without_substitute:
            product = catalogue.product(named.product_id)
            words = named_words(w, named)
            if product.no_substitute:
                reason = product.no_substitute.reason.get(w.lang)
                lines.append(w.t("no_substitute_why", product=words, reason=reason))
            else:
                lines.append(w.t("no_substitute_open", product=words))
        yield Items(tuple(lines))
    if w.study.settled:
        yield Heading(w.t("settled"))
        yield Paragraph(" ; ".join(named_words(w, named) for named in w.study.settled))
    if found.unsure:
        yield Heading(w.t("unsure"))
        yield Items(tuple(_unsure_lines(w)))
    if found.unread or found.unrecognised:
        yield Heading(w.t("unread"))
        if found.unrecognised:
            yield Paragraph(counted("unrecognised", found.unrecognised, w.lang))
        if found.unread:
            yield Items(tuple(f"{where} : {why}" for where, why in found.unread))


def _unsure_lines(w: NoteWriter) -> Iterator[str]:
    for item in w.study.found.unsure[:MAX_UNSURE]:
        known = w.catalogue.products.get(item.product_id or "")
        product = known.name if known else w.t("unsure_unknown")
        yield w.t("unsure_line", text=item.text[:120], place=item.place, product=product)
    if len(w.study.found.unsure) > MAX_UNSURE:
        yield "… " + str(len(w.study.found.unsure) - MAX_UNSURE)


def _limits(w: NoteWriter) -> Iterator[Block]:
    yield Heading(w.t("limits"))
    keys = ["limit_catalogue", "limit_facts", "limit_judgement", "limit_same"]
    if w.study.circular:
        keys.append("limit_circular")
    yield Items(tuple(w.t(key) for key in keys))
