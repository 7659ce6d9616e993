"""Charts as SVG for papers: a colour never says anything alone, each piece has its words or its legend.

Presentation attributes only, so that the same drawing goes into a PDF, a page and a picture.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from advisor.domain.control import COMMUNITY, UNKNOWN
from advisor.reports.papers.cleaning import clean_text
from advisor.reports.papers.glyphs import show_covered

WIDTH = 720
COLOURS = {
    "US": "#b8770b",
    "other": "#7a3f16",
    "GB": "#5f96a4",
    "CH": "#5f96a4",
    "EEA": "#5f96a4",
    "EU": "#3b7d8e",
    "FR": "#0f5163",
    COMMUNITY: "#6b7074",
}
"""The tokens of the site, light; what is not established is hatched."""
HATCHED = (UNKNOWN, "to-confirm", "unrecognised")
STRIP_ORDER = ("US", "other", "GB", "CH", "EEA", "EU", "FR", COMMUNITY, *HATCHED)
OUTSIDE, INSIDE, HATCH = "#b8770b", "#0f5163", "url(#hatch)"
_INK, _SOFT, _PAPER, _RULE = "#16191b", "#454b4f", "#ffffff", "#c4c8c1"
_FACE = "Libertinus Serif, Palatino Linotype, Palatino, serif"
_SIZE = 14
_EM = 0.55
"""Mean width of a character, in its size: of the widest serif face a reader may have."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a strip: its jurisdiction, share (0-1) and the words it bears where they fit."""

    id: str
    share: float
    figure: str
    name: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip with its title."""

    title: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its value, the parts of it outside the Union and of unknown control, the words beside it."""

    label: str
    value: Decimal
    outside: Decimal
    unknown: Decimal
    figure: str

    def parts(self, length: float) -> list[tuple[float, str]]:
        """Share a length between the parts, each with its filling; what is unknown is hatched."""
        whole = float(self.value) or 1.0
        known = max(self.value - self.outside - self.unknown, Decimal(0))
        parts = ((self.outside, OUTSIDE), (known, INSIDE), (self.unknown, HATCH))
        return [(length * max(float(value), 0.0) / whole, fill) for value, fill in parts]


@dataclass(frozen=True, slots=True)
class Legend:
    """The names of the three parts of a bar."""

    outside: str
    inside: str
    unknown: str


def _width(text: str, size: float = _SIZE) -> float:
    return len(text) * size * _EM


