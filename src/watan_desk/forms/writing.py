"""Writes a parsed expression back: as XPath, or short, the way form authors write it (``${age} > 18``)."""

from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Step, Text
from watan_desk.forms.values import number_text


def written(tree: Expression, *, short: bool = False) -> str:
    """Return an expression as text; ``short`` names questions as ``${name}``."""
    match tree:
        case Text(value=text):
            return f"'{text}'" if "'" not in text else f'"{text}"'
        case Number(value=number):
            return number_text(number)
        case Negation(operand=operand):
            return f"-{_inner(operand, short=short)}"
        case Chain(first=first, rest=rest):
            parts = [f" {operator} {_inner(operand, short=short)}" for operator, operand in rest]
            return _inner(first, short=short) + "".join(parts)
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(written(argument, short=short) for argument in arguments)})"
        case Path():
            return _path(tree, short=short)


def _inner(tree: Expression, *, short: bool) -> str:
    text = written(tree, short=short)
    return f"({text})" if isinstance(tree, (Chain, Negation)) else text


def _path(path: Path, *, short: bool) -> str:
    steps = [_step(step, short=short) for step in path.steps]
    if short and path.source is None and path.steps and path.steps[-1].test.replace("_", "a").isidentifier():
        return f"${{{steps[-1]}}}"
    start = {"root": "/", "context": ""}.get(path.start, "")
    if path.source is not None:
        predicates = "".join(f"[{written(each, short=short)}]" for each in path.predicates)
        start = f"{_inner(path.source, short=short)}{predicates}" + ("/" if steps else "")
    return start + "/".join(steps)


def _step(step: Step, *, short: bool) -> str:
    named = {"self": ".", "parent": ".."}.get(step.axis, "") if step.test == "node()" else ""
    axis = {"child": "", "attribute": "@"}.get(step.axis, f"{step.axis}::")
    predicates = "".join(f"[{written(each, short=short)}]" for each in step.predicates)
    return (named or f"{axis}{step.test}") + predicates


def inside(tree: Expression) -> tuple[Expression, ...]:
    """Return an expression with every expression inside it, predicates included."""
    found: list[Expression] = [tree]
    match tree:
        case Negation(operand=operand):
            found += inside(operand)
        case Chain(first=first, rest=rest):
            found += [each for operand in (first, *(operand for _, operand in rest)) for each in inside(operand)]
        case Call(arguments=arguments):
            found += [each for argument in arguments for each in inside(argument)]
        case Path(steps=steps, source=source, predicates=predicates):
            found += [] if source is None else inside(source)
            held = (*predicates, *(predicate for step in steps for predicate in step.predicates))
            found += [each for predicate in held for each in inside(predicate)]
    return tuple(found)
