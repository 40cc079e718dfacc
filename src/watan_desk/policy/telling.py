"""What command line and window say about an association's approval: status, both dates, and every computed pair."""

from datetime import date

from watan_desk.common.arabic import ltr
from watan_desk.common.errors import Missing
from watan_desk.common.hijri import to_hijri
from watan_desk.common.messages import say
from watan_desk.policy.approval import WEEKDAYS, Approval, Reading
from watan_desk.policy.pack import Lint
from watan_desk.policy.signed import Settlement


def reading_sentence(reading: Reading, lang: str) -> str:
    """Return one day that the printed dates can mean, in both calendars, with its weekday."""
    kind = reading.calendar if reading.plausible else "implausible"
    return say(f"pack.reading_{kind}", lang, **_both(reading.day, lang))


def doubt_sentence(doubt: Lint, lang: str) -> str:
    """Return a doubt about the association's text: the line, what is printed there, and what it is read as."""
    where = say("gui.policy.line", lang, line=doubt.line)
    if doubt.other_line:
        where = say("gui.policy.lines", lang, line=doubt.line, other=doubt.other_line)
    read = say("gui.policy.read_as", lang, corrected=doubt.corrected) if doubt.corrected else ""
    return f"{where}: {say(f'pack.lint_{doubt.code}', lang)} {doubt.printed}" + (f" ({read})" if read else "")


def not_active(missing: tuple[Missing, ...], lang: str) -> str:
    """Return what must stand before a new request is opened, as one sentence; empty when nothing is missing."""
    if not missing:
        return ""
    listed = say("common.list_joint", lang).join(item.sentence(lang) for item in missing)
    return say("pack.not_active", lang, missing=listed)


def settled_sentences(word: Settlement, lang: str, *, reason: bool = True) -> list[str]:
    """Return head office's word on an approval: the day it settled, and from when it confirmed the policy in force.

    Without ``reason`` neither that nor who decided is told: the public copy names nobody (R18).
    """
    lines: list[str] = []
    if word.approved_on:
        lines.append(say("pack.settled", lang, **_both(word.approved_on, lang)))
    if word.in_force_from:
        day = ltr(f"{word.in_force_from:%Y/%m/%d}")
        lines.append(say("pack.confirmed", lang, day=day))
    if reason:
        lines.append(say("pack.settled_by", lang, reason=word.reason, by=word.by))
    return lines


def _both(day: date, lang: str) -> dict[str, str]:
    """Return a day in both calendars, with its weekday."""
    return {
        "weekday": say(f"gui.weekday.{day.isoweekday()}", lang),
        "gregorian": ltr(f"{day:%Y/%m/%d}"),
        "hijri": ltr(to_hijri(day).iso.replace("-", "/")),
    }


def _status(approval: Approval, lang: str) -> str:
    """Return the status; of dates that contradict each other, or a weekday that contradicts its only date."""
    days = approval.candidates()
    if approval.status() == "inconsistent" and len(days) == 1:
        printed = say(f"gui.weekday.{WEEKDAYS.index(approval.weekday) + 1}", lang)
        return say("pack.approval_weekday", lang, printed=printed, **_both(days[0], lang))
    return say("pack.approval_" + approval.status(), lang)


def _apart(approval: Approval, lang: str) -> list[str]:
    """Return how many days lie between two dates that were printed as one."""
    days = approval.candidates()
    return [say("pack.pair_apart", lang, count=abs((days[0] - days[1]).days))] if len(days) > 1 else []


def approval_sentences(approval: Approval, lang: str, *, confirmed: bool = False, settled: bool = False) -> list[str]:
    """Return what is to be said about an approval as its text prints it, the status first.

    ``confirmed``: head office has said that the policy is in force though its text leaves that open. ``settled``: its
    word on the day was told before, so that the status, which says that letters quote none, falls away.
    """
    lines = [] if settled else [_status(approval, lang)]
    if approval.raw and approval.status() != "blank":
        lines.append(say("pack.approval_printed", lang, raw=approval.raw))
    if day := approval.day():
        lines.append(say("pack.reading_certain", lang, **_both(day, lang)))
    elif approval.status() == "inconsistent":
        lines += [say(f"pack.pair_{each.calendar}", lang, **_both(each.day, lang)) for each in approval.readings()]
        lines += _apart(approval, lang)
    else:
        lines += [reading_sentence(reading, lang) for reading in approval.readings()]
    if approval.weekday_agrees():
        lines.append(say("pack.weekday_agrees", lang))
    if approval.in_force and not approval.in_force_from:
        lines.append(say("pack.in_force", lang))
    if approval.in_force_on_approval and approval.day() is None and not confirmed:
        lines.append(say("pack.not_in_force", lang))
    if roles := approval.signatories:
        lines.append(say("pack.signed", lang, signed=sum(item.signed for item in roles), roles=len(roles)))
    return lines
