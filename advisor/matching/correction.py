"""Reading one word of a line as words of the catalogue: known, short form, joined, misspelt, cut.

Every answer is kept: a word is corrected once per matcher, however often it comes back.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from advisor.matching.index import NameIndex

MAX_LETTERS = 40
PREFIX = 7
"""Letters used for the deletion index (SymSpell): long joined words would cost millions of entries."""
MIN_TYPO = 5
TWO_EDITS = 10
"""Letters from which two may be wrong: below, too many words are that near to a name."""
MAX_READINGS = 6
_SCANNED = str.maketrans({"0": "o", "1": "l", "5": "s", "6": "b", "8": "b"})
_SCANNED_I = str.maketrans({"0": "o", "1": "i", "5": "s", "6": "g", "8": "b"})
_MAY_BE_SCANNED = re.compile("[01568]|rn|vv")
_DIGIT_TAIL = re.compile(r"([a-z]{2,})(\d+[a-z]?)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the catalogue that a word of the line may stand for."""

    token: str
    similarity: float
    kind: str


class Corrector:
    """Reads words against the vocabulary of one index; remembers what it read."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        lexicon = index.lexicon
        self._protected = lexicon.ordinary | lexicon.filler | lexicon.resellers
        for words in lexicon.cues.values():
            self._protected |= words
        self._pieces = index.vocabulary | lexicon.editions | lexicon.purchase | lexicon.licence
        self._starts_of_pieces = {piece[:3] for piece in self._pieces if len(piece) > 2}
        self._memo: dict[str, tuple[Reading, ...]] = {}
        self._deletions: dict[str, list[str]] = defaultdict(list)
        self._starts: dict[str, list[str]] = defaultdict(list)
        targets = set(index.known - lexicon.filler)
        targets |= {t for t in index.joined if len(t) >= 6}
        for token in sorted(targets):
            if len(token) >= MIN_TYPO and not token.isdigit():
                for form in deletions(token):
                    self._deletions[form].append(token)
            if len(token) >= 6:
                self._starts[token[:5]].append(token)

    def read(self, word: str) -> tuple[Reading, ...]:
        """Give the catalogue words a word may stand for, best first; none for most words.

        Fast path: a known word stands for itself, with no other reading.
        """
        found = self._memo.get(word)
        if found is None:
            found = self._memo[word] = tuple(self._read(word))
        return found

    def _read(self, word: str) -> list[Reading]:
        index = self.index
        if word in index.known:
            itself = [Reading(word, 1.0, "alias")]
            if word in index.joined and word not in index.vocabulary:
                itself += [Reading(t, 0.98, "joined") for t in index.joined[word]]
            longer = index.lexicon.abbreviations.get(word, ())
            itself += [Reading(t, 0.98, "abbreviation") for t in longer if t in index.known]
            return itself
        expansion = index.lexicon.abbreviations.get(word)
        if expansion:
            return [Reading(t, 0.98, "abbreviation") for t in expansion if t in index.known]
        joined = index.joined.get(word)
        if joined:
            return [Reading(t, 0.98, "joined") for t in joined]
        if word in self._protected or len(word) < 3 or len(word) > MAX_LETTERS or word.isdigit():
            return []
        return self._split_tail(word) or self._misspelt(word)

    def _split_tail(self, word: str) -> list[Reading]:
        """Read "office2016" or "ms365" as a word and a number."""
        match = _DIGIT_TAIL.match(word)
        if not match:
            return []
        base, number = match.groups()
        bases = (
            [base]
            if base in self.index.known and (len(base) > 2 or base in self.index.vocabulary)
            else list(self.index.lexicon.abbreviations.get(base, ()))
        )
        if not bases and len(base) >= 3:
            bases = list(self.index.joined.get(base, ()))
        found = [Reading(t, 0.97, "joined") for t in bases if t in self.index.known]
        if found and number in self.index.vocabulary:
            found.append(Reading(number, 0.97, "joined"))
        return found

    def _misspelt(self, word: str) -> list[Reading]:
        best: dict[str, Reading] = {}
        self._near(word, best, "typo")
        if _MAY_BE_SCANNED.search(word):
            for scanned in _scan_forms(word):
                self._near(scanned, best, "scan")
        self._cut(word, best)
        found = sorted(best.values(), key=lambda r: (-r.similarity, r.token))[:MAX_READINGS]
        if len(word) >= 7 and (not found or found[0].similarity < 0.9):
            parts = self.segment(word)
            if parts:
                return [Reading(t, 0.96, "joined") for t in parts]
        unfolded: list[Reading] = []
        for reading in found:
            if reading.token in self.index.joined and reading.token not in self.index.vocabulary:
                tokens = self.index.joined[reading.token]
                unfolded.extend(Reading(t, reading.similarity, reading.kind) for t in tokens)
            else:
                unfolded.append(reading)
        return unfolded

    def _near(self, word: str, best: dict[str, Reading], kind: str) -> None:
        if kind == "scan" and (word in self.index.vocabulary or word in self.index.joined) and len(word) >= 4:
            best.setdefault(word, Reading(word, 0.95, "scan"))
            return
        if len(word) < MIN_TYPO:
            return
        known = self._deletions
        size = len(word)
        digits = _digits(word)
        for form in filter(known.__contains__, deletions(word)):
            for target in known[form]:
                if target not in best:
                    longest = max(size, len(target))
                    allowed = 1 if longest < TWO_EDITS else 2
                    if abs(size - len(target)) > allowed:
                        continue
                    distance = OSA.distance(word, target, score_cutoff=allowed)
                    if distance <= allowed and digits == _digits(target):
                        best[target] = Reading(target, 1 - distance / longest, kind)

    def _cut(self, word: str, best: dict[str, Reading]) -> None:
        """Read a word cut short ("photosh") as the whole one, at most four letters longer."""
        if len(word) < MIN_TYPO:
            return
        for target in self._starts.get(word[:5], ()):
            if target not in best and target.startswith(word) and len(target) - len(word) <= 4:
                best[target] = Reading(target, 0.5 + 0.5 * len(word) / len(target), "cut")

    def segment(self, word: str) -> list[str]:
        """Cut a long word into at most five known words ("winsvrstdcore"); [] if it cannot be."""
        if len(word) > MAX_LETTERS:
            return []
        index = self.index
        pieces = self._pieces
        paths: list[list[str] | None] = [None] * (len(word) + 1)
        paths[0] = []
        starts = self._starts_of_pieces
        for start in range(len(word)):
            path = paths[start]
            if path is None or len(path) >= 5 or word[start : start + 3] not in starts:
                continue
            for end in range(start + 3, min(len(word), start + 18) + 1):
                piece = word[start:end]
                known = paths[end]
                if piece in pieces and (known is None or len(known) > len(path) + 1):
                    paths[end] = [*path, piece]
        found = [t for t in paths[-1] or [] if t in index.vocabulary]
        return found if any(len(t) >= 4 and t not in index.lexicon.filler for t in found) else []


def _scan_forms(word: str) -> list[str]:
    """Give the words a scanner may have spoilt into this one, without the word itself."""
    forms = {word.translate(_SCANNED), word.translate(_SCANNED_I)}
    forms |= {f.replace("rn", "m").replace("vv", "w") for f in (*forms, word)}
    return sorted(forms - {word})


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(filter(str.isdigit, word))


def deletions(token: str) -> set[str]:
    """Give the forms of a word with one letter less (two from TWO_EDITS letters on), over its start.

    Source: symmetric delete spelling correction (SymSpell).
    """
    twice = len(token) >= TWO_EDITS
    start = token[:PREFIX]
    once = [start[:i] + start[i + 1 :] for i in range(len(start))]
    forms = {start, *once}
    if twice:
        for i in range(len(start) - 1):
            forms.update(once[i][:j] + once[i][j + 1 :] for j in range(i, len(start) - 1))
    return forms
