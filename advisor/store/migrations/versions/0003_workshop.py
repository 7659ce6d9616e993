"""The curators' workshop: accounts, proposals, contributions; revisions say who reviewed them.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEW_TABLES = (
    "asked", "shared_name", "contribution", "opinion", "remark", "draft", "proposal", "visit", "account",
)  # fmt: skip


def upgrade() -> None:
    """Create the workshop's tables; number what was published before."""
    _extend_revisions()
    _create_accounts()
    _create_proposals()
    _create_public_tables()


def _extend_revisions() -> None:
    with op.batch_alter_table("edition") as table:
        table.add_column(sa.Column("follows", sa.Integer(), nullable=True))
        table.create_unique_constraint("uq_edition_follows", ["follows"])
    op.execute(
        "UPDATE edition SET follows = COALESCE((SELECT MAX(earlier.number) FROM edition AS earlier "
        "WHERE earlier.state = 'published' AND earlier.number < edition.number), 0) WHERE state = 'published'"
    )
    with op.batch_alter_table("revision") as table:
        table.add_column(sa.Column("edition_number", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("reviewer", sa.String(80), nullable=True))
        table.add_column(sa.Column("solo", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("proposal", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE revision SET edition_number = COALESCE((SELECT MIN(edition.number) FROM edition "
        "WHERE edition.edition = revision.edition AND edition.state = 'published'), 0)"
    )
    with op.batch_alter_table("revision") as table:
        table.alter_column("edition_number", server_default=None)
        table.alter_column("solo", server_default=None)
    op.create_index("ix_revision_edition_number", "revision", ["edition_number"])
    op.create_index("ix_revision_proposal", "revision", ["proposal"])


def _create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("folded", sa.String(80), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(), nullable=True),
        sa.Column("created", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "visit",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_visit_account_id", "visit", ["account_id"])


def _create_proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
    )
    for column in ("state", "author", "changed"):
        op.create_index(f"ix_proposal_{column}", "proposal", [column])
    op.create_table(
        "draft",
        _of_proposal(primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("entry_id", sa.String(60), primary_key=True),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
    )
    op.create_index("ix_draft_entry_id", "draft", ["entry_id"])
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        _of_proposal(),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_remark_proposal", "remark", ["proposal"])
    op.create_table(
        "opinion",
        _of_proposal(primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("entry_id", sa.String(60), primary_key=True),
        sa.Column("unit", sa.String(200), primary_key=True),
        sa.Column("reviewer", sa.String(80), primary_key=True),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("draft_version", sa.Integer(), nullable=False),
    )


def _of_proposal(*, primary_key: bool = False) -> "sa.Column[int]":
    reference = sa.ForeignKey("proposal.number", ondelete="CASCADE")
    return sa.Column("proposal", sa.Integer(), reference, nullable=False, primary_key=primary_key)


def _create_public_tables() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("token", sa.String(43), nullable=False, unique=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("entry_kind", sa.String(20), nullable=False),
        sa.Column("entry_id", sa.String(60), nullable=False),
        sa.Column("criterion", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.String(600), nullable=False),
        sa.Column("organisation", sa.String(120), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("handled_by", sa.String(80), nullable=True),
        sa.Column("handled", sa.DateTime(), nullable=True),
        sa.Column("proposal", sa.Integer(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_contribution_state", "contribution", ["state"])
    op.create_index("ix_contribution_entry_id", "contribution", ["entry_id"])
    op.create_table(
        "shared_name",
        sa.Column("folded", sa.String(200), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(10), nullable=False),
        sa.Column("last", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
    )
    op.create_table(
        "asked",
        sa.Column("product_id", sa.String(60), primary_key=True),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Drop the workshop's tables."""
    for table_name in NEW_TABLES:
        op.drop_table(table_name)
    op.drop_index("ix_revision_proposal", "revision")
    op.drop_index("ix_revision_edition_number", "revision")
    with op.batch_alter_table("revision") as table:
        for column in ("proposal", "solo", "reviewer", "edition_number"):
            table.drop_column(column)
    with op.batch_alter_table("edition") as table:
        table.drop_constraint("uq_edition_follows", type_="unique")
        table.drop_column("follows")
