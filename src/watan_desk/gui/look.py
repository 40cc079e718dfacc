"""What every part of the window is handed: the language it speaks and the theme it wears."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from PySide6.QtGui import QIcon, QPixmap

from watan_desk.common.arabic import arabic_digits, ltr
from watan_desk.common.clock import SAUDI
from watan_desk.common.hijri import to_hijri
from watan_desk.common.messages import say
from watan_desk.gui import icons
from watan_desk.gui.theme import Theme, load_theme


@dataclass(frozen=True)
class Look:
    """Language, theme and digits of the window; a change of any of them builds the window anew."""

    lang: str = "ar"
    theme: Theme = field(default_factory=load_theme)
    compact: bool = False
    indic: bool = False

    @property
    def rtl(self) -> bool:
        """Whether the layout runs from right to left; set by the language, never guessed from a text."""
        return self.lang == "ar"

    def say(self, key: str, /, **params: Any) -> str:
        """Return a sentence of the catalogue in the window's language, in the digits that were chosen."""
        return self.digits(say(key, self.lang, **params))

    def digits(self, text: str) -> str:
        """Return running text in the digits that were chosen; codes and numbers to copy never pass here."""
        return arabic_digits(text) if self.indic and self.rtl else text

    def pixmap(self, name: str, colour: str = "ink", size: int = 18) -> QPixmap:
        """Return an icon in a colour of the tokens."""
        return icons.pixmap(name, self.theme.colours[colour], size, rtl=self.rtl)

    def icon(self, name: str, colour: str = "ink", size: int = 18, *, checked: str = "") -> QIcon:
        """Return an icon for a button in a colour of the tokens."""
        on = self.theme.colours[checked] if checked else ""
        return icons.icon(name, self.theme.colours[colour], size, rtl=self.rtl, checked=on)

    def onward(self) -> str:
        """Return the icon of "next": the chevron that points where reading goes."""
        return "chevron-left" if self.rtl else "chevron-right"

    def backward(self) -> str:
        """Return the icon of "back"."""
        return "chevron-right" if self.rtl else "chevron-left"

    def time(self, instant: datetime) -> str:
        """Return the Saudi time of day of an instant, isolated, as ``9:58``."""
        there = instant.astimezone(SAUDI)
        return ltr(f"{there.hour}:{there.minute:02d}")

    def day(self, day: date) -> str:
        """Return a Gregorian day for tables, one unbroken run, as ``2025/12/02``."""
        return ltr(f"{day:%Y/%m/%d}")

    def hijri(self, day: date) -> str:
        """Return the Umm al-Qura day for tables, as ``1447/06/11``."""
        return ltr(to_hijri(day).iso.replace("-", "/"))

    def both_days(self, day: date) -> str:
        """Return a day in words in both calendars, for reading text."""
        found = to_hijri(day)
        return self.say(
            "gui.both_days",
            weekday=say(f"gui.weekday.{day.isoweekday()}", self.lang),
            day=day.day,
            month=say(f"gui.month.{day.month}", self.lang),
            year=day.year,
            hijri_day=found.day,
            hijri_month=say(f"gui.hijri_month.{found.month}", self.lang),
            hijri_year=found.year,
        )
