"""Published entries, revisions and editions.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the catalogue's tables."""
    op.create_table(
        "entry",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("payload", sa.JSON(), nullable=False),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("entry_id", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("kind", "entry_id", "number"),
    )
    op.create_index("ix_revision_entry_id", "revision", ["entry_id"])
    op.create_table(
        "edition",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_edition_edition", "edition", ["edition"])


def downgrade() -> None:
    """Drop the catalogue's tables."""
    op.drop_table("edition")
    op.drop_table("revision")
    op.drop_table("entry")
