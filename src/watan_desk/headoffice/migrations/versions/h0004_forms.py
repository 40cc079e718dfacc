"""Forms that are sent to branches."""

revision = "h0004"
down_revision = "h0003"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
