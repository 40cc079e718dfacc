"""Reads the tokens of an XPath 1.0 expression, as ODK XForms uses it, into the shapes of ``syntax``."""

from functools import lru_cache

from watan_desk.forms.errors import ExpressionError
from watan_desk.forms.lexer import Token, tokens
from watan_desk.forms.syntax import Call, Chain, Expression, Negation, Number, Path, Step, Text

DEEPEST = 40
"""Nesting beyond this is refused: no form needs it, and it would exhaust the stack."""

_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
_LEVEL_OF = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_NO_LEVEL = -1
_WORTH_KEEPING = 500
"""Forms say the same short things again and again; longer expressions are parsed anew each time."""
_AXES = frozenset(
    {
        "child", "parent", "self", "attribute", "descendant", "descendant-or-self", "ancestor", "ancestor-or-self",
        "following", "following-sibling", "namespace", "preceding", "preceding-sibling",
    }
)  # fmt: skip
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
ANYWHERE = Step("descendant-or-self", "node()")


def parse(expression: str) -> Expression:
    """Return the parsed expression.

    Raises:
        ExpressionError: it is no expression; ``at`` is the place of the first token that does not fit.
    """
    return _parsed(expression) if len(expression) <= _WORTH_KEEPING else _Parser(tokens(expression)).whole()


@lru_cache(maxsize=2_048)
def _parsed(expression: str) -> Expression:
    return _Parser(tokens(expression)).whole()


@lru_cache(maxsize=16_384)
def _way(text: str) -> Path:
    """Return a plain path by names, ``/data/a`` or ``../a``."""
    steps = (Step("parent", "node()") if name == ".." else Step("child", name) for name in text.strip("/").split("/"))
    return Path("root" if text.startswith("/") else "context", tuple(steps))


class _Parser:
    """A recursive descent over one list of tokens."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = 0
        self._depth = 0

    def whole(self) -> Expression:
        result = self._level(0)
        if self._here.kind != "end":
            raise self._unexpected()
        return result

    @property
    def _here(self) -> Token:
        return self._tokens[self._next]

    def _unexpected(self) -> ExpressionError:
        return ExpressionError("forms.expression_syntax", at=self._here.at)

    def _take(self) -> Token:
        token = self._here
        self._next += 1
        return token

    def _is(self, text: str) -> bool:
        return self._here.text == text and self._here.kind in ("symbol", "operator")

    def _took(self, text: str) -> bool:
        if self._is(text):
            self._next += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._took(text):
            raise self._unexpected()

    def _level(self, lowest: int) -> Expression:
        """Read operands joined by operators of a level, or of those that bind more tightly."""
        result = self._unary()
        while (level := self._operator_level()) >= lowest:
            rest: list[tuple[str, Expression]] = []
            while self._operator_level() == level:
                operator = self._take().text
                rest.append((operator, self._level(level + 1)))
            result = Chain(result, tuple(rest))
        return result

    def _operator_level(self) -> int:
        token = self._here
        return _LEVEL_OF.get(token.text, _NO_LEVEL) if token.kind in ("symbol", "operator") else _NO_LEVEL

    def _unary(self) -> Expression:
        minuses = 0
        while self._took("-"):
            minuses += 1
        operand = self._union()
        for _ in range(minuses if minuses < 2 else 2 - minuses % 2):  # noqa: PLR2004 - an even run is a number() only
            operand = Negation(operand)
        return operand

    def _union(self) -> Expression:
        first = self._path()
        rest: list[tuple[str, Expression]] = []
        while self._took("|"):
            rest.append(("|", self._path()))
        return Chain(first, tuple(rest)) if rest else first

    def _path(self) -> Expression:
        if self._here.kind == "way":
            return _way(self._take().text)
        if self._took("//"):
            return Path("root", (ANYWHERE, *self._steps()))
        if self._took("/"):
            return Path("root", self._steps() if self._starts_step() else ())
        if self._starts_primary():
            return self._filtered()
        if not self._starts_step():
            raise self._unexpected()
        return Path("context", self._steps())

    def _starts_primary(self) -> bool:
        token, after = self._here, self._tokens[min(self._next + 1, len(self._tokens) - 1)]
        if token.kind == "name":
            return after.text == "(" and token.text not in _NODE_TYPES
        return token.kind in ("number", "text") or self._is("(")

    def _filtered(self) -> Expression:
        primary = self._primary()
        predicates = self._predicates()
        steps: tuple[Step, ...] = ()
        if self._took("//"):
            steps = (ANYWHERE, *self._steps())
        elif self._took("/"):
            steps = self._steps()
        return Path("expression", steps, primary, predicates) if steps or predicates else primary

    def _primary(self) -> Expression:
        token = self._take()
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "text":
            return Text(token.text[1:-1])
        if token.kind == "name":
            return self._call(token)
        return self._inside(")")

    def _inside(self, closing: str) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError("forms.expression_too_deep", limit=DEEPEST)
        result = self._level(0)
        self._expect(closing)
        self._depth -= 1
        return result

    def _call(self, name: Token) -> Call:
        self._expect("(")
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError("forms.expression_too_deep", limit=DEEPEST)
        arguments: list[Expression] = []
        if not self._is(")"):
            arguments.append(self._level(0))
            while self._took(","):
                arguments.append(self._level(0))
        self._expect(")")
        self._depth -= 1
        return Call(name.text, tuple(arguments), name.at)

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._took("["):
            found.append(self._inside("]"))
        return tuple(found)

    def _starts_step(self) -> bool:
        return self._here.kind == "name" or any(self._is(sign) for sign in (".", "..", "@", "*"))

    def _steps(self) -> tuple[Step, ...]:
        found = [self._step()]
        while True:
            if self._took("//"):
                found.append(ANYWHERE)
            elif not self._took("/"):
                return tuple(found)
            found.append(self._step())

    def _step(self) -> Step:
        if self._took("."):
            return Step("self", "node()", self._predicates())
        if self._took(".."):
            return Step("parent", "node()", self._predicates())
        axis = "child"
        if self._took("@"):
            axis = "attribute"
        elif self._here.kind == "name" and self._tokens[self._next + 1].text == "::":
            if self._here.text not in _AXES:
                raise ExpressionError("forms.unknown_axis", axis=self._here.text, at=self._here.at)
            axis = self._take().text
            self._expect("::")
        return Step(axis, self._test(), self._predicates())

    def _test(self) -> str:
        if self._took("*"):
            return "*"
        if self._here.kind != "name":
            raise self._unexpected()
        name = self._take().text
        if name in _NODE_TYPES and self._took("("):
            if name == "processing-instruction" and self._here.kind == "text":
                self._take()
            self._expect(")")
            return f"{name}()"
        return name.rsplit(":", 1)[-1]
