"""Answers as plain data: what ``fill`` takes, what ``data`` gives back, and the bytes an attestation is taken of."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.forms.answers import normal
from watan_desk.forms.definition import Definition
from watan_desk.forms.instance import MOST_INSTANCES, Instance, ref_of
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node

_SEVERAL = frozenset({"select_multiple", "rank"})
"""Types of question whose answer is a list."""


@dataclass(frozen=True)
class Entry:
    """One thing to fill: the text of a field, or the instances of a repeat."""

    spec: Spec
    text: str = ""
    items: tuple[tuple["Entry", ...], ...] | None = None


def plan_fill(definition: Definition, data: Mapping[str, object]) -> tuple[Entry, ...]:
    """Return what to fill, groups left aside.

    Raises:
        Invalid: names that the form does not have, or values of another shape than their field's.
    """
    problems: list[FieldProblem] = []
    top = definition.root.children[0]
    entries = _entries(definition, _names(top), data, "", problems)
    if problems:
        raise Invalid(tuple(problems))
    return entries


def _names(scope: Spec) -> dict[str, Spec]:
    """Return the fields and repeats of a scope by name, not those inside its repeats; the first of a name counts."""
    found: dict[str, Spec] = {}
    for child in scope.children:
        if child.repeats or not child.children:
            found.setdefault(child.name, child)
        else:
            for name, spec in _names(child).items():
                found.setdefault(name, spec)
    return found


def _entries(
    definition: Definition, names: Mapping[str, Spec], data: Mapping[str, object], above: str,
    problems: list[FieldProblem],
) -> tuple[Entry, ...]:  # fmt: skip
    found = []
    for name, value in data.items():
        spec = names.get(name)
        if spec is None:
            problems.append(FieldProblem(above + name, "forms.unknown_field"))
        elif spec.repeats:
            found.append(_repeat_entry(definition, spec, value, above, problems))
        elif definition.rules[spec].calculate is None:
            text = _text(value, several=_takes_several(definition, spec))
            if text is None:
                problems.append(FieldProblem(above + name, "forms.wrong_shape"))
            else:
                found.append(Entry(spec, text))
    return tuple(found)


def _repeat_entry(definition: Definition, spec: Spec, value: object, above: str, problems: list[FieldProblem]) -> Entry:
    fits = isinstance(value, list) and len(value) <= MOST_INSTANCES
    if not isinstance(value, list) or not fits or not all(isinstance(item, Mapping) for item in value):
        problems.append(FieldProblem(above + spec.name, "forms.wrong_shape"))
        return Entry(spec, items=())
    names = _names(spec)
    items = [
        _entries(definition, names, item, f"{above}{spec.name}[{place}]/", problems)
        for place, item in enumerate(value, 1)
    ]
    return Entry(spec, items=tuple(items))


def _takes_several(definition: Definition, spec: Spec) -> bool:
    control = definition.controls.get(spec)
    return control is not None and control.type in _SEVERAL


def _text(value: object, *, several: bool) -> str | None:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    if several and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return None


def apply_fill(
    instance: Instance, entries: tuple[Entry, ...], write: Callable[[Node, str], None],
    grow: Callable[[Node, Spec, int], object],
) -> None:  # fmt: skip
    """Write planned entries: ``write`` gives an answer, ``grow`` brings a repeat to a number of instances."""
    _apply(instance.top, entries, write, grow)


def _apply(
    scope: Node, entries: tuple[Entry, ...], write: Callable[[Node, str], None],
    grow: Callable[[Node, Spec, int], object],
) -> None:  # fmt: skip
    for entry in entries:
        if entry.items is None:
            write(_below(scope, entry.spec), entry.text)
            continue
        parent = scope if entry.spec.parent is scope.spec else _below(scope, entry.spec.parent)
        grow(parent, entry.spec, len(entry.items))
        family = [node for node in parent.children if node.spec is entry.spec]
        for node, item in zip(family, entry.items, strict=True):
            _apply(node, item, write, grow)


def _below(scope: Node, spec: Spec | None) -> Node:
    return next(node for node in scope.descendants() if node.spec is spec)


def data_of(definition: Definition, scope: Node) -> dict[str, object]:
    """Return the relevant, non-empty answers below a node by field name; lists for repeats and multiple choices."""
    found: dict[str, object] = {}
    for spec in [] if scope.spec is None else scope.spec.children:
        nodes = [node for node in scope.children if node.spec is spec]
        shown = [node for node in nodes if node.relevant]
        if spec.repeats and (shown or not nodes):
            found[spec.name] = [data_of(definition, node) for node in shown]
        elif spec.children and not spec.repeats:
            for node in [] if definition.is_meta(spec) else shown:
                found.update(data_of(definition, node))
        elif shown and (value := _answer(definition, shown[0])):
            found[spec.name] = value
    return found


def _answer(definition: Definition, node: Node) -> object:
    control = None if node.spec is None else definition.controls.get(node.spec)
    if control is not None and control.type in _SEVERAL:
        return node.value.split()
    return _as_written(definition, node)


def _as_written(definition: Definition, node: Node) -> str:
    """Return an answer as it was written, its digits 0-9: what was sealed as 250.50 is not 250.5 later."""
    text = node.text()
    kind = "" if node.spec is None else definition.rules[node.spec].type
    return normal(kind, node.typed).removeprefix("+") if text and kind == "decimal" else text


def canonical_of(instance: Instance) -> bytes:
    """Return the canonical bytes of a record's relevant answers; see ``Record.canonical``."""
    definition = instance.definition
    answers = [
        [ref_of(node), unicodedata.normalize("NFC", _as_written(definition, node))]
        for node in instance.leaves
        if node.spec is not None and definition.is_answer(node.spec) and node.text()
    ]
    whole = {"form": definition.id, "version": definition.version, "answers": answers}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
