"""Registers beside the cases."""

revision = "h0003"
down_revision = "h0002"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
