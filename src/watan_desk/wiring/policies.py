"""What a desk does with its policies: accepts what was read, keeps the association's own papers, explains rights."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from watan_desk.common.errors import Missing, Refused, Unusable
from watan_desk.dossier.records import Dossier
from watan_desk.letter.foreign import pages_of
from watan_desk.letter.policy_sheets import sheet_pdf
from watan_desk.letter.values import letterhead_of
from watan_desk.policy.activation import unmet
from watan_desk.policy.desk import accept_policy, attach_paper
from watan_desk.policy.pack import Pack
from watan_desk.policy.sheets import Sheet, sheet
from watan_desk.policy.signed import Settlement
from watan_desk.reception.desk import explain_rights
from watan_desk.store.cases import case_by_number
from watan_desk.store.policies import PolicyPaper, PolicyReading, paper_bytes, papers, readings
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class PolicyState:
    """How the desk stands towards its policy."""

    pack: Pack
    """The active version."""
    settlement: Settlement | None
    approved_on: date | None
    in_force: bool
    accepted: bool
    """Whether who works here has read and accepted the active version."""
    readings: tuple[PolicyReading, ...]
    papers: tuple[PolicyPaper, ...]
    earlier: tuple[Pack, ...]
    """Closed versions, under which older cases go on."""
    unmet: tuple[Missing, ...] = ()
    """What must stand before a new request is opened under the active version."""

    @property
    def settled(self) -> bool:
        """Whether head office's word settled the day of the approval."""
        return self.settlement is not None and self.settlement.approved_on is not None


def policy_state(desk: Desk) -> PolicyState:
    """Return how the desk stands towards its policy."""
    office, kept = desk.office, desk.offices.policies(desk.granted)
    with desk.reading() as connection:
        read, own = readings(connection), papers(connection)
    mine = {(each.by, each.slug, each.version) for each in read}
    return PolicyState(
        pack=office.pack,
        settlement=office.settlement,
        approved_on=office.approved_on,
        in_force=office.in_force,
        accepted=(desk.actor.code, office.pack.slug, office.pack.version) in mine,
        readings=read,
        papers=own,
        earlier=tuple(kept.earlier.values()),
        unmet=unmet(office),
    )


def accept(desk: Desk, language: str = "ar") -> PolicyState:
    """Record that who works here has read the active version and accepts to work by it (R23, R44).

    Raises:
        Refused: this was recorded before.
    """
    with desk.work("read") as work:
        accept_policy(work, desk.office, language)
    return policy_state(desk)


def places(pack: Pack) -> tuple[str, ...]:
    """Return where papers of the association's own belong: the policy itself, and the documents of its tools."""
    tools = (f"tool:{number}" for number, tool in enumerate(pack.tools, 1) if tool.kind == "document")
    return ("policy", *tools)


def attach(desk: Desk, place: str, file: Path) -> PolicyState:
    """Keep a PDF of the association's own, encrypted with everything else, in place of an earlier one (R8, R56).

    Raises:
        Unusable: there is no such place, or the file is no PDF that can be shown.
    """
    if place not in places(desk.office.pack):
        raise Unusable("policy.no_such_place", known=" ".join(places(desk.office.pack)))
    try:
        pdf = file.read_bytes()
    except OSError as wrong:
        raise Unusable("policy.paper_not_pdf") from wrong
    pages = pages_of(pdf)
    with desk.work("paper") as work:
        attach_paper(work, place, pdf, pages)
    return policy_state(desk)


def paper(desk: Desk, place: str) -> bytes:
    """Return an attached paper, read without any network.

    Raises:
        Refused: it was not supplied.
    """
    with desk.reading() as connection:
        found = paper_bytes(connection, place)
    if found is None:
        raise Refused("policy.not_supplied")
    return found


def sheet_of(desk: Desk, kind: str, lang: str) -> Sheet:
    """Return a sheet about the policy for the screen."""
    return sheet(kind, desk.office, lang)


def sheet_bytes(desk: Desk, kind: str) -> bytes:
    """Return a sheet about the policy as it is printed; it takes no number."""
    head = letterhead_of(desk.office)
    if kind == "public":
        head = replace(head, branch="", phone="", address="")
    return sheet_pdf(sheet(kind, desk.office, "ar"), head)


def tell_rights(desk: Desk, number: str, language: str) -> Dossier:
    """Record in a case that the rights card was explained, and in which language (R24).

    Raises:
        Refused: no language is named.
        Unusable: there is no such case.
    """
    with desk.work("rights") as work:
        case = case_by_number(work.connection, number)
        explain_rights(work, desk.offices.of_case(case, desk.granted), case, language)
    return desk.dossier(number)
