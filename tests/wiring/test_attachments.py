"""If these fail, a picture, recording or signature that a form asked for is lost, stays behind, or says whose it is."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from tests.desks import clock_of, copied_desk, make_desk, person, take_to
from tests.wiring.test_own_forms import own_form
from watan_desk.capture.desk import IN_MEMORY
from watan_desk.common.errors import Refused, Unusable
from watan_desk.dossier.records import read_dossier
from watan_desk.headoffice import tables as kept
from watan_desk.headoffice.files import files_of as held_files
from watan_desk.headoffice.health import findings
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.records import case_by_number
from watan_desk.headoffice.replies import reply
from watan_desk.letter.data_copy import answered
from watan_desk.store import tables
from watan_desk.store.attachments import unsent
from watan_desk.store.cases import case_by_number as case_called
from watan_desk.wiring import Desk, exchange_of, hand_over, take_reply
from watan_desk.wiring.attachments import blob_called, files_of, keep_file, with_files
from watan_desk.wiring.own_forms import adopt, look_over

QUESTIONS = (
    "| | image | house_photo | صورة المنزل | Photo of the house |\n"
    "| | audio | statement | تسجيل الإفادة | Recorded statement |\n"
    "| | image | id_copy | صورة الهوية | Copy of the ID card |\n"
    "| choices |"
)
GPS = b"Exif-of-a-camera"


def form_with_files(folder: Path) -> Path:
    """Write an own form that asks for files."""
    path = own_form(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("| choices |", QUESTIONS, 1), encoding="utf-8")
    return path


def photo(folder: Path, name: str = "منزل سارة.jpg", shade: int = 90) -> Path:
    """Write a picture as a telephone makes it, named after a person."""
    made = Image.new("RGB", (640, 480), (shade, 120, 30))
    notes = Image.Exif()
    notes[0x010E] = GPS.decode()
    path = folder / name
    made.save(path, exif=notes)
    return path


def asked(desk: Desk, folder: Path) -> str:
    """Use a form that asks for files and return the number of a new case that waits for its data."""
    adopt(desk, look_over(desk, form_with_files(folder)))
    return take_to(desk, person(), "consent")


def captured(desk: Desk, number: str, files: dict[str, Path]) -> str:
    """Capture the request of a case with files; return what stands in the first answer."""
    desk.do("capture", number, with_files(desk, "capture", number, person().request(), files))
    request = desk.dossier(number).request
    assert request is not None
    return str(request.answers[next(iter(files))])


def test_a_file_is_kept_with_its_request_without_name_or_notes(desk: Desk, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    name = captured(desk, number, {"house_photo": photo(tmp_path)})
    [file] = files_of(desk, number)
    assert (file.name, file.deed, file.media) == (name, "capture", "image/jpeg")
    assert "سارة" not in name
    blob = blob_called(desk, name)
    assert GPS not in blob.data
    assert Image.open(BytesIO(blob.data)).size == (640, 480)
    assert desk.dossier(number).attachments[0].name == name
    assert desk.examine().attachments == 1
    assert desk.examine().sound
    told = dict(answered(desk.office, "capture", {"house_photo": name}))
    assert str(told["صورة المنزل"]).endswith("(JPG)")
    assert blob.data not in (tmp_path / "desk" / "desk.db").read_bytes()


def test_a_replaced_file_leaves_nothing_behind_and_a_kept_one_stays(desk: Desk, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    sound = tmp_path / "a.mp3"
    sound.write_bytes(b"ID3 sound")
    first = captured(desk, number, {"house_photo": photo(tmp_path), "statement": sound})
    second = captured(desk, number, {"house_photo": photo(tmp_path, "b.jpg", 10)})
    assert first != second
    assert {each.media for each in files_of(desk, number)} == {"image/jpeg", "audio/mp3"}
    with pytest.raises(Unusable):
        blob_called(desk, first)
    desk.do("capture", number, {"house_photo": ""})
    assert [each.media for each in files_of(desk, number)] == ["audio/mp3"]
    assert desk.examine().sound


def test_a_copy_of_an_identity_paper_is_kept_only_with_a_basis(desk: Desk, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    with pytest.raises(Refused) as refusal:
        captured(desk, number, {"id_copy": photo(tmp_path)})
    assert refusal.value.key == "capture.identity_copy_off"
    assert desk.draft("capture", number) is None
    desk.set("identity_copy_basis", "نظام تدريبي")
    captured(desk, number, {"id_copy": photo(tmp_path)})
    assert len(files_of(desk, number)) == 1


def test_what_is_no_picture_or_of_another_kind_or_too_large_is_refused(desk: Desk, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    for name, told, data in (
        ("x.exe", "desk.file_kind", b"MZ"),
        ("x.png", "letter.not_readable", b"no picture"),
        ("gone.png", "paper.file_unreadable", None),
    ):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(Unusable) as refusal:
            captured(desk, number, {"house_photo": path})
        assert refusal.value.key == told
    with (tmp_path / "long.mp3").open("wb") as sparse:
        sparse.truncate(33 << 20)
    with pytest.raises(Unusable) as refusal:
        captured(desk, number, {"statement": tmp_path / "long.mp3"})
    assert refusal.value.key == "desk.file_too_large"
    assert files_of(desk, number) == ()


def test_files_of_a_draft_go_with_it_and_never_into_the_journal(desk: Desk, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    record = desk.office.blank("capture", now=desk.clock.now)
    entries = len(desk.history(number))
    name = keep_file(desk, "capture", number, record, "house_photo", photo(tmp_path))
    record.fill({"house_photo": name})
    desk.keep_draft("capture", number, record)
    assert blob_called(desk, name).ending == "jpg"
    assert len(desk.history(number)) == entries
    assert files_of(desk, number) == ()
    with desk.reading() as connection:
        assert unsent(connection, 1 << 20) == ()
    other = keep_file(desk, "capture", number, record, "house_photo", photo(tmp_path))
    desk.do("capture", number, {**person().request(), "house_photo": name})
    assert [each.name for each in files_of(desk, number)] == [name]
    assert blob_called(desk, other).ending == "jpg", "it may be under way into an answer"
    clock_of(desk).advance(timedelta(hours=2))
    desk.do("capture", number, {})
    with pytest.raises(Unusable):
        blob_called(desk, other)


def test_nothing_is_kept_of_whoever_has_not_agreed(tmp_path: Path) -> None:
    desk = copied_desk(make_desk(tmp_path / "made", "awn"), tmp_path / "copy")
    number = take_to(desk, person(form="victim"), "open")
    record = desk.office.blank("capture", now=desk.clock.now)
    with pytest.raises(Refused) as refusal:
        keep_file(desk, "capture", number, record, "any", photo(tmp_path))
    assert refusal.value.key == IN_MEMORY
    desk.close()


def test_the_doctor_sees_bytes_that_were_changed(desk: Desk, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    captured(desk, number, {"house_photo": photo(tmp_path)})
    with desk.engine.begin() as connection:
        connection.execute(sa.update(tables.attachment).values(data=b"other"))
    assert [each.code for each in desk.examine().findings] == ["damaged_files"]


def test_files_travel_to_head_office_once_and_go_there_too_when_they_are_removed(
    desk: Desk, office: HeadOffice, tmp_path: Path
) -> None:
    number = asked(desk, tmp_path)
    name = captured(desk, number, {"house_photo": photo(tmp_path)})
    data = blob_called(desk, name).data
    sent = hand_over(desk, tmp_path)
    report = take_in(office, sent.path)
    assert (report.status, report.quarantined) == ("accepted", ())
    assert sent.handover.items == report.items
    with office.reading() as connection:
        case = case_by_number(connection, number).id
        assert held_files(connection, case) == ((name, data),)
    assert take_in(office, sent.path).status == "nothing-new"
    reply(office, "WT03", tmp_path / "back.wdb")
    take_reply(desk, tmp_path / "back.wdb")
    with desk.reading() as connection:
        assert unsent(connection, 1 << 20) == ()
        assert read_dossier(connection, case_called(connection, number)).attachments[0].standing == "kept"
    assert exchange_of(desk).kept_aside == ()
    assert exchange_of(desk).standing.waiting >= 0
    desk.do("capture", number, {"house_photo": ""})
    assert take_in(office, hand_over(desk, tmp_path).path).status == "accepted"
    with office.reading() as connection:
        assert held_files(connection, case) == ()
        assert connection.execute(sa.select(kept.attachment.c.data)).scalars().all() == [None]


def test_head_office_misses_a_file_that_did_not_come(desk: Desk, office: HeadOffice, tmp_path: Path) -> None:
    number = asked(desk, tmp_path)
    captured(desk, number, {"house_photo": photo(tmp_path)})
    with desk.engine.begin() as connection:
        connection.execute(sa.update(tables.attachment).values(data=b"other"))
    report = take_in(office, hand_over(desk, tmp_path).path)
    assert [each.reason for each in report.quarantined] == ["headoffice.strange_file"]
    assert "headoffice.files_missing" in [each.code for each in findings(office)]
