"""The first sections of a dependency report: who controls what is bought, how concentrated, beside Europe."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from advisor.domain.control import UNKNOWN
from advisor.reports.papers import Block, Figure, Heading, Items, Notice, Paragraph, Quote, Run
from advisor.reports.picture import estimate
from advisor.reports.picture.charts import Part, Strip, draw_bars, draw_strips
from advisor.reports.picture.context import Context, sentence
from advisor.reports.picture.count import is_outside
from advisor.reports.picture_shapes import FunctionShape, JurisdictionShape, ShareShape, VendorGroupShape

MAX_BARS = 10
_ANSWERS = {
    "fr": {
        False: (
            "{n} ligne sur {total} relève d’un éditeur contrôlé hors de l’Union européenne.",
            "{n} lignes sur {total} relèvent d’éditeurs contrôlés hors de l’Union européenne.",
        ),
        True: (
            "{n} ligne sur {total}, et {share} des montants lus, relève d’un éditeur contrôlé hors de l’Union européenne.",
            "{n} lignes sur {total}, et {share} des montants lus, relèvent d’éditeurs contrôlés hors de l’Union européenne.",
        ),
    },
    "en": {
        False: (
            "{n} line of {total} comes from a vendor controlled outside the European Union.",
            "{n} lines of {total} come from vendors controlled outside the European Union.",
        ),
        True: (
            "{n} line of {total}, and {share} of the amounts read, comes from a vendor controlled outside the European Union.",
            "{n} lines of {total}, and {share} of the amounts read, come from vendors controlled outside the European Union.",
        ),
    },
}
_REPLACEABLE = {
    "fr": ("{n} a une alternative documentée", "{n} ont une alternative documentée"),
    "en": ("{n} has a documented alternative", "{n} have a documented alternative"),
}
_CONFIRM = {
    "fr": ("{n} reste à confirmer", "{n} restent à confirmer"),
    "en": ("{n} is still to confirm", "{n} are still to confirm"),
}
NO_AMOUNT: ShareShape = {"rows": 0, "amount_eur": None}


def answer_words(context: Context) -> str:
    """Say the answer in one or two sentences: what depends on vendors controlled outside the Union."""
    picture, words = context.picture, context.words
    outside = picture["outside"]
    if not picture["established"]["rows"]:
        return context.pick(
            f"Aucun produit du catalogue n’a été établi dans {context.lines(picture['rows'])}.",
            f"No product of the catalogue was established in {context.lines(picture['rows'])}.",
        )
    share = context.amount_share(outside, picture) if context.priced and outside["amount_eur"] else ""
    figures = {"total": words.number(picture["rows"]), "share": share}
    forms = _ANSWERS[words.lang][bool(share)]
    first = words.plural(outside["rows"], *(form.format(n="{n}", **figures) for form in forms))
    replaceable, confirm = picture["steps"]["replaceable"]["rows"], picture["steps"]["confirm"]["rows"]
    rest = []
    if replaceable:
        rest.append(words.plural(replaceable, *_REPLACEABLE[words.lang]))
    if confirm:
        rest.append(words.plural(confirm, *_CONFIRM[words.lang]))
    return sentence([first, ", ".join(rest) + "." if rest else ""])


def summary_items(context: Context) -> Items:
    """List what a director keeps: shares, the first vendors, what can move, what is not known."""
    picture, words, pick = context.picture, context.words, context.pick
    items: list[tuple[Run, ...]] = []

    def add(name: str, *sentences: str) -> None:
        items.append((Run(f"{name} ", "strong"), Run(sentence(sentences))))

    established = picture["established"]
    add(
        pick("Établi.", "Established."),
        pick(
            f"{words.percent(established['rows'], picture['rows'])} des lignes nomment un produit du catalogue de façon sûre"
            + (f", soit {context.amount_share(established, picture)} des montants." if context.priced else "."),
            f"{words.percent(established['rows'], picture['rows'])} of the lines surely name a product of the catalogue"
            + (f", {context.amount_share(established, picture)} of the amounts." if context.priced else "."),
        ),
    )
    if picture["by_vendor"]:
        add(pick("Concentration.", "Concentration."), concentration_words(context))
    steps = picture["steps"]
    movable, ours, stuck = (context.lines(steps[s]["rows"]) for s in ("replaceable", "european", "no-substitute"))
    add(
        pick("Ce qui peut bouger.", "What can move."),
        pick(
            f"{movable} avec alternative documentée, {ours} déjà européennes ou libres, {stuck} sans substitut documenté.",
            f"{movable} with a documented alternative, {ours} already European or free, {stuck} without substitute.",
        ),
    )
    after = picture["outside_after"]
    if after is not None:
        before = picture["outside"]
        rows = (words.number(before["rows"]), words.number(after["rows"]))
        euros = (words.euros(before["amount_eur"] or "0"), words.euros(after["amount_eur"] or "0"))
        money = f" ({euros[0]} → {euros[1]})." if context.priced else "."
        add(
            pick("Après les décisions prises.", "After the decisions made."),
            pick(
                f"Les lignes contrôlées hors de l’Union passent de {rows[0]} à {rows[1]}{money}",
                f"Lines controlled outside the Union go from {rows[0]} to {rows[1]}{money}",
            ),
        )
    unknown = sum(
        group["rows"]
        for group in picture["by_jurisdiction"]
        if group["id"] in ("unknown", "to-confirm", "unrecognised")
    )
    add(
        pick("Ce qu’on ne sait pas.", "What is not known."),
        pick(
            f"{context.lines(unknown)} à confirmer, non reconnues ou de contrôle inconnu : elles ne comptent ni d’un côté ni de l’autre.",
            f"{context.lines(unknown)} to confirm, not recognised or of unknown control: they count on neither side.",
        ),
    )
    return Items(tuple(items))


def concentration_words(context: Context) -> str:
    """Say how much goes to the first vendor and to the first three."""
    found, words = context.picture["concentration"], context.words
    priced = found["first_amount"] is not None
    first, three = (
        (found["first_amount"], found["first_three_amount"])
        if priced
        else (found["first_rows"], found["first_three_rows"])
    )
    vendors = context.picture["by_vendor"]
    leader = max(vendors, key=lambda v: Decimal(v["amount_eur"] or 0)) if priced else vendors[0]
    amounts = context.pick("des montants établis", "of established amounts")
    base = amounts if priced else context.pick("des lignes établies", "of established lines")
    text = context.pick(
        f"Le premier éditeur, {leader['name']}, fait {words.percent(first)} {base}",
        f"The first vendor, {leader['name']}, makes {words.percent(first)} {base}",
    )
    if found["vendors"] < 4:
        return text + "."
    return text + context.pick(
        f" ; les trois premiers, {words.percent(three)}, sur {words.number(found['vendors'])} éditeurs.",
        f"; the first three, {words.percent(three)}, of {words.number(found['vendors'])} vendors.",
    )


def control_section(context: Context) -> Iterator[Block]:
    """Show who controls the vendors, in lines and in euros, before and after the decisions."""
    picture, pick = context.picture, context.pick
    yield Heading(pick("Qui contrôle les éditeurs", "Who controls the vendors"))
    yield Paragraph(
        pick(
            "Chaque ligne établie est rattachée au pays qui contrôle l’éditeur en dernier ressort, selon les faits datés du"
            " catalogue ; un siège européen seul ne suffit pas. C’est un fait, non un avis sur le produit.",
            "Each established line goes to the country that controls the vendor in the last resort, after the dated facts"
            " of the catalogue; a European seat alone is not enough. It is a fact, not an opinion of the product.",
        )
    )
    strips = _strips(context, picture["by_jurisdiction"], "")
    if picture["after"] is not None:
        strips += _strips(context, picture["after"], pick(", après les décisions", ", after the decisions"))
    caption = pick("Lignes et montants par contrôle de l’éditeur", "Lines and amounts by control of the vendor")
    if strips:
        yield Figure(draw_strips(strips), " ".join(_spoken(strip) for strip in strips), caption)
    header = (context.words["control"], *context.share_names())
    rows = [(context.words[group["id"]], *context.share(group, picture)) for group in picture["by_jurisdiction"]]
    yield context.table(header, [*rows, (context.words["whole"], *context.share(picture, picture))], caption)
    if picture["after"] is not None:
        rows = [(context.words[group["id"]], *context.share(group, picture)) for group in picture["after"]]
        yield context.table(header, rows, pick("Après les décisions prises", "After the decisions made"))
        yield Paragraph(
            pick(
                "L’après suppose les remplacements décidés faits au même montant : c’est un déplacement, non une prévision de prix.",
                "The picture after supposes the replacements decided are made at the same amount: a move, not a forecast of prices.",
            ),
            "note",
        )
    if picture["not_concerned"]["rows"]:
        yield Paragraph(
            pick(
                f"{context.lines(picture['not_concerned']['rows'])} écartées comme non concernées ne comptent nulle part.",
                f"{context.lines(picture['not_concerned']['rows'])} set aside as not concerned count nowhere.",
            ),
            "note",
        )


def _strips(context: Context, groups: Sequence[JurisdictionShape], after: str) -> list[Strip]:
    words, whole = context.words, context.picture
    strips = []
    if whole["rows"]:
        parts = [Part(g["id"], g["rows"] / whole["rows"], words.number(g["rows"]), words[g["id"]]) for g in groups]
        strips.append(Strip(context.lines(whole["rows"]) + after, parts))
    total = Decimal(whole["amount_eur"] or 0)
    amounts = [(g["id"], Decimal(g["amount_eur"] or 0)) for g in groups]
    if total > 0 and all(amount >= 0 for _, amount in amounts):
        parts = [
            Part(key, float(amount / total), words.percent(amount, total), words[key])
            for key, amount in amounts
            if amount
        ]
        strips.append(Strip(words.euros(total) + after, parts))
    return strips


def _spoken(strip: Strip) -> str:
    return f"{strip.title} : " + ", ".join(f"{part.figure} {part.name}" for part in strip.parts) + "."


def estimate_section(context: Context) -> Iterator[Block]:
    """Hold the list beside the published European estimate, with what that one measured and did not."""
    picture, words, pick, lang = context.picture, context.words, context.pick, context.words.lang
    yield Heading(pick("À côté de l’estimation européenne", "Beside the European estimate"))
    american = next((group for group in picture["by_jurisdiction"] if group["id"] == "US"), NO_AMOUNT)
    known = picture["established"]
    share = (
        context.amount_share(american, known)
        if context.priced
        else words.percent(american["rows"], known["rows"] or None)
    )
    yield Paragraph(
        (
            Run(pick("Dans cette liste, ", "In this list, ")),
            Run(share, "strong"),
            Run(
                pick(
                    (" des montants établis vont" if context.priced else " des lignes établies vont")
                    + " à des éditeurs contrôlés depuis les États-Unis. L’estimation la plus citée pour l’Europe :",
                    (" of established amounts go" if context.priced else " of established lines go")
                    + " to vendors controlled from the United States. The estimate most quoted for Europe:",
                )
            ),
        )
    )
    for passage in (estimate.STUDY, estimate.RELEASE):
        seen = pick(f", lu le {words.day(passage.seen)}", f", read on {words.day(passage.seen)}")
        told = pick("", f" [{passage.translation}]")
        yield Quote(f"« {passage.words} »{told}", (Run(passage.who[lang], url=passage.url), Run(seen)))
    yield Paragraph((Run(pick("Ce qu’elle a mesuré. ", "What it measured. "), "strong"), Run(estimate.MEASURED[lang])))
    yield Notice(pick("Ce qu’elle ne mesure pas", "What it does not measure"), estimate.NOT_MEASURED[lang])


def vendor_section(context: Context) -> Iterator[Block]:
    """Show how much goes to which vendor."""
    picture, pick = context.picture, context.pick
    if not picture["by_vendor"]:
        return
    yield Heading(pick("Concentration par éditeur", "Concentration by vendor"))
    yield Paragraph(concentration_words(context))
    groups = [
        (v["name"], v, v if is_outside(v["control"]) else NO_AMOUNT, v if v["control"] == UNKNOWN else NO_AMOUNT)
        for v in picture["by_vendor"]
    ]
    figure = _bars(context, groups, pick("Premiers éditeurs", "First vendors"))
    if figure:
        yield figure
    rows = [
        (vendor["name"], context.words.control(vendor["control"]), *context.share(vendor, picture["established"]))
        for vendor in _ordered(context, picture["by_vendor"])[:25]
    ]
    header = (context.words["vendor"], context.words["control"], *context.share_names())
    yield context.table(
        header, rows, _first(context, len(rows), len(picture["by_vendor"]), pick("Éditeurs", "Vendors"))
    )


def function_section(context: Context) -> Iterator[Block]:
    """Show what is bought for which function, and how much of it from outside the Union."""
    picture, pick = context.picture, context.pick
    if not picture["by_function"]:
        return
    yield Heading(pick("Par fonction", "By function"))
    groups = [(f["name"], f, f["outside"], f["unknown"]) for f in picture["by_function"]]
    figure = _bars(context, groups, pick("Premières fonctions", "First functions"))
    if figure:
        yield figure
    rows = []
    for function in _ordered(context, picture["by_function"]):
        share = context.share(function, picture["established"])
        outside = (
            context.amount_share(function["outside"], function)
            if context.priced and function["amount_eur"]
            else context.words.percent(function["outside"]["rows"], function["rows"])
        )
        rows.append((function["name"], *share, outside))
    header = (context.words["function"], *context.share_names(), context.words["within-outside"])
    yield context.table(header, rows, pick("Lignes établies par fonction", "Established lines by function"))


Group = TypeVar("Group", VendorGroupShape, FunctionShape)


def _ordered(context: Context, groups: Sequence[Group]) -> list[Group]:
    if not context.priced:
        return list(groups)
    return sorted(groups, key=lambda group: -Decimal(group["amount_eur"] or 0))


def _bars(
    context: Context, groups: Sequence[tuple[str, ShareShape, ShareShape, ShareShape]], caption: str
) -> Figure | None:
    bars = [context.bar(name, share, outside, unknown) for name, share, outside, unknown in groups]
    bars = sorted((bar for bar in bars if bar.value), key=lambda bar: -bar.value)[:MAX_BARS]
    if len(bars) < 2:
        return None
    spoken = ", ".join(f"{bar.label} {bar.figure}" for bar in bars) + "."
    legend = context.legend(context.pick("contrôle inconnu", "unknown control"))
    return Figure(draw_bars(bars, legend), spoken, _first(context, len(bars), len(groups), caption))


def _first(context: Context, shown: int, all_: int, what: str) -> str:
    if shown >= all_:
        return what
    return context.pick(f"{what} : les {shown} premiers sur {all_}", f"{what}: the first {shown} of {all_}")
