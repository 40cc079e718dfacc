"""The policy's steps over a case: four to nine of them, each a child that the keyboard and a screen reader reach."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import clear
from watan_desk.policy.journey import StepView

_CIRCLE = 28
_SIDE = 12
_GAP = 9


@dataclass(frozen=True)
class StepShown:
    """A step in the window's language; ``state`` is one of the journey's, or ``blocked``."""

    position: int
    heading: str
    line: str
    state: str


def shown_steps(look: Look, views: tuple[StepView, ...], said: dict[int, str] | None = None) -> tuple[StepShown, ...]:
    """Return the journey's steps as shown: what is left of the current one, else the pack's own hint.

    ``said`` replaces the line of single steps by position (a time, a reason).
    """
    shown = []
    for view in views:
        left = look.say("gui.step.left", count=len(view.left)) if view.left and view.state == "current" else ""
        line = (said or {}).get(view.step.position) or left or view.step.hint.text(look.lang)
        shown.append(StepShown(view.step.position, view.step.heading.text(look.lang), line, view.state))
    return tuple(shown)


class _StepButton(QAbstractButton):
    """One step: a circle with its number or tick, its heading, and a line under it."""

    def __init__(self, look: Look, step: StepShown, total: int, *, opened: bool) -> None:
        super().__init__()
        self._look, self.step, self._opened = look, step, opened
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setToolTip(f"{step.heading}\n{step.line}")
        state = look.say(f"gui.step.{step.state}")
        self.setAccessibleName(
            look.say(
                "gui.step.spoken",
                position=step.position,
                total=total,
                heading=step.heading,
                state=state,
                line=step.line,
            )
        )

    @property
    def share(self) -> int:
        """The pixels of circle and heading, by which the steps share a narrow line: hints give way first."""
        wide = QFontMetrics(self._font("label", strong=True)).horizontalAdvance(self.step.heading)
        return wide + _CIRCLE + _GAP + 2 * _SIDE

    def sizeHint(self) -> QSize:
        """Room for the circle and the longer of the two lines."""
        heading, line = QFontMetrics(self._font("label")), QFontMetrics(self._font("step"))
        wide = max(heading.horizontalAdvance(self.step.heading), line.horizontalAdvance(self.step.line))
        return QSize(wide + _CIRCLE + _GAP + 2 * _SIDE + 4, self._look.theme.sizes["stepper"])

    def minimumSizeHint(self) -> QSize:
        """A step may shrink to its circle and a few words; the tool tip and the spoken name keep all of them."""
        return QSize(96, self._look.theme.sizes["stepper"])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the step; colour is never alone: the circle holds a tick, a number or a dashed ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._look.theme.colours
        if self._opened:
            painter.fillRect(self.rect(), QColor(colours["greenSoft"]))
            painter.fillRect(0, self.height() - 3, self.width(), 3, QColor(colours["green"]))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(colours["surface2"]))
        rtl = self._look.rtl
        left = self.width() - _SIDE - _CIRCLE if rtl else _SIDE
        self._circle(painter, QRectF(left, (self.height() - _CIRCLE) / 2, _CIRCLE, _CIRCLE))
        start, end = _SIDE + _CIRCLE + _GAP, _SIDE
        room = QRectF(end if rtl else start, 0, self.width() - start - end, self.height())
        self._words(painter, room)
        painter.end()

    def _circle(self, painter: QPainter, where: QRectF) -> None:
        colours, state = self._look.theme.colours, self.step.state
        inside = where.adjusted(1, 1, -1, -1)
        ring = {"current": "green", "blocked": "redLine", "done": "green"}.get(state, "line2")
        pen = QPen(QColor(colours[ring]), 2 if state in {"current", "blocked"} else 1.25)
        if state in {"optional", "skipped"}:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours["green" if state == "done" else "surface"]))
        painter.drawEllipse(inside)
        if state == "done":
            painter.drawPixmap(QPointF(where.center().x() - 8.5, where.center().y() - 8.5), self._tick())
            return
        ink = {"current": "greenInk", "blocked": "red"}.get(state, "ink2")
        painter.setPen(QColor(colours["ink3" if state == "skipped" else ink]))
        painter.setFont(self._font("label", strong=True))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._look.digits(str(self.step.position)))

    def _words(self, painter: QPainter, box: QRectF) -> None:
        now = self._opened or self.step.state == "current"
        colours = self._look.theme.colours
        half = box.height() / 2
        upper = QRectF(box.left(), half - 20, box.width(), 21)
        lower = QRectF(box.left(), half + 1, box.width(), 18)
        painter.setPen(QColor(colours["greenInk" if now else "ink3" if self.step.state == "skipped" else "ink"]))
        if self._takes_two_lines(box):
            self._two_lines(painter, box.adjusted(0, 3, 0, -3))
            return
        self._line(painter, upper, self.step.heading, self._font("label", strong=now))
        painter.setPen(QColor(colours["greenInk" if now else "ink3"]))
        self._line(painter, lower, self.step.line, self._font("step"))

    def _takes_two_lines(self, box: QRectF) -> bool:
        """Tell whether the heading has the hint's room too: what is left of a current step is never given up for it."""
        wide = QFontMetrics(self._font("label", strong=True)).horizontalAdvance(self.step.heading)
        return self.step.state != "current" and wide > box.width()

    def _two_lines(self, painter: QPainter, box: QRectF) -> None:
        rtl = self._look.rtl
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        painter.setFont(self._font("step", strong=True))
        words = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(box, words, self.step.heading)

    def _line(self, painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        rtl = self._look.rtl
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    def _font(self, role: str, *, strong: bool = False) -> QFont:
        return self._look.theme.font(role, weight=600 if strong else None)

    def _tick(self) -> QPixmap:
        return self._look.pixmap("check", "onGreen", 17)


class Stepper(QFrame):
    """All steps side by side; arrows walk, Enter, Space and the mouse open."""

    opened = Signal(int)
    """The position of the step that is to be opened."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(look.theme.sizes["stepper"])
        self.setAccessibleName(look.say("gui.step.all"))
        self._look = look
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self.steps: list[_StepButton] = []

    def show_steps(self, steps: tuple[StepShown, ...], opened: int = 0) -> None:
        """Show the steps; ``opened`` is the position of the one whose page stands (0: the current one's)."""
        held = next((step.step.position for step in self.steps if step.hasFocus()), 0)
        clear(self._line)
        standing = opened or next((step.position for step in steps if step.state == "current"), steps[-1].position)
        self.steps = [_StepButton(self._look, step, len(steps), opened=step.position == standing) for step in steps]
        for button in self.steps:
            position = button.step.position
            reach = Qt.FocusPolicy.StrongFocus if position == standing else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(reach)
            button.clicked.connect(lambda _=False, position=position: self.opened.emit(position))
            self._line.addWidget(button, button.share)
            if position == held:
                button.setFocus()
        self.setFocusProxy(self.steps[standing - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the steps in reading direction; Enter opens the one that has the focus."""
        onward = Qt.Key.Key_Left if self._look.rtl else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if self._look.rtl else Qt.Key.Key_Left
        held = next((place for place, step in enumerate(self.steps) if step.hasFocus()), None)
        if held is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif event.key() in {onward, backward}:
            place = held + (1 if event.key() == onward else -1)
            self._reach(min(max(place, 0), len(self.steps) - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.steps[held].click()
        else:
            super().keyPressEvent(event)

    def _reach(self, place: int) -> None:
        target: QWidget = self.steps[place]
        target.setFocus(Qt.FocusReason.TabFocusReason)
