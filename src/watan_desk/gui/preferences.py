"""How the window looks to whoever works here: language, theme, digits, size of text. Kept beside the desk, in clear.

It is read before the desk is unlocked, and says nothing about anybody.
"""

from pathlib import Path

import msgspec

from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import LANGUAGES
from watan_desk.gui.theme import THEMES

FILE = "window.json"
SCALES = (1.0, 1.15, 1.3)
"""Sizes of text, the usual one first."""


class Preferences(msgspec.Struct, frozen=True):
    """What was chosen; an empty theme follows the system."""

    lang: str = ""
    theme: str = ""
    indic: bool = False
    scale: float = SCALES[0]


def read_preferences(home: Path) -> Preferences:
    """Return what was chosen; a file that cannot be read or says the impossible counts for nothing."""
    try:
        found = msgspec.json.decode((home / FILE).read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()
    known = found.lang in {"", *LANGUAGES} and found.theme in {"", *THEMES} and found.scale in SCALES
    return found if known else Preferences()


def write_preferences(home: Path, chosen: Preferences) -> Preferences:
    """Keep what was chosen.

    Raises:
        Unusable: it could not be written.
    """
    try:
        write_durably(home / FILE, msgspec.json.encode(chosen))
    except OSError as wrong:
        raise Unusable("gui.settings.not_kept") from wrong
    return chosen
