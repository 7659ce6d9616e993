"""Where in a document a mention stands: under which title, in which list, in what kind of document.

Titles are read from headings, numbered lines and short run-in titles ("4.1 Existant. Le parc …").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from advisor.domain.documents import Document, Segment
from advisor.reports.sentences import MAX_HEADING, Sentences, is_heading_line

Kind = Literal["context", "requirement", "compatibility", "criterion", "certification", "procedure", "other"]

_TITLES: tuple[tuple[Kind, str], ...] = (
    (
        "criterion",
        r"criteres?\b|jugement|\bnotation\b|choix de l'offre|attribution|selection des offres|classement des offres"
        r"|(?:analyse|appreciation|evaluation) des offres|valeur technique",
    ),
    (
        "certification",
        r"\bcapacites?\b|moyens humains|qualifications?\b|profils?\b|references? (?:demand|exig|du candidat)"
        r"|^references?$|\bequipe\b|\bpersonnels?\b"
        r"|competences|candidatures?\b|intervenants|habilitations?|conditions de participation",
    ),
    (
        "procedure",
        r"remise des|depot des|transmission des|reception des|format des (?:fichiers|offres|reponses)"
        r"|forme (?:et contenu )?des|dematerialis"
        r"|presentation des offres|signature des (?:offres|plis)|contenu des offres|\bauditions?\b|negociations?\b|demonstrations?\b"
        r"|(?:composition|contenu|retrait|consultation) du dossier|hors (?:du )?(?:marche|perimetre)|^exclusions?$"
        r"|n'est pas (?:demande|compris|attendu)|modalites de reponse",
    ),
    (
        "compatibility",
        r"interfac|interoperab|\bintegrations?\b|reprise|migration|echanges? (?:de donnees|avec)|compatib"
        r"|prerequis|pre-requis|raccordement"
        r"|socle (?:technique )?(?:garanti|impose|cible|requis)|environnements? (?:garanti|support|cible)"
        r"|connecteurs|\bflux\b|referentiels?\b|\becosysteme|systemes? tiers|\bliaisons?\b",
    ),
    (
        "context",
        r"existant|contexte|etat des lieux|actuel|presentation|historique|en place\b|description (?:de l'"
        r"|du |des )?(?:environnement|parc|systeme"
        r"|infrastructure|si\b)|cartographie|deja realise|enjeux|patrimoine|environnement technique"
        r"|infrastructure informatique|le parc\b|\bparc\b"
        r"|situation|a titre d'information|inventaire|etat initial|\brappel\b|ce qui existe|sur place|a disposition"
        r"|^(?:la |le |l'|les )?(?:collectivite|commune|ville|etablissement|departement|region|metropole|syndicat|structure|service"
        r"|hopital|universite|organisme|acheteur|maitre d'ouvrage)s?$",
    ),
    (
        "requirement",
        r"\bcible\b|\bdemandee?s?\b|a fournir|\bsolutions?$|prestations?\b|fournitures?\b|besoins?\b|exigences?|bordereau"
        r"|detail (?:quantitatif|estimatif)|\bobjet\b|attendus?\b|perimetre"
        r"|description du marche|solution (?:proposee|attendue|demandee)|livrables?|specifications|cahier"
        r"|logiciels\b|licences",
    ),
)
_FAINT = re.compile(
    r"(?:l'|le |la )?(?:inventaire|parc|cartographie|presentation|patrimoine|situation|historique|contexte)"
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLES)
_PRICES = re.compile(
    r"bordereau des? prix|\bbpu\b|\bdpgf\b|\bdqe\b|detail (?:quantitatif|estimatif)|decomposition du prix"
    r"|\bpu (?:€ |eur )?ht\b|prix unitaire"
)
_PRICE_PARTS = ("bpu", "dpgf", "dqe")
_NUMBER = re.compile(
    r"\s*(?:(?:article|art\.?|chapitre|section|partie|titre|annexe|besoin|volet)\s*(?:n\s?°\s?)?)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}|[IVX]{1,5}(?:\.\d+)*|[A-Z](?:\.?\d{1,2})+|[A-Z](?=\s?[).:–-]))"
    r"(?P<mark>[.)]?\s*[-–:.]?)\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_LOT = re.compile(r"\s*lot\s*(?:n\W{0,2}o?\W{0,2})?(?P<number>\d{1,3})\b\W*", re.I)
_NAME = re.compile(r"\s*(?P<label>intitul[ée]|objet|titre)\b[^:\n]{0,30}:", re.I)
_RUN_IN = re.compile(r"(?P<title>[A-ZÀ-ÞŒ][^.:;|\n]{2,70}?)(?:\s?[.:])(?:\s|$)")
_VERB = re.compile(
    r"\b(?:est|sont|doit|doivent|sera|seront|peut|a|ont|fournit|livre|repose|assure|compte"
    r"|mobilise|remet|met|permet|utilise\w*)\b"
)
_BULLET = re.compile(r"\s*(?:[-–•*▪◦‣>→|]|\(?[a-z\d]{1,2}[.)]\s|\d+(?:\.\d+)+\s)")
PRICE_REACH = 600
"""Characters at the beginning of a document in which "bordereau des prix" tells its kind."""
MAX_LEAD = 1500
"""Characters looked back from a list item to the words that introduce the list."""


def classify_title(title: str) -> Kind:
    """Tell what a title announces, from plain text."""
    for kind, pattern in _KINDS:
        if pattern.search(title):
            return kind
    return "other"


class Sections:
    """The titled parts of a document, looked up by offset."""

    def __init__(self, document: Document, plain: str, sentences: Sentences) -> None:
        self._text = document.text
        self._plain = plain
        self._sentences = sentences
        self._part = document.part
        self._starts: list[int] = []
        self._kinds: list[Kind] = []
        headings = {s.start: s for s in document.segments if s.kind == "heading"}
        fields = any(segment.kind == "field" for segment in document.segments[:1])
        self._title_end = 0 if fields else _end_of_title_page(document.text)
        self._read(_heading_lines(document, headings) if len(headings) > 1 else _title_lines(document.text, headings))
        self.price_schedule = document.part in _PRICE_PARTS or (
            document.part is None and _PRICES.search(plain, 0, PRICE_REACH) is not None
        )

    def _read(self, titles: Iterator[tuple[int, tuple[int, ...] | None, int, int]]) -> None:
        stack: list[tuple[tuple[int, ...] | None, Kind]] = []
        numbers: list[tuple[int, ...] | None] = []
        for start, number, begin, end in titles:
            # The name of the document announces the contract, not what stands in its first part.
            named = number is None and start < self._title_end
            kind = "other" if named else classify_title(self._plain[begin:end])
            if (
                kind == "context"
                and stack
                and stack[-1][1] != "other"
                and _FAINT.fullmatch(self._plain[begin:end].strip(" .:"))
            ):
                # "4.2 Inventaire : X" under "Cible" is a function, not what exists.
                kind = "other"
            while stack and not _is_inside(stack[-1][0], number):
                stack.pop()
            if kind == "other" and stack:
                kind = stack[-1][1]
            stack.append((number, kind))
            self._starts.append(start)
            self._kinds.append(kind)
            numbers.append(number)
        if self._part in (None, "cctp", "ccp"):
            self._read_opening(numbers)

    def _read_opening(self, numbers: list[tuple[int, ...] | None]) -> None:
        """Take the numbered part that opens a specification, before the first one about needs, for a description."""
        first = next((i for i, kind in enumerate(self._kinds) if kind != "other" and numbers[i] is not None), None)
        if first is None or self._kinds[first] not in ("requirement", "compatibility"):
            return
        for i in range(first):
            if numbers[i] is not None:
                self._kinds[i] = "context"

    def kind_at(self, offset: int) -> Kind:
        """Return what the part that holds `offset` is about."""
        index = bisect_right(self._starts, offset) - 1
        return self._kinds[index] if index >= 0 else "other"

    def in_title_page(self, offset: int) -> bool:
        """Tell whether an offset stands in the first lines of the document, before its first sentence."""
        return offset < self._title_end

    def lead_in(self, unit: tuple[int, int], *, listed: bool) -> str:
        """Return the words that introduce the list a unit is an item of, "" when it is none."""
        if not listed and not _BULLET.match(self._text, unit[0]):
            return ""
        limit = max(0, unit[0] - MAX_LEAD)
        current = self._sentences.preceding(unit)
        for _ in range(12):
            if current is None or current[1] < limit:
                return ""
            words = self._plain[current[0] : current[1]]
            if words.rstrip(" |").endswith(":"):
                return words[-200:]
            if not listed and not _BULLET.match(self._text, current[0]):
                return words[-200:] if is_lead_line(self._text[current[0] : current[1]]) else ""
            current = self._sentences.preceding(current)
        return ""

    def table_head(self, unit: tuple[int, int]) -> str:
        """Return the first row of the table a row belongs to, "" when the unit is no row."""
        row = self._text[unit[0] : unit[1]]
        divider = next((d for d in ("|", "\t", " ; ", "\n", "   ") if d in row), None)
        if divider is None:
            return ""
        head, current = "", self._sentences.preceding(unit)
        for _ in range(40):
            if current is None or divider not in self._text[current[0] : current[1]]:
                break
            head = self._plain[current[0] : current[1]]
            current = self._sentences.preceding(current)
        return head[:300]


_FIELDS: tuple[tuple[Kind | Literal["title"], str], ...] = (
    (
        "title",
        r"\bBT-(?:21|721)\b|(?:^|, )(?:titre du marché|title of the contract|intitulé|titre|title|objet|object)(?: \(|$)",
    ),
    ("criterion", r"\bBT-(?:734|540|543|733)\b|critères d'attribution|award criteria|champ \w*CRIT|field \w*CRIT"),
    ("certification", r"\bBT-(?:750|772|809|67)\b|champ \w*CAPAC|field \w*CAPAC"),
    ("procedure", r"\bBT-(?:88|15|99)\b"),
    ("requirement", r"\bBT-(?:24|54|300|70|777)\b|objet complet|full object|description"),
)
_FIELD_KINDS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _FIELDS)


def classify_field(place: str) -> Kind | Literal["title"]:
    """Tell what a field of a notice holds, from its code or label."""
    return next((kind for kind, pattern in _FIELD_KINDS if pattern.search(place)), "other")


def is_lead_line(line: str) -> bool:
    """Tell whether a line without a colon introduces the list under it."""
    return is_heading_line(line) or (len(line) < 60 and "\n" not in line and line[:1].isupper() and line[-1:].isalpha())


def _is_inside(outer: tuple[int, ...] | None, inner: tuple[int, ...] | None) -> bool:
    if outer is None:
        return False
    return inner is None or (len(inner) > len(outer) and inner[: len(outer)] == outer)


def _heading_lines(
    document: Document, headings: dict[int, Segment]
) -> Iterator[tuple[int, tuple[int, ...] | None, int, int]]:
    """Read the titles of a document whose format marks them; no line is guessed to be one."""
    for start, segment in headings.items():
        found = _read_title(document.segment_text(segment), True)
        if found is not None:
            yield start, found[0], start + found[1], start + found[2]


def _title_lines(text: str, headings: dict[int, Segment]) -> Iterator[tuple[int, tuple[int, ...] | None, int, int]]:
    """Find titles: where the part starts, its number if any, and where its words stand."""
    start = 0
    for line in text.split("\n"):
        first = line[:1]
        if start in headings or (first and (first.isupper() or first.isdigit() or first in " \t")):
            found = _read_title(line, start in headings)
            if found is not None:
                number, begin, end = found
                yield start, number, start + begin, start + end
        start += len(line) + 1


def _read_title(line: str, heading: bool) -> tuple[tuple[int, ...] | None, int, int] | None:
    numbered = _NUMBER.match(line[:40])
    number = _parse_number(numbered["number"]) if numbered else None
    begin = numbered.end() if numbered else 0
    if lot := _LOT.match(line):
        # Lots are parts beside the numbered ones, not inside the last of them.
        return (0, int(lot["number"])), lot.end(), len(line)
    if name := _NAME.match(line, begin):
        # What is bought may be called "patrimoine" or "existant"; that says nothing of the part.
        return number, begin, name.end("label")
    if heading or (is_heading_line(line) and (numbered or line.isupper() or len(line) < 60)):
        return number, begin, len(line)
    run_in = _RUN_IN.match(line, begin, begin + MAX_HEADING)
    if run_in is None or len(run_in["title"].split()) > 6 or _VERB.search(run_in["title"].lower()):
        # A numbered clause without a title of its own still ends the part before it.
        return (number, begin, begin) if numbered and "." in numbered["number"] else None
    if numbered is None and len(run_in["title"].split()) > 4:
        return None
    return number, begin, run_in.end("title")


def _parse_number(written: str) -> tuple[int, ...] | None:
    """Read "3.2" as (3, 2), "B.1" and "B1" as (66, 1), "II.1" as (2, 1); None for what is no number."""
    first, *rest = re.sub(r"^([A-Z])(?=\d)", r"\1.", written.upper()).split(".")
    if not all(part.isdigit() for part in rest):
        return None
    numbers = [int(part) for part in rest]
    if first.isdigit():
        return (int(first), *numbers)
    if re.fullmatch(r"[IVX]+", first):
        return (_read_roman(first), *numbers)
    return (ord(first), *numbers) if len(first) == 1 else None


def _read_roman(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in written]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _end_of_title_page(text: str) -> int:
    """Return where the lines in capitals or without a verb at the top of a document end."""
    end = 0
    for line in text[:1500].split("\n")[:8]:
        stripped = line.strip()
        if stripped and not _is_title_line(stripped):
            break
        end += len(line) + 1
    return min(end, len(text))


def _is_title_line(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        return True
    return len(line) < 110 and line[-1] not in ".,;" and not _VERB.search(line.lower()) and " - " in line


def is_listed(segment: Segment | None) -> bool:
    """Tell whether a segment is an item of a list."""
    return segment is not None and segment.kind == "list-item"
