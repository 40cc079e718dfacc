"""Says in our own words, in both languages, what the converter warns of; what is said elsewhere already is left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_PLACED = re.compile(r"\[row : (\d+)\] ?(?:On the '(\w+)' sheet, )?")
_LACKS = re.compile(r"Language '(?P<language>.*?)' is missing the (?P<sheet>\w+) (?:columns? )?(?P<columns>.+?)\.?\Z")
_LIKE = re.compile(r"looking for a sheet named '(\w+)'.*were found: (.+?)\.(?:\s|\Z)", re.DOTALL)
_CODES = re.compile(r"valid machine-readable codes: (.+?)\. Learn")
_MEDIA = frozenset({"image", "audio", "video", "big-image"})
_UNNAMED = "default"
_KNOWN: Sequence[tuple[str, str, str]] = (
    (r"or_other and translations", "forms.lint_or_other", "type"),
    (r"Choices should have a label", "forms.lint_choice_label", "label"),
    (r"has no label", "forms.lint_group_label", "label"),
    (r"max-pixels", "forms.lint_pixels", "parameters"),
    (r"Row without name, text, or label", "forms.lint_row", "type"),
    (r"'disabled' column", "forms.lint_disabled", "disabled"),
    (r"Column headers must not be empty and must not contain spaces", "forms.lint_heading", ""),
    (r"form_id and id_string", "forms.lint_two_ids", "form_id"),
)
_SAID = re.compile(r"case-insensitive match|no longer supported on most devices|select one external")
"""What our own checks say of the same row."""


@dataclass(frozen=True)
class Caution:
    """A warning of the converter: the key of a sentence, and its place as far as the converter names it."""

    key: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def cautions(warnings: Sequence[str]) -> Iterator[Caution]:
    """Yield what the converter warns of; what is not known here is quoted as it was said."""
    for warning in warnings:
        if "is missing the" in warning and warning.startswith("Language"):
            yield from _languages(warning)
        elif not _SAID.search(warning):
            yield _one(warning)


def _languages(warning: str) -> Iterator[Caution]:
    """Yield the columns that one language has and another lacks; a picture without a language is for all of them."""
    for line in warning.splitlines():
        found = _LACKS.match(line.strip().removesuffix(" column.").removesuffix(" column"))
        if found is None:
            continue
        for column in re.split(r",\s*", found["columns"]):
            if column not in _MEDIA and found["language"] != _UNNAMED:
                whole = f"{column}::{found['language']}"
                yield Caution("forms.lint_language", found["sheet"], 1, whole, {"column": whole})


def _one(warning: str) -> Caution:
    place = _PLACED.match(warning)
    sheet, row = ((place[2] or "survey"), int(place[1])) if place else ("", 0)
    like, codes = _LIKE.search(warning), _CODES.search(warning)
    if like is not None:
        return Caution("forms.lint_sheet_like", params={"sheet": like[1], "found": like[2].replace("'", "")})
    if codes is not None:
        return Caution("forms.lint_language_code", "survey", 1, "label", {"languages": codes[1]})
    for pattern, key, column in _KNOWN:
        if re.search(pattern, warning):
            return Caution(key, sheet, row, column)
    return Caution("forms.lint_converter", sheet, row, params={"text": warning[place.end() :] if place else warning})
