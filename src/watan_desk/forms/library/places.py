"""Functions of places (ODK XForms, geographic functions)."""

import math

from watan_desk.forms.context import Context
from watan_desk.forms.geometry import Place, area, distance, inside, is_geometry, read_places
from watan_desk.forms.library.function import MANY, Arguments, Function, each_value, text_at
from watan_desk.forms.values import Value, to_text


def _places(context: Context, arguments: Arguments) -> list[Place] | None:
    """Return the places of all arguments in their order, or None where anything else stands among them."""
    found: list[Place] = []
    for value in each_value(context, arguments):
        places = read_places(to_text(value))
        if places is None:
            return None
        found += places
    return found


def _distance(context: Context, arguments: Arguments) -> Value:
    places = _places(context, arguments)
    return math.nan if places is None else distance(places)


def _area(context: Context, arguments: Arguments) -> Value:
    places = _places(context, arguments)
    return math.nan if places is None else area(places)


def _geofence(context: Context, arguments: Arguments) -> Value:
    """Tell whether a place lies in a shape; one that does not end where it begins holds nothing."""
    point, shape = (text_at(context, arguments, place) for place in range(2))
    if not is_geometry("geopoint", point) or not is_geometry("geoshape", shape):
        return False
    return inside((read_places(point) or [])[0], read_places(shape) or [])


PLACE_FUNCTIONS: dict[str, Function] = {
    "distance": Function(_distance, 1, MANY),
    "area": Function(_area, 1, MANY),
    "geofence": Function(_geofence, 2, 2),
}
