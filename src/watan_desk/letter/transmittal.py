"""The sheet that travels with a bundle (L12): what is in it, from when to when, and its digest."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from watan_desk.common.clock import SAUDI, saudi_day
from watan_desk.common.messages import say
from watan_desk.letter.phrases import Value

_SHOWN_HASH = 16


def sheet_values(
    number: int,
    sha256: str,
    deeds: Mapping[str, int],
    period: tuple[datetime | None, datetime | None],
    at: datetime,
    registers: Sequence[tuple[str, int]] = (),
) -> dict[str, Value]:
    """Return what the sheet of a hand-over says of the file: its number, period, counts by deed, and digest.

    ``registers`` are names with the counts of what stands beside the cases (R40).
    """
    first, newest = (saudi_day(instant) if instant else None for instant in period)
    counted = sorted(deeds.items(), key=lambda item: -item[1])
    return _of_file(number, sha256, sum(deeds.values()), at) | {
        "period_from": first,
        "period_to": newest,
        "counts": [{"label": say(f"deed.{kind}", "ar"), "count": str(count)} for kind, count in counted]
        + [{"label": name, "count": str(count)} for name, count in registers],
    }


def reply_values(number: int, sha256: str, items: int, made_on: date, at: datetime) -> dict[str, Value]:
    """Return what the sheet says of head office's reply as it was taken in."""
    return _of_file(number, sha256, items, at) | {
        "reply_made": made_on,
        "counts": [{"label": say("letter.value.reply_items", "ar"), "count": str(items)}],
    }


def _of_file(number: int, sha256: str, items: int, at: datetime) -> dict[str, Value]:
    return {
        "bundle_no": str(number),
        "record_count": items,
        "sha256_short": sha256[:_SHOWN_HASH],
        "media_kind": say("letter.value.medium", "ar"),
        "handover_time": at.astimezone(SAUDI).strftime("%H:%M"),
    }
