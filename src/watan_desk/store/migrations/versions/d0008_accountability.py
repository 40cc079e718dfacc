"""Who saw what for which purpose, and who has a case."""

revision = "d0008"
down_revision = "d0007"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
