"""The desk's tables. A change here needs a migration; a test compares the two.

Columns marked ``local`` never enter the journal: bytes that can be made again, and bookkeeping of this laptop.
Every entity of a stage has a random ``id``; ``case_id`` ties it to its case. ``answers`` keeps the deed's form as it
was filled in (field name to text), with the form's id and version beside it.
"""

import sqlalchemy as sa

from watan_desk.store.form_tables import file_tables, form_tables
from watan_desk.store.policy_tables import policy_tables
from watan_desk.store.types import Instant, Json

metadata = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})

LOCAL = {"local": True}


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(36), primary_key=True)


def _case_id(*, nullable: bool = False) -> sa.Column[str]:
    return sa.Column("case_id", sa.ForeignKey("case.id"), nullable=nullable, index=True)


def _form() -> tuple[sa.Column[str], sa.Column[str], sa.Column[object]]:
    return (
        sa.Column("form_id", sa.String(60), nullable=False),
        sa.Column("form_version", sa.String(40), nullable=False),
        sa.Column("answers", Json, nullable=False),
    )


def _by() -> tuple[sa.Column[str], sa.Column[object]]:
    return sa.Column("by", sa.String(80), nullable=False), sa.Column("at", Instant, nullable=False)


setting = sa.Table(
    "setting", metadata, sa.Column("name", sa.String(60), primary_key=True), sa.Column("value", Json, nullable=False)
)

person = sa.Table(
    "person",
    metadata,
    _id(),
    sa.Column("id_type", sa.String(20), nullable=False),
    sa.Column("id_number", sa.String(20), nullable=False, index=True),
    sa.Column("name_first", sa.Text, nullable=False),
    sa.Column("name_father", sa.Text, nullable=False, default=""),
    sa.Column("name_grandfather", sa.Text, nullable=False, default=""),
    sa.Column("name_family", sa.Text, nullable=False, default=""),
    sa.Column("sex", sa.String(10), nullable=False),
    sa.Column("birth_date", sa.Date),
    sa.Column("mobile", sa.String(20), nullable=False, default=""),
    sa.Column("language", sa.String(20), nullable=False, default="", server_default=""),
    sa.Column("assistance", Json, nullable=False, default=list, server_default="[]"),
    sa.Column("search", sa.Text, nullable=False, default="", info=LOCAL),
    sa.Column("name_key", sa.Text, nullable=False, default="", server_default="", index=True, info=LOCAL),
)

