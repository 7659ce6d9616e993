"""A paper as the sections of a page: what it says is the same, the site draws it."""

from dataclasses import dataclass

from flask.sansio.app import App
from markupsafe import Markup

from advisor.reports.papers import Block, Heading, Items, Paper, Paragraph
from advisor.reports.papers.cleaning import safe_url
from advisor.reports.papers.model import runs_of


@dataclass(frozen=True, slots=True)
class ShownItems:
    """The items of a list; a template reads `items` of an object as the method of a dictionary."""

    items_: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section of a paper: its title and its blocks, each with the name of its kind."""

    title: str
    blocks: tuple[tuple[str, Block | ShownItems], ...]


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper with its lead and its sections."""

    paper: Paper
    lead: Paragraph
    sections: tuple[PaperSection, ...]


def show_paper(paper: Paper) -> ShownPaper:
    """Cut a paper into the sections of a page."""
    lead = next(b for b in paper.blocks if isinstance(b, Paragraph))
    sections: list[tuple[str, list[tuple[str, Block | ShownItems]]]] = []
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append((block.text, []))
        elif sections:
            shown = ShownItems(block.items) if isinstance(block, Items) else block
            sections[-1][1].append((type(block).__name__.lower(), shown))
    return ShownPaper(paper, lead, tuple(PaperSection(title, tuple(blocks)) for title, blocks in sections))


def teach_paper(app: App) -> None:
    """Give the templates what they need to write a paper."""
    app.jinja_env.filters.update(
        runs=runs_of,
        run_url=safe_url,
        picture=lambda svg: Markup(svg),  # noqa: S704  drawn by the project, which escapes what it writes
    )
