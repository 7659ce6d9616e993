"""The internal sourcing note, and the questions to vendors: alternatives are named here, never in what is published.

`study` says what is proposed and why, without a format; `note` makes a paper of it. `asking` and
`side_by_side` are the questions and the comparison of products that someone chose.
"""

from advisor.reports.sourcing.asking import build_questions_paper
from advisor.reports.sourcing.note import build_note
from advisor.reports.sourcing.side_by_side import build_comparison_paper, comparison_csv, comparison_xlsx
from advisor.reports.sourcing.study import Found, Named, Study, Unsure, build_study

__all__ = [
    "Found",
    "Named",
    "Study",
    "Unsure",
    "build_comparison_paper",
    "build_note",
    "build_questions_paper",
    "build_study",
    "comparison_csv",
    "comparison_xlsx",
]
