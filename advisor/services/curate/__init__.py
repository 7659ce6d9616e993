"""The curators' workshop: proposals, review, publication, history, files, freshness, public contributions.

Read `docs/workshop.md` first: states, permissions, and which service does what. `permissions` and
`decide` are pure; `workshop` stores what they decide; the other modules prepare proposals for it.
"""

from advisor.services.curate.examine import Examined, parse_payload
from advisor.services.curate.permissions import Action, allowed_actions, is_author, refusal, require
from advisor.services.curate.workshop import EditableEntry, Review, Workshop

__all__ = [
    "Action",
    "EditableEntry",
    "Examined",
    "Review",
    "Workshop",
    "allowed_actions",
    "is_author",
    "parse_payload",
    "refusal",
    "require",
]
