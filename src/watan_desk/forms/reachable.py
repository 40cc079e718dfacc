"""Which parts of an expression can never run, and which of its values hang on nothing around them."""

from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Text

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
            if name in _UNSTEADY or (not arguments and name not in _OF_NOTHING):
                return False
            return all(stands_alone(argument) for argument in arguments)
        case Path(start=start, source=source):
            return start == "root" or (source is not None and stands_alone(source))


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
