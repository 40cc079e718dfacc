"""If these fail, the delegate cannot choose a request form, or sees the questions of another one (R58, R32)."""

import pytest
from PySide6.QtCore import Qt

from tests.desks import person
from tests.gui.conftest import OpenWindow
from tests.gui.keyboard import press
from tests.gui.standing import stand_page
from watan_desk.gui.look import Look
from watan_desk.gui.pages.case import CasePage
from watan_desk.gui.pages.reception import ReceptionPage
from watan_desk.gui.screens import WIDTH, settle
from watan_desk.wiring import Desk

SUPPORT = person(form="pilgrim_support")


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_reception_offers_forms_and_places_and_the_case_opens_in_the_chosen_form(
    huda: Desk, look: Look, open_window: OpenWindow
) -> None:
    window = open_window(huda, look)
    page = stand_page(window, ReceptionPage, "reception")
    assert page.form is not None
    assert [code for code, _ in page.form.field("reception_place").view.choices] == ["field", "branch", "home", "phone"]
    told = SUPPORT.reception()
    del told["request_form"]
    page.form.record.fill(told)
    page.form.show_record()
    page.form.changed.emit()
    chosen = page.form.field("request_form")
    assert [(code, chosen.view.value) for code, _ in chosen.view.choices] == [
        ("service", "service"),
        ("support", "service"),
    ]
    assert chosen.editor is not None
    chosen.editor.target().setFocus()
    press(Qt.Key.Key_Down)
    assert page.form.record.value("request_form") == "support"

    page.do_visit()
    settle(window)
    [case] = huda.cases()
    assert case.request_form == "support"
    huda.do("consent", case.number, SUPPORT.consents())
    stands = stand_page(window, CasePage, "case", (case.number, "capture"))
    assert stands.form is not None
    assert stands.form.record.definition.id == "pilgrim_support"
    assert stands.form.field("support_reason").view.required
    label = huda.office.for_request("support").request_label(look.lang)
    place = huda.office.place_label("branch", look.lang)
    beside = stands.bar.aside.text()
    assert label.lower() in beside.lower()
    assert place.lower() in beside.lower()
    assert window.width() == WIDTH
