"""Says why a question is hidden, asked for, refused or computed, in words a form's author and a delegate can follow."""

from collections.abc import Iterator

from watan_desk.common.messages import say
from watan_desk.forms.compiler import Compiled
from watan_desk.forms.parser import parse
from watan_desk.forms.record import Record
from watan_desk.forms.schema import Spec
from watan_desk.forms.syntax import Chain, Expression, Path
from watan_desk.forms.view import NodeView
from watan_desk.forms.writing import inside, written


def explain(record: Record, ref: str, lang: str) -> tuple[str, ...]:
    """Return why a node is as it is now: hidden, refused, asked for, computed, or simply accepted.

    Raises:
        FormError: there is no such node.
    """
    view = record.node(ref)
    specs = {spec.path: spec for spec in record.definition.rules}
    trail = [spec for path, spec in _trail(ref, specs)]
    name = view.label or view.name
    if not view.relevant:
        hidden = [(path, spec) for path, spec in _trail(ref, specs) if not _holds(record, spec, path)]
        return tuple(line for path, spec in hidden for line in _hidden(record, spec, path, name, lang))
    rules = record.definition.rules[trail[-1]]
    lines: list[str] = []
    if rules.calculate is not None:
        lines.append(say("forms.why_computed", lang, label=name, condition=_short(rules.calculate)))
    if view.problem is not None:
        lines.append(say("forms.why_refused", lang, label=name, message=view.problem.message))
        rule = {"constraint": rules.constraint, "required": rules.required}.get(view.problem.kind)
        if rule is not None and rule.source.strip() != "true()":
            wanted = view.problem.kind == "required"
            lines += _parts(record, rule, view.ref, lang, wanted=wanted)
    return (*lines, *(() if lines else (say("forms.why_fine", lang, label=name),)))


def _trail(ref: str, specs: dict[str, Spec]) -> Iterator[tuple[str, Spec]]:
    """Yield every node from the form's top down to a reference: its reference and its definition."""
    path, at = "", ""
    for step in ref.strip("/").split("/"):
        path += f"/{step.partition('[')[0]}"
        at += f"/{step}"
        if path in specs:
            yield at, specs[path]


def _rule(record: Record, spec: Spec) -> Compiled | None:
    return record.definition.rules[spec].relevant


def _holds(record: Record, spec: Spec, ref: str) -> bool:
    rule = _rule(record, spec)
    return rule is None or record.evaluate(f"boolean({rule.source})", ref) == "true"


def _hidden(record: Record, spec: Spec, ref: str, name: str, lang: str) -> Iterator[str]:
    rule = _rule(record, spec)
    if rule is not None:
        above = record.node(ref).label or spec.name
        yield say("forms.why_hidden", lang, label=name, above=above, condition=_short(rule))
        yield from _parts(record, rule, ref, lang, wanted=False)


def _short(rule: Compiled) -> str:
    return written(parse(rule.source), short=True)


def _parts(record: Record, rule: Compiled, ref: str, lang: str, *, wanted: bool) -> Iterator[str]:
    """Yield the parts of a condition that decide it, each with the answers it looks at."""
    tree = parse(rule.source)
    parts: tuple[Expression, ...] = (tree,)
    if isinstance(tree, Chain) and tree.rest[0][0] in ("and", "or"):
        parts = (tree.first, *(operand for _, operand in tree.rest))
    told: set[str] = set()
    for part in parts:
        if (record.evaluate(f"boolean({written(part)})", ref) == "true") is not wanted:
            continue
        key = "forms.why_true" if wanted else "forms.why_false"
        yield say(key, lang, part=written(part, short=True))
        for path in (each for each in inside(part) if isinstance(each, Path) and each.source is None):
            line = _answer(record, path, ref, lang)
            if line and line not in told:
                told.add(line)
                yield line


def _answer(record: Record, path: Path, ref: str, lang: str) -> str:
    """Return what stands at a path now, in the words of its question."""
    names = [step.test for step in path.steps if step.axis == "child" and step.test.replace("-", "_").isidentifier()]
    if not names:
        return ""
    value = record.evaluate(f"string({written(path)})", ref)
    view = next((view for view in record.questions() if view.name == names[-1]), None)
    label = (view.label if view is not None else "") or names[-1]
    if not value:
        return say("forms.why_blank", lang, label=label)
    return say("forms.why_value", lang, label=label, value=_told(view, value))


def _told(view: NodeView | None, value: str) -> str:
    labels = {} if view is None else dict(view.choices)
    words = value.split() if view is not None and view.type == "select_multiple" else [value]
    return " · ".join(labels.get(word) or word for word in words)
