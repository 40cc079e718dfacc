"""The operators of XPath as functions that join compiled operands."""

from __future__ import annotations  # else every closure made here would carry types made for it alone

import math
from collections.abc import Callable

from watan_desk.forms.context import Context, Evaluate
from watan_desk.forms.tree import Node, in_order
from watan_desk.forms.values import Value, equal, less, to_boolean, to_number

_FEW = 64
"""Fewer nodes that are looked at one by one are not counted."""
Join = Callable[[Evaluate, Evaluate], Evaluate]


def negated(operand: Evaluate) -> Evaluate:
    """Return unary minus."""
    return lambda context: -to_number(operand(context), context.environment.zone)


def either(operands: list[Evaluate]) -> Evaluate:
    """Return ``or``, which stops at the first operand that is true."""

    def run(context: Context) -> Value:
        for operand in operands:  # noqa: SIM110 - a generator would cost more than what it asks
            if to_boolean(operand(context)):
                return True
        return False

    return run


def both(operands: list[Evaluate]) -> Evaluate:
    """Return ``and``, which stops at the first operand that is false."""

    def run(context: Context) -> Value:
        for operand in operands:  # noqa: SIM110 - as above
            if not to_boolean(operand(context)):
                return False
        return True

    return run


def union(operands: list[Evaluate]) -> Evaluate:
    """Return ``|``: the nodes of all operands, each once, in document order."""

    def run(context: Context) -> Value:
        found: dict[int, Node] = {}
        for operand in operands:
            result = operand(context)
            if isinstance(result, list):
                found.update((id(node), node) for node in result)
        if len(found) > _FEW:
            context.environment.spend(len(found))
        return in_order(found.values())

    return run


COMPARISONS = {"=": True, "!=": False}
"""The operators of equality, by whether they ask for it."""


def equal_to_text(operand: Evaluate, text: str, *, wanted: bool) -> Evaluate:
    """Return ``=`` (``wanted``) or ``!=`` with a text as written: what forms ask most, and the same as ``equal``."""

    def run(context: Context) -> Value:
        result = operand(context)
        if isinstance(result, list):
            for node in result:  # noqa: SIM110 - as above
                if (node.text() == text) is wanted:
                    return True
            return False
        return equal(result, text, context.environment.zone, wanted=wanted)

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
