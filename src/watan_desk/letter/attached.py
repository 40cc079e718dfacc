"""What a letter may carry inside (PDF/A-3, ISO 19005-3): its text in logical order, and the same as data."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.text import LetterText, Paragraph, TableText


def attached_files(text: LetterText, number: str, day: date) -> Mapping[str, bytes]:
    """Return the files by name: ``letter.txt`` as the register keeps it, ``letter.json`` part by part."""
    said = {
        "kind": text.kind,
        "version": text.version,
        "number": number,
        "day": day.isoformat(),
        "subject": text.subject,
        "addressee": text.addressee,
        "body": [_block(block) for block in text.body],
        "boxes": [{"id": box.id, "title": box.title, "lines": box.lines} for box in text.boxes],
        "copies": text.copies,
    }
    data = CONTROLS.sub("", json.dumps(said, ensure_ascii=False, indent=1))
    return {"letter.txt": text.plain.encode(), "letter.json": data.encode()}


def _block(block: Paragraph | TableText) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": block.text}
    return {"heads": block.heads, "rows": block.rows}
