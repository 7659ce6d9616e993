"""A curator at work in a process of its own; it may be killed at any moment and started again."""

from advisor.domain.accounts import Account
from advisor.errors import EditConflict, NotAllowed
from advisor.services.curate import Workshop
from advisor.store import SqlCatalogueStore, SqlProposalStore, connect_database

CURATORS = 10


def build_workshop(url):
    """Return a workshop on a real database."""
    engine = connect_database(url)
    return Workshop(SqlCatalogueStore(engine), SqlProposalStore(engine), publishers=lambda: CURATORS)


def publish_share(workshop, numbers, curator):
    """Publish the submitted proposals of this curator's share, settling conflicts as proposed."""
    actor = Account(curator, f"curator {curator}", "curator")
    mine = [number for number in numbers if number % CURATORS == curator]
    for number in sorted(mine):
        while workshop.find(number).state == "submitted":
            versions = {draft.key: draft.version for draft in workshop.find(number).drafts}
            try:
                workshop.accept_all(actor, number, versions)
                workshop.publish(actor, number)
            except NotAllowed:
                continue  # what this curator sent before it was killed was written after all
            except EditConflict as error:
                for conflict in error.conflicts:
                    settle(workshop, number, conflict)  # without conflicts the database was busy: begin again
    return len(mine)


def settle(workshop, number, conflict):
    """Choose what this proposal says, in the name of its author."""
    author = Account(99, workshop.find(number).author, "curator")
    try:
        workshop.resolve(
            author,
            number,
            conflict.kind,
            conflict.entry_id,
            [unit.key for unit in conflict.units],
            published=conflict.number,
        )
    except EditConflict:
        return


def work(url, curator):
    """Publish this curator's share of the submitted proposals until none is left."""
    workshop, store = build_workshop(url), SqlProposalStore(connect_database(url))
    while publish_share(workshop, [p.number for p in store.list(states=["submitted"], limit=10_000)], curator):
        pass
