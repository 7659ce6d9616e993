"""Brand-free wording to paste in the place of a name. It never names a product nor an origin.

A need is a function and its measures (articles R2111-8 and R2111-10), a norm always carries "ou
équivalent" (R2111-9). Patterns: section 6 of the reference on law, listed in docs/sources.md.
"""

import re
from collections.abc import Sequence

from advisor.domain.products import Category, Standard
from advisor.reports.roles import Role
from advisor.reports.shapes import ClauseShape, StandardShape

_TEXT = {
    "fr": {
        "need": "La solution permet {de}{need}.",
        "standards": " Elle met en œuvre {names} ; le candidat démontre l'équivalence par tout moyen.",
        "standard": "{name} ou équivalent",
        "measures": " Mesures à fixer : {items}.",
        "compatibility": "La solution échange ses données avec les outils en place décrits en annexe (fonction "
        ": {function}), par des "
        "interfaces documentées [{names}]. Pour chaque échange, le candidat décrit les données, le sens, la "
        "fréquence et le "
        "traitement des erreurs.",
        "formats": "formats et protocoles ouverts, ou équivalents",
        "certification": "Le candidat justifie que [n] intervenants maîtrisent la fonction concernée "
        "({function}), par des certifications, des "
        "attestations de formation, des références ou tout autre moyen de preuve équivalent.",
        "criterion": " Ce qui est noté est la fonction rendue et son niveau, mesurés par [essai, démonstration, "
        "engagement].",
        "unknown": "La solution permet [fonction] à [n] utilisateurs, avec [performance mesurable].",
        "norm": "… conforme à {norm} ou équivalent ; le candidat démontre l'équivalence par tout moyen.",
        "hidden": "Les documents et les données sont lus et produits dans des formats ouverts et documentés [à "
        "préciser] ou équivalents ; les "
        "échanges avec les outils en place passent par des interfaces documentées.",
        "origin": "Les données et les moyens d'hébergement, d'administration et de support sont localisés sur "
        "le territoire des États membres "
        "de l'Union européenne, en raison de [motif tiré de la nature des données ou de la sécurité des "
        "approvisionnements, article "
        "L2112-4].",
        "and": " et ",
    },
    "en": {
        "need": "The solution makes it possible to {need}.",
        "standards": " It implements {names}; the bidder shows equivalence by any means.",
        "standard": "{name} or equivalent",
        "measures": " Measures to set: {items}.",
        "compatibility": "The solution exchanges its data with the tools in place described in the annex "
        "(function: {function}), through "
        "documented interfaces [{names}]. For each exchange, the bidder describes the data, the direction, the "
        "frequency and the "
        "handling of errors.",
        "formats": "open formats and protocols, or equivalent",
        "certification": "The bidder shows that [n] members of staff master the function concerned "
        "({function}), by certifications, training "
        "certificates, references or any other equivalent means of proof.",
        "criterion": " What is marked is the function delivered and its level, measured by [trial, "
        "demonstration, commitment].",
        "unknown": "The solution provides [function] to [n] users, with [measurable performance].",
        "norm": "… compliant with {norm} or equivalent; the bidder shows equivalence by any means.",
        "hidden": "Documents and data are read and produced in open, documented formats [to be specified] or "
        "equivalent; exchanges with the "
        "tools in place use documented interfaces.",
        "origin": "The data and the means of hosting, administration and support are located on the territory "
        "of the Member States of the "
        "European Union, because of [reason drawn from the nature of the data or the security of supply, "
        "article L2112-4].",
        "and": " and ",
    },
}
_CLAUSES = {
    "fr": (
        (
            "reversibility",
            "Réversibilité",
            "À la fin du marché, le titulaire restitue toutes les données dans des formats ouverts et "
            "documentés, sous [n] jours, à un prix "
            "indiqué dans son offre ; il assiste la reprise pendant [n] jours puis fournit une attestation de "
            "suppression.",
            "Pour tout service qui détient des données ; à rapprocher de l'article 42 du CCAG-TIC s'il est visé "
            "au marché.",
            "Les données concernées et l'usage qui doit continuer sont [données, service rendu], d'où la durée et le format demandés.",
        ),
        (
            "location",
            "Localisation des moyens",
            _TEXT["fr"]["origin"],
            "Seulement si la nature des données le justifie et de façon proportionnée (article L2112-4).",
            "La localisation est demandée en raison de [nature des données, sécurité des informations ou des approvisionnements] ; "
            "une mesure moindre ne suffit pas parce que [motif].",
        ),
        (
            "transparency",
            "Transparence sur le droit applicable",
            "Le candidat indique la société mère, la part de capital détenue hors de l'Union européenne, ses "
            "sous-traitants et la procédure "
            "suivie en cas de demande d'une autorité étrangère.",
            "Information demandée à tous les candidats, sans effet sur le jugement des offres ; à faire valider.",
            "L'information est demandée parce que [données concernées, analyse de risque] ; elle ne sert pas à classer les offres.",
        ),
        (
            "justification",
            "Justification au dossier",
            "La marque est citée parce que [parc installé, objet du marché, description impossible autrement] ; "
            "elle s'entend « ou "
            "équivalent », et l'équivalence s'apprécie sur [caractéristiques].",
            "À garder au dossier pour toute marque maintenue (article R2111-7).",
            "[constat daté : produits, versions, nombre de postes, essais faits]",
        ),
    ),
    "en": (
        (
            "reversibility",
            "Reversibility",
            "At the end of the contract, the contractor returns all data in open, documented formats, within "
            "[n] days, at a price given in its "
            "bid; it assists the takeover for [n] days, then provides a certificate of deletion.",
            "For any service that holds data; compare article 42 of the CCAG-TIC if the contract refers to it.",
            "The data concerned and the use that has to go on are [data, service delivered], hence the period and format asked for.",
        ),
        (
            "location",
            "Location of means",
            _TEXT["en"]["origin"],
            "Only if the nature of the data justifies it, and in proportion (article L2112-4).",
            "The location is asked for because of [nature of the data, security of information or of supply]; "
            "a lesser measure is not enough because [reason].",
        ),
        (
            "transparency",
            "Transparency on applicable law",
            "The bidder states its parent company, the share of capital held outside the European Union, its "
            "subcontractors and the procedure "
            "followed when a foreign authority makes a request.",
            "Information asked of every bidder, without effect on the award; to be validated.",
            "The information is asked for because [data concerned, risk analysis]; it does not serve to rank bids.",
        ),
        (
            "justification",
            "Justification on file",
            "The brand is named because [installed base, object of the contract, no other description "
            "possible]; it is meant “or equivalent”, "
            "and equivalence is judged on [characteristics].",
            "To be kept on file for any brand that stays (article R2111-7).",
            "[dated findings: products, versions, number of workstations, trials made]",
        ),
    ),
}
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôœhAEIOUYÀÂÉÈÊËÎÏÔŒH]")
_ASPIRATED = re.compile(r"(?:h[aâ]|hi[ée]r|hiss|heurt|hurl|hors)", re.IGNORECASE)
MAX_STANDARDS = 2
MAX_MEASURES = 3


