"""Says a form's conditions in the words of its own labels, for people who read no expressions.

``explaining`` tells an author the expression and its parts; this tells a delegate when a question is asked, why an
answer is refused, and what was answered that decides it.
"""

from collections.abc import Iterator

from watan_desk.common.messages import say
from watan_desk.forms.compiler import Compiled
from watan_desk.forms.parser import parse
from watan_desk.forms.record import Record
from watan_desk.forms.schema import Spec
from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Text
from watan_desk.forms.values import number_text
from watan_desk.forms.view import NodeView
from watan_desk.forms.writing import inside, written

_TURNED = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_ORDERED = {">": "more", "<": "less", ">=": "least", "<=": "most"}


def hidden_in(view: NodeView) -> Iterator[NodeView]:
    """Yield what is not asked now in a group, outermost first: of a hidden group nothing inside is named."""
    for child in view.children:
        if child.relevant:
            yield from hidden_in(child)
        elif child.label:
            yield child


def why_hidden(record: Record, ref: str, lang: str) -> tuple[str, ...]:
    """Return when a hidden question would be asked, and what its condition reads now; nothing of a shown one."""
    lines: list[str] = []
    for spec, at in _trail(record, ref):
        rule = record.definition.rules[spec].relevant
        if rule is not None and record.evaluate(f"boolean({rule.source})", at) != "true":
            teller = _Teller(record, at, lang)
            lines.append(say("forms.shown_when", lang, condition=teller.clause(parse(rule.source))))
            lines += teller.answers(rule)
    return tuple(dict.fromkeys(lines))


def why_refused(record: Record, ref: str, lang: str) -> tuple[str, ...]:
    """Return what a refused answer has to be, and what the rule reads now; nothing where no rule of the form says."""
    trail = [spec for spec, _ in _trail(record, ref)]
    rule = record.definition.rules[trail[-1]].constraint if trail else None
    problem = record.node(ref).problem
    if rule is None or problem is None or problem.kind != "constraint":
        return ()
    teller = _Teller(record, ref, lang)
    tree = parse(rule.source)
    parts: tuple[Expression, ...] = (tree,)
    if isinstance(tree, Chain) and tree.rest[0][0] == "and":
        parts = (tree.first, *(operand for _, operand in tree.rest))
    broken = [each for each in parts if record.evaluate(f"boolean({written(each)})", ref) != "true"]
    wanted = say("forms.when_and", lang).join(teller.clause(each) for each in broken or parts)
    return (say("forms.must_be", lang, condition=wanted), *teller.answers(rule))


def _trail(record: Record, ref: str) -> Iterator[tuple[Spec, str]]:
    """Yield every node from the form's top down to a reference: its definition and its reference."""
    specs = {spec.path: spec for spec in record.definition.rules}
    path, at = "", ""
    for step in ref.strip("/").split("/"):
        path += f"/{step.partition('[')[0]}"
        at += f"/{step}"
        if path in specs:
            yield specs[path], at


