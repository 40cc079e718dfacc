"""Any form on the screen: sections at the start side, questions in the middle, what is open counted as it changes.

It asks the record and shows its answer; it knows no rule of any form. After a change only what changed is drawn anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from watan_desk.forms import NodeView, Record
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Panel, label
from watan_desk.gui.widgets.fields.field_grid import FieldGrid
from watan_desk.gui.widgets.fields.form_field import FormField
from watan_desk.gui.widgets.fields.repeat import Editing, RepeatView
from watan_desk.gui.widgets.fields.section_list import SectionList

Part = FieldGrid | RepeatView
_TOP = 60
"""So near to the top, in pixels, the next section counts as the one that is read."""


@dataclass
class Section:
    """A top group of the form with its parts in their order."""

    ref: str
    widget: QWidget
    parts: list[Part] = field(default_factory=list)

    def fields(self) -> Iterator[FormField]:
        """Walk over the fields that are shown, in reading order."""
        for part in self.parts:
            if isinstance(part, FieldGrid):
                yield from part.fields()
            elif part.view.relevant and part.view.children:
                yield from part.fields.fields()


class FormView(QWidget):
    """A record on the screen. ``changed`` is sent after every change of an answer, ``open_items`` with the count."""

    changed = Signal()
    open_items = Signal(int)

    def __init__(self, record: Record, look: Look, today: date, *, title: str = "") -> None:
        super().__init__()
        self._look, self._today, self.record = look, today, record
        self._sections: dict[str, Section] = {}
        self._locked = False
        self._editing = Editing(self._add, self._remove, self._give)
        self.panel = Panel(look, title, aside=look.say("gui_form.required_legend") if title else "")
        self.sections = SectionList(look)
        self._scroll = QScrollArea()
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lay_out()
        self._draw(record.tree())
        self._bind("Alt+Down", lambda: self.walk_sections(1))
        self._bind("Alt+Up", lambda: self.walk_sections(-1))
        self._count()
        self.sections.show_current(next(iter(self._sections), ""))

    def left_open(self) -> int:
        """Return how many answers are missing or wrong."""
        return len(self.record.problems())

    def show_everything_open(self) -> None:
        """Say of every missing answer that it is missing."""
        for section in self._sections.values():
            for each in section.fields():
                each.show_required()

    def go_to_open(self, direction: int) -> bool:
        """Go to the next or previous answer that is missing or wrong; tell whether there is one."""
        refs = [problem.ref for problem in self.record.problems()]
        if not refs:
            return False
        order = [each.view.ref for each in self.walk()]
        here = self._here()
        known = order.index(here) if here in order else -1
        ahead = [ref for ref in refs if ref not in order or order.index(ref) > known]
        behind = [ref for ref in refs if ref in order and order.index(ref) < known]
        goal = (ahead or refs)[0] if direction > 0 else (behind or refs)[-1]
        return self.go_to(goal)

    def go_to(self, ref: str) -> bool:
        """Bring a question into view, say what is wrong with it and set the focus there."""
        for section in self._sections.values():
            for part in section.parts:
                if isinstance(part, RepeatView):
                    part.open_at(ref)
        found = next((each for each in self.walk() if each.view.ref == ref), None)
        if found is None or found.editor is None:
            return False
        found.show_required()
        found.editor.target().setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(found, 0, 40)
        self._mark_section(ref)
        return True

    def go_to_section(self, ref: str) -> None:
        """Bring a section to the top and set the focus on its first open field."""
        section = self._sections[ref]
        top = section.widget.mapTo(self._inner, QPoint(0, 0)).y()
        fields = [each for each in section.fields() if each.editor is not None and not each.view.readonly]
        goal = next((each for each in fields if each.open_item()), fields[0] if fields else None)
        if goal is not None and goal.editor is not None:
            goal.editor.target().setFocus()
        self._scroll.verticalScrollBar().setValue(top)
        self.sections.show_current(ref)

    def walk_sections(self, step: int) -> None:
        """Go to the next or previous section."""
        refs = [button.ref for button in self.sections.buttons()]
        now = next((place for place, button in enumerate(self.sections.buttons()) if button.isChecked()), 0)
        self.go_to_section(refs[max(0, min(len(refs) - 1, now + step))])

    def first_open(self) -> QWidget | None:
        """Return the editor of the first question whose answer is missing or wrong, else of the first question."""
        asked = [each for each in self.walk() if each.editor is not None and not each.view.readonly]
        goal = next((each for each in asked if each.open_item()), asked[0] if asked else None)
        return goal.editor.target() if goal is not None and goal.editor is not None else None

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

    def is_in(self, ref: str) -> bool:
        """Tell whether the focus is in a question below this reference."""
        return self._here().startswith(ref + "/")

    def is_in_question(self, name: str) -> bool:
        """Tell whether the focus is in the question of this name."""
        here = self._here()
        return any(each.view.ref == here and each.view.name == name for each in self.walk())

    def field(self, name: str) -> FormField:
        """Return the field of a question that is shown, by its name.

        Raises:
            KeyError: no such question is shown.
        """
        for each in self.walk():
            if each.view.name == name:
                return each
        raise KeyError(name)

    def show_record(self) -> None:
        """Draw everything as it stands now, after answers came from elsewhere."""
        for child in self.record.tree().children:
            self._show_section(child)
        self._count()

    def walk(self) -> Iterator[FormField]:
        """Walk over the fields that are shown, in reading order."""
        for section in self._sections.values():
            if not section.widget.isHidden():
                yield from section.fields()

    def _here(self) -> str:
        focused = self.focusWidget()
        return next((each.view.ref for each in self.walk() if focused and each.isAncestorOf(focused)), "")

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

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

    def _mark_top(self, scrolled: int) -> None:
        """Show in the list which section stands at the top."""
        shown = [(ref, each.widget.y()) for ref, each in self._sections.items() if not each.widget.isHidden()]
        above = [ref for ref, top in shown if top <= scrolled + _TOP]
        self.sections.show_current((above or [shown[0][0]])[-1])

    def _mark_section(self, ref: str) -> None:
        inside = next((own for own in self._sections if ref.startswith(own + "/")), "")
        QTimer.singleShot(0, lambda: self.sections.show_current(inside))


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
