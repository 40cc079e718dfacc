"""Registers beside the cases."""

revision = "d0002"
down_revision = "d0001"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
