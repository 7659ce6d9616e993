"""The sections of a dependency report about what can move: alternatives, decisions, renewals."""

from collections.abc import Iterator

from advisor.reports.papers import Block, Figure, Heading, Paragraph
from advisor.reports.picture.charts import draw_columns
from advisor.reports.picture.context import Context, weight
from advisor.reports.picture.count import is_outside, quarter_of
from advisor.reports.picture.gather import ProductUse

MAX_PRODUCTS = 40
MAX_NAMED = 3
"""Alternatives named for a product; its page and the workbook have them all."""
MAX_UNKNOWN = 25
MAX_ENDS = 30
MAX_QUARTERS = 12
MAX_DECIDED = 60


def moves_section(context: Context) -> Iterator[Block]:
    """Show what is already European, what has a documented alternative and what has none."""
    picture, pick = context.picture, context.pick
    yield Heading(pick("Ce qui peut bouger", "What can move"))
    rows = [(context.words[step], *context.share(share, picture)) for step, share in picture["steps"].items()]
    header = (context.words["step"], *context.share_names())
    yield context.table(header, rows, pick("Lignes par suite à donner", "Lines by next step"))
    products = sorted(context.gathered.products.values(), key=lambda use: (*weight(use.tally), use.product["name"]))
    replaceable = [use for use in products if use.step == "replaceable"]
    if replaceable:
        yield Heading(pick("Alternatives documentées", "Documented alternatives"), 2)
        yield Paragraph(
            pick(
                "Une alternative couvre un périmètre et laisse des manques : elle se juge sur l’usage. L’ordre est celui du catalogue"
                f" ({context.lists[0].answer['order']}).",
                "An alternative covers a scope and leaves gaps: judge it on the use made. The order is that of the catalogue"
                f" ({context.lists[0].answer['order']}).",
            ),
            "note",
        )
        yield _alternatives(context, replaceable)
    without = [use for use in products if use.step == "no-substitute" and is_outside(use.control)]
    if without:
        yield Heading(pick("Sans substitut documenté", "Without documented substitute"), 2)
        yield _without(context, without)
    unknown = [use for use in products if use.step == "no-substitute" and not is_outside(use.control)]
    if unknown:
        names = ", ".join(use.product["name"] for use in unknown[:MAX_UNKNOWN])
        more = len(unknown) - MAX_UNKNOWN
        yield Heading(pick("Contrôle à établir d’abord", "Control to establish first"), 2)
        yield Paragraph(
            pick(
                f"Le contrôle de l’éditeur de ces produits n’est pas établi, et aucune alternative n’est documentée : {names}",
                f"The control of the vendor of these products is not established, and no alternative is documented: {names}",
            )
            + (pick(f" et {more} autres.", f" and {more} others.") if more > 0 else ".")
        )


def _alternatives(context: Context, uses: list[ProductUse]) -> Block:
    pick = context.pick
    shown = uses[:MAX_PRODUCTS]
    rows = []
    for use in shown:
        named = use.open_alternatives[:MAX_NAMED]
        excluded = len(use.alternatives) - len(use.open_alternatives)
        names = ", ".join(a["product"]["name"] for a in named) or pick(
            "aucune ne répond aux exigences", "none meets the requirements"
        )
        if excluded:
            names += pick(f" ({excluded} exclues par une exigence)", f" ({excluded} excluded by a requirement)")
        first = named[0] if named else None
        effort = context.words[first["effort"]] if first else "–"
        rows.append((use.product["name"], *_figures(context, use), names, effort, first["gaps"] if first else ""))
    header = (
        pick("Produit", "Product"), *_figure_names(context), pick("Alternatives", "Alternatives"),
        pick("Effort", "Effort"), pick("Ce qui manque à la première", "What the first lacks"),
    )  # fmt: skip
    widths = (18, 7, 13, 26, 9, 30) if context.priced else (20, 7, 28, 9, 34)
    return context.table(
        header,
        rows,
        _caption(context, pick("Produits remplaçables", "Replaceable products"), len(shown), len(uses)),
        widths,
    )


def _without(context: Context, uses: list[ProductUse]) -> Block:
    pick = context.pick
    shown = uses[:MAX_PRODUCTS]
    unjudged = pick("aucune alternative documentée à ce jour", "no alternative documented so far")
    rows = [
        (use.product["name"], use.function, *_figures(context, use), use.no_substitute or unjudged) for use in shown
    ]
    header = (pick("Produit", "Product"), context.words["function"], *_figure_names(context), pick("Pourquoi", "Why"))
    widths = (20, 20, 7, 13, 40) if context.priced else (22, 24, 7, 46)
    return context.table(
        header,
        rows,
        _caption(context, pick("Produits sans substitut", "Products without substitute"), len(shown), len(uses)),
        widths,
    )


def _figures(context: Context, use: ProductUse) -> tuple[str, ...]:
    share, words = use.tally.shape(), context.words
    return (
        (words.number(share["rows"]), words.euros(share["amount_eur"]))
        if context.priced
        else (words.number(share["rows"]),)
    )


