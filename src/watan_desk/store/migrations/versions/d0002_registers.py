"""Registers beside the cases: their entries, and what was done on each."""

import sqlalchemy as sa
from alembic import op

revision = "d0002"
down_revision = "d0001"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""
    op.create_table(
        "register_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("register", sa.String(length=30), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=30), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("about_id", sa.String(length=36), nullable=True),
        sa.Column("beneficiary", sa.String(length=20), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        *_form(),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["about_id"], ["register_entry.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    for column in ("case_id", "register", "over", "person_id", "about_id"):
        op.create_index(op.f(f"ix_register_entry_{column}"), "register_entry", [column], unique=False)
    op.create_table(
        "register_act",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("led_to", sa.String(length=20), nullable=False),
        *_form(),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("case_id", "entry_id"):
        op.create_index(op.f(f"ix_register_act_{column}"), "register_act", [column], unique=False)


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_table("register_act")
    op.drop_table("register_entry")


def _form() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("form_id", sa.String(length=60), nullable=False),
        sa.Column("form_version", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
    )
