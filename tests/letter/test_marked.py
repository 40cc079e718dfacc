"""Without these a second print could pass for the first one, or marking it could change the letter that is kept."""

import subprocess
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf

from tests.letter.conftest import letter_of
from tests.letter.sealing import NUMBER, RING, sealed
from watan_desk.letter.marked import marked_copy
from watan_desk.letter.template import words
from watan_desk.letter.verify import verify

Lines = Callable[[bytes], list[list[str]]]


def test_every_page_of_a_copy_says_that_it_is_one_and_else_what_the_letter_says(lines: Lines, tmp_path: Path) -> None:
    issued = sealed("L19")
    before = bytes(issued)
    path = tmp_path / "copy.pdf"
    path.write_bytes(marked_copy(issued))
    assert issued == before
    assert lines(path.read_bytes()) == lines(issued)
    pages = len(pypdf.PdfReader(BytesIO(issued)).pages)
    for page in range(1, pages + 1):
        command = ["pdftotext", "-f", str(page), "-l", str(page), str(path), "-"]
        said = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        said = "".join(char for char in unicodedata.normalize("NFKC", said) if unicodedata.category(char) != "Cf")
        assert words().copy_of_printed in said


def test_a_copy_has_no_seal_and_the_genuine_code_of_its_letter() -> None:
    issued = sealed()
    first = verify(issued, RING, {NUMBER: letter_of("L01").plain}.get)
    copy = verify(marked_copy(issued), RING, {NUMBER: letter_of("L01").plain}.get)
    assert (first.seal, first.code) == ("valid", "valid")
    assert (copy.seal, copy.code, copy.number) == ("absent", "code-genuine", NUMBER)
