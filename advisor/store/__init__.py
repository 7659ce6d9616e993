"""The database: published entries, append-only revisions, editions, proposals, accounts. Implements `services.ports`."""

from advisor.store.accounts import SqlAccountStore
from advisor.store.analyses import SqlAnalysisStore
from advisor.store.catalogue import SqlCatalogueStore
from advisor.store.contributions import SqlContributionStore
from advisor.store.database import connect_database, migrate_database, open_database
from advisor.store.proposals import SqlProposalStore

__all__ = [
    "SqlAccountStore",
    "SqlAnalysisStore",
    "SqlCatalogueStore",
    "SqlContributionStore",
    "SqlProposalStore",
    "connect_database",
    "migrate_database",
    "open_database",
]
