"""If these fail, an association cannot enter what its letters lack, or a delegate cannot read the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.gui.standing import stand_page
from watan_desk.gui.application import Program
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.settings import SettingsPage
from watan_desk.gui.preferences import Preferences, read_preferences, write_preferences
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.fields.text import Line
from watan_desk.policy.office import settings_of
from watan_desk.wiring import Desk


def page_of(window: MainWindow) -> SettingsPage:
    """Open the page of settings."""
    return stand_page(window, SettingsPage, "settings")


def line(page: SettingsPage, name: str) -> Line:
    """Return the line of a setting."""
    field = page.fields[name]
    assert isinstance(field, Line)
    return field


@pytest.mark.parametrize("look", ["ar", "en"], indirect=True)
def test_every_setting_has_its_name_and_is_kept(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    assert set(page.fields) == set(settings_of(desk.office.pack)) - {"survey_interval_days"}
    assert "reply_period_days" not in page.fields, "this policy has no period that the association enters"
    assert all(field.accessibleName() and field.accessibleName() != name for name, field in page.fields.items())
    line(page, "appeal_days").setText("٣٠")
    paper = page.fields["preprinted_paper"]
    assert isinstance(paper, QCheckBox)
    paper.setChecked(True)
    page.save.click()
    settle(window)
    assert (desk.settings["appeal_days"], desk.settings["preprinted_paper"]) == ("30", "yes")


def test_a_value_that_is_refused_is_said_and_nothing_typed_is_lost(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    line(page, "publication_date").setText("أمس")
    line(page, "address").setText("الواحة")
    page.save.click()
    settle(window)
    assert page.notice.text == window.look.say("desk.setting_date")
    assert line(page, "publication_date").text() == "أمس"
    assert "publication_date" not in desk.settings


def test_another_look_is_kept_and_asked_of_the_window(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    asked: list[Preferences] = []
    window.relooked.connect(asked.append)
    for name, code in (("lang", "en"), ("theme", "dark"), ("digits", "indic"), ("scale", "1.15")):
        next(button for button in page.groups[name].buttons() if button.property("code") == code).click()
    page.save.click()
    settle(window)
    assert asked == [Preferences("en", "dark", indic=True, scale=1.15)]
    assert read_preferences(desk.home) == asked[0]


def test_the_window_is_built_anew_in_another_look(qapp: QApplication, home: Path) -> None:
    home.mkdir()
    program = Program(qapp, home, "ar")
    small = program.window.look.theme.type["body"]
    program.renew(Preferences("en", "dark", indic=False, scale=1.3))
    assert (program.window.look.lang, program.window.look.theme.name) == ("en", "dark")
    assert program.window.look.theme.type["body"] > small
    program.window.close()


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"lang":"xx"}', b'{"scale":99}', b"\xff"])
def test_a_look_that_cannot_be_read_counts_for_nothing(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "window.json").write_bytes(raw)
    assert read_preferences(tmp_path) == Preferences()
    write_preferences(tmp_path, Preferences("ar"))
    assert read_preferences(tmp_path).lang == "ar"
