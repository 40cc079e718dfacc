"""What every part of a pack is made of: a frozen shape without unknown keys, and a short text in both languages."""

import msgspec


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a pack: frozen, and without unknown keys."""


class Label(Part, frozen=True):
    """A short text in both languages."""

    ar: str
    en: str

    def text(self, lang: str) -> str:
        """Return the label in ``ar`` or ``en``."""
        return self.ar if lang == "ar" else self.en


class Aim(Part, frozen=True):
    """An aim that the text declares without a behaviour of its own, in our words, and what this office does about it.

    ``standard`` stands in no policy: it is the product's own line on the sheet of service standards (R102).
    """

    code: str
    clause: str
    """The part of the text it stands under: a key of the pack's ``headings``."""
    text: Label
    standard: Label
    line: int | None = None


class FactSheet(Part, frozen=True):
    """What a service is, for whom, and on which conditions (R38): shown before the request, and printed."""

    code: str
    title: Label
    what: Label
    whom: Label
    conditions: tuple[Label, ...]
