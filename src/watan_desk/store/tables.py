"""The desk's tables. A change here needs a migration; a test compares the two.

Every entity of a stage has a random ``id``; ``case_id`` ties it to its case (``columns``).
"""

import sqlalchemy as sa

from watan_desk.store.columns import LOCAL, by, case_id, form, key
from watan_desk.store.form_tables import file_tables, form_tables
from watan_desk.store.letter_tables import letter_tables
from watan_desk.store.policy_tables import policy_tables
from watan_desk.store.types import Instant, Json

metadata = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})

setting = sa.Table(
    "setting", metadata, sa.Column("name", sa.String(60), primary_key=True), sa.Column("value", Json, nullable=False)
)

person = sa.Table(
    "person",
    metadata,
    key(),
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
    key(),
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
    key(),
    case_id(nullable=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("reason", sa.String(30), nullable=False),
    sa.Column("channel", sa.String(30), nullable=False),
    sa.Column("place", sa.String(20), nullable=False, default="", server_default=""),
    sa.Column("capacity", sa.String(20), nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    *form(),
    *by(),
)

inquiry = sa.Table(
    "inquiry",
    metadata,
    key(),
    case_id(nullable=True),
    sa.Column("visit_id", sa.ForeignKey("visit.id"), nullable=False, index=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False, default=""),
    sa.Column("reference", sa.Text, nullable=False, default=""),
    sa.Column("answered", sa.Boolean, nullable=False),
    *by(),
)

consent = sa.Table(
    "consent",
    metadata,
    key(),
    case_id(),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("choice", sa.String(20), nullable=False),
    sa.Column("method", sa.String(20), nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("text_version", sa.String(40), nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("capacity", sa.String(20), nullable=False, default="self", server_default="self"),
    *by(),
)

request = sa.Table(
    "request",
    metadata,
    key(),
    case_id(),
    sa.Column("form_id", sa.String(60), nullable=False),
    sa.Column("form_version", sa.String(40), nullable=False),
    sa.Column("instance", sa.Text, nullable=False),
    sa.Column("canonical", sa.Text, nullable=False),
    sa.Column("answers", Json, nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),
    *by(),
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
    key(),
    case_id(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("number", sa.Text, nullable=False, default=""),
    sa.Column("issued_on", sa.Date),
    sa.Column("expires_on", sa.Date),
    sa.Column("shown_on", sa.Date, nullable=False),
    sa.Column("match", sa.String(20), nullable=False),
    sa.Column("validity", sa.String(20), nullable=False),
    sa.Column("superseded", sa.Boolean, nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False, default="", server_default="", index=True, info=LOCAL),
    *form(),
    *by(),
)

data_check = sa.Table("data_check", metadata, key(), case_id(), *form(), *by())

referral = sa.Table(
    "referral",
    metadata,
    key(),
    case_id(),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False, default=""),
    sa.Column("answered_on", sa.Date),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("reply_answers", Json),
    *form(),
    *by(),
)

attestation = sa.Table(
    "attestation",
    metadata,
    key(),
    case_id(),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("method", sa.String(20), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("filed_at", sa.Text, nullable=False, default=""),
    sa.Column("data_hash", sa.String(64), nullable=False),
    sa.Column("superseded", sa.Boolean, nullable=False),
    sa.Column("capacity", sa.String(20), nullable=False, default="self", server_default="self"),
    *form(),
    *by(),
)

representative_check = sa.Table(
    "representative_check",
    metadata,
    key(),
    case_id(),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("basis", sa.String(30), nullable=False),
    sa.Column("document_number", sa.String(40), nullable=False, default=""),
    sa.Column("expires_on", sa.Date),
    sa.Column("scope", Json, nullable=False),
    sa.Column("verification", sa.String(20), nullable=False),
    *by(),
)

duplicate_ruling = sa.Table(
    "duplicate_ruling",
    metadata,
    key(),
    case_id(),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("other", sa.String(36), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *by(),
)

raising = sa.Table(
    "raising",
    metadata,
    key(),
    case_id(),
    sa.Column("raised_on", sa.Date, nullable=False),
    sa.Column("earliest_reply", sa.Date),
    sa.Column("latest_reply", sa.Date),
    sa.Column("body", sa.Text, nullable=False),
    *form(),
    *by(),
)

decision = sa.Table(
    "decision",
    metadata,
    key(),
    case_id(),
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
    key(),
    case_id(),
    sa.Column("decision_id", sa.ForeignKey("decision.id"), nullable=False),
    sa.Column("told_on", sa.Date, nullable=False),
    sa.Column("how", sa.String(20), nullable=False),
    *form(),
    *by(),
)

registration = sa.Table(
    "registration",
    metadata,
    key(),
    case_id(),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("registered_on", sa.Date, nullable=False),
    *form(),
    *by(),
)

delivery = sa.Table(
    "delivery",
    metadata,
    key(),
    case_id(),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("delivered_on", sa.Date, nullable=False),
    sa.Column("partial", sa.Boolean, nullable=False),
    *form(),
    *by(),
)

survey = sa.Table(
    "survey", metadata, key(), case_id(), sa.Column("accepted", sa.Boolean, nullable=False), *form(), *by()
)

explanation = sa.Table(
    "explanation",
    metadata,
    key(),
    case_id(),
    sa.Column("explained_on", sa.Date, nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("doubt_left", sa.Boolean, nullable=False),
    *form(),
    *by(),
)

need = sa.Table(
    "need",
    metadata,
    key(),
    case_id(),
    sa.Column("category", sa.String(40), nullable=False, default=""),
    sa.Column("level", sa.String(20), nullable=False),
    *form(),
    *by(),
)

kin_link = sa.Table(
    "kin_link",
    metadata,
    key(),
    case_id(),
    sa.Column("relation", sa.String(20), nullable=False),
    sa.Column("linked_case", sa.String(30), nullable=False, default=""),
    *form(),
    *by(),
)

urgent_help = sa.Table(
    "urgent_help",
    metadata,
    key(),
    case_id(nullable=True),
    sa.Column("given_on", sa.Date, nullable=False),
    sa.Column("triage", sa.String(20), nullable=False),
    *form(),
    *by(),
)

gathering = sa.Table("gathering", metadata, key(), case_id(), *form(), *by())

examination = sa.Table(
    "examination",
    metadata,
    key(),
    case_id(),
    sa.Column("mechanism", sa.String(40), nullable=False),
    sa.Column("held_on", sa.Date, nullable=False),
    *form(),
    *by(),
)

assessment = sa.Table(
    "assessment", metadata, key(), case_id(), sa.Column("opinion", sa.String(20), nullable=False), *form(), *by()
)

permission = sa.Table(
    "permission",
    metadata,
    key(),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("granted_at", Instant, nullable=False),
    sa.Column("came_at", Instant, nullable=False),
)

policy, settlement, policy_reading, policy_paper, rights_card = policy_tables(metadata)
own_form = form_tables(metadata)
attachment, draft_file, form_media = file_tables(metadata)
letter, letter_print, incoming, paper = letter_tables(metadata)

staff = sa.Table(
    "staff",
    metadata,
    key(),
    sa.Column("code", sa.String(20), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    *by(),
)

reassignment = sa.Table(
    "reassignment",
    metadata,
    key(),
    case_id(),
    sa.Column("from_code", sa.String(20), nullable=False),
    sa.Column("to_code", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *by(),
)

access = sa.Table(
    "access",
    metadata,
    key(),
    case_id(nullable=True),
    sa.Column("what", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(40), nullable=False, default=""),
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("note", sa.Text, nullable=False, default=""),
    *by(),
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
    key(),
    case_id(nullable=True),
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
    *form(),
    *by(),
)

register_act = sa.Table(
    "register_act",
    metadata,
    key(),
    case_id(nullable=True),
    sa.Column("entry_id", sa.ForeignKey("register_entry.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(30), nullable=False),
    sa.Column("led_to", sa.String(20), nullable=False),
    *form(),
    *by(),
)
