"""Folding of text before matching: lower case, no accents, punctuation to spaces.

Two forms live here: `fold` for lines of a list (length may change) and `fold_text` for documents,
which keeps a map back to the original offsets. No lexicon and no product is known here.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.matching.anchors import Anchors, find_anchors, replace_signs

KEPT = frozenset("+#")
SPECIAL = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "™": " ", "®": " ",
           "©": " ", "ı": "i", "ð": "d", "þ": "th"}  # fmt: skip


def fold_character(character: str) -> str:
    """Fold one character: zero or more of a-z, 0-9, "+", "#", other letters, or one space.

    Marks and invisible characters (accents written apart, soft hyphens, direction marks) fold
    to nothing.
    """
    if character in SPECIAL:
        return SPECIAL[character]
    if character in KEPT:
        return character
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return ""
    folded = "".join(c for c in unicodedata.normalize("NFKD", character).lower() if c.isalnum())
    if folded and folded != character:
        # A few letters only settle when folded again; folding must be idempotent.
        folded = "".join(fold_character(c) for c in folded).replace(" ", "")
    return folded or " "


class _FoldTable(dict[int, str]):
    """A `str.translate` table that folds a character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


class _OneToOneTable(dict[int, str]):
    """As `_FoldTable`, but each character gives exactly one: offsets stay the original ones."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = (fold_character(chr(code)) or " ")[0]
        return folded


def _seed(table: _FoldTable | _OneToOneTable) -> None:
    for code in range(0x180):
        table[code]


_FOLD = _FoldTable()
_ONE = _OneToOneTable()
_seed(_FOLD)
_seed(_ONE)
_FOLD_LINES = _FoldTable(_FOLD)
_FOLD_LINES[ord("\n")] = "\n"


def _byte_table(table: dict[int, str], kept: str = "") -> tuple[bytes, bytes]:
    """Give the folding of Latin-1 as bytes, and the bytes it cannot fold one to one."""
    folded = [chr(code) if chr(code) in kept else table[code] for code in range(256)]
    odd = bytes(code for code, text in enumerate(folded) if len(text) != 1 or ord(text) > 255)
    return bytes(32 if code in odd else ord(text) for code, text in enumerate(folded)), odd


_LINE_BYTES, _LINE_ODD = _byte_table(_FOLD, "\n")
_TEXT_BYTES, _TEXT_ODD = _byte_table(_ONE)


FEW = 40
"""Different letters outside plain Latin-1 that are replaced one by one; beyond, the slow table is as fast."""


def _translate(text: str, table: dict[int, str], latin: bytes, odd: bytes) -> str:
    """Translate a text; as bytes where it is plain Latin-1, which is twenty times faster."""
    try:
        encoded = text.encode("latin-1")
    except UnicodeEncodeError:
        return text.translate(table)
    if odd and len(encoded.translate(None, odd)) != len(encoded):
        return text.translate(table)
    return encoded.translate(latin).decode("latin-1")


def _ease(text: str) -> str:
    """Fold the letters of a long text that stand outside plain Latin-1, where they are few."""
    for letter in _LINE_ODD.decode("latin-1"):
        if letter in text:
            text = text.replace(letter, _FOLD[ord(letter)])
    for _ in range(FEW):
        try:
            text.encode("latin-1")
        except UnicodeEncodeError as error:
            letter = text[error.start]
            if _FOLD[ord(letter)].isascii():
                text = text.replace(letter, _FOLD[ord(letter)])
            else:
                break  # another script: the table does it all
        else:
            break
    return text


def fold(text: str) -> str:
    """Fold a short text; runs of spaces become one and both ends are bare.

    Idempotent: folding a folded text changes nothing.
    """
    return " ".join(text.translate(_FOLD).split())


def fold_lines(lines: list[str]) -> list[str]:
    """Fold many lines in one pass; one result per line, spaces not yet collapsed.

    A line break inside a line counts as a space.
    """
    joined = "\n".join(lines)
    if joined.count("\n") != len(lines) - 1:
        joined = "\n".join(line.replace("\n", " ") for line in lines)
    if len(lines) > 1:
        joined = _ease(joined)
    folded = _translate(joined, _FOLD_LINES, _LINE_BYTES, _LINE_ODD).split("\n")
    return folded if lines else []


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of a line and its place in the original line (end excluded)."""

    text: str
    start: int
    end: int


