"""A workshop on stores in memory, with three people and a small catalogue."""

from datetime import UTC, datetime, timedelta

from advisor.catalogue.canonical import content_hash
from advisor.domain.accounts import Account
from advisor.services.curate import Workshop
from advisor.services.exchange import synchronise_packaged
from tests.builders import a_fact, a_link, a_product, a_vendor, entries
from tests.fakes import MemoryCatalogueStore, MemoryProposalStore

ALICE = Account(1, "Alice", "contributor")
BRUNO = Account(2, "Bruno", "curator")
CLAIRE = Account(3, "Claire", "curator")
ADA = Account(4, "Ada", "administrator")
CLOSED = Account(5, "Clos", "curator", active=False)

ACME = ("vendor", "acme")


def the_entries():
    """Two vendors and three products that name each other."""
    return entries(
        vendors=[a_vendor("acme", facts=[a_fact("seat", "US")]), a_vendor("boreal", facts=[a_fact("seat", "FR")])],
        products=[
            a_product("acme-meet", alternatives=[a_link("boreal-visio")], facts=[a_fact("licence", "proprietary")]),
            a_product("boreal-visio", vendor="boreal", roles=["alternative"]),
            a_product("acme-suite", includes=["acme-meet"]),
        ],
    )


class Bench:
    """A workshop, its stores, and a clock that moves one minute a call."""

    def __init__(self, packaged=None, publishers=3):
        self.proposals = MemoryProposalStore()
        self.catalogue = MemoryCatalogueStore(self.proposals)
        self.publishers = publishers
        self.clock = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self.packaged = packaged or the_entries()
        synchronise_packaged(self.catalogue, content_hash(self.packaged.payloads()), lambda: self.packaged)
        self.workshop = Workshop(self.catalogue, self.proposals, publishers=lambda: self.publishers, now=self.now)

    def now(self):
        self.clock += timedelta(minutes=1)
        return self.clock

    def payload(self, kind, entry_id):
        return self.workshop.entries()[1].payload(kind, entry_id)

    def propose(self, actor, kind, entry_id, number=None, remove=False, **changed):
        """Change fields of an entry in a proposal, new unless named."""
        number = number or self.workshop.open(actor, f"{entry_id}: essai").number
        shown = self.workshop.edit(number, kind, entry_id)
        payload = None if remove else {**(shown.payload or {"id": entry_id}), **changed}
        return self.workshop.save_draft(
            actor, number, kind, entry_id, payload, base=shown.base, expected=shown.expected
        )

    def publish(self, author, reviewer, kind, entry_id, **changed):
        """Change fields of an entry and publish them."""
        number = self.propose(author, kind, entry_id, **changed).number
        self.workshop.submit(author, number)
        return self.accept_and_publish(reviewer, number)

    def accept_and_publish(self, reviewer, number):
        self.workshop.accept_all(reviewer, number, versions(self.workshop.find(number)))
        return self.workshop.publish(reviewer, number)


def versions(proposal):
    return {draft.key: draft.version for draft in proposal.drafts}
