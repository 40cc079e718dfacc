"""Pictures, sounds and films that a form puts beside its labels and choices (XLSForm's ``media::image``...).

They are read from the form's own text: what stands beside a question never depends on an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from watan_desk.forms.markup import parse_xml
from watan_desk.forms.tree import local_name
from watan_desk.forms.view import NodeView
from watan_desk.forms.wordings import XFORMS, language_code

IMAGE = "image"
KINDS = ("image", "audio", "video")
Beside = tuple[tuple[str, str], ...]
"""Pairs of a kind and a file's name."""


@dataclass(frozen=True)
class FormMedia:
    """What stands beside labels, by language: of questions and groups by path, of choices by list and value."""

    labels: Mapping[str, Mapping[str, Beside]] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Mapping[str, Beside]] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    """The list of each select question, by its path."""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files, each once."""
        held = [*self.labels.values(), *self.choices.values()]
        return tuple(dict.fromkeys(name for each in held for beside in each.values() for _, name in beside))

    def of_label(self, ref: str, lang: str) -> Beside:
        """Return what stands beside the label of a node."""
        return _in(self.labels.get(_path(ref), {}), lang)

    def of_choices(self, view: NodeView, lang: str) -> tuple[tuple[str, str], ...]:
        """Return label and picture of each choice of a question that has one."""
        named = self.pictures_of_choices(view, lang)
        return tuple((label, named[value]) for value, label in view.choices if value in named)

    def pictures_of_choices(self, view: NodeView, lang: str) -> dict[str, str]:
        """Return the picture of each choice of a question that has one, by the choice's value."""
        if not self.choices:
            return {}
        named = self.lists.get(_path(view.ref), "")
        found: dict[str, str] = {}
        for value, _ in view.choices:
            for kind, name in _in(self.choices.get((named, value), {}), lang):
                if kind == IMAGE:
                    found.setdefault(value, name)
        return found


@dataclass(frozen=True)
class Pictures:
    """What a form puts beside its labels and choices, and the bytes of the files that are there."""

    media: FormMedia = field(default_factory=FormMedia)
    files: Mapping[str, bytes] = field(default_factory=dict)


NO_PICTURES = Pictures()


def media_of(xform_xml: str) -> FormMedia:
    """Return what an XForm puts beside its labels; nothing of one that names no file.

    Raises:
        FormError: it is no XML.
    """
    if "jr://" not in xform_xml:
        return FormMedia()
    root = parse_xml(xform_xml, "forms.not_xform")
    entries: dict[str, dict[str, Beside]] = {}
    for translation in root.iter(f"{XFORMS}translation"):
        lang = language_code(translation.get("lang", ""))
        for text in translation.iterfind(f"{XFORMS}text"):
            values = [(value.get("form", ""), (value.text or "").strip()) for value in text.iterfind(f"{XFORMS}value")]
            beside = tuple((kind, url.rpartition("/")[2]) for kind, url in values if kind in KINDS and url)
            if beside:
                entries.setdefault(text.get("id", ""), {})[lang] = beside
    labels = {entry.rpartition(":")[0]: held for entry, held in entries.items() if entry.endswith(":label")}
    choices: dict[tuple[str, str], dict[str, Beside]] = {}
    for instance in root.iter(f"{XFORMS}instance"):
        for item in (each for each in instance.iter() if local_name(each.tag) == "item"):
            cells = {local_name(cell.tag): cell.text or "" for cell in item}
            if held := entries.get(cells.get("itextId", "")):
                choices[instance.get("id", ""), cells.get("name", "")] = held
    lists = {}
    for control in root.iter():
        itemset = control.find(f"{XFORMS}itemset")
        if itemset is not None:
            lists[control.get("ref", "")] = (itemset.get("nodeset") or "").partition("('")[2].partition("')")[0]
    return FormMedia(labels, choices, lists)


def _path(ref: str) -> str:
    return "/".join(step.partition("[")[0] for step in ref.split("/"))


def _in(held: Mapping[str, Beside], lang: str) -> Beside:
    """Return what is said in a language, else in the form's first that has it."""
    return held.get(lang) or next(iter(held.values()), ())
