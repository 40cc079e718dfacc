"""Which parts of an expression can never run, and which of its values hang on nothing around them."""

from dataclasses import dataclass

from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Step, Text

_OF_NOTHING = frozenset({"true", "false", "today", "now", "current", "pi", "version"})
"""Functions without arguments that do not speak of the context node; all others without arguments may."""
_UNSTEADY = frozenset({"random", "uuid", "position", "last", "randomize"})


def settled(tree: Expression) -> bool | None:
    """Return the truth of an expression that is the same whatever the answers are, or None where it hangs on them."""
    match tree:
        case Text(value=text):
            return bool(text)
        case Number(value=number):
            return number != 0
        case Call(name="true", arguments=()):
            return True
        case Call(name="false", arguments=()):
            return False
        case Chain(rest=(("and" | "or" as operator, _), *_)):
            return _settled_logic(tree, decisive=operator == "or")
    return None


def _settled_logic(chain: Chain, *, decisive: bool) -> bool | None:
    for operand in (chain.first, *(operand for _, operand in chain.rest)):
        truth = settled(operand)
        if truth is decisive or truth is None:
            return truth
    return not decisive


def stands_alone(tree: Expression) -> bool:
    """Tell whether an expression in a predicate is the same for every node that is filtered."""
    match tree:
        case Text() | Number():
            return True
        case Negation(operand=operand):
            return stands_alone(operand)
        case Chain(first=first, rest=rest):
            return stands_alone(first) and all(stands_alone(operand) for _, operand in rest)
        case Call(name=name, arguments=arguments):
            if (name in _UNSTEADY and not _of_a_node(tree)) or (not arguments and name not in _OF_NOTHING):
                return False
            return all(stands_alone(argument) for argument in arguments)
        case Path(start=start, source=source):
            return start == "root" or (source is not None and stands_alone(source))


def _of_a_node(tree: Expression) -> bool:
    """Tell whether an expression asks for the place of a node that it names, which no filter changes."""
    return isinstance(tree, Call) and tree.name == "position" and bool(tree.arguments)


def wanted_place(predicate: Expression) -> Expression | None:
    """Return what a predicate ``position() = ...`` compares with, where that is the same for all nodes, else None."""
    if not isinstance(predicate, Chain) or len(predicate.rest) != 1 or predicate.rest[0][0] != "=":
        return None
    for place, other in ((predicate.first, predicate.rest[0][1]), (predicate.rest[0][1], predicate.first)):
        if isinstance(place, Call) and place.name == "position" and not place.arguments and stands_alone(other):
            return other
    return None


def mentions_place(tree: Expression) -> bool:
    """Tell whether an expression asks for the place of a node in the set that is being filtered."""
    match tree:
        case Call(name=name, arguments=arguments):
            return name in _UNSTEADY or any(mentions_place(argument) for argument in arguments)
        case Chain(first=first, rest=rest):
            return mentions_place(first) or any(mentions_place(operand) for _, operand in rest)
        case Negation(operand=operand):
            return mentions_place(operand)
    return False


@dataclass(frozen=True)
class Wanted:
    """Rows whose ``column`` equals a ``value`` that is the same for all of them, and ``rest``, which they must pass."""

    column: str
    value: Expression
    rest: tuple[Expression, ...]


def wanted_row(step: Step) -> Wanted | None:
    """Return what a step asks of rows if it can be looked up: ``item[column = value and ...]``, no places counted."""
    if step.axis != "child" or len(step.predicates) != 1 or not step.named:
        return None
    predicate = step.predicates[0]
    if mentions_place(predicate):
        return None
    parts: tuple[Expression, ...] = (predicate,)
    if isinstance(predicate, Chain) and predicate.rest[0][0] == "and":
        parts = (predicate.first, *(operand for _, operand in predicate.rest))
    for place, part in enumerate(parts):
        found = _equality(part)
        if found is not None:
            return Wanted(*found, parts[:place] + parts[place + 1 :])
    return None


def _equality(part: Expression) -> tuple[str, Expression] | None:
    """Return column and value of ``column = value``, either way round."""
    if not isinstance(part, Chain) or len(part.rest) != 1 or part.rest[0][0] != "=":
        return None
    left, right = part.first, part.rest[0][1]
    for column, value in ((left, right), (right, left)):
        match column:
            case Path(start="context", steps=(Step(axis="child" | "attribute" as axis, predicates=()) as step,)):
                if step.named and stands_alone(value):
                    return ("@" if axis == "attribute" else "") + step.test, value
    return None
