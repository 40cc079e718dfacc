"""A repeat: its items as a table or as cards, and the fields of the item that is chosen below them.

Insert adds an item, Ctrl+Delete takes the chosen one away; a button beside them takes that back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.forms import NodeView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, RowFrame, chip, clear, label, mark, row
from watan_desk.gui.widgets.fields.appearance import words
from watan_desk.gui.widgets.fields.form_field import FormField

_SHOWN = 5
_TALLEST = 6
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Editing:
    """What a repeat asks of its form: add an item, take one away, give an answer, look at a node."""

    add: Callable[[str], None]
    remove: Callable[[str], None]
    give: Callable[[str, str], None]
    node: Callable[[str], NodeView]


class Inside(QWidget):
    """The fields of one item: questions, groups, and repeats of its own."""

    def show_views(self, views: tuple[NodeView, ...]) -> None:
        """Show the fields of an item."""
        raise NotImplementedError

    def fields(self) -> Iterator[FormField]:
        """Walk over the fields that are shown, in reading order."""
        raise NotImplementedError

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, or free again."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Go to the first field that is open."""
        raise NotImplementedError

    def open_at(self, ref: str) -> None:
        """Choose the items that hold a question."""
        raise NotImplementedError


def shown_value(view: NodeView, look: Look) -> str:
    """Return an answer as a table shows it: the choice's label, a day in Hijri, else as typed."""
    labels = dict(view.choices)
    if view.type == "date":
        try:
            return look.hijri(date.fromisoformat(view.value))
        except (ValueError, DeskError):
            return view.value
    if view.type in {"select_multiple", "rank"}:
        return " · ".join(labels.get(value, value) for value in view.value.split())
    return labels.get(view.value, view.value)


def faults_of(item: NodeView) -> int:
    """Return how many answers of an item are missing or wrong, in its groups and repeats too."""
    return sum(
        faults_of(child) if child.kind != "question" else bool(child.problem)
        for child in item.children
        if child.relevant
    )


def questions_of(item: NodeView) -> Iterator[NodeView]:
    """Yield the questions of an item, those of its groups among them; its own repeats are left out."""
    for child in item.children:
        if child.kind == "question":
            yield child
        elif child.kind == "group":
            yield from questions_of(child)


class ItemsModel(QAbstractTableModel):
    """The items of a repeat: its first columns, and whether each item is complete."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.items: tuple[NodeView, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._heads: tuple[str, ...] = ()

    def show_items(self, items: tuple[NodeView, ...]) -> None:
        """Show items; only what changed is drawn anew unless their number changed."""
        same = len(items) == len(self.items) and bool(self._columns) and self._said(items) == self._said(self.items)
        if same:
            self.items = items
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(self._columns)))
            return
        self.beginResetModel()
        self.items = items
        asked = questions_of(items[0]) if items else ()
        fields = [field for field in asked if not field.sensitive and field.type != "note"][:_SHOWN]
        self._columns = tuple(field.name for field in fields)
        self._heads = (*(field.label for field in fields), self._look.say("gui_form.item_state"))
        self.endResetModel()

    @staticmethod
    def _said(items: tuple[NodeView, ...]) -> tuple[str, ...]:
        """Return the heads: another language has others."""
        return tuple(field.label for field in questions_of(items[0])) if items else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row an item."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns, and the state."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the questions."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The answers as a table shows them; a wrong one in the colour of errors."""
        item = self.items[index.row()]
        if index.column() == len(self._columns):
            return self._state(item, role)
        field = next(child for child in questions_of(item) if child.name == self._columns[index.column()])
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return shown_value(field, self._look)
        if role == Qt.ItemDataRole.ForegroundRole and field.problem:
            return QBrush(self._look.theme.colour("red"))
        return None

    def _state(self, item: NodeView, role: int) -> Any:
        left = faults_of(item)
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self._look.say("gui_form.item_left", count=left) if left else self._look.say("gui_form.item_complete")
            )
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(self._look.theme.colour("red" if left else "greenInk"))
        return None


class ItemsTable(QTableView):
    """The table; Insert and Ctrl+Delete are passed on, Tab leaves it."""

    wanted_more = Signal()
    wanted_less = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass Insert and Ctrl+Delete on."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Insert:
            self.wanted_more.emit()
        elif event.key() == Qt.Key.Key_Delete and control:
            self.wanted_less.emit()
        else:
            super().keyPressEvent(event)


class Card(RowFrame):
    """One item: what it holds at a glance, and whether it is complete."""

    def __init__(self, look: Look, item: NodeView, place: int, whole_label: str) -> None:
        super().__init__()
        said = [shown_value(field, look) for field in questions_of(item) if field.value and not field.sensitive]
        own = item.label if item.label != whole_label else ""
        title = own or look.say("gui_form.item_number", number=place + 1)
        left = faults_of(item)
        state = look.say("gui_form.item_left", count=left) if left else look.say("gui_form.item_complete")
        whole = row(label(title, "strong"), label(" · ".join(said[:_SHOWN]), "muted"), None, spacing=10)
        whole.addWidget(chip(state, "er" if left else "ok"))
        whole.setContentsMargins(10, 6, 10, 6)
        self.setLayout(whole)
        self.setAccessibleName(f"{title}: {state}")


