"""How a form definition is refused: with the sheet, row and column its author wrote."""

from collections.abc import Mapping
from typing import Any

from watan_desk.common.arabic import ltr
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import LANGUAGES, say

Cure = tuple[str, Mapping[str, Any]]
"""A sentence that says what to write instead: a key of the catalogue with its parameters."""

_CODE = ("expression", "pattern", "wrong", "right", "like")
"""Parameters that keep their own direction inside an Arabic sentence."""


class FormError(Unusable):
    """A form definition or stored answers that cannot be used.

    ``params`` of an error found in an expression: ``sheet``, ``row`` (0 where only an XForm was given), ``column``,
    ``name`` (the question), ``expression``, and whatever its sentence names. ``cure`` follows that sentence.
    """

    cure: Cure | None = None

    def cured(self, cure: Cure | None) -> "FormError":
        """Return this error with what to write instead."""
        self.cure = cure
        return self

    def sentence(self, lang: str) -> str:
        """Return what is wrong, where, and the cure where it is known."""
        said = say(self.key, lang, **_apart(self.params, lang))
        if self.cure is None:
            return said
        return f"{said.removesuffix('.')}. {say(self.cure[0], lang, **_apart(self.cure[1], lang))}."


class ExpressionError(Exception):
    """An expression that cannot be compiled; the loader turns it into a ``FormError`` that names its place."""

    def __init__(self, key: str, /, **params: Any) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def _apart(params: Mapping[str, Any], lang: str) -> dict[str, Any]:
    if lang != LANGUAGES[0]:
        return dict(params)
    return {name: ltr(value) if name in _CODE else value for name, value in params.items()}
