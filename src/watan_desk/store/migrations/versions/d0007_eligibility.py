"""Checks of eligibility, and urgent help."""

revision = "d0007"
down_revision = "d0006"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
