"""The tables of the association's own request forms, and of the files that are answers of any form."""

import sqlalchemy as sa

from watan_desk.store.columns import LOCAL, by, case_id, key
from watan_desk.store.types import Instant


def form_tables(metadata: sa.MetaData) -> sa.Table:
    """Add the table to the desk's; ``since`` is empty while a form is not the one of new requests."""
    return sa.Table(
        "own_form",
        metadata,
        key(),
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("xform", sa.Text, nullable=False, info=LOCAL),
        sa.Column("since", Instant),
        *by(),
        sa.UniqueConstraint("form_id", "version"),
    )


def file_tables(metadata: sa.MetaData) -> tuple[sa.Table, sa.Table, sa.Table]:
    """Add the tables of files that are answers, of deeds and of what is still being typed, and of forms' own pictures.

    ``hash`` is of id and bytes together: it says nothing of a file that is known elsewhere.
    """
    attachment = sa.Table(
        "attachment",
        metadata,
        key(),
        case_id(nullable=True),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("ending", sa.String(8), nullable=False),
        sa.Column("media", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, index=True),
        sa.Column("standing", sa.String(10), nullable=False),
        *by(),
        sa.Column("data", sa.LargeBinary, info=LOCAL),
    )
    draft_file = sa.Table(
        "draft_file",
        metadata,
        sa.Column("file", sa.String(36), primary_key=True),
        sa.Column("draft_id", sa.String(80), nullable=False, index=True),
        sa.Column("ending", sa.String(8), nullable=False),
        sa.Column("media", sa.String(40), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
    )
    form_media = sa.Table(
        "form_media",
        metadata,
        sa.Column("form_id", sa.String(60), primary_key=True),
        sa.Column("version", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    return attachment, draft_file, form_media
