"""The database: published entries, append-only revisions, editions. Implements `services.ports`."""

from advisor.store.analyses import SqlAnalysisStore
from advisor.store.catalogue import SqlCatalogueStore
from advisor.store.database import connect_database, migrate_database, open_database

__all__ = ["SqlAnalysisStore", "SqlCatalogueStore", "connect_database", "migrate_database", "open_database"]
