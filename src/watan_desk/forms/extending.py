"""Questions that whoever ships a form puts into one of its groups: rows added to its Markdown sheet as it is read."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_CELL = re.compile(r"(?<!\\)\|")
_VERSION = "version"
_DIGITS = 8


@dataclass(frozen=True)
class Extension:
    """Questions for a group of a form; ``rows`` are pairs of a column's heading and the cell below it."""

    group: str
    relevant: str
    """When the group is asked at all."""
    rows: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def mark(self) -> str:
        """What tells forms with other questions apart: it is added to the form's version."""
        return hashlib.sha256(repr((self.group, self.relevant, self.rows)).encode()).hexdigest()[:_DIGITS]


def extended(sheet: str, extension: Extension) -> str:
    """Return a form's Markdown with the questions at the end of their group; as it was where it has no such group."""
    lines = sheet.splitlines()
    heads = _cells(lines[1]) if len(lines) > 1 else []
    opening = next((at for at, line in enumerate(lines) if _names(line, heads, extension.group)), None)
    if opening is None or not extension.rows:
        return sheet
    closing = next(at for at in range(opening, len(lines)) if "end_group" in _cells(lines[at]))
    opened = dict(zip(heads, _cells(lines[opening]), strict=False)) | {"relevant": extension.relevant}
    lines[closing:closing] = [_line(heads, dict(row)) for row in extension.rows]
    lines[opening] = _line(heads, opened)
    return "\n".join(_marked(lines, extension.mark)) + "\n"


def _names(line: str, heads: list[str], group: str) -> bool:
    cells = dict(zip(heads, _cells(line), strict=False))
    return cells.get("type") == "begin_group" and cells.get("name") == group


def _marked(lines: list[str], mark: str) -> list[str]:
    """Return the lines with the mark behind the version that the settings name."""
    at = next(place for place, line in enumerate(lines) if _VERSION in _cells(line) and "form_id" in _cells(line))
    heads, cells = _cells(lines[at]), _cells(lines[at + 1])
    said = dict(zip(heads, cells, strict=False))
    return [*lines[: at + 1], _line(heads, said | {_VERSION: f"{said[_VERSION]}.{mark}"}), *lines[at + 2 :]]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line)[1:-1]]


def _line(heads: list[str], cells: Mapping[str, str]) -> str:
    return "| " + " | ".join(cells.get(head, "").replace("|", "\\|") if head else "" for head in heads) + " |"
