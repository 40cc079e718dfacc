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
_FIXED = "{http://openrosa.org/javarosa}noAddRemove"
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
_MEDIA_TYPE = re.compile(r"[\w.+-]+/(?:[\w.+-]+|\*)(?:\s*[,;].*)?\Z")
_REFERENCES = ("ref", "nodeset", "bind")
_QUESTIONS = frozenset({"input", "select1", "select", "rank", "trigger", "range", "upload", "secret"})


class Reader(Protocol):
    """What the body needs of the reader of the whole form."""

    specs: dict[str, Spec]
    translations: Translations

    def compiled(self, source: str, spec: Spec | None, column: str) -> Compiled:
        """Compile an expression."""

    def setting(self, element: Element, source: Spec | None, inside: Spec | None) -> Setting | None:
        """Read a ``setvalue``."""

    def located(self, path: str, above: Spec | None) -> Spec | None:
        """Find the node of a reference."""

    def note(self, key: str, **params: object) -> None:
        """Keep something the form's author should know."""


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
        found: list[Control | None] = []
        for child in element:
            name = local_name(child.tag)
            if name == "group":
                found.append(self._group(child, spec))
            elif name == "repeat":
                found.append(self._repeat(child, spec))
            elif name in _QUESTIONS:
                found.append(self._question(child, name, spec))
            elif name == "setvalue":
                self._keep_setting(child, None, spec)
        return [control for control in found if control is not None]

    def _spec(self, element: Element, above: Spec | None) -> Spec | None:
        """Return the node a control is bound to. One bound to nothing is never shown, as XForms 1.1 (4.2.2) has it."""
        path = next((element.get(name, "").strip() for name in _REFERENCES if element.get(name)), "")
        spec = self._reader.located(path, above)
        if spec is None:
            self._reader.note("forms.unbound_control", question=path or local_name(element.tag))
        return spec

    def _keep_setting(self, element: Element, source: Spec | None, above: Spec | None) -> None:
        inside = next((spec for spec in ([] if above is None else [above, *above.ancestors()]) if spec.repeats), None)
        setting = self._reader.setting(element, source, inside)
        if setting is not None:
            self.settings.append(setting)

    def _wording(self, element: Element, part: str, spec: Spec | None) -> Wording:
        return self._reader.translations.of_element(
            element.find(XFORMS + part), lambda source: self._reader.compiled(source, spec, part)
        )

    def _group(self, element: Element, above: Spec | None) -> Control | None:
        repeat = element.find(f"{XFORMS}repeat")
        named = (element.get("ref") or element.get("nodeset") or "").strip()
        if repeat is not None and named in ("", (repeat.get("nodeset") or repeat.get("ref") or "").strip()):
            control = self._repeat(repeat, above)
            if control is None:
                return None
            control.label = self._wording(element, "label", control.spec)
            control.appearance = element.get("appearance") or repeat.get("appearance") or ""
            return control
        spec = self._spec(element, above) if named else None
        if named and spec is None:
            return None
        label = self._wording(element, "label", spec or above)
        control = Control("group", spec, "group", label, appearance=element.get("appearance") or "")
        control.hint = self._wording(element, "hint", spec or above)
        control.children = self._children(element, spec or above)
        if spec is not None:
            self.controls[spec] = control
        return control

    def _repeat(self, element: Element, above: Spec | None) -> Control | None:
        spec = self._spec(element, above)
        if spec is None:
            return None
        control = Control("repeat", spec, "repeat", appearance=element.get("appearance") or "")
        count = element.get(_COUNT)
        if count:
            control.count = self._reader.compiled(count, spec, "repeat_count")
        control.fixed = bool(count) or (element.get(_FIXED) or "").strip() == "true()"
        self.controls[spec] = control
        control.children = self._children(element, spec)
        return control

    def _question(self, element: Element, name: str, above: Spec | None) -> Control | None:
        spec = self._spec(element, above)
        if spec is None:
            return None
        control = Control("question", spec, self._type(element, name, spec), self._wording(element, "label", spec))
        control.hint = self._wording(element, "hint", spec)
        control.guidance = self._reader.translations.guidance(
            element.find(f"{XFORMS}hint"), lambda source: self._reader.compiled(source, spec, "guidance_hint")
        )
        control.appearance = element.get("appearance") or ""
        if name in ("select1", "select", "rank"):
            control.choices = self._choices(element, spec)
        control.limits = {key: element.get(key, "") for key in ("start", "end", "step") if element.get(key)}
        for child in element.iterfind(f"{XFORMS}setvalue"):
            self._keep_setting(child, spec, above)
        self.controls[spec] = control
        return control

    def _type(self, element: Element, name: str, spec: Spec) -> str:
        rules = self._rules[spec]
        if name in _CONTROLS:
            return _CONTROLS[name]
        if name == "upload":
            return self._upload(element.get("mediatype") or "", spec)
        if name == "input" and element.get("query"):
            return "select_one_external"
        if name == "input" and rules.type == "string" and rules.calculate is None and _always(rules.readonly):
            return "note"
        kind = _TYPES.get(("input" if name == "secret" else name, rules.type))
        if kind is None and name in ("input", "secret"):
            self._reader.note("forms.type_as_text", question=spec.name, type=rules.type)
            return "text"
        if kind is None:
            place = {"sheet": "survey", "row": 0, "column": "type", "name": spec.name}
            raise FormError("forms.unknown_type", type=rules.type, **place)
        return kind

    def _upload(self, media: str, spec: Spec) -> str:
        if media and not _MEDIA_TYPE.match(media):
            place = {"sheet": "survey", "row": 0, "column": "parameters", "name": spec.name}
            raise FormError("forms.unknown_media", media=media, **place)
        return "osm" if media.startswith("osm/") else _MEDIA.get(media, "file")

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
