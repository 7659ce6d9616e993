"""How much a finding deserves attention, and the three-step test as far as the text allows.

One table, explained in docs/tender-findings.md. It documents and concludes nothing.
"""

import re
from functools import lru_cache
from typing import Literal

from advisor.reports.equivalence import Equivalent
from advisor.reports.roles import Role
from advisor.reports.shapes import TestStepShape

Severity = Literal["high", "warning", "info"]

_REASON = re.compile(
    r"exclusivit|droits? exclusifs?|seule? (?:a |habilit|en mesure|editeur|detent|\w+ )|r\.? ?2122-3"
    r"|en raison d|compatibilite technique|indispensable"
    r"|pour des raisons|afin d'assurer la (?:compatibilite|continuite)|homologu|parc existant|materiel existant"
    r"|justifi|du fait d"
)
MAX_REASON = 160
"""Characters of the passage shown as the reason the text gives."""
_TEXT = {
    "fr": {
        "restricts": "La mention est-elle susceptible de favoriser ou d'éliminer des candidats ?",
        "governs": "Les mots « ou équivalent » l'accompagnent : l'effet est réduit, il ne disparaît pas.",
        "general-clause": "Seule une clause générale ouvre aux équivalents : sa portée n'est pas établie.",
        "none": "Rien dans le texte n'ouvre à un équivalent.",
        "context": "Elle décrit l'existant : l'effet dépend de ce qui est demandé par ailleurs.",
        "justified": "Est-elle justifiée par l'objet du marché ?",
        "reason": "Le texte donne une raison, à vérifier : « {reason} ».",
        "no-reason": "Le texte n'en donne pas ici ; le parc installé ou l'objet du marché peuvent en être une, "
        "à écrire.",
        "describable": "Une description était-elle possible sans elle ?",
        "described": "Sans doute : une formulation par la fonction est proposée.",
        "unknown": "Le texte ne permet pas de le dire.",
    },
    "en": {
        "restricts": "Is the mention likely to favour or eliminate bidders?",
        "governs": "The words « ou équivalent » go with it: the effect is smaller, it does not vanish.",
        "general-clause": "Only a general clause accepts equivalents: how far it reaches is not settled.",
        "none": "Nothing in the text accepts an equivalent.",
        "context": "It describes what exists: the effect depends on what is asked for elsewhere.",
        "justified": "Is it justified by the object of the contract?",
        "reason": "The text gives a reason, to be checked: “{reason}”.",
        "no-reason": "The text gives none here; the installed base or the object of the contract may be one, to "
        "be written down.",
        "describable": "Was a description possible without it?",
        "described": "Probably: a wording by function is proposed.",
        "unknown": "The text does not tell.",
    },
}


def judge_severity(role: Role | None, equivalent: Equivalent) -> Severity:
    """Say how much a named product deserves attention.

    A brand that is required without "or equivalent" comes first; so does one whose role is not
    clear, because missing it costs more. What describes the existing installation is for
    information.
    """
    if role == "context":
        return "info"
    if equivalent == "governs":
        return "info" if role in ("compatibility", "certification") else "warning"
    if role in ("compatibility", "certification"):
        return "warning"
    return "high" if equivalent == "none" else "warning"


@lru_cache(maxsize=64)
def _find_reason(plain: str) -> int | None:
    found = _REASON.search(plain)
    return found.start() if found else None


def build_test(
    plain: str, original: str, role: Role | None, equivalent: Equivalent, *, described: bool, lang: str
) -> list[TestStepShape]:
    """Build the three steps of the case law for one named product.

    `plain` and `original` are the same unit, the one folded; `described` tells that a wording by
    function is proposed.

    Source:
        Conseil d'Etat, 30 September 2011, no. 350431, Région Picardie; see docs/sources.md.
    """
    words = _TEXT[lang]
    place = _find_reason(plain)
    reason = words["no-reason"]
    if place is not None:
        start = max(0, place - MAX_REASON // 4)
        start = start if start == 0 else plain.find(" ", start) + 1
        passage = " ".join(original[start : start + MAX_REASON].split())
        reason = words["reason"].format(reason=passage)
    return [
        {"question": words["restricts"], "answer": words["context" if role == "context" else equivalent]},
        {"question": words["justified"], "answer": reason},
        {"question": words["describable"], "answer": words["described" if described else "unknown"]},
    ]
