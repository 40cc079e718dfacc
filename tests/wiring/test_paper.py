"""Paper at a desk. If these fail, a signed paper is lost among others, or a thumbprint ends up on a disk."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image, ImageDraw

from tests.desks import clock_of, go_on, take_to
from tests.letter.conftest import letter_of
from tests.letter.worn import foreign_page
from watan_desk.common.errors import Invalid, Refused, Unusable
from watan_desk.letter.desk import issue
from watan_desk.letter.incoming import Arrival
from watan_desk.letter.records import Letter
from watan_desk.letter.values import letterhead_of
from watan_desk.practice import MadeUpPerson
from watan_desk.store import tables
from watan_desk.wiring import Desk, exchange_of, issue_letter, reprint_letter, verify_letter
from watan_desk.wiring.paper import (
    enter_incoming,
    judge_page,
    letters_of_day,
    pages_of_incoming,
    picture_of,
    prints,
    registers,
    signed_paper,
    take_papers,
    void_arrival,
    void_letter,
)
from watan_desk.wiring.sheets import paper_of

Scan = Callable[[bytes, str], list[Path]]
BODY = Arrival("بلدية الواحة", "رد على خطاب", channel="post", sender_ref="42/ب")


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """Return a scanner: a letter's PDF, signed in ink, becomes one PNG a page."""

    def scan_it(pdf: bytes, name: str) -> list[Path]:
        (tmp_path / "out.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "150", "-png", tmp_path / "out.pdf", tmp_path / name], check=True)
        made = sorted(tmp_path.glob(f"{name}-*.png"))
        for path in made:
            picture = Image.open(path).convert("RGB")
            ImageDraw.Draw(picture).line([(700, 1200), (780, 1150), (860, 1230)], fill=(20, 30, 120), width=4)
            picture.save(path)
        return made

    return scan_it


def issue_long(desk: Desk, kind: str = "L01", case_id: str | None = None) -> tuple[Letter, bytes]:
    """Issue a letter of several pages."""
    rows = [{"label": "مستند", "number": "", "expires": "", "result": "مطابق"}] * 70
    with desk.work("letter") as work:
        head = letterhead_of(desk.office)
        made = issue(work, case_id=case_id, text=letter_of(kind, documents=rows), letterhead=head, sealer=desk.sealer)
    return made, reprint_letter(desk, made.number)


def statuses(desk: Desk, files: list[Path], *, signed_by_hand: bool = False, replace: bool = False) -> list[str]:
    report = take_papers(desk, files, signed_by_hand=signed_by_hand, replace=replace)
    return [each.status for each in report.outcomes]


def test_every_page_is_filed_with_its_letter_and_missing_ones_are_named(desk: Desk, scan: Scan) -> None:
    made, pdf = issue_long(desk)
    pages = scan(pdf, "long")
    assert made.pages == len(pages) > 2
    report = take_papers(desk, [pages[2], pages[0]])
    assert [(each.status, each.number, each.page, each.pages) for each in report.outcomes] == [
        ("filed", made.number, 3, made.pages),
        ("filed", made.number, 1, made.pages),
    ]
    assert [(each.number, each.pages) for each in report.missing] == [(made.number, (2, *range(4, len(pages) + 1)))]
    assert not report.whole
    rest = take_papers(desk, pages)
    assert [each.status for each in rest.outcomes].count("known") == 2
    assert rest.whole
    back = signed_paper(desk, made.number)
    assert [each.page for each in back.papers] == list(range(1, len(pages) + 1))
    assert back.missing == ()
    kept = picture_of(desk, back.papers[0].id)
    assert kept is not None
    assert Image.open(BytesIO(kept)).height == 1754


def test_kept_pages_lie_in_the_encrypted_database_and_nowhere_else(desk: Desk, who: MadeUpPerson, scan: Scan) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    take_papers(desk, scan(sent.pdf, "signed"))
    raw = b"".join(path.read_bytes() for path in desk.home.rglob("*") if path.is_file())
    for mark in (b"\xff\xd8\xff\xe0", b"\x89PNG", b"JFIF"):
        assert mark not in raw
    with desk.reading() as connection:
        entry = desk.history(desk.dossier_by_id(str(sent.letter.case_id)).case.number)[-1]
        assert connection.execute(sa.select(tables.paper.c.picture)).scalar_one()
    assert entry["deed"] == "scan"
    assert "picture" not in entry["changes"][0]["fields"]


def test_a_multi_page_pdf_of_a_scanner_is_taken_apart(desk: Desk, scan: Scan, tmp_path: Path) -> None:
    _, pdf = issue_long(desk)
    pages = [Image.open(path).convert("L") for path in scan(pdf, "long")]
    pages[0].save(tmp_path / "all.pdf", save_all=True, append_images=pages[1:], resolution=150)
    assert take_papers(desk, [tmp_path / "all.pdf"]).whole
    again = [page.copy() for page in pages]
    again[0].save(tmp_path / "all.tif", save_all=True, append_images=again[1:])
    assert set(statuses(desk, [tmp_path / "all.tif"])) == {"known"}


def test_a_page_is_replaced_only_when_asked_or_when_it_was_not_clear(desk: Desk, who: MadeUpPerson, scan: Scan) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    first, turned = scan(sent.pdf, "signed"), scan(sent.pdf, "turned")
    signed = Image.open(turned[0])
    signed.paste("black", (200, signed.height - 400, 320, signed.height - 380))
    signed.rotate(90, expand=True).save(turned[0])
    assert statuses(desk, first) == ["filed"]
    assert statuses(desk, turned) == ["known"]
    (standing,) = signed_paper(desk, sent.letter.number).papers
    assert judge_page(desk, standing.id, clear=False).standing == "unclear"
    assert picture_of(desk, standing.id) is None
    assert signed_paper(desk, sent.letter.number).missing == (1,)
    assert statuses(desk, turned) == ["filed"]
    (standing,) = signed_paper(desk, sent.letter.number).papers
    assert judge_page(desk, standing.id, clear=True).standing == "clear"
    assert statuses(desk, first, replace=True) == ["filed"]
    with pytest.raises(Refused, match="not_standing"):
        judge_page(desk, standing.id, clear=False)


def test_the_attestations_sheet_waits_for_the_word_that_no_thumb_is_on_it(
    desk: Desk, who: MadeUpPerson, scan: Scan
) -> None:
    sent = issue_letter(desk, "L03", take_to(desk, who, "check"))
    pages = scan(sent.pdf, "sheet")
    assert statuses(desk, pages) == ["say_how"] * len(pages)
    assert signed_paper(desk, sent.letter.number).papers == ()
    assert statuses(desk, pages, signed_by_hand=True) == ["filed"] * len(pages)


def test_a_sheet_signed_by_hand_is_filed_once_that_is_recorded(desk: Desk, who: MadeUpPerson, scan: Scan) -> None:
    number = take_to(desk, who, "check")
    sent = issue_letter(desk, "L03", number)
    go_on(desk, who, number, "check", "attest")
    assert desk.dossier(number).attestations[-1].method == "signature"
    before = desk.dossier(number).attestations
    assert set(statuses(desk, scan(sent.pdf, "sheet"))) == {"filed"}
    assert desk.dossier(number).attestations == before


@pytest.mark.parametrize("method", ["thumbprint", "seal"])
def test_a_sheet_with_a_thumbprint_is_never_kept_whatever_is_said(
    desk: Desk, who: MadeUpPerson, scan: Scan, method: str
) -> None:
    number = take_to(desk, who, "check")
    sent = issue_letter(desk, "L03", number)
    witnessed = who.attestation(on=desk.clock.now().date()) | {
        "attest_method": method,
        "unable_reason": "عدم معرفة الكتابة",
        "witnesses_outside": "yes",
        "witness1_name": "سعد الأول",
        "witness1_id": "1902157369",
        "witness2_name": "فهد الثاني",
        "witness2_id": "1981930363",
    }
    desk.do("attest", number, witnessed | ({"thumb": "right"} if method == "thumbprint" else {}))
    pages = scan(sent.pdf, "sheet")
    assert set(statuses(desk, pages, signed_by_hand=True)) == {"thumbprint"}
    with desk.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.paper)).scalar_one() == 0


