"""Paper at an open desk: the two registers, prints, and scanned pages that are filed to their letters."""

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watan_desk.common.errors import Unusable
from watan_desk.letter.desk import void
from watan_desk.letter.filing import AGAIN, FILED, Judged, Status, file_page, judge, known_pages, look_through
from watan_desk.letter.filing import missing_pages as missing_of
from watan_desk.letter.incoming import Arrival, Copy, enter, may_keep_copy, void_incoming
from watan_desk.letter.records import (
    VOID,
    Incoming,
    Letter,
    Paper,
    Print,
    all_incoming,
    incoming_by_number,
    kept_picture,
    letter_by_number,
    letters,
    papers,
    papers_of_incoming,
    papers_of_letter,
    prints_of,
)
from watan_desk.letter.sheets import MOST_BYTES, Sheet, copies_of, sheets_of
from watan_desk.letter.verify import Verified, verify
from watan_desk.store.cases import case_by_id
from watan_desk.wiring.opened import Desk


@dataclass(frozen=True)
class Outcome:
    """What became of one page of a file."""

    file: str
    """Its name, for whoever chose it; written nowhere."""
    sheet: int
    """Which page of the file; 0 of a file that could not be read."""
    status: Status
    number: str = ""
    """The letter's, as far as its codes say."""
    page: int = 0
    pages: int = 0

    @property
    def again(self) -> bool:
        """Whether another scan may mend it."""
        return self.status in AGAIN


@dataclass(frozen=True)
class Missing:
    """Pages of a letter that are still to be scanned."""

    number: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class ScanReport:
    """What became of every page, and what is still missing of the letters they belong to."""

    outcomes: tuple[Outcome, ...]
    missing: tuple[Missing, ...]

    @property
    def whole(self) -> bool:
        """Whether every page is with its letter and no page is missing."""
        return not self.missing and all(each.status in {FILED, "known", "blank"} for each in self.outcomes)


