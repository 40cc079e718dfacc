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
from watan_desk.forms.compiler import Compiled
from watan_desk.forms.convert import Sheets, sheets_of
from watan_desk.forms.definition import Control, Definition, Rules
from watan_desk.forms.form import Form
from watan_desk.forms.parser import parse
from watan_desk.forms.schema import Spec
from watan_desk.forms.syntax import Call, Chain, Expression, Path, Text
from watan_desk.forms.writing import inside, written

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACED = re.compile(r"\[row : (\d+)\] (?:On the '(\w+)' sheet, )?")
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
_TRANSLATED = re.compile(
    r"(label|hint|guidance_hint|required_message|constraint_message|image|audio|video)::?\s*(.+)\Z"
)
_SURVEY = frozenset(
    {
        "type", "name", "label", "hint", "guidance_hint", "appearance", "required", "required_message", "requiredmsg",
        "relevant", "relevance", "constraint", "constraint_message", "constraining_message", "calculation", "calculate",
        "choice_filter", "default", "readonly", "read_only", "repeat_count", "count", "trigger", "parameters", "image",
        "audio", "video", "big-image", "autoplay", "body", "media", "bind", "instance", "control", "rows", "save_to",
        "query", "note", "tag", "disabled", "comment", "comments", "value", "caption", "intent", "hxl", "$given_name",
    }
)  # fmt: skip
_ORDERED = frozenset({"<", "<=", ">", ">=", "+", "-"})


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
        return say("forms.lint_place", lang, sheet=self.sheet, row=self.row, column=self.column, text=text)


def lint(form: Form, source: File | None = None) -> tuple[Finding, ...]:
    """Return what the author of a form should know, in the order of its sheets.

    Raises:
        FormError: the source cannot be read.
    """
    sheets = Sheets() if source is None else sheets_of(source)
    found = [*_survey(sheets), *_choices(sheets, form.definition), *_settings(sheets, form)]
    found += _expressions(form.definition, sheets)
    found += _warnings(sheets.warnings)
    order = ("survey", "choices", "settings", "")
    return tuple(sorted(found, key=lambda each: (order.index(each.sheet) if each.sheet in order else 9, each.row)))


def _survey(sheets: Sheets) -> Iterator[Finding]:
    yield from _headers(sheets.survey_columns)
    first: dict[str, int] = {}
    for row, cells in sheets.survey:
        kind, name = cells.get("type", ""), cells.get("name", "")
        if name:
            yield from _name(name, kind, row, first)
        base = kind.split(" ")[0]
        if base in _ELSEWHERE:
            yield Finding("forms.lint_type", "survey", row, "type", name, {"type": base})
        for appearance in cells.get("appearance", "").split():
            if _NO_EFFECT.match(appearance):
                yield Finding("forms.lint_appearance", "survey", row, "appearance", name, {"appearance": appearance})
        yield from _translations("survey", row, name, cells, sheets.survey_columns)
        if cells.get("constraint") and not any(column.startswith("constraint_message") for column in cells):
            yield Finding("forms.lint_message", "survey", row, "constraint_message", name)


def _headers(columns: Sequence[str]) -> Iterator[Finding]:
    for column in columns:
        base = re.split(r"::?", column)[0].strip().lower().replace(" ", "_")
        if base in _SURVEY or column.startswith("_") or not base:
            continue
        like = get_close_matches(base, sorted(_SURVEY), 1)
        key = "forms.lint_column_like" if like else "forms.lint_column"
        yield Finding(key, "survey", 1, column, params={"column": column, **({"like": like[0]} if like else {})})


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
    texts = " ".join(rule.source for _, _, rule in _rules(definition))
    lists: set[str] = set()
    first: dict[tuple[str, str], int] = {}
    for row, cells in sheets.choices:
        list_name, name = cells.get("list_name") or cells.get("list name") or "", cells.get("name", "")
        if list_name not in lists and list_name not in used and f"'{list_name}'" not in texts:
            yield Finding("forms.lint_list", "choices", row, "list_name", params={"list": list_name})
        lists.add(list_name)
        if (list_name, name) in first:
            params = {"name": name, "list": list_name, "first": first[list_name, name]}
            yield Finding("forms.lint_choice_twice", "choices", row, "name", params=params)
        first.setdefault((list_name, name), row)
        yield from _translations("choices", row, "", cells, sheets.choice_columns)


def _settings(sheets: Sheets, form: Form) -> Iterator[Finding]:
    if not form.version:
        yield Finding("forms.lint_version", "settings" if sheets.survey else "", 2 if sheets.survey else 0, "version")


def _rules(definition: Definition) -> Iterator[tuple[Spec, str, Compiled]]:
    for spec, rules in definition.rules.items():
        control = definition.controls.get(spec)
        for column, rule in _columns(rules, control).items():
            if rule is not None:
                yield spec, column, rule


def _columns(rules: Rules, control: Control | None) -> Mapping[str, Compiled | None]:
    return {
        "relevant": rules.relevant,
        "required": rules.required,
        "readonly": rules.readonly,
        "constraint": rules.constraint,
        "calculation": rules.calculate,
        "repeat_count": None if control is None else control.count,
        "choice_filter": None if control is None or control.choices is None else control.choices.nodes,
    }


def _expressions(definition: Definition, sheets: Sheets) -> Iterator[Finding]:
    rows = sheets.rows()
    for spec, column, rule in _rules(definition):
        sheet = "survey" if spec.path in rows else ""
        for key, params in dict.fromkeys((key, tuple(params.items())) for key, params in _doubts(rule, definition)):
            yield Finding(key, sheet, rows.get(spec.path, 0), column, spec.name, dict(params))


def _doubts(rule: Compiled, definition: Definition) -> Iterator[tuple[str, Mapping[str, object]]]:
    for tree in inside(parse(rule.source)):
        match tree:
            case Call(name="regex", arguments=(_, Text(value=pattern))) if not _anchored(pattern):
                yield "forms.lint_regex", {"pattern": pattern}
            case Chain(first=first, rest=rest):
                yield from _compared(first, rest, rule, definition)


def _anchored(pattern: str) -> bool:
    return pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith(r"\$")


def _compared(
    first: Expression, rest: Sequence[tuple[str, Expression]], rule: Compiled, definition: Definition
) -> Iterator[tuple[str, Mapping[str, object]]]:
    operands = [first, *(operand for _, operand in rest)]
    operators = {operator for operator, _ in rest}
    if operators & _ORDERED:
        for operand in operands:
            if isinstance(operand, Text) and _DATE.match(operand.value):
                yield "forms.lint_date", {"text": written(operand)}
    if operators & {"=", "!="} and any(isinstance(each, Text) and each.value in ("true", "false") for each in operands):
        computed = {spec.name for spec in rule.reads if definition.rules[spec].calculate is not None}
        for operand in operands:
            if isinstance(operand, Path) and operand.steps and operand.steps[-1].test in computed:
                yield "forms.lint_boolean", {"name": operand.steps[-1].test}


def _warnings(warnings: Sequence[str]) -> Iterator[Finding]:
    """Yield what the converter warns of, in its own words; where it names row and sheet they become the place."""
    for warning in warnings:
        place = _PLACED.match(warning)
        text = warning[place.end() :] if place else warning
        sheet, row = ((place[2] or "survey"), int(place[1])) if place else ("", 0)
        yield Finding("forms.lint_converter", sheet, row, "", params={"text": text})
