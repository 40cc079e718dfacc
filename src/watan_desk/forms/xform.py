"""Reads XForm XML, as pyxform writes it, into a definition; every expression in it is compiled here or refused."""

from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

from watan_desk.forms.attachments import Attachments, no_attachments, read_list
from watan_desk.forms.body import BodyReader
from watan_desk.forms.compiler import Compiled, compile_expression
from watan_desk.forms.definition import Definition, Rules, Setting
from watan_desk.forms.errors import ExpressionError, FormError
from watan_desk.forms.markup import parse_xml
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node, document, local_name, read_tree
from watan_desk.forms.wordings import XFORMS, Translations, language_code

JAVAROSA = "{http://openrosa.org/javarosa}"
OURS = "{urn:watan-desk:forms}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_FACETS = ("relevant", "required", "readonly", "constraint", "calculate")
_COLUMNS = {"calculate": "calculation"}
_ALWAYS = "true()"


def read_xform(text: str, checks: Collection[str], attachments: Attachments = no_attachments) -> Definition:
    """Return the definition of an XForm; ``checks`` are the names that ``wd:check`` may use, ``attachments`` its lists.

    Raises:
        FormError: no XForm, a broken expression, an unknown function, type or check, or a cycle.
    """
    root = parse_xml(text, "forms.not_xform")
    head, body = root.find(f"{_XHTML}head"), root.find(f"{_XHTML}body")
    model = None if head is None else head.find(f"{XFORMS}model")
    instances = [] if model is None else list(model.iterfind(f"{XFORMS}instance"))
    if model is None or head is None or not instances or len(instances[0]) != 1:
        raise FormError("forms.not_xform")
    return _Reader(model, instances, checks, attachments).definition(head.find(f"{_XHTML}title"), body)


