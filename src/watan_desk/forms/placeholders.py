"""Words that a form leaves open (``{person}`` in a label), filled in by whoever knows them, language by language."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from watan_desk.forms.wordings import language_code

Words = Mapping[str, Mapping[str, str]]
"""Language code -> placeholder -> word; the first language also speaks where the form has one language only."""

_TRANSLATION = re.compile(r"<translation\b[^>]*\blang=\"([^\"]*)\"[^>]*>.*?</translation>", re.DOTALL)
_PLACEHOLDER = re.compile(r"(?<!\$)\{([a-z_]+)\}")


def fill(xform_xml: str, words: Words) -> str:
    """Return an XForm text with its placeholders filled; unknown ones stay, so do ``${references}``."""
    first = next(iter(words.values()), {})
    parts, end = [], 0
    for found in _TRANSLATION.finditer(xform_xml):
        parts.append(_filled(xform_xml[end : found.start()], first))
        parts.append(_filled(found.group(), words.get(language_code(found.group(1)), first)))
        end = found.end()
    return "".join([*parts, _filled(xform_xml[end:], first)])


def fill_text(text: str, words: Mapping[str, str]) -> str:
    """Return a text of one language with its placeholders filled."""
    return _PLACEHOLDER.sub(lambda found: words.get(found.group(1), found.group()), text)


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: escape(words.get(found.group(1), found.group())), text)
