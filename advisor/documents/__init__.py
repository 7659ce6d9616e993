"""Reading what buyers send: documents into text with places, lists into one line per row.

`read_document` and `read_list` read in this process; `read_bounded` does the same in a child
process with limits of time and memory. Limits are in `limits`, words for people in `reasons`.
"""

from advisor.documents.bounded import read_bounded, read_table_bounded
from advisor.documents.columns import ColumnChoice, list_columns
from advisor.documents.lists import build_list
from advisor.documents.reader import read_document, read_list, read_table
from advisor.documents.reasons import REASONS, describe_reason

__all__ = [
    "REASONS",
    "ColumnChoice",
    "build_list",
    "describe_reason",
    "list_columns",
    "read_bounded",
    "read_document",
    "read_list",
    "read_table",
    "read_table_bounded",
]
