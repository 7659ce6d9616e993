"""Labelled sentences: the data files' form, and how right the readings are."""

from dataclasses import dataclass
from pathlib import Path

from advisor.domain.documents import Document, Segment
from advisor.domain.matches import TextMatch
from advisor.reports.readings import DocumentReader

DATA = Path(__file__).parent / "data"
EQUIVALENT = {"y": "governs", "n": "none", "g": "general-clause"}
ROLE = {
    "r": "requirement",
    "c": "compatibility",
    "x": "context",
    "k": "criterion",
    "s": "certification",
    "t": "title",
    "-": None,
}
TERMS = {
    "cartographie-sig": {"sig", "systeme d'information geographique"},
    "antivirus-edr": {"antivirus", "edr"},
    "sauvegarde": {"sauvegarde", "logiciel de sauvegarde"},
    "emailing": {"emailing", "plateforme d'emailing"},
}


@dataclass(frozen=True)
class Case:
    """One labelled text."""

    line: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]
    equivalents: tuple[str, ...]
    roles: tuple[str | None, ...]


def load(name):
    """Read a file of labelled sentences; its first lines say how."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line.strip() and not line.startswith("#")]


def parse(line):
    equivalents, roles, marked = line.split("\t", 2)
    marked = marked.replace("\\n", "\n").replace("\\t", "\t")
    text, mentions = "", []
    for i, part in enumerate(split_marked(marked)):
        name, _, category = part.partition("|") if i % 2 else (part, "", "")
        if i % 2:
            mentions.append((len(text), len(text) + len(name), category))
        text += name
    assert len(mentions) == len(equivalents) == len(roles), line
    return Case(line, text, tuple(mentions), tuple(EQUIVALENT[e] for e in equivalents), tuple(ROLE[r] for r in roles))


def split_marked(marked):
    """Split at brackets around names; "[1]" is a call of note, not a name."""
    parts, current, i = [], "", 0
    while i < len(marked):
        if marked[i] == "[" and not marked[i + 1].isdigit():
            end = marked.index("]", i)
            parts += [current, marked[i + 1 : end]]
            current, i = "", end + 1
        else:
            current, i = current + marked[i], i + 1
    return [*parts, current]


def read(case):
    """Read a case as the program reads a text file."""
    document = Document("cas.txt", "txt", case.text, (Segment(0, len(case.text), "paragraph", ""),))
    matches = [TextMatch(start, end, category or None, 0.99, "sure") for start, end, category in case.mentions]
    reader = DocumentReader(document)
    notes = reader.notes([(match.start, match.end) for match in matches])
    return reader.read(matches, notes, lambda product: frozenset(TERMS.get(product or "", ())))


def score(cases):
    """Return figures and the errors as readable lines."""
    right = {"equivalent": [0, 0], "true": [0, 0], "role": [0, 0]}
    errors = []
    for case in cases:
        for reading, equivalent, role, place in zip(
            read(case), case.equivalents, case.roles, case.mentions, strict=True
        ):
            name = case.text[place[0] : place[1]]
            same = reading.equivalent == equivalent
            right["equivalent"][0] += same
            right["equivalent"][1] += 1
            if equivalent == "governs":
                right["true"][0] += same
                right["true"][1] += 1
            if not same:
                errors.append(f"EQUIVALENT {name}: {reading.equivalent}, not {equivalent} | {case.line}")
            if role:
                right["role"][0] += reading.role == role
                right["role"][1] += 1
                if reading.role != role:
                    errors.append(f"ROLE {name}: {reading.role}, not {role} | {case.line}")
    return {name: hits / total for name, (hits, total) in right.items()}, {n: t for n, (_, t) in right.items()}, errors
