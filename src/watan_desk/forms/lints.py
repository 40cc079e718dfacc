"""What the author of a form should know although it works here: what ODK Collect or KoboToolbox would do otherwise.

Every finding names sheet, row and column, and its sentence says the cure. Forms given as XForm have no sheet: their
findings name the question only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path as File

from watan_desk.common.messages import say
from watan_desk.forms.cautions import cautions
from watan_desk.forms.columns import SETTINGS, SURVEY, known_heading
from watan_desk.forms.convert import Sheets, sheets_of
from watan_desk.forms.definition import Definition
from watan_desk.forms.doubts import codes_of, doubts, rules_of
from watan_desk.forms.form import Form

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
_COUNT = "_count"
_RESERVED = frozenset({"meta", "instanceid", "instancename", "audit", "start", "end", "today", "deviceid", "formhub"})
_METAS = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "calculate"})
_ELSEWHERE = frozenset(
    {
        "geotrace", "geoshape", "background-audio", "background-geopoint", "start-geopoint", "audit", "simserial",
        "subscriberid", "select_one_external", "osm",
    }
)  # fmt: skip
"""Types that a computer cannot answer."""
_NO_EFFECT = re.compile(
    r"(?:maps|placement-map|map|image-map|new|new-front|new-rear|bearing|printer.*|ex:.*|intent"
    r"|bikram-sambat|buddhist|coptic|ethiopian|french|myanmar|persian)\Z"
)
_LISTS = re.compile(r"jr://file(?:-csv)?/([^\"'<>\s]+)")
_TRANSLATED = re.compile(
    r"(label|hint|guidance_hint|required_message|constraint_message|image|audio|video)::?\s*(.+)\Z"
)


@dataclass(frozen=True)
class Finding:
    """Something about a form. ``row`` is 0 where it is not known; ``name`` is the question, if it is of one."""

    key: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    name: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """Return what was found and how it is cured, with its place."""
        text = say(self.key, lang, **self.params)
        if not self.sheet:
            return f"{self.name}: {text}" if self.name else text
        place = {"sheet": self.sheet, "row": self.row, "column": self.column, "text": text}
        return say("forms.lint_place" if self.column else "forms.lint_row_place", lang, **place)


def lint(form: Form, source: File | None = None) -> tuple[Finding, ...]:
    """Return what the author of a form should know, in the order of its sheets.

    Raises:
        FormError: the source cannot be read.
    """
    sheets = Sheets() if source is None else sheets_of(source)
    found = [*_survey(sheets), *_choices(sheets, form.definition), *_settings(sheets, form)]
    found += [*_notices(form, sheets), *_defaults(form.definition, sheets), *_expressions(form.definition, sheets)]
    found += [
        Finding(each.key, each.sheet, each.row, each.column, params=each.params) for each in cautions(sheets.warnings)
    ]
    found += [Finding("forms.lint_file", name=name, params={"file": name}) for name in _absent(form, source)]
    order = ("survey", "choices", "settings", "")
    return tuple(sorted(found, key=lambda each: (order.index(each.sheet) if each.sheet in order else 9, each.row)))


def _survey(sheets: Sheets) -> Iterator[Finding]:
    yield from _headers("survey", sheets.survey_columns, SURVEY)
    first: dict[str, int] = {}
    for row, cells in sheets.survey:
        kind, name = cells.get("type", ""), cells.get("name", "")
        if name:
            yield from _name(name, kind, row, first)
        base = kind.split(" ")[0]
        if base in _ELSEWHERE:
            yield Finding("forms.lint_type", "survey", row, "type", name, {"type": base})
        for appearance in cells.get("appearance", "").split():
            goes_on = appearance.startswith("quick") and not base.startswith("select_one")
            if goes_on or _NO_EFFECT.match(appearance):
                yield Finding("forms.lint_appearance", "survey", row, "appearance", name, {"appearance": appearance})
        yield from _translations("survey", row, name, cells, sheets.survey_columns)
        told = any(column.startswith("constraint_message") and text for column, text in cells.items())
        if cells.get("constraint") and not told:
            yield Finding("forms.lint_message", "survey", row, "constraint_message", name)
        if told and not cells.get("constraint"):
            yield Finding("forms.lint_no_constraint", "survey", row, "constraint", name)


def _headers(sheet: str, columns: Sequence[str], known: frozenset[str]) -> Iterator[Finding]:
    for column in columns:
        if known_heading(column, known):
            continue
        base = re.split(r"::?", column)[0].strip().lower().replace(" ", "_")
        like = get_close_matches(base, sorted(known), 1)
        key = "forms.lint_column_like" if like else "forms.lint_column"
        yield Finding(key, sheet, 1, column, params={"column": column, **({"like": like[0]} if like else {})})


def _name(name: str, kind: str, row: int, first: dict[str, int]) -> Iterator[Finding]:
    if not _NAME.match(name):
        yield Finding("forms.lint_name", "survey", row, "name", name, {"name": name})
    elif name.startswith("_") or (name.lower() in _RESERVED and kind.lower() not in _METAS):
        yield Finding("forms.lint_reserved", "survey", row, "name", name, {"name": name})
    if kind.replace(" ", "_").startswith("end_"):
        return
    if name.lower() in first:
        yield Finding("forms.lint_twice", "survey", row, "name", name, {"name": name, "first": first[name.lower()]})
    first.setdefault(name.lower(), row)


def _translations(
    sheet: str, row: int, name: str, cells: Mapping[str, str], columns: Sequence[str]
) -> Iterator[Finding]:
    """Yield cells that are empty though their row has the same text in another language."""
    texts = {column: found[1] for column in columns if (found := _TRANSLATED.match(column))}
    written_in = {text for column, text in texts.items() if cells.get(column)}
    for column, text in texts.items():
        if text in written_in and not cells.get(column):
            yield Finding("forms.lint_translation", sheet, row, column, name)


def _choices(sheets: Sheets, definition: Definition) -> Iterator[Finding]:
    used = {control.choices.list_name for control in definition.controls.values() if control.choices is not None}
    used |= {rules.flags.get("answers", "") for rules in definition.rules.values()}
    texts = " ".join(rule.source for _, _, rule in rules_of(definition))
    lists: set[str] = set()
    first: dict[tuple[str, str], int] = {}
    for row, cells in sheets.choices:
        list_name, name = cells.get("list_name", ""), cells.get("name", "")
        if not list_name:
            yield Finding("forms.lint_no_list", "choices", row, "list_name", params={"name": name})
            continue
        if list_name not in lists and list_name not in used and f"'{list_name}'" not in texts:
            yield Finding("forms.lint_list", "choices", row, "list_name", params={"list": list_name})
        lists.add(list_name)
        if (list_name, name) in first:
            params = {"name": name, "list": list_name, "first": first[list_name, name]}
            yield Finding("forms.lint_choice_twice", "choices", row, "name", params=params)
        first.setdefault((list_name, name), row)
        yield from _translations("choices", row, "", cells, sheets.choice_columns)


def _settings(sheets: Sheets, form: Form) -> Iterator[Finding]:
    yield from _headers("settings", sheets.settings_columns, SETTINGS)
    place = ("settings", 2) if sheets.survey else ("", 0)
    if not form.version:
        yield Finding("forms.lint_version", *place, "version")
    if sheets.survey and not (sheets.settings.get("form_id") or sheets.settings.get("id_string")):
        yield Finding("forms.lint_form_id", *place, "form_id")
    named, known = sheets.settings.get("default_language", ""), _languages(sheets)
    if named and known and named not in known:
        yield Finding("forms.lint_default", *place, "default_language", params={"named": named, "known": known[0]})


def _languages(sheets: Sheets) -> tuple[str, ...]:
    """Return the languages that the headings of the labels name, in their order."""
    found = (_TRANSLATED.match(column) for column in (*sheets.survey_columns, *sheets.choice_columns))
    return tuple(dict.fromkeys(each[2] for each in found if each is not None))


def _absent(form: Form, source: File | None) -> tuple[str, ...]:
    """Return the files of choices that a form takes and that do not lie beside it."""
    named = dict.fromkeys(name.rpartition("/")[2] for name in _LISTS.findall(form.xml))
    folder = None if source is None else source.parent
    return tuple(name for name in named if folder is not None and not (folder / name).is_file())


def _notices(form: Form, sheets: Sheets) -> Iterator[Finding]:
    """Yield what was noticed while the form was read, at its question."""
    rows = {cells.get("name", ""): row for row, cells in reversed(sheets.survey)}
    for key, params in form.definition.notices:
        name = str(params.get("question", "")).rpartition("/")[2]
        column = {"forms.own_relevance": "relevant"}.get(key, "default")
        yield Finding(key, "survey" if name in rows else "", rows.get(name, 0), column, params=params)


def _defaults(definition: Definition, sheets: Sheets) -> Iterator[Finding]:
    """Yield first answers that are no code of their question's list: nobody could have chosen them."""
    rows = sheets.rows()
    for top in (definition.initial, *definition.templates.values()):
        for node in top.descendants():
            if node.spec is None or not node.typed or node.spec.path not in rows:
                continue
            codes = codes_of(definition, node.spec)
            for code in node.typed.split() if codes else ():
                if code not in codes:
                    params = {"value": code, "name": node.spec.name}
                    yield Finding("forms.lint_first", "survey", rows[node.spec.path], "default", params=params)


def _expressions(definition: Definition, sheets: Sheets) -> Iterator[Finding]:
    rows = sheets.rows()
    for doubt in doubts(definition):
        row, column = rows.get(doubt.spec.path, 0), doubt.column
        counted = doubt.spec.path.removesuffix(_COUNT)  # the converter keeps a repeat's number in a place of its own
        if not row and counted in rows:
            row, column = rows[counted], "repeat_count"
        yield Finding(doubt.key, "survey" if row else "", row, column, doubt.spec.name, doubt.params)
