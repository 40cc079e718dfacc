"""Any form on the screen: sections at the start side, questions in the middle, what is open counted as it changes.

It asks the record and shows its answer; it knows no rule of any form. After a change only what changed is drawn anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from watan_desk.forms import FormError, NodeView, Record
from watan_desk.forms.media import NO_PICTURES, Pictures
from watan_desk.forms.plainly import why_refused
from watan_desk.gui.form_steps import FormSteps, asked_of
from watan_desk.gui.form_walk import Section, hidden_of, may_hide
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, Panel, label, row
from watan_desk.gui.widgets.fields.attachment import Attaching
from watan_desk.gui.widgets.fields.make import Maker
from watan_desk.gui.widgets.fields.parts import PartColumn
from watan_desk.gui.widgets.fields.repeat import Editing
from watan_desk.gui.widgets.fields.why import WhyHidden

PAGES = "pages"


class FormView(FormSteps):
    """A record on the screen. ``changed`` is sent after every change of an answer, ``open_items`` with the count.

    ``paged``: a form that asks for pages gets them; the desk's own forms stand whole beside their list of sections.
    ``keeper`` keeps files that are answers; without one none can be given. ``in_steps`` only the section of the first
    open question is drawn at once, the rest while nothing else is to be done.
    """

    changed = Signal()
    open_items = Signal(int)

    def __init__(
        self,
        record: Record,
        look: Look,
        today: date,
        *,
        title: str = "",
        keeper: Attaching | None = None,
        pictures: Pictures = NO_PICTURES,
        paged: bool = False,
        in_steps: bool = False,
    ) -> None:
        super().__init__(record, look)
        self._look = look
        self._maker = Maker(
            look, today, keeper, lambda ref: why_refused(record, ref, record.lang), pictures, lambda: record.lang
        )
        self._locked = False
        self.paged = paged and PAGES in record.definition.style.split()
        self._editing = Editing(self._add, self._remove, self._give, record.node)
        self.panel = Panel(look, title, aside=look.say("gui_form.required_legend") if title else "")
        self.language = Button(look, "", "small", "language")
        self.back = Button(look, look.say("gui_form.page_before"), "", look.backward())
        self.onward = Button(look, look.say("gui_form.page_after"), "outline", icon_after=look.onward())
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.drawn.connect(self._count)
        self._lines = QVBoxLayout(self._inner)
        self._lay_out()
        self._draw(record.tree())
        first = next(iter(self._sections), "")
        if in_steps:
            self.begin(first)
        else:
            self.draw_up_to()
        self._count()
        self.sections.show_current(first)
        self.turn_to(first)

    def lock(self, *, locked: bool) -> None:
        """Let every answer be read only, or free again."""
        self._locked = locked
        for section in self._sections.values():
            section.column.lock(locked=locked)

    def give(self, ref: str, text: str) -> None:
        """Give an answer that is not typed into its own field."""
        self._give(ref, text)
        self.show_record()

    def add_to(self, repeat_ref: str) -> None:
        """Add an item to a repeat and set the focus on its first field."""
        self.draw_up_to()
        for section in self._sections.values():
            for repeat in section.column.repeats():
                if repeat.view.ref == repeat_ref:
                    repeat.add()
                    return

    def show_record(self) -> None:
        """Draw everything as it stands now, after answers came from elsewhere."""
        for section in self._sections.values():
            self._show_section(section)
        self._count()

    def speak(self, code: str) -> None:
        """Show the whole form in another of its languages; every answer stays."""
        self.record.lang = code
        self.show_record()
        self._name_language()

    def turn_to(self, ref: str) -> None:
        """Show the page of a section alone, where the form asks to be shown page by page."""
        if not self.paged or ref not in self._sections:
            return
        self.page = ref
        if ref != self.begun:
            self.draw_up_to(ref)
        for section in self._sections.values():
            section.widget.setVisible(self.stands(section))
        pages = self._pages()
        self.back.setVisible(bool(pages) and ref != pages[0])
        self.onward.setVisible(bool(pages) and ref != pages[-1])

    def turn_page(self, step: int) -> None:
        """Go a page back or on. Before it goes on it says once what is missing or wrong on this one."""
        pages = self._pages()
        here = pages.index(self.page) if self.page in pages else 0
        if step > 0:
            told = self.page in self._told
            self._told.add(self.page)
            wrong = self.look_over(self.page)
            if wrong is not None and not told:
                self.go_to(wrong.view.ref)
                return
        self.go_to_section(pages[max(0, min(len(pages) - 1, here + step))])

    def _lay_out(self) -> None:
        self._told: set[str] = set()
        self._lines.setContentsMargins(2, 0, 8, 8)
        self._lines.setSpacing(12)
        self._inner.setProperty("inner", "1")
        self._scroll.setWidget(self._inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel.body.setContentsMargins(14, 10, 8, 10)
        self.panel.body.addWidget(self.trouble)
        self.panel.body.addWidget(self._scroll)
        if self.paged:
            self.panel.body.addLayout(row(self.back, None, self.onward))
        self.back.pressed_now.connect(lambda: self.turn_page(-1))
        self.onward.pressed_now.connect(lambda: self.turn_page(1))
        self.language.pressed_now.connect(lambda: self.speak(self._other_language()))
        self.panel.head.addWidget(self.language)
        self._name_language()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(self._look.theme.sizes["gap"])
        whole.addWidget(self.sections)
        whole.addWidget(self.panel, 1)
        self.sections.chosen.connect(self.go_to_section)

    def _name_language(self) -> None:
        """Let the button offer the next language by its own name; a form of one language has none."""
        many = len(self.record.definition.languages) > 1 and bool(self.panel.title.text())
        self.language.setHidden(not many)
        if many:
            name = self.record.definition.languages[self._other_language()]
            self.language.rename(name.partition("(")[0].strip() or name)
            self.language.setToolTip(self._look.say("gui_form.speak", name=name))

    def _other_language(self) -> str:
        codes = [*self.record.definition.languages]
        here = codes.index(self.record.lang) if self.record.lang in codes else -1
        return codes[(here + 1) % len(codes)]

    def _draw(self, tree: NodeView) -> None:
        self._may_hide = may_hide(self.record, tree)
        loose: list[NodeView] = []
        for child in tree.children:
            if child.kind == "question":
                loose.append(child)
                continue
            self._make_loose(tree.ref, loose)
            loose = []
            self._make_section(child.ref, (child,), child.label if child.kind == "group" else "")
        self._make_loose(tree.ref, loose)
        self._lines.addStretch(1)
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_top)
        self.sections.setVisible(len(self._sections) > 1)

    def _make_loose(self, top: str, views: list[NodeView]) -> None:
        """Make a section of questions that stand in no group."""
        if views:
            ref = f"{top}#{views[0].name}" if top in self._sections else top
            self._make_section(ref, tuple(views), "")

    def _make_section(self, ref: str, views: tuple[NodeView, ...], name: str) -> None:
        loose = views[0].kind == "question"
        widget = QWidget(self._inner)
        lines = QVBoxLayout(widget)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        title = label(name, "head")
        lines.addWidget(title)
        title.setVisible(bool(name) and name != self.panel.title.text())
        appearance = views[0].appearance if views[0].kind == "group" else ""
        column = PartColumn(self._maker, self._editing, widget, appearance)
        why = WhyHidden(self._look, lambda: hidden_of(self.record, self._sections[ref]))
        section = Section(ref, frozenset(view.name for view in views), widget, title, column, why, loose)
        lines.addWidget(column)
        lines.addWidget(why)
        why.setVisible(self._may_hide(section.names))
        widget.hide()
        self._sections[ref] = section
        self._lines.addWidget(widget)

    def _pages(self) -> list[str]:
        return [ref for ref, section in self._sections.items() if self.relevant(section)]

    def _give(self, ref: str, text: str) -> None:
        with self._troubled():
            self._show(self.record.set(ref, text))
        self._count()
        self.changed.emit()

    def _add(self, ref: str) -> None:
        with self._troubled():
            self.record.add(ref)
        self._after_structure(ref)

    def _remove(self, ref: str) -> None:
        with self._troubled():
            self.record.remove(ref)
        self._after_structure(ref)

    @contextmanager
    def _troubled(self) -> Iterator[None]:
        """Say it on the form where an answer makes it compute or hold more than it may; what was typed stays."""
        self.trouble.hide()
        try:
            yield
        except FormError as error:
            self.trouble.setText(error.sentence(self._look.lang))
            self.trouble.show()
            for section in self._sections.values():
                self._show_section(section)

    def _after_structure(self, ref: str) -> None:
        for section in self._sections.values():
            if section.holds(ref):
                self._show_section(section)
        self._count()
        self.changed.emit()

    def _show(self, refs: frozenset[str]) -> None:
        """Draw the questions that changed; a repeat or a group that changed is looked at as a whole."""
        whole: set[str] = set()
        for ref in refs:
            section = next((each for each in self._sections.values() if each.holds(ref)), None)
            if section is None or section.ref in whole:
                continue
            if not section.whole:
                whole.add(section.ref)
                continue
            view = self.record.node(ref)
            appears = section.loose and self.relevant(section) == section.widget.isHidden()
            if appears or view.kind != "question" or not section.column.show_view(view):
                whole.add(section.ref)
        for ref in whole:
            self._show_section(self._sections[ref])

    def _show_section(self, section: Section) -> None:
        if not section.loose:
            view = self.record.node(section.ref)
            name = view.label if view.kind == "group" else ""
            section.title.setText(name)
            section.title.setVisible(bool(name) and name != self.panel.title.text())
        section.widget.setVisible(self.stands(section))
        section.show(self.record)

    def _count(self) -> None:
        problems = self.record.problems()
        for ref, section in self._sections.items():
            section.why.refresh()
            left = sum(1 for problem in problems if section.holds(problem.ref))
            name = self._look.say("gui_form.loose_section") if section.loose else _name_of(self.record.node(ref))
            self.sections.show_section(ref, name, left, relevant=self.relevant(section))
        shown = asked_of(self.record.tree()) if self.drawing else (each.view for each in self._shown_fields())
        fields = [view for view in shown if view.type != "note"]
        self.sections.show_progress(sum(1 for view in fields if view.value), len(fields))
        self.open_items.emit(len(problems))


def _name_of(group: NodeView) -> str:
    """Return what a section is called: its label, else what is said first in it (a table's name stands in a note)."""
    return group.label or next((child.label for child in group.children if child.label), group.name)
