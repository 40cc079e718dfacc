"""Finds expressions that can be read but do not mean what their author meant, here or in ODK Collect."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from watan_desk.forms.compiler import Compiled
from watan_desk.forms.definition import Control, Definition, Rules
from watan_desk.forms.parser import ANYWHERE, parse
from watan_desk.forms.schema import Spec
from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Step, Text
from watan_desk.forms.tree import Node
from watan_desk.forms.writing import inside, written

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SLASHED = re.compile(r"\d{1,2}[/\-.]\d{1,2}[/\-.]\d{4}\Z|\d{4}[/.]\d{1,2}[/.]\d{1,2}\Z")
_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_ORDERED = frozenset({"<", "<=", ">", ">=", "+", "-"})
_COUNTED = _ORDERED | {"=", "!=", "*", "div", "mod"}
_EQUAL = frozenset({"=", "!="})
_APART = _EQUAL | {"<", "<=", ">", ">=", "-"}
_ONLY_HERE = frozenset({"ceiling", "floor", "id", "lang", "last", "local-name", "name", "namespace-uri", "substring"})
"""Functions of XPath that JavaRosa, the engine of ODK Collect and KoboCollect, does not have: it refuses the form."""
_YEARS, _GREGORIAN = range(1300, 2101), 1600
_SHOWN = 8
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})
_PAIR = 2
_DAY = 3
"""Numbers of a date that was written without quotes: ``2026-01-31``."""


@dataclass(frozen=True)
class Doubt:
    """What is doubtful in one column of one question: the key of a sentence with its parameters."""

    spec: Spec
    column: str
    key: str
    params: Mapping[str, object] = field(default_factory=dict)


def rules_of(definition: Definition) -> Iterator[tuple[Spec, str, Compiled]]:
    """Yield every expression of a form's questions and groups, with the column it stands in."""
    for spec, rules in definition.rules.items():
        control = definition.controls.get(spec)
        for column, rule in _columns(rules, control).items():
            if rule is not None:
                yield spec, column, rule


def doubts(definition: Definition) -> Iterator[Doubt]:
    """Yield what is doubtful in a form's expressions, each thing once a cell."""
    for spec, column, rule in rules_of(definition):
        found = _Cell(spec, column, rule, definition).doubts()
        for key, params in dict.fromkeys((key, tuple(params.items())) for key, params in found):
            yield Doubt(spec, column, key, dict(params))


def codes_of(definition: Definition, spec: Spec) -> tuple[str, ...]:
    """Return the codes of the choices a question has by itself, () where they come from a file or another answer."""
    control = definition.controls.get(spec)
    if control is None or control.choices is None or control.type not in _SELECTS:
        return ()
    if control.choices.nodes is None:
        return tuple(choice.value for choice in control.choices.own)
    listed = definition.instances.get(control.choices.list_name)
    items = [] if listed is None else [node for node in listed.descendants() if node.name == "item"]
    return tuple(child.value for item in items for child in item.children if child.name == control.choices.value)


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


Told = Iterator[tuple[str, Mapping[str, object]]]


