"""The database: published entries, append-only revisions, editions. Implements `services.ports`."""

from advisor.store.catalogue import SqlCatalogueStore
from advisor.store.database import connect_database, migrate_database

__all__ = ["SqlCatalogueStore", "connect_database", "migrate_database"]
