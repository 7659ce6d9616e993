"""The body of a note: suites, then one section per function, in the circular's order or the plain one."""

from collections.abc import Iterable, Iterator, Sequence

from advisor.domain.eligibility import Admission
from advisor.domain.products import Product
from advisor.reports.fact_words import date_words, euro_words, word_of
from advisor.reports.papers import Blank, Block, Heading, Items, Paragraph, Run, Table, Words
from advisor.reports.ranking import ELIGIBILITY
from advisor.reports.sourcing.study import MAX_LISTED, FunctionStudy, Named, Proposal
from advisor.reports.sourcing.texts import counted
from advisor.reports.sourcing.writing import NoteWriter
from advisor.reports.suites import RULE, SuiteCover

BLANK_ROWS = 3
"""Empty rows left for offers that the catalogue does not know."""
MAX_PLACES = 4


def write_suites(w: NoteWriter) -> Iterator[Block]:
    """Write each suite: which set of alternatives covers the parts in use, and what is missing."""
    for cover in w.study.suites:
        name = cover.suite.name
        yield Heading(w.t("suite", name=name))
        chosen = w.names(item.product.name for item in cover.chosen) or w.t("suite_none")
        yield Paragraph(w.t("suite_lead", parts=w.names(p.product.name for p in cover.parts), chosen=chosen))
        yield Table(
            (w.t("part"), w.t("covered_by"), w.t("misses"), w.t("other_options")),
            [_suite_row(w, cover, part.product) for part in cover.parts],
            w.t("suite_caption", name=name),
            widths=(2.0, 2.5, 4.0, 3.0),
        )
        if cover.unused:
            names = (w.catalogue.product(part).name for part in cover.unused)
            yield Paragraph(w.t("suite_unused", parts=w.names(names)), "note")
        if not cover.exact:
            yield Paragraph(w.t("suite_stepwise"), "note")
        yield Paragraph(w.t("suite_rule", rule=RULE.get(w.lang)), "note")


def _suite_row(w: NoteWriter, cover: SuiteCover, part: Product) -> tuple[Words, ...]:
    found = next(((c.product, k) for c in cover.chosen for k in c.coverings if k.part == part.id), None)
    ranked = next(p.ranked for p in cover.parts if p.product.id == part.id)
    if found is None:
        return (part.name, w.t("uncovered"), "", w.names(r.product.name for r in ranked))
    product, covering = found
    name = product.name
    if covering.through:
        name = w.t("through", name=name, part=w.catalogue.product(covering.through).name)
    others = (r.product.name for r in ranked if r.product.id != covering.link.product.id)
    return (part.name, (Run(name, "strong"),), covering.link.link.gaps.get(w.lang), w.names(others))


def write_function(w: NoteWriter, function: FunctionStudy) -> Iterator[Block]:
    """Write one function: what is in place, what may be proposed in order, what is excluded, room for more."""
    yield Heading(function.category.name.get(w.lang))
    if function.category.need:
        need = function.category.need.get(w.lang)
        yield Paragraph((Run(w.t("need_of_function", need=need), "emphasis"),))
    if function.named:
        yield Paragraph(w.t("named_here", names=" ; ".join(named_words(w, n) for n in function.named)))
    else:
        yield Paragraph(w.t("no_product_named", places=w.names(function.places, MAX_PLACES)))
    if w.study.circular:
        yield from _circular_steps(w, function)
    else:
        yield Heading(w.t("plain_proposals"), 2)
        yield from _proposals(w, function, function.proposals, w.t("plain_proposals"), w.t("no_proposal"))
        yield from _state_listed(w, function.state_listed)
        yield from _listed(w, function.listed)
    if function.excluded:
        yield Heading(w.t("excluded"), 2)
        yield Items(tuple(_excluded(w, item) for item in function.excluded))
    yield Heading(w.t("other_offers"), 2)
    header = (w.t("offer"), w.t("seen_where"), w.t("answers"), w.t("to_ask"))
    caption = w.t("other_offers_caption", function=function.category.name.get(w.lang))
    # A space keeps an empty cell a cell, and its row as high as a line of writing.
    yield Table(header, [(" ",) * 4] * BLANK_ROWS, caption, widths=(3.0, 2.0, 2.5, 2.5))


def _circular_steps(w: NoteWriter, function: FunctionStudy) -> Iterator[Block]:
    yield Heading(w.t("step_state"), 2)
    if function.state_tools or function.state_listed:
        if function.state_tools:
            yield from _proposals(w, function, function.state_tools, w.t("state_tools"), "")
        yield from _state_listed(w, function.state_listed)
    else:
        yield Paragraph(w.t("no_state_tool"))
    yield Heading(w.t("step_market"), 2)
    yield from _proposals(w, function, function.market, w.t("market"), w.t("no_market"))
    yield from _listed(w, function.listed)
    yield Heading(w.t("step_bespoke"), 2)
    yield Blank(w.t("bespoke_blank"), 1)


