"""Without these a phone number copied from a letter in Chrome or Edge begins with its end."""

import unicodedata
from pathlib import Path

from PySide6.QtPdf import QPdfDocument

from tests.letter.test_samples import pdf


def read_by_pdfium(path: Path) -> str:
    """Return a letter's text as Qt's own PDFium gives it; it is the reader of Chrome and Edge."""
    document = QPdfDocument()
    document.load(str(path))
    return "\n".join(document.getAllText(page).text() for page in range(document.pageCount()))


def test_pdfium_reads_phone_number_day_and_name_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf("L01", "watan-tumuh"))
    found = unicodedata.normalize("NFKC", read_by_pdfium(path))
    for wanted in ("+966 50 000 0301", "١٤٤٨/٠٦/١٠", "1994580734", "عبدالمحسن الشمراني"):
        assert wanted in found
