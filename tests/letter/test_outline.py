"""Without these a blind person's reader gets a letter's words in the wrong order, or its rules and foot as text."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.letter.conftest import letter_of
from tests.letter.sealing import DAY, HEAD, NOW, NUMBER, RING, SEALER, token_of
from watan_desk.letter.attached import attached_files
from watan_desk.letter.outline import Outline
from watan_desk.letter.render import render
from watan_desk.letter.seal import Sealed, archivable
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.text import LetterText
from watan_desk.letter.verify import verify


def drawn(text: LetterText, outline: Outline) -> bytes:
    code = SEALER.code(token_of(text.kind))
    return render(text, letterhead=HEAD, number=NUMBER, issued_on=DAY, code=code, outline=outline)


def tree(pdf: bytes) -> tuple[list[Any], pikepdf.Pdf]:
    """Return the elements as (role, text), in reading order."""
    document = pikepdf.open(BytesIO(pdf))
    found: list[Any] = []

    def walk(node: Any) -> None:
        said = str(node.get("/ActualText", node.get("/Alt", "")))
        found.append((str(node.S)[1:], said))
        for kid in node.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    for node in document.Root.StructTreeRoot.K:
        walk(node)
    return found, document


def tagged(text: LetterText) -> bytes:
    outline = Outline()
    return archivable(drawn(text, outline), outline)


def test_everything_is_read_once_and_in_order() -> None:
    text = letter_of("L01")
    found, document = tree(tagged(text))
    said = [words for role, words in found if role in {"P", "H1", "TH", "TD"}]
    table = text.tables[0]
    cells = [_plain(cell) for row in (table.heads, *table.rows) for cell in row]
    place = said.index(table.heads[0])
    assert said[place : place + len(cells)] == cells
    for paragraph in text.paragraphs:
        assert sum(words == _plain(paragraph.text) for words in said) == 1
    assert [role for role, _ in found].count("H1") == 1
    assert found[0][0] == "Document"
    assert document.Root.MarkInfo.Marked
    document.close()


def _plain(text: str) -> str:
    return CONTROLS.sub("", text)


def test_the_code_says_what_it_is() -> None:
    found, document = tree(tagged(letter_of("L03")))
    assert [words for role, words in found if role == "Figure"] == ["رمز التحقق من الخطاب"]
    document.close()


def test_every_stretch_of_every_page_is_known_to_the_tree_or_an_artifact() -> None:
    long = letter_of("L01")
    text = LetterText(**{**vars(long), "body": long.body * 4})
    _, document = tree(tagged(text))
    assert len(document.pages) > 1
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    for index, page in enumerate(document.pages):
        assert page.obj.StructParents == index
        owned = len(numbers[2 * index + 1])
        marks, depth, outside = 0, 0, 0
        for step in pikepdf.parse_content_stream(page):
            name, operands = str(step.operator), step.operands
            if name in {"BDC", "BMC"}:
                depth += 1
                marks += name == "BDC" and "/MCID" in operands[1]
            elif name == "EMC":
                depth -= 1
            elif name in {"TJ", "Tj", "S", "f", "re"} and depth == 0:
                outside += 1
        assert (marks, outside) == (owned, 0)
    document.close()


@pytest.mark.parametrize("attach", [False, True])
def test_a_tagged_letter_is_sealed_and_checked_like_any_other(attach: bool) -> None:  # noqa: FBT001
    text, outline = letter_of("L06"), Outline()
    files = attached_files(text, NUMBER, DAY) if attach else None
    said = Sealed("L06", NUMBER, DAY.isoformat(), text.plain)
    pdf = SEALER.seal(drawn(text, outline), said, NOW, outline, files)
    checked = verify(pdf, RING, lambda _number: None)
    assert (checked.seal, checked.code) == ("valid", "valid")
    with pikepdf.open(BytesIO(pdf)) as document:
        assert sorted(document.attachments) == (["letter.json", "letter.txt"] if attach else [])
        if attach:
            kept = document.attachments["letter.txt"].get_file().read_bytes()
            assert kept.decode() == text.plain