class _Reader:
    """One XForm being read."""

    def __init__(
        self, model: Element, instances: list[Element], checks: Collection[str], attachments: Attachments
    ) -> None:
        self._attachments = attachments
        self._model = model
        self._checks = checks
        self._primary = instances[0][0]
        self._secondary = instances[1:]
        self._repeats: set[str] = set()
        self.root = Spec("")
        self.specs: dict[str, Spec] = {}
        self.translations = Translations(model)
        self.templates: dict[Spec, Node] = {}

    def definition(self, title: Element | None, body: Element | None) -> Definition:
        self._repeats = {
            repeat.get("nodeset", "").strip() for repeat in ([] if body is None else body.iter(f"{XFORMS}repeat"))
        }
        self._add_spec(self._primary, self.root)
        initial = self._initial(self._primary, self.specs[f"/{local_name(self._primary.tag)}"], None)
        rules = {self.specs[path]: Rules() for path in self.specs}
        for bind in self._model.iterfind(f"{XFORMS}bind"):
            spec = self.specs.get(bind.get("nodeset", "").strip())
            if spec is not None:
                rules[spec] = self._rules(bind, spec)
        reader = BodyReader(self, rules)
        control = reader.read(body)
        names = self.translations.names
        return Definition(
            id=self._primary.get("id") or local_name(self._primary.tag),
            version=self._primary.get("version") or "",
            title=self.translations.of_element(title, lambda source: self.compiled(source, None, "form_title")),
            root=self.root,
            initial=initial,
            templates=self.templates,
            rules=rules,
            controls=reader.controls,
            body=control,
            instances=self._instances(),
            texts=self.translations.all(lambda source: self.compiled(source, None, "label")),
            languages={language_code(name): name for name in names},
            settings=(*self._settings(), *reader.settings),
        )

    def compiled(self, source: str, spec: Spec | None, column: str) -> Compiled:
        """Return a compiled expression.

        Raises:
            FormError: naming the question and the column of the sheet.
        """
        try:
            return compile_expression(source, spec, self.root)
        except ExpressionError as error:
            place = {"sheet": "survey", "row": 0, "column": column, "name": "" if spec is None else spec.name}
            raise FormError(error.key, **{**place, "expression": source, "at": 1, **error.params}) from error

    def _add_spec(self, element: Element, parent: Spec) -> None:
        spec = parent.child(local_name(element.tag))
        if spec is None:
            spec = Spec(local_name(element.tag), parent)
            spec.repeats = spec.path in self._repeats
            parent.children.append(spec)
            self.specs[spec.path] = spec
        for child in element:
            self._add_spec(child, spec)

    def _initial(self, element: Element, spec: Spec, parent: Node | None) -> Node:
        """Return the instance as a new record starts with it; templates are set aside."""
        node = Node(spec.name, parent, "" if len(element) else (element.text or ""), spec)
        node.attributes = {local_name(name): value for name, value in element.attrib.items()}
        for child in element:
            below = spec.child(local_name(child.tag))
            if below is None:
                continue
            made = self._initial(child, below, node)
            if f"{JAVAROSA}template" in child.attrib:
                made.attributes.pop("template", None)
                self.templates[below] = made
            else:
                node.children.append(made)
                if below.repeats:
                    self.templates.setdefault(below, made)
        return node

    def _rules(self, bind: Element, spec: Spec) -> Rules:
        facets: dict[str, Compiled] = {}
        for facet in _FACETS:
            source = bind.get(facet)
            if source is not None and source.strip():
                facets[facet] = self.compiled(source, spec, _COLUMNS.get(facet, facet))

        def output(source: str) -> Compiled:
            return self.compiled(source, spec, "label")

        names = tuple((bind.get(f"{OURS}check") or "").split())
        for name in names:
            if name not in self._checks:
                place = {"sheet": "survey", "row": 0, "column": "bind::wd:check", "name": spec.name}
                raise FormError("forms.unknown_check", check=name, **place)
        return Rules(
            type=_plain_type(bind.get("type") or "string"),
            relevant=facets.get("relevant"),
            required=facets.get("required"),
            readonly=facets.get("readonly"),
            constraint=facets.get("constraint"),
            calculate=facets.get("calculate"),
            required_message=self.translations.of_attribute(bind.get(f"{JAVAROSA}requiredMsg"), output),
            constraint_message=self.translations.of_attribute(bind.get(f"{JAVAROSA}constraintMsg"), output),
            preload=(bind.get(f"{JAVAROSA}preload") or "", bind.get(f"{JAVAROSA}preloadParams") or ""),
            checks=names,
            flags={name.removeprefix(OURS): value for name, value in bind.attrib.items() if name.startswith(OURS)},
        )

    def _instances(self) -> Mapping[str, Node]:
        found: dict[str, Node] = {}
        for instance in self._secondary:
            name = instance.get("id") or ""
            if len(instance):
                found[name] = document(read_tree(instance[0]))
            else:
                found[name] = read_list(instance.get("src") or "", self._attachments)
        return found

    def _settings(self) -> list[Setting]:
        found = [self.setting(element, None) for element in self._model.iterfind(f"{XFORMS}setvalue")]
        return [setting for setting in found if setting is not None]

    def setting(self, element: Element, source: Spec | None) -> Setting | None:
        """Return what a ``setvalue`` does, or None where its target is not in the form."""
        target = self.specs.get((element.get("ref") or "").strip())
        if target is None:
            return None
        value = element.get("value")
        events = next((text for name, text in element.attrib.items() if local_name(name) == "event"), "")
        compiled = self.compiled(value, target, "default" if source is None else "calculation") if value else None
        return Setting(frozenset(events.split()), source, target, compiled, element.text or "")


def _plain_type(name: str) -> str:
    """Return a bind's type by its ODK name; schema prefixes and the names older tools wrote are understood."""
    plain = name.rsplit(":", 1)[-1]
    return {"integer": "int", "note": "string", "double": "decimal", "datetime": "dateTime"}.get(plain, plain)
