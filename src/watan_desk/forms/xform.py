"""Reads XForm XML, as pyxform writes it, into a definition; every expression in it is compiled here or refused."""

import re
from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

from watan_desk.forms.answers import cast_value, fits, normal
from watan_desk.forms.attachments import Attachments, no_attachments, read_list
from watan_desk.forms.body import BodyReader
from watan_desk.forms.compiler import Compiled, compile_expression
from watan_desk.forms.definition import Definition, Rules, Setting
from watan_desk.forms.errors import ExpressionError, FormError
from watan_desk.forms.instance import MOST_NODES
from watan_desk.forms.markup import parse_xml
from watan_desk.forms.schema import Spec
from watan_desk.forms.tree import Node, document, local_name, read_tree
from watan_desk.forms.wordings import XFORMS, Translations, language_code

JAVAROSA = "{http://openrosa.org/javarosa}"
OURS = "{urn:watan-desk:forms}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_FACETS = ("relevant", "required", "readonly", "constraint", "calculate")
_COLUMNS = {"calculate": "calculation"}
_METHODS = frozenset({"post", "form-data-post", "multipart-post"})
LONGEST_TOGETHER = 4_000_000
"""Characters of all expressions of a form; what takes seconds to compile no author has written."""
_PREDICATE = re.compile(r"\[[^\]]*\]")
NEW_REPEAT = "odk-new-repeat"
FIRST_LOAD, LOAD, CHANGED = "odk-instance-first-load", "odk-instance-load", "xforms-value-changed"
EVENTS = frozenset({FIRST_LOAD, LOAD, CHANGED, NEW_REPEAT})


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
        self._binds: dict[str, Spec] = {}
        self._notices: list[tuple[str, Mapping[str, object]]] = []
        self.root = Spec("")
        self.specs: dict[str, Spec] = {}
        self.translations = Translations(model)
        self.templates: dict[Spec, Node] = {}
        self._shared: dict[str, Compiled] = {}
        self._letters = 0

    def definition(self, title: Element | None, body: Element | None) -> Definition:
        self._repeats = repeat_paths(body)
        self._add_spec(self._primary, self.root)
        top = self.specs[f"/{local_name(self._primary.tag)}"]
        initial = self._initial(self._primary, top, None)
        identified = self._identified(top, initial)
        rules = {spec: Rules() for spec in self.root.children[0].descendants()}
        for bind in self._model.iterfind(f"{XFORMS}bind"):
            spec = self.located(bind.get("nodeset", ""), None)
            if spec is not None:
                rules[spec] = self._rules(bind, spec)
                self._binds[bind.get("id", "")] = spec
        if identified is not None:
            rules[identified] = Rules(preload=("uid", ""))
        self._fit(initial, rules)
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
            notices=tuple(self._notices),
            style="" if body is None else body.get("class") or "",
        )

    def compiled(self, source: str, spec: Spec | None, column: str) -> Compiled:
        """Return a compiled expression.

        Raises:
            FormError: naming the question and the column of the sheet.
        """
        shared = self._shared.get(source)
        if shared is not None:
            return shared
        self._letters += len(source)
        if self._letters > LONGEST_TOGETHER:
            raise FormError("forms.too_long_together", most=LONGEST_TOGETHER)
        try:
            compiled = compile_expression(source, spec, self.root)
        except ExpressionError as error:
            place = {"sheet": "survey", "row": 0, "column": column, "name": "" if spec is None else spec.name}
            raise FormError(error.key, **{**place, "expression": source, "at": 1, **error.params}) from error
        if not compiled.local:
            self._shared[source] = compiled
        return compiled

    def located(self, path: str, above: Spec | None) -> Spec | None:
        """Return the node of a reference, a relative one as seen from ``above``; predicates are left aside."""
        path = _PREDICATE.sub("", path).strip()
        if path in self._binds:
            return self._binds[path]
        if not path or path.startswith("/"):
            return self.specs.get(path)
        spec = above or self.root.children[0]
        for step in path.split("/"):
            found = spec.parent if step == ".." else spec if step == "." else spec.child(step.rpartition(":")[2])
            if found is None:
                return None
            spec = found
        return spec

    def note(self, key: str, **params: object) -> None:
        """Keep something the form's author should know, once."""
        if (key, params) not in self._notices:
            self._notices.append((key, params))

    def _identified(self, top: Spec, initial: Node) -> Spec | None:
        """Give a form without ``meta/instanceID`` that node, which every ODK submission carries; return it if new."""
        meta = top.child("meta")
        if meta is None:
            meta = self._appended("meta", top, initial)
        if meta.child("instanceID") is not None:
            return None
        node = next((child for child in initial.children if child.spec is meta), None)
        return None if node is None else self._appended("instanceID", meta, node)

    def _appended(self, name: str, parent: Spec, node: Node) -> Spec:
        spec = Spec(name, parent)
        parent.adopt(spec)
        self.specs[spec.path] = spec
        node.children.append(Node(name, node, "", spec))
        return spec

    def _fit(self, initial: Node, rules: Mapping[Spec, Rules]) -> None:
        """Cast the values that a form begins with to their types; what cannot be cast is left out and noted."""
        for node in (below for top in (initial, *self.templates.values()) for below in top.descendants()):
            if node.spec is None or node.spec.children or not node.typed:
                continue
            kind = rules[node.spec].type
            given, node.typed = node.typed, cast_value(kind, node.typed)
            if kind == "int" and node.typed != given.strip() and float(given) != float(node.typed):
                self.note("forms.cut_default", question=node.spec.name, value=given)
            if not fits(kind, normal(kind, node.typed.strip())):
                self.note("forms.unfit_default", question=node.spec.name, value=node.typed)
                node.typed = ""
            node.value = node.typed

    def _add_spec(self, element: Element, parent: Spec) -> None:
        spec = parent.child(local_name(element.tag))
        if spec is None:
            spec = Spec(local_name(element.tag), parent)
            spec.repeats = spec.path in self._repeats
            parent.adopt(spec)
            self.specs[spec.path] = spec
            if len(self.specs) > MOST_NODES:
                raise FormError("forms.too_many_questions", most=MOST_NODES)
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
                    self.templates.setdefault(below, _unanswered(made, None))
        return node

    def _rules(self, bind: Element, spec: Spec) -> Rules:
        facets: dict[str, Compiled] = {}
        for facet in _FACETS:
            source = bind.get(facet)
            if source is not None and source.strip():
                facets[facet] = self.compiled(source, spec, _COLUMNS.get(facet, facet))

        def output(source: str) -> Compiled:
            return self.compiled(source, spec, "label")

        if "relevant" in facets and spec in facets["relevant"].reads:
            self.note("forms.own_relevance", question=spec.name)
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
        self._refuse_submission()
        found = [self.setting(element, None, None) for element in self._model.iterfind(f"{XFORMS}setvalue")]
        return [setting for setting in found if setting is not None]

    def _refuse_submission(self) -> None:
        """Refuse a submission by a method that ODK does not know; we send nothing, but other tools would stumble."""
        for submission in self._model.iterfind(f"{XFORMS}submission"):
            method = submission.get("method")
            if method is not None and method not in _METHODS:
                raise FormError("forms.unknown_method", method=method)

    def setting(self, element: Element, source: Spec | None, inside: Spec | None) -> Setting | None:
        """Return what a ``setvalue`` does, or None where its target is not in the form.

        Raises:
            FormError: events that no form knows, or a new repeat instance meant outside any repeat.
        """
        named = next((text for name, text in element.attrib.items() if local_name(name) == "event"), "")
        events = frozenset(named.split())
        ref = (element.get("ref") or element.get("bind") or "").strip()
        if not events & EVENTS or (NEW_REPEAT in events and inside is None and source is None):
            raise FormError("forms.unknown_event", event=named, question=ref.rsplit("/", 1)[-1])
        target = self.located(ref, inside)
        if target is None:
            self.note("forms.unbound_control", question=ref)
            return None
        value = element.get("value")
        compiled = self.compiled(value, target, "default" if source is None else "calculation") if value else None
        only = self.compiled(ref, target, "trigger") if "[" in ref else None
        return Setting(events & EVENTS, source, target, compiled, element.text or "", only, inside)


def _unanswered(node: Node, parent: Node | None) -> Node:
    """Return an instance of a repeat as new ones begin where no template says more: its values are its own."""
    made = Node(node.name, parent, "", node.spec)
    made.attributes = dict(node.attributes)
    made.children = [_unanswered(child, made) for child in node.children]
    return made


def repeat_paths(body: Element | None) -> set[str]:
    """Return the paths of the repeats of a body, relative ones joined to the group or repeat around them."""
    found: set[str] = set()

    def walk(element: Element, above: str) -> None:
        for child in element:
            named = (child.get("nodeset") or child.get("ref") or "").strip()
            path = named if named.startswith("/") else f"{above}/{named.removeprefix('./')}" if named else above
            if local_name(child.tag) == "repeat":
                found.add(path)
            if local_name(child.tag) in ("repeat", "group"):
                walk(child, path)

    if body is not None:
        walk(body, "")
    return found


def _plain_type(name: str) -> str:
    """Return a bind's type by its ODK name; schema prefixes and the names older tools wrote are understood."""
    plain = name.rsplit(":", 1)[-1]
    return {"integer": "int", "note": "string", "double": "decimal", "datetime": "dateTime"}.get(plain, plain)
