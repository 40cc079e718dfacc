"""The tables of policies: what came, what head office said of it, who read it, the association's own papers."""

import sqlalchemy as sa

from watan_desk.store.columns import LOCAL, by, case_id, key
from watan_desk.store.types import Instant


def policy_tables(metadata: sa.MetaData) -> tuple[sa.Table, sa.Table, sa.Table, sa.Table, sa.Table]:
    """Add the tables to the desk's: policy, settlement, policy_reading, policy_paper, rights_card."""
    policy = sa.Table(
        "policy",
        metadata,
        key(),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False, info=LOCAL),
        sa.Column("signature", sa.String(100), nullable=False, default=""),
        sa.Column("came_at", Instant, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("closed_at", Instant),
        sa.UniqueConstraint("slug", "version"),
    )

    settlement = sa.Table(
        "settlement",
        metadata,
        key(),
        sa.Column("pack", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.Column("came_at", Instant, nullable=False),
    )

    policy_reading = sa.Table(
        "policy_reading",
        metadata,
        key(),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        *by(),
    )

    policy_paper = sa.Table(
        "policy_paper",
        metadata,
        key(),
        sa.Column("place", sa.String(40), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False, info=LOCAL),
        *by(),
    )

    rights_card = sa.Table(
        "rights_card",
        metadata,
        key(),
        case_id(),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("explained", sa.Boolean, nullable=False),
        *by(),
    )
    return policy, settlement, policy_reading, policy_paper, rights_card
