"""Who stands for whom, and what each person agreed to."""

revision = "d0003"
down_revision = "d0002"


def upgrade() -> None:
    """Bring the schema of the version before to this one."""


def downgrade() -> None:
    """Bring the schema back to the version before."""
