"""Draws a long form in steps, so that it never stops the window: what is looked at first, the rest in idle moments."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from watan_desk.forms import NodeView, Record
from watan_desk.gui.form_walk import FormWalk, Section, first_of
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.focus_order import put_in_order

_STEP = 0.03
"""Seconds of a step in which questions are drawn; each takes up to some hundredth."""
_FIRST = 6
"""So many questions of the first section are drawn at once."""


class FormSteps(FormWalk):
    """The sections of a form, each drawn when its turn comes or as soon as something of it is asked for."""

    def __init__(self, record: Record, look: Look) -> None:
        super().__init__(record, look)
        self.paged = False
        """Whether one section is shown at a time: that of ``page``."""
        self.page = ""
        self.begun = ""
        """The section that was begun first: it is seen as it grows, every other one when it is whole."""
        self._steps = QTimer(self)
        self._steps.setInterval(0)
        self._steps.timeout.connect(self._draw_some)

    @property
    def drawing(self) -> bool:
        """Whether a part of the form is still to be drawn."""
        return self._steps.isActive()

    def begin(self, first: str) -> None:
        """Draw where the first open question stands, and leave the rest to be drawn in steps."""
        problems = self.record.problems()
        holding = (ref for ref, each in self._sections.items() if problems and each.holds(problems[0].ref))
        self.begun = first if self.paged else next(holding, first)
        if section := self._sections.get(self.begun):
            section.draw(self.record, _wanted(section.views(self.record)))
            section.widget.setVisible(self.stands(section))
        self._steps.start()

    def _draw_some(self) -> None:
        """Draw a few questions more: first the rest of the section that was begun, then the others in their order."""
        until = perf_counter() + _STEP
        order = [self.begun, *(ref for ref in self._sections if ref != self.begun)]
        for section in (self._sections[ref] for ref in order if ref in self._sections):
            while not section.whole:
                section.draw(self.record, section.drawn + 1)
                if section.whole:
                    section.widget.setVisible(self.stands(section))
                if perf_counter() >= until:
                    self._keep_sight()
                    return
        self._end_steps()

    def draw_up_to(self, ref: str = "") -> None:
        """Draw what is not drawn yet, up to a section, or all."""
        for own, section in self._sections.items():
            wanted = own == ref or not (ref and self.paged)
            if wanted and not section.whole:
                section.draw(self.record)
                section.widget.setVisible(self.stands(section))
            if own == ref:
                break
        if self.drawing and all(section.whole for section in self._sections.values()):
            self._end_steps()

    def _end_steps(self) -> None:
        if self.drawing:
            self._steps.stop()
            put_in_order(self)
            self._keep_sight()
            self.drawn.emit()

    def _keep_sight(self) -> None:
        """Keep the question that is being answered in sight while others come to stand above it."""
        held, lines = self.focusWidget(), self._inner.layout()
        if held is not None and lines is not None and self._inner.isAncestorOf(held) and held.hasFocus():
            lines.activate()
            self._scroll.ensureWidgetVisible(held, 0, 40)

    def stands(self, section: Section) -> bool:
        """Tell whether a section is to be seen now."""
        ready = section.whole or section.ref == self.begun
        return ready and self.relevant(section) and (not self.paged or section.ref == self.page)

    def relevant(self, section: Section) -> bool:
        """Tell whether anything of a section is asked now; where all is hidden the section before it says why."""
        if not section.loose:
            return self.record.node(section.ref).relevant
        return not self._sections or section.ref == next(iter(self._sections)) or _any_asked(section, self.record)


def still_drawing(window: QWidget) -> bool:
    """Tell whether a form in a window is still being drawn."""
    return any(form.drawing for form in window.findChildren(FormSteps))


def asked_of(node: NodeView) -> Iterator[NodeView]:
    """Yield the questions that are asked now; of a repeat those of its first item, which is the one that is shown."""
    for child in (each for each in node.children if each.relevant):
        if child.kind == "question":
            yield child
        else:
            yield from asked_of(replace(child, children=child.children[:1]) if child.kind == "repeat" else child)


def _wanted(views: tuple[NodeView, ...]) -> int:
    """Return how many questions are drawn at once: the first ones, up to one whose answer is open if there is one."""
    count = _FIRST
    while any(map(_open, views)):
        shown, left = first_of(views, count)
        if left > 0 or any(map(_open, shown)):
            break
        count += 1
    return count


def _open(view: NodeView) -> bool:
    """Tell whether something of a node is missing or wrong."""
    return view.relevant and (view.problem is not None or any(map(_open, view.children)))


def _any_asked(section: Section, record: Record) -> bool:
    return any(view.relevant for view in section.views(record))
