"""The sections of a dependency report about bodies and uses: the diagnosis of a group, a purchasing body."""

from collections.abc import Iterator

from advisor.reports.papers import Block, Heading, Items, Paragraph, Run
from advisor.reports.picture.context import Context, weight
from advisor.reports.picture.count import UNMARKED, is_outside
from advisor.reports.picture.estimate import OBSERVATORY_URL
from advisor.reports.picture.gather import ProductUse

MAX_USES = 30
_WITHOUT = {
    "fr": (
        "{n} produit critique n’a pas d’alternative documentée : une offre manque, ou le catalogue.",
        "{n} produits critiques n’ont pas d’alternative documentée : une offre manque, ou le catalogue.",
    ),
    "en": (
        "{n} critical product has no documented alternative: an offer is missing, or the catalogue.",
        "{n} critical products have no documented alternative: an offer is missing, or the catalogue.",
    ),
}
_BARRED = {
    "fr": (
        "{n} a des alternatives, mais aucune ne répond aux exigences.",
        "{n} ont des alternatives, mais aucune ne répond aux exigences.",
    ),
    "en": (
        "{n} has alternatives, but none meets the requirements.",
        "{n} have alternatives, but none meets the requirements.",
    ),
}


def segments_section(context: Context) -> Iterator[Block]:
    """Show each list of the report beside the others."""
    if len(context.lists) < 2:
        return
    words, pick = context.words, context.pick
    yield Heading(pick("Par entité", "By body"))
    rows = []
    for one in context.lists:
        picture = one.gathered.counter.shape()
        rows.append(
            (
                one.segment,
                *context.share(picture, context.picture),
                words.percent(picture["outside"]["rows"], picture["rows"] or None),
                words.number(picture["steps"]["replaceable"]["rows"]),
                words.number(picture["steps"]["confirm"]["rows"]),
            )
        )
    header = (
        pick("Entité", "Body"), *context.share_names(), context.words["lines-outside"],
        context.words["replaceable-lines"], context.words["to-confirm-lines"],
    )  # fmt: skip
    yield context.table(header, rows, pick("Les listes réunies", "The lists put together"))
    shared = _shared(context)
    if shared:
        caption = pick(
            "Produits présents dans plusieurs entités : un achat commun est possible",
            "Products met in several bodies: a common purchase is possible",
        )
        names = (pick("Produit", "Product"), pick("Entités", "Bodies"), words["lines"])
        yield context.table(names, shared, caption)


def _shared(context: Context) -> list[tuple[str, str, str]]:
    held: dict[str, list[str]] = {}
    for one in context.lists:
        for key in one.gathered.products:
            held.setdefault(key, []).append(one.segment)
    uses = [(context.gathered.products[key], names) for key, names in held.items() if len(names) > 1]
    uses.sort(key=lambda pair: (-len(pair[1]), *weight(pair[0].tally), pair[0].product["name"]))
    number = context.words.number
    return [(use.product["name"], ", ".join(names), number(use.tally.rows)) for use, names in uses[:MAX_USES]]


