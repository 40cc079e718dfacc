"""A repeat: a table of its items, and the fields of the item that is chosen below it.

Insert adds an item, Ctrl+Delete takes the chosen one away; a button beside them takes that back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.forms import NodeView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, row
from watan_desk.gui.widgets.fields.field_grid import FieldGrid

_SHOWN = 5
_TALLEST = 6
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Editing:
    """What a repeat asks of its form: add an item, take one away, and give an answer."""

    add: Callable[[str], None]
    remove: Callable[[str], None]
    give: Callable[[str, str], None]


def shown_value(view: NodeView, look: Look) -> str:
    """Return an answer as a table shows it: the choice's label, a day in Hijri, else as typed."""
    labels = dict(view.choices)
    if view.type == "date":
        try:
            return look.hijri(date.fromisoformat(view.value))
        except (ValueError, DeskError):
            return view.value
    return labels.get(view.value, view.value)


def faults_of(item: NodeView) -> int:
    """Return how many answers of an item are missing or wrong."""
    return sum(1 for field in item.children if field.relevant and field.problem)


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
        same = len(items) == len(self.items) and bool(self._columns)
        if same:
            self.items = items
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(self._columns)))
            return
        self.beginResetModel()
        self.items = items
        fields = [field for field in items[0].children if not field.sensitive][:_SHOWN] if items else []
        self._columns = tuple(field.name for field in fields)
        self._heads = (*(field.label for field in fields), self._look.say("gui_form.item_state"))
        self.endResetModel()

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
        field = item.children[[child.name for child in item.children].index(self._columns[index.column()])]
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


class RepeatView(QWidget):
    """The items of one repeat and the fields of the chosen one."""

    def __init__(
        self, view: NodeView, look: Look, today: date, editing: Editing, parent: QWidget | None = None
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
        self._taken: tuple[tuple[str, str], ...] = ()
        self.model = ItemsModel(look)
        self.table = self._make_table()
        self.fields = FieldGrid(look, today, editing.give, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row(self._title, self._count, None, self._undo, self._remove, self._add))
        whole.addWidget(self.table)
        whole.addWidget(self.fields)
        self.show_view(view)

    def show_view(self, view: NodeView) -> None:
        """Show the items as they stand now."""
        self.view = view
        self.setVisible(view.relevant)
        items = view.children
        self.current = min(self.current, max(len(items) - 1, 0))
        self._count.setText(self._look.say("gui_form.item_count", count=len(items)))
        self.model.show_items(items)
        self._fit(len(items))
        self._undo.setVisible(bool(self._taken) and not self._locked)
        self._remove.setVisible(bool(items) and not self._locked)
        self.fields.setVisible(bool(items))
        if items:
            self.table.setCurrentIndex(self.model.index(self.current, 0))
            self.fields.show_views(items[self.current].children)

    def add(self) -> None:
        """Add an item and go to its first field."""
        if self._locked:
            return
        self.current = len(self.view.children)
        self._editing.add(self.view.ref)
        self.fields.focus_first()

    def remove(self) -> None:
        """Take the chosen item away."""
        if self.view.children and not self._locked:
            item = self.view.children[self.current]
            taken = tuple((field.name, field.value) for field in item.children if field.value)
            self._editing.remove(item.ref)
            self._taken = taken
            self._undo.setVisible(bool(taken))

    def undo(self) -> None:
        """Bring the item that was taken away last back, as the last one."""
        taken, self._taken = self._taken, ()
        self.add()
        item = self.view.children[self.current].ref
        for name, value in taken:
            self._editing.give(f"{item}/{name}", value)
        self._undo.hide()

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, and no item be added or taken away."""
        self._locked = locked
        self.fields.lock(locked=locked)
        self._add.setVisible(not locked)
        self._undo.setVisible(not locked and bool(self._taken))
        self._remove.setVisible(not locked and bool(self.view.children))

    def open_at(self, ref: str) -> bool:
        """Choose the item that holds a question; tell whether there is one."""
        for place, item in enumerate(self.view.children):
            if ref.startswith(item.ref + "/"):
                self._choose(place)
                return True
        return False

    def _choose(self, place: int) -> None:
        if place != self.current and 0 <= place < len(self.view.children):
            self.current = place
            self.show_view(self.view)

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
        self.table.setVisible(items > 0)