@dataclass(frozen=True)
class _Cell:
    """One expression of one question."""

    spec: Spec
    column: str
    rule: Compiled
    definition: Definition

    def doubts(self) -> Told:
        tree = parse(self.rule.source)
        if _DIGITS.search(_TEXTS.sub("", self.rule.source)):
            yield "forms.lint_digits", {}
        yield from self._filter(tree) if self.column == "choice_filter" else self._words(tree)
        if self.column == "calculation" and any(self._is_itself(each) for each in inside(tree)):
            yield "forms.lint_itself", {}
        if isinstance(tree, Path):
            yield from self._elsewhere([tree])
        for each in inside(tree):
            yield from self._of(each)

    def _of(self, tree: Expression) -> Told:
        match tree:
            case Call(name="regex", arguments=(_, Text(value=pattern))) if not _anchored(pattern):
                yield "forms.lint_regex", {"pattern": pattern}
            case Call(name="selected", arguments=(Path() as path, Text(value=code))):
                yield from self._chosen(path, code)
            case Call(name="date", arguments=(Text(value=day),)):
                yield from _day(day)
            case Call(name=name) if name in _ONLY_HERE:
                yield "forms.lint_function", {"function": f"{name}()"}
            case Path(steps=steps):
                for written_so in filter(None, map(_missing, steps)):
                    yield "forms.lint_function", {"function": written_so}
            case Chain(first=first, rest=rest):
                operands = [first, *(operand for _, operand in rest)]
                instants = [operand for operand in operands if self._is_instant(operand)]
                if len(instants) > 1 and not _APART.isdisjoint(operator for operator, _ in rest):
                    yield "forms.lint_instants", {"text": written(instants[0], short=True)}
                yield from self._compared(operands, frozenset(operator for operator, _ in rest))

    def _compared(self, operands: list[Expression], operators: frozenset[str]) -> Told:
        if operators == {"-"} and _is_day(operands):
            yield "forms.lint_day", {"text": "-".join(written(each) for each in operands)}
        if operators & _COUNTED:
            yield from self._elsewhere(operands)
        for operand in operands:
            if operators & _ORDERED and isinstance(operand, Text) and _DATE.match(operand.value):
                yield "forms.lint_date", {"text": written(operand)}
            elif operators & _ORDERED | operators & _EQUAL and isinstance(operand, Text):
                yield from _day(operand.value)
        texts = [each.value for each in operands if isinstance(each, Text)]
        if not operators & _EQUAL or not texts:
            return
        computed = {spec.name for spec in self.rule.reads if self.definition.rules[spec].calculate is not None}
        for operand in operands:
            if isinstance(operand, Path):
                named = operand.steps[-1].test if operand.steps else ""
                if named in computed and any(text in ("true", "false") for text in texts):
                    yield "forms.lint_boolean", {"name": named}
                yield from self._equal(operand, texts)

    def _equal(self, path: Path, texts: list[str]) -> Told:
        asked = self._asked(path)
        control = None if asked is None else self.definition.controls.get(asked)
        for text in filter(None, texts):
            yield from self._chosen(path, text)
            if asked is not None and control is not None and control.type == "select_multiple":
                yield "forms.lint_equal", {"name": asked.name, "value": text}

    def _chosen(self, path: Path, text: str) -> Told:
        """Yield a code that the list of the question at a path does not have."""
        asked = self._asked(path)
        codes = () if asked is None or self.column == "choice_filter" else codes_of(self.definition, asked)
        for code in text.split() or [text]:
            if asked is not None and codes and code and code not in codes:
                listed = "\u2068" + ", ".join(codes[:_SHOWN]) + ("\u2026" if len(codes) > _SHOWN else "") + "\u2069"
                yield "forms.lint_code", {"value": code, "name": asked.name, "codes": listed}

    def _asked(self, path: Path) -> Spec | None:
        """Return the question a path leads to, if it is certain."""
        if not path.steps:
            return None
        last = path.steps[-1]
        if last.axis == "self" and path.start == "context" and len(path.steps) == 1:
            return self.spec
        named = [spec for spec in self.rule.reads if spec.name == last.test]
        return named[0] if len(named) == 1 else None

    def _is_instant(self, tree: Expression) -> bool:
        """Tell whether an operand is the present instant, or an answer of date and time."""
        if isinstance(tree, Call):
            return tree.name == "now"
        asked = self._asked(tree) if isinstance(tree, Path) else None
        return asked is not None and self.definition.rules[asked].type == "dateTime"

    def _is_itself(self, tree: Expression) -> bool:
        return isinstance(tree, Path) and bool(tree.steps) and tree.steps[-1].test == self.spec.name and (
            self.spec in self.rule.reads
        )  # fmt: skip

    def _elsewhere(self, operands: list[Expression]) -> Told:
        """Yield answers of a repeat that are read from outside it as though there were one."""
        around = {self.spec, *self.spec.ancestors()}
        for operand in operands:
            asked = self._asked(operand) if isinstance(operand, Path) and operand.start == "root" else None
            if asked is None or (isinstance(operand, Path) and any(step.predicates for step in operand.steps)):
                continue
            for above in (asked, *asked.ancestors()):
                if above.repeats and above not in around and above is not asked:
                    yield "forms.lint_elsewhere", {"name": asked.name, "repeat": above.name}

    def _words(self, tree: Expression) -> Told:
        """Yield words that name neither a question nor a text: somebody forgot the quotes or the ``${}``."""
        for path in _outside(tree):
            first = path.steps[0] if path.start == "context" and path.steps else None
            if first is None or first.axis != "child" or not first.named:
                continue
            if self.spec.child(first.test) is not None:
                continue
            if self.column == "required":
                yield "forms.lint_required", {"word": first.test}
            elif any(spec.name == first.test for spec in self.definition.rules):
                yield "forms.lint_question", {"word": first.test}
            else:
                yield "forms.lint_word", {"word": first.test}

    def _filter(self, tree: Expression) -> Told:
        """Yield words of a filter that are no column of its list."""
        control = self.definition.controls[self.spec]
        name = "" if control.choices is None else control.choices.list_name
        listed = self.definition.instances.get(name)
        if listed is None:
            return
        columns = {child.name for item in listed.descendants() if item.name == "item" for child in item.children}
        held = [tree, *inside(tree)]
        filters = [each for path in held if isinstance(path, Path) for step in path.steps for each in step.predicates]
        for path in (path for each in filters for path in _outside(each)):
            first = path.steps[0] if path.start == "context" and path.steps else None
            if columns and first is not None and first.axis == "child" and first.test not in columns:
                yield "forms.lint_filter", {"word": first.test, "list": name}
        for each in (each for one in filters for each in inside(one) if isinstance(each, Chain)):
            yield from self._matched(each, listed)

    def _matched(self, chain: Chain, listed: Node) -> Told:
        """Yield what a list's column holds though no answer of the question it is compared with could ever say it."""
        operands = [chain.first, *(operand for _, operand in chain.rest)]
        paths = [each for each in operands if isinstance(each, Path) and each.steps]
        if len(operands) != _PAIR or len(paths) != _PAIR or chain.rest[0][0] != "=":
            return
        for column, path in (paths, paths[::-1]):
            asked = self._asked(path)
            codes = () if asked is None else codes_of(self.definition, asked)
            if column.start != "context" or len(column.steps) != 1 or not codes or asked is None:
                continue
            cells = (child for item in listed.descendants() for child in item.children)
            held = dict.fromkeys(child.value for child in cells if child.name == column.steps[0].test and child.value)
            for value in (value for value in held if value not in codes):
                yield "forms.lint_unmatched", {"value": value, "word": column.steps[0].test, "name": asked.name}


