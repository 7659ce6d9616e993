"""A paper as PDF/UA-1, tagged, through the template `paper.typ`; words travel as JSON, never as source."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from advisor.errors import AdvisorError
from advisor.reports.papers.cleaning import clean_text, heading_levels, safe_url
from advisor.reports.papers.glyphs import show_covered
from advisor.reports.papers.layout import column_shares, filled_rows
from advisor.reports.papers.model import Block, Figure, Heading, Items, Paper, Table, Words
from advisor.reports.papers.names import AUTHOR, PAGE_WORD, REGION

_TEMPLATE = Path(__file__).with_name("paper.typ")
_LONG_WORD = re.compile(r"\S{32,}")
_BREAK_EVERY = 16
"""Characters of a word too long for a line after which it may be cut: addresses, keys, hostile cells."""


class PaperNotMade(AdvisorError):
    """The compiler refused a paper: a mistake of ours, since any text is made fit first."""

    code = "paper-not-made"


def render_pdf(paper: Paper) -> bytes:
    """Write a paper as a PDF that was compiled as PDF/UA-1.

    The same paper gives the same bytes. Fonts are those the compiler embeds, so that no file and no
    machine changes the look; characters they lack are written as their code point, "[U+1F600]".

    Raises:
        PaperNotMade: the compiler refused it.
    """
    made = datetime.fromisoformat(paper.created)
    content = {
        "title": _heading(paper.title),
        "subtitle": _text(paper.subtitle),
        "author": AUTHOR,
        "lang": paper.lang,
        "region": REGION[paper.lang],
        "page-word": PAGE_WORD[paper.lang],
        "date": [made.year, made.month, made.day],
        "foot": _text(paper.foot),
        "meta": [[_text(label), _words(words)] for label, words in paper.meta],
        "blocks": list(_blocks(paper.blocks)),
    }
    try:
        made_pdf = typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            sys_inputs={"paper": json.dumps(content)},
            timestamp=made,
        )
    except typst.TypstError as error:
        raise PaperNotMade(error.message) from error
    return made_pdf


def render_png(svg: str, width_px: int) -> bytes:
    """Draw an SVG of the project as PNG, for formats whose readers do not all show SVG."""
    source = (
        b"#set page(width: auto, height: auto, margin: 0pt)\n"
        b'#set text(font: ("Libertinus Serif", "New Computer Modern"))\n'
        b'#image(bytes(sys.inputs.svg), format: "svg", width: 360pt)'
    )
    pages = typst.compile(
        source, format="png", ignore_system_fonts=True, ppi=width_px / 360 * 72, sys_inputs={"svg": svg}
    )
    return pages[0] if isinstance(pages, list) else pages


def _blocks(blocks: Iterable[Block]) -> Iterable[dict[str, Any]]:
    blocks = list(blocks)
    levels = {id(h): level for h, level in heading_levels(b for b in blocks if isinstance(b, Heading))}
    for block in blocks:
        shaped = _block(block)
        if isinstance(block, Heading):
            shaped |= {"level": levels[id(block)], "text": _heading(block.text)}
        yield {"kind": type(block).__name__.lower(), **shaped}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Items):
        return {"ordered": block.ordered, "items": [_words(item) for item in block.items]}
    if isinstance(block, Figure):
        shown = {name: _text(getattr(block, name)) for name in ("alternative", "caption")}
        return {**shown, "svg": block.svg, "width": block.width}
    fields = {name: getattr(block, name) for name in block.__slots__}
    return {name: _words(value) if isinstance(value, str | tuple) else value for name, value in fields.items()}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": _text(table.caption),
        "header": [_text(name) for name in table.header],
        "cells": [_words(cell) for row in filled_rows(table) for cell in row],
        "numeric": sorted(table.numeric),
        "widths": list(column_shares(table)),
    }


def _text(text: str) -> str:
    if len(text) < 32 and text.isascii() and text.isprintable():
        return text
    shown = show_covered(clean_text(text))
    return _LONG_WORD.sub(_breakable, shown)


def _heading(text: str) -> str:
    return _text(text) if text.strip() else "–"  # PDF/UA refuses an empty one


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return "\u200b".join(word[i : i + _BREAK_EVERY] for i in range(0, len(word), _BREAK_EVERY))


def _words(words: Words) -> str | list[list[str | None]]:
    if isinstance(words, str):
        return _text(words)
    return [[_text(run.text), run.mark, safe_url(run)] for run in words]
