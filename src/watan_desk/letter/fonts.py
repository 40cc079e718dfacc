"""The letters' font: Amiri (OFL-1.1), from its own package; nothing is looked up on the machine or online."""

from functools import lru_cache

import fontpkg

from watan_desk.letter.shaping import Face

_REGULAR, _BOLD = 400, 700


@lru_cache(maxsize=1)
def regular() -> Face:
    """Return the face of running text, opened once for the life of the program."""
    return Face(fontpkg.path("Amiri", _REGULAR))


@lru_cache(maxsize=1)
def bold() -> Face:
    """Return the face of subjects, headings and names."""
    return Face(fontpkg.path("Amiri", _BOLD))
