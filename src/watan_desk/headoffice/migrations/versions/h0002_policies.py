"""Policies and settled approvals that are sent to branches."""

revision = "h0002"
down_revision = "h0001"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
