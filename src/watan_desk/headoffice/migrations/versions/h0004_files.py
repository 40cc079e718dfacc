"""Files that are answers of forms."""

import sqlalchemy as sa
from alembic import op

revision = "h0004"
down_revision = "h0003"


def upgrade() -> None:
    """Make the table of the files that desks hand over."""
    op.create_table(
        "attachment",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(36), nullable=False, index=True),
        sa.Column("device", sa.String(12), sa.ForeignKey("device.code"), nullable=False, index=True),
        sa.Column("data", sa.LargeBinary),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("bundle_id", sa.String(36), sa.ForeignKey("bundle.id"), nullable=False),
        sa.Column("mark", sa.Integer),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("attachment")
