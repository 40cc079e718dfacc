"""Reassignment and reports."""

revision = "h0005"
down_revision = "h0004"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
