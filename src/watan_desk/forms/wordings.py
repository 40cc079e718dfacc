"""Reads the sentences of an XForm: labels, hints and messages, in every language, with the outputs inside them."""

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from watan_desk.forms.compiler import Compiled
from watan_desk.forms.definition import Parts, Wording
from watan_desk.forms.tree import local_name

XFORMS = "{http://www.w3.org/2002/xforms}"
_VALUE = f"{XFORMS}value"
_ITEXT = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*\Z")
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*\Z")

Compile = Callable[[str], Compiled]


def language_code(name: str) -> str:
    """Return the code of a language named the XLSForm way: ``Arabic (ar)`` is ``ar``; others keep their name."""
    match = _CODE.search(name)
    return match[1] if match else name


def itext_id(reference: str) -> str | None:
    """Return the entry that ``jr:itext('...')`` names, or None where the text is no such call."""
    match = _ITEXT.match(reference)
    return (match[1] or match[2] or "") if match else None


def parts_of(element: Element, compile_output: Compile) -> Parts:
    """Return the text of an element with its outputs compiled."""
    found: list[str | Compiled] = [element.text or ""]
    for child in element:
        if local_name(child.tag) == "output":
            found.append(compile_output(child.get("value") or child.get("ref") or "''"))
        found.append(child.tail or "")
    return tuple(part for part in found if part != "")


class Translations:
    """The translations of a form: language -> entry -> element holding the plain text."""

    def __init__(self, model: Element) -> None:
        self.names: list[str] = []
        self._values: dict[str, dict[str, Element]] = {}
        self._guidance: dict[str, dict[str, Element]] = {}
        for translation in model.iterfind(f"{XFORMS}itext/{XFORMS}translation"):
            name = translation.get("lang", "")
            first = "default" in translation.attrib
            self.names.insert(0 if first else len(self.names), name)
            self._values[name], self._guidance[name] = _entries(translation)

    def wording(self, entry: str, compile_output: Compile) -> Wording:
        """Return an entry in each language that has it."""
        return {
            name: parts_of(values[entry], compile_output) for name, values in self._values.items() if entry in values
        }

    def of_element(self, element: Element | None, compile_output: Compile) -> Wording:
        """Return what a label, hint or title says: an entry it refers to, or its own text."""
        if element is None:
            return {}
        entry = itext_id(element.get("ref") or "")
        if entry is not None:
            return self.wording(entry, compile_output)
        if element.get("ref"):
            return {"": (compile_output(element.get("ref", "")),)}
        parts = parts_of(element, compile_output)
        return {"": parts} if parts else {}

    def guidance(self, element: Element | None, compile_output: Compile) -> Wording:
        """Return what a hint says more at length, to who asks for it (XLSForm's ``guidance_hint``)."""
        entry = None if element is None else itext_id(element.get("ref") or "")
        held = {name: values[entry] for name, values in self._guidance.items() if entry in values} if entry else {}
        return {name: parts_of(value, compile_output) for name, value in held.items()}

    def of_attribute(self, text: str | None, compile_output: Compile) -> Wording:
        """Return what a message attribute says: an entry it refers to, or its own text."""
        entry = itext_id(text or "")
        if entry is not None:
            return self.wording(entry, compile_output)
        return {"": (text,)} if text else {}

    def all(self, compile_output: Compile) -> Mapping[str, Mapping[str, Parts]]:
        """Return every entry of every language, for labels that are found while a form is filled."""
        return {
            name: {entry: parts_of(element, compile_output) for entry, element in values.items()}
            for name, values in self._values.items()
        }


def _entries(translation: Element) -> tuple[dict[str, Element], dict[str, Element]]:
    """Return what a translation says by entry, and its guidance; pictures and sounds are left out."""
    plain: dict[str, Element] = {}
    guidance: dict[str, Element] = {}
    for text in translation.iterfind(f"{XFORMS}text"):
        entry = text.get("id", "")
        found: dict[str | None, Element] = {}
        for value in text:
            if value.tag == _VALUE:
                form = value.get("form")
                found.setdefault("" if form in (None, "long") else form, value)
        if "" in found:
            plain[entry] = found[""]
        if "guidance" in found:
            guidance[entry] = found["guidance"]
    return plain, guidance
