"""A picture, recording or file as an answer: chosen or dropped, kept encrypted by the desk, named in the answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, mark
from watan_desk.gui.widgets.fields.editor import Editor

_ENDINGS = {
    "image": ("png", "jpg", "jpeg", "webp", "bmp", "gif"),
    "audio": ("mp3", "m4a", "wav", "ogg", "aac", "amr"),
    "video": ("mp4", "mov", "mkv", "webm", "avi", "3gp"),
}


class Attaching(Protocol):
    """What a form asks of whoever keeps its files."""

    def keep(self, source: Path, done: Callable[[str], None], failed: Callable[[DeskError], None]) -> None:
        """Keep a file off the GUI thread; ``done`` gets the name that stands in the answer."""


def shown_name(answer: str) -> str:
    """Return the file's own name without what makes it unique."""
    return answer.partition("-")[2] or answer


class AttachmentEditor(Editor):
    """The file's name, a button to choose one and one to take it away; files may be dropped on it."""

    def __init__(self, look: Look, kind: str, keeper: Attaching | None) -> None:
        super().__init__()
        self._look, self._kind, self._keeper, self._value = look, kind, keeper, ""
        self._readonly = False
        self._name = label("", "")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choose = Button(look, look.say("gui_form.choose_file"), "small", "file-import")
        self.remove = Button(look, look.say("gui_form.remove_file"), "small", "trash")
        self.choose.pressed_now.connect(self.ask)
        self.remove.pressed_now.connect(lambda: self._give(""))
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.choose, self.remove, self._name, self._wrong):
            line.addWidget(part)
        line.addStretch(1)
        self.setAcceptDrops(keeper is not None)
        if keeper is None:
            self.choose.block(look.say("gui_form.no_files_here"))
        self.show_value("")
        self.watch(self.choose)

    def ask(self) -> None:
        """Let the delegate choose a file."""
        endings = " ".join(f"*.{ending}" for ending in _ENDINGS.get(self._kind, ()))
        kinds = f"{self._look.say(f'gui_form.kind_{self._kind}')} ({endings})" if endings else ""
        chosen, _ = QFileDialog.getOpenFileName(self, self._look.say("gui_form.choose_file"), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, source: Path) -> None:
        """Keep a file as the answer; one of another kind is refused."""
        endings = _ENDINGS.get(self._kind)
        if endings and source.suffix.lower().lstrip(".") not in endings:
            self._refuse(self._look.say("gui_form.wrong_kind", kinds=" ".join(endings)))
        elif self._keeper is not None and not self._readonly:
            self._wrong.hide()
            self._name.setText(self._look.say("gui_form.keeping_file"))
            self._keeper.keep(source, self._give, lambda error: self._refuse(error.sentence(self._look.lang)))

    def show_value(self, value: str) -> None:
        """Show the file that is the answer."""
        self._value = value
        self._name.setText(shown_name(value) if value else self._look.say("gui_form.no_file"))
        self.remove.setVisible(bool(value) and not self._readonly)

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self._name, "role", "error" if state == "err" else "")

    def show_readonly(self, *, readonly: bool) -> None:
        """Let the file be seen but not changed."""
        self._readonly = readonly
        self.choose.setVisible(not readonly)
        self.remove.setVisible(bool(self._value) and not readonly)

    def target(self) -> QWidget:
        """The button that chooses."""
        return self.choose

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this computer."""
        if not self._readonly and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the file that was dropped."""
        for url in event.mimeData().urls()[:1]:
            self.take(Path(url.toLocalFile()))

    def _give(self, value: str) -> None:
        self._wrong.hide()
        self.show_value(value)
        self.edited.emit(value)

    def _refuse(self, sentence: str) -> None:
        self.show_value(self._value)
        self._wrong.setText(sentence)
        self._wrong.show()
