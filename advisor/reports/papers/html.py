"""A paper as one page that needs nothing else: to read on a screen, to print, to keep."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from advisor.reports.papers.cleaning import clean_text, heading_levels, safe_url
from advisor.reports.papers.layout import filled_rows
from advisor.reports.papers.model import Heading, Paper, runs_of

_FOLDER = Path(__file__).parent


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


_PAGES = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, auto_reload=False)
_PAGES.filters.update(
    clean=clean_text,
    lines=_lines,
    runs=runs_of,
    url=safe_url,
    filled=filled_rows,
    picture=lambda svg: Markup(svg),  # noqa: S704  drawn by the project, which escapes what it writes
)


def render_html(paper: Paper) -> bytes:
    """Write a paper as a self-contained page, in UTF-8."""
    levels = {id(h): level for h, level in heading_levels(b for b in paper.blocks if isinstance(b, Heading))}
    blocks = [(type(block).__name__.lower(), block, levels.get(id(block), 0)) for block in paper.blocks]
    style = Markup((_FOLDER / "paper.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
    return _PAGES.get_template("paper.html").render(paper=paper, blocks=blocks, style=style).encode()