def _cut(text: str, room: float, size: float = _SIZE) -> str:
    most = max(3, int(room / (size * _EM)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _text(
    x: float, y: float, text: str, *, fill: str = _INK, size: float = _SIZE, anchor: str = "start", on: str = ""
) -> str:
    """Write words; `on` tells a page which words stand on a colour, whatever the theme."""
    shown = escape(show_covered(clean_text(text)))
    return (
        f'<text{on} x="{x:.1f}" y="{y:.1f}" font-family={quoteattr(_FACE)} font-size="{size}" '
        f'fill="{fill}" text-anchor="{anchor}">{shown}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" fill="{fill}"/>'


def _svg(height: float, body: Sequence[str]) -> str:
    drawn = "".join(body)
    # A page holds several charts: each has its own hatching, named after what it draws.
    name = f"hatch-{hashlib.sha256(drawn.encode()).hexdigest()[:8]}"
    hatch = (
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{_PAPER}"/><rect width="1.6" height="6" fill="{_SOFT}"/></pattern></defs>'
    )
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}">'
    return start + hatch + drawn.replace(HATCH, f"url(#{name})") + "</svg>"


def _fill(key: str) -> str:
    return COLOURS.get(key, HATCH)


def draw_strips(strips: Sequence[Strip]) -> str:
    """Draw strips one under the other with the legend of what they hold."""
    body: list[str] = []
    y = 0.0
    for strip in strips:
        body.append(_text(0, y + 14, strip.title, fill=_SOFT))
        body += _draw_parts(strip.parts, y + 21)
        y += 66
    met = {part.id: part.name for strip in strips for part in strip.parts}
    x, y = 0.0, y + 4
    for key in (key for key in STRIP_ORDER if key in met):
        needed = 20 + _width(met[key], 13) + 18
        if x + needed > WIDTH and x:
            x, y = 0.0, y + 21
        body.append(_rect(x, y, 12, 12, _fill(key)))
        body.append(_frame(x, y))
        body.append(_text(x + 18, y + 11, met[key], size=13))
        x += needed
    return _svg(y + 20, body)


def _draw_parts(parts: Sequence[Part], y: float) -> list[str]:
    body = []
    x = 0.0
    for part in sorted(parts, key=lambda part: STRIP_ORDER.index(part.id)):
        width = WIDTH * part.share
        body.append(_rect(x, y, width - 1.5, 34, _fill(part.id)))
        words = next((w for w in (f"{part.figure} {part.name}", part.figure) if _width(w) + 14 < width), "")
        if words and part.id in HATCHED:
            body.append(_rect(x + 5, y + 8, _width(words) + 8, 18, _PAPER))
        light = part.id in ("FR", "EU", "other", COMMUNITY)
        if words:
            on = "" if part.id in HATCHED else ' class="on"'
            body.append(_text(x + 9, y + 22, words, fill=_PAPER if light else _INK, on=on))
        x += width
    return body


def draw_bars(bars: Sequence[Bar], legend: Legend) -> str:
    """Draw horizontal bars, each with the part outside the Union first, and a legend."""
    label_room, figure_room, step = 290, 100, 27
    longest = _longest(bars)
    body = _legend(legend)
    for i, bar in enumerate(bars):
        y = 30 + i * step
        length = (WIDTH - label_room - figure_room) * float(bar.value) / longest
        body.append(_text(label_room - 10, y + 13, _cut(bar.label, label_room - 14), anchor="end"))
        x = float(label_room)
        for width, fill in bar.parts(length):
            if width:
                body.append(_rect(x, y, width - 1, 17, fill))
            x += width
        body.append(_text(label_room + length + 6, y + 13, bar.figure, size=13))
    return _svg(30 + len(bars) * step, body)


def _longest(bars: Sequence[Bar]) -> float:
    return max((float(bar.value) for bar in bars), default=1.0) or 1.0


def _legend(legend: Legend) -> list[str]:
    body, x = [], 0.0
    for name, fill in ((legend.outside, OUTSIDE), (legend.inside, INSIDE), (legend.unknown, HATCH)):
        body += [_rect(x, 1, 12, 12, fill), _frame(x, 1), _text(x + 18, 12, name, size=13)]
        x += 40 + _width(name, 13)
    return body


def _frame(x: float, y: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="12" height="12" fill="none" stroke="{_SOFT}" stroke-width="0.6"/>'


def draw_columns(bars: Sequence[Bar], legend: Legend) -> str:
    """Draw columns side by side, as for quarters, the part outside the Union at the foot."""
    top, height = 52, 150
    longest = _longest(bars)
    room = WIDTH / max(1, len(bars))
    width = min(60.0, room * 0.62)
    body = _legend(legend)
    for i, bar in enumerate(bars):
        x = i * room + (room - width) / 2
        length = height * float(bar.value) / longest
        foot = float(top + height)
        for part, fill in bar.parts(length):
            if part:
                body.append(_rect(x, foot - part, width, part - 1, fill))
            foot -= part
        size = 13 if room > 70 else 10.5
        body.append(_text(x + width / 2, top + height - length - 6, bar.figure, size=size, anchor="middle"))
        body.append(_text(x + width / 2, top + height + 17, bar.label, size=size, anchor="middle"))
    body.append(f'<line x1="0" y1="{top + height}" x2="{WIDTH}" y2="{top + height}" stroke="{_RULE}"/>')
    return _svg(top + height + 26, body)
