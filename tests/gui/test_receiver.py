"""If this fails, whoever comes to receive for somebody is sent away because nobody spoke of them before."""

import pytest

from tests.desks import answers, person, take_to
from tests.gui.conftest import OpenWindow, make_look
from tests.gui.standing import stand_page
from watan_desk.gui.pages.deed import DeedPage
from watan_desk.gui.screens import settle
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_of_delivery_asks_for_the_instrument_of_somebody_met_there_first(
    desk: Desk, who: MadeUpPerson, open_window: OpenWindow, lang: str
) -> None:
    number = take_to(desk, who, "register")
    window = open_window(desk, make_look(lang))
    page = stand_page(window, DeedPage, "deed", (number, "deliver"))
    form = page.form
    assert form is not None

    def asked() -> set[str]:
        return {view.name for view in form.record.questions() if view.relevant and view.name.startswith("rep_")}

    given = answers(desk, who, "deliver")
    form.record.fill(given)
    assert asked() == set()
    form.record.fill({"receiver_capacity": "agent", "rep_basis": "wakala"})
    form.show_record()
    form.changed.emit()
    assert {"rep_basis", "rep_document_number", "rep_scope_covers", "rep_verification"} <= asked()
    assert form.go_to("/data/representative/rep_document_number")
    form.record.fill(
        {
            "receiver_name": person(4).names[0],
            "receiver_id": "2932245380",
            "rep_relation": "other",
            "rep_document_number": "4412345",
            "rep_document_date": "2026-01-01",
            "rep_scope_covers": ["receive"],
            "rep_verification": "original",
        }
    )
    form.show_record()
    form.changed.emit()
    main = page.main_action()
    assert main is not None
    main.pressed_now.emit()
    settle(window)
    [done] = desk.dossier(number).deliveries
    assert done.answers["receiver_capacity"] == "agent"
