"""Norms that are asked for without "ou équivalent" (article R2111-9).

A norm is a reference of a standards body (ISO, IEC, EN, NF, DIN, ETSI, IEEE, RFC, ITU-T, Ecma) with its number. Laws,
regulations and public frameworks (RGPD, eIDAS, RGAA, RGS, RGI, HDS, SecNumCloud) are none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from advisor.reports.detections import DESCRIBES, Detection, demand_of
from advisor.reports.equivalence import Equivalent, is_refusal
from advisor.reports.notes import Notes
from advisor.reports.readings import DocumentReader

_NORM = re.compile(
    r"\b(?P<body>NF(?:[ \u00a0](?:EN|ISO(?:/(?:IEC|CEI))?|IEC))*|EN(?:[ \u00a0](?:ISO(?:/(?:IEC|CEI))?|IEC))*"
    r"|ISO(?:/(?:IEC|CEI|TS|TR))?|IEC|CEI"
    r"|DIN(?:[ \u00a0]EN)?|ETSI(?:[ \u00a0](?:EN|TS))?|IEEE|RFC|ITU-T"
    r"|ECMA)[ \u00a0-]?(?P<number>(?:[A-Z]{1,2}[ \u00a0.]?)?\d{1,5}"
    r"(?:[ \u00a0]\d{3}\b){0,2}(?:[-:./]\d{1,4}){0,4})(?!\w)"
)
_ASKS = re.compile(
    r"conform|respect|certifi|\bnormes?\b|\brepond|\bselon\b|satisf|compatib|\bformats?\b"
    r"|qualifi|homologu|\bprotocole|accredit|referentiel"
)
_BIDDER = re.compile(
    r"\b(?:candidat|soumissionnaire|titulaire|prestataire|hebergeur|entreprise|societe|datacent\w+"
    r"|centre de donnees)\w*\b[^.;]{0,80}(?:certifi|accredit|qualifi)"
)
_MARK = re.compile(
    r"\bou\b[ ,\"(]{0,3}(?:(?!ou\b)[\w'/-]{1,30},? {1,4}){0,7}?(?:equivalente?s?|similaires?"
    r"|analogues?|comparables?|eq\.|equiv\.?)"
)
_BEFORE = re.compile(
    r"(?:equivalente?s?|similaires?|comparables?) +(?:ou superieure?s? +)?(?:a|aux|au"
    r"|de) +(?:[\w'-]+ +){0,4}$"
)
_BREAK = re.compile(
    r"[;|]|[.] |\b(?:avec|qui|dont|est|sont|doit|doivent|devra|devront|ainsi que|puis|mais"
    r"|permet\w*)\b"
)
_CLAUSE = re.compile(
    r"\b(?:toute|chaque|les|des|une|aux)\b[^.;]{0,40}\bnormes?\b[^.;]{0,160}\bequivalen"
    r"|\bnormes?\b[^.;]{0,60}\b(?:enten|reput)[^.;]{0,60}equivalen"
)
_TELLS = re.compile(
    r"\betai(?:t|ent)\b|\bdepuis\b|\bcitee?s?\b"
    r"|\b(?:etablissement|ville|collectivite|commune|hopital|universite|departement|region)\b[^.;]{0,30}\b(?:est|sont)\b"
)
"""Words that tell what is or was, in a unit without a verb of obligation."""
_LISTED = re.compile(
    r"\bnormes?\b|documents? applicables?|textes? applicables?|textes? de reference"
    r"|references? normatives?"
)
MAX_MEMBERS = 12
"""Norms of one enumeration that are looked at together."""
MAX_GAP_WORDS = 7
"""Words, other norms aside, that may stand between a norm and "ou équivalent"."""


def find_norms(reader: DocumentReader, notes: Notes) -> Iterator[Detection]:
    """Find norms that are asked for and do not carry "ou équivalent", in text order.

    Two references to the same text side by side ("NF Z42-013 (ISO 14641)") are one finding.
    """
    text = reader.document.text
    found = [match for match in _NORM.finditer(text) if _is_norm(match)]
    starts = [match.start() for match in found]
    general: bool | None = None
    demands: dict[tuple[int, int], str | None] = {}
    last_end = -1
    for index, match in enumerate(found):
        if last_end >= 0 and re.fullmatch(r"[ \u00a0]*[(/][ \u00a0]*", text[last_end : match.start()]):
            last_end = match.end()
            continue
        last_end = match.end()
        unit = reader.sentences.span(match.start())
        if unit not in demands:
            demands[unit] = _demand(reader, unit)
        demand = demands[unit]
        if demand is None:
            continue
        words = reader.plain[unit[0] : unit[1]]
        members = found[index : min(index + MAX_MEMBERS, bisect_left(starts, unit[1]))]
        if _is_governed(words, unit[0], members) or notes.govern(match.start(), match.end(), len(text), norm=True):
            continue
        if general is None:
            general = _has_norm_clause(reader.plain)
        equivalent: Equivalent = "general-clause" if general else "none"
        bidder = _BIDDER.search(words, max(0, match.start() - unit[0] - 160), match.start() - unit[0]) is not None
        yield Detection(
            "norm-without-equivalent",
            match.start(),
            match.end(),
            "norm",
            "info" if general or bidder or demand == "wish" else "warning",
            "certification" if bidder else "criterion" if demand == "wish" else "requirement",
            equivalent,
            " ".join(match[0].split()),
        )


def _is_norm(match: re.Match[str]) -> bool:
    """Tell a norm from a year, a page or a speed that follows capitals ("EN 2026")."""
    digits = re.sub(r"\D", "", match["number"].split("-")[0].split(":")[0])
    body = match["body"].split()[0].split("/")[0]
    if body == "EN":
        parted = re.search(r"\d-\d", match["number"]) is not None
        return len(digits) >= 5 or (len(match["body"]) > 2 and len(digits) >= 4) or (parted and len(digits) >= 2)
    if body in ("ISO", "IEC", "CEI", "DIN", "NF"):
        return len(digits) >= 4 or (body in ("NF", "DIN") and len(digits) >= 2 and len(match["number"]) > 2)
    return len(digits) >= 3


def _demand(reader: DocumentReader, unit: tuple[int, int]) -> str | None:
    """Tell whether a unit asks for the norms it names: "must", "wish", None."""
    words = reader.plain[unit[0] : unit[1]]
    if not _ASKS.search(words) and not _LISTED.search(reader.sections.lead_in(unit, listed=False)):
        return None
    return demand_of(reader, unit) or _plain_demand(reader, unit, words)


def _plain_demand(reader: DocumentReader, unit: tuple[int, int], words: str) -> str | None:
    """Tell whether "conforme à la norme …" stands as a demand without a verb, in a row or an item."""
    section = reader.sections.kind_at(unit[0])
    if section in ("context", "procedure") or is_refusal(words) or re.search(r"\bn(?:e |')\w+ pas\b", words):
        return None
    if DESCRIBES.search(words) or _TELLS.search(words):
        return None
    if re.search(r"\b(?:est|sont)\b(?! (?:\w+ )?(?:conformes?|certifie)\w*\b)", words) and "conforme" not in words:
        return None
    return "must" if re.search(r"conforme|respect|\bnormes?\b|certifi", words) else None


def _is_governed(words: str, offset: int, members: list[re.Match[str]]) -> bool:
    """Tell whether "ou équivalent" follows the first norm, other norms of its enumeration between them."""
    first = members[0]
    begin = first.start() - offset
    if _BEFORE.search(words[max(0, begin - 100) : begin]):
        return True
    for marker in _MARK.finditer(words, first.end() - offset):
        gap = list(words[first.end() - offset : marker.start()])
        for other in members[1:]:
            for i in range(other.start() - first.end(), min(other.end() - first.end(), len(gap))):
                gap[i] = " "
        rest = re.sub(r"\([^()]{0,80}\)", " ", "".join(gap))
        if not _BREAK.search(rest) and len(re.findall(r"[^\W\d_]{3,}", rest)) <= MAX_GAP_WORDS:
            return True
    return False


def _has_norm_clause(plain: str) -> bool:
    """Tell whether a clause adds "or equivalent" to every norm of the document."""
    return any(
        _CLAUSE.search(plain, max(0, match.start() - 250), match.end()) is not None
        for match in re.finditer(r"equivalen", plain)
    )
