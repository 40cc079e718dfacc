"""The minutes of a sitting (L18): what was decided on which request, as a sheet that the members sign by hand.

No person is named in them. Head office numbers its own papers by hand: number and seal are left to its register.
"""

from datetime import date

from watan_desk.common.errors import Refused
from watan_desk.common.messages import say
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.records import Decision, HeldCase, cases, devices
from watan_desk.headoffice.versions import pack_of
from watan_desk.letter.compose import compose
from watan_desk.letter.phrases import Row
from watan_desk.letter.render import render
from watan_desk.letter.template import pack_template
from watan_desk.letter.text import Letterhead
from watan_desk.letter.values import pack_values
from watan_desk.policy.pack import Pack

KIND = "L18"
_ROLES = ("chair", "deputy", "member", "member", "member")


def minutes(office: HeadOffice, session_no: str, decided_on: date) -> bytes:
    """Return the sheet of one sitting: every decision of that number and day.

    Raises:
        Refused: head office has recorded no decision of such a sitting.
    """
    with office.reading() as connection:
        pack = pack_of(connection, office.association)
        names = {device.branch: device.branch_name for device in devices(connection)}
        rulings = [
            _row(held, each, names.get(held.branch, held.branch))
            for held in cases(connection)
            for each in held.decisions
            if (each.session_no, each.decided_on) == (session_no, decided_on)
        ]
    if not rulings:
        raise Refused("headoffice.no_such_session")
    values = {
        **pack_values(pack),
        "session_no": session_no,
        "session_date": decided_on,
        "rulings": rulings,
        "ruling_count": len(rulings),
        "attendees": [{"role": say(f"letter.role.{role}", "ar")} for role in _ROLES],
        "place": say("letter.value.head_office", "ar"),
    }
    text = compose(pack_template(KIND, pack), values, gender="unset")
    return render(text, letterhead=_head(pack), number="", issued_on=decided_on)


def _row(held: HeldCase, decided: Decision, branch: str) -> Row:
    said = {"accept": decided.details.get("support", ""), "reject": decided.reason}
    return {
        "case_no": held.number,
        "branch": branch,
        "outcome": say(f"letter.outcome.{decided.outcome}", "ar"),
        "text": said.get(decided.outcome, decided.details.get("text", "")),
    }


def _head(pack: Pack) -> Letterhead:
    identity = pack.identity
    return Letterhead(
        association=identity.name,
        header_line=identity.header_line,
        registration=identity.registration_text,
        branch=say("letter.value.head_office", "ar"),
        email=identity.email,
    )
