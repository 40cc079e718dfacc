"""Compiles a parsed expression into nested closures, and says which nodes of the form it reads.

The reads are found by walking the definition's own tree with the steps of every path, predicates included; the order
of recalculation is built from them.
"""

from __future__ import annotations  # else every closure made here would carry types made for it alone

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from watan_desk.forms.axes import AXES, spec_step
from watan_desk.forms.context import Context, Evaluate
from watan_desk.forms.errors import ExpressionError, FormError
from watan_desk.forms.functions import FUNCTIONS
from watan_desk.forms.lookup import WORTHWHILE
from watan_desk.forms.operators import COMPARISONS, OPERATORS, both, either, equal_to_text, negated, union
from watan_desk.forms.parser import parse
from watan_desk.forms.reachable import Wanted, settled, stands_alone, wanted_place, wanted_row
from watan_desk.forms.schema import Spec
from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Step, Text
from watan_desk.forms.tree import Node, in_order
from watan_desk.forms.values import Value, to_boolean, to_number, to_text

Places = frozenset[Spec]
Walk = Callable[[Context, list[Node]], list[Node]]
NOWHERE: Places = frozenset()
_FEW, _MANY = 64, 256
"""Fewer nodes read, or passed over on the way to others, are not counted."""
_READ, _PASSED = 2, 5
"""How much less than a node that a condition looks at such a node costs: as powers of two."""
_SHORT, _LETTERS = 1_000, 16
"""Shorter results are not counted, and of longer ones so many letters cost what looking at a node does."""
SPOKEN = frozenset({"jr:choice-name", "jr:itext", "format-date", "format-date-time"})


