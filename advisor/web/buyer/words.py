"""The words of results: why a line was read so, what to do next, what a finding is."""

from collections.abc import Iterable, Mapping

from advisor.domain.catalogue import Catalogue
from advisor.domain.control import COMMUNITY, UNKNOWN
from advisor.domain.matches import Reason
from advisor.reports.steps import NextStep
from advisor.web.i18n import country_name
from advisor.web.i18n import gettext as _

MAX_LEFT_OVER = 5
"""Left-over words that are named; they are light in the line itself."""


def step_title(step: NextStep) -> str:
    """Name a group of lines by what to do next."""
    return {
        "confirm": _("À confirmer"),
        "replaceable": _("Remplaçables"),
        "european": _("Déjà européens ou libres"),
        "no-substitute": _("Sans substitut documenté"),
        "unrecognised": _("Non reconnues"),
        "set-aside": _("Non concernées"),
    }[step]


def step_help(step: NextStep) -> str:
    """Say what a group means."""
    return {
        "confirm": _("Nous hésitons : choisissez. Votre réponse vaut pour toutes les lignes au même texte."),
        "replaceable": _("Au moins une alternative documentée."),
        "european": _(
            "Contrôle européen, communauté, ou logiciel libre sans alternative documentée : rien à chercher."
        ),
        "no-substitute": _("Nous ne proposons rien plutôt que n’importe quoi."),
        "unrecognised": _("Comptées à part, jamais devinées."),
        "set-aside": _("Écartées par vous : elles ne comptent nulle part."),
    }[step]


def part_word(part: str | None) -> str:
    """Name what a document is in the consultation; empty where that is not clear."""
    return {
        "cctp": _("CCTP"),
        "ccap": _("CCAP"),
        "ccp": _("CCP"),
        "rc": _("règlement de la consultation"),
        "ae": _("acte d’engagement"),
        "bpu": _("bordereau des prix"),
        "dqe": _("détail quantitatif estimatif"),
        "dpgf": _("décomposition du prix"),
        "notice": _("avis"),
        "answer-form": _("cadre de réponse"),
        "candidacy": _("formulaire de candidature"),
        "questions": _("questions et réponses"),
        "annex": _("annexe"),
    }.get(part or "", "")


def action_word(action: str | None) -> str:
    """Name a decision about a line."""
    return {
        "keep": _("Garder"),
        "replace": _("Remplacer"),
        "study": _("Étudier"),
        "not-concerned": _("Non concerné"),
    }.get(action or "", "")


def criticality_word(criticality: str | None) -> str:
    """Name the criticality of a use."""
    return {"critical": _("critique"), "important": _("important"), "ordinary": _("ordinaire")}.get(
        criticality or "", ""
    )


def control_name(key: str | None) -> str:
    """Name a jurisdiction of control."""
    if key == COMMUNITY:
        return _("communauté, sans propriétaire unique")
    if key is None or key == UNKNOWN:
        return _("contrôle inconnu")
    return country_name(key)


def _place_reason(reason: Reason, matched: str, read_as: str) -> str:
    """Word a reason about words of the line."""
    same = matched.casefold() == read_as.casefold() or not read_as
    pair = {"matched": matched, "as": read_as}
    if reason.kind == "alias":
        return _("nom reconnu") if same else _("« %(matched)s » lu « %(as)s »") % pair
    return {
        "abbreviation": _("abréviation : « %(matched)s », lu « %(as)s »"),
        "joined": _("mots collés ou séparés : « %(matched)s », lu « %(as)s »"),
        "typo": _("faute corrigée : « %(matched)s », lu « %(as)s »"),
        "scan": _("lettres et chiffres confondus : « %(matched)s », lu « %(as)s »"),
        "cut": _("mot coupé : « %(matched)s », lu « %(as)s »"),
    }[reason.kind] % pair


