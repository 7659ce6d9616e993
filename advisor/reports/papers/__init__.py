"""Papers to hand over: one model of what they say, and its renderers (PDF/UA-1, DOCX, ODT, HTML).

`Paper` and its blocks are built by whoever has something to say; RENDERERS writes them by the ending
of a file's name. Nothing here knows products, lists or tenders.
"""

from collections.abc import Callable, Mapping

from advisor.reports.papers.docx import render_docx
from advisor.reports.papers.html import render_html
from advisor.reports.papers.model import (
    Blank,
    Block,
    Figure,
    Heading,
    Items,
    Notice,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    Words,
    text_of,
)
from advisor.reports.papers.odt import render_odt
from advisor.reports.papers.pdf import PaperNotMade, render_pdf

RENDERERS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "pdf": ("application/pdf", render_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx),
    "odt": ("application/vnd.oasis.opendocument.text", render_odt),
    "html": ("text/html; charset=utf-8", render_html),
}
"""Formats of a paper by the ending of a file's name: the media type and the renderer."""

__all__ = [
    "RENDERERS",
    "Blank",
    "Block",
    "Figure",
    "Heading",
    "Items",
    "Notice",
    "Paper",
    "PaperNotMade",
    "Paragraph",
    "Quote",
    "Run",
    "Table",
    "Words",
    "render_docx",
    "render_html",
    "render_odt",
    "render_pdf",
    "text_of",
]
