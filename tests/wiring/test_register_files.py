"""If these fail, what somebody handed over with a complaint is lost, stays behind, or lies open on the disk."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.desks import person, take_to
from tests.registers.given import made
from watan_desk.common.errors import Refused, Unusable
from watan_desk.forms import CHECKS, load_form
from watan_desk.headoffice.files import files_named
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.registers import entry_document
from watan_desk.store import tables
from watan_desk.wiring import Desk, hand_over
from watan_desk.wiring.attachments import blob_called, files_of
from watan_desk.wiring.registers import Place, keep_draft, keep_drawing, keep_file, open_form, shown

COMPLAINT = Place("complaint")


def recording(folder: Path) -> Path:
    path = folder / "شكوى سارة.mp3"
    path.write_bytes(b"ID3 what was said")
    return path


def kept_at(desk: Desk) -> list[tuple[str, int]]:
    with desk.reading() as connection:
        rows = connection.execute(sa.select(tables.attachment.c.deed, tables.attachment.c.size)).all()
    return [(row.deed, row.size) for row in rows]


def beside_drafts(desk: Desk) -> int:
    with desk.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(tables.draft_file)).scalar() or 0)


def test_a_file_is_kept_with_its_entry_and_travels_to_head_office(
    desk: Desk, office: HeadOffice, tmp_path: Path
) -> None:
    name = keep_file(desk, COMPLAINT, "evidence", recording(tmp_path))
    assert "سارة" not in name
    assert (kept_at(desk), beside_drafts(desk)) == ([], 1)
    entry = made(desk, "complaint", evidence=name)
    assert (kept_at(desk), beside_drafts(desk)) == ([("entry", 17)], 0)
    assert blob_called(desk, name).data == b"ID3 what was said"
    assert name in [each.text for each in shown(desk, entry.handle, "ar").said]
    assert b"what was said" not in (desk.home / "desk.db").read_bytes()
    assert desk.examine().attachments == 1
    assert desk.examine().sound

    report = take_in(office, hand_over(desk, tmp_path).path)
    assert (report.status, report.quarantined) == ("accepted", ())
    with office.reading() as connection:
        document = entry_document(connection, entry.number)
        assert files_named(connection, str(document)) == ((name, b"ID3 what was said"),)
        assert files_named(connection, "") == ()


def test_a_file_of_an_entry_on_a_case_stands_among_the_files_of_the_case(desk: Desk, tmp_path: Path) -> None:
    number = take_to(desk, person(), "consent")
    name = keep_file(desk, COMPLAINT, "evidence", recording(tmp_path))
    made(desk, "complaint", evidence=name, case_no=number)
    [file] = files_of(desk, number)
    assert (file.name, file.deed) == (name, "entry")


def test_what_is_being_typed_keeps_its_files_until_it_is_recorded(desk: Desk, tmp_path: Path) -> None:
    name = keep_file(desk, COMPLAINT, "evidence", recording(tmp_path))
    record, _ = open_form(desk, COMPLAINT, "ar")
    record.fill({"evidence": name})
    keep_draft(desk, COMPLAINT, record.xml())
    again, draft = open_form(desk, COMPLAINT, "ar")
    assert draft is not None
    assert again.value("evidence") == name
    made(desk, "complaint")
    with pytest.raises(Unusable):
        blob_called(desk, name)


def test_a_copy_of_an_identity_paper_is_refused_in_registers_too(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Path("forms/register_complaint.md").read_text(encoding="utf-8")
    own = tmp_path / "register_complaint.md"
    own.write_text(text.replace("| evidence | ما يؤيد الشكوى |", "| id_copy | صورة الهوية |"), encoding="utf-8")
    form = load_form(own, checks=CHECKS)
    monkeypatch.setattr("watan_desk.wiring.registers.form_called", lambda *_: form)
    with pytest.raises(Refused, match="identity_copy_off"):
        keep_file(desk, COMPLAINT, "id_copy", recording(tmp_path))
    with pytest.raises(Refused, match="identity_copy_off"):
        keep_drawing(desk, COMPLAINT, "id_copy", b"png")
    assert beside_drafts(desk) == 0
