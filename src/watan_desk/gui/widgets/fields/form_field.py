"""One question on the screen: its label, its editor, and what is wrong with its answer, said at once."""

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from watan_desk.forms import NodeView, Problem
from watan_desk.gui.widgets.basics import Button, label
from watan_desk.gui.widgets.fields.appearance import GRID, shown_plainly, width_of, words
from watan_desk.gui.widgets.fields.beside import Beside
from watan_desk.gui.widgets.fields.choice import ComboEditor, segments_need
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.finder import FinderEditor
from watan_desk.gui.widgets.fields.make import Maker, kind_of, make_editor, takes_choices
from watan_desk.gui.widgets.fields.many import ManyEditor

COLUMNS = GRID
GAP = 12
"""Pixels between two questions of a row."""
_NEEDS = {"date": 220, "dateTime": 330, "select_one": 190, "geopoint": 330, "range": 260}
"""The pixels an editor of this type needs; any other needs ``_NEED``."""
_NEED, _LIKERT_NEED = 140, 310
_WIDTHS = (3, 4, 6, 12)
_FILES = frozenset({"image", "audio", "video", "file"})
_WHOLE_KINDS = _FILES | frozenset({"area", "note", "multi", "many", "heads", "bare", "bare_checks", "rank", "round"})
_BESIDE = frozenset({"heads", "bare", "bare_checks"})
"""Kinds that stand in the lines of a table: the label beside the boxes."""


def span_of(view: NodeView, maker: Maker, room: int, group: str = "") -> int:
    """Return how many of the twelve columns a question takes in ``room`` pixels: what it asks for, or enough."""
    asked, look = width_of(view, group), maker.look
    if asked is not None:
        return asked
    kind = kind_of(view, pictured=maker.pictured(view))
    if kind in _WHOLE_KINDS:
        return COLUMNS
    label_px = QFontMetrics(look.theme.font("label")).horizontalAdvance(view.label) + 20
    likert = "likert" in words(view)
    needed = max(label_px, _LIKERT_NEED if likert else _NEEDS.get(view.type, _NEED))
    if kind == "segments":
        needed = max(needed, segments_need(look, view.choices))
    column = (room + GAP) / COLUMNS
    return next((width for width in _WIDTHS if width * column - GAP >= needed), COLUMNS)


class FormField(QWidget):
    """Label, editor and message of one question. ``edited`` carries the reference and the text as typed."""

    edited = Signal(str, str)
    left = Signal(str)

    def __init__(self, view: NodeView, maker: Maker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maker, self._look, self.view = maker, maker.look, view
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
        self._notice = label("", "hint", wrap=True)
        self._guidance = label("", "hint", wrap=True)
        self._guidance.hide()
        self._help = Button(self._look, "?", "link")
        self._help.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._help.setCheckable(True)
        self._help.toggled.connect(self._show_guidance)
        self.why = Button(self._look, self._look.say("gui_form.why_refused"), "link")
        self.why.setCheckable(True)
        self.why.toggled.connect(lambda _on: self._show_why())
        self._reason = label("", "hint", wrap=True)
        self.beside = Beside(self._look, maker.pictures)
        self._kind = kind_of(view, pictured=maker.pictured(view))
        self._drawn = self._named_pictures(view)
        self.editor = make_editor(view, self._maker)
        self._room = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.show_view(view)

    @property
    def message(self) -> str:
        """What it says below the editor; empty when nothing is wrong."""
        return self._message.text() if not self._message.isHidden() else ""

    def show_view(self, view: NodeView) -> None:
        """Show the question as it stands now."""
        pictured = self._maker.pictured(view)
        other = kind_of(view, pictured=pictured) != self._kind or self._named_pictures(view) != self._drawn
        other = other or (view.choices != self.view.choices and not takes_choices(self._kind))
        self.view = view
        if other:
            self._make_again()
        self.setVisible(view.relevant)
        star = f' <span style="color:{self._look.theme.colours["red"]}">*</span>' if view.required else ""
        self._label.setText(html.escape(view.label) + star)
        self.beside.show_view(view, self._maker.spoken())
        self._notice.setText(self._look.say("gui_form.shown_plainly"))
        self._notice.setVisible(shown_plainly(view))
        self._guidance.setText(view.guidance)
        self._help.setVisible(bool(view.guidance))
        self._help.setAccessibleName(self._look.say("gui_form.more_help", name=view.label))
        self._help.setToolTip(view.guidance)
        if self.editor is None:
            self._message.setText(view.hint)
            self._message.setVisible(bool(view.hint))
            for part in (self._sign, self.why, self._reason):
                part.hide()
            return
        if isinstance(self.editor, ComboEditor | FinderEditor | ManyEditor) and takes_choices(self._kind):
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
        self._show_why()
        if self.editor is not None:
            self.editor.show_state(state)
            needed = self._look.say("gui_form.required_mark", name=self.view.label)
            self.editor.describe(needed if self.view.required else self.view.label, text)

    def _show_why(self) -> None:
        """Offer to say why the form refuses the answer, and say it while that is wanted."""
        problem = self._shown_problem()
        refused = problem is not None and problem.kind == "constraint"
        self.why.setVisible(refused)
        self.why.setAccessibleName(self._look.say("gui_form.why_refused_of", name=self.view.label))
        wanted = refused and self.why.isChecked()
        told = self._maker.why(self.view.ref) if wanted else ()
        self._reason.setText("\n".join(map(self._look.digits, told)))
        self._reason.setVisible(bool(told))
        self.why.setAccessibleDescription(self._reason.text())

    def _show_guidance(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self._guidance.setVisible(on)

    def _named_pictures(self, view: NodeView) -> dict[str, str]:
        """Return which pictures the choices have in the form's present language: others make another editor."""
        return self._maker.pictures.media.pictures_of_choices(view, self._maker.spoken())

    def _connect(self) -> None:
        if self.editor is None:
            return
        self.editor.edited.connect(self._was_edited)
        self.editor.left.connect(self._was_left)
        self._label.setBuddy(self.editor.target())

    def _was_edited(self, text: str) -> None:
        self.edited.emit(self.view.ref, text)
        if text and any(word.startswith("quick") for word in words(self.view)) and self.editor is not None:
            self.editor.target().focusNextChild()

    def _make_again(self) -> None:
        """Make the editor anew: its choices, or how it shows them, became others."""
        had = self.editor is not None and self.editor.isAncestorOf(self.focusWidget() or self)
        if self.editor is not None:
            self._room.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self._kind = kind_of(self.view, pictured=self._maker.pictured(self.view))
        self._drawn = self._named_pictures(self.view)
        self.editor = make_editor(self.view, self._maker)
        if self.editor is not None:
            self._room.addWidget(self.editor)
            self._connect()
            if had:
                self.editor.target().setFocus()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        named = QHBoxLayout()
        named.setSpacing(2)
        named.addWidget(self._label, 1)
        named.addWidget(self._help, 0, Qt.AlignmentFlag.AlignTop)
        self._room.setContentsMargins(0, 0, 0, 0)
        if self.editor is not None:
            self._room.addWidget(self.editor)
        if self._kind in _BESIDE:
            beside = QHBoxLayout()
            beside.addLayout(named, 1)
            beside.addLayout(self._room, 2)
            whole.addLayout(beside)
        else:
            whole.addLayout(named)
            whole.addWidget(self.beside)
            whole.addLayout(self._room)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._message, 1)
        foot.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(foot)
        whole.addWidget(self._reason)
        whole.addWidget(self._guidance)
        whole.addWidget(self._notice)
        whole.addStretch(1)
