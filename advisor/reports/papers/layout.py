"""What renderers share about tables: rows as long as the header, widths by content."""

from collections.abc import Iterator, Sequence
from itertools import islice

from advisor.reports.papers.model import Table, Words, text_of

MEASURED_ROWS = 400
"""Rows looked at to find a table's widths; later ones rarely differ."""
NARROWEST, WIDEST = 5, 46
"""Characters a column counts for at least and at most."""


def filled_rows(table: Table) -> Iterator[Sequence[Words]]:
    """Yield a table's rows, each with one cell per column."""
    width = len(table.header)
    for row in table.rows:
        yield row if len(row) == width else [*row[:width], *[""] * (width - len(row))]


def column_shares(table: Table) -> tuple[float, ...]:
    """Return the share of the width of each column: as given, or by what nine cells in ten need."""
    if table.widths:
        return table.widths
    shares = []
    measured = list(islice(filled_rows(table), MEASURED_ROWS))
    for column, name in enumerate(table.header):
        lengths = sorted(len(text_of(row[column])[:WIDEST]) for row in measured)
        usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
        word = max((len(part) for part in name.split()), default=0) + 1
        shares.append(float(min(WIDEST, max(NARROWEST, usual, word))))
    return tuple(shares)
