"""Alembic's entry point; always called with a connection from `database.migrate_database`."""

from alembic import context

from advisor.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