def uses_section(context: Context) -> Iterator[Block]:
    """Show critical uses, their dependence on solutions from outside the Union, and what would ease the move."""
    picture, pick, words = context.picture, context.pick, context.words
    marked = [use for use in picture["uses"] if use["criticality"] != UNMARKED]
    if not marked and len(context.lists) < 2:
        return
    yield Heading(pick("Usages critiques, dépendances, leviers", "Critical uses, dependencies, levers"))
    yield Paragraph(
        (
            Run(
                pick(
                    "L’Observatoire de la souveraineté numérique interroge les organisations sur leurs usages critiques, leur"
                    " dépendance aux solutions extra-européennes et les leviers pour la réduire (",
                    "The Observatory of digital sovereignty asks organisations about their critical uses, their dependence on"
                    " solutions from outside Europe and the levers to reduce it (",
                )
            ),
            Run(pick("lancement, 27 janvier 2026", "launch, 27 January 2026"), url=OBSERVATORY_URL),
            Run(
                pick(
                    "). Les tableaux qui suivent y répondent pour ce qui a été lu.",
                    "). The tables below answer for what was read.",
                )
            ),
        )
    )
    if not marked:
        yield Paragraph(
            pick(
                "Aucune ligne n’est encore marquée : la criticité se choisit ligne par ligne, sur la page du résultat ou dans la"
                " colonne « criticality » du classeur.",
                "No line is marked yet: criticality is chosen line by line, on the result’s page or in the workbook’s"
                " column “criticality”.",
            )
        )
        return
    rows = [
        (
            words[use["criticality"]],
            *context.share(use, picture),
            words.number(use["outside"]["rows"]),
            words.number(use["replaceable"]["rows"]),
        )
        for use in picture["uses"]
    ]
    header = (
        words["use"],
        *context.share_names(),
        context.words["within-outside"],
        context.words["replaceable-lines"],
    )
    yield context.table(header, rows, pick("Lignes par criticité", "Lines by criticality"))
    critical = [use for use in context.gathered.products.values() if use.critical.rows]
    critical.sort(key=lambda use: (not is_outside(use.control), *weight(use.critical), use.product["name"]))
    if critical:
        yield _critical(context, critical)
    levers = _levers(context, critical)
    if levers:
        yield Heading(pick("Ce qui aiderait", "What would help"), 2)
        yield Items(tuple(levers))


def _critical(context: Context, uses: list[ProductUse]) -> Block:
    words, pick = context.words, context.pick
    rows = []
    for use in uses[:MAX_USES]:
        rows.append(
            (
                use.function,
                use.product["name"],
                words.control(use.control),
                words.number(use.critical.rows),
                _lever(context, use),
            )
        )
    header = (
        words["function"], pick("Produit", "Product"), words["control"], words["lines"],
        pick("Levier ou manque", "Lever or gap"),
    )  # fmt: skip
    return context.table(header, rows, pick("Usages critiques", "Critical uses"), (20, 18, 16, 7, 40))


def _lever(context: Context, use: ProductUse) -> str:
    pick = context.pick
    if use.step == "european":
        return context.words["european"]
    if use.open_alternatives:
        first = use.open_alternatives[0]
        effort = pick(f"effort {context.words[first['effort']]}", f"{context.words[first['effort']]} effort")
        return f"{first['product']['name']} ({effort}) ; {first['gaps']}"
    if use.no_substitute:
        return use.no_substitute
    if use.alternatives:
        return pick("aucune alternative ne répond aux exigences", "no alternative meets the requirements")
    if not is_outside(use.control):
        return pick("contrôle à établir d’abord", "control to establish first")
    return pick("aucune alternative documentée", "no documented alternative")


def _levers(context: Context, critical: list[ProductUse]) -> list[str]:
    """Count what stands between the critical uses from outside the Union and their alternatives."""
    pick, words = context.pick, context.words
    outside = [use for use in critical if is_outside(use.control)]
    efforts = [use.open_alternatives[0]["effort"] for use in outside if use.open_alternatives]
    without = sum(not use.alternatives for use in outside)
    barred = sum(bool(use.alternatives) and not use.open_alternatives for use in outside)
    unknown = {need for use in outside for a in use.open_alternatives[:1] for need in a["unknown"]}
    levers = []
    for effort in ("low", "medium", "high"):
        count = efforts.count(effort)
        if count:
            levers.append(
                words.plural(
                    count,
                    pick(
                        "{n} produit critique a une alternative d’effort ",
                        "{n} critical product has an alternative of effort ",
                    ),
                    pick(
                        "{n} produits critiques ont une alternative d’effort ",
                        "{n} critical products have an alternative of effort ",
                    ),
                )
                + words[effort]
                + "."
            )
    for count, (one, many) in ((without, _WITHOUT[words.lang]), (barred, _BARRED[words.lang])):
        if count:
            levers.append(words.plural(count, one, many))
    if unknown:
        levers.append(
            pick(
                f"Questions ouvertes aux éditeurs sur les besoins : {', '.join(sorted(unknown))}.",
                f"Open questions to vendors about needs: {', '.join(sorted(unknown))}.",
            )
        )
    return levers
