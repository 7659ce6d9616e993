"""The articles a finding can point at: their words where they were read, their sense otherwise. See docs/sources.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.reports.shapes import ArticleShape, MentionShape

R2111_7 = "https://marche-public.fr/ccp/R2111-07-specifications-techniques-reference-marque-brevet.htm"
R2111_9 = "https://marche-public.fr/ccp/R2111-09-specifications-techniques-normes-documents.htm"
L2112_4 = "https://marche-public.fr/ccp/L2112-04-contenu-marche-moyens-utilises-localises-territoire-etats-union-europeenne.htm"
"""Texts of the articles, read in the copies listed in docs/sources.md."""
CONSOLIDATED = "2026-01-01"
"""State of the code in those copies."""


@dataclass(frozen=True, slots=True)
class _Article:
    quote: str | None
    sense: tuple[str, str]
    source: str


_ARTICLES: Mapping[str, _Article] = {
    "R2111-7": _Article(
        "Les spécifications techniques ne peuvent pas faire mention d'un mode ou procédé de fabrication particulier ou d'une "
        "provenance ou origine déterminée, ni faire référence à une marque, à un brevet ou à un type lorsqu'une telle mention ou "
        "référence est susceptible de favoriser ou d'éliminer certains opérateurs économiques ou certains produits.",
        (
            "Exception : l'objet du marché le justifie, ou, à titre exceptionnel, aucune description assez précise n'est possible, "
            "et alors avec « ou équivalent ».",
            "Exception: the object of the contract justifies it or, exceptionally, no sufficiently precise description is possible, "
            "and then with « ou équivalent » (or equivalent).",
        ),
        R2111_7,
    ),
    "R2111-9": _Article(
        None,
        (
            "Les spécifications peuvent renvoyer à des normes, dans un ordre que l'article donne ; chaque renvoi est accompagné des "
            "mots « ou équivalent ».",
            "Specifications may refer to norms, in an order the article gives; each reference carries the words « ou équivalent » "
            "(or equivalent).",
        ),
        R2111_9,
    ),
    "L2112-4": _Article(
        "L'acheteur peut imposer que les moyens utilisés pour exécuter tout ou partie d'un marché, pour maintenir ou pour moderniser "
        "les produits acquis soient localisés sur le territoire des Etats membres de l'Union européenne afin, notamment, de prendre en "
        "compte des considérations environnementales ou sociales ou d'assurer la sécurité des informations et des approvisionnements.",
        (
            "À justifier par l'objet du marché, au cas par cas et de façon proportionnée.",
            "To be justified by the object of the contract, case by case and in proportion.",
        ),
        L2112_4,
    ),
}


def build_articles(mentions: Iterable[MentionShape], lang: str) -> list[ArticleShape]:
    """List the articles that findings point at, each once, in the order of the code's use here."""
    cited = {mention["rule"]["article"] for mention in mentions}
    return [
        {
            "article": name,
            "quote": article.quote,
            "sense": article.sense[0 if lang == "fr" else 1],
            "source": article.source,
            "consolidated": CONSOLIDATED,
        }
        for name, article in _ARTICLES.items()
        if name in cited
    ]
