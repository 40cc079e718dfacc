"""Papers of the desk that speak of no single case: the reconciliation slip, the emblem, a second print."""

import base64
from datetime import date

from watan_desk.common.clock import SAUDI, saudi_day
from watan_desk.common.errors import Refused
from watan_desk.common.messages import say
from watan_desk.letter.case_letter import office_letter
from watan_desk.letter.desk import issue, require_head
from watan_desk.letter.logo import read_logo
from watan_desk.letter.marked import marked_copy
from watan_desk.letter.phrases import Row, Value
from watan_desk.letter.records import AS_FILE, kept_pdf, letter_by_number, prints_of
from watan_desk.letter.render import render
from watan_desk.letter.text import LetterText
from watan_desk.letter.values import handover_values, letterhead_of
from watan_desk.store.engine import writing
from watan_desk.store.settings import write_setting
from watan_desk.wiring.exchange import Exchange, exchange_of
from watan_desk.wiring.letters import IssuedLetter, reprint_letter
from watan_desk.wiring.opened import Desk

_SLIP = "L20"
_SHOWN = 16
"""Characters of a digest, as on the sheet of a hand-over."""


def issue_reconciliation(desk: Desk) -> IssuedLetter:
    """Issue the slip that sets what was handed over against what head office took in (L20).

    Raises:
        Refused: nothing was handed over yet, or the letterhead lacks something.
    """
    head = letterhead_of(desk.office, _SLIP)
    require_head(head)
    text = _slip(desk)
    with desk.work("letter") as work:
        made = issue(work, case_id=None, text=text, letterhead=head, sealer=desk.sealer)
        return IssuedLetter(made, kept_pdf(work.connection, made) or b"")


def draft_reconciliation(desk: Desk) -> bytes:
    """Return the slip as it would be issued now, marked as a draft; takes no number and enters nothing.

    Raises:
        Refused: nothing was handed over yet.
    """
    head, today = letterhead_of(desk.office, _SLIP), saudi_day(desk.clock.now())
    return render(_slip(desk), letterhead=head, number="", issued_on=today, draft=True)


def _slip(desk: Desk) -> LetterText:
    now = desk.clock.now()
    values = reconciled(exchange_of(desk)) | {"date": saudi_day(now), "time": now.astimezone(SAUDI).strftime("%H:%M")}
    return office_letter(_SLIP, desk.office, handover_values(desk.office) | values)


def reconciled(exchange: Exchange) -> dict[str, Value]:
    """Return what the slip says: every file, and of all entries in them how many were taken in, set aside, or wait.

    Raises:
        Refused: nothing was handed over yet.
    """
    if not exchange.handovers:
        raise Refused("desk.nothing_handed_over")
    files: list[Row] = []
    for sent in reversed(exchange.handovers):
        row: dict[str, str | int | date] = {"bundle_no": sent.number, "made": saudi_day(sent.created_at)}
        row |= {"items": sent.items, "sha256_short": sent.sha256[:_SHOWN]}
        if sent.acknowledged_at:
            row["acknowledged"] = saudi_day(sent.acknowledged_at)
        files.append(row)
    handed, standing = exchange.handovers[0].last_position, exchange.standing
    aside: list[Row] = [{"item": each.item[:_SHOWN], "reason": say(each.reason, "ar")} for each in exchange.kept_aside]
    return {
        "bundles": files,
        "sent_count": handed,
        "accepted_count": standing.accepted,
        "aside_count": standing.quarantined,
        "open_count": max(handed - standing.accepted - standing.quarantined, 0),
        "aside": aside,
    }


def set_logo(desk: Desk, picture: bytes) -> None:
    """Keep the association's emblem for the head of its letters; nothing takes it away.

    Raises:
        Unusable: it is no PNG or JPEG that can be printed, or too large a file.
    """
    kept = base64.b64encode(read_logo(picture)).decode() if picture else ""
    settings = {name: value for name, value in desk.settings.items() if name != "logo"}
    settings |= {"logo": kept} if kept else {}
    with writing(desk.engine) as connection:
        write_setting(connection, "association_settings", settings)
    desk.settings.clear()
    desk.settings.update(settings)


def paper_of(desk: Desk, number: str, copies: int = 1, reason: str = "") -> bytes:
    """Enter a print of an issued letter and return what goes on paper: the letter itself, later a marked copy of it.

    Raises:
        Unusable: the register has no such letter.
        Refused: it is void, the number of copies is none that is printed at once, or it goes to a person who takes no
            paper and no ``reason`` is given.
    """
    with desk.reading() as connection:
        found = letter_by_number(connection, number)
        written = sum(each.copies for each in prints_of(connection, found) if each.way == AS_FILE)
    pdf = reprint_letter(desk, number, copies, reason=reason)
    return marked_copy(pdf) if found.printed > written else pdf