class RepeatView(QWidget):
    """The items of one repeat and the fields of the chosen one; ``inside`` makes what shows those."""

    def __init__(
        self,
        view: NodeView,
        look: Look,
        editing: Editing,
        inside: Callable[[QWidget], Inside],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._editing, self.view = look, editing, view
        self.current, self._locked = 0, False
        self._title = label(view.label, "head")
        self._count = label("", "hint")
        self._add = Button(look, look.say("gui_form.add_item"), "small", "plus")
        self._add.pressed_now.connect(self.add)
        self._remove = Button(look, look.say("gui_form.remove_item"), "small", "trash")
        self._remove.pressed_now.connect(self.remove)
        self._undo = Button(look, look.say("gui_form.undo_remove"), "quiet")
        self._undo.pressed_now.connect(self.undo)
        self._taken: NodeView | None = None
        self.model = ItemsModel(look)
        self.table = self._make_table()
        self.cards = QVBoxLayout()
        self.cards.setSpacing(4)
        self.fields = inside(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row(self._title, self._count, None, self._undo, self._remove, self._add))
        whole.addWidget(self.table)
        whole.addLayout(self.cards)
        whole.addWidget(self.fields)
        self.show_view(view)

    def show_view(self, view: NodeView) -> None:
        """Show the items as they stand now."""
        self.view = view
        self.setVisible(view.relevant)
        items = view.children
        self.current = min(self.current, max(len(items) - 1, 0))
        self._title.setText(view.label)
        self._count.setText(self._look.say("gui_form.item_count", count=len(items)))
        self.model.show_items(items)
        self._fit(len(items))
        self._undo.setVisible(self._taken is not None and self._free())
        self._remove.setVisible(bool(items) and self._free())
        self._add.setVisible(self._free())
        self.fields.setVisible(bool(items))
        if items:
            self.table.setCurrentIndex(self.model.index(self.current, 0))
            self.fields.show_views(items[self.current].children)
        self._show_cards()

    def add(self) -> None:
        """Add an item and go to its first field."""
        if not self._free():
            return
        self.current = len(self.view.children)
        self._editing.add(self.view.ref)
        self.fields.focus_first()

    def remove(self) -> None:
        """Take the chosen item away."""
        if self.view.children and self._free():
            item = self.view.children[self.current]
            self._editing.remove(item.ref)
            self._taken = item if any(True for _ in _answers(item)) else None
            self._undo.setVisible(self._taken is not None)

    def undo(self) -> None:
        """Bring the item that was taken away last back, as the last one, with all that it held."""
        taken, self._taken = self._taken, None
        if taken is None:
            return
        self.add()
        self._restore(taken, self.view.children[self.current].ref)
        self._undo.hide()

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, and no item be added or taken away."""
        self._locked = locked
        self.fields.lock(locked=locked)
        self._add.setVisible(self._free())
        self._undo.setVisible(self._free() and self._taken is not None)
        self._remove.setVisible(self._free() and bool(self.view.children))

    def open_at(self, ref: str) -> bool:
        """Choose the item that holds a question; tell whether there is one."""
        for place, item in enumerate(self.view.children):
            if ref.startswith(item.ref + "/"):
                self._choose(place)
                self.fields.open_at(ref)
                return True
        return False

    def _free(self) -> bool:
        """Tell whether items may come and go: neither the page nor the form itself forbids it."""
        return not self._locked and not self.view.readonly

    def _restore(self, taken: NodeView, ref: str) -> None:
        """Give back what an item held, the items of its own repeats among it."""
        for child in taken.children:
            there = ref + child.ref[len(taken.ref) :]
            if child.kind == "repeat":
                for _ in range(len(child.children) - len(self._editing.node(there).children)):
                    self._editing.add(there)
                for item in child.children:
                    self._restore(item, there + item.ref[len(child.ref) :])
            elif child.kind == "group":
                self._restore(child, there)
            elif child.value and not child.readonly:
                self._editing.give(there, child.value)

    def _choose(self, place: int) -> None:
        if place != self.current and 0 <= place < len(self.view.children):
            self.current = place
            self.show_view(self.view)

    def _as_cards(self) -> bool:
        return "cards" in words(self.view)

    def _show_cards(self) -> None:
        if not self._as_cards():
            return
        held = self.focusWidget()
        here = isinstance(held, Card) and self.isAncestorOf(held)
        clear(self.cards)
        for place, item in enumerate(self.view.children):
            card = Card(self._look, item, place, self.view.label)
            mark(card, "chosen", "true" if place == self.current else "false")
            card.opened.connect(lambda at=place: self._open_card(at))
            self.cards.addWidget(card)
            if here and place == self.current:
                card.setFocus()

    def _open_card(self, place: int) -> None:
        self._choose(place)
        self.fields.focus_first()

    def _make_table(self) -> ItemsTable:
        table = ItemsTable()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(self.view.label)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._look.theme.sizes["row"])
        heads = table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.wanted_more.connect(self.add)
        table.wanted_less.connect(self.remove)
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        return table

    def _fit(self, items: int) -> None:
        tall = self._look.theme.sizes["row"] * min(items, _TALLEST) + self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(tall + 2)
        self.table.setVisible(items > 0 and not self._as_cards())


def _answers(item: NodeView) -> Iterator[NodeView]:
    """Yield the questions of an item that are answered, at any depth."""
    for child in item.children:
        if child.kind != "question":
            yield from _answers(child)
        elif child.value:
            yield child