class _Teller:
    """Puts one condition into words, as it stands at one node of a record."""

    def __init__(self, record: Record, ref: str, lang: str) -> None:
        self._record, self._ref, self._lang = record, ref, lang
        self._views: dict[str, NodeView] = {}
        for view in record.questions():
            self._views.setdefault(view.name, view)

    def answers(self, rule: Compiled) -> Iterator[str]:
        """Yield what is answered now to each question that a rule reads."""
        told: set[str] = set()
        for path in (each for each in inside(parse(rule.source)) if isinstance(each, Path)):
            name = self._name(path)
            if name and name not in told and path.source is None:
                told.add(name)
                value = self._record.evaluate(f"string({written(path)})", self._ref)
                key = "forms.why_value" if value else "forms.why_blank"
                yield say(key, self._lang, label=self._label(path), value=self._told(name, value))

    def clause(self, tree: Expression, *, holds: bool = True) -> str:
        """Return a condition as a clause; ``holds`` or the contrary."""
        match tree:
            case Chain(first=first, rest=((operator, right),)) if operator in _TURNED:
                said = self._compared(first, operator if holds else _TURNED[operator], right)
            case Chain(first=first, rest=rest) if rest[0][0] in {"and", "or"}:
                joint = rest[0][0] if holds else {"and": "or", "or": "and"}[rest[0][0]]
                operands = (first, *(operand for _, operand in rest))
                said = self._one_of(operands) if joint == "or" and holds else ""
                parts = [self.clause(each, holds=holds) for each in operands] if not said else []
                said = said or say(f"forms.when_{joint}", self._lang).join(dict.fromkeys(parts))
            case Call(name="not", arguments=(inner,)):
                return self.clause(inner, holds=not holds)
            case Call(name="true" | "false" as name, arguments=()):
                said = say("forms.when_always" if (name == "true") is holds else "forms.when_never", self._lang)
            case Call(name="selected", arguments=(Path() as path, Text(value=value))):
                said = self._say("has" if holds else "has_not", path, value=self._told(self._name(path), value))
            case Call(name="regex", arguments=(Path() as path, Text())):
                said = self._say("written" if holds else "written_not", path)
            case _:
                said = ""
        return said or self._about(tree)

    def _one_of(self, parts: tuple[Expression, ...]) -> str:
        """Return "this question is one of these", where every part says so of the same question; else nothing."""
        paths, values = [], []
        for part in parts:
            match part:
                case Chain(first=Path() as path, rest=(("=", Text(value=value)),)) if value:
                    paths.append(path)
                    values.append(self._told(self._name(path), value))
                case _:
                    return ""
        joint = say("forms.when_or_value", self._lang)
        return self._say("is", paths[0], value=joint.join(values)) if len(set(paths)) == 1 else ""

    def _compared(self, left: Expression, operator: str, right: Expression) -> str:
        if not isinstance(left, Path | Call) or (isinstance(left, Call) and left.name == "today"):
            left, right, operator = right, left, _MIRRORED.get(operator, operator)
        if isinstance(left, Path) and isinstance(right, Text):
            if right.value == "":
                return self._say({"=": "blank", "!=": "given"}.get(operator, ""), left)
            told = self._told(self._name(left), right.value)
            return self._say({"=": "is", "!=": "is_not"}.get(operator, _ORDERED.get(operator, "")), left, value=told)
        subject, value = self._subject(left), self._value(right)
        key = {"=": "is", "!=": "is_not", **_ORDERED}.get(operator, "")
        key += "_day" if operator in _ORDERED and self._is_day(left) else ""
        return say(f"forms.when_{key}", self._lang, label=subject, value=value) if subject and value and key else ""

    def _subject(self, tree: Expression) -> str:
        """Return what is compared: a question, its length, or how many there are of a repeat."""
        match tree:
            case Path():
                return self._quoted(tree)
            case Call(name="string-length" | "count" | "count-selected" | "sum" as name, arguments=(Path() as path,)):
                return say(f"forms.when_{name.replace('-', '_')}", self._lang, label=self._quoted(path))
            case Call(name="number" | "int" | "date" | "string", arguments=(Path() as path,)):
                return self._quoted(path)
        return ""

    def _value(self, tree: Expression) -> str:
        match tree:
            case Number(value=number):
                return number_text(number)
            case Negation(operand=Number(value=number)):
                return f"-{number_text(number)}"
            case Text(value=text) | Call(name="date", arguments=(Text(value=text),)):
                return text
            case Call(name="today" | "now", arguments=()):
                return say("forms.when_today", self._lang)
        return self._quoted(tree) if isinstance(tree, Path) else ""

    def _is_day(self, tree: Expression) -> bool:
        view = self._views.get(self._name(tree)) if isinstance(tree, Path) else None
        return view is not None and view.type in {"date", "dateTime"}

    def _about(self, tree: Expression) -> str:
        """Return what a condition that has no plain words is about."""
        paths = [each for each in inside(tree) if isinstance(each, Path) and each.source is None and self._name(each)]
        named = dict.fromkeys(self._quoted(path) for path in paths)
        return say("forms.when_about", self._lang, labels=say("common.list_joint", self._lang).join(named))

    def _say(self, key: str, path: Path, **more: str) -> str:
        return say(f"forms.when_{key}", self._lang, label=self._quoted(path), **more) if key else ""

    def _quoted(self, path: Path) -> str:
        return say("forms.when_label", self._lang, label=self._label(path))

    def _label(self, path: Path) -> str:
        view = self._views.get(self._name(path))
        return (view.label if view is not None else "") or self._name(path)

    def _name(self, path: Path) -> str:
        """Return the name of the node that a path ends at: its own where it is the node that is asked about."""
        names = [step.test for step in path.steps if step.axis == "child" and step.test not in {"node()", "*"}]
        own = self._ref.rpartition("/")[2].partition("[")[0]
        return names[-1] if names else own if path.start == "context" else ""

    def _told(self, name: str, value: str) -> str:
        view = self._views.get(name)
        labels = {} if view is None else dict(view.choices)
        several = view is not None and view.type in {"select_multiple", "rank"}
        return " · ".join(labels.get(word) or word for word in (value.split() if several else [value]))
