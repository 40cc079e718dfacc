"""What an entry of the function table says, and helpers that evaluate arguments."""

from collections.abc import Callable
from dataclasses import dataclass

from watan_desk.forms.context import Context, Evaluate
from watan_desk.forms.syntax import Expression
from watan_desk.forms.tree import Node
from watan_desk.forms.values import Value, to_number, to_text

Arguments = list[Evaluate]
Implementation = Callable[[Context, Arguments], Value]
MANY = 10_000


@dataclass(frozen=True)
class Function:
    """A function: how many arguments it takes, and what it does with them unevaluated.

    ``gives_nodes``: the result is a part of its first argument's nodes. ``check`` looks at the arguments as written
    when a form is loaded, and raises ``ExpressionError`` at what could never work.
    """

    implementation: Implementation
    least: int
    most: int
    gives_nodes: bool = False
    check: Callable[[tuple[Expression, ...]], None] | None = None


def text_at(context: Context, arguments: Arguments, place: int) -> str:
    """Return an argument as text; one that is not there is the context node's text."""
    return to_text(arguments[place](context)) if place < len(arguments) else context.node.text()


def number_at(context: Context, arguments: Arguments, place: int) -> float:
    """Return an argument as a number."""
    return to_number(arguments[place](context), context.environment.zone)


def nodes_at(context: Context, arguments: Arguments, place: int) -> list[Node]:
    """Return an argument as a set of nodes; a value of another type is an empty one."""
    result = arguments[place](context)
    return result if isinstance(result, list) else []


def each_value(context: Context, arguments: Arguments) -> list[Value]:
    """Return all arguments as single values, the nodes of a set one by one as text."""
    found: list[Value] = []
    for argument in arguments:
        result = argument(context)
        found += [node.text() for node in result] if isinstance(result, list) else [result]
    return found


def of_text(compute: Callable[[str], Value]) -> Implementation:
    """Return the implementation of a function of one text."""
    return lambda context, arguments: compute(text_at(context, arguments, 0))


def of_texts(compute: Callable[[str, str], Value]) -> Implementation:
    """Return the implementation of a function of two texts."""
    return lambda context, arguments: compute(text_at(context, arguments, 0), text_at(context, arguments, 1))


def of_number(compute: Callable[[float], float]) -> Implementation:
    """Return the implementation of a function of one number."""
    return lambda context, arguments: compute(number_at(context, arguments, 0))
