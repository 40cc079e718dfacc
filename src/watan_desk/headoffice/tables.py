"""Head office's tables. A change here needs a migration; a test compares the two.

``entry`` keeps journal entries as they came, the ones kept aside too. ``mirror`` is what the accepted ones say, one row
an entity; ``case`` repeats of it what lists need; ``attachment`` keeps the files that entries speak of. ``mark`` is the
number of the reply that first told the desk.
"""

import sqlalchemy as sa

from watan_desk.store.types import Instant, Json

metadata = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})

setting = sa.Table(
    "setting", metadata, sa.Column("name", sa.String(60), primary_key=True), sa.Column("value", Json, nullable=False)
)

device = sa.Table(
    "device",
    metadata,
    sa.Column("code", sa.String(12), primary_key=True),
    sa.Column("device_id", sa.String(32), nullable=False, unique=True),
    sa.Column("branch", sa.String(10), nullable=False, index=True),
    sa.Column("branch_name", sa.Text, nullable=False),
    sa.Column("delegate", sa.Text, nullable=False),
    sa.Column("signing", sa.String(60), nullable=False),
    sa.Column("sealing", sa.String(80), nullable=False),
    sa.Column("code_key", sa.String(60), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("have", sa.Integer, nullable=False),
    sa.Column("enrolled_at", Instant, nullable=False),
)

bundle = sa.Table(
    "bundle",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("direction", sa.String(4), nullable=False),
    sa.Column("party", sa.String(12), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("items", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("at", Instant, nullable=False),
)

entry = sa.Table(
    "entry",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("parent", sa.String(64), nullable=False, index=True),
    sa.Column("device", sa.ForeignKey("device.code"), nullable=False, index=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("case_id", sa.String(36), index=True),
    sa.Column("at", Instant),
    sa.Column("stored", sa.LargeBinary, nullable=False),
    sa.Column("key", sa.LargeBinary, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("bundle_id", sa.ForeignKey("bundle.id"), nullable=False),
    sa.Column("mark", sa.Integer),
)

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("id", sa.String(36), nullable=False, index=True),
    sa.Column("device", sa.ForeignKey("device.code"), nullable=False, index=True),
    sa.Column("data", sa.LargeBinary),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("bundle_id", sa.ForeignKey("bundle.id"), nullable=False),
    sa.Column("mark", sa.Integer),
)

case_key = sa.Table(
    "case_key",
    metadata,
    sa.Column("device", sa.ForeignKey("device.code"), primary_key=True),
    sa.Column("case_id", sa.String(36), primary_key=True),
    sa.Column("key", sa.LargeBinary, nullable=False),
)

mirror = sa.Table(
    "mirror",
    metadata,
    sa.Column("entity", sa.String(30), primary_key=True),
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("device", sa.ForeignKey("device.code"), primary_key=True),
    sa.Column("case_id", sa.String(36), index=True),
    sa.Column("fields", Json, nullable=False),
)

case = sa.Table(
    "case",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("device", sa.ForeignKey("device.code"), nullable=False, index=True),
    sa.Column("branch", sa.String(10), nullable=False, index=True),
    sa.Column("pack", sa.String(60), nullable=False),
    sa.Column("pack_version", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("raising_id", sa.String(36)),
    sa.Column("raised_on", sa.Date),
)

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False, index=True),
    sa.Column("raising_id", sa.String(36), nullable=False, unique=True),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("session_no", sa.String(30), nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("details", Json, nullable=False),
    sa.Column("override_reason", sa.Text, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
)

policy = sa.Table(
    "policy",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False, unique=True),
    sa.Column("slug", sa.String(60), nullable=False),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.String(100), nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.UniqueConstraint("slug", "version"),
)

settlement = sa.Table(
    "settlement",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False, unique=True),
    sa.Column("pack", sa.String(60), nullable=False),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.String(100), nullable=False),
    sa.Column("settled_at", Instant, nullable=False),
)

form = sa.Table(
    "form",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False, unique=True),
    sa.Column("form_id", sa.String(60), nullable=False),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.String(100), nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.UniqueConstraint("form_id", "version"),
)
