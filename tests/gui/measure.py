"""What of a page a delegate could not read or reach: texts that are cut without a word, controls without a name."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_SLACK = 4
"""Pixels by which Qt's own sums differ."""
_COMBO_FRAME = 30
"""Pixels of a choice box that its arrow and frame take."""


def cut_texts(page: QWidget) -> Iterator[str]:
    """Return the texts that have no room and no tool tip that holds all of them."""
    for part in page.findChildren(QWidget):
        if part.isVisible() and (text := _cut(part).strip()) and text not in part.toolTip():
            yield f"{type(part).__name__} {part.width()}x{part.height()}: {text[:60]}"


def _cut(part: QWidget) -> str:
    """Return the text of a widget that has less room than it needs."""
    metrics, hint = part.fontMetrics(), part.sizeHint()
    if isinstance(part, QLabel):
        low = part.heightForWidth(part.width()) if part.wordWrap() else hint.height()
        narrow = not part.wordWrap() and hint.width() > part.width() + _SLACK
        return part.text() if narrow or low > part.height() + _SLACK else ""
    if isinstance(part, QAbstractButton):
        return part.text() if hint.width() > part.width() + _SLACK else ""
    if isinstance(part, QLineEdit):
        margins, told = part.textMargins(), part.text() or part.placeholderText()
        room = part.contentsRect().width() - margins.left() - margins.right()
        return told if metrics.horizontalAdvance(told) > room else ""
    if isinstance(part, QComboBox):
        told = part.currentText()
        return told if metrics.horizontalAdvance(told) > part.width() - _COMBO_FRAME else ""
    hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if isinstance(part, QScrollArea) and part.horizontalScrollBarPolicy() == hidden:
        inner = part.widget()
        return "what scrolls" if inner and inner.minimumSizeHint().width() > part.viewport().width() + _SLACK else ""
    return ""


def nameless(page: QWidget) -> Iterator[str]:
    """Return the controls that a screen reader could only call by their kind."""
    for part in page.findChildren(QWidget):
        reached = part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not reached or isinstance(part, (QScrollArea, QAbstractItemView)):
            continue
        spoken = QAccessible.queryAccessibleInterface(part)
        if not spoken or not spoken.text(QAccessible.Text.Name).strip():
            yield f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