def split_words(line: str) -> list[Word]:
    """Split an original line into the words `fold` gives, each with its place in the line."""
    words: list[Word] = []
    letters: list[str] = []
    start = end = 0
    for position, character in enumerate(line):
        folded = _FOLD[ord(character)]
        if folded == " ":
            if letters:
                words.append(Word("".join(letters), start, end))
                letters = []
            continue
        if not folded:
            continue
        if not letters:
            start = position
        letters.append(folded)
        end = position + 1
    if letters:
        words.append(Word("".join(letters), start, end))
    return words


# Repairs of a running text: a hyphen (soft, or U+0002 as PDF readers write it) at a line break, an
# invisible character, a ligature. Blanks are found apart: they are the common case.
_REPAIR = re.compile(
    r"(?P<hyphen>(?<=\w)[-\u2010\u2011\u00ad\u0002][ \t]*\r?\n[ \t]*(?=\w))"
    r"|(?P<nothing>[\u00ad\u0002\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0300-\u036f])"
    r"|(?P<ligature>[œŒæÆßﬀ-ﬆ])"
)
_BLANKS = " \t\r\n\u00a0&®™"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A document folded for scanning, with the way back to its original offsets.

    `text` starts and ends with one space that the original has not. `cuts` are places of `text`
    where the distance to the original changes, and `shifts` those distances.
    """

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, position: int) -> int:
        """Give the original offset of a character of `text`."""
        return position + self.shifts[bisect_right(self.cuts, position) - 1]


def _replacement(match: re.Match[str]) -> str:
    return fold_character(match.group()) if match.lastgroup == "ligature" else ""


def _find_blanks(text: str, places: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Find the runs of blanks that count as one space: those with at most one line break.

    `places` are in order; every run holds one.
    """
    done = 0
    for place in places:
        if place < done:
            continue
        first = place
        while first and text[first - 1] in _BLANKS:
            first -= 1
        done = place
        while done < len(text) and text[done] in _BLANKS:
            done += 1
        if done - first > 1 and text.count("\n", first, done) <= 1:
            yield first, done, " "


def _find_repairs(text: str, anchors: Anchors) -> list[tuple[int, int, str]]:
    """Find what to replace in a text, in order, without overlaps: (start, end, new text)."""
    found = list(_find_blanks(text, anchors.get("blank", ())))
    if anchors.get("hyphen") or anchors.get("odd"):
        found += [(*match.span(), _replacement(match)) for match in _REPAIR.finditer(text)]
        found.sort(key=lambda repair: (repair[0], -repair[1]))
    kept: list[tuple[int, int, str]] = []
    for repair in found:
        if not kept or repair[0] >= kept[-1][1]:
            kept.append(repair)
    return kept


def _pieces(text: str, repairs: list[tuple[int, int, str]]) -> Iterator[tuple[str, int]]:
    """Yield stretches of the repaired text with their distance to the original."""
    position = 0
    length = 0
    for start, end, new in repairs:
        if start > position:
            yield text[position:start], position - length
            length += start - position
        for letter in new:
            yield letter, start - length
            length += 1
        position = end
    if position < len(text):
        yield text[position:], position - length


def _translate_text(text: str) -> str:
    """Fold character for character; the few typographic signs French adds to Latin-1 become plain."""
    return _translate(replace_signs(text), _ONE, _TEXT_BYTES, _TEXT_ODD)


def fold_text(text: str, anchors: Anchors | None = None) -> FoldedText:
    """Fold a running text for scanning, repairing hyphens and blanks inside names.

    `anchors` are those of the text, where they are known already.

    Fast path: a text with nothing to repair is folded by one table, character for character.
    """
    repairs = _find_repairs(text, find_anchors(text) if anchors is None else anchors)
    if not repairs:
        return FoldedText(f" {_translate_text(text)} ", (0,), (-1,))
    parts = [" "]
    cuts = [0]
    shifts = [-1]
    length = 1
    for piece, shift in _pieces(text, repairs):
        if shift - 1 != shifts[-1]:
            cuts.append(length)
            shifts.append(shift - 1)
        parts.append(piece)
        length += len(piece)
    parts.append(" ")
    return FoldedText(_translate_text("".join(parts)), tuple(cuts), tuple(shifts))
