"""Words of what is handed back about a tender: comments, workbook, report. In French and English."""

from collections.abc import Mapping

from advisor.domain.marks import STATUSES, MarkStatus
from advisor.messages import word

Pair = tuple[str, str]

FINDINGS: Mapping[str, Pair] = {
    "brand": ("Marque citée", "Brand named"),
    "unknown-brand": ("Marque possible, absente du catalogue", "Possible brand, not in the catalogue"),
    "origin": ("Origine imposée", "Set origin"),
    "norm-without-equivalent": ("Norme sans « ou équivalent »", "Norm without “ou équivalent”"),
    "hidden-brand": (
        "Marque par le détour d'un format ou d'une certification",
        "Brand by way of a format or certification",
    ),
}
STATUS_NAMES: Mapping[MarkStatus, Pair] = {
    "to-correct": ("à corriger", "to correct"),
    "corrected": ("corrigé", "corrected"),
    "justified": ("justifié", "justified"),
    "false-alarm": ("fausse alerte", "false alarm"),
}
CHANGES: Mapping[str, Pair] = {"new": ("nouvelle", "new"), "remaining": ("déjà là", "already there")}
_WORDS: Mapping[str, Pair] = {
    "colon": (" :", ":"),
    "why": ("Pourquoi", "Why"),
    "article": ("article {article}, code de la commande publique", "article {article}, French public procurement code"),
    "justified-by": ("Ce qui la justifierait", "What would justify it"),
    "caveat": ("À savoir", "Note"),
    "wording": ("À écrire à la place", "To write instead"),
    "source": ("Source", "Source"),
    "reason": ("Justifié par vous", "Justified by you"),
    "elsewhere": ("Concerne « {text} » ({place}).", "About “{text}” ({place})."),
    "page": ("page {page}", "page {page}"),
}


def pick(pair: Pair, lang: str) -> str:
    """Return the text of a language."""
    return pair[0 if lang == "fr" else 1]


def say(key: str, lang: str, **blanks: object) -> str:
    """Return a word of this module, its blanks filled."""
    return pick(_WORDS[key], lang).format(**blanks)


def finding_name(kind: str, lang: str) -> str:
    """Name a kind of finding."""
    return pick(FINDINGS[kind], lang) if kind in FINDINGS else kind


def status_name(status: MarkStatus, lang: str) -> str:
    """Name a status."""
    return pick(STATUS_NAMES[status], lang)


def find_status(text: str) -> MarkStatus | None:
    """Read a status written by a person, in either language or as its own id."""
    wanted = " ".join(text.split()).casefold()
    return next((s for s in STATUSES if wanted in (s, *(name.casefold() for name in STATUS_NAMES[s]))), None)


def severity_name(severity: str, lang: str) -> str:
    """Name a severity, beginning a sentence."""
    name = word(severity, lang)
    return name[:1].upper() + name[1:]


def role_name(role: str | None, lang: str) -> str:
    """Say what a product is named for, empty when it is not established."""
    return word(role, lang) if role else ""


def equivalent_name(equivalent: str, lang: str) -> str:
    """Say whether "ou équivalent" stands beside a mention."""
    return word("no-equivalent" if equivalent == "none" else equivalent, lang)
