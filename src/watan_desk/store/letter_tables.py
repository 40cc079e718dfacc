"""The tables of the two registers of letters, of prints, and of the signed pages that came back."""

import sqlalchemy as sa

from watan_desk.store.columns import LOCAL, by, case_id, key
from watan_desk.store.types import Instant


def letter_tables(metadata: sa.MetaData) -> tuple[sa.Table, sa.Table, sa.Table, sa.Table]:
    """Add the tables to the desk's: letter, letter_print, incoming, paper."""
    letter = sa.Table(
        "letter",
        metadata,
        key(),
        case_id(nullable=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("number", sa.String(30), nullable=False, unique=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("issued_at", Instant, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, default=""),
        sa.Column("pages", sa.Integer),
        sa.Column("voided_at", Instant),
        sa.Column("pdf", sa.LargeBinary, info=LOCAL),
        sa.Column("printed", sa.Integer, nullable=False, default=0, info=LOCAL),
        sa.UniqueConstraint("year", "seq"),
    )

    letter_print = sa.Table(
        "letter_print",
        metadata,
        key(),
        case_id(nullable=True),
        sa.Column("letter_id", sa.ForeignKey("letter.id"), nullable=False, index=True),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        *by(),
    )

    incoming = sa.Table(
        "incoming",
        metadata,
        key(),
        case_id(nullable=True),
        sa.Column("letter_id", sa.ForeignKey("letter.id")),
        sa.Column("number", sa.String(30), nullable=False, unique=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("channel", sa.String(30), nullable=False),
        sa.Column("sender_kind", sa.String(10), nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("sender_ref", sa.Text, nullable=False, default=""),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("paper_kind", sa.String(20), nullable=False),
        sa.Column("copy_basis", sa.String(20), nullable=False, default=""),
        sa.Column("filed_at", sa.Text, nullable=False, default=""),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, default=""),
        *by(),
        sa.UniqueConstraint("year", "seq"),
    )

    paper = sa.Table(
        "paper",
        metadata,
        key(),
        case_id(nullable=True),
        sa.Column("letter_id", sa.ForeignKey("letter.id"), index=True),
        sa.Column("incoming_id", sa.ForeignKey("incoming.id"), index=True),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media", sa.String(20), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        *by(),
        sa.Column("picture", sa.LargeBinary, info=LOCAL),
    )
    return letter, letter_print, incoming, paper
