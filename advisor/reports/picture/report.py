"""The dependency report: one list or several, as a paper that cites what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from advisor.reports.papers import Block, Heading, Items, Notice, Paper, Paragraph, Run, Table, Words
from advisor.reports.picture.context import Context, ReportedList, weight
from advisor.reports.picture.groups import segments_section, uses_section
from advisor.reports.picture.moves import decisions_section, moves_section, renewals_section
from advisor.reports.picture.sections import (
    answer_words,
    control_section,
    estimate_section,
    function_section,
    summary_items,
    vendor_section,
)
from advisor.reports.picture.words import Words as Vocabulary
from advisor.reports.shapes import ControlSourceShape
from advisor.reports.tally import Tallies

MAX_TEXTS = 25
MAX_SOURCES = 120
"""Vendors whose sources a report names, those with most lines first; the workbook has all of them."""


def build_report(lists: Sequence[ReportedList], lang: str) -> Paper:
    """Build the dependency report of lists that were matched.

    It says only what their answers hold: whoever has these can check it.
    """
    context = Context(tuple(lists), Vocabulary(lang))
    first = lists[0].answer
    pick = context.pick
    editions = ", ".join(dict.fromkeys(one.answer["edition"][:12] for one in lists))
    sections: tuple[Iterable[Block], ...] = (
        [Paragraph(answer_words(context), "lead"), Heading(pick("L’essentiel", "In short")), summary_items(context)],
        segments_section(context),
        control_section(context),
        estimate_section(context),
        vendor_section(context),
        function_section(context),
        moves_section(context),
        decisions_section(context),
        renewals_section(context),
        uses_section(context),
        _open_section(context),
        _method_section(context),
    )
    created = max(one.answer["created"] for one in lists)
    return Paper(
        title=pick("Dépendances logicielles", "Software dependencies"),
        subtitle=", ".join(one.segment for one in lists),
        lang=lang,
        created=created,
        meta=tuple(_meta(context, editions, created)),
        blocks=tuple(chain.from_iterable(sections)),
        foot=pick(
            f"Ou équivalent : édition {editions}, méthode {first['method']}. Document de travail, à valider.",
            f"Ou équivalent: edition {editions}, method {first['method']}. Working paper, to be validated.",
        ),
    )


def _meta(context: Context, editions: str, created: str) -> Iterator[tuple[str, Words]]:
    pick, words = context.pick, context.words
    first = context.lists[0].answer
    for one in context.lists:
        source = one.answer["source"]
        sheet = pick(f", feuille « {source['sheet']} »", f", sheet “{source['sheet']}”") if source["sheet"] else ""
        rows = context.lines(one.answer["summary"]["rows"])
        yield pick("Liste lue", "List read"), f"{source['name']}{sheet} : {rows}"
    yield pick("Montants", "Amounts"), _amounts(context)
    yield pick("Date", "Date"), words.day(created)
    yield pick("Édition du catalogue", "Edition of the catalogue"), editions
    yield pick("Méthode", "Method"), first["method"]


def _amounts(context: Context) -> str:
    """Say what amounts were counted, of which column, with or without tax."""
    pick, picture = context.pick, context.picture
    if not context.priced:
        return pick(
            "aucun montant lu : tout est compté en lignes", "no amount was read: everything is counted in lines"
        )
    columns = dict.fromkeys(filter(None, (one.answer["source"]["columns"]["amount"] for one in context.lists)))
    named = ", ".join(f"« {name} »" for name in columns)
    share = pick(
        f"{context.lines(picture['priced_rows'])} sur {context.words.number(picture['rows'])}",
        f"{context.lines(picture['priced_rows'])} of {context.words.number(picture['rows'])}",
    )
    taxes = dict.fromkeys(one.answer["source"].get("tax") for one in context.lists)
    words = {
        "excluded": pick("hors taxes", "before tax"),
        "included": pick("toutes taxes comprises", "tax included"),
        None: pick("taxe non précisée", "tax not given"),
    }
    tax = ", ".join(words[tax] for tax in taxes)
    total = context.words.euros(picture["amount_eur"])
    return f"{total}, {tax} ; {pick('colonne', 'column')} {named} ; {share}" if named else f"{total}, {tax} ; {share}"


def _open_section(context: Context) -> Iterator[Block]:
    """Say what was not established: lines to confirm, not recognised, not read."""
    pick = context.pick
    gathered = context.gathered
    unread = [(one, part) for one in context.lists for part in one.answer["source"]["unread"]]
    if not (gathered.to_confirm or gathered.unrecognised or unread):
        return
    yield Heading(pick("Ce qui reste à établir", "What is still to establish"))
    for tallies, caption in (
        (gathered.to_confirm, pick("Lignes à confirmer", "Lines to confirm")),
        (gathered.unrecognised, pick("Lignes non reconnues", "Lines not recognised")),
    ):
        if tallies:
            yield _texts(context, tallies, caption)
    if unread:
        yield Heading(pick("Ce qui n’a pas été lu ou demande attention", "What was not read or needs attention"), 2)
        several = len(context.lists) > 1
        shown = [(f"{one.segment}, " if several else "") + f"{part['where']} : {part['why']}" for one, part in unread]
        yield Items(tuple(shown[:MAX_TEXTS]))


def _texts(context: Context, tallies: Tallies, caption: str) -> Table:
    ordered = sorted(tallies, key=lambda text: (*weight(tallies[text]), text))
    rows = []
    for text in ordered[:MAX_TEXTS]:
        share = tallies[text].shape()
        cells = (text or "–", context.words.number(share["rows"]), context.words.euros(share["amount_eur"]))
        rows.append(cells if context.priced else cells[:2])
    if len(ordered) > MAX_TEXTS:
        caption += context.pick(f" : {MAX_TEXTS} textes sur {len(ordered)}", f": {MAX_TEXTS} texts of {len(ordered)}")
    header = (context.pick("Texte lu", "Text read"), context.words["lines"], context.words["amount"])
    widths = (70, 8, 14) if context.priced else (80, 10)
    return context.table(header if context.priced else header[:2], rows, caption, widths)


def _method_section(context: Context) -> Iterator[Block]:
    """Say how it was made, what it does not say, and where control was read."""
    pick = context.pick
    yield Heading(pick("Méthode, limites, sources", "Method, limits, sources"))
    yield Items(
        (
            pick(
                "Reconnaissance : chaque ligne est sûre, à confirmer ou non reconnue ; seules les lignes sûres sont rattachées"
                " à un pays. Les seuils viennent d’une calibration publiée sur la page « Méthode » du site.",
                "Recognition: each line is sure, to confirm or not recognised; only sure lines are tied to a country. The"
                " thresholds come from a calibration published on the site’s page “Method”.",
            ),
            pick(
                "Contrôle : règle 1, un propriétaire majoritaire établi par une source ; règle 2, un siège hors de l’Union ;"
                " règle 3, un siège dans l’Union et une source sur la détention. Sans cela, le contrôle est inconnu.",
                "Control: rule 1, a majority owner established by a source; rule 2, a seat outside the Union; rule 3, a seat"
                " in the Union and a source on how it is held. Without that, control is unknown.",
            ),
            pick(
                "Concentration : part du premier éditeur et des trois premiers. Un indice de type Herfindahl n’est pas donné :"
                " il suppose un marché, non le parc d’un acheteur.",
                "Concentration: share of the first vendor and of the first three. No Herfindahl index is given: it supposes a"
                " market, not one buyer’s list.",
            ),
        )
    )
    yield Notice(
        pick("Ce que ce rapport ne dit pas", "What this report does not say"),
        pick(
            "Un catalogue n’est pas une étude de marché : une alternative absente d’ici peut exister, un manque écrit ici peut avoir"
            " été comblé. Le pays de contrôle n’est pas une note. Rien ici n’est un critère d’attribution : un cahier des"
            " charges décrit des besoins, non une origine.",
            "A catalogue is not a market study: an alternative missing here may exist, a gap written here may have been filled."
            " The country of control is not a mark. Nothing here is an award criterion: a specification describes needs, not an"
            " origin.",
        ),
    )
    yield from _sources(context)


def _sources(context: Context) -> Iterator[Block]:
    controls: dict[str, ControlSourceShape] = {}
    for one in context.lists:
        controls |= {control["vendor"]["id"]: control for control in one.answer.get("controls", [])}
    vendors = [v for v in context.picture["by_vendor"] if v["id"] in controls]
    if not vendors:
        return
    rows: list[tuple[Words, ...]] = []
    for vendor in vendors[:MAX_SOURCES]:
        control = controls[vendor["id"]]
        links = [Run(source["title"], url=source["url"]) for source in control["sources"]]
        seen = [source["seen"] for source in control["sources"]]
        joined = tuple(chain.from_iterable((Run(" ; "), link) if i else (link,) for i, link in enumerate(links)))
        date = context.words.day(max(seen)) if seen else "–"
        named = context.words.control(vendor["control"])
        rows.append((vendor["name"], named, str(control["rule"] or "–"), joined or "–", date))
    pick = context.pick
    header = (
        context.words["vendor"],
        context.words["control"],
        context.words["rule"],
        pick("Pages lues", "Pages read"),
        context.words["seen"],
    )
    caption = pick("Où le contrôle a été lu", "Where control was read")
    if len(vendors) > MAX_SOURCES:
        caption += pick(f" : {MAX_SOURCES} éditeurs sur {len(vendors)}", f": {MAX_SOURCES} vendors of {len(vendors)}")
    yield context.table(header, rows, caption, (18, 18, 7, 42, 15))
