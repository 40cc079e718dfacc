"""Colours, type and sizes of ``resources/theme/tokens.json``, and the style sheet, palette and fonts made of them."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Template
from typing import Any

import fontpkg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from watan_desk.common.resources import resource

THEMES = ("light", "dark")
COMPACT_BELOW = 800
_FACES = (("ibm-plex-sans-arabic", (400, 500, 600, 700)), ("amiri", (400, 700)))


@dataclass(frozen=True)
class Theme:
    """One set of tokens: colours by name, pixel sizes of type by role, heights by part."""

    name: str
    colours: Mapping[str, str]
    type: Mapping[str, int]
    weights: Mapping[str, int]
    sizes: Mapping[str, int]
    families: Mapping[str, str]
    scale: float = 1.0
    """The reader's text size."""

    def wide(self, pixels: int) -> int:
        """Return the width of a panel that holds words: it grows with the text."""
        return whole_pixels(pixels * self.scale)

    def colour(self, name: str) -> QColor:
        """Return a colour of the tokens."""
        return QColor(self.colours[name])

    def font(self, role: str, *, policy: bool = False, weight: int | None = None) -> QFont:
        """Return the font of a role; ``policy`` asks for the Naskh face in which the policy speaks."""
        font = QFont(self.families["policy" if policy else "ui"])
        font.setPixelSize(self.type[role])
        font.setWeight(QFont.Weight(weight or self.weights[role]))
        return font


@lru_cache(maxsize=1)
def _tokens() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("theme", "tokens.json").read_text(encoding="utf-8"))
    return loaded


def whole_pixels(size: float) -> int:
    """Return a size of the tokens in whole pixels, halves up (Qt's fonts know no fractions)."""
    return math.floor(size + 0.5)


def load_theme(name: str = "light", *, compact: bool = False, scale: float = 1.0) -> Theme:
    """Return a theme; ``compact`` is the density below 800 px of height, ``scale`` the reader's text size."""
    tokens = _tokens()
    roles: dict[str, dict[str, float]] = tokens["type"]
    sizes: dict[str, int] = tokens["size"]["compact" if compact else "normal"]
    return Theme(
        name=name,
        colours=tokens[name],
        type={role: whole_pixels(entry["px"] * scale) for role, entry in roles.items()},
        weights={role: int(entry["weight"]) for role, entry in roles.items()},
        sizes={part: whole_pixels(size * scale) for part, size in sizes.items()},
        families=tokens["family"],
        scale=scale,
    )


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme. QSS heights are those inside the border, hence the ``_in`` values.

    Raises:
        KeyError: the template names a token that does not exist.
    """
    values: dict[str, object] = dict(theme.colours)
    values |= {f"px_{role}": size for role, size in theme.type.items()}
    values |= {f"h_{part}": size for part, size in theme.sizes.items()}
    values |= {f"h_{part}_in": theme.sizes[part] - 2 for part in ("field", "button", "button_small", "row")}
    values |= {f"h_{part}_in2": theme.sizes[part] - 4 for part in ("field", "button")}
    values |= {f"family_{use}": family for use, family in theme.families.items()}
    return Template(resource("theme", "desk.qss").read_text(encoding="utf-8")).substitute(values)


def palette(theme: Theme) -> QPalette:
    """Return the palette for what a style sheet does not reach: item views, placeholder text, selections."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "desk",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface2",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.Highlight: "greenSoft",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.Link: "greenInk",
    }
    for role, name in roles.items():
        made.setColor(role, theme.colour(name))
    return made


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Load the faces from their packages, once, and return the family names Qt knows them by.

    Raises:
        RuntimeError: Qt cannot read one of the font files.
    """
    families: list[str] = []
    for package, weights in _FACES:
        for weight in weights:
            path = fontpkg.path(package, weight)
            number = QFontDatabase.addApplicationFont(str(path))
            if number < 0:
                raise RuntimeError("Qt cannot read the font file " + path.name)
            families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def dress(application: QApplication, theme: Theme, lang: str) -> None:
    """Give the application its fonts, colours, style sheet and direction."""
    load_fonts()
    application.setStyle("Fusion")
    application.setFont(theme.font("body"))
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
    rtl = Qt.LayoutDirection.RightToLeft
    application.setLayoutDirection(rtl if lang == "ar" else Qt.LayoutDirection.LeftToRight)