def build_wording(category: Category, lang: str = "fr", role: Role | None = None) -> str | None:
    """Write what to say in the place of a product of a category, for the role it has.

    Only standards that exclude no known candidate are put in; None where the category's need
    has not been written yet, or where nothing has to be written (the role is "context").
    """
    text = _TEXT[lang]
    function = _lower(category.name.get(lang))
    if role == "context":
        return None
    if role == "certification":
        return text["certification"].format(function=function)
    if role == "compatibility":
        names = _name_standards(category.standards, lang) or text["formats"]
        return text["compatibility"].format(function=function, names=names)
    if category.need is None:
        return None
    wording = _write_need(category.need.get(lang), lang)
    names = _name_standards(category.standards, lang)
    if names:
        wording += text["standards"].format(names=names)
    if category.measures:
        wording += text["measures"].format(
            items=("; " if lang == "en" else " ; ").join(
                m.get(lang).rstrip(". ") for m in category.measures[:MAX_MEASURES]
            )
        )
    return wording + text["criterion"] if role == "criterion" else wording


def build_unknown_wording(lang: str = "fr") -> str:
    """Write the pattern to fill in where the function of a brand is not known."""
    return _TEXT[lang]["unknown"]


def build_norm_wording(norm: str, lang: str = "fr") -> str:
    """Write a norm with "or equivalent" (R2111-9)."""
    return _TEXT[lang]["norm"].format(norm=norm)


def build_hidden_wording(role: Role | None, lang: str = "fr") -> str:
    """Write open formats and interfaces, or proof of skill by any means, in the place of one vendor's."""
    if role == "certification":
        function = {"fr": "fonction à préciser", "en": "function to be specified"}[lang]
        return _TEXT[lang]["certification"].format(function=f"[{function}]")
    return _TEXT[lang]["hidden"]


def build_origin_wording(lang: str = "fr") -> str:
    """Write what the law allows in the place of an origin: where data and means are (L2112-4)."""
    return _TEXT[lang]["origin"]


def build_clauses(lang: str = "fr") -> list[ClauseShape]:
    """Build the clauses that can go with any wording, each with when it applies and the reason to write."""
    return [
        {"id": key, "name": name, "text": text, "when": when, "justification": justification}
        for key, name, text, when, justification in _CLAUSES[lang]
    ]


def build_left_out(category: Category, lang: str = "fr") -> list[StandardShape]:
    """List the standards that no wording cites, because asking for them can exclude bids, with why."""
    return [
        {"name": standard.name, "reference": standard.reference, "warning": standard.warning.get(lang)}
        for standard in category.standards
        if standard.warning is not None
    ]


def _write_need(need: str, lang: str) -> str:
    need = need.rstrip(". ")
    elided = _VOWEL.match(need) and not _ASPIRATED.match(need)
    return _TEXT[lang]["need"].format(need=need, de="d'" if elided else "de ")


def _name_standards(standards: Sequence[Standard], lang: str) -> str:
    text = _TEXT[lang]
    names = [standard.name for standard in standards if standard.warning is None][:MAX_STANDARDS]
    return text["and"].join(text["standard"].format(name=name) for name in names)


def _lower(name: str) -> str:
    """Begin a name in lower case, unless it begins with initials ("CRM")."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
