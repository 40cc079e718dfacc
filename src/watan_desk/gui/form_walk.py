"""Walking over a form on the screen: to a question, to what is open, from section to section."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from watan_desk.forms import NodeView, Record
from watan_desk.forms.plainly import hidden_in, why_hidden
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.fields.form_field import FormField
from watan_desk.gui.widgets.fields.parts import PartColumn
from watan_desk.gui.widgets.fields.section_list import SectionList
from watan_desk.gui.widgets.fields.why import WhyHidden

_TOP_PART = 2
_TOP = 60
"""So near to the top, in pixels, the next section counts as the one that is read."""


@dataclass
class Section:
    """A top group or repeat of the form, or questions that stand in none; ``names`` are the form's top nodes in it."""

    ref: str
    names: frozenset[str]
    widget: QWidget
    title: QLabel
    column: PartColumn
    why: WhyHidden
    loose: bool = False
    drawn: int = 0
    """How many of its questions are drawn, as long as it is not drawn whole."""
    whole: bool = False

    def holds(self, ref: str) -> bool:
        """Tell whether a node stands in it."""
        return top_name(ref) in self.names

    def views(self, record: Record) -> tuple[NodeView, ...]:
        """Return what stands in it now, for drawing."""
        if self.loose:
            return tuple(child for child in record.tree().children if child.name in self.names)
        view = record.node(self.ref)
        return (view,) if view.kind == "repeat" else view.children

    def fields(self) -> Iterator[FormField]:
        """Walk over the fields that are shown, in reading order."""
        yield from self.column.fields()

    def draw(self, record: Record, most: int | None = None) -> None:
        """Draw it whole, or so many of its questions at the most."""
        views = self.views(record)
        if not self.whole and most is not None:
            self.drawn = max(most, self.drawn)
            cut, left = first_of(views, self.drawn)
            self.whole = left > 0
            views = views if self.whole else cut
        else:
            self.whole = True
        self.column.show_views(views)

    def show(self, record: Record) -> None:
        """Show it as it stands now, as far as it is drawn."""
        if self.whole or self.drawn:
            self.draw(record, None if self.whole else self.drawn)


def first_of(views: tuple[NodeView, ...], most: int) -> tuple[tuple[NodeView, ...], int]:
    """Return the first questions of a part of a form with what holds them, and how many more there might have been.

    A repeat counts as one more: its table. All its items are cut as the first one is.
    """
    shown: list[NodeView] = []
    for view in views:
        if most <= 0:
            break
        if view.kind == "question":
            shown.append(view)
            most -= 1
        elif view.kind == "repeat":
            room = most - 1
            items = tuple(replace(item, children=first_of(item.children, room)[0]) for item in view.children)
            shown.append(replace(view, children=items))
            most = first_of(view.children[0].children, room)[1] if view.children else room
        else:
            inside, most = first_of(view.children, most)
            shown.append(replace(view, children=inside))
    return tuple(shown), most


def hidden_of(record: Record, section: Section) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is not asked now in a section, and in the hidden ones behind it: its label, and why."""
    found: list[NodeView] = []
    own = False
    for child in record.tree().children:
        if child.name in section.names:
            own = True
            found += hidden_in(replace(child, children=(child,)) if child.kind == "question" else child)
        elif own and not child.relevant and child.label and child.kind != "question":
            found.append(child)
        elif own:
            break
    for view in found:
        yield view.label, why_hidden(record, view.ref, record.lang)


def may_hide(record: Record, tree: NodeView) -> Callable[[frozenset[str]], bool]:
    """Return what tells whether anything of a section, or a whole section behind it, is asked only sometimes."""
    rules = record.definition.rules
    asked = {top_name(spec.path) for spec in rules if rules[spec].relevant is not None}
    whole = {spec.name for spec in rules if rules[spec].relevant is not None and spec.path.count("/") == _TOP_PART}
    order = [child.name for child in tree.children]

    def tell(names: frozenset[str]) -> bool:
        last = max((place for place, name in enumerate(order) if name in names), default=-1)
        return bool(asked & names) or bool(whole & set(order[last + 1 : last + 2]))

    return tell


def top_name(ref: str) -> str:
    """Return the name of the form's top node that a reference goes through."""
    parts = ref.split("/")
    return parts[2].partition("[")[0] if len(parts) > _TOP_PART else ""


