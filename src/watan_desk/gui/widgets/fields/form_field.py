"""One question on the screen: its label, its editor, and what is wrong with its answer, said at once."""

import html
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from watan_desk.forms import NodeView, Problem
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import label
from watan_desk.gui.widgets.fields.choice import FEW, FEW_LETTERS, ComboEditor, MultiEditor, SegmentEditor
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.gui.widgets.fields.text import AreaEditor, LineEditor

COLUMNS = 12
GAP = 12
"""Pixels between two questions of a row."""
_NEEDS = {"date": 220, "select_one": 190}
"""The pixels an editor of this type needs; any other needs ``_NEED``."""
_NEED, _LIKERT_NEED = 140, 310
_WIDTHS = (3, 4, 6, 12)


def is_few(view: NodeView) -> bool:
    """Tell whether a question's choices stand side by side rather than in a list."""
    letters = sum(len(text) for _, text in view.choices)
    likert = view.appearance == "likert"
    return bool(view.choices) and (likert or (len(view.choices) <= FEW and letters <= FEW_LETTERS))


def span_of(view: NodeView, look: Look, room: int) -> int:
    """Return how many of the twelve columns a question takes in a form of ``room`` pixels: 3, 4, 6 or all."""
    if view.appearance == "multiline" or view.type in {"note", "select_multiple"}:
        return COLUMNS
    label_px = QFontMetrics(look.theme.font("label")).horizontalAdvance(view.label) + 20
    needed = max(label_px, _LIKERT_NEED if view.appearance == "likert" else _NEEDS.get(view.type, _NEED))
    column = (room + GAP) / COLUMNS
    return next((width for width in _WIDTHS if width * column - GAP >= needed), COLUMNS)


def make_editor(view: NodeView, look: Look, today: date) -> Editor:
    """Return the editor for a question's type."""
    if view.type == "date":
        return DateEditor(look, today)
    if view.type == "select_multiple":
        return MultiEditor(look, view.choices)
    if view.type == "select_one":
        return SegmentEditor(look, view.choices) if is_few(view) else ComboEditor(look, view.choices)
    if view.appearance == "multiline":
        return AreaEditor(look)
    return LineEditor(look)


class FormField(QWidget):
    """Label, editor and message of one question. ``edited`` carries the reference and the text as typed."""

    edited = Signal(str, str)
    left = Signal(str)

    def __init__(self, view: NodeView, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.view = look, view
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the columns decide the width
        self._locked = False
        self.seen = False
        """Whether the delegate has been here; a missing answer is shown as wrong only then."""
        self._label = label("", "label", wrap=True)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._sign = QLabel()
        self._sign.setFixedSize(15, 15)
        self.editor = make_editor(view, look, today) if view.type != "note" else None
        self._lay_out()
        if self.editor is not None:
            self.editor.edited.connect(lambda text: self.edited.emit(self.view.ref, text))
            self.editor.left.connect(self._was_left)
            self._label.setBuddy(self.editor.target())
        self.show_view(view)

    @property
    def message(self) -> str:
        """What it says below the editor; empty when nothing is wrong."""
        return self._message.text() if not self._message.isHidden() else ""

    def show_view(self, view: NodeView) -> None:
        """Show the question as it stands now."""
        self.view = view
        self.setVisible(view.relevant)
        star = f' <span style="color:{self._look.theme.colours["red"]}">*</span>' if view.required else ""
        self._label.setText(html.escape(view.label) + star)
        if self.editor is None:
            return
        if isinstance(self.editor, ComboEditor):
            self.editor.offer(view.choices)
        self.editor.show_value(view.value)
        self.editor.show_readonly(readonly=self._locked or view.readonly)
        self._show_state()

    def lock(self, *, locked: bool) -> None:
        """Let the answer be read only whatever the form says, or as the form says."""
        self._locked = locked
        if self.editor is not None:
            self.editor.show_readonly(readonly=locked or self.view.readonly)

    def show_required(self) -> None:
        """From now on say so when the answer is missing."""
        if not self.seen:
            self.seen = True
            self._show_state()

    def open_item(self) -> bool:
        """Tell whether the answer is missing or wrong, whether or not that is shown yet."""
        return self.view.relevant and self.view.problem is not None

    def _was_left(self) -> None:
        self.show_required()
        self.left.emit(self.view.ref)

    def _shown_problem(self) -> Problem | None:
        problem = self.view.problem
        return problem if problem and (problem.kind != "required" or self.seen) else None

    def _show_state(self) -> None:
        problem, warning = self._shown_problem(), self.view.warning
        text = problem.message if problem else warning.message if warning else ""
        if problem and isinstance(self.editor, DateEditor) and self.editor.problem:
            text = self._look.say(self.editor.problem)
        state = "err" if problem else "war" if warning else ""
        text = text or (self.view.hint if not state else "")
        role = {"err": "error", "war": "warning", "": "hint"}[state]
        self._message.setProperty("role", role)
        self._message.style().polish(self._message)
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._sign.setVisible(bool(text and state))
        if state:
            self._sign.setPixmap(self._look.pixmap("alert-triangle", "red" if state == "err" else "amber", 15))
        if self.editor is not None:
            self.editor.show_state(state)
            needed = self._look.say("gui_form.required_mark", name=self.view.label)
            self.editor.describe(needed if self.view.required else self.view.label, text)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        whole.addWidget(self._label)
        if self.editor is not None:
            whole.addWidget(self.editor)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._message, 1)
        whole.addLayout(foot)
        whole.addStretch(1)
