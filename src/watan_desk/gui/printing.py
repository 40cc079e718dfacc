"""Puts a letter's own PDF bytes on the screen, on paper or in a file: there is no second painter."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.wiring import Desk
from watan_desk.wiring.printers import print_pdf, printers
from watan_desk.wiring.sheets import paper_of

_MOST_DPI = 300
_POINTS = 72


class Paper(QPdfDocument):
    """A PDF held in memory; Qt reads the bytes as it needs them, so the buffer lives as long as the document."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self.pdf = b""

    def show_bytes(self, pdf: bytes) -> bool:
        """Hold other bytes; tells whether they are a PDF that can be drawn."""
        self.close()
        self._buffer.close()
        self.pdf = pdf
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.load(self._buffer)
        return self.status() == QPdfDocument.Status.Ready


def choose_printer(parent: QWidget) -> QPrinter | None:
    """Ask which printer; ``None`` when the delegate thinks better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def send(desk: Desk, number: str, copies: int, name: str, reason: str = "") -> bytes | None:
    """Enter a print in the register and hand the PDF itself to a CUPS printer; not for the GUI thread.

    Returns the bytes where the printer is none of CUPS: then they are drawn on it.

    Raises:
        Refused: the letter is void, or goes to a person who takes no paper and no ``reason`` is given.
        DamagedFile: the kept copy is not what was issued.
        Unusable: the printing system did not take it; the register counts the attempt.
    """
    pdf = paper_of(desk, number, copies, reason)
    if not name or name not in printers():
        return pdf
    print_pdf(pdf, name, copies=copies, title=number)
    return None


def print_pages(paper: Paper, printer: QPrinter) -> int:
    """Draw every page on a printer at its own resolution (300 dpi at most); returns the number of pages."""
    printer.setFullPage(True)
    painter = QPainter(printer)
    sharp = min(printer.resolution(), _MOST_DPI)
    for number in range(paper.pageCount()):
        if number:
            printer.newPage()
        painter.drawImage(painter.viewport(), page_image(paper, number, sharp))
    painter.end()
    return paper.pageCount()


def page_image(paper: Paper, number: int, dpi: int) -> QImage:
    """Return a page as an image on white."""
    points = paper.pagePointSize(number)
    size = QSize(round(points.width() * dpi / _POINTS), round(points.height() * dpi / _POINTS))
    drawn = paper.render(number, size, QPdfDocumentRenderOptions())
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(0xFFFFFFFF)
    painter = QPainter(made)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return made


def write_pictures(pdf: bytes, stem: Path, dpi: int) -> list[Path]:
    """Draw every page of a PDF into ``<stem>.png``, further pages into ``<stem>-2.png`` and so on.

    Raises:
        Unusable: a file could not be written.
    """
    holder = QObject()
    paper = Paper(holder)
    paper.show_bytes(pdf)
    made = []
    for number in range(paper.pageCount()):
        path = stem.with_name(stem.name + (f"-{number + 1}" if number else "") + ".png")
        if not page_image(paper, number, dpi).save(str(path)):
            raise Unusable("gui.letter.not_saved", file=path.name)
        made.append(path)
    return made


def choose_file(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where a letter's copy is to lie; ``None`` when the delegate thinks better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, "PDF (*.pdf)")
    return Path(chosen).with_suffix(".pdf") if chosen else None


def write_copy(path: Path, pdf: bytes) -> Path:
    """Write a letter's very bytes to a file.

    Raises:
        Unusable: the file could not be written whole.
    """
    try:
        write_durably(path, pdf)
    except OSError as wrong:
        raise Unusable("gui.letter.not_saved", file=path.name) from wrong
    return path
