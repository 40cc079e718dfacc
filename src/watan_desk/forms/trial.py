"""Tries a form out: answers are given step by step, and what the form then shows is told as plain data.

This is the black-box door of the engine (``watan-desk form check``). Steps are ``{"set": ref, "value": text}``,
``{"add": repeat}``, ``{"remove": "repeat[2]"}``, ``{"language": name}``, ``{"show": ref}`` and ``{"problems": true}``;
one that cannot be done is noted and the run continues.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from watan_desk.common.errors import DeskError
from watan_desk.forms.errors import FormError
from watan_desk.forms.record import Record
from watan_desk.forms.view import NodeView, Problem

Shape = dict[str, Any]
Step = Mapping[str, Any]
_ACKNOWLEDGED = frozenset({"OK", "true", "1"})
_TOGGLES = _ACKNOWLEDGED | {"false", "0"}


@dataclass
class Trial:
    """A record being tried. ``shown`` answers the ``show`` and ``problems`` steps in their order.

    ``lang`` is the language of our own sentences.
    """

    record: Record
    lang: str
    shown: list[Shape] = field(default_factory=list)
    step_errors: list[Shape] = field(default_factory=list)

    def run(self, steps: Sequence[Step]) -> None:
        """Do the steps."""
        for place, step in enumerate(steps):
            try:
                self._do(step)
            except DeskError as error:
                self.step_errors.append({"step": place, "error": error.sentence(self.lang)})

    def _do(self, step: Step) -> None:
        for name, deed in self._deeds.items():
            if name in step:
                deed(step)
                return
        raise FormError("forms.unknown_step")

    @property
    def _deeds(self) -> Mapping[str, Callable[[Step], object]]:
        record = self.record
        return {
            "set": self._set,
            "add": lambda step: record.add(str(step["add"])),
            "remove": lambda step: record.remove(str(step["remove"])),
            "language": lambda step: record.speak(str(step["language"])),
            "show": lambda step: self.shown.append(self.show(str(step["show"]))),
            "problems": lambda _: self.shown.append({"problems": self.problems()}),
        }

    def _set(self, step: Step) -> None:
        ref, text = str(step["set"]), _text(step.get("value"))
        if self._guarded and self.record.node(ref).closed:
            raise FormError("forms.readonly_question", ref=ref)
        if text in _TOGGLES and self.record.node(ref).type == "acknowledge":
            text = "OK" if text in _ACKNOWLEDGED else ""
        self.record.set(ref, text)

    @cached_property
    def _guarded(self) -> bool:
        """Whether the form makes anything read-only: nobody could answer that on a screen."""
        return any(rules.readonly is not None for rules in self.record.definition.rules.values())

    def result(self) -> Shape:
        """Return the record as it stands after the steps."""
        problems = self.problems()
        return {
            "status": "ok",
            "valid": not problems,
            "problems": problems,
            "instance": self.record.submission(),
            "nodes": self.nodes(),
            "shown": self.shown,
            "step_errors": self.step_errors,
        }

    def show(self, ref: str) -> Shape:
        """Return what is drawn at a reference; ``{"ref", "missing"}`` where there is nothing."""
        try:
            return self._shape(self.record.node(ref), ref)
        except FormError:
            return {"ref": ref, "missing": True}

    def problems(self) -> list[Shape]:
        """Return what stands against the answers."""
        return [_problem(problem, with_ref=True) for problem in self.record.problems()]

    def nodes(self) -> list[Shape]:
        """Return every question of the record as it stands, also those that are never drawn."""
        return [self._shape(view, view.ref) for view in self.record.questions()]

    def _shape(self, view: NodeView, ref: str) -> Shape:
        shape: Shape = {"ref": ref, "type": view.type, "relevant": view.relevant}
        shape |= {"required": view.required, "readonly": view.closed, "label": view.label or None}
        if view.kind == "repeat":
            return {**shape, "count": int(view.value)}
        if view.kind != "question":
            return shape
        shape |= {"value": self.record.stored(view.ref), "hint": view.hint or None}
        if view.type in ("select_one", "select_multiple", "rank"):
            shape["choices"] = [[value, label] for value, label in view.choices]
        shape["problem"] = _of_protocol(view, stored=shape["value"])
        if view.problem is not None and view.problem.kind not in ("required", "constraint"):
            shape["unfit"] = view.problem.message
        return shape


def _of_protocol(view: NodeView, *, stored: str) -> Shape | None:
    """Return a problem as the protocol knows it: an answer that does not fit its type is no answer yet."""
    if view.problem is not None and view.problem.kind in ("required", "constraint", "check"):
        return _problem(view.problem, with_ref=False)
    return {"kind": "required", "message": None} if view.problem is not None and view.required and not stored else None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _problem(problem: Problem, *, with_ref: bool) -> Shape:
    shape: Shape = {"ref": problem.ref} if with_ref else {}
    return {**shape, "kind": problem.kind, "message": problem.message if problem.own_words else None}
