"""Autosaved drafts: what is being typed, kept at once, never journalled, never leaving the laptop."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from watan_desk.store.tables import draft, draft_file


@dataclass(frozen=True)
class Draft:
    """A form as it stood at the last keystroke saved."""

    id: str
    form_id: str
    form_version: str
    instance: str
    saved_at: datetime


def save_draft(connection: sa.Connection, kept: Draft) -> None:
    """Keep a draft, in place of an older one with the same id."""
    connection.execute(sa.delete(draft).where(draft.c.id == kept.id))
    connection.execute(sa.insert(draft).values(vars(kept)))


def read_draft(connection: sa.Connection, draft_id: str) -> Draft | None:
    """Return a draft, or nothing."""
    row = connection.execute(sa.select(draft).where(draft.c.id == draft_id)).mappings().first()
    return Draft(**row) if row else None


def drop_draft(connection: sa.Connection, draft_id: str) -> None:
    """Forget a draft whose deed is done, and the files beside it."""
    connection.execute(sa.delete(draft_file).where(draft_file.c.draft_id == draft_id))
    connection.execute(sa.delete(draft).where(draft.c.id == draft_id))
