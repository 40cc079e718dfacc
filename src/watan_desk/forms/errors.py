"""How a form definition is refused: with the sheet, row and column its author wrote."""

from typing import Any

from watan_desk.common.errors import Unusable


class FormError(Unusable):
    """A form definition or stored answers that cannot be used.

    ``params`` of an error found in an expression: ``sheet``, ``row`` (0 where only an XForm was given), ``column``,
    ``name`` (the question), ``expression``, and whatever its sentence names.
    """


class ExpressionError(Exception):
    """An expression that cannot be compiled; the loader turns it into a ``FormError`` that names its place."""

    def __init__(self, key: str, /, **params: Any) -> None:
        super().__init__(key)
        self.key = key
        self.params = params
