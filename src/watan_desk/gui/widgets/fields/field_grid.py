"""Questions in rows of twelve columns; a row ends where the next question does not fit."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from watan_desk.forms import NodeView
from watan_desk.gui.widgets.fields.columns import Columns, Place
from watan_desk.gui.widgets.fields.form_field import COLUMNS, GAP, FormField, span_of
from watan_desk.gui.widgets.fields.make import Maker

Give = Callable[[str, str], None]
LINE_GAP = 8
START_ROOM = 690
"""The pixels that are reckoned with before the first layout."""


class FieldGrid(QWidget):
    """The fields of some questions. A field is made once for each question and only shown anew afterwards."""

    def __init__(self, maker: Maker, give: Give, parent: QWidget | None = None, group: str = "") -> None:
        super().__init__(parent)
        self._maker, self._give, self._group = maker, give, group
        self._fields: dict[str, FormField] = {}
        self._order: tuple[tuple[str, int], ...] = ()
        self._room = START_ROOM
        self._locked = False
        self._columns = Columns(self, COLUMNS, GAP, LINE_GAP)

    def show_views(self, views: Iterable[NodeView]) -> None:
        """Show questions of the same names as before, or of new ones."""
        shown = tuple(views)
        for view in shown:
            field = self._fields.get(view.name)
            if field is None:
                self._make(view)
            elif field.view != view:
                if field.view.ref != view.ref:
                    field.seen = False
                field.show_view(view)
        self._arrange(shown)

    def show_view(self, view: NodeView) -> None:
        """Show one question as it stands now."""
        field = self._fields.get(view.name)
        if field is None or field.view.ref != view.ref:
            return
        moved = field.view.relevant != view.relevant
        field.show_view(view)
        if moved:
            self._arrange(tuple(each.view for each in self._fields.values()))

    def fields(self) -> tuple[FormField, ...]:
        """Return the fields that are shown, in reading order."""
        return tuple(field for field in self._fields.values() if field.view.relevant)

    def field(self, ref: str) -> FormField | None:
        """Return the field of a question, if it is here."""
        return next((field for field in self._fields.values() if field.view.ref == ref), None)

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, or free again."""
        self._locked = locked
        for field in self._fields.values():
            field.lock(locked=locked)

    def focus_first(self) -> None:
        """Go to the first field that is open."""
        for field in self.fields():
            if field.editor is not None and not field.view.readonly:
                field.editor.target().setFocus()
                return

    def _make(self, view: NodeView) -> None:
        field = FormField(view, self._maker, self)
        field.edited.connect(self._give)
        field.lock(locked=self._locked)
        self._fields[view.name] = field

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the columns anew for the width there is."""
        super().resizeEvent(event)
        if self.width() != self._room:
            self._room = self.width()
            self._arrange(tuple(field.view for field in self._fields.values()))

    def _arrange(self, views: tuple[NodeView, ...]) -> None:
        order = tuple((view.name, self._span(view)) for view in views)
        if order == self._order:
            return
        self._order = order
        places: dict[QWidget, Place] = {}
        line, column = 0, 0
        for name, span in order:
            if not span:
                continue
            if column + span > COLUMNS:
                line, column = line + 1, 0
            places[self._fields[name]] = Place(line, column, span)
            column += span
        self._columns.arrange(places)

    def _span(self, view: NodeView) -> int:
        return span_of(view, self._maker, self._room, self._group) if view.relevant else 0
