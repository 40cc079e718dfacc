"""Several of very many choices: typing narrows the list, ticks choose in it, what is chosen is named below."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import invite, label, mark
from watan_desk.gui.widgets.checks import draw_check
from watan_desk.gui.widgets.fields.choice_art import NO_ART, Art, size_of
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.gui.widgets.fields.finder import ChoicesModel, matching
from watan_desk.gui.widgets.fields.text import Line

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 5
_BOX, _GAP = 16, 6


class _TickedModel(ChoicesModel):
    """The choices that match, each with its tick."""

    def __init__(self, art: Art) -> None:
        super().__init__(art)
        self.chosen: dict[str, None] = {}

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        """Return a choice's label or its tick."""
        if role == Qt.ItemDataRole.CheckStateRole:
            on = self.rows[index.row()][0] in self.chosen
            return (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked).value
        return super().data(index, role)

    def again(self) -> None:
        """Let the ticks be drawn anew."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


class _TickedLine(QStyledItemDelegate):
    """Draws a line with the theme's own check box: the style's is lost on a dark ground."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw box, picture and words at the start side."""
        colours = self._look.theme.colours
        model, area = index.model(), QRect(option.rect)
        rtl = self._look.rtl
        chosen = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        standing = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if standing:
            painter.fillRect(area, QColor(colours["greenSoft"]))
        box = QRectF(0, area.top() + (area.height() - _BOX) / 2, _BOX, _BOX)
        box.moveLeft(area.right() - _BOX - _GAP if rtl else area.left() + _GAP)
        draw_check(painter, box, self._look, on=chosen)
        taken = _BOX + 2 * _GAP
        drawn = model.data(index, Qt.ItemDataRole.DecorationRole)
        if isinstance(drawn, QPixmap):
            wide, tall = size_of(drawn).width(), size_of(drawn).height()
            left = area.right() - taken - wide if rtl else area.left() + taken
            painter.drawPixmap(left, area.top() + (area.height() - tall) // 2, drawn)
            taken += wide + _GAP
        words = area.adjusted(0, 0, -taken, 0) if rtl else area.adjusted(taken, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colours["ink"]))
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for words and box; lines with pictures are as tall as the tallest."""
        drawn = index.data(Qt.ItemDataRole.DecorationRole)
        tall = size_of(drawn).height() + 2 if isinstance(drawn, QPixmap) else 0
        plain = super().sizeHint(option, index)
        return QSize(plain.width(), max(plain.height(), _line_tall(option.fontMetrics), tall))


def _line_tall(metrics: QFontMetrics) -> int:
    return max(_BOX + 6, metrics.lineSpacing() + 2)


class _Lines(QListView):
    """Space and Enter tick the line that stands; Tab goes on."""

    def __init__(self, editor: "ManyEditor", look: Look) -> None:
        super().__init__()
        self._editor = editor
        self.setItemDelegate(_TickedLine(look, self))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.clicked.connect(editor.turn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space or Enter."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._editor.turn(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ManyEditor(Editor):
    """A line to search with, the list with ticks, and the names of what is chosen."""

    def __init__(self, look: Look, choices: Sequence[tuple[str, str]], art: Art = NO_ART) -> None:
        super().__init__()
        self._look, self._choices = look, tuple(choices)
        self.line = Line(look)
        invite(self.line, look, look.say("gui_form.search_list"))
        self.model = _TickedModel(art)
        self.list = _Lines(self, look)
        self.list.setModel(self.model)
        tall = max([_line_tall(self.fontMetrics()), *(size_of(drawn).height() + 2 for drawn in art.values())])
        self.list.setFixedHeight(tall * min(_SHOWN, max(len(choices), 1)) + 8)
        self._named = label("", "hint", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        for part in (self.line, self.list, self._named):
            whole.addWidget(part)
        self.line.textEdited.connect(lambda text: self.model.show_rows(matching(self._choices, text)))
        self.model.show_rows(self._choices)
        self.show_value("")
        self.watch(self.line)
        self.list.installEventFilter(self)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what is chosen stays."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self.model.show_rows(matching(self._choices, self.line.text()))
            self._name()

    def turn(self, index: QModelIndex) -> None:
        """Choose a line, or take it back."""
        if index.isValid():
            value = self.model.rows[index.row()][0]
            if value in self.model.chosen:
                del self.model.chosen[value]
            else:
                self.model.chosen[value] = None
            self.model.again()
            self._name()
            order = [own for own, _ in self._choices if own in self.model.chosen]
            self.edited.emit(" ".join([*order, *(own for own in self.model.chosen if own not in order)]))

    def show_value(self, value: str) -> None:
        """Show an answer that came from elsewhere: the values, parted by spaces."""
        self.model.chosen = dict.fromkeys(value.split())
        self.model.again()
        self._name()

    def show_state(self, state: str) -> None:
        """Show ``err``, ``war`` or nothing."""
        mark(self.line, "state", state)

    def target(self) -> QWidget:
        """The line to search with."""
        return self.line

    def describe(self, name: str, description: str) -> None:
        """Name line and list by the question."""
        super().describe(name, description)
        self.list.setAccessibleName(name)

    def _name(self) -> None:
        labels = dict(self._choices)
        said = " · ".join(labels.get(value, value) for value in self.model.chosen)
        self._named.setText(said or self._look.say("gui_form.nothing_chosen"))
