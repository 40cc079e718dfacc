"""The policy strip under the stepper: the clause in force, in the pack's own short words, in Naskh."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, label, picture, row
from watan_desk.policy.pack import Pack, Step


def place_of(look: Look, step: Step) -> str:
    """Return where a step stands: the clause where the policy prints a number, else its place in the order."""
    if step.clause:
        return look.say("gui.policy.clause", clause=step.clause)
    return look.say("gui.policy.step", position=step.position)


class Elided(QWidget):
    """One line of text that is cut at its end where there is no room; tool tip and spoken name keep all of it."""

    def __init__(self, look: Look, role: str, colour: str, *, policy: bool = False, weight: int | None = None) -> None:
        super().__init__()
        self._look, self._colour, self._text = look, colour, ""
        self.face = look.theme.font(role, policy=policy, weight=weight)
        if role == "quote":
            self.face.setPixelSize(look.theme.sizes["quote"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show a text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = QFontMetrics(self.face)
        return QSize(metrics.horizontalAdvance(self._text) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few words."""
        return QSize(80, QFontMetrics(self.face).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line at the start side."""
        painter = QPainter(self)
        rtl = Qt.LayoutDirection.RightToLeft if self._look.rtl else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(rtl)
        painter.setFont(self.face)
        painter.setPen(QColor(self._look.theme.colours[self._colour]))
        shown = QFontMetrics(self.face).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.end()


class PolicyStrip(QFrame):
    """The clause in force, where it stands, and the way to the association's own text."""

    asked = Signal()
    """The whole policy is asked for."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("policy")
        self.setFixedHeight(look.theme.sizes["policy"])
        self._look = look
        self.words = Elided(look, "quote", "ink", policy=True)
        self._place = label("", "muted")
        self.viewer = Button(look, look.say("gui.policy.view"), "link")
        self.viewer.pressed_now.connect(self.asked)
        line = row(picture(look, "book-2", "ink2"), self.words, self._place, self.viewer, spacing=12)
        side = look.theme.sizes["page"]
        line.setContentsMargins(side, 0, side, 0)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_step(self, pack: Pack, step: Step, *, closed: bool = False) -> None:
        """Show the step in force: the pack's paraphrase, and its number where the policy prints one.

        A closed version, under which an older case goes on, is named.
        """
        lang = self._look.lang
        self.words.say(step.summary.text(lang))
        place = place_of(self._look, step)
        self._place.setText(self._look.say("gui.policy.under", place=place, version=pack.version) if closed else place)
        self._place.setToolTip(pack.identity.policy_title)
        self.setAccessibleName(f"{self._place.text()}: {step.summary.text(lang)}")
