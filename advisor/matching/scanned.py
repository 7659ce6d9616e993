"""Pages that come from a scanner: telling them, and reading their words despite the noise.

Correction is tried on these pages only: on clean text it would make names of ordinary words.
"""

import re
from bisect import bisect_right

from advisor.matching.correction import Corrector
from advisor.matching.normalise import FoldedText

SAMPLE = 6000
"""Characters read at three places of a long text to tell a scan."""
MIN_ODD = 4
ODD_SHARE = 0.006
"""Share of words with a digit between letters from which a text counts as scanned."""

_WORD = re.compile(r"[a-z0-9]{4,30}")


def looks_scanned(folded: str) -> bool:
    """Tell a text with the confusions of a scanner: digits inside words ("l0giciel", "8ase")."""
    pieces = [folded]
    if len(folded) > 3 * SAMPLE:
        middle = len(folded) // 2
        pieces = [folded[:SAMPLE], folded[middle : middle + SAMPLE], folded[-SAMPLE:]]
    odd = sum(_count_odd(piece) for piece in pieces)
    return odd >= MIN_ODD and odd > ODD_SHARE * sum(piece.count(" ") for piece in pieces)


def _count_odd(text: str) -> int:
    """Count the digits a scanner may have put for a letter: between letters, or before three of them."""
    odd = 0
    for digit in "01568":
        place = text.find(digit, 1)
        while place >= 0:
            after = text[place + 1 : place + 4]
            if text[place - 1].isalpha() and after[:2].isalpha() and len(after) > 1:
                odd += 1
            place = text.find(digit, place + 1)
    return odd


class ScannedText(FoldedText):
    """A folded text with corrected words; its offsets lead through the text it was made from."""

    __slots__ = ("base",)

    base: FoldedText

    def __init__(self, text: str, cuts: tuple[int, ...], shifts: tuple[int, ...], base: FoldedText) -> None:
        super().__init__(text, cuts, shifts)
        object.__setattr__(self, "base", base)

    def original(self, position: int) -> int:
        """Give the original offset of a character; inside a corrected word, an offset of that word."""
        between = position + self.shifts[bisect_right(self.cuts, position) - 1]
        return self.base.original(min(between, len(self.base.text) - 1))


def read_scanned(folded: FoldedText, corrector: Corrector) -> FoldedText:
    """Correct the words of a scanned text towards the catalogue; each distinct word is read once."""
    known = corrector.index.known
    corrected: dict[str, str | None] = {}
    parts: list[str] = []
    cuts = [0]
    shifts = [0]
    position = 0
    length = 0
    for match in _WORD.finditer(folded.text):
        word = match.group()
        if word in known:
            continue
        if word not in corrected:
            readings = corrector.read(word)
            good = [r for r in readings if r.similarity >= 0.8]
            joined = " ".join(r.token for r in good) if good and good[0].kind == "joined" else None
            corrected[word] = joined or (good[0].token if good else None)
        new = corrected[word]
        if new is None:
            continue
        start, end = match.span()
        parts += [folded.text[position:start], new]
        length += start - position + len(new)
        position = end
        if len(new) != end - start:
            # The last letter of the corrected word points to the last letter as scanned.
            cuts.append(length - 1)
            shifts.append(end - length)
    parts.append(folded.text[position:])
    return ScannedText("".join(parts), tuple(cuts), tuple(shifts), folded)
