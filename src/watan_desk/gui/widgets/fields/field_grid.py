"""Questions in rows of twelve columns; a row ends where the next question does not fit."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from watan_desk.forms import NodeView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.form_field import COLUMNS, FormField, span_of

Give = Callable[[str, str], None]


class FieldGrid(QWidget):
    """The fields of some questions. A field is made once for each question and only shown anew afterwards."""

    def __init__(self, look: Look, today: date, give: Give, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._today, self._give = look, today, give
        self._fields: dict[str, FormField] = {}
        self._order: tuple[tuple[str, bool], ...] = ()
        self._locked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)

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
        field = FormField(view, self._look, self._today, self)
        field.edited.connect(self._give)
        field.lock(locked=self._locked)
        self._fields[view.name] = field

    def _arrange(self, views: tuple[NodeView, ...]) -> None:
        order = tuple((view.name, view.relevant) for view in views)
        if order == self._order:
            return
        self._order = order
        for field in self._fields.values():
            self._grid.removeWidget(field)
        line, column = 0, 0
        for view in views:
            if not view.relevant:
                continue
            span = span_of(view, self._look)
            if column + span > COLUMNS:
                line, column = line + 1, 0
            self._grid.addWidget(self._fields[view.name], line, column, 1, span)
            column += span
        for field in self._fields.values():
            field.setVisible(field.view.relevant)
