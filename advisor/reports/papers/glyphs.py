"""Which characters the fonts inside the PDF compiler can draw.

PDF/UA refuses a text with a character no font has. Such a character, an emoji or a Chinese sign in a
buyer's file, is written as its code point instead: it is named, not lost, and the paper is made.
"""

import re
from pathlib import Path

_RANGES = Path(__file__).with_name("glyphs.txt")
"""Measured with typst 0.15, each assigned character below U+20000 compiled as PDF/UA-1."""


def _build_pattern() -> re.Pattern[str]:
    parts = []
    for span in _RANGES.read_text(encoding="ascii").split():
        first, _, last = span.partition("-")
        parts.append(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}")
    return re.compile(f"[^\\n\\t{''.join(parts)}]")


_UNCOVERED = _build_pattern()


def show_covered(text: str) -> str:
    """Return a text with each character no font has as its code point, "[U+1F600]"."""
    return _UNCOVERED.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
