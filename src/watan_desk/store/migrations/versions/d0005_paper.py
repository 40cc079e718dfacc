"""Paper that came in, and letters that were voided."""

revision = "d0005"
down_revision = "d0004"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
