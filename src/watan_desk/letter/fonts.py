"""The letters' font: Amiri (OFL-1.1), from its own package; nothing is looked up on the machine or online."""

from functools import lru_cache

import fontpkg

from watan_desk.common.resources import resource
from watan_desk.letter.shaping import Face

SIGNS = "\u20c1"
"""Characters that the letter font lacks and a font of our own draws (``packaging/make_signs_font.py``)."""
_REGULAR, _BOLD = 400, 700


@lru_cache(maxsize=1)
def regular() -> Face:
    """Return the face of running text, opened once for the life of the program."""
    return Face(fontpkg.path("Amiri", _REGULAR))


@lru_cache(maxsize=1)
def bold() -> Face:
    """Return the face of subjects, headings and names."""
    return Face(fontpkg.path("Amiri", _BOLD))


@lru_cache(maxsize=1)
def signs() -> Face:
    """Return the face of signs that the letter font lacks: the riyal's."""
    return Face(resource("fonts", "signs.ttf"))


def lacking(text: str) -> str:
    """Return the characters of a text that no letter can print, each once."""
    faces = (regular(), bold())
    return "".join(
        character
        for character in dict.fromkeys(text)
        if not (character.isspace() or character in SIGNS)
        and not all(face.font.get_nominal_glyph(ord(character)) for face in faces)
    )
