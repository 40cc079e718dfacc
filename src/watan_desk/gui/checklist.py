"""From a case's document checks to the lines of the checklist: what is shown, absent or not acceptable."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from watan_desk.capture.records import DocumentCheck
from watan_desk.capture.validity import fault, required_kinds
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.documents import DocumentShown
from watan_desk.policy.office import Office


def checklist(
    office: Office, answers: Mapping[str, Any], standing: tuple[DocumentCheck, ...], today: date, look: Look
) -> tuple[DocumentShown, ...]:
    """Return the documents that the answers ask for, in the pack's order, then those shown beyond them."""
    checks = {check.kind: check for check in standing}
    kinds = dict.fromkeys((*required_kinds(answers, office.pack.papers), *checks))
    return tuple(_line(office, kind, checks.get(kind), today, look) for kind in kinds)


def _line(office: Office, kind: str, check: DocumentCheck | None, today: date, look: Look) -> DocumentShown:
    name = office.choice_label("document", "doc_type", kind)[look.lang]
    if check is None:
        absent, needed = look.say("gui_case.document_absent"), look.say("gui_case.document_needed")
        return DocumentShown(kind, name, absent, "no", needed, "")
    badge, tone = _badge(check, today, look)
    until = look.say("gui_case.document_until", day=look.day(check.expires_on)) if check.expires_on else ""
    shown = look.say("gui_case.document_shown_on", day=look.day(check.shown_on))
    matched = office.choice_label("document", "doc_match", check.match)[look.lang]
    return DocumentShown(kind, name, badge, tone, until or shown, matched)


def _badge(check: DocumentCheck, today: date, look: Look) -> tuple[str, str]:
    why = fault(check)
    if why == "expired" and check.expires_on is not None:
        return look.say("gui_case.document_expired", count=(today - check.expires_on).days), "er"
    if why:
        return look.say(f"gui_case.document_{why}"), "er"
    if check.validity == "expiring" and check.expires_on is not None and check.expires_on >= today:
        return look.say("gui_case.document_expiring", count=(check.expires_on - today).days), "wa"
    return look.say("gui_case.document_no_expiry" if check.validity == "no_expiry" else "gui_case.document_valid"), "ok"
