"""The table of the association's own request forms."""

import sqlalchemy as sa

from watan_desk.store.types import Instant


def form_tables(metadata: sa.MetaData) -> sa.Table:
    """Add the table to the desk's; ``since`` is empty while a form is not the one of new requests."""
    return sa.Table(
        "own_form",
        metadata,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("xform", sa.Text, nullable=False, info={"local": True}),
        sa.Column("since", Instant),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.UniqueConstraint("form_id", "version"),
    )
