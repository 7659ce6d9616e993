"""What a buyer brings becomes an answer: uploads, results of lists and tenders, downloads, sharing, erasing.

Every result lives under an unguessable token. Views parse, call one service and render.
"""

from advisor.web.buyer import (  # noqa: F401  the views register themselves
    downloads,
    keep,
    lists,
    needs,
    note,
    picture,
    results,
    review,
    shared_names,
    start,
    tender_downloads,
    tender_marks,
    tenders,
)
from advisor.web.buyer.blueprint import buyer

__all__ = ["buyer"]
