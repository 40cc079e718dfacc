"""What a form puts beside a question's label: pictures, and the names of sounds and films.

Pictures of choices stand in the choices themselves; here is named what did not come with the form.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from watan_desk.forms import NodeView
from watan_desk.forms.media import IMAGE, Pictures
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import clear, label

_WIDE, _HIGH = 420, 220


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
        named = self._pictures.media.pictures_of_choices(view, lang).values()
        lacking = tuple(dict.fromkeys(name for name in named if name not in self._pictures.files))
        if (own, lacking) == self._shown:
            return
        self._shown = (own, lacking)
        clear(self._lines)
        for kind, name in own:
            self._lines.addWidget(self._picture(name, view.label) if kind == IMAGE else self._named(kind, name))
        for name in lacking:
            self._lines.addWidget(label(self._look.say("gui_form.picture_missing", name=name), "hint", wrap=True))
        self.setVisible(bool(own or lacking))

    def _picture(self, name: str, said: str) -> QLabel:
        found = QPixmap()
        if not found.loadFromData(self._pictures.files.get(name, b"")):
            return label(self._look.say("gui_form.picture_missing", name=name), "hint", wrap=True)
        made = QLabel()
        smaller = found.width() > _WIDE or found.height() > _HIGH
        fitted = found.scaled(
            _WIDE, _HIGH, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        made.setPixmap(fitted if smaller else found)
        made.setAccessibleName(said)
        return made

    def _named(self, kind: str, name: str) -> QLabel:
        return label(self._look.say(f"gui_form.beside_{kind}", name=name), "hint", wrap=True)
