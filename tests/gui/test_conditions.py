"""If these fail, the page asks for conditions of services nobody asked for, or hides those of the chosen ones (R79)."""

import pytest

from tests.desks import person, take_to
from tests.gui.conftest import OpenWindow, make_look
from tests.gui.standing import stand_page
from watan_desk.gui.pages.case import CasePage
from watan_desk.wiring import Desk

WHO = person(form="victim")
NO_LAWYER = {"ar": "لا محامي يترافع عنه في الواقعة الآن", "en": "No lawyer acts in the matter now"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_on_the_screen_conditions_come_and_go_with_the_services(awn: Desk, open_window: OpenWindow, lang: str) -> None:
    number = take_to(awn, WHO, "consent")
    window = open_window(awn, make_look(lang))
    page = stand_page(window, CasePage, "case", (number, "capture"))
    form = page.form
    assert form is not None

    def asked() -> list[str]:
        return [each.view.name for each in form.walk() if each.view.name.startswith("condition_")]

    form.record.fill({"relation_to_case": "direct", "support_types": ["legal"]})
    form.show_record()
    form.go_to("/data/conditions/condition_no_lawyer")
    assert asked() == ["condition_before_body", "condition_no_lawyer"]
    assert NO_LAWYER[lang] in form.field("condition_no_lawyer").view.label
    form.record.fill({"support_types": ["escort"]})
    form.show_record()
    form.go_to("/data/conditions/condition_appointment")
    assert asked() == ["condition_appointment"]
