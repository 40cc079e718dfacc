"""What stands in a group, in the form's own order: questions in grids, repeats, groups in groups."""

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from watan_desk.forms import NodeView
from watan_desk.gui.widgets.basics import label
from watan_desk.gui.widgets.fields.field_grid import FieldGrid
from watan_desk.gui.widgets.fields.form_field import FormField
from watan_desk.gui.widgets.fields.make import Maker
from watan_desk.gui.widgets.fields.repeat import Editing, Inside, RepeatView


class GroupPart(QFrame):
    """A group inside another: its name, its hint, and what stands in it."""

    def __init__(self, view: NodeView, maker: Maker, editing: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self._title, self._hint = label("", "strong", wrap=True), label("", "hint", wrap=True)
        self.inside = PartColumn(maker, editing, self, view.appearance)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(6)
        for part in (self._title, self._hint, self.inside):
            lines.addWidget(part)
        self.show_view(view)

    def show_view(self, view: NodeView) -> None:
        """Show the group as it stands now."""
        self.view = view
        self.setVisible(view.relevant)
        self._title.setText(view.label)
        self._title.setVisible(bool(view.label))
        self._hint.setText(view.hint)
        self._hint.setVisible(bool(view.hint))
        self.inside.show_views(view.children)


Part = FieldGrid | RepeatView | GroupPart


class PartColumn(Inside):
    """The parts one below the other; made once and only shown anew while the questions are the same.

    Where more questions come behind those that are there, only they are made.
    """

    def __init__(self, maker: Maker, editing: Editing, parent: QWidget | None = None, group: str = "") -> None:
        super().__init__(parent)
        self._maker, self._editing, self._group = maker, editing, group
        self._locked = False
        self._shape: tuple[str, ...] = ()
        self.parts: list[Part] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)

    def show_views(self, views: tuple[NodeView, ...]) -> None:
        """Show questions, groups and repeats as they stand now."""
        runs = runs_of(views)
        shape = tuple("question" if run[0].kind == "question" else f"{run[0].kind}:{run[0].name}" for run in runs)
        if shape[: len(self._shape)] != self._shape:
            self._clear()
        known = len(self.parts)
        for run in runs[known:]:
            made = self._part(run)
            self.parts.append(made)
            self._lines.addWidget(made)
            if self._locked:
                self._lock(made, locked=True)
        self._shape = shape
        for part, run in zip(self.parts[:known], runs[:known], strict=True):
            if isinstance(part, FieldGrid):
                part.show_views(run)
            else:
                part.show_view(run[0])

    def show_view(self, view: NodeView) -> bool:
        """Show one question as it stands now; tell whether it stands here outside a repeat."""
        for part in self.parts:
            if isinstance(part, GroupPart) and part.inside.show_view(view):
                return True
            if isinstance(part, FieldGrid) and part.field(view.ref) is not None:
                part.show_view(view)
                return True
        return False

    def fields(self) -> Iterator[FormField]:
        """Walk over the fields that are shown, in reading order."""
        for part in self.parts:
            if isinstance(part, FieldGrid):
                yield from part.fields()
            elif part.view.relevant and isinstance(part, GroupPart):
                yield from part.inside.fields()
            elif part.view.relevant and isinstance(part, RepeatView) and part.view.children:
                yield from part.fields.fields()

    def repeats(self) -> Iterator[RepeatView]:
        """Walk over the repeats, those of the item that is shown among them."""
        for part in self.parts:
            if isinstance(part, GroupPart):
                yield from part.inside.repeats()
            elif isinstance(part, RepeatView):
                yield part
                if isinstance(part.fields, PartColumn):
                    yield from part.fields.repeats()

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, or free again."""
        self._locked = locked
        for part in self.parts:
            self._lock(part, locked=locked)

    def open_at(self, ref: str) -> None:
        """Choose in every repeat the item that holds a question."""
        for part in self.parts:
            if isinstance(part, GroupPart):
                part.inside.open_at(ref)
            elif isinstance(part, RepeatView):
                part.open_at(ref)

    def focus_first(self) -> None:
        """Go to the first field that is open."""
        for field in self.fields():
            if field.editor is not None and not field.view.readonly:
                field.editor.target().setFocus()
                return

    def _clear(self) -> None:
        for old in self.parts:
            old.hide()
            self._lines.removeWidget(old)
            old.deleteLater()
        self.parts, self._shape = [], ()

    @staticmethod
    def _lock(part: Part, *, locked: bool) -> None:
        if isinstance(part, GroupPart):
            part.inside.lock(locked=locked)
        else:
            part.lock(locked=locked)

    def _part(self, run: list[NodeView]) -> Part:
        first = run[0]
        if first.kind == "repeat":
            return RepeatView(first, self._maker.look, self._editing, self._inside, self)
        if first.kind == "group":
            return GroupPart(first, self._maker, self._editing, self)
        made = FieldGrid(self._maker, self._editing.give, self, self._group)
        made.show_views(run)
        return made

    def _inside(self, parent: QWidget) -> Inside:
        return PartColumn(self._maker, self._editing, parent)


def runs_of(views: tuple[NodeView, ...]) -> list[list[NodeView]]:
    """Return questions in runs between groups and repeats, each of which is a run of its own.

    A group that says nothing of itself gives its questions to the run they stand in.
    """
    runs: list[list[NodeView]] = []
    for view in _spoken(views):
        if view.kind == "question" and runs and runs[-1][0].kind == "question":
            runs[-1].append(view)
        else:
            runs.append([view])
    return runs


def _spoken(views: tuple[NodeView, ...]) -> Iterator[NodeView]:
    for view in views:
        if view.kind == "group" and not (view.label or view.hint or view.appearance):
            yield from _spoken(view.children)
        else:
            yield view
