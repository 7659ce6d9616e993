"""What a buyer brings becomes an answer: uploads, results of lists and tenders, downloads, sharing, erasing.

Every result lives under an unguessable token. Views parse, call one service and render.
"""

from advisor.web.buyer import downloads, keep, lists, needs, results, start, tenders  # noqa: F401  the views register themselves
from advisor.web.buyer.blueprint import buyer

__all__ = ["buyer"]
