"""Checks of eligibility, needs, explanations, links of kin, urgent help, permissions, and a reply's last day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from watan_desk.store.types import Instant, Json

revision = "d0007"
down_revision = "d0006"


def _columns() -> dict[str, tuple[sa.Column[Any], ...]]:
    """Return the columns of each table of a stage, beside those that all of them have."""
    return {
        "explanation": (
            sa.Column("explained_on", sa.Date(), nullable=False),
            sa.Column("language", sa.String(20), nullable=False),
            sa.Column("doubt_left", sa.Boolean(), nullable=False),
        ),
        "need": (
            sa.Column("category", sa.String(40), nullable=False),
            sa.Column("level", sa.String(20), nullable=False),
        ),
        "kin_link": (
            sa.Column("relation", sa.String(20), nullable=False),
            sa.Column("linked_case", sa.String(30), nullable=False),
        ),
        "urgent_help": (
            sa.Column("given_on", sa.Date(), nullable=False),
            sa.Column("triage", sa.String(20), nullable=False),
        ),
        "gathering": (),
        "examination": (
            sa.Column("mechanism", sa.String(40), nullable=False),
            sa.Column("held_on", sa.Date(), nullable=False),
        ),
        "assessment": (sa.Column("opinion", sa.String(20), nullable=False),),
    }


def upgrade() -> None:
    """Bring the schema of the version before to this one."""
    for name, columns in _columns().items():
        _create(name, columns)
    op.create_table(
        "permission",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_at", Instant(), nullable=False),
        sa.Column("came_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("raising", sa.Column("latest_reply", sa.Date(), nullable=True))


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_column("raising", "latest_reply")
    op.drop_table("permission")
    for name in reversed(_columns()):
        op.drop_table(name)


def _create(name: str, columns: tuple[sa.Column[Any], ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=name == "urgent_help"),
        *columns,
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("form_version", sa.String(40), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])