@dataclass(frozen=True)
class Compiled:
    """An expression ready to run. ``reads`` are the definition nodes whose values, number or order it depends on.

    ``spoken``: its result is in the record's present language. ``local``: it speaks of the node it belongs to; any
    other node would have the same expression compiled to the same.
    """

    source: str
    run: Evaluate
    reads: frozenset[Spec]
    spoken: bool = False
    local: bool = True

    def text(self, context: Context) -> str:
        """Return the result as text, NaN as blank: how results are stored in an instance."""
        result = _leniently(self.run, context) if context.environment.lenient else self.run(context)
        if isinstance(result, float) and math.isnan(result):
            return ""
        text = to_text(result)
        if len(text) > _SHORT:
            context.environment.charge(len(text) // _LETTERS)
        return text

    def truth(self, context: Context) -> bool:
        """Return the result as a boolean."""
        return to_boolean(_leniently(self.run, context) if context.environment.lenient else self.run(context))

    def nodes(self, context: Context) -> list[Node]:
        """Return the result as a set of nodes; any other result is an empty one."""
        result = _leniently(self.run, context) if context.environment.lenient else self.run(context)
        return result if isinstance(result, list) else []


def _leniently(run: Evaluate, context: Context) -> Value:
    """Return a result, or a blank text where nobody could wait for it."""
    try:
        context.environment.tick()
        return run(context)
    except FormError:
        return ""


def compile_expression(source: str, at: Spec | None, root: Spec | None) -> Compiled:
    """Return the compiled expression of a form; ``at`` is the definition node it belongs to, ``root`` the form's.

    Raises:
        ExpressionError: it does not parse, or it calls an unknown function or one with the wrong number of arguments.
    """
    compiler = _Compiler(at, root)
    run, _ = compiler.compile(parse(source), compiler.here)
    return Compiled(source, run, frozenset(compiler.reads), compiler.spoken, compiler.local)


class _Compiler:
    """One expression being compiled; ``reads`` collects the definition nodes it touches."""

    def __init__(self, at: Spec | None, root: Spec | None) -> None:
        self.here: Places = NOWHERE if at is None else frozenset({at})
        self._root: Places = NOWHERE if root is None else frozenset({root})
        self.reads: set[Spec] = set()
        self.spoken = False
        self.local = False

    def compile(self, tree: Expression, here: Places) -> tuple[Evaluate, Places]:
        """Return the closure of a tree, and the definition nodes that its result may hold."""
        match tree:
            case Text(value=text):
                return (lambda _: text), NOWHERE
            case Number(value=number):
                return (lambda _: number), NOWHERE
            case Negation(operand=operand):
                return negated(self.compile(operand, here)[0]), NOWHERE
            case Chain():
                return self._chain(tree, here)
            case Call():
                return self._call(tree, here)
            case Path():
                return self._path(tree, here)

    def _chain(self, chain: Chain, here: Places) -> tuple[Evaluate, Places]:
        if chain.rest[0][0] in ("and", "or"):
            return self._logic(chain, here), NOWHERE
        run, places = self.compile(chain.first, here)
        rest = [(operator, *self.compile(operand, here)) for operator, operand in chain.rest]
        operands = [run, *(operand for _, operand, _ in rest)]
        if chain.rest[0][0] == "|":
            return union(operands), places.union(*(more for _, _, more in rest))
        for (operator, operand, _), (_, tree) in zip(rest, chain.rest, strict=True):
            wanted = COMPARISONS.get(operator)
            if wanted is not None and isinstance(tree, Text):
                run = equal_to_text(run, tree.value, wanted=wanted)
            else:
                run = OPERATORS[operator](run, operand)
        return run, NOWHERE

    def _logic(self, chain: Chain, here: Places) -> Evaluate:
        """Compile ``and`` or ``or``; what stands behind an operand that already decides is never run, nor looked at."""
        decisive = chain.rest[0][0] == "or"
        operands = []
        for operand in (chain.first, *(operand for _, operand in chain.rest)):
            operands.append(self.compile(operand, here)[0])
            if settled(operand) is decisive:
                break
        return either(operands) if decisive else both(operands)

    def _call(self, call: Call, here: Places) -> tuple[Evaluate, Places]:
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise ExpressionError("forms.unknown_function", function=call.name, at=call.at)
        if not function.least <= len(call.arguments) <= function.most:
            raise ExpressionError("forms.wrong_arity", function=call.name, at=call.at, given=len(call.arguments))
        if function.check is not None:
            function.check(call.arguments)
        self.spoken |= call.name in SPOKEN
        if call.name == "if" and (branch := settled(call.arguments[0])) is not None:
            return self.compile(call.arguments[1 if branch else 2], here)
        if call.name in ("true", "false"):
            truth = call.name == "true"
            return (lambda _: truth), NOWHERE
        if call.name == "jr:choice-name":
            self._known_question(call)
        compiled = [self.compile(argument, here) for argument in call.arguments]
        arguments = [run for run, _ in compiled]
        implementation = function.implementation
        places = NOWHERE
        if call.name == "current":
            self.local = True
            places = self.here
        elif function.gives_nodes and compiled:
            places = compiled[0][1]
        return (lambda context: implementation(context, arguments)), places

    def _known_question(self, call: Call) -> None:
        """Refuse ``jr:choice-name`` of a question, written as an absolute path, that the form does not have."""
        named = call.arguments[1]
        path = named.value.strip() if isinstance(named, Text) else ""
        top = next(iter(self._root), None)
        if top is None or not path.startswith("/"):
            return
        spec: Spec | None = top
        for name in path.strip("/").split("/"):
            spec = None if spec is None else spec.child(name.partition("[")[0].strip())
        if spec is None:
            raise ExpressionError("forms.unknown_question", question=path, at=call.at)
        self.reads.add(spec)

    def _path(self, path: Path, here: Places) -> tuple[Evaluate, Places]:
        source: Evaluate | None = None
        places = here
        if path.start == "root":
            places = self._root
        elif path.source is not None:
            source, places = self.compile(path.source, here)
        else:
            self.local |= here is self.here
        if not path.predicates and path.steps and all(_leads_to_one(step) for step in path.steps):
            return self._plain_path(path, here, source, places)
        walks = [self._filter(path.predicates, places)] if path.predicates else []
        for step in path.steps:
            walk, places = self._step(step, places)
            walks.append(walk)
        self.reads |= places
        return _path_from(path.start == "root", source, walks), places

    def _plain_path(self, path: Path, here: Places, source: Evaluate | None, places: Places) -> tuple[Evaluate, Places]:
        """Compile a path without predicates. One to a node that no record has twice need not be walked."""
        for step in path.steps:
            places = spec_step(step.axis, step.test, places)
        self.reads |= places
        spec = next(iter(places)) if len(places) == 1 else None
        at = next(iter(self.here), None)
        if spec is not None and not spec.within:
            if path.start == "root":
                return _node_of(spec, path), places
            if at is not None and path.start == "context" and here is self.here:
                return _node_seen_from(spec, at, path), places
            if at is not None and source is not None and _is_current(path.source):
                return _node_of_current(spec, at, path, source), places
        return _path_from(path.start == "root", source, [_plain_walk(step) for step in path.steps]), places

    def _step(self, step: Step, places: Places) -> tuple[Walk, Places]:
        found = spec_step(step.axis, step.test, places)
        if not step.predicates:
            return _plain_walk(step), found
        self.reads |= found
        predicates = [self._predicate(predicate, found) for predicate in step.predicates]
        walk = _filtered_walk(step, predicates)
        wanted = wanted_row(step)
        return (walk if wanted is None else self._looked_up(step, wanted, walk)), found

    def _looked_up(self, step: Step, wanted: Wanted, walk: Walk) -> Walk:
        """Return a walk that finds the rows of a choice list by a column first, and filters only those it finds."""
        value = self.compile(wanted.value, NOWHERE)[0]
        rest = [self._predicate(predicate, NOWHERE) for predicate in wanted.rest]

        def run(context: Context, nodes: list[Node]) -> list[Node]:
            if len(nodes) != 1 or nodes[0].spec is not None or len(nodes[0].children) < WORTHWHILE:
                return walk(context, nodes)
            key = value(context)
            texts = {node.text() for node in key} if isinstance(key, list) else {key} if isinstance(key, str) else None
            if texts is None:
                return walk(context, nodes)
            rows = context.environment.index.rows(nodes, step.test, wanted.column)
            found = [row for text in texts for row in rows.get(text, ())]
            if len(texts) > 1:
                found = in_order(_distinct(found))
            return _kept(context, found, rest)

        return run

    def _filter(self, predicates: tuple[Expression, ...], places: Places) -> Walk:
        self.reads |= places
        sieves = [self._predicate(predicate, places) for predicate in predicates]
        return lambda context, nodes: _kept(context, nodes, sieves)

    def _predicate(self, predicate: Expression, places: Places) -> Walk:
        place = wanted_place(predicate)
        if place is not None:
            return _sieve(predicate, self.compile(predicate, places)[0], self.compile(place, places)[0])
        return _sieve(predicate, self.compile(predicate, places)[0], None)


def _path_from(absolute: bool, source: Evaluate | None, walks: list[Walk]) -> Evaluate:  # noqa: FBT001
    """Chain the steps of a path. An absolute path reads the record even inside a filter of a choice list."""

    def run(context: Context) -> list[Node]:
        if absolute:
            nodes = [context.environment.root]
        elif source is None:
            nodes = [context.node]
        else:
            result = source(context)
            nodes = result if isinstance(result, list) else []
        for walk in walks:
            nodes = walk(context, nodes)
        if len(nodes) > _FEW:
            context.environment.spend(len(nodes) >> _READ)
        return nodes

    return run


def _is_current(source: Expression | None) -> bool:
    return isinstance(source, Call) and source.name == "current"


def _leads_to_one(step: Step) -> bool:
    """Tell whether a step goes up, stays, or goes down to the children of a name."""
    if step.predicates:
        return False
    return step.named if step.axis == "child" else step.axis in ("parent", "self") and step.test == "node()"


def _walked(path: Path, source: Evaluate | None, context: Context) -> Value:
    """Walk a path step by step, as the record may hold a node twice that its form has once."""
    return _path_from(path.start == "root", source, [_plain_walk(step) for step in path.steps])(context)


def _node_of(spec: Spec, path: Path) -> Evaluate:
    def run(context: Context) -> Value:
        found = context.environment.nodes.get(spec)
        return found if found is not None and len(found) == 1 else _walked(path, None, context)

    return run


def _node_seen_from(spec: Spec, at: Spec, path: Path) -> Evaluate:
    """As ``_node_of``, where the expression stands where it was written."""

    def run(context: Context) -> Value:
        found = context.environment.nodes.get(spec) if context.node.spec is at else None
        return found if found is not None and len(found) == 1 else _walked(path, None, context)

    return run


def _node_of_current(spec: Spec, at: Spec, path: Path, source: Evaluate) -> Evaluate:
    """As ``_node_of``, for a path from ``current()``."""

    def run(context: Context) -> Value:
        found = context.environment.nodes.get(spec) if context.current.spec is at else None
        return found if found is not None and len(found) == 1 else _walked(path, source, context)

    return run


def _plain_walk(step: Step) -> Walk:
    axis, test = AXES[step.axis], step.test
    if step.axis == "self" and test == "node()":
        return lambda _, nodes: nodes
    if step.axis == "child" and step.named:

        def named(context: Context, nodes: list[Node]) -> list[Node]:
            size = len(nodes) and len(nodes) * len(nodes[0].children)
            if size > _MANY:
                context.environment.spend(size >> _PASSED)
            return [child for node in nodes for child in node.children if child.name == test]

        return named
    if step.axis == "parent" and test == "node()":
        return _parents
    if step.axis in ("child", "attribute"):
        return lambda _, nodes: [found for node in nodes for found in axis(node) if _passes(found, test)]

    def far(context: Context, nodes: list[Node]) -> list[Node]:
        found = _distinct(found for node in nodes for found in axis(node) if _passes(found, test))
        context.environment.spend(len(found))
        return found

    return far


def _parents(_: Context, nodes: list[Node]) -> list[Node]:
    if len(nodes) == 1:
        return [] if nodes[0].parent is None else [nodes[0].parent]
    return _distinct(node.parent for node in nodes if node.parent is not None)


def _filtered_walk(step: Step, predicates: list[Walk]) -> Walk:
    axis, test = AXES[step.axis], step.test

    def walk(context: Context, nodes: list[Node]) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            found += _kept(context, [other for other in axis(node) if _passes(other, test)], predicates)
        return _distinct(found) if len(nodes) > 1 and step.axis != "child" else found

    return walk


def _passes(node: Node, test: str) -> bool:
    if test == "text()":
        return False
    return test == "node()" or (node.name == test if test != "*" else bool(node.name))


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    return list({id(node): node for node in nodes}.values())


def _kept(context: Context, nodes: list[Node], predicates: list[Walk]) -> list[Node]:
    """Return the nodes that pass every predicate; a number is the position it asks for."""
    for predicate in predicates:
        nodes = predicate(context, nodes)
    return nodes


def _sieve(predicate: Expression, run: Evaluate, place: Evaluate | None) -> Walk:
    """Return what keeps the nodes that pass a predicate; one that is the same for all of them is asked once.

    ``place`` is what a predicate ``position() = ...`` compares with, where that is the same for all of them.
    """
    if place is not None:
        return lambda context, nodes: _at_place(nodes, to_number(place(context), context.environment.zone))
    if stands_alone(predicate):

        def settled_once(context: Context, nodes: list[Node]) -> list[Node]:
            if not nodes:
                return nodes
            result = run(context)
            if isinstance(result, float):
                return _at_place(nodes, result)
            return nodes if to_boolean(result) else []

        return settled_once

    def sieve(context: Context, nodes: list[Node]) -> list[Node]:
        environment, current = context.environment, context.current
        size, kept = len(nodes), []
        environment.spend(size)
        for position, node in enumerate(nodes, 1):
            result = run(Context(node, environment, current, position, size))
            if result == position if isinstance(result, float) else to_boolean(result):
                kept.append(node)
        return kept

    return sieve


def _at_place(nodes: list[Node], place: float) -> list[Node]:
    return [nodes[int(place) - 1]] if 1 <= place <= len(nodes) and place == int(place) else []
