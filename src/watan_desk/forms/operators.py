"""The operators of XPath as functions that join compiled operands."""

import math
from collections.abc import Callable

from watan_desk.forms.context import Context, Evaluate
from watan_desk.forms.tree import Node
from watan_desk.forms.values import Value, equal, less, to_boolean, to_number

Join = Callable[[Evaluate, Evaluate], Evaluate]


def negated(operand: Evaluate) -> Evaluate:
    """Return unary minus."""
    return lambda context: -to_number(operand(context), context.environment.zone)


def either(operands: list[Evaluate]) -> Evaluate:
    """Return ``or``, which stops at the first operand that is true."""
    return lambda context: any(to_boolean(operand(context)) for operand in operands)


def both(operands: list[Evaluate]) -> Evaluate:
    """Return ``and``, which stops at the first operand that is false."""
    return lambda context: all(to_boolean(operand(context)) for operand in operands)


def union(operands: list[Evaluate]) -> Evaluate:
    """Return ``|``: the nodes of all operands, each once, in document order."""

    def run(context: Context) -> Value:
        found: dict[int, Node] = {}
        for operand in operands:
            result = operand(context)
            if isinstance(result, list):
                found.update((id(node), node) for node in result)
        return sorted(found.values(), key=Node.place)

    return run


def _compare_equal(wanted: bool) -> Join:  # noqa: FBT001 - the two operators share this
    return lambda left, right: (
        lambda context: equal(left(context), right(context), context.environment.zone, wanted=wanted)
    )


def _less(or_equal: bool) -> Join:  # noqa: FBT001
    return lambda left, right: (
        lambda context: less(left(context), right(context), context.environment.zone, or_equal=or_equal)
    )


def _greater(or_equal: bool) -> Join:  # noqa: FBT001
    return lambda left, right: (
        lambda context: less(right(context), left(context), context.environment.zone, or_equal=or_equal)
    )


def _arithmetic(compute: Callable[[float, float], float]) -> Join:
    def join(left: Evaluate, right: Evaluate) -> Evaluate:
        def run(context: Context) -> Value:
            zone = context.environment.zone
            return compute(to_number(left(context), zone), to_number(right(context), zone))

        return run

    return join


def _divide(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _remainder(left: float, right: float) -> float:
    if right == 0 or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


OPERATORS: dict[str, Join] = {
    "=": _compare_equal(wanted=True),
    "!=": _compare_equal(wanted=False),
    "<": _less(or_equal=False),
    "<=": _less(or_equal=True),
    ">": _greater(or_equal=False),
    ">=": _greater(or_equal=True),
    "+": _arithmetic(lambda left, right: left + right),
    "-": _arithmetic(lambda left, right: left - right),
    "*": _arithmetic(lambda left, right: left * right),
    "div": _arithmetic(_divide),
    "mod": _arithmetic(_remainder),
}
