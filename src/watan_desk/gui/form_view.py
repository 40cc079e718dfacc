"""Any form on the screen: sections at the start side, questions in the middle, what is open counted as it changes.

It asks the record and shows its answer; it knows no rule of any form. After a change only what changed is drawn anew.
"""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from watan_desk.forms import NodeView, Record
from watan_desk.gui.form_walk import FormWalk, Part, Section
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Panel, label
from watan_desk.gui.widgets.fields.field_grid import FieldGrid
from watan_desk.gui.widgets.fields.repeat import Editing, RepeatView


class FormView(FormWalk):
    """A record on the screen. ``changed`` is sent after every change of an answer, ``open_items`` with the count."""

    changed = Signal()
    open_items = Signal(int)

    def __init__(self, record: Record, look: Look, today: date, *, title: str = "") -> None:
        super().__init__(record, look)
        self._look, self._today = look, today
        self._locked = False
        self._editing = Editing(self._add, self._remove, self._give)
        self.panel = Panel(look, title, aside=look.say("gui_form.required_legend") if title else "")
        self._lines = QVBoxLayout(self._inner)
        self._lay_out()
        self._draw(record.tree())
        self._count()
        self.sections.show_current(next(iter(self._sections), ""))

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, or free again."""
        self._locked = locked
        for section in self._sections.values():
            for part in section.parts:
                part.lock(locked=locked)

    def give(self, ref: str, text: str) -> None:
        """Give an answer that is not typed into its own field."""
        self._give(ref, text)
        self.show_record()

    def add_to(self, repeat_ref: str) -> None:
        """Add an item to a repeat and set the focus on its first field."""
        for section in self._sections.values():
            for part in section.parts:
                if isinstance(part, RepeatView) and part.view.ref == repeat_ref:
                    part.add()

    def show_record(self) -> None:
        """Draw everything as it stands now, after answers came from elsewhere."""
        for child in self.record.tree().children:
            self._show_section(child)
        self._count()

    def _lay_out(self) -> None:
        self._lines.setContentsMargins(2, 0, 8, 8)
        self._lines.setSpacing(12)
        self._inner.setProperty("inner", "1")
        self._scroll.setWidget(self._inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel.body.setContentsMargins(14, 10, 8, 10)
        self.panel.body.addWidget(self._scroll)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(self._look.theme.sizes["gap"])
        whole.addWidget(self.sections)
        whole.addWidget(self.panel, 1)
        self.sections.chosen.connect(self.go_to_section)

    def _draw(self, tree: NodeView) -> None:
        loose = tuple(child for child in tree.children if child.kind == "question")
        if loose:
            self._make_section(NodeView(ref=tree.ref, name=tree.name, kind="group", type="group", children=loose))
        for child in tree.children:
            if child.kind != "question":
                self._make_section(child)
        self._lines.addStretch(1)
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_top)
        self.sections.setVisible(len(self._sections) > 1)

    def _make_section(self, group: NodeView) -> None:
        widget = QWidget(self._inner)
        lines = QVBoxLayout(widget)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        if group.label and group.label != self.panel.title.text():
            lines.addWidget(label(group.label, "head"))
        section = Section(group.ref, widget)
        for run in _runs(group):
            part: Part
            if run[0].kind == "repeat":
                part = RepeatView(run[0], self._look, self._today, self._editing, widget)
            else:
                part = FieldGrid(self._look, self._today, self._give, widget)
                part.show_views(run)
            section.parts.append(part)
            lines.addWidget(part)
        widget.setHidden(not group.relevant)
        self._sections[group.ref] = section
        self._lines.addWidget(widget)

    def _give(self, ref: str, text: str) -> None:
        self._show(self.record.set(ref, text))
        self._count()
        self.changed.emit()

    def _add(self, ref: str) -> None:
        self.record.add(ref)
        self._after_structure(ref)

    def _remove(self, ref: str) -> None:
        self.record.remove(ref)
        self._after_structure(ref)

    def _after_structure(self, ref: str) -> None:
        for section in self._sections.values():
            if ref.startswith(section.ref + "/"):
                self._show_section(self.record.node(section.ref))
        self._count()
        self.changed.emit()

    def _show(self, refs: frozenset[str]) -> None:
        """Draw the questions that changed; a repeat or a group that changed is looked at as a whole."""
        whole: set[str] = set()
        for ref in refs:
            section = next((own for own in self._sections if ref == own or ref.startswith(own + "/")), None)
            if section is None:
                continue
            part = next((part for part in self._sections[section].parts if self._holds(part, ref)), None)
            if isinstance(part, FieldGrid):
                part.show_view(self.record.node(ref))
            else:
                whole.add(section)
        for ref in whole:
            self._show_section(self.record.node(ref))

    @staticmethod
    def _holds(part: Part, ref: str) -> bool:
        return isinstance(part, FieldGrid) and part.field(ref) is not None

    def _show_section(self, group: NodeView) -> None:
        section = self._sections.get(group.ref)
        if section is None:
            return
        section.widget.setVisible(group.relevant)
        for part, run in zip(section.parts, _runs(group), strict=True):
            if isinstance(part, RepeatView):
                part.show_view(run[0])
            else:
                part.show_views(run)

    def _count(self) -> None:
        problems = self.record.problems()
        for ref, section in self._sections.items():
            view = self.record.node(ref) if ref.count("/") > 1 else None
            left = sum(1 for problem in problems if problem.ref.startswith(ref + "/"))
            name = view.label if view else ""
            self.sections.show_section(ref, name, left, relevant=not section.widget.isHidden())
        fields = [each.view for each in self.walk() if each.view.type != "note"]
        self.sections.show_progress(sum(1 for view in fields if view.value), len(fields))
        self.open_items.emit(len(problems))


def _runs(group: NodeView) -> list[list[NodeView]]:
    """Return the questions of a group in runs between its repeats; a group inside a group gives its questions."""
    runs: list[list[NodeView]] = []
    for child in _flat(group):
        if child.kind == "repeat" or not runs or runs[-1][0].kind == "repeat":
            runs.append([child])
        else:
            runs[-1].append(child)
    return runs


def _flat(group: NodeView) -> Iterator[NodeView]:
    for child in group.children:
        if child.kind == "group":
            yield from _flat(child)
        else:
            yield child
