"""The rule behind each kind of finding: article, why, source. Texts for people, in French and English."""

from advisor.reports.articles import L2112_4, R2111_7, R2111_9
from advisor.reports.grounds import build_grounds
from advisor.reports.shapes import RuleShape
from advisor.reports.why import Why

NOTE = {
    "fr": "indication, à valider par votre service juridique",
    "en": "an indication, to be validated by your legal department",
}
_ARTICLES: dict[Why, tuple[str, str]] = {
    "data-in-france": ("L2112-4", L2112_4),
    "norm": ("R2111-9", R2111_9),
    "norm-clause": ("R2111-9", R2111_9),
    "norm-bidder": ("R2111-9", R2111_9),
}
_WHY: dict[Why, tuple[str, str]] = {
    "governs": (
        "Une marque est citée avec « ou équivalent ». La mention reste une exception : elle suppose qu'une "
        "description assez précise "
        "n'était pas possible autrement.",
        "A brand is named with « ou équivalent » (or equivalent). It remains an exception: it supposes that no "
        "sufficiently precise "
        "description was possible.",
    ),
    "general-clause": (
        "Une marque est citée ; une clause générale dit que les marques s'entendent « ou équivalent ». Savoir "
        "si une telle clause suffit "
        "n'est pas établi : écrire les mots à côté de la marque est plus sûr.",
        "A brand is named; a general clause says that brands are meant « ou équivalent ». Whether such a clause "
        "is enough is not "
        "settled: writing the words beside the brand is safer.",
    ),
    "none": (
        "Une marque est citée sans « ou équivalent ». Elle doit être justifiée par l'objet du marché, ou "
        "remplacée par la fonction et la "
        "performance attendues.",
        "A brand is named without « ou équivalent » (or equivalent). It must be justified by the object of the "
        "contract, or replaced by "
        "the function and performance expected.",
    ),
    "context": (
        "La marque décrit l'existant, ou la procédure. Ce n'est pas une exigence par elle-même ; dites-le dans "
        "le texte si un candidat "
        "peut s'y tromper.",
        "The brand describes what exists, or the procedure. It is no requirement by itself; say so in the text "
        "if a bidder could mistake "
        "it.",
    ),
    "compatibility": (
        "La marque désigne ce avec quoi la solution doit fonctionner. L'existant peut le justifier ; des "
        "interfaces ou des formats "
        "ouverts, ou « ou équivalent », réduisent l'effet sur la concurrence.",
        "The brand is what the solution must work with. What exists may justify it; open interfaces or formats, "
        "or « ou équivalent », "
        "reduce the effect on competition.",
    ),
    "certification": (
        "Une qualification ou une référence est demandée sur le produit d'un seul éditeur. Toute preuve "
        "équivalente de compétence devrait "
        "être admise.",
        "A qualification or a reference is asked for on one vendor's product. Any equivalent proof of skill "
        "should be accepted.",
    ),
    "criterion": (
        "Une marque sert à noter les offres. Le critère peut favoriser ceux qui vendent ce produit ; notez la "
        "fonction rendue.",
        "A brand is used to mark bids. The criterion may favour those who sell the product; mark the function "
        "delivered.",
    ),
    "unknown": (
        "Ces mots ressemblent à une marque que le catalogue ne connaît pas. Si c'en est une, l'article s'applique.",
        "These words look like a brand the catalogue does not know. If it is one, the article applies.",
    ),
    "origin": (
        "Une origine semble exigée. Les spécifications ne peuvent mentionner une origine déterminée susceptible "
        "de favoriser ou d'éliminer "
        "des candidats. « Souverain » n'a pas de définition en droit : demandez des faits (localisation, droit "
        "applicable, réversibilité).",
        "An origin seems to be required. Specifications may not mention a set origin likely to favour or "
        "eliminate bidders. “Sovereign” "
        "has no definition in law: ask for facts (location, applicable law, reversibility).",
    ),
    "origin-wish": (
        "Une origine semble souhaitée ou notée. Elle peut favoriser des candidats comme une exigence ; notez "
        "des faits liés à l'objet du "
        "marché.",
        "An origin seems to be wished for or marked. It may favour bidders as a requirement does; mark facts "
        "linked to the object of the "
        "contract.",
    ),
    "data-in-france": (
        "Les moyens sont demandés en France seulement. L'article permet d'imposer le territoire des États "
        "membres de l'Union européenne "
        "lorsque l'objet le justifie ; une limite plus étroite demande sa propre justification.",
        "Means are asked for in France only. The article allows the territory of the Member States of the "
        "European Union to be imposed "
        "where the object justifies it; a narrower limit needs its own justification.",
    ),
    "norm": (
        "Une norme est citée sans « ou équivalent ». La référence à une norme doit être accompagnée de ces mots.",
        "A norm is cited without « ou équivalent » (or equivalent). A reference to a norm has to carry these words.",
    ),
    "norm-clause": (
        "Une norme est citée ; une clause générale dit que les normes s'entendent « ou équivalent ». Écrire les "
        "mots à côté de la norme est "
        "plus sûr.",
        "A norm is cited; a general clause says that norms are meant « ou équivalent ». Writing the words "
        "beside the norm is safer.",
    ),
    "norm-bidder": (
        "Une certification selon une norme est demandée sans « ou équivalent ». L'article vise les "
        "spécifications ; pour une preuve demandée au "
        "candidat, admettre les preuves équivalentes est prudent.",
        "A certification against a norm is asked for without « ou équivalent ». The article is about "
        "specifications; for proof asked of the "
        "bidder, accepting equivalent proof is prudent.",
    ),
    "format": (
        "Un format lié à un éditeur est exigé seul : l'effet peut être celui d'une marque. Un format ouvert et "
        "documenté, ou équivalent, "
        "décrit le même besoin.",
        "A format tied to one vendor is required alone: the effect can be that of a brand. An open, documented "
        "format, or equivalent, "
        "states the same need.",
    ),
    "macros": (
        "Un langage ou un composant propre à un éditeur est exigé : l'effet peut être celui d'une marque. "
        "Décrivez les automatismes à "
        "reprendre.",
        "A language or component of one vendor is required: the effect can be that of a brand. Describe the "
        "automation to be taken over.",
    ),
    "native": (
        "L'intégration « native » à un produit peut n'être possible qu'à son éditeur. Décrivez les échanges "
        "attendus et leurs interfaces.",
        "“Native” integration with a product may be possible for its vendor only. Describe the exchanges "
        "expected and their interfaces.",
    ),
    "hidden-certification": (
        "Un certificat ou un statut délivré par un seul éditeur est demandé : l'effet peut être celui d'une "
        "marque. Toute preuve équivalente de "
        "compétence devrait être admise.",
        "A certificate or status given by one vendor is asked for: the effect can be that of a brand. Any "
        "equivalent proof of skill should be "
        "accepted.",
    ),
}


def build_rule(why: Why, lang: str) -> RuleShape:
    """Build the rule of a finding: the article, why it may be at stake, where its text is, and its grounds."""
    article, source = _ARTICLES.get(why, ("R2111-7", R2111_7))
    return {
        "article": article,
        "why": _WHY[why][0 if lang == "fr" else 1],
        "source": source,
        "note": NOTE[lang],
        **build_grounds(why, lang),
    }
