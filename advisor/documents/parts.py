"""Which part of a consultation a document is: from its name first, then from the title it opens with."""

import re
import unicodedata
from pathlib import PurePosixPath

from advisor.domain.documents import Document, Part

TITLE_REACH = 1_500
"""Characters at the beginning of a document in which its title stands."""
ACRONYM_REACH = 300
"""Characters in which a bare acronym ("CCTP") is a title rather than a reference to another document."""

# In order: a name may hold two ("Annexe 2 du CCTP", "CCTP et annexes"), the first that fits wins.
_NAMES: tuple[tuple[Part, str], ...] = (
    ("annex", r"^(?:\d+ )?annexes?\b|\bannexe \w+ (?:au|du|a la|de l)\b"),
    ("questions", r"\bquestions? (?:et )?reponses?\b|\bqr\b|\bfaq\b"),
    ("answer-form", r"\bcadre (?:de )?(?:la )?(?:reponse|memoire)|\bcrt\b|\bcmt\b|\bmemoire technique"),
    ("candidacy", r"\bdc ?[1245]\b|\bdume\b|\blettre de candidature|\bnoti ?\d"),
    ("dpgf", r"\bdpgf\b|\bdecomposition (?:du|des) prix"),
    ("bpu", r"\bbpu\b|\bbordereau (?:des? )?prix"),
    ("dqe", r"\bdqe\b|\bdetail (?:quantitatif|estimatif)"),
    ("ae", r"\bae\b|\bacte d ?engagement|\battri ?1\b"),
    ("cctp", r"\bcctp\b|\bcahier des (?:clauses|charges) techniques|\bcahier des charges\b"),
    ("ccap", r"\bccap\b|\bcahier des clauses administratives"),
    ("ccp", r"\bccp\b|\bccatp\b|\bcctap\b|\bcahier des clauses particulieres"),
    ("rc", r"\brc\b|\brdc\b|\breglement (?:de (?:la )?)?consultation|\blettre de consultation"),
    ("notice", r"\baapc\b|\bavis (?:de|d)\b|\bboamp\b|\bjoue\b|\bnotice\b"),
    ("annex", r"\bannexes?\b"),
)
_TITLES: tuple[tuple[Part, str], ...] = (
    ("cctp", r"cahier des (?:clauses techniques particulieres|charges(?! (?:de|du) ))"),
    ("ccp", r"cahier des clauses (?:administratives et techniques )?particulieres"),
    ("ccap", r"cahier des clauses administratives particulieres"),
    ("rc", r"reglement (?:de (?:la )?)?consultation|lettre de consultation"),
    ("ae", r"acte d'engagement"),
    ("bpu", r"bordereau (?:des? )?prix"),
    ("dqe", r"detail (?:quantitatif|estimatif)"),
    ("dpgf", r"decomposition (?:du|des) prix"),
    ("answer-form", r"cadre (?:de )?(?:la )?(?:reponse|memoire) technique|cadre de (?:reponse|memoire)"),
    ("candidacy", r"lettre de candidature|declaration du candidat"),
    ("questions", r"questions (?:et|/) reponses"),
    ("notice", r"avis d'(?:appel public|marche)|avis de marche|avis d'attribution"),
)
_ACRONYMS: tuple[tuple[Part, str], ...] = (
    ("cctp", r"\bcctp\b"), ("ccap", r"\bccap\b"), ("ccp", r"\bccp\b"), ("rc", r"(?:^|\n)\s*rc\b"),
    ("bpu", r"\bbpu\b"), ("dqe", r"\bdqe\b"), ("dpgf", r"\bdpgf\b"),
)  # fmt: skip
_COMPILED_NAMES = tuple((part, re.compile(pattern)) for part, pattern in _NAMES)
_COMPILED_TITLES = tuple((part, re.compile(pattern)) for part, pattern in _TITLES)
_COMPILED_ACRONYMS = tuple((part, re.compile(pattern)) for part, pattern in _ACRONYMS)
_NOTICE_KINDS = ("eforms", "ted", "boamp")


def find_part(document: Document) -> Part | None:
    """Tell which part of a consultation a document is, None where nothing says it."""
    if document.kind in _NOTICE_KINDS:
        return "notice"
    stem = re.sub(r"[^a-z0-9]+", " ", _fold(PurePosixPath(document.name).stem)).strip()
    for part, pattern in _COMPILED_NAMES:
        if pattern.search(stem):
            return part
    return _find_title(_fold(document.text[:TITLE_REACH]))


def _find_title(opening: str) -> Part | None:
    """Take the title that comes first; a document refers to the others further down."""
    flat = re.sub(r"[ \t\n]+", " ", opening.replace("’", "'"))
    found = [(match.start(), part) for part, pattern in _COMPILED_TITLES if (match := pattern.search(flat))]
    if not found:
        found = [
            (match.start(), part)
            for part, pattern in _COMPILED_ACRONYMS
            if (match := pattern.search(opening, 0, ACRONYM_REACH))
        ]
    return min(found)[1] if found else None


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))
