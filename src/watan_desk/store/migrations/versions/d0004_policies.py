"""Policies that came, were activated, and were read."""

import sqlalchemy as sa
from alembic import op

revision = "d0004"
down_revision = "d0003"

TABLES = ("policy", "settlement", "policy_reading", "policy_paper", "rights_card")


def upgrade() -> None:
    """Make the tables of policies, head office's word on them, who read them, their papers, and the rights card."""
    _create_policy()
    _create_settlement()
    _create_policy_reading()
    _create_policy_paper()
    _create_rights_card()


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_rights_card_case_id", table_name="rights_card")
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_policy() -> None:
    op.create_table(
        "policy",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.Column("came_at", sa.String(20), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("closed_at", sa.String(20)),
        sa.UniqueConstraint("slug", "version"),
    )


def _create_settlement() -> None:
    op.create_table(
        "settlement",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("pack", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.Column("came_at", sa.String(20), nullable=False),
    )


def _create_policy_reading() -> None:
    op.create_table(
        "policy_reading",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
    )


def _create_policy_paper() -> None:
    op.create_table(
        "policy_paper",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("place", sa.String(40), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
    )


def _create_rights_card() -> None:
    op.create_table(
        "rights_card",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("explained", sa.Boolean, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
    )
    op.create_index("ix_rights_card_case_id", "rights_card", ["case_id"])
