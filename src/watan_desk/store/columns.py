"""The columns that many tables of the desk have alike.

Columns marked ``LOCAL`` never enter the journal: bytes that can be made again, and bookkeeping of this laptop.
"""

import sqlalchemy as sa

from watan_desk.store.types import Instant, Json

LOCAL = {"local": True}


def key() -> sa.Column[str]:
    """Return the random id of a row."""
    return sa.Column("id", sa.String(36), primary_key=True)


def case_id(*, nullable: bool = False) -> sa.Column[str]:
    """Return what ties a row to its case."""
    return sa.Column("case_id", sa.ForeignKey("case.id"), nullable=nullable, index=True)


def form() -> tuple[sa.Column[str], sa.Column[str], sa.Column[object]]:
    """Return a deed's form as it was filled in (field name to text), with the form's id and version beside it."""
    return (
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("form_version", sa.String(40), nullable=False),
        sa.Column("answers", Json, nullable=False),
    )


def by() -> tuple[sa.Column[str], sa.Column[object]]:
    """Return who wrote a row, and when."""
    return sa.Column("by", sa.String(80), nullable=False), sa.Column("at", Instant, nullable=False)
