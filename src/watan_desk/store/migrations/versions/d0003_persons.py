"""Who stands for whom, what each person agreed to, and who may be the same person."""

import sqlalchemy as sa
from alembic import op

from watan_desk.common.arabic import normalise

revision = "d0003"
down_revision = "d0002"

_TEXT = (
    ("person", "language", sa.String(20), ""),
    ("person", "name_key", sa.Text, ""),
    ("person", "assistance", sa.Text, "[]"),
    ("case", "alias", sa.String(20), ""),
    ("consent", "capacity", sa.String(20), "self"),
    ("attestation", "capacity", sa.String(20), "self"),
    ("document_check", "fingerprint", sa.String(64), ""),
)
_INDEXES = (("person", "name_key"), ("document_check", "fingerprint"))
_TABLES = ("representative_check", "duplicate_ruling")


def upgrade() -> None:
    """Bring the schema of the version before to this one; people known already get their folded name."""
    for table, name, kind, default in _TEXT:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
    for table, name in _INDEXES:
        op.create_index(f"ix_{table}_{name}", table, [name])
    op.create_table(
        "representative_check",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("basis", sa.String(30), nullable=False),
        sa.Column("document_number", sa.String(40), nullable=False),
        sa.Column("expires_on", sa.Date),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("verification", sa.String(20), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
    )
    op.create_table(
        "duplicate_ruling",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("case_id", sa.String(36), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("other", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
    )
    for table in _TABLES:
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
    _fold_names()


def _fold_names() -> None:
    person = sa.table("person", *(sa.column(name) for name in ("id", "name_key", *_NAMES)))
    connection = op.get_bind()
    for row in connection.execute(sa.select(person)).mappings().all():
        key = normalise(" ".join(row[name] for name in _NAMES if row[name]))
        connection.execute(sa.update(person).where(person.c.id == row["id"]).values(name_key=key))


_NAMES = ("name_first", "name_father", "name_grandfather", "name_family")


def downgrade() -> None:
    """Bring the schema back to the version before."""
    for table in _TABLES:
        op.drop_table(table)
    for table, name in _INDEXES:
        op.drop_index(f"ix_{table}_{name}", table)
    for table, name, _, _ in _TEXT:
        op.drop_column(table, name)
