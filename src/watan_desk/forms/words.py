"""The words of a record in its present language: wordings with their outputs, entries, labels of replaced lists."""

from collections.abc import Mapping, Sequence

from watan_desk.common.messages import LANGUAGES
from watan_desk.forms.context import Context
from watan_desk.forms.definition import Definition, Parts, Wording
from watan_desk.forms.errors import FormError
from watan_desk.forms.tree import Node

_OVERRIDE = "wd:choice:"


class Words:
    """``lang`` is a code of the form's languages; ``added`` are entries of replaced choice lists by code."""

    def __init__(self, definition: Definition, lang: str, added: Mapping[str, Mapping[str, str]]) -> None:
        self._definition = definition
        self.added = added
        self._plain: dict[int, str | None] = {}
        self._languages: tuple[str, ...] = ()
        self.lang = lang

    @property
    def lang(self) -> str:
        """The record's present language; settable."""
        return self._lang

    @lang.setter
    def lang(self, code: str) -> None:
        self._lang = code
        names = self._definition.languages
        self._languages = tuple(dict.fromkeys((names.get(code, code), "", *names.values())))
        self._plain.clear()

    @property
    def speech(self) -> str:
        """The catalogue's language that comes nearest to the form's: Arabic for Arabic, else English."""
        return self.lang if self.lang in LANGUAGES else "en"

    def said(self, wording: Wording, context: Context) -> str:
        """Return a wording in the record's language, else in the form's first, with its outputs filled in."""
        if not wording:
            return ""
        key = id(wording)  # the definition keeps its wordings as long as there are words
        if key not in self._plain:
            self._plain[key] = _plain(self._parts(wording))
        plain = self._plain[key]
        return _joined(self._parts(wording), context) if plain is None else plain

    def _parts(self, wording: Wording) -> Parts:
        for name in self._languages:
            if name in wording:
                return wording[name]
        return ()

    def entry(self, name: str) -> str:
        """Return an entry of the translations without outputs: the label of a choice."""
        added = self.added.get(name)
        if added is not None:
            return added.get(self.lang) or next(iter(added.values()), "")
        texts = self._definition.texts
        wording = {language: entries[name] for language, entries in texts.items() if name in entries}
        return "".join(part for part in self._parts(wording) if isinstance(part, str))


def _plain(parts: Parts) -> str | None:
    """Return a sentence that is the same whatever the answers are, or None where it is not."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0].strip("\r\n")  # as most are
    texts = [part for part in parts if isinstance(part, str)]
    return "".join(texts).strip("\r\n") if len(texts) == len(parts) else None


def _joined(parts: Parts, context: Context) -> str:
    return "".join(part if isinstance(part, str) else part.text(context) for part in parts).strip("\r\n")


def overridden(
    definition: Definition, choices: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]
) -> tuple[Mapping[str, Node], Mapping[str, Mapping[str, str]]]:
    """Return the secondary instances with the given lists in place of the form's, and the labels of their entries.

    Raises:
        FormError: the form has no choice list of that name.
    """
    instances = dict(definition.instances)
    texts: dict[str, Mapping[str, str]] = {}
    for name, pairs in choices.items():
        if name not in instances:
            raise FormError("forms.unknown_list", list=name)
        top = Node("root")
        document = Node("")
        document.children, top.parent = [top], document
        for place, (value, labels) in enumerate(pairs):
            item, entry = Node("item", top), f"{_OVERRIDE}{name}-{place}"
            item.children = [Node("name", item, value), Node("itextId", item, entry), Node("label", item, entry)]
            top.children.append(item)
            texts[entry] = labels
        instances[name] = document
    return instances, texts
