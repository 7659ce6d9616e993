"""Brand-free wording to paste in the place of a name. It never names a product nor an origin."""

from advisor.domain.products import Category

_TEXT = {
    "fr": "La solution permet de {need}.",
    "en": "The solution makes it possible to {need}.",
}
_STANDARDS = {
    "fr": " Elle met en œuvre {names} ou équivalent ; le candidat démontre l'équivalence par tout moyen.",
    "en": " It implements {names} or equivalent; the bidder shows equivalence by any means.",
}
_MEASURES = {"fr": " Mesures à fixer : {items}.", "en": " Measures to set: {items}."}
_AND = {"fr": " et ", "en": " and "}


def build_wording(category: Category, lang: str = "fr") -> str | None:
    """Write the functional need of a category, its measures and open standards.

    Only standards that exclude no known candidate are put in; None where the category's need
    has not been written yet.
    """
    if category.need is None:
        return None
    text = _TEXT[lang].format(need=category.need.get(lang).rstrip(". "))
    names = [standard.name for standard in category.standards if standard.warning is None][:2]
    if names:
        text += _STANDARDS[lang].format(names=_AND[lang].join(names))
    if category.measures:
        text += _MEASURES[lang].format(items=" ; ".join(m.get(lang).rstrip(". ") for m in category.measures[:3]))
    return text
