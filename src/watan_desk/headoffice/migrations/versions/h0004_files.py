"""Files that are answers of forms; and a row of every desk for what has one id at all of them."""

import sqlalchemy as sa
from alembic import op

revision = "h0004"
down_revision = "h0003"


def upgrade() -> None:
    """Make the table of the files that desks hand over."""
    op.create_table(
        "attachment",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(36), nullable=False, index=True),
        sa.Column("device", sa.String(12), sa.ForeignKey("device.code"), nullable=False, index=True),
        sa.Column("data", sa.LargeBinary),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("bundle_id", sa.String(36), sa.ForeignKey("bundle.id"), nullable=False),
        sa.Column("mark", sa.Integer),
    )
    _make_mirror(("entity", "id", "device"), keep_all=True)


def downgrade() -> None:
    """Drop it."""
    _make_mirror(("entity", "id"), keep_all=False)
    op.drop_table("attachment")


def _make_mirror(key: tuple[str, ...], *, keep_all: bool) -> None:
    """Make the mirror anew under another key, with its rows; a row that the key does not part is left out."""
    op.drop_index("ix_mirror_case_id", "mirror")
    op.rename_table("mirror", "mirror_before")
    op.create_table(
        "mirror",
        sa.Column("entity", sa.String(30), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("device", sa.String(12), sa.ForeignKey("device.code"), nullable=False),
        sa.Column("case_id", sa.String(36)),
        sa.Column("fields", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(*key),
    )
    way = "insert" if keep_all else "insert or ignore"
    op.execute(
        f"{way} into mirror (entity, id, device, case_id, fields) "  # noqa: S608 - nothing of it was typed
        "select entity, id, device, case_id, fields from mirror_before order by rowid"
    )
    op.drop_table("mirror_before")
    op.create_index("ix_mirror_case_id", "mirror", ["case_id"])
