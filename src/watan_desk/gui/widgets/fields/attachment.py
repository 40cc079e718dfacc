"""A picture, recording or file as an answer: chosen, dropped or drawn, kept encrypted, shown and taken away.

An answer names its file by nothing but an id and an ending; so does the screen.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.forms import NodeView
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, mark, row
from watan_desk.gui.widgets.fields.appearance import words
from watan_desk.gui.widgets.fields.drawing_pad import DrawingPad
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.store.attachments import Blob
from watan_desk.wiring.attachments import ENDINGS, PICTURES

_PICTURE_WIDE, _PICTURE_HIGH = 560, 420
_DRAWN = {"signature": "sign", "draw": "draw", "annotate": "annotate"}
"""The appearances by which a picture is drawn, and the key of what their button says."""

Named = Callable[[str], None]
Failed = Callable[[DeskError], None]


class Attaching(Protocol):
    """What a form asks of whoever keeps its files; everything happens off the GUI thread, ``done`` is called on it."""

    def refusal(self, name: str) -> str:
        """Return why nothing is kept as the answer of a question, as a sentence; empty where a file may be kept."""

    def keep(self, name: str, source: Path, done: Named, failed: Failed) -> None:
        """Keep a file as the answer of the question ``name``; ``done`` gets what stands in the answer."""

    def keep_drawing(self, name: str, png: bytes, done: Named, failed: Failed) -> None:
        """Keep what was drawn."""

    def read(self, answer: str, done: Callable[[Blob], None], failed: Failed) -> None:
        """Fetch the file that an answer names."""

    def copy_out(self, blob: Blob, goal: Path, done: Callable[[Path], None], failed: Failed) -> None:
        """Write a file's bytes where the delegate wants them; the log of exports says so."""


