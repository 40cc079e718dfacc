"""Forms that are sent to branches."""

import sqlalchemy as sa
from alembic import op

revision = "h0003"
down_revision = "h0002"


def upgrade() -> None:
    """Make the table of published request forms."""
    op.create_table(
        "form",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False, unique=True),
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.Column("published_at", sa.String(20), nullable=False),
        sa.UniqueConstraint("form_id", "version"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("form")