def _figure_names(context: Context) -> tuple[str, ...]:
    names = (context.words["lines"], context.words["amount"])
    return names if context.priced else names[:1]


def _caption(context: Context, what: str, shown: int, found: int) -> str:
    what += context.pick(", par montant puis par lignes", ", by amount then by lines")
    if shown == found:
        return what
    more = context.pick(
        f" : les {shown} premiers sur {found}, les autres sont dans le classeur",
        f": the first {shown} of {found}, the others are in the workbook",
    )
    return what + more


def decisions_section(context: Context) -> Iterator[Block]:
    """Show what was decided and what is not yet."""
    picture, pick, words = context.picture, context.pick, context.words
    decided = sorted(context.gathered.decided.values(), key=lambda line: (*weight(line.tally), line.name))
    if not decided:
        return
    yield Heading(pick("Décisions prises", "Decisions made"))
    rows = [(words[action], *context.share(share, picture)) for action, share in picture["decisions"].items()]
    yield context.table(
        (words["decision"], *context.share_names()), rows, pick("Lignes par décision", "Lines by decision")
    )
    lines = []
    for line in decided[:MAX_DECIDED]:
        decision = line.decision
        action = words[decision["action"] or "undecided"]
        if decision["replacement"]:
            action += pick(f" par {decision['replacement']['name']}", f" by {decision['replacement']['name']}")
        use = words[decision["criticality"]] if decision["criticality"] else "–"
        lines.append((line.name, words.number(line.tally.rows), action, use, decision["comment"]))
    header = (
        pick("Produit ou ligne", "Product or line"), words["lines"], words["decision"], words["use"],
        pick("Commentaire", "Comment"),
    )  # fmt: skip
    caption = pick("Détail des décisions", "The decisions one by one")
    if len(decided) > MAX_DECIDED:
        caption += pick(f" : {MAX_DECIDED} sur {len(decided)}", f": {MAX_DECIDED} of {len(decided)}")
    yield context.table(header, lines, caption, (24, 7, 26, 12, 30))


def renewals_section(context: Context) -> Iterator[Block]:
    """Show what ends when, and the next ends one by one."""
    picture, pick, words = context.picture, context.pick, context.words
    if not picture["renewals"]:
        return
    yield Heading(pick("Renouvellements", "Renewals"))
    yield Paragraph(
        pick(
            f"{context.lines(picture['rows'] - picture['without_end']['rows'])} portent une date de fin,"
            f" {words.number(picture['without_end']['rows'])} n’en portent pas. Une échéance est le moment où changer coûte le moins.",
            f"{context.lines(picture['rows'] - picture['without_end']['rows'])} bear an end date,"
            f" {words.number(picture['without_end']['rows'])} bear none. An end is when changing costs least.",
        )
    )
    figure = _columns(context)
    if figure:
        yield figure
    rows = [
        (
            words.quarter(r["when"]),
            *_renewal_figures(context, r["rows"], r["amount_eur"]),
            words.number(r["outside"]["rows"]),
        )
        for r in picture["renewals"]
    ]
    header = (words["when"], *_figure_names(context), context.words["within-outside"])
    yield context.table(header, rows, pick("Lignes qui se terminent", "Lines that end"))
    today = context.lists[0].answer["created"][:10]
    ahead = sorted((end, name) for end, name in context.gathered.ends if end >= today[: len(end)])
    shown = [
        (words.day(end), name, *_renewal_figures(context, *_pair(context, end, name))) for end, name in ahead[:MAX_ENDS]
    ]
    if shown:
        caption = pick(f"Prochaines échéances après le {words.day(today)}", f"Next ends after {words.day(today)}")
        names = (pick("Fin", "End"), pick("Produit ou ligne", "Product or line"), *_figure_names(context))
        yield context.table(names, shown, caption)


def _pair(context: Context, end: str, name: str) -> tuple[int, str | None]:
    share = context.gathered.ends[end, name].shape()
    return share["rows"], share["amount_eur"]


def _renewal_figures(context: Context, rows: int, amount: str | None) -> tuple[str, ...]:
    cells = (context.words.number(rows), context.words.euros(amount))
    return cells if context.priced else cells[:1]


def _columns(context: Context) -> Figure | None:
    quarters = [r for r in context.picture["renewals"] if "-Q" in r["when"]]
    today = quarter_of(context.lists[0].answer["created"])
    ahead = [r for r in quarters if r["when"] >= today][:MAX_QUARTERS]
    if len(ahead) < 2:
        return None
    bars = [context.bar(context.words.quarter(r["when"]), r, r["outside"], r["unknown"]) for r in ahead]
    spoken = ", ".join(f"{bar.label} {bar.figure}" for bar in bars) + "."
    legend = context.legend(
        context.pick("inconnu, à confirmer ou non reconnu", "unknown, to confirm or not recognised")
    )
    return Figure(
        draw_columns(bars, legend), spoken, context.pick("Ce qui se termine, par trimestre", "What ends, by quarter")
    )
