"""Without these two letters could bear one number, a number could vanish, or a reprint differ from what was signed."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import sqlalchemy as sa

from tests.desks import MORNING, PASSPHRASE
from tests.letter.conftest import Route, letter_of
from watan_desk.common.errors import DamagedFile, Refused, Unusable
from watan_desk.doctor import examine
from watan_desk.letter.compose import MissingValue
from watan_desk.letter.desk import issue, reprint, void
from watan_desk.letter.records import Letter, letter_by_number, letters
from watan_desk.letter.shaping import MissingGlyph
from watan_desk.letter.values import letterhead_of
from watan_desk.store import tables
from watan_desk.wiring import Desk, letter_draft, open_desk, verify_letter


def issued(desk: Desk, kind: str = "L06", *, case_id: str | None = None, **changes: object) -> Letter:
    with desk.work("letter") as work:
        return issue(
            work,
            case_id=case_id,
            text=letter_of(kind, "female", **changes),
            letterhead=letterhead_of(desk.office),
            sealer=desk.sealer,
        )


def register(desk: Desk, case_id: str | None = None) -> tuple[Letter, ...]:
    with desk.reading() as connection:
        return letters(connection, case_id)


def printed(desk: Desk, number: str) -> bytes:
    with desk.work("print") as work:
        return reprint(work, number)


def test_one_series_over_all_kinds_without_gap_or_double(route: Route) -> None:
    numbers = [issued(route.desk, kind, case_id=route.case_id).number for kind in ("L01", "L06", "L01", "L09")]
    assert numbers == [f"WT03A-1448-0000{n}" for n in range(1, 5)]
    assert [found.number for found in register(route.desk, route.case_id)] == numbers


def test_a_new_hijri_year_begins_at_one(route: Route) -> None:
    issued(route.desk)
    route.clock.advance(timedelta(days=210))
    assert issued(route.desk).number == "WT03A-1449-00001"
    assert issued(route.desk).number == "WT03A-1449-00002"


def test_what_is_kept_is_the_letter_as_printed(route: Route) -> None:
    made = issued(route.desk, "L01", case_id=route.case_id)
    assert (made.kind, made.day, made.issued_at) == ("L01", date(2026, 11, 19), MORNING)
    assert made.text == letter_of("L01").plain
    pdf = printed(route.desk, made.number)
    assert hashlib.sha256(pdf).hexdigest() == made.sha256
    metadata = pypdf.PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == f"L01 {made.number}"


def test_an_issued_letter_is_sealed_by_its_desk_and_its_code_fits_the_register(route: Route) -> None:
    made = issued(route.desk, "L01", case_id=route.case_id)
    told = verify_letter(route.desk, printed(route.desk, made.number))
    assert (told.seal, told.code, told.kind, told.number) == ("valid", "valid", "L01", made.number)
    assert (told.text, told.issued_at) == (made.text, MORNING.isoformat())
    assert told.issuer == "جمعية وطن طموح - WT03A"


def test_a_draft_has_neither_seal_nor_code(route: Route) -> None:
    route.check()
    told = verify_letter(route.desk, letter_draft(route.desk, "L01", route.number))
    assert (told.seal, told.code) == ("absent", "absent")


def test_a_desk_whose_clock_is_far_off_issues_nothing(route: Route) -> None:
    route.clock.set(MORNING + timedelta(days=3700))
    with pytest.raises(Refused, match="seal_period"):
        issued(route.desk)
    assert register(route.desk) == ()


def test_a_reprint_gives_the_same_bytes_and_is_counted(route: Route) -> None:
    number = issued(route.desk).number
    assert printed(route.desk, number) == printed(route.desk, number.lower())
    assert register(route.desk)[0].printed == 2


def test_a_refused_letter_takes_no_number(route: Route) -> None:
    with pytest.raises(MissingGlyph):
        issued(route.desk, "L04", question_text="سؤال \U0001f600")
    with pytest.raises(MissingValue) as refused, route.desk.work("letter") as work:
        issue(
            work,
            case_id=None,
            text=letter_of("L06"),
            letterhead=replace(letterhead_of(route.desk.office), registration="", phone=""),
            sealer=route.desk.sealer,
        )
    assert refused.value.fields == ("registration_text", "branch_phone")
    assert register(route.desk) == ()
    assert issued(route.desk).number == "WT03A-1448-00001"


def test_a_number_taken_in_a_deed_that_fails_is_given_out_again(route: Route) -> None:
    def fail_after_issuing() -> None:
        with route.desk.work("letter") as work:
            head = letterhead_of(route.desk.office)
            issue(work, case_id=None, text=letter_of("L06"), letterhead=head, sealer=route.desk.sealer)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_issuing()
    assert issued(route.desk).number == "WT03A-1448-00001"


def test_issuing_is_journalled_without_the_pdf(route: Route) -> None:
    issued(route.desk, "L01", case_id=route.case_id)
    entry = route.desk.history(route.number)[-1]
    assert entry["deed"] == "letter"
    fields = entry["changes"][0]["fields"]
    assert {"number", "sha256", "text"} <= set(fields)
    assert not {"pdf", "printed"} & set(fields)


def test_a_changed_copy_is_never_printed(route: Route) -> None:
    number = issued(route.desk).number
    with route.desk.work("fault") as work:
        work.connection.execute(sa.update(tables.letter).values(pdf=b"%PDF-1.4 changed"))
    with pytest.raises(DamagedFile, match=r"letter\.damaged"):
        printed(route.desk, number)


def test_a_void_letter_keeps_number_and_text_and_is_not_printed(route: Route) -> None:
    number = issued(route.desk).number
    with pytest.raises(Refused, match="void_reason"), route.desk.work("void") as work:
        void(work, number, "  ")
    with route.desk.work("void") as work:
        assert void(work, number, "خطأ في التاريخ").status == "void"
    with pytest.raises(Refused, match=r"letter\.void"):
        printed(route.desk, number)
    with pytest.raises(Refused, match=r"letter\.void"), route.desk.work("void") as work:
        void(work, number, "مرة أخرى")
    assert issued(route.desk).number.endswith("00002")
    assert register(route.desk)[0].text == letter_of("L06").plain


def test_an_unknown_number_is_refused(route: Route) -> None:
    with route.desk.reading() as connection, pytest.raises(Unusable, match="no_such_letter"):
        letter_by_number(connection, "WT03A-1448-00099")


def test_the_register_outlives_the_program_and_the_doctor_finds_it_whole(route: Route, tmp_path: Path) -> None:
    number = issued(route.desk, case_id=route.case_id).number
    route.desk.close()
    again = open_desk(tmp_path / "desk", PASSPHRASE, route.clock)
    assert letter_by_number_of(again, number).status == "issued"
    assert [found for found in examine(again.engine, again.home, again.clock).findings if "letter" in found.code] == []
    again.close()


def letter_by_number_of(desk: Desk, number: str) -> Letter:
    with desk.reading() as connection:
        return letter_by_number(connection, number)