case = sa.Table(
    "case",
    metadata,
    _id(),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), index=True),
    sa.Column("pack", sa.String(60), nullable=False),
    sa.Column("pack_version", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("owner", sa.String(80), nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("alias", sa.String(20), nullable=False, default="", server_default=""),
    sa.Column("request_form", sa.String(40), nullable=False, default="", server_default=""),
)

visit = sa.Table(
    "visit",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("reason", sa.String(30), nullable=False),
    sa.Column("channel", sa.String(30), nullable=False),
    sa.Column("place", sa.String(20), nullable=False, default="", server_default=""),
    sa.Column("capacity", sa.String(20), nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    *_form(),
    *_by(),
)

inquiry = sa.Table(
    "inquiry",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("visit_id", sa.ForeignKey("visit.id"), nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False, default=""),
    sa.Column("reference", sa.Text, nullable=False, default=""),
    sa.Column("answered", sa.Boolean, nullable=False),
    *_by(),
)

consent = sa.Table(
    "consent",
    metadata,
    _id(),
    _case_id(),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("choice", sa.String(20), nullable=False),
    sa.Column("method", sa.String(20), nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("text_version", sa.String(40), nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("capacity", sa.String(20), nullable=False, default="self", server_default="self"),
    *_by(),
)

request = sa.Table(
    "request",
    metadata,
    _id(),
    _case_id(),
    sa.Column("form_id", sa.String(60), nullable=False),
    sa.Column("form_version", sa.String(40), nullable=False),
    sa.Column("instance", sa.Text, nullable=False),
    sa.Column("canonical", sa.Text, nullable=False),
    sa.Column("answers", Json, nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),
    *_by(),
)

form_text = sa.Table(
    "form_text",
    metadata,
    sa.Column("form_id", sa.String(60), primary_key=True),
    sa.Column("version", sa.String(40), primary_key=True),
    sa.Column("xform", sa.Text, nullable=False),
)

document_check = sa.Table(
    "document_check",
    metadata,
    _id(),
    _case_id(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("number", sa.Text, nullable=False, default=""),
    sa.Column("issued_on", sa.Date),
    sa.Column("expires_on", sa.Date),
    sa.Column("shown_on", sa.Date, nullable=False),
    sa.Column("match", sa.String(20), nullable=False),
    sa.Column("validity", sa.String(20), nullable=False),
    sa.Column("superseded", sa.Boolean, nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False, default="", server_default="", index=True, info=LOCAL),
    *_form(),
    *_by(),
)

data_check = sa.Table("data_check", metadata, _id(), _case_id(), *_form(), *_by())

referral = sa.Table(
    "referral",
    metadata,
    _id(),
    _case_id(),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False, default=""),
    sa.Column("answered_on", sa.Date),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("reply_answers", Json),
    *_form(),
    *_by(),
)

attestation = sa.Table(
    "attestation",
    metadata,
    _id(),
    _case_id(),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("method", sa.String(20), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("filed_at", sa.Text, nullable=False, default=""),
    sa.Column("data_hash", sa.String(64), nullable=False),
    sa.Column("superseded", sa.Boolean, nullable=False),
    sa.Column("capacity", sa.String(20), nullable=False, default="self", server_default="self"),
    *_form(),
    *_by(),
)

representative_check = sa.Table(
    "representative_check",
    metadata,
    _id(),
    _case_id(),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("basis", sa.String(30), nullable=False),
    sa.Column("document_number", sa.String(40), nullable=False, default=""),
    sa.Column("expires_on", sa.Date),
    sa.Column("scope", Json, nullable=False),
    sa.Column("verification", sa.String(20), nullable=False),
    *_by(),
)

duplicate_ruling = sa.Table(
    "duplicate_ruling",
    metadata,
    _id(),
    _case_id(),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("other", sa.String(36), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *_by(),
)

raising = sa.Table(
    "raising",
    metadata,
    _id(),
    _case_id(),
    sa.Column("raised_on", sa.Date, nullable=False),
    sa.Column("earliest_reply", sa.Date),
    sa.Column("latest_reply", sa.Date),
    sa.Column("body", sa.Text, nullable=False),
    *_form(),
    *_by(),
)

decision = sa.Table(
    "decision",
    metadata,
    _id(),
    _case_id(),
    sa.Column("raising_id", sa.ForeignKey("raising.id"), nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("session_no", sa.String(30), nullable=False, default=""),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("reason", sa.Text, nullable=False, default=""),
    sa.Column("details", Json, nullable=False),
    sa.Column("override_reason", sa.Text, nullable=False, default=""),
    sa.Column("received_at", Instant, nullable=False),
)

notification = sa.Table(
    "notification",
    metadata,
    _id(),
    _case_id(),
    sa.Column("decision_id", sa.ForeignKey("decision.id"), nullable=False),
    sa.Column("told_on", sa.Date, nullable=False),
    sa.Column("how", sa.String(20), nullable=False),
    *_form(),
    *_by(),
)

registration = sa.Table(
    "registration",
    metadata,
    _id(),
    _case_id(),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("registered_on", sa.Date, nullable=False),
    *_form(),
    *_by(),
)

delivery = sa.Table(
    "delivery",
    metadata,
    _id(),
    _case_id(),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("delivered_on", sa.Date, nullable=False),
    sa.Column("partial", sa.Boolean, nullable=False),
    *_form(),
    *_by(),
)

survey = sa.Table(
    "survey", metadata, _id(), _case_id(), sa.Column("accepted", sa.Boolean, nullable=False), *_form(), *_by()
)

explanation = sa.Table(
    "explanation",
    metadata,
    _id(),
    _case_id(),
    sa.Column("explained_on", sa.Date, nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("doubt_left", sa.Boolean, nullable=False),
    *_form(),
    *_by(),
)

need = sa.Table(
    "need",
    metadata,
    _id(),
    _case_id(),
    sa.Column("category", sa.String(40), nullable=False, default=""),
    sa.Column("level", sa.String(20), nullable=False),
    *_form(),
    *_by(),
)

kin_link = sa.Table(
    "kin_link",
    metadata,
    _id(),
    _case_id(),
    sa.Column("relation", sa.String(20), nullable=False),
    sa.Column("linked_case", sa.String(30), nullable=False, default=""),
    *_form(),
    *_by(),
)

urgent_help = sa.Table(
    "urgent_help",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("given_on", sa.Date, nullable=False),
    sa.Column("triage", sa.String(20), nullable=False),
    *_form(),
    *_by(),
)

gathering = sa.Table("gathering", metadata, _id(), _case_id(), *_form(), *_by())

examination = sa.Table(
    "examination",
    metadata,
    _id(),
    _case_id(),
    sa.Column("mechanism", sa.String(40), nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    *_form(),
    *_by(),
)

assessment = sa.Table(
    "assessment", metadata, _id(), _case_id(), sa.Column("opinion", sa.String(20), nullable=False), *_form(), *_by()
)

permission = sa.Table(
    "permission",
    metadata,
    _id(),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("granted_at", Instant, nullable=False),
    sa.Column("came_at", Instant, nullable=False),
)

policy, settlement, policy_reading, policy_paper, rights_card = policy_tables(metadata)
own_form = form_tables(metadata)
attachment, draft_file, form_media = file_tables(metadata)

letter = sa.Table(
    "letter",
    metadata,
    _id(),
    _case_id(nullable=True),
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
    _id(),
    _case_id(nullable=True),
    sa.Column("letter_id", sa.ForeignKey("letter.id"), nullable=False, index=True),
    sa.Column("way", sa.String(10), nullable=False),
    sa.Column("copies", sa.Integer, nullable=False),
    *_by(),
)

incoming = sa.Table(
    "incoming",
    metadata,
    _id(),
    _case_id(nullable=True),
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
    *_by(),
    sa.UniqueConstraint("year", "seq"),
)

paper = sa.Table(
    "paper",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("letter_id", sa.ForeignKey("letter.id"), index=True),
    sa.Column("incoming_id", sa.ForeignKey("incoming.id"), index=True),
    sa.Column("page", sa.Integer, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("media", sa.String(20), nullable=False),
    sa.Column("standing", sa.String(10), nullable=False),
    *_by(),
    sa.Column("picture", sa.LargeBinary, info=LOCAL),
)

staff = sa.Table(
    "staff",
    metadata,
    _id(),
    sa.Column("code", sa.String(20), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    *_by(),
)

reassignment = sa.Table(
    "reassignment",
    metadata,
    _id(),
    _case_id(),
    sa.Column("from_code", sa.String(20), nullable=False),
    sa.Column("to_code", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *_by(),
)

access = sa.Table(
    "access",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("what", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(40), nullable=False, default=""),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("note", sa.Text, nullable=False, default=""),
    *_by(),
)

series = sa.Table(
    "series",
    metadata,
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("next_seq", sa.Integer, nullable=False),
)

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("form_id", sa.String(60), nullable=False),
    sa.Column("form_version", sa.String(40), nullable=False),
    sa.Column("instance", sa.Text, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
)

bundle_out = sa.Table(
    "bundle_out",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String(36), nullable=False, unique=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("items", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("last_position", sa.Integer, nullable=False),
    sa.Column("acknowledged_at", Instant),
)

bundle_in = sa.Table(
    "bundle_in",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("items", sa.Integer, nullable=False),
    sa.Column("taken_in_at", Instant, nullable=False),
)

receipt = sa.Table(
    "receipt",
    metadata,
    sa.Column("entry", sa.String(64), primary_key=True),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text, nullable=False, default=""),
    sa.Column("bundle_id", sa.String(36), nullable=False),
)

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("parent", sa.String(64), nullable=False),
    sa.Column("deed_id", sa.String(36), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("case_id", sa.String(36), index=True),
    sa.Column("actor", sa.String(80), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("stored", sa.LargeBinary, nullable=False),
)

case_key = sa.Table(
    "case_key",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("key", sa.LargeBinary, nullable=False),
)

register_entry = sa.Table(
    "register_entry",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("register", sa.String(30), nullable=False, index=True),
    sa.Column("number", sa.String(40), nullable=False, unique=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("over", sa.Boolean, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("channel", sa.String(30), nullable=False, default=""),
    sa.Column("category", sa.String(60), nullable=False, default=""),
    sa.Column("owner", sa.Text, nullable=False, default=""),
    sa.Column("due_on", sa.Date),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("person_id", sa.ForeignKey("person.id"), index=True),
    sa.Column("about_id", sa.ForeignKey("register_entry.id"), index=True),
    sa.Column("beneficiary", sa.String(20), nullable=False, default=""),
    sa.Column("department", sa.Text, nullable=False, default=""),
    sa.Column("search", sa.Text, nullable=False, default="", info=LOCAL),
    *_form(),
    *_by(),
)

register_act = sa.Table(
    "register_act",
    metadata,
    _id(),
    _case_id(nullable=True),
    sa.Column("entry_id", sa.ForeignKey("register_entry.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(30), nullable=False),
    sa.Column("led_to", sa.String(20), nullable=False),
    *_form(),
    *_by(),
)
