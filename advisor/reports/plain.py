"""A text made plain for reading by rules: same length, lower case, no accents, words joined again.

Every offset in the plain text is the same offset in the original. No rule lives here.
"""

import re
from collections.abc import Iterable, Iterator

_PAIRS = (
    ("àâäáãåÀÂÄÁÃÅ", "a"),
    ("éèêëÉÈÊË", "e"),
    ("îïíìÎÏÍÌ", "i"),
    ("ôöóòõÔÖÓÒÕ", "o"),
    ("ûüùúÛÜÙÚ", "u"),
    ("çÇ", "c"),
    ("ñÑ", "n"),
    ("ÿŸýÝ", "y"),
    ("œŒ", "o"),  # one letter for one: "œuvre" reads "ouvre", and the rules say so
    ("’‘´`ʼ", "'"),
    ("«»“”„", '"'),
    ("–—‑−", "-"),
    ("\t\r\f\v\u00a0\u202f\u2007\u2009\u200b\u00ad", " "),
)
_TABLE = {ord(char): plain for chars, plain in _PAIRS for char in chars}
_TABLE |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_SPACES = _TABLE | {ord("\n"): " "}
_CELLS = _TABLE | {ord("\n"): "|"}
_HYPHEN = re.compile(r"([^\W\d_])(-[ \t]{0,3}\r?\n[ \t]{0,8})([^\W\d_]{1,30})")


def plain_text(text: str, *, cells: bool = False) -> str:
    """Fold a text without moving a character; `cells` shows line breaks as "|" instead of spaces.

    A word cut by a hyphen at the end of a line is joined, and padded with spaces behind it.
    """
    if "-\n" in text or "-\r\n" in text or "- \n" in text:
        text = _HYPHEN.sub(lambda m: m[1] + m[3] + " " * len(m[2]), text)
    return text.translate(_CELLS if cells else _SPACES)


def find_windows(text: str, keys: Iterable[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text around any of `keys`, merged and in order.

    A rule of many alternatives is then tried on little text; looking for fixed words is far faster.
    """
    places: list[int] = []
    for key in keys:
        place = text.find(key)
        while place >= 0:
            places.append(place)
            place = text.find(key, place + len(key))
    start, end = 0, -1
    for place in sorted(places):
        if place - before > end:
            if end >= 0:
                yield start, end
            start = max(0, place - before)
        end = min(len(text), place + after)
    if end >= 0:
        yield start, end
