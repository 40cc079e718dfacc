"""The first schema of head office."""

import sqlalchemy as sa
from alembic import op

revision = "h0001"
down_revision = None

TABLES = ("bundle", "device", "setting", "case", "case_key", "entry", "mirror", "decision")


def upgrade() -> None:
    """Make the tables of the first schema, each after those it refers to."""
    _create_bundle()
    _create_device()
    _create_setting()
    _create_case()
    _create_case_key()
    _create_entry()
    _create_mirror()
    _create_decision()


def downgrade() -> None:
    """Drop every table."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_bundle() -> None:
    op.create_table(
        "bundle",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("party", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_bundle_party"), "bundle", ["party"], unique=False)


def _create_device() -> None:
    op.create_table(
        "device",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("branch", sa.String(length=10), nullable=False),
        sa.Column("branch_name", sa.Text(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=False),
        sa.Column("signing", sa.String(length=60), nullable=False),
        sa.Column("sealing", sa.String(length=80), nullable=False),
        sa.Column("code_key", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("device_id"),
    )
    op.create_index(op.f("ix_device_branch"), "device", ["branch"], unique=False)


def _create_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _create_case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("device", sa.String(length=12), nullable=False),
        sa.Column("branch", sa.String(length=10), nullable=False),
        sa.Column("pack", sa.String(length=60), nullable=False),
        sa.Column("pack_version", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("raising_id", sa.String(length=36), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device"],
            ["device.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_case_branch"), "case", ["branch"], unique=False)
    op.create_index(op.f("ix_case_device"), "case", ["device"], unique=False)


def _create_case_key() -> None:
    op.create_table(
        "case_key",
        sa.Column("device", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"],
            ["device.code"],
        ),
        sa.PrimaryKeyConstraint("device", "case_id"),
    )


def _create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=12), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("at", sa.String(20), nullable=True),
        sa.Column("stored", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("bundle_id", sa.String(length=36), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bundle_id"],
            ["bundle.id"],
        ),
        sa.ForeignKeyConstraint(
            ["device"],
            ["device.code"],
        ),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index(op.f("ix_entry_case_id"), "entry", ["case_id"], unique=False)
    op.create_index(op.f("ix_entry_device"), "entry", ["device"], unique=False)
    op.create_index(op.f("ix_entry_parent"), "entry", ["parent"], unique=False)


def _create_mirror() -> None:
    op.create_table(
        "mirror",
        sa.Column("entity", sa.String(length=30), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"],
            ["device.code"],
        ),
        sa.PrimaryKeyConstraint("entity", "id"),
    )
    op.create_index(op.f("ix_mirror_case_id"), "mirror", ["case_id"], unique=False)


def _create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("raising_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("session_no", sa.String(length=30), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("raising_id"),
    )
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
