"""The waterfall of a line in words: what each piece of evidence weighed."""

from advisor.domain.documents import ListLine
from advisor.domain.matches import LineMatch
from advisor.services.editions import Edition
from advisor.web.i18n import gettext as _
from advisor.web.i18n import show_number


def weight_name(name: str) -> str:
    """Name a feature or a rule of the method; its own name where it is new."""
    return {
        "bias": _("un nom du catalogue est là"),
        "rarity": _("rareté des mots du nom"),
        "missing": _("mots du nom qui manquent"),
        "distance": _("lettres corrigées"),
        "distance_short": _("lettres corrigées dans un mot court"),
        "left": _("mots inconnus sans explication"),
        "left_plain": _("mots courants sans explication"),
        "left_share": _("part des mots inconnus"),
        "left_single": _("mots inconnus autour d’un nom d’un seul mot"),
        "brand_left": _("mots inconnus autour d’un nom d’éditeur"),
        "vendor": _("l’éditeur est nommé"),
        "other_vendor": _("un autre éditeur est nommé"),
        "column_contradicts": _("la colonne dit un autre éditeur"),
        "weak": _("nom qui est aussi un mot courant"),
        "weak_left": _("mots inconnus autour d’un mot courant"),
        "short": _("nom court"),
        "short_left": _("mots inconnus autour d’un nom court"),
        "in_order": _("mots du nom à la suite"),
        "scattered": _("mots du nom séparés"),
        "purchase": _("mots d’achat de logiciel"),
        "shared": _("nom porté par plusieurs produits"),
        "other_product": _("un autre produit est nommé"),
        "homonym": _("un mot voisin donne un autre sens"),
        "hardware": _("mots de matériel ou de fournitures"),
        "component": _("mots de composant technique"),
        "training": _("mots de formation"),
        "services": _("mots de prestation"),
        "target": _("nommé pour dire « pour quoi »"),
        "weak-unsupported": _("mot courant sans appui"),
        "weak-alone": _("mot courant seul"),
        "scattered-words": _("mots courants du nom séparés"),
        "short-inexact": _("nom court qui n’est pas écrit exactement"),
        "spelling": _("un seul mot, corrigé, que rien ne confirme"),
    }.get(name, name)


def list_weights(edition: Edition, line: ListLine, kept: LineMatch) -> tuple[tuple[str, str], ...]:
    """Weigh a line again and word what counted.

    Nothing where the answer is no longer the one that was kept: another edition, or filler words that
    only the whole list taught.
    """
    (match,) = edition.matcher.match_lines([line.text], [line.vendor])
    if (match.product_id, match.probability) != (kept.product_id, kept.probability):
        return ()
    return tuple(
        (weight_name(name), show_number(round(weight, 1))) for name, weight in match.weights if abs(weight) >= 0.05
    )
