"""Choices put in order: the answer is all of them, the first one first."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, mark, row
from watan_desk.gui.widgets.fields.choice_art import IN_LIST, NO_ART, Art
from watan_desk.gui.widgets.fields.editor import Editor

_VALUE = Qt.ItemDataRole.UserRole
_TALLEST = 8


class _Ordered(QListWidget):
    """Arrows walk; with Ctrl they carry the line along. Tab goes on to the next field."""

    def __init__(self, editor: "RankEditor") -> None:
        super().__init__()
        self._editor = editor
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry the line with Ctrl+Up and Ctrl+Down; Space says that the order is right as it stands."""
        carried = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if carried and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._editor.carry(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._editor.carry(0)
        else:
            super().keyPressEvent(event)


class RankEditor(Editor):
    """A list to be ordered by keyboard, buttons or dragging; untouched it is no answer yet."""

    def __init__(self, look: Look, choices: Sequence[tuple[str, str]], art: Art = NO_ART) -> None:
        super().__init__()
        self._look, self._choices, self._art = look, tuple(choices), art
        self.list = _Ordered(self)
        if art:
            self.list.setIconSize(QSize(IN_LIST * 2, IN_LIST))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.model().rowsMoved.connect(lambda: self.carry(0))
        up = Button(look, look.say("gui_form.rank_up"), "small")
        down = Button(look, look.say("gui_form.rank_down"), "small")
        up.pressed_now.connect(lambda: self.carry(-1))
        down.pressed_now.connect(lambda: self.carry(1))
        self._buttons = (up, down)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.list)
        whole.addLayout(row(up, down, None))
        self.show_value("")
        self.watch(self.list)

    def show_value(self, value: str) -> None:
        """Show an order; choices that it does not name stand behind in the form's order."""
        labels = dict(self._choices)
        named = [each for each in value.split() if each in labels]
        order = [*named, *(own for own, _ in self._choices if own not in named)]
        if [*self._order()] == order and bool(value) == self._answered():
            return
        here = self.list.currentRow()
        self.list.clear()
        for place, own in enumerate(order, 1):
            item = QListWidgetItem(self._words(place if value else 0, labels[own]))
            item.setData(_VALUE, own)
            if own in self._art:
                item.setIcon(QIcon(self._art[own]))
            self.list.addItem(item)
        self.list.setProperty("answered", bool(value))
        self.list.setCurrentRow(max(here, 0))
        rows = [self.list.sizeHintForRow(place) for place in range(min(len(order), _TALLEST))]
        tall = max(sum(rows), 1)
        self.list.setFixedHeight(tall + 2 * self.list.frameWidth() + 2)

    def carry(self, step: int) -> None:
        """Move the line that stands up (-1) or down (1); with 0 the order is taken as it is."""
        here = self.list.currentRow()
        there = max(0, min(self.list.count() - 1, here + step))
        order = [*self._order()]
        if step and here >= 0:
            order.insert(there, order.pop(here))
        self.show_value(" ".join(order))
        self.list.setCurrentRow(there)
        self.edited.emit(" ".join(order))

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self.list, "state", state)

    def target(self) -> QWidget:
        """The list."""
        return self.list

    def _order(self) -> tuple[str, ...]:
        return tuple(str(self.list.item(place).data(_VALUE)) for place in range(self.list.count()))

    def _answered(self) -> bool:
        return bool(self.list.property("answered"))

    def _words(self, place: int, text: str) -> str:
        return self._look.say("gui_form.rank_line", place=place, text=text) if place else text
