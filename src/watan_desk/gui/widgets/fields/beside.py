"""What a form puts beside a question's label and its choices: pictures, and the names of sounds and films."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from watan_desk.forms import NodeView
from watan_desk.forms.media import IMAGE, Pictures
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import clear, label

_WIDE, _HIGH, _SMALL = 420, 220, 88


class Beside(QWidget):
    """The pictures of one question; what did not come with the form is named."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look, self._pictures = look, pictures
        self._shown: tuple[object, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 2)
        self._lines.setSpacing(4)
        self.hide()

    def show_view(self, view: NodeView, lang: str) -> None:
        """Show what belongs to a question in the form's present language."""
        own = self._pictures.media.of_label(view.ref, lang)
        choices = self._pictures.media.of_choices(view, lang)
        if (own, choices) == self._shown:
            return
        self._shown = (own, choices)
        clear(self._lines)
        for kind, name in own:
            self._lines.addWidget(self._picture(name, view.label) if kind == IMAGE else self._named(kind, name))
        if choices:
            held, line = QWidget(), QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(14)
            for said, name in choices:
                line.addWidget(self._choice(said, name))
            line.addStretch(1)
            held.setLayout(line)
            self._lines.addWidget(held)
        self.setVisible(bool(own or choices))

    def _choice(self, said: str, name: str) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self._picture(name, said, _SMALL, _SMALL))
        lines.addWidget(label(said, "hint"))
        return made

    def _picture(self, name: str, said: str, wide: int = _WIDE, high: int = _HIGH) -> QLabel:
        found = QPixmap()
        if not found.loadFromData(self._pictures.files.get(name, b"")):
            return label(self._look.say("gui_form.picture_missing", name=name), "hint", wrap=True)
        made = QLabel()
        smaller = found.width() > wide or found.height() > high
        fitted = found.scaled(
            wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        made.setPixmap(fitted if smaller else found)
        made.setAccessibleName(said)
        return made

    def _named(self, kind: str, name: str) -> QLabel:
        return label(self._look.say(f"gui_form.beside_{kind}", name=name), "hint", wrap=True)
