"""What a finding says, as a stable word: the key of its texts."""

from typing import Literal

Why = Literal[
    "governs",
    "general-clause",
    "none",
    "context",
    "compatibility",
    "certification",
    "criterion",
    "unknown",
    "origin",
    "origin-wish",
    "data-in-france",
    "norm",
    "norm-clause",
    "norm-bidder",
    "format",
    "macros",
    "native",
    "hidden-certification",
]
