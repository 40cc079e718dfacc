"""The preview of a letter: the very bytes that are printed, drawn by QtPdf, with its zoom."""

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout

from watan_desk.gui.look import Look
from watan_desk.gui.printing import Paper
from watan_desk.gui.widgets.basics import Button, icon_button, label, row

_STEP = 1.2
_LEAST, _MOST = 0.25, 4.0


class Preview(QFrame):
    """A letter on its page; paper stays white in the dark theme too."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.paper = Paper(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.paper)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setDocumentMargins(QMargins(12, 2, 12, 2))
        self.view.setPageSpacing(16)
        around = self.view.palette()
        around.setColor(QPalette.ColorRole.Dark, look.theme.colour("desk"))
        self.view.setPalette(around)
        self.view.setAccessibleName(look.say("gui.letter.preview"))
        self.view.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.pages = label("", "hint")
        smaller = icon_button(look, "minus", look.say("gui.letter.smaller"))
        larger = icon_button(look, "plus", look.say("gui.letter.larger"))
        whole = Button(look, look.say("gui.letter.whole_page"), "small")
        wide = Button(look, look.say("gui.letter.page_width"), "small")
        smaller.pressed_now.connect(lambda: self._zoom(1 / _STEP))
        larger.pressed_now.connect(lambda: self._zoom(_STEP))
        whole.pressed_now.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitInView))
        wide.pressed_now.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth))
        tools = row(None, smaller, larger, whole, wide, 8, self.pages, None, spacing=6)
        tools.setContentsMargins(0, 6, 0, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self.view, 1)

    def show_bytes(self, pdf: bytes) -> None:
        """Show a letter; nothing for no bytes."""
        if pdf:
            self.paper.show_bytes(pdf)
            self.pages.setText(self._look.say("gui.letter.pages", count=self.paper.pageCount()))
        else:
            self.paper.close()
            self.pages.setText("")

    def _zoom(self, by: float) -> None:
        now = self.view.zoomFactor()
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom and self.paper.pageCount():
            tall = self.paper.pagePointSize(0).height() * self.view.logicalDpiY() / 72
            now = self.view.viewport().height() / tall if tall else 1.0
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(now * by, _LEAST), _MOST))