def _outside(tree: Expression) -> Iterator[Path]:
    """Yield the paths of an expression that stand outside the predicates of others."""
    match tree:
        case Negation(operand=operand):
            yield from _outside(operand)
        case Chain(first=first, rest=rest):
            for each in (first, *(operand for _, operand in rest)):
                yield from _outside(each)
        case Call(arguments=arguments):
            for each in arguments:
                yield from _outside(each)
        case Path(source=None):
            yield tree
        case Path(source=Call() as source):
            yield from _outside(source)


def _missing(step: Step) -> str:
    """Return what a step asks of JavaRosa that it does not have, as it is written."""
    if step.axis in ("child", "attribute"):
        return step.test if step.test.endswith(")") else ""
    if step.axis in ("self", "parent") and step.test == "node()":
        return ""
    return "//" if step == ANYWHERE else f"{step.axis}::"


def _anchored(pattern: str) -> bool:
    return pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith(r"\$")


def _is_day(operands: list[Expression]) -> bool:
    numbers = [each.value for each in operands if isinstance(each, Number)]
    return len(numbers) == len(operands) == _DAY and (int(numbers[0]) in _YEARS or int(numbers[-1]) in _YEARS)


def _day(text: str) -> Told:
    if _SLASHED.match(text):
        yield "forms.lint_slashed", {"text": text}
    elif _DATE.match(text) and int(text[:4]) < _GREGORIAN:
        yield "forms.lint_hijri", {"text": text}
