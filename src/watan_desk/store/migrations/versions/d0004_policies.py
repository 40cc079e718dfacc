"""Policies that came, were activated, and were read."""

revision = "d0004"
down_revision = "d0003"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
