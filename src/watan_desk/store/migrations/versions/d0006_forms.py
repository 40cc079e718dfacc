"""Forms of the association's own."""

import sqlalchemy as sa
from alembic import op

revision = "d0006"
down_revision = "d0005"


def upgrade() -> None:
    """Make the table of the association's own request forms."""
    op.create_table(
        "own_form",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("xform", sa.Text, nullable=False),
        sa.Column("since", sa.String(20)),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.UniqueConstraint("form_id", "version"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("own_form")
