"""Reading what buyers send: documents into text with places, lists into one line per row.

`read_files` reads whatever was sent, archives and messages among it; `read_document` one document,
`read_list` one list. Names that end in `_bounded` do the same in a child process with limits of time
and memory. Limits are in `limits`, words for people in `reasons`.
"""

from advisor.documents.bounded import iter_files_bounded, read_files_bounded, read_list_bounded, read_table_bounded
from advisor.documents.columns import ColumnChoice, list_columns
from advisor.documents.intake import collect_files, read_files
from advisor.documents.lists import build_list
from advisor.documents.reader import read_document, read_list, read_table
from advisor.documents.reasons import REASONS, describe_reason

__all__ = [
    "REASONS",
    "ColumnChoice",
    "build_list",
    "collect_files",
    "describe_reason",
    "iter_files_bounded",
    "list_columns",
    "read_document",
    "read_files",
    "read_files_bounded",
    "read_list",
    "read_list_bounded",
    "read_table",
    "read_table_bounded",
]
