"""Values that a new record starts with by itself: its opening time and day (``jr:preload``)."""

import uuid
from collections.abc import Mapping

from watan_desk.forms.context import Environment
from watan_desk.forms.instance import Instance


def preloaded(instance: Instance, environment: Environment, properties: Mapping[str, str]) -> None:
    """Write the opening instant, the day and the record's own identifier where the form asks for them.

    ``properties`` are what is known of the device and its user; ``deviceid`` is written ``deviceID`` there, as ODK's
    own preloads are spelled in more than one way.
    """
    known = {name.lower(): value for name, value in properties.items()}
    now = environment.local_now()
    for spec, rules in instance.definition.rules.items():
        match rules.preload:
            case ("timestamp", "start"):
                value = now.isoformat(timespec="milliseconds")
            case ("date", "today"):
                value = now.date().isoformat()
            case ("uid", _):
                value = f"uuid:{uuid.uuid4()}"
            case ("property", name) if name.lower() in known:
                value = known[name.lower()]
            case _:
                continue
        for node in instance.of(spec):
            node.typed = value