def _context_word(name: str) -> str:
    return {
        "hardware": _("la ligne parle de matériel"),
        "component": _("la ligne parle d’un composant"),
        "training": _("la ligne parle de formation"),
        "services": _("la ligne parle de prestations"),
        "file-format": _("la ligne parle d’un format de fichier"),
        "target": _("le nom dit pour quoi, non quoi"),
        "software": _("des mots de logiciel à côté"),
        "sibling": _("un autre produit à côté"),
    }.get(name, "")


def reason_words(catalogue: Catalogue, reason: Reason) -> str:
    """Word one reason; empty for those that say nothing to a reader."""
    matched, read_as = reason.matched, reason.read_as or ""
    match reason.kind:
        case "alias" | "abbreviation" | "joined" | "typo" | "scan" | "cut":
            return _place_reason(reason, matched, read_as)
        case "vendor":
            return _("éditeur nommé : « %(name)s »") % {"name": matched}
        case "vendor-column":
            return _("éditeur confirmé par sa colonne")
        case "vendor-contradicts":
            return _("la colonne de l’éditeur dit « %(name)s »") % {"name": matched}
        case "context":
            return _context_word(read_as) or _context_word(matched)
        case "homonym":
            return _("ce nom a un autre sens ici")
        case "weak-name":
            return _("« %(name)s » est aussi un mot courant") % {"name": matched}
        case "rival":
            rival = catalogue.products.get(read_as)
            return _("aussi possible : %(name)s") % {"name": rival.name} if rival else ""
        case "category":
            return _("« %(name)s » nomme une fonction") % {"name": matched}
        case _:
            return ""


def explain_reasons(catalogue: Catalogue, reasons: Iterable[Reason]) -> list[str]:
    """Word the reasons of a line, each once, what was left over last."""
    reasons = list(reasons)
    told = [words for reason in reasons if (words := reason_words(catalogue, reason))]
    left = [reason.matched for reason in reasons if reason.kind == "left-over"][:MAX_LEFT_OVER]
    if left:
        told.append(_("laissé de côté : %(words)s") % {"words": ", ".join(f"« {word} »" for word in left)})
    return list(dict.fromkeys(told))


def severity_word(severity: str) -> str:
    """Name a severity."""
    return {"high": _("À corriger"), "warning": _("À vérifier"), "info": _("Pour information")}[severity]


def status_word(status: str) -> str:
    """Say what a person said of a finding."""
    return {
        "to-correct": _("À traiter"),
        "corrected": _("Corrigé dans le texte"),
        "justified": _("Maintenu et justifié"),
        "false-alarm": _("Fausse alerte"),
    }[status]


def role_word(role: str | None) -> str:
    """Say what a product is named for."""
    return {
        "requirement": _("exigence"),
        "compatibility": _("compatibilité avec l’existant"),
        "context": _("contexte, l’existant est décrit"),
        "criterion": _("critère d’attribution"),
        "certification": _("certification ou référence"),
        "title": _("titre"),
    }.get(role or "", _("non établi"))


def equivalent_word(equivalent: str) -> str:
    """Say whether "ou équivalent" stands beside a mention."""
    return {
        "governs": _("présent pour cette mention"),
        "general-clause": _("clause générale seulement"),
        "none": _("absent"),
    }.get(equivalent, equivalent)


def finding_word(kind: str) -> str:
    """Name a kind of finding."""
    names: Mapping[str, str] = {
        "brand": _("Marque"),
        "unknown-brand": _("Marque possible, absente du catalogue"),
        "origin": _("Origine imposée"),
        "norm-without-equivalent": _("Norme sans « ou équivalent »"),
        "hidden-brand": _("Marque par le détour d’un format ou d’une certification"),
    }
    return names.get(kind, kind)


def as_sentence(text: str) -> str:
    """Write a phrase of the catalogue as a sentence."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…", "?", "!")) else ".")


def first_clause(text: str) -> str:
    """Keep the first clause of a long phrase; the page of the product has the whole of it."""
    clause, _separator, rest = text.strip().partition(" ; ")
    return f"{clause} ; …" if rest else as_sentence(clause)[:1].lower() + as_sentence(clause)[1:]