def test_papers_that_belong_nowhere_here_are_told_apart(
    desk: Desk, who: MadeUpPerson, scan: Scan, tmp_path: Path
) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    (page,) = scan(sent.pdf, "signed")
    (tmp_path / "own.pdf").write_bytes(sent.pdf)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    Image.new("L", (1240, 1754), 250).save(tmp_path / "blank.png")
    foreign_page().save(tmp_path / "foreign.png")
    names = ("own.pdf", "broken.png", "blank.png", "foreign.png", "not there.png")
    found = statuses(desk, [tmp_path / name for name in names])
    assert found == ["own_file", "unreadable", "blank", "foreign", "unreadable"]
    void_letter(desk, sent.letter.number, "خطأ في الاسم")
    assert statuses(desk, [page]) == ["void"]


def test_a_letter_of_another_desks_register_is_named_and_not_filed(desk: Desk, who: MadeUpPerson, scan: Scan) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    pages = scan(sent.pdf, "signed")
    with desk.work("test") as work:
        work.connection.execute(sa.update(tables.letter).values(number="WT03A-1448-00777"))
    (outcome,) = take_papers(desk, pages).outcomes
    assert (outcome.status, outcome.number) == ("elsewhere", sent.letter.number)


def test_stopping_keeps_what_was_filed(desk: Desk, scan: Scan) -> None:
    _, pdf = issue_long(desk)
    pages = scan(pdf, "long")
    seen: list[str] = []
    report = take_papers(desk, pages, told=lambda each: seen.append(each.status), stopped=lambda: len(seen) == 2)
    assert [each.status for each in report.outcomes] == seen == ["filed", "filed"]
    assert set(statuses(desk, pages[:2])) == {"known"}


