"""Files that are answers; what a case was opened with and where: its request form, and the place of reception."""

import sqlalchemy as sa
from alembic import op

revision = "d0009"
down_revision = "d0008"

_TEXT = (("case", "request_form", 40), ("visit", "place", 20))
"""Table, new column of text, its greatest length."""


def upgrade() -> None:
    """Make the tables of the files that forms ask for, and add the columns."""
    for table, name, length in _TEXT:
        op.add_column(table, sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("ending", sa.String(length=8), nullable=False),
        sa.Column("media", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_index(op.f("ix_attachment_hash"), "attachment", ["hash"], unique=False)
    op.create_table(
        "draft_file",
        sa.Column("file", sa.String(length=36), nullable=False),
        sa.Column("draft_id", sa.String(length=80), nullable=False),
        sa.Column("ending", sa.String(length=8), nullable=False),
        sa.Column("media", sa.String(length=40), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("file"),
    )
    op.create_index(op.f("ix_draft_file_draft_id"), "draft_file", ["draft_id"], unique=False)
    op.create_table(
        "form_media",
        sa.Column("form_id", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("form_id", "version", "name"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("form_media", "draft_file", "attachment"):
        op.drop_table(table)
    for name, column, _ in reversed(_TEXT):
        op.drop_column(name, column)
