"""Functions of numbers and truth: XPath 1.0 sections 4.3 and 4.4, and those ODK XForms adds."""

import math
from collections.abc import Callable

from watan_desk.forms.context import Context
from watan_desk.forms.library.function import (
    MANY,
    Arguments,
    Function,
    Implementation,
    each_value,
    nodes_at,
    number_at,
    of_number,
)
from watan_desk.forms.values import EPOCH_DAY, Moment, Value, read_moment, to_boolean, to_number, to_text


def guarded(compute: Callable[[float], float]) -> Implementation:
    """Return a function of one number that gives NaN outside its domain, and infinity beyond what numbers reach."""

    def safe(number: float) -> float:
        try:
            return float(compute(number))
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan

    return of_number(safe)


def _logarithm(compute: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else compute(number)


def _number(context: Context, arguments: Arguments) -> Value:
    """A date asked for as a number is the count of its day since 1970-01-01, in any zone; an instant that in UTC."""
    zone = context.environment.zone
    value = arguments[0](context) if arguments else context.node.text()
    if isinstance(value, (bool, float)):
        return float(value)
    number = to_number(value, zone)
    moment = value if isinstance(value, Moment) else read_moment(to_text(value), zone)
    if moment is None:
        return number
    return math.floor(moment.days()) if moment.has_time else float((moment.at.date() - EPOCH_DAY).days)


def _whole(compute: Callable[[float], float]) -> Implementation:
    return of_number(lambda number: float(compute(number)) if math.isfinite(number) else number)


def _round(context: Context, arguments: Arguments) -> Value:
    """Halves go up, as XPath says: ``round(-1.5)`` is -1."""
    number = number_at(context, arguments, 0)
    places = number_at(context, arguments, 1) if len(arguments) > 1 else 0.0
    if not math.isfinite(number) or not math.isfinite(places):
        return number if math.isfinite(places) else math.nan
    factor = 10.0 ** max(-300, min(15, math.trunc(places)))
    scaled = number * factor
    if not math.isfinite(scaled):
        return number
    # What is written 2.675 lies a hair below it in binary; the delegate's arithmetic is decimal.
    settled = float(f"{scaled:.15g}")
    return math.floor(settled + 0.5) / factor


def _int(context: Context, arguments: Arguments) -> Value:
    number = number_at(context, arguments, 0)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _sum(context: Context, arguments: Arguments) -> Value:
    zone = context.environment.zone
    return sum((to_number(node.text(), zone) for node in nodes_at(context, arguments, 0)), 0.0)


def _extreme(choose: Callable[[list[float]], float]) -> Implementation:
    def run(context: Context, arguments: Arguments) -> Value:
        numbers = [to_number(value, context.environment.zone) for value in each_value(context, arguments)]
        return math.nan if not numbers or any(math.isnan(number) for number in numbers) else choose(numbers)

    return run


def _power(context: Context, arguments: Arguments) -> Value:
    base, exponent = number_at(context, arguments, 0), number_at(context, arguments, 1)
    if math.isnan(base) or math.isnan(exponent):
        return math.nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        return math.inf if base == 0 else math.nan


def _atan2(context: Context, arguments: Arguments) -> Value:
    return math.atan2(number_at(context, arguments, 0), number_at(context, arguments, 1))


def _if(context: Context, arguments: Arguments) -> Value:
    return arguments[1 if to_boolean(arguments[0](context)) else 2](context)


def _coalesce(context: Context, arguments: Arguments) -> Value:
    for argument in arguments:
        text = to_text(argument(context))
        if text not in ("", "NaN"):
            return text
    return ""


def _boolean_from_string(context: Context, arguments: Arguments) -> Value:
    return to_text(arguments[0](context)) in ("1", "true")


def _answered(value: Value) -> bool:
    """Tell whether an item of a checklist counts; an answer does if there is one, not because it was asked for."""
    return to_boolean(to_text(value) if isinstance(value, list) else value)


def _checklist(context: Context, arguments: Arguments) -> Value:
    least, most = number_at(context, arguments, 0), number_at(context, arguments, 1)
    count = sum(_answered(value) for value in each_value(context, arguments[2:]))
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _weighted_checklist(context: Context, arguments: Arguments) -> Value:
    least, most = number_at(context, arguments, 0), number_at(context, arguments, 1)
    weights = [number_at(context, arguments, place) for place in range(3, len(arguments), 2)]
    items = [_answered(argument(context)) for argument in arguments[2::2]]
    total = sum(weight for counts, weight in zip(items, weights, strict=False) if counts)
    return (least < 0 or total >= least) and (most < 0 or total <= most)


NUMBER_FUNCTIONS: dict[str, Function] = {
    "number": Function(_number, 0, 1),
    "int": Function(_int, 1, 1),
    "round": Function(_round, 1, 2),
    "floor": Function(_whole(math.floor), 1, 1),
    "ceiling": Function(_whole(math.ceil), 1, 1),
    "abs": Function(of_number(abs), 1, 1),
    "sum": Function(_sum, 1, 1),
    "min": Function(_extreme(min), 0, MANY),
    "max": Function(_extreme(max), 0, MANY),
    "pow": Function(_power, 2, 2),
    "sqrt": Function(guarded(math.sqrt), 1, 1),
    "exp": Function(guarded(math.exp), 1, 1),
    "exp10": Function(guarded(lambda number: math.pow(10, number)), 1, 1),
    "log": Function(guarded(_logarithm(math.log)), 1, 1),
    "log10": Function(guarded(_logarithm(math.log10)), 1, 1),
    "sin": Function(guarded(math.sin), 1, 1),
    "cos": Function(guarded(math.cos), 1, 1),
    "tan": Function(guarded(math.tan), 1, 1),
    "asin": Function(guarded(math.asin), 1, 1),
    "acos": Function(guarded(math.acos), 1, 1),
    "atan": Function(guarded(math.atan), 1, 1),
    "atan2": Function(_atan2, 2, 2),
    "pi": Function(lambda *_: math.pi, 0, 0),
    "random": Function(lambda context, _: context.environment.random.random(), 0, 0),
    "true": Function(lambda *_: True, 0, 0),
    "false": Function(lambda *_: False, 0, 0),
    "boolean": Function(lambda context, arguments: to_boolean(arguments[0](context)), 1, 1),
    "boolean-from-string": Function(_boolean_from_string, 1, 1),
    "not": Function(lambda context, arguments: not to_boolean(arguments[0](context)), 1, 1),
    "if": Function(_if, 3, 3),
    "coalesce": Function(_coalesce, 2, MANY),
    "checklist": Function(_checklist, 3, MANY),
    "weighted-checklist": Function(_weighted_checklist, 4, MANY),
}
