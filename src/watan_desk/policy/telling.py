"""What command line and window say about an association's approval: status, both dates, and every computed pair."""

from watan_desk.common.arabic import ltr
from watan_desk.common.hijri import to_hijri
from watan_desk.common.messages import say
from watan_desk.policy.approval import Approval, Reading


def reading_sentence(reading: Reading, lang: str) -> str:
    """Return one day that the printed dates can mean, in both calendars, with its weekday."""
    kind = reading.calendar if reading.plausible else "implausible"
    return say(
        f"pack.reading_{kind}",
        lang,
        weekday=say(f"gui.weekday.{reading.day.isoweekday()}", lang),
        gregorian=ltr(f"{reading.day:%Y/%m/%d}"),
        hijri=ltr(to_hijri(reading.day).iso.replace("-", "/")),
    )


def approval_sentences(approval: Approval, lang: str) -> list[str]:
    """Return what is to be said about an approval as its text prints it, the status first."""
    lines = [say("pack.approval_" + approval.status(), lang)]
    if approval.raw and any(letter.isalnum() for letter in approval.raw):
        lines.append(say("pack.approval_printed", lang, raw=approval.raw))
    lines += [reading_sentence(reading, lang) for reading in approval.readings()]
    if approval.weekday_agrees():
        lines.append(say("pack.weekday_agrees", lang))
    if approval.in_force and not approval.in_force_from:
        lines.append(say("pack.in_force", lang))
    if approval.in_force_on_approval and approval.day() is None:
        lines.append(say("pack.not_in_force", lang))
    if roles := approval.signatories:
        lines.append(say("pack.signed", lang, signed=sum(item.signed for item in roles), roles=len(roles)))
    return lines
