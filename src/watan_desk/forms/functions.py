"""The whole table of functions: name -> arity and implementation. A name that is not here is refused at load."""

from watan_desk.forms.library.dates import DATE_FUNCTIONS
from watan_desk.forms.library.function import Function
from watan_desk.forms.library.nodes import NODE_FUNCTIONS
from watan_desk.forms.library.number import NUMBER_FUNCTIONS
from watan_desk.forms.library.places import PLACE_FUNCTIONS
from watan_desk.forms.library.text import TEXT_FUNCTIONS

FUNCTIONS: dict[str, Function] = {
    **TEXT_FUNCTIONS,
    **NUMBER_FUNCTIONS,
    **NODE_FUNCTIONS,
    **DATE_FUNCTIONS,
    **PLACE_FUNCTIONS,
}
