"""Forms of the association's own."""

revision = "d0006"
down_revision = "d0005"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
