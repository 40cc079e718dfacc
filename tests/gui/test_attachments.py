"""Files as answers, on the screen.

If these fail, the delegate cannot give a picture or a signature that a form asks for, cannot see or take it away, or a
copy of an identity paper is kept without a right to it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.desks import DAY, take_to
from tests.gui.keyboard import focused, press
from tests.gui.standing import settle, stand
from tests.gui.test_form_types import NOW
from tests.wiring.test_attachments import form_with_files, photo
from watan_desk.forms import CHECKS, compile_form, load_form
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.fields.attachment import AttachmentEditor
from watan_desk.gui.widgets.fields.drawing_pad import DrawingPad
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk
from watan_desk.wiring.attachments import blob_called, files_of
from watan_desk.wiring.own_forms import adopt, look_over


@pytest.fixture
def number(desk: Desk, who: MadeUpPerson, tmp_path: Path) -> str:
    path = form_with_files(tmp_path)
    text = path.read_text(encoding="utf-8")
    heads = next(line for line in text.splitlines() if "label::Arabic" in line)
    columns = [cell.strip() for cell in heads.split("|")[2:-1]]
    place = columns.index("appearance")
    lines = ""
    for name, label, look in (("house_sign", "توقيع", "signature"), ("plan", "مخطط", "annotate")):
        cells = [""] * len(columns)
        cells[:4] = ["image", name, f"{label} المنزل", f"{name} of the house"]
        cells[place] = look
        lines += "| | " + " | ".join(cells) + " |\n"
    path.write_text(text.replace("| | image | house_photo", lines + "| | image | house_photo", 1), encoding="utf-8")
    adopt(desk, look_over(desk, path))
    return take_to(desk, who, "capture")


@pytest.fixture
def page(qtbot: QtBot, session: Session, number: str) -> CasePage:
    made = CasePage(session)
    made.resize(1282, 672)
    stand(qtbot, made)
    made.arrive((number, "capture"))
    settle(qtbot, session)
    assert made.form is not None
    return made


@pytest.fixture
def settled(qtbot: QtBot, session: Session) -> Callable[[], None]:
    return lambda: settle(qtbot, session)


def editor_of(page: CasePage, name: str) -> AttachmentEditor:
    assert page.form is not None
    page.form.go_to(f"/data/{name}")
    found = page.form.field(name).editor
    assert isinstance(found, AttachmentEditor)
    return found


def value_of(page: CasePage, name: str) -> str:
    assert page.form is not None
    return page.form.record.value(name)


def stroke(pad: DrawingPad, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(pad.canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(pad.canvas, (start + end) / 2)
    QTest.mouseMove(pad.canvas, end)
    QTest.mouseRelease(pad.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_picture_is_chosen_kept_shown_after_a_restart_and_taken_away(
    page: CasePage,
    desk: Desk,
    number: str,
    tmp_path: Path,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor = editor_of(page, "house_photo")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo(tmp_path)), ""))
    assert focused() is editor.choose
    press(Qt.Key.Key_Space)
    settled()
    name = value_of(page, "house_photo")
    assert blob_called(desk, name).ending == "jpg"
    draft = desk.draft("capture", number)
    assert draft is not None
    assert name in draft.instance
    page.leave()
    settled()
    assert [each.name for each in files_of(desk, number)] == [name]
    page.forget_form()
    page._shown_number = ""
    page.arrive((number, "capture"))
    settled()
    editor = editor_of(page, "house_photo")
    QTest.mouseClick(editor.show_it, Qt.MouseButton.LeftButton)
    settled()
    assert editor._picture.isVisible()
    assert editor._picture.pixmap().width() > 300
    QTest.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert value_of(page, "house_photo") == ""
    page.leave()
    settled()
    assert files_of(desk, number) == ()


def test_a_signature_is_drawn_undone_and_kept_as_a_picture(
    page: CasePage, desk: Desk, settled: Callable[[], None], tmp_path: Path
) -> None:
    editor = editor_of(page, "house_sign")
    press(Qt.Key.Key_Space)
    pad = editor.pad
    assert pad is not None
    assert focused() is pad.canvas
    assert pad.keep.reason
    stroke(pad, QPoint(60, 60), QPoint(200, 90))
    stroke(pad, QPoint(60, 90), QPoint(240, 60))
    assert len(pad.canvas.strokes) == 2
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pad.canvas.strokes) == 1
    pad.canvas.grab()
    QTest.mouseClick(pad.keep, Qt.MouseButton.LeftButton)
    settled()
    assert editor.pad is None
    name = value_of(page, "house_sign")
    assert name.endswith(".png")
    (tmp_path / "s.png").write_bytes(blob_called(desk, name).data)
    dark = sum(Image.open(tmp_path / "s.png").convert("L").histogram()[:64])
    assert 200 < dark < 5000, "one stroke"
    press(Qt.Key.Key_Space)
    assert editor.pad is not None
    press(Qt.Key.Key_Escape)
    assert editor.pad is None
    assert focused() is editor.draw
    assert value_of(page, "house_sign") == name


def test_a_picture_is_marked_and_the_marked_one_takes_its_place(
    page: CasePage, desk: Desk, tmp_path: Path, settled: Callable[[], None]
) -> None:
    editor = editor_of(page, "plan")
    editor.take(photo(tmp_path))
    settled()
    first = value_of(page, "plan")
    QTest.mouseClick(editor.draw, Qt.MouseButton.LeftButton)
    settled()
    assert editor.pad is not None
    stroke(editor.pad, QPoint(30, 30), QPoint(150, 120))
    QTest.mouseClick(editor.pad.keep, Qt.MouseButton.LeftButton)
    settled()
    second = value_of(page, "plan")
    assert second != first
    (tmp_path / "m.png").write_bytes(blob_called(desk, second).data)
    marked = Image.open(tmp_path / "m.png").convert("RGB")
    assert marked.size == (640, 480)
    assert min(marked.getchannel("G").tobytes()) < 60
    assert min(Image.open(photo(tmp_path)).getchannel("G").tobytes()) > 85


def test_no_copy_of_an_identity_paper_is_taken_and_the_question_says_why(page: CasePage, tmp_path: Path) -> None:
    editor = editor_of(page, "id_copy")
    assert "28" in editor.choose.reason
    assert editor._wrong.isVisible()
    assert not editor.acceptDrops()
    editor.take(photo(tmp_path))
    assert value_of(page, "id_copy") == ""


def test_a_file_of_another_kind_is_refused_and_the_answer_stays(page: CasePage, tmp_path: Path) -> None:
    editor = editor_of(page, "house_photo")
    (tmp_path / "x.exe").write_bytes(b"MZ")
    editor.take(tmp_path / "x.exe")
    assert editor._wrong.isVisible()
    assert value_of(page, "house_photo") == ""


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_a_trial_of_a_form_keeps_no_file_and_says_so(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    xform = load_form(form_with_files(tmp_path), checks=CHECKS).xml
    view = FormView(compile_form(xform, checks=CHECKS).open(now=lambda: NOW), look, DAY)
    stand(qtbot, view)
    editor = view.field("house_photo").editor
    assert isinstance(editor, AttachmentEditor)
    assert editor.choose.reason


def test_a_draft_in_progress_is_carried_to_a_newer_form_with_its_file(
    page: CasePage, number: str, tmp_path: Path, settled: Callable[[], None]
) -> None:
    desk = page.desk
    assert page.form is not None
    editor_of(page, "house_photo").take(photo(tmp_path))
    settled()
    name = value_of(page, "house_photo")
    page.form.give("/data/own_question", "جواب لم يُسجَّل بعد")
    settled()

    older = (tmp_path / "own-7.md").read_text(encoding="utf-8")
    newer = "".join(line for line in older.splitlines(keepends=True) if "| own_question |" not in line)
    (tmp_path / "own-8.md").write_text(newer.replace("| own_general | 7 |", "| own_general | 8 |"), encoding="utf-8")
    adopt(desk, look_over(desk, tmp_path / "own-8.md"))

    page.leave()
    settled()
    page.forget_form()
    page._shown_number = ""
    page.arrive((number, "capture"))
    settled()
    assert page.form is not None
    assert page.form.record.definition.version == "7", "nothing moves before the delegate says so"
    assert page.upgraded is not None
    page.upgraded.accepted.emit()
    settled()
    assert page.form.record.definition.version == "8"
    assert value_of(page, "house_photo") == name
    [aside] = page.form.record.aside
    assert (aside.name, aside.value) == ("own_question", "جواب لم يُسجَّل بعد")
    page.leave()
    settled()
    request = desk.dossier(number).request
    assert request is not None
    assert (request.form_version, request.answers["house_photo"]) == ("8", name)
    assert "جواب لم يُسجَّل بعد" in request.instance
    assert [each.name for each in files_of(desk, number)] == [name]
    assert blob_called(desk, name).media == "image/jpeg"
