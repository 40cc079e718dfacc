"""Paper that came in, letters that were voided, prints that were made, and scanned pages of our own letters."""

import sqlalchemy as sa
from alembic import op

from watan_desk.store.types import Instant

revision = "d0005"
down_revision = "d0004"

TABLES = ("letter_print", "incoming", "paper")


def upgrade() -> None:
    """Bring the schema of the version before to this one."""
    op.add_column("letter", sa.Column("pages", sa.Integer(), nullable=True))
    op.add_column("letter", sa.Column("voided_at", Instant(), nullable=True))
    _create_letter_print()
    _create_incoming()
    _create_paper()


def downgrade() -> None:
    """Bring the schema back to the version before."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("letter", "voided_at")
    op.drop_column("letter", "pages")


def _create_letter_print() -> None:
    op.create_table(
        "letter_print",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("letter_id", sa.String(length=36), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_print_case_id", "letter_print", ["case_id"])
    op.create_index("ix_letter_print_letter_id", "letter_print", ["letter_id"])


def _create_incoming() -> None:
    op.create_table(
        "incoming",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("letter_id", sa.String(length=36), nullable=True),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("sender_kind", sa.String(length=10), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sender_ref", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("paper_kind", sa.String(length=20), nullable=False),
        sa.Column("copy_basis", sa.String(length=20), nullable=False),
        sa.Column("filed_at", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("year", "seq"),
    )
    op.create_index("ix_incoming_case_id", "incoming", ["case_id"])


def _create_paper() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("letter_id", sa.String(length=36), nullable=True),
        sa.Column("incoming_id", sa.String(length=36), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media", sa.String(length=20), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"]),
        sa.ForeignKeyConstraint(["incoming_id"], ["incoming.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_paper_case_id", "paper", ["case_id"])
    op.create_index("ix_paper_letter_id", "paper", ["letter_id"])
    op.create_index("ix_paper_incoming_id", "paper", ["incoming_id"])