def test_letters_of_the_first_version_are_filed_by_their_heads_code(desk: Desk, who: MadeUpPerson, scan: Scan) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    with desk.work("test") as work:
        work.connection.execute(sa.update(tables.letter).values(pages=None))
    (page,) = scan(sent.pdf, "old")
    picture = Image.open(page)
    ImageDraw.Draw(picture).rectangle((0, 0, 140, picture.height), fill="white")
    picture.save(page)
    (outcome,) = take_papers(desk, [page]).outcomes
    assert (outcome.status, outcome.page, outcome.pages) == ("filed", 1, 1)


def test_a_void_letter_is_told_by_the_register_only(desk: Desk, who: MadeUpPerson) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    assert verify_letter(desk, sent.pdf).outcome == "sealed"
    made = void_letter(desk, sent.letter.number, " خطأ في الاسم ")
    assert (made.status, made.reason, made.voided_at) == ("void", "خطأ في الاسم", desk.clock.now())
    told = verify_letter(desk, sent.pdf)
    assert (told.seal, told.outcome, told.holds) == ("valid", "void", False)
    assert [each.number for each in desk.letters()] == [sent.letter.number]
    entry = desk.history(desk.dossier_by_id(str(sent.letter.case_id)).case.number)[-1]
    assert entry["deed"] == "void"
    with pytest.raises(Refused, match=r"letter\.void"):
        void_letter(desk, sent.letter.number, "again")


def test_prints_are_counted_and_journalled_and_the_day_leaves_void_ones_out(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    first, second = (issue_letter(desk, kind, number).letter for kind in ("L01", "L03"))
    reprint_letter(desk, first.number, 3)
    reprint_letter(desk, first.number, way="file")
    assert [(each.way, each.copies) for each in prints(desk, first.number)] == [("paper", 3), ("file", 1)]
    assert desk.letters()[0].printed == 4
    assert desk.history(number)[-1]["deed"] == "reprint"
    with pytest.raises(Refused, match="copies"):
        reprint_letter(desk, first.number, 0)
    void_letter(desk, second.number, "خطأ")
    assert [each.number for each in letters_of_day(desk, first.day)] == [first.number]


def test_what_was_only_written_to_a_file_is_no_copy_yet(desk: Desk, who: MadeUpPerson) -> None:
    sent = issue_letter(desk, "L01", take_to(desk, who, "check"))
    reprint_letter(desk, sent.letter.number, way="file")
    assert paper_of(desk, sent.letter.number, 2) == sent.pdf
    again = paper_of(desk, sent.letter.number)
    assert again != sent.pdf
    assert verify_letter(desk, again).outcome == "compare"


def test_what_comes_in_has_numbers_of_its_own_and_belongs_to_the_letter_it_answers(
    desk: Desk, who: MadeUpPerson, tmp_path: Path
) -> None:
    number = take_to(desk, who, "check")
    sent = issue_letter(desk, "L01", number).letter
    Image.new("L", (400, 560), 200).save(tmp_path / "reply.png")
    entered = enter_incoming(desk, replace(BODY, answers=sent.number), [tmp_path / "reply.png"])
    assert (entered.number, entered.letter_id, entered.case_id) == ("WT03A-IN-1448-00001", sent.id, sent.case_id)
    assert [each.page for each in pages_of_incoming(desk, entered.number)] == [1]
    assert enter_incoming(desk, BODY).number == "WT03A-IN-1448-00002"
    assert desk.history(number)[-1]["deed"] == "incoming"
    assert exchange_of(desk).standing.waiting
    assert desk.examine().sound
    gone = void_arrival(desk, entered.number, "قُيِّد مرتين")
    assert (gone.status, gone.reason) == ("void", "قُيِّد مرتين")
    assert len(registers(desk).incoming) == 2


@pytest.mark.parametrize(("basis", "kept"), [("", 0), ("law", 1)])
def test_of_an_identity_paper_no_copy_is_kept_unless_a_law_asks_for_it(
    desk: Desk, tmp_path: Path, basis: str, kept: int
) -> None:
    Image.new("L", (400, 250), 200).save(tmp_path / "id.png")
    arrival = replace(BODY, sender_kind="person", paper_kind="identity", copy_basis=basis)
    entered = enter_incoming(desk, arrival, [tmp_path / "id.png"])
    assert len(pages_of_incoming(desk, entered.number)) == kept


def test_what_is_wrong_with_an_entry_is_named_and_takes_no_number(desk: Desk, who: MadeUpPerson) -> None:
    tomorrow = desk.clock.now().date() + timedelta(days=2)
    wrong = Arrival(" ", "", channel="pigeon", received_on=tomorrow)
    with pytest.raises(Invalid) as refused:
        enter_incoming(desk, wrong)
    assert {each.field for each in refused.value.problems} == {"sender", "subject", "channel", "received_on"}
    number = take_to(desk, who, "check")
    sent = issue_letter(desk, "L01", number).letter
    clock_of(desk).advance(timedelta(minutes=1))
    other = desk.do("open", None, who.reception()).dossier
    assert other is not None
    with pytest.raises(Refused, match="other_case"):
        enter_incoming(desk, replace(BODY, answers=sent.number, case=other.case.number))
    with pytest.raises(Unusable, match="no_such_letter"):
        enter_incoming(desk, replace(BODY, answers="WT03A-1448-09999"))
    assert registers(desk).incoming == ()
