"""The one catalogue of messages, Arabic and English, used by window, command line and errors alike.

Each room keeps its sentences in ``resources/messages/<room>.toml``; a key is ``<room>.<what>``. An entry is either one
sentence a language or, where it counts something, a table of plural forms chosen by the parameter ``count``: six in
Arabic (CLDR), ``one`` and ``other`` in English, with ``zero`` where a sentence of its own says it better.
"""

import string
import tomllib
from functools import lru_cache
from typing import Any

from watan_desk.common.arabic import apart
from watan_desk.common.resources import resource

LANGUAGES = ("ar", "en")

Entry = dict[str, str | dict[str, str]]


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in sorted(resource("messages").glob("*.toml")):
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if key in entries:
                raise ValueError("two messages share the key " + key)
            entries[key] = entry
    return entries


def keys() -> frozenset[str]:
    """Return every key of the catalogue."""
    return frozenset(_catalogue())


def has(key: str) -> bool:
    """Tell whether the catalogue has this key."""
    return key in _catalogue()


def plural_form(count: int, lang: str) -> str:
    """Return the CLDR plural category of a whole number: six in Arabic; English has its own sentence for none too."""
    if lang != "ar":
        return {0: "zero", 1: "one"}.get(count, "other")
    hundreds = count % 100
    if count in (0, 1, 2):
        return ("zero", "one", "two")[count]
    if 3 <= hundreds <= 10:  # noqa: PLR2004 - CLDR's own bounds
        return "few"
    return "many" if 11 <= hundreds <= 99 else "other"  # noqa: PLR2004


def say(key: str, lang: str, /, **params: Any) -> str:
    """Return a sentence of the catalogue with its ``{parameters}`` filled in, Arabic ones isolated in English.

    Raises:
        KeyError: the catalogue has no such key or language, or a parameter is missing.
    """
    entry = _catalogue()[key][lang]
    if isinstance(entry, dict):
        form = plural_form(int(params["count"]), lang)
        entry = entry.get(form, entry["other"])
    if lang != LANGUAGES[0]:
        params = {name: apart(value) if isinstance(value, str) else value for name, value in params.items()}
    return entry.format_map(params)


def parameters(text: str) -> frozenset[str]:
    """Return the names of the ``{parameters}`` of a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
