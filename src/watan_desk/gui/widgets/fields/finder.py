"""One of very many choices, found by typing: letters fold as Arabic readers expect, the list narrows with each one.

The list is a model that draws only what is seen, so 5,000 choices open at once.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QCompleter, QListView

from watan_desk.common.arabic import normalise
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.choice_art import NO_ART, Art
from watan_desk.gui.widgets.fields.editor import fill
from watan_desk.gui.widgets.fields.text import Line, OneLine

Choices = Sequence[tuple[str, str]]
Index = QModelIndex | QPersistentModelIndex
_TALLEST = 12
_KEPT_LISTS = 16


@lru_cache(maxsize=_KEPT_LISTS)
def _folded(choices: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the folded labels of a list, kept: a form shows the same list many times."""
    return tuple(normalise(label).casefold() for _, label in choices)


def matching(choices: tuple[tuple[str, str], ...], typed: str) -> tuple[tuple[str, str], ...]:
    """Return the choices whose label holds what is typed: those that begin with it first, then by their order.

    Hamza, ta marbuta, marks and digits of any script are folded on both sides.
    """
    wanted = normalise(typed).casefold().strip()
    if not wanted:
        return choices
    keys = _folded(choices)
    first = [pair for pair, key in zip(choices, keys, strict=True) if key.startswith(wanted)]
    rest = [pair for pair, key in zip(choices, keys, strict=True) if wanted in key and not key.startswith(wanted)]
    return (*first, *rest)


class ChoicesModel(QAbstractListModel):
    """The choices that match what is typed."""

    def __init__(self, art: Art = NO_ART) -> None:
        super().__init__()
        self.rows: tuple[tuple[str, str], ...] = ()
        self._art = art

    def show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Show other choices."""
        if rows is not self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many match."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QPixmap | None:
        """Return a choice's label, or its picture."""
        if role == Qt.ItemDataRole.DecorationRole:
            return self._art.get(self.rows[index.row()][0])
        shown = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}
        return self.rows[index.row()][1] if role in shown else None


class _FinderLine(Line):
    asked = Signal()
    leaving = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self.setTextMargins(*((20, 0, 0, 0) if look.rtl else (0, 0, 20, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the whole list with F4 or Alt+Down."""
        down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or down:
            self.asked.emit()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Say that Tab leaves it: an open list would keep the focus from going."""
        self.leaving.emit()
        return super().focusNextPrevChild(next)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then a lens at its end side."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = 8 if self._look.rtl else self.width() - 23
        painter.drawPixmap(left, (self.height() - 15) // 2, self._look.pixmap("search", "ink2", 15))
        painter.end()


class FinderEditor(OneLine):
    """A line to type in and the list of what matches. A text that names no choice is kept as typed when it is left."""

    def __init__(self, look: Look, choices: Choices, art: Art = NO_ART) -> None:
        super().__init__()
        self.line = _FinderLine(look)
        fill(self, self.line)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._value = ""
        self.model = ChoicesModel(art)
        self._list = QCompleter(self.model, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_TALLEST)
        self._list.setWidget(self.line)
        self._popup = QListView()
        self._popup.setUniformItemSizes(True)
        self._popup.setLayoutDirection(Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight)
        self._list.setPopup(self._popup)
        self._list.activated[QModelIndex].connect(self._picked)  # type: ignore[index]  # Qt's own overload
        self.line.textEdited.connect(self._typed)
        self.line.asked.connect(self.open_list)
        self.line.editingFinished.connect(self._settle)
        self.line.leaving.connect(self._popup.hide)
        self.line.leaving.connect(self._settle)
        self.watch(self.line)
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Offer other choices; the answer stays."""
        given = tuple(choices)
        if given != self._choices:
            self._choices = given
            self.model.show_rows(given)
            self.line.setText(self._label(self._value))

    def open_list(self) -> None:
        """Open the list of everything, standing on what is chosen."""
        if not self.line.isReadOnly():
            self.model.show_rows(self._choices)
            self._list.complete()

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere; one that is no choice is shown as it is."""
        if value != self._value or not self.line.hasFocus():
            self._value = value
            text = self._label(value)
            if self.line.text() != text:
                self.line.setText(text)
                self.line.setCursorPosition(0)

    def _typed(self, text: str) -> None:
        self.model.show_rows(matching(self._choices, text))
        if not text:
            self._give("")
        if self.model.rows and text:
            self._list.complete()
        else:
            self._popup.hide()

    def _picked(self, index: QModelIndex) -> None:
        value, label = self.model.rows[index.row()]
        self.line.setText(label)
        self._give(value)

    def _settle(self) -> None:
        """Take what was typed for the choice it names, or for the only one it can mean; else keep it as typed."""
        text = self.line.text().strip()
        if self.line.isReadOnly() or text == self._label(self._value):
            return
        found = matching(self._choices, text) if text else ()
        wanted = normalise(text).casefold()
        exact = [pair for pair in found if normalise(pair[1]).casefold() == wanted]
        meant = exact[:1] or (found if len(found) == 1 else ())
        if meant:
            self.line.setText(meant[0][1])
        self._give(meant[0][0] if meant else text)

    def _give(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _label(self, value: str) -> str:
        return next((label for own, label in self._choices if own == value), value)
