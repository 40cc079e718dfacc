"""The first schema of head office."""

import sqlalchemy as sa
from alembic import op

revision = "h0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first schema."""
    op.create_table(
        "setting",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "device",
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("device_id", sa.String(32), nullable=False),
        sa.Column("branch", sa.String(10), nullable=False),
        sa.Column("branch_name", sa.Text(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=False),
        sa.Column("signing", sa.String(60), nullable=False),
        sa.Column("sealing", sa.String(80), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("device_id"),
    )
    op.create_index("ix_device_branch", "device", ["branch"])
    op.create_table(
        "bundle",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("direction", sa.String(4), nullable=False),
        sa.Column("party", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bundle_party", "bundle", ["party"])
    op.create_table(
        "entry",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("parent", sa.String(64), nullable=False),
        sa.Column("device", sa.String(12), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("case_id", sa.String(36)),
        sa.Column("at", sa.String(20)),
        sa.Column("stored", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("bundle_id", sa.String(36), nullable=False),
        sa.Column("mark", sa.Integer()),
        sa.PrimaryKeyConstraint("hash"),
        sa.ForeignKeyConstraint(["device"], ["device.code"]),
        sa.ForeignKeyConstraint(["bundle_id"], ["bundle.id"]),
    )
    for column in ("parent", "device", "case_id"):
        op.create_index(f"ix_entry_{column}", "entry", [column])
    op.create_table(
        "case_key",
        sa.Column("device", sa.String(12), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "case_id"),
        sa.ForeignKeyConstraint(["device"], ["device.code"]),
    )
    op.create_table(
        "mirror",
        sa.Column("entity", sa.String(30), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("device", sa.String(12), nullable=False),
        sa.Column("case_id", sa.String(36)),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "id"),
        sa.ForeignKeyConstraint(["device"], ["device.code"]),
    )
    op.create_index("ix_mirror_case_id", "mirror", ["case_id"])
    op.create_table(
        "case",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(30), nullable=False),
        sa.Column("device", sa.String(12), nullable=False),
        sa.Column("branch", sa.String(10), nullable=False),
        sa.Column("pack", sa.String(60), nullable=False),
        sa.Column("pack_version", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("raising_id", sa.String(36)),
        sa.Column("raised_on", sa.Date()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.ForeignKeyConstraint(["device"], ["device.code"]),
    )
    op.create_index("ix_case_device", "case", ["device"])
    op.create_index("ix_case_branch", "case", ["branch"])
    op.create_table(
        "decision",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("raising_id", sa.String(36), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("session_no", sa.String(30), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("raising_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
    )
    op.create_index("ix_decision_case_id", "decision", ["case_id"])
