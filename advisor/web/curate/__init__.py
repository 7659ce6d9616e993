"""The curators' workshop: proposals, editing forms, review, conflicts. Every page needs an account.

Views parse, call one service of `advisor.services.curate`, and render.
"""

from advisor.web.curate import (  # noqa: F401  the views register themselves
    answers,
    bulk,
    conflicts,
    editing,
    freshness,
    merging,
    offered,
    proposals,
    review,
    undo,
)
from advisor.web.curate.blueprint import curate

__all__ = ["curate"]