@dataclass(frozen=True)
class Registers:
    """Both registers, and the scanned pages that stand."""

    outgoing: tuple[Letter, ...]
    incoming: tuple[Incoming, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class SignedPaper:
    """What came back of one letter: its scanned pages, and those that are missing."""

    letter: Letter
    papers: tuple[Paper, ...]
    missing: tuple[int, ...]


def registers(desk: Desk) -> Registers:
    """Return both registers, oldest first."""
    with desk.reading() as connection:
        return Registers(letters(connection), all_incoming(connection), papers(connection))


def void_letter(desk: Desk, number: str, reason: str) -> Letter:
    """Mark an issued letter as not valid; its number stays.

    Raises:
        Unusable: the register has no such letter.
        Refused: it is void already, or no reason is given.
    """
    with desk.work("void") as work:
        return void(work, number, reason)


def verify_letter(desk: Desk, data: bytes) -> Verified:
    """Check a letter's file by the ring that head office gave; the register lends its text.

    Raises:
        Refused: the desk waits for head office's answer.
        Unusable: the file is no PDF and no picture.
    """
    known = {each.number: each for each in desk.letters()}

    def text_of(number: str) -> str | None:
        return known[number].text if number in known else None

    found = verify(data, desk.granted.keyring, text_of)
    letter = known.get(found.number or "")
    # the paper itself cannot know: only the register that voided the letter tells
    withdrawn = letter is not None and letter.status == VOID and found.text == letter.text
    return dataclasses.replace(found, withdrawn=withdrawn)


def prints(desk: Desk, number: str) -> tuple[Print, ...]:
    """Return the prints of a letter, oldest first."""
    with desk.reading() as connection:
        return prints_of(connection, letter_by_number(connection, number))


def letters_of_day(desk: Desk, day: date) -> tuple[Letter, ...]:
    """Return the letters of one Saudi day that may be printed, in the order of their numbers."""
    return tuple(each for each in desk.letters() if each.day == day and each.status == "issued")


def enter_incoming(desk: Desk, arrival: Arrival, files: Sequence[Path] = ()) -> Incoming:
    """Enter a letter that came in; its pages are kept encrypted, unless it identifies a person.

    Raises:
        Invalid, Refused: something is missing, impossible or contradictory; no number is taken.
        Unusable: there is no such letter or case, or a file cannot be read.
    """
    copies: list[Copy] = []
    if may_keep_copy(arrival):
        copies = [copy for file in files for copy in copies_of(_bytes_of(file))]
    with desk.work("incoming") as work:
        return enter(work, arrival, copies)


def void_arrival(desk: Desk, number: str, reason: str) -> Incoming:
    """Mark an incoming entry as made in error; its number stays.

    Raises:
        Unusable: the register has no such number.
        Refused: it is void already, or no reason is given.
    """
    with desk.work("incoming") as work:
        return void_incoming(work, number, reason)


def incoming_entry(desk: Desk, number: str) -> tuple[Incoming, str, str, tuple[bytes, ...]]:
    """Return an entry, the numbers of the letter it answers and of its case, and its kept pictures.

    Raises:
        Unusable: the register has no such number.
    """
    with desk.reading() as connection:
        entry = incoming_by_number(connection, number)
        answered = next((each.number for each in letters(connection) if each.id == entry.letter_id), "")
        case = case_by_id(connection, entry.case_id).number if entry.case_id else ""
        kept = [kept_picture(connection, each.id) for each in papers_of_incoming(connection, entry.id)]
        return entry, answered, case, tuple(each for each in kept if each)


def pages_of_incoming(desk: Desk, number: str) -> tuple[Paper, ...]:
    """Return the kept pages of an incoming letter."""
    with desk.reading() as connection:
        return papers_of_incoming(connection, incoming_by_number(connection, number).id)


def signed_paper(desk: Desk, number: str) -> SignedPaper:
    """Return what came back of a letter.

    Raises:
        Unusable: the register has no such letter.
    """
    with desk.reading() as connection:
        letter = letter_by_number(connection, number)
        return SignedPaper(letter, papers_of_letter(connection, letter.id), missing_of(connection, letter))


def picture_of(desk: Desk, paper_id: str) -> bytes | None:
    """Return the kept picture of a scanned page; ``None`` where this laptop has none."""
    with desk.reading() as connection:
        return kept_picture(connection, paper_id)


def judge_page(desk: Desk, paper_id: str, *, clear: bool) -> Paper:
    """Record that the signature on a scanned page is clear and whole, or that it is to be scanned again.

    Raises:
        Unusable: there is no such page.
        Refused: another scan stands in its place already.
    """
    with desk.work("scan") as work:
        return look_through(work, paper_id, clear=clear)


def take_papers(
    desk: Desk,
    files: Sequence[Path],
    *,
    signed_by_hand: bool = False,
    replace: bool = False,
    told: Callable[[Outcome], object] = id,
    stopped: Callable[[], bool] = lambda: False,
) -> ScanReport:
    """Take scanned papers back in: every page that belongs to a letter of this desk is filed to it, one deed a page.

    ``signed_by_hand`` is the delegate's word that no sheet bears a thumbprint or a personal seal. ``told`` hears of
    every page as it is done; ``stopped`` is asked before each: what was filed until then stays.

    Raises:
        Refused: the desk waits for head office's answer.
    """
    by_number, by_digest = _register(desk)
    outcomes: list[Outcome] = []
    for file in files:
        for outcome in _of_file(desk, file, by_number, by_digest, signed_by_hand=signed_by_hand, replace=replace):
            outcomes.append(outcome)
            told(outcome)
            if stopped():
                break
        if stopped():
            break
    touched = dict.fromkeys(each.number for each in outcomes if each.status in {FILED, "known"})
    with desk.reading() as connection:
        missing = [Missing(number, missing_of(connection, by_number[number])) for number in touched]
    return ScanReport(tuple(outcomes), tuple(each for each in missing if each.pages))


def _register(desk: Desk) -> tuple[dict[str, Letter], dict[str, str]]:
    """Return the register by number, every letter's pages counted, and the numbers by the digests of their PDFs."""
    with desk.reading() as connection:
        found = [dataclasses.replace(each, pages=known_pages(connection, each)) for each in letters(connection)]
    return {each.number: each for each in found}, {each.sha256: each.number for each in found}


def _of_file(
    desk: Desk,
    file: Path,
    by_number: dict[str, Letter],
    by_digest: dict[str, str],
    *,
    signed_by_hand: bool,
    replace: bool,
) -> Iterator[Outcome]:
    try:
        data = _bytes_of(file)
        own = by_digest.get(hashlib.sha256(data).hexdigest())
        if own:
            yield Outcome(file.name, 1, "own_file", own)
            return
        for sheet in sheets_of(data):
            place = _placed(desk, sheet, by_number)
            status = place.status
            if status == FILED:
                with desk.work("scan") as work:
                    status = file_page(work, place, sheet.copy(), signed_by_hand=signed_by_hand, replace=replace)
            yield Outcome(file.name, sheet.place, status, place.number, place.page, place.pages)
    except Unusable:
        yield Outcome(file.name, 0, "unreadable")


def _placed(desk: Desk, sheet: Sheet, by_number: dict[str, Letter]) -> Judged:
    if sheet.state is None:
        return Judged("own_file")
    if sheet.state != "read":
        return Judged(sheet.state)
    return judge(sheet.codes, desk.granted.keyring, by_number.get)


def _bytes_of(file: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        Unusable: it cannot be read, or is larger than any scan.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unusable("letter.picture_too_large")
        return file.read_bytes()
    except OSError as wrong:
        raise Unusable("paper.file_unreadable") from wrong
