"""What could justify a finding, what is not settled about it, and the decisions to read. In French and English.

Every decision is one of docs/sources.md. One read in a commentary only is marked so: nothing here is
law by itself, and nothing concludes on a buyer's case.
"""

from collections.abc import Mapping

from advisor.reports.shapes import CaseShape, GroundsShape
from advisor.reports.why import Why

Pair = tuple[str, str]

SOURCE_NOTE: Pair = (
    "Texte de l'article lu dans une copie non officielle : vérifiez la version en vigueur sur Légifrance.",
    "The article was read in an unofficial copy: check the version in force on Légifrance.",
)
_BRAND: Pair = (
    "L'objet du marché (par exemple la maintenance d'un produit que vous avez déjà), un parc installé avec lequel une "
    "autre solution ne fonctionnerait pas, ou, à titre exceptionnel et avec « ou équivalent », l'impossibilité d'une "
    "description assez précise. La raison s'écrit au dossier.",
    "The object of the contract (for example maintenance of a product you already have), an installed base with which "
    "no other solution would work or, exceptionally and with « ou équivalent », the lack of any sufficiently precise "
    "description. The reason is written on file.",
)
_INSTALLED: Pair = (
    "Le parc installé, s'il est décrit (produits, versions, nombre) et si l'échange demandé en dépend vraiment. La "
    "raison s'écrit au dossier.",
    "The installed base, if it is described (products, versions, numbers) and the exchange asked for really depends "
    "on it. The reason is written on file.",
)
_SKILL: Pair = (
    "Des compétences propres au parc que le titulaire aura à exploiter, proportionnées à l'objet, toute preuve "
    "équivalente étant admise.",
    "Skills specific to the systems the contractor will run, in proportion to the object, any equivalent proof being "
    "accepted.",
)
_NOTHING: Pair = (
    "Rien à justifier si le texte dit clairement que la solution en place est décrite, non demandée.",
    "Nothing to justify if the text says clearly that the solution in place is described, not asked for.",
)
_ORIGIN: Pair = (
    "Pas une nationalité. La localisation des moyens dans l'Union européenne peut être imposée si l'objet, la sécurité "
    "des informations ou des approvisionnements la justifie (article L2112-4), au cas par cas et de façon proportionnée.",
    "Not a nationality. Locating means in the European Union can be imposed where the object, or the security of "
    "information or of supply, justifies it (article L2112-4), case by case and in proportion.",
)
_NORM: Pair = (
    "La norme peut rester, avec « ou équivalent ». Si peu de produits y répondent, vérifiez qu'elle est nécessaire au "
    "besoin : une norme aussi peut restreindre la concurrence.",
    "The norm can stay, with « ou équivalent ». If few products meet it, check that the need requires it: a norm too "
    "can restrict competition.",
)
_FORMAT: Pair = (
    "Des fichiers ou des automatismes en place à reprendre, décrits (nombre, usages) et sur lesquels un essai est "
    "demandé.",
    "Files or automation in place to be taken over, described (number, uses) and on which a trial is asked for.",
)
_JUSTIFIED: Mapping[Why, Pair] = {
    "governs": _BRAND,
    "general-clause": _BRAND,
    "none": _BRAND,
    "context": _NOTHING,
    "compatibility": _INSTALLED,
    "certification": _SKILL,
    "criterion": _BRAND,
    "unknown": _BRAND,
    "origin": _ORIGIN,
    "origin-wish": _ORIGIN,
    "data-in-france": _ORIGIN,
    "norm": _NORM,
    "norm-clause": _NORM,
    "norm-bidder": _NORM,
    "format": _FORMAT,
    "macros": _FORMAT,
    "native": _INSTALLED,
    "hidden-certification": _SKILL,
}
_CAVEATS: Mapping[Why, Pair] = {
    "general-clause": (
        "Point non tranché : nous n'avons pas trouvé de décision qui dise si une clause générale suffit.",
        "Not settled: we found no decision saying whether a general clause is enough.",
    ),
    "certification": (
        "L'article vise les spécifications techniques ; sa portée pour une compétence demandée au candidat n'est pas "
        "établie ici.",
        "The article is about technical specifications; how far it reaches a skill asked of the bidder is not "
        "established here.",
    ),
    "criterion": (
        "L'article vise les spécifications techniques ; un critère qui favorise une marque relève aussi de l'égalité de "
        "traitement des candidats.",
        "The article is about technical specifications; a criterion favouring a brand is also a matter of equal "
        "treatment of bidders.",
    ),
    "norm-bidder": (
        "L'article vise les spécifications techniques ; sa portée pour une preuve demandée au candidat n'est pas établie "
        "ici.",
        "The article is about technical specifications; how far it reaches proof asked of the bidder is not "
        "established here.",
    ),
    "origin": (
        "« Souverain » n'a pas de définition en droit ; la part des exigences admises sur l'exposition à un droit "
        "étranger n'est pas tranchée hors des cas prévus par la loi.",
        "“Sovereign” has no definition in law; which demands about exposure to foreign law are admitted is not settled "
        "outside the cases set by statute.",
    ),
    "data-in-france": (
        "Selon une réponse ministérielle du 26 octobre 2023, lue dans un commentaire, cette localisation se justifie au cas par "
        "cas. L'article parle du territoire des États membres de l'Union, pas d'un seul.",
        "According to a ministerial reply of 26 October 2023, read in a commentary, such a location is justified case by "
        "case. The article speaks of the territory of the Member States of the Union, not of one.",
    ),
    "format": (
        "L'article ne nomme pas les formats : le rapprochement avec une marque est une lecture, à valider.",
        "The article does not name formats: treating them as a brand is a reading, to be validated.",
    ),
    "macros": (
        "L'article ne nomme pas les langages : le rapprochement avec une marque est une lecture, à valider.",
        "The article does not name languages: treating them as a brand is a reading, to be validated.",
    ),
    "native": (
        "L'article ne nomme pas l'intégration : le rapprochement avec une marque est une lecture, à valider.",
        "The article does not name integration: treating it as a brand is a reading, to be validated.",
    ),
}
_PICARDIE = (
    "CE, 30 septembre 2011, n° 350431",
    ("le test en trois étapes", "the three-step test"),
    "https://conseil-etat.fr/fr/arianeweb/CE/decision/2011-09-30/350431",
    True,
)
_LILLE = (
    "TA Lille, n° 1007450",
    (
        "marché annulé : deux produits imposés sans « ou équivalent »",
        "award annulled: two products imposed without « ou équivalent »",
    ),
    "http://direct.lemondedudroit.fr/public/281-contrats-publics/51422-un-marche-public-qui-excluait-les-logiciels-libres-a-ete-annule.html",
    False,
)
_BORDEAUX = (
    "CAA Bordeaux, 14 février 2013, n° 11BX01785",
    (
        "marque admise : les applications de l'acheteur en dépendaient",
        "brand admitted: the buyer's applications depended on it",
    ),
    "https://julienbonnat.fr/la-reference-a-une-marque-nest-pas-necessairement-illegale",
    False,
)
_DYKA = (
    "CJUE, 16 janvier 2025, C-424/23",
    (
        "une solution donnée sans « ou équivalent » seulement si elle découle de l'objet",
        "a given solution without « ou équivalent » only if it follows from the object",
    ),
    "https://sebastien-palmier-avocat.com/specifications-techniques-lacheteur-ne-peut-pas-exiger-lutilisation-dun-materiau-determine/",
    False,
)
_CASES: Mapping[Why, tuple[tuple[str, Pair, str, bool], ...]] = {
    "none": (_PICARDIE, _LILLE, _DYKA),
    "criterion": (_PICARDIE,),
    "general-clause": (_PICARDIE,),
    "governs": (_PICARDIE,),
    "compatibility": (_PICARDIE, _BORDEAUX),
    "native": (_BORDEAUX,),
}


def build_grounds(why: Why, lang: str) -> GroundsShape:
    """Build what goes with a rule: what could justify the mention, what is not settled, decisions to read."""
    index = 0 if lang == "fr" else 1
    caveat = _CAVEATS.get(why)
    cases: list[CaseShape] = [
        {"name": name, "what": what[index], "source": source, "official": official}
        for name, what, source, official in _CASES.get(why, ())
    ]
    return {
        "justified_by": _JUSTIFIED[why][index],
        "caveat": caveat[index] if caveat else None,
        "source_note": SOURCE_NOTE[index],
        "cases": cases,
    }
