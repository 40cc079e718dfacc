"""Policies and settled approvals that are sent to branches."""

import sqlalchemy as sa
from alembic import op

revision = "h0002"
down_revision = "h0001"


def upgrade() -> None:
    """Make the tables of published policies and of settled approvals."""
    op.create_table(
        "policy",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False, unique=True),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.Column("published_at", sa.String(20), nullable=False),
        sa.UniqueConstraint("slug", "version"),
    )
    op.create_table(
        "settlement",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False, unique=True),
        sa.Column("pack", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.Column("settled_at", sa.String(20), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("settlement")
    op.drop_table("policy")
