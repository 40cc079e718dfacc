"""If these fail, the conditions of a service never reach whoever assesses the request (R79)."""

import io
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.desks import person, step, take_to
from tests.gui.conftest import make_look
from watan_desk.cli.cases import deeds_help
from watan_desk.cli.desk import main
from watan_desk.common.errors import NotYet
from watan_desk.common.resources import form_definition
from watan_desk.gui.case_view import read_case
from watan_desk.gui.deed_told import told_about
from watan_desk.wiring import Desk
from watan_desk.wiring.paper_forms import blank_form, request_on_paper

WHO = person(form="victim")
NO_LAWYER = {"ar": "لا محامي يترافع عنه في الواقعة الآن", "en": "No lawyer acts in the matter now"}


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_request_is_complete_once_each_condition_of_its_services_is_answered(awn: Desk) -> None:
    number = take_to(awn, WHO, "consent")
    answers = WHO.request()
    awn.do("capture", number, {name: value for name, value in answers.items() if name != "condition_no_lawyer"})
    left = awn.facts(awn.dossier(number)).missing["answers_complete"]
    assert [item.params["field"] for item in left] == ["condition_no_lawyer"]
    with pytest.raises(NotYet):
        step(awn, WHO, number, "gather")
    awn.do("capture", number, {"condition_no_lawyer": "not_met"})
    assert awn.facts(awn.dossier(number)).missing["answers_complete"] == ()
    step(awn, WHO, number, "gather")


def test_whoever_assesses_sees_each_condition_with_its_answer(awn: Desk) -> None:
    number = take_to(awn, WHO, "gather")
    case, look = read_case(awn, number), make_look("ar")
    told = dict(told_about(awn.office, case, "assess", look).facts)
    assert told[NO_LAWYER["ar"]] == "متوافر"
    assert told["لا تغطي الحاجةَ نفسها جهة أخرى"] == "لا يُعرف الآن"
    assert "للمرافقة موعد محدد لدى الجهة" not in told


def test_a_document_is_asked_for_once_its_condition_is_met(awn: Desk) -> None:
    number = take_to(awn, WHO, "capture")
    medical = {"support_types": ["medical"], "condition_injury": "met", "condition_not_covered": "met"}
    awn.do("capture", number, medical)
    left = awn.facts(awn.dossier(number)).missing["documents_sound"]
    assert [item.params["kind"] for item in left] == ["medical_report"]
    awn.do("capture", number, {"condition_injury": "unknown"})
    assert awn.facts(awn.dossier(number)).missing["documents_sound"] == ()


def test_commands_and_papers_know_the_conditions(awn: Desk, tmp_path: Path) -> None:
    assert "condition_no_lawyer" in deeds_help("en")
    assert NO_LAWYER["en"] in _text(blank_form(awn, "capture", "en"))
    number = take_to(awn, WHO, "capture")
    paper = _text(request_on_paper(awn, number, "en"))
    assert NO_LAWYER["en"] in paper
    assert "The health need comes from the incident" not in paper
    sheet = tmp_path / "victim.xlsx"
    assert main(["form", "xlsx", str(form_definition("victim")), "--association", "awn", "--out", str(sheet)]) == 0
    names = [row[1].value for row in openpyxl.load_workbook(sheet)["survey"].iter_rows()]
    assert "condition_no_lawyer" in names