class FormWalk(QWidget):
    """The sections of a form and the ways through them; what stands in them is made by ``FormView``.

    A long form is drawn in steps. Whoever asks for a question that is not drawn yet has it drawn at once, with all that
    stands above it; ``drawn`` tells that nothing is left.
    """

    drawn = Signal()

    def __init__(self, record: Record, look: Look) -> None:
        super().__init__()
        self.record = record
        self._sections: dict[str, Section] = {}
        self.sections = SectionList(look)
        self._scroll = QScrollArea()
        self._inner = QWidget()
        self._bind("Alt+Down", lambda: self.walk_sections(1))
        self._bind("Alt+Up", lambda: self.walk_sections(-1))

    def left_open(self) -> int:
        """Return how many answers are missing or wrong."""
        return len(self.record.problems())

    def show_everything_open(self) -> None:
        """Say of every missing answer that it is missing."""
        self.draw_up_to()
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
        inside = next((section for section in self._sections.values() if section.holds(ref)), None)
        if inside is None:
            return False
        self.draw_up_to(inside.ref)
        inside.column.open_at(ref)
        self.turn_to(inside.ref)
        found = next((each for each in inside.fields() if each.view.ref == ref), None)
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
        self.draw_up_to(ref)
        self.turn_to(ref)
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
        if step > 0 and refs:
            self.look_over(refs[now])
        if refs:
            self.go_to_section(refs[max(0, min(len(refs) - 1, now + step))])

    def look_over(self, ref: str) -> FormField | None:
        """Say of every answer of a section what is missing or wrong; return the first such field."""
        self.draw_up_to(ref)
        for each in self._sections[ref].fields():
            each.show_required()
        return next((each for each in self._sections[ref].fields() if each.open_item()), None)

    def turn_to(self, ref: str) -> None:
        """Bring the page of a section before the delegate, where a form is shown page by page."""

    def first_open(self) -> QWidget | None:
        """Return the editor of the first question whose answer is missing or wrong, else of the first question."""
        for problem in self.record.problems():
            section = next((each for each in self._sections.values() if each.holds(problem.ref)), None)
            if section is not None and not section.widget.isHidden():
                open_now = (each for each in section.fields() if each.open_item() and _is_free(each))
                if goal := next(open_now, None):
                    return goal.editor.target() if goal.editor else None
        first = next((each for each in self._shown_fields() if _is_free(each)), None)
        return first.editor.target() if first is not None and first.editor is not None else None

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

    def walk(self) -> Iterator[FormField]:
        """Walk over the fields that are shown, in reading order; what is not drawn yet is drawn."""
        self.draw_up_to()
        yield from self._shown_fields()

    def draw_up_to(self, ref: str = "") -> None:
        """Draw what is not drawn yet, up to a section, or all."""
        raise NotImplementedError

    def _shown_fields(self) -> Iterator[FormField]:
        """Walk over the fields that are drawn and shown."""
        for section in self._sections.values():
            if not section.widget.isHidden():
                yield from section.fields()

    def _here(self) -> str:
        focused = self.focusWidget()
        return next((each.view.ref for each in self._shown_fields() if focused and each.isAncestorOf(focused)), "")

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _mark_top(self, scrolled: int) -> None:
        """Show in the list which section stands at the top."""
        shown = [(ref, each.widget.y()) for ref, each in self._sections.items() if not each.widget.isHidden()]
        above = [ref for ref, top in shown if top <= scrolled + _TOP]
        if shown:
            self.sections.show_current((above or [shown[0][0]])[-1])

    def _mark_section(self, ref: str) -> None:
        inside = next((own for own, section in self._sections.items() if section.holds(ref)), "")
        QTimer.singleShot(0, lambda: self.sections.show_current(inside))


def _is_free(field: FormField) -> bool:
    """Tell whether a question takes an answer."""
    return field.editor is not None and not field.view.readonly
