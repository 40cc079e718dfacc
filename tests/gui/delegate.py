"""A delegate who never touches the mouse: goes from open answer to open answer with F8, and types."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.gui.keyboard import focused, press, type_text
from watan_desk.gui.form_view import FormView
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.page import Page
from watan_desk.gui.screens import settle
from watan_desk.gui.widgets.fields.choice import ComboEditor, MultiEditor, SegmentEditor
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.form_field import FormField

CTRL = Qt.KeyboardModifier.ControlModifier
_FAR = 80


class Delegate:
    """Works at an open window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def page(self) -> Page:
        """The page that stands."""
        assert self._window.shell is not None
        assert self._window.shell.page is not None
        return self._window.shell.page

    @property
    def at(self) -> tuple[str, object]:
        """Name and argument of the page that stands."""
        assert self._window.shell is not None
        return self._window.shell.at

    def stands_at(self, name: str, deed: str = "") -> None:
        """Make sure which page stands, and for which deed."""
        assert self.at[0] == name
        if deed:
            assert isinstance(self.at[1], tuple)
            assert self.at[1][1] == deed

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Strike a key and wait for what it begins."""
        press(key, modifier)
        settle(self._window)

    def main_action(self) -> None:
        """Do what the page's filled button does."""
        main = self.page.main_action()
        assert main is not None
        assert main.reason == "", main.reason
        self.strike(Qt.Key.Key_Return, CTRL)

    def form(self) -> FormView:
        """Return the form of the page."""
        found = getattr(self.page, "form", None)
        assert isinstance(found, FormView), self.at
        return found

    def answer_all(self, given: Mapping[str, Any]) -> list[str]:
        """Answer whatever is open, as it comes; return the names of the questions in the order they were met."""
        met: list[str] = []
        while self.form().left_open():
            self.strike(Qt.Key.Key_F8)
            field = _field_of(focused())
            assert field.view.ref not in met, f"{field.view.ref} stays open: {field.message}"
            met.append(field.view.ref)
            _answer(field, given[field.view.name])
        return met


def _field_of(widget: QWidget | None) -> FormField:
    while widget is not None and not isinstance(widget, FormField):
        widget = widget.parentWidget()
    assert widget is not None, f"the keyboard is in no field but in {focused()}"
    return widget


def _answer(field: FormField, value: str | list[str]) -> None:
    editor = field.editor
    if isinstance(editor, ComboEditor):
        for _ in range(_FAR):
            press(Qt.Key.Key_Down)
            if editor.combo.currentData() == value:
                return
        raise AssertionError(f"{field.view.name} offers no {value}")
    if isinstance(editor, SegmentEditor):
        _reach(editor.button(str(value)))
        press(Qt.Key.Key_Space)
    elif isinstance(editor, MultiEditor):
        for each in value:
            _reach(editor.check(each))
            press(Qt.Key.Key_Space)
    elif isinstance(editor, DateEditor):
        _reach(editor.gregorian)
        type_text(str(value).replace("-", "/"))
    else:
        _empty()
        type_text(str(value))


def _reach(goal: QWidget) -> None:
    """Walk with Tab until a widget has the keyboard."""
    for _ in range(_FAR):
        if focused() is goal:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {goal.accessibleName()}")


def _empty() -> None:
    held = focused()
    if isinstance(held, QLineEdit) and held.text():
        press(Qt.Key.Key_A, CTRL)
        press(Qt.Key.Key_Delete)
