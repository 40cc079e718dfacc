"""A walk over every page that an association's journey reaches, and everything that is written on them."""

import re
from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTextEdit,
    QWidget,
)

from tests.gui.standing import stand_page
from watan_desk.gui.case_view import page_of
from watan_desk.gui.main_window import MainWindow
from watan_desk.gui.pages.page import Page
from watan_desk.wiring import Desk

_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f\u2002]")
_ASIDE = ("today", "reception", "registers", "scan", "handover", "reports", "settings")


def places(desk: Desk, cases: dict[str, str]) -> Iterator[tuple[str, object]]:
    """Yield every page that an association's policy shapes: all deeds before their time, and those of the decision.

    Forms, registers and letters are read from their definitions, without a window.
    """
    pack = desk.office.pack
    yield from ((name, None) for name in _ASIDE)
    yield from (("policy", step.position) for step in pack.steps)
    first, *_, last = cases.values()
    yield from ((page_of(rule.kind), (first, rule.kind)) for rule in pack.deeds)
    yield from (("deed", (cases["raise"], deed)) for deed in ("raise", "decide"))
    yield from (("deed", (cases["decide"], "notify")), (page_of(pack.deeds[-1].kind), (last, pack.deeds[-1].kind)))
    yield "letter", (cases["raise"], "L16")


def written(window: MainWindow, name: str, argument: object) -> list[str]:
    """Stand a page and return everything on it that can be read or heard."""
    stand_page(window, Page, name, argument)
    return [_ISOLATES.sub(" ", text).strip() for part in window.findChildren(QWidget) for text in _texts(part) if text]


def _texts(part: QWidget) -> Iterator[str]:
    if not part.isVisible():
        return
    yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription())
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit):
        yield from (part.text(), part.placeholderText())
    elif isinstance(part, QTextEdit | QPlainTextEdit):
        yield part.toPlainText()
    elif isinstance(part, QComboBox):
        yield from (part.itemText(place) for place in range(part.count()))
    elif isinstance(part, QTableWidget):
        for line in range(part.rowCount()):
            for column in range(part.columnCount()):
                item = part.item(line, column)
                yield item.text() if item else ""
