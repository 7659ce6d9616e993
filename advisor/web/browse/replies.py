"""Vendors' replies shown beside the facts they are about, with what became of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from advisor.domain.proposals import Contribution
from advisor.domain.revisions import Key
from advisor.web.curate.blueprint import services


def replies_to(*keys: Key) -> Mapping[str, Sequence[Contribution]]:
    """List the published replies of some entries by the criterion they answer; "" is the page in general."""
    found: dict[str, list[Contribution]] = defaultdict(list)
    for kind, entry_id in keys:
        for reply in services().contributions.replies(kind, entry_id):
            found[reply.criterion].append(reply)
    return found