def named_words(w: NoteWriter, named: Named) -> str:
    """Say which product is in place, on how many lines and for how much, or where it is named."""
    name = w.catalogue.product(named.product_id).name
    told = [counted("n_rows", named.rows, w.lang)] if named.rows else []
    if named.amount is not None:
        told.append(euro_words(str(named.amount), w.lang))
    if not named.rows:
        told.append(w.names(dict.fromkeys(named.places), MAX_PLACES))
    return f"{name} ({', '.join(filter(None, told))})" if any(told) else name


def _proposals(
    w: NoteWriter, function: FunctionStudy, proposals: Sequence[Proposal], step: str, none: str
) -> Iterator[Block]:
    if not proposals:
        yield Paragraph(none)
        return
    header = [w.t("product"), w.t("covers"), w.t("misses"), w.t("effort")]
    widths = [2.4, 3.6, 3.6, 1.1]
    if w.study.needs.needs:
        header.append(w.t("needs_met"))
        widths.append(1.7)
    caption = w.t("proposals_caption", function=function.category.name.get(w.lang), step=step)
    yield Table(tuple(header), [_proposal_row(w, p) for p in proposals], caption, widths=tuple(widths))


def _proposal_row(w: NoteWriter, proposal: Proposal) -> tuple[Words, ...]:
    product = proposal.product
    head: list[Run] = [Run(product.name, "strong"), Run(f"\n{w.vendor_line(product)}")]
    if proposal.ranked.admission is not None:
        head.append(Run("\n" + admission_words(w, proposal.ranked.admission), "emphasis"))
    many = len(proposal.links) > 1
    row: list[Words] = [
        tuple(head),
        _against(w, ((p, link.scope.get(w.lang)) for p, link in proposal.links), many),
        _against(w, ((p, link.gaps.get(w.lang)) for p, link in proposal.links), many),
        word_of(proposal.links[0][1].effort, w.lang),
    ]
    if w.study.needs.needs:
        row.append(_met_words(w, proposal))
    return tuple(row)


def _against(w: NoteWriter, pairs: Iterable[tuple[Product, str]], many: bool) -> Words:
    """Write what stands for each replaced product; alike texts once."""
    texts: dict[str, list[str]] = {}
    for product, words in pairs:
        texts.setdefault(words, []).append(product.name)
    if not many or len(texts) == 1:
        return next(iter(texts))
    return "\n".join(w.t("against", product=", ".join(names), text=words) for words, names in texts.items())


def _met_words(w: NoteWriter, proposal: Proposal) -> str:
    counts = {verdict: len(proposal.ranked.with_verdict(verdict)) for verdict in ("met", "unmet", "unknown")}
    return w.t("met_count", yes=counts["met"], no=counts["unmet"], unknown=counts["unknown"])


def admission_words(w: NoteWriter, admission: Admission) -> str:
    """Say whether the buyer may use a State tool, with the date and source of the fact."""
    words = word_of(admission.access, w.lang)
    if admission.access != "unknown" and admission.facts:
        words = f"{words}, {date_words(admission.facts[0].dated, w.lang)} {w.cite(admission.facts)}"
    return w.t("access", access=words)


def _state_listed(w: NoteWriter, tools: Sequence[tuple[Product, Admission | None]]) -> Iterator[Block]:
    if tools:
        names = (
            f"{product.name} ({admission_words(w, admission)})" if admission else product.name
            for product, admission in tools
        )
        yield Paragraph(w.t("state_listed", names=w.names(names, MAX_LISTED)))


def _listed(w: NoteWriter, products: Sequence[Product]) -> Iterator[Block]:
    if products:
        yield Paragraph(w.t("listed", names=w.names((p.name for p in products), MAX_LISTED)), "note")


def _excluded(w: NoteWriter, proposal: Proposal) -> str:
    reason = proposal.ranked.excluded_by or ""
    if reason == ELIGIBILITY:
        admission = proposal.ranked.admission
        closed = f"{w.t('closed')} {w.cite(admission.facts) if admission else ''}"
        return w.t("against", product=proposal.product.name, text=closed)
    assessment = next(a for a in proposal.ranked.assessments if a.criterion == reason)
    criterion = w.catalogue.criteria[reason]
    value = f"{w.facts_line(assessment.facts, reason)} {w.cite(assessment.facts)}"
    return w.t("excluded_line", product=proposal.product.name, need=criterion.name.get(w.lang), value=value)
