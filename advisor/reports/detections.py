"""What the detectors of origins, norms and hidden brands share: their answer and how a demand is told."""

import re
from dataclasses import dataclass
from typing import Literal

from advisor.reports.equivalence import Equivalent
from advisor.reports.readings import DocumentReader
from advisor.reports.roles import Role
from advisor.reports.severity import Severity

DetectedKind = Literal["origin", "norm-without-equivalent", "hidden-brand"]


@dataclass(frozen=True, slots=True)
class Detection:
    """A finding that names no product of the catalogue; offsets in the document's text.

    `cue` is the stable word of the rule that fired; `detail` is what the wording needs (the norm).
    """

    kind: DetectedKind
    start: int
    end: int
    cue: str
    severity: Severity
    role: Role | None = "requirement"
    equivalent: Equivalent = "none"
    detail: str = ""


_DEMAND = re.compile(
    r"\bdoi(?:t|vent|vra|vront)\b|\bdevr(?:a|ont)\b|\bexig\w+|\brequis\w*|\battend\w+|\bobligat\w+"
    r"|\bimperativ\w+|\buniquement\b|\bexclusivement\b"
    r"|\bpropose(?:r|ra|nt)?\b|\bfourni(?:r|ra|t|ture)\b|\ba fournir\b|\bacqui(?:sition|ert|erir)\b|\bachat\b"
    r"|\blivre(?:r|ra)?\b|\bsera\b|\bseront\b"
    r"|\bretenu\w*|\bseul\w*\b|\bmett(?:re|ra) en (?:ouvre|place)|\bmise en (?:ouvre|place)|\brecherch\w+"
    r"|\bdemand\w+|\bimpos\w+|\breserv\w+"
    r"|\bprovien\w+|\bproviend\w+|\bemane\w*|\bdeploie\w*|\breposer\w+|\bs'appuier\w+|\bgaranti\w*|\bjustifi\w+"
)
_WISH = re.compile(
    r"\bsouhait\w+|\bprivilegi\w+|\bde preference\b|\bprefer\w+|\bcritere|\bpoints?\b|\bvaloris\w+|\bappreci\w+"
    r"|\bun (?:plus|atout)\b|\bidealement\b|\bfavoris\w+"
)
_DENIAL = re.compile(
    r"\bn(?:e |')[^.;|]{0,40}?\b(?:pas|ni|point|aucun\w*|saurait)\b|\bsans (?:condition|exigence|exiger)"
    r"|quelle que soit|quel que soit|\bnul(?:le)? (?:condition|exigence)"
    r"|aucune? (?:condition|exigence|nationalite|origine|norme|certification)|\binterdi\w+|hors (?:perimetre|objet)"
)
DESCRIBES = re.compile(
    r"\bactuel\w*|\bexistant\w*|\baujourd'hui|\ba ce jour\b|\ben place\b|\bdeja\b|\bdispose(?:nt)?\b"
    r"|\butilis(?:e|ent|ons)\b|\ba ete\b|\bont ete\b|\best edite"
    r"|\brepose(?:nt)? sur|\bs'appuie(?:nt)? sur|\bfiliale\b|\ba ouvert\b"
)


def demand_of(
    reader: DocumentReader, unit: tuple[int, int], *, item_counts: bool = True
) -> Literal["must", "wish"] | None:
    """Tell whether a unit asks for something: "must", "wish" (or award criterion), None when it only tells.

    `item_counts`: an item of a list or row of a part that states needs is a demand by itself.
    """
    words = reader.plain[unit[0] : unit[1]]
    section = reader.sections.kind_at(unit[0])
    if _DENIAL.search(words):
        return None
    lead = reader.sections.lead_in(unit, listed=False)
    if _WISH.search(words) or section == "criterion":
        return "wish"
    if DESCRIBES.search(words) and not re.search(r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\bexig", words):
        return None
    if _DEMAND.search(words):
        return "must"
    if section in ("context", "procedure"):
        return None
    if item_counts and lead and not DESCRIBES.search(lead):
        return "wish" if _WISH.search(lead) else "must"
    return None
