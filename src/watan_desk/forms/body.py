"""Reads the body of an XForm: groups, repeats and questions in the order they are shown."""

import re
from collections.abc import Mapping
from typing import Protocol
from xml.etree.ElementTree import Element

from watan_desk.forms.compiler import Compiled
from watan_desk.forms.definition import Choice, Choices, Control, Rules, Setting, Wording
from watan_desk.forms.errors import FormError
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import local_name
from watan_desk.forms.wordings import XFORMS, Translations

_COUNT = "{http://openrosa.org/javarosa}count"
_LIST = re.compile(r"""\s*instance\(\s*['"]([^'"]+)['"]\s*\)""")
_TYPES: Mapping[tuple[str, str], str] = {
    ("input", "string"): "text",
    ("input", "int"): "integer",
    ("input", "decimal"): "decimal",
    ("input", "date"): "date",
    ("input", "time"): "time",
    ("input", "dateTime"): "dateTime",
    ("input", "barcode"): "barcode",
    ("input", "geopoint"): "geopoint",
    ("input", "geotrace"): "geotrace",
    ("input", "geoshape"): "geoshape",
    ("input", "boolean"): "text",
    ("range", "int"): "range",
    ("range", "decimal"): "range",
}
_CONTROLS = {"select1": "select_one", "select": "select_multiple", "rank": "rank", "trigger": "acknowledge"}
_MEDIA = {"image/*": "image", "audio/*": "audio", "video/*": "video"}
_QUESTIONS = frozenset({"input", "select1", "select", "rank", "trigger", "range", "upload", "secret"})


class Reader(Protocol):
    """What the body needs of the reader of the whole form."""

    specs: dict[str, Spec]
    translations: Translations

    def compiled(self, source: str, spec: Spec | None, column: str) -> Compiled:
        """Compile an expression."""

    def setting(self, element: Element, source: Spec | None) -> Setting | None:
        """Read a ``setvalue``."""


class BodyReader:
    """The body being read; ``controls`` finds a control by its node, ``settings`` are the triggers inside it."""

    def __init__(self, reader: Reader, rules: Mapping[Spec, Rules]) -> None:
        self._reader = reader
        self._rules = rules
        self.controls: dict[Spec, Control] = {}
        self.settings: list[Setting] = []

    def read(self, body: Element | None) -> Control:
        """Return the whole body as one group without a node."""
        top = Control("group", None, "group")
        if body is not None:
            top.children = self._children(body, None)
        return top

    def _children(self, element: Element, spec: Spec | None) -> list[Control]:
        found = []
        for child in element:
            name = local_name(child.tag)
            if name == "group":
                found.append(self._group(child, spec))
            elif name == "repeat":
                found.append(self._repeat(child))
            elif name in _QUESTIONS:
                found.append(self._question(child, name))
        return found

    def _spec(self, element: Element, attribute: str) -> Spec:
        path = (element.get(attribute) or element.get("bind") or "").strip()
        spec = self._reader.specs.get(path)
        if spec is None:
            raise FormError("forms.unknown_node", name=path.rsplit("/", 1)[-1])
        return spec

    def _wording(self, element: Element, part: str, spec: Spec | None) -> Wording:
        return self._reader.translations.of_element(
            element.find(XFORMS + part), lambda source: self._reader.compiled(source, spec, part)
        )

    def _group(self, element: Element, above: Spec | None) -> Control:
        repeat = element.find(f"{XFORMS}repeat")
        if repeat is not None and (element.get("ref") or "").strip() in ("", (repeat.get("nodeset") or "").strip()):
            control = self._repeat(repeat)
            control.label = self._wording(element, "label", control.spec)
            control.appearance = element.get("appearance") or repeat.get("appearance") or ""
            return control
        spec = self._spec(element, "ref") if element.get("ref") else None
        label = self._wording(element, "label", spec or above)
        control = Control("group", spec, "group", label, appearance=element.get("appearance") or "")
        control.hint = self._wording(element, "hint", spec or above)
        control.children = self._children(element, spec or above)
        if spec is not None:
            self.controls[spec] = control
        return control

    def _repeat(self, element: Element) -> Control:
        spec = self._spec(element, "nodeset")
        control = Control("repeat", spec, "repeat", appearance=element.get("appearance") or "")
        count = element.get(_COUNT)
        if count:
            control.count = self._reader.compiled(count, spec, "repeat_count")
        self.controls[spec] = control
        control.children = self._children(element, spec)
        return control

    def _question(self, element: Element, name: str) -> Control:
        spec = self._spec(element, "ref")
        control = Control("question", spec, self._type(element, name, spec), self._wording(element, "label", spec))
        control.hint = self._wording(element, "hint", spec)
        control.appearance = element.get("appearance") or ""
        if name in ("select1", "select", "rank"):
            control.choices = self._choices(element, spec)
        control.limits = {key: element.get(key, "") for key in ("start", "end", "step") if element.get(key)}
        for child in element.iterfind(f"{XFORMS}setvalue"):
            setting = self._reader.setting(child, spec)
            if setting is not None:
                self.settings.append(setting)
        self.controls[spec] = control
        return control

    def _type(self, element: Element, name: str, spec: Spec) -> str:
        rules = self._rules[spec]
        if name in _CONTROLS:
            return _CONTROLS[name]
        if name == "upload":
            return _MEDIA.get(element.get("mediatype") or "", "file")
        if name == "input" and rules.type == "string" and rules.calculate is None and _always(rules.readonly):
            return "note"
        kind = _TYPES.get(("input" if name == "secret" else name, rules.type))
        if kind is None:
            place = {"sheet": "survey", "row": 0, "column": "type", "name": spec.name}
            raise FormError("forms.unknown_type", type=rules.type, **place)
        return kind

    def _choices(self, element: Element, spec: Spec) -> Choices:
        itemset = element.find(f"{XFORMS}itemset")
        if itemset is None:
            return Choices(own=tuple(self._own(item, spec) for item in element.iterfind(f"{XFORMS}item")))
        nodeset = itemset.get("nodeset") or ""
        match = _LIST.match(nodeset)
        value, label = itemset.find(f"{XFORMS}value"), itemset.find(f"{XFORMS}label")
        reference = "" if label is None else (label.get("ref") or "").strip()
        translated = reference.startswith("jr:itext(")
        return Choices(
            list_name=match[1] if match else "",
            nodes=self._reader.compiled(nodeset, spec, "choice_filter"),
            value="name" if value is None else (value.get("ref") or "name").strip(),
            label=reference[len("jr:itext(") : -1].strip() if translated else reference,
            translated=translated,
        )

    def _own(self, item: Element, spec: Spec) -> Choice:
        value = item.find(f"{XFORMS}value")
        return Choice("" if value is None else (value.text or "").strip(), self._wording(item, "label", spec))


def _always(rule: Compiled | None) -> bool:
    return rule is not None and rule.source.strip() == "true()"