class AttachmentEditor(Editor):
    """What is kept, and buttons to choose, draw, show and take away; files may be dropped on it."""

    def __init__(self, look: Look, view: NodeView, keeper: Attaching | None) -> None:
        super().__init__()
        self._look, self._kind, self._name, self._keeper, self._value = look, view.type, view.name, keeper, ""
        self._readonly = False
        self._way = next((word for word in _DRAWN if word in words(view)), "") if view.type == "image" else ""
        self._said = label("", "", wrap=True)
        self.choose = Button(look, look.say("gui_form.choose_file"), "small", "file-import")
        self.draw = Button(look, look.say(f"gui_form.{_DRAWN.get(self._way, 'draw')}"), "small", "signature")
        self.show_it = Button(look, look.say("gui_form.show_file"), "small", "eye")
        self.remove = Button(look, look.say("gui_form.remove_file"), "small", "trash")
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self._picture = QLabel()
        self._picture.hide()
        self.pad: DrawingPad | None = None
        self._lay_out()
        self._ask_whether()
        self.show_value("")
        self.watch(self.target())

    def ask(self) -> None:
        """Let the delegate choose a file."""
        endings = " ".join(f"*.{ending}" for ending in ENDINGS.get(self._kind, ()))
        kinds = f"{self._look.say(f'gui_form.kind_{self._kind}')} ({endings})" if endings else ""
        chosen, _ = QFileDialog.getOpenFileName(self, self._look.say("gui_form.choose_file"), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, source: Path) -> None:
        """Keep a file as the answer; one of another kind is refused."""
        endings = ENDINGS.get(self._kind)
        if endings and source.suffix.lower().lstrip(".") not in endings:
            self._refuse(self._look.say("gui_form.wrong_kind", kinds=" ".join(endings)))
        elif self._keeper is not None and not self._readonly and not self.choose.reason:
            self._begin()
            self._keeper.keep(self._name, source, self._give, self._failed)

    def open_pad(self) -> None:
        """Open the sheet to draw on: blank, or over the picture that is the answer."""
        if self._keeper is None or self._readonly:
            return
        if self._way == "annotate" and self._value:
            self._keeper.read(self._value, self._annotate, self._failed)
        else:
            self._stand_pad(b"")

    def show_value(self, value: str) -> None:
        """Show the file that is the answer."""
        if value != self._value:
            self._picture.hide()
            self.show_it.rename(self._look.say("gui_form.show_file"))
        self._value = value
        ending = value.rpartition(".")[2].upper()
        empty = "gui_form.no_file_closed" if self._readonly or self.choose.reason else "gui_form.no_file"
        self._said.setText(self._look.say("gui_form.kept_file", kind=ending) if value else self._look.say(empty))
        self._show_buttons()

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self._said, "role", "error" if state == "err" else "")

    def show_readonly(self, *, readonly: bool) -> None:
        """Let the file be seen but not changed."""
        self._readonly = readonly
        if readonly and self.pad is not None:
            self._close_pad()
        self.show_value(self._value)

    def target(self) -> QWidget:
        """The button that draws where a drawing is asked for, else the one that chooses."""
        return self.draw if self._way else self.choose

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this computer."""
        if not self._readonly and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the file that was dropped."""
        for url in event.mimeData().urls()[:1]:
            self.take(Path(url.toLocalFile()))

    def show_file(self) -> None:
        """Show the picture below the buttons, or hide it again; any other file is copied out to be opened."""
        if self._keeper is None or not self._value:
            return
        if not self._picture.isHidden():
            self._picture.hide()
            self.show_it.rename(self._look.say("gui_form.show_file"))
            return
        self._keeper.read(self._value, self._show_blob, self._failed)

    def _lay_out(self) -> None:
        buttons = row(self.draw, self.choose, self.show_it, self.remove, self._said)
        buttons.setStretch(4, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(buttons)
        whole.addWidget(self._wrong)
        whole.addWidget(self._picture)
        self.choose.pressed_now.connect(self.ask)
        self.draw.pressed_now.connect(self.open_pad)
        self.show_it.pressed_now.connect(self.show_file)
        self.remove.pressed_now.connect(lambda: self._give(""))

    def _ask_whether(self) -> None:
        """Block what may not be used, with the reason."""
        reason = self._look.say("gui_form.no_files_here")
        if self._keeper is not None:
            reason = self._keeper.refusal(self._name)
        for button in (self.choose, self.draw):
            button.block(reason)
        if reason and self._keeper is not None:
            self._wrong.setProperty("role", "hint")
            self._wrong.setText(reason)
            self._wrong.show()
        self.setAcceptDrops(not reason)

    def _show_buttons(self) -> None:
        open_now = not self._readonly
        self.choose.setVisible(open_now)
        self.draw.setVisible(open_now and bool(self._way))
        self.remove.setVisible(open_now and bool(self._value))
        self.show_it.setVisible(bool(self._value) and self._keeper is not None)

    def _annotate(self, blob: Blob) -> None:
        self._stand_pad(blob.data)

    def _stand_pad(self, under: bytes) -> None:
        self._close_pad()
        pad = DrawingPad(self._look, under, line=self._way == "signature")
        pad.kept.connect(self._keep_drawing)
        pad.left.connect(self._close_pad)
        self.layout().addWidget(pad)  # type: ignore[union-attr]
        self.pad = pad
        pad.canvas.setFocus()

    def _close_pad(self) -> None:
        if self.pad is not None:
            had = self.pad.isAncestorOf(self.focusWidget() or self)
            self.pad.hide()
            self.pad.deleteLater()
            self.pad = None
            if had:
                self.target().setFocus()

    def _keep_drawing(self, png: bytes) -> None:
        self._close_pad()
        if self._keeper is not None:
            self._begin()
            self._keeper.keep_drawing(self._name, png, self._give, self._failed)

    def _show_blob(self, blob: Blob) -> None:
        shown = QPixmap()
        if blob.ending in PICTURES and shown.loadFromData(blob.data):
            wide = min(_PICTURE_WIDE, max(self.width(), 1), shown.width())
            smooth = Qt.TransformationMode.SmoothTransformation
            keeping = Qt.AspectRatioMode.KeepAspectRatio
            self._picture.setPixmap(shown.scaled(wide, _PICTURE_HIGH, keeping, smooth))
            self._picture.setAccessibleName(self._look.say("gui_form.kept_file", kind=blob.ending.upper()))
            self._picture.show()
            self.show_it.rename(self._look.say("gui_form.hide_file"))
        elif self._keeper is not None:
            title = self._look.say("gui_form.copy_file")
            goal, _ = QFileDialog.getSaveFileName(self, title, f"1.{blob.ending}", f"*.{blob.ending}")
            if goal:
                self._keeper.copy_out(blob, Path(goal), self._copied, self._failed)

    def _copied(self, path: Path) -> None:
        self._said.setText(self._look.say("gui_form.file_copied", file=path.name))

    def _begin(self) -> None:
        self._wrong.hide()
        self._said.setText(self._look.say("gui_form.keeping_file"))

    def _give(self, value: str) -> None:
        self._wrong.hide()
        self.show_value(value)
        self.edited.emit(value)

    def _failed(self, error: DeskError) -> None:
        self._refuse(error.sentence(self._look.lang))

    def _refuse(self, sentence: str) -> None:
        self.show_value(self._value)
        self._wrong.setProperty("role", "error")
        self._wrong.style().polish(self._wrong)
        self._wrong.setText(sentence)
        self._wrong.show()
