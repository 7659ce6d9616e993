"""Where a piece of text stands, in words a reader can follow in the original. No parsing here."""

from dataclasses import dataclass

_WORDS = {
    "fr": {
        "paragraph": "paragraphe {n}",
        "table": "tableau {table}, ligne {row}",
        "header": "en-tête",
        "footer": "pied de page",
        "note": "note {n}",
        "endnote": "note de fin {n}",
        "comment": "commentaire {n}",
        "box": "zone de texte",
        "sheet": "feuille « {sheet} », ligne {row}",
        "cell-note": "feuille « {sheet} », note en {ref}",
        "sheet-note": "feuille « {sheet} », note",
        "sheet-box": "feuille « {sheet} », zone de texte",
        "line": "ligne {n}",
        "column": "colonne {n}",
        "subject": "objet",
        "message": "message",
    },
    "en": {
        "paragraph": "paragraph {n}",
        "table": "table {table}, row {row}",
        "header": "header",
        "footer": "footer",
        "note": "note {n}",
        "endnote": "endnote {n}",
        "comment": "comment {n}",
        "box": "text box",
        "sheet": 'sheet "{sheet}", row {row}',
        "cell-note": 'sheet "{sheet}", note on {ref}',
        "sheet-note": 'sheet "{sheet}", note',
        "sheet-box": 'sheet "{sheet}", text box',
        "line": "line {n}",
        "column": "column {n}",
        "subject": "subject",
        "message": "message",
    },
}
MAX_TITLE = 80


def name_place(kind: str, lang: str = "fr", **blanks: object) -> str:
    """Return one step of a place: "paragraphe 4", "tableau 2, ligne 3", "note 4"."""
    return _WORDS.get(lang, _WORDS["en"])[kind].format(**blanks)


@dataclass(slots=True)
class Outline:
    """Follows headings, paragraphs and tables while a document is read, and names places.

    Paragraphs count from 1 under each heading, tables from 1 in the whole document.
    """

    lang: str = "fr"
    title: str = ""
    paragraphs: int = 0
    tables: int = 0

    def enter_heading(self, text: str, label: str = "") -> str:
        """Start a section; `label` is its number as shown ("3.2"). Return the heading's place."""
        title = " ".join(f"{label} {text}".split())
        self.title = title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…"
        self.paragraphs = 0
        return self.title

    def next_paragraph(self) -> str:
        """Count a paragraph and return its place."""
        self.paragraphs += 1
        return self.under_title(name_place("paragraph", self.lang, n=self.paragraphs))

    def in_table(self, table: int, row: int) -> str:
        """Return the place of a table's row."""
        return self.under_title(name_place("table", self.lang, table=table, row=row))

    def under_title(self, step: str) -> str:
        """Put the current title before a step."""
        return f"{self.title}, {step}" if self.title else step
