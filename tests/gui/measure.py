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

_SLACK = 3
"""Pixels by which Qt's own sums differ."""


def cut_texts(page: QWidget) -> Iterator[str]:
    """Return the texts that have no room and no tool tip that holds all of them."""
    for part in page.findChildren(QWidget):
        if part.isVisible() and not part.toolTip() and (text := _cut(part)):
            yield f"{type(part).__name__} {part.width()}x{part.height()}: {text[:60]}"


def _cut(part: QWidget) -> str:
    """Return the text of a widget that has less room than it needs."""
    metrics, hint = part.fontMetrics(), part.sizeHint()
    if isinstance(part, QLabel):
        low = part.heightForWidth(part.width()) if part.wordWrap() else hint.height()
        narrow = not part.wordWrap() and hint.width() > part.width() + _SLACK
        return part.text() if narrow or low > part.height() + _SLACK else ""
    if isinstance(part, QAbstractButton):
        return part.text() if part.text() and hint.width() > part.width() + _SLACK else ""
    if isinstance(part, QLineEdit):
        told = part.placeholderText()
        return told if metrics.horizontalAdvance(told) > part.width() - 16 else ""
    if isinstance(part, QComboBox):
        return part.currentText() if metrics.horizontalAdvance(part.currentText()) > part.width() - 30 else ""
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
