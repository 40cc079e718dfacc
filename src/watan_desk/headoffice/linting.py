"""Lints a pack before it is published: what the program would refuse, and what the association should look at again.

Everything that is wrong is found in one go, each thing with the line of the file, the key, and what to write instead.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from watan_desk.capture.forms import absent_fields
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import LANGUAGES, has, say
from watan_desk.common.resources import form_definition
from watan_desk.forms import Form
from watan_desk.letter.lint import letter_lints
from watan_desk.letter.template import kinds, unknown_names
from watan_desk.policy.conditions import extension_of
from watan_desk.policy.faults import rule_faults
from watan_desk.policy.office import DEED_FORMS, Shelf, form_name, form_words
from watan_desk.policy.pack import Lint, Pack, Requirement
from watan_desk.policy.shape import Fault, Place, Source, nearest, read_source, shape_faults

PACK_FILE = "pack.toml"
LETTERS = "letters"
"""The folder beside the file with the association's own letters."""
CHANNELS = ("interview", "phone", "social_media", "letter", "help_request", "volunteering", "website", "delegate")
"""The codes by which reports add up the channels of all associations (R50)."""
_NO_STEPS = frozenset({"positions", "no_such_step"})
"""With these faults a deed has no step, and so no words for its form and its letters; nor do doubled conditions."""


@dataclass(frozen=True)
class Linted:
    """What a lint found; ``pack`` is none where the shape itself is broken."""

    pack: Pack | None
    faults: tuple[Fault, ...]
    doubts: tuple[Lint, ...] = ()
    source: Source | None = None

    def where(self, fault: Fault) -> str:
        """Return the place of a fault as a person finds it: file, line and key, or the letter."""
        if not self.source or not fault.place or fault.place[0] == LETTERS:
            line = fault.params.get("line", "")
            return "/".join(map(str, fault.place)) or f"{PACK_FILE}:{line}".rstrip(":")
        line, called = self.source.line(fault.place), self.source.called(fault.place)
        return f"{PACK_FILE}:{line} {called}" if line else f"{PACK_FILE} {called}"


class FaultyPack(Unusable):
    """A pack that the program could not work by."""

    def __init__(self, slug: str, linted: Linted) -> None:
        super().__init__("policy.pack_faulty", pack=slug, count=len(linted.faults))
        self.linted = linted

    def sentence(self, lang: str) -> str:
        """Return the refusal with the first fault, its place and its cure."""
        first = self.linted.faults[0]
        return say(self.key, lang, place=self.linted.where(first), what=first.sentence(lang), **self.params)


def lint_pack(path: Path) -> Linted:
    """Examine a pack's folder or file, with the letters beside it.

    Raises:
        Unusable: there is no such file.
    """
    file = path / PACK_FILE if path.is_dir() else path
    try:
        text = file.read_bytes()
    except OSError as wrong:
        raise Unusable("policy.pack_unreadable", pack=path.name) from wrong
    source, faults = read_source(text)
    if source is None:
        return Linted(None, faults)
    if faults := shape_faults(source):
        return Linted(None, faults, source=source)
    pack = msgspec.convert(source.value, Pack)
    ruled = rule_faults(pack)
    doubts = () if any(fault.place[:1] == ("approval",) for fault in ruled) else pack.findings()
    found = [*ruled, *_texts(pack)]
    if not any(fault.code in _NO_STEPS or fault.place == ("conditions",) for fault in ruled):
        found += [*_forms(pack), *_unfit(pack, file.parent)]
    return Linted(pack, tuple(found), (*doubts, *_channels(pack)), source)


def require_sound(path: Path) -> Pack:
    """Let a pack be published, or refuse it.

    Raises:
        Unusable: there is no such file, or something in it is wrong; names the first thing, its place and its cure.
    """
    found = lint_pack(path)
    if found.faults or found.pack is None:
        raise FaultyPack(path.name, found)
    return found.pack


def published_text(path: Path) -> bytes:
    """Return the bytes that are signed: the pack's file, with the letters of its folder behind it.

    A published pack travels as one file; a letter of the folder is put in as its text, under ``[letters]``.
    """
    file = path / PACK_FILE if path.is_dir() else path
    text = file.read_bytes()
    own = {kind: file.parent / LETTERS / f"{kind}.toml" for kind in kinds()}
    found = {kind: letter.read_text(encoding="utf-8") for kind, letter in own.items() if letter.is_file()}
    if not found or tomllib.loads(text.decode("utf-8")).get(LETTERS):
        return text
    written = "".join(f'{kind} = """\n{_quoted(letter)}"""\n' for kind, letter in found.items())
    return text.rstrip() + f"\n\n[{LETTERS}]\n{written}".encode()


def _quoted(text: str) -> str:
    """Return a text as it stands between a TOML string's three quotation marks."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _channels(pack: Pack) -> tuple[Lint, ...]:
    """Return the channels that reports could not add up with those of other associations."""
    strange = (item for item in pack.channels if item.code not in CHANNELS)
    return tuple(Lint("strange_channel", item.line or 0, item.code) for item in strange)


def _unfit(pack: Pack, folder: Path) -> list[Fault]:
    """Return what is wrong with the letters made from the pack: names, characters, words that no line can hold."""
    found = letter_lints(pack, folder)
    texts = (LETTERS, *(f"{kind}.toml" for kind in kinds()))
    return [
        Fault(
            "letter",
            (LETTERS, f"{lint.place}.toml") if f"{lint.place}.toml" in texts else tuple(lint.place.split(".")),
            said={lang: lint.sentence(lang) for lang in LANGUAGES},
        )
        for lint in found
    ]


def _texts(pack: Pack) -> Iterator[Fault]:
    """Yield letters and doubts that nobody knows, and letters of the folder that are none."""
    for place, rule in enumerate(pack.deeds):
        for name in ("letters", "letters_for", "letters_lacking"):
            for kind in (kind for kind in getattr(rule, name) if kind not in kinds()):
                yield Fault("unknown_letter", ("deeds", place, name), {"what": kind, "known": nearest(kind, kinds())})
    for kind in (kind for kind in pack.letters if kind not in kinds()):
        yield Fault("unknown_letter", ("letters", kind), {"what": kind, "known": nearest(kind, kinds())})
    for name, said in pack.wording.items():
        for what in unknown_names(said):
            yield Fault("unknown_placeholder", ("wording", name), {"what": what})
    for place, lint in enumerate(pack.lints):
        if not has(f"pack.lint_{lint.code}"):
            yield Fault("unknown_lint", ("lints", place), {"what": lint.code})


def _forms(pack: Pack) -> Iterator[Fault]:
    """Yield forms that are not there, and answers that the pack reads from forms that do not ask them."""
    named: dict[Place, str] = {("forms", deed): form for deed, form in pack.forms.items()}
    named |= {("tools", place): tool.form for place, tool in enumerate(pack.tools) if tool.kind == "form"}
    named |= {("request_forms", place): item.form for place, item in enumerate(pack.request_forms)}
    missing = {place: form for place, form in named.items() if not _has_form(form)}
    for place, form in missing.items():
        yield Fault("unknown_form", place, {"what": form})
    if missing or not any(tool.kind == "form" for tool in pack.tools):
        return
    shelf = Shelf()
    reception = {field.name for field in _form(shelf, pack, "open").fields()}
    for number, item in enumerate(pack.request_forms):
        at: Place = ("request_forms", number)
        for name in (name for name in item.when if name not in reception):
            yield Fault("unknown_field", (*at, "when"), {"what": name, "form": DEED_FORMS["open"]})
        lacking = absent_fields(pack, _form(shelf, pack, "capture", item.code))
        for needed in lacking:
            yield Fault("unknown_field", at, {"what": needed.name, "form": item.form})
    yield from _asked(pack, shelf)
    yield from _conditions(pack, shelf)


def _asked(pack: Pack, shelf: Shelf) -> Iterator[Fault]:
    """Yield the answers that the pack reads and its usual request form does not ask, and kinds of no document."""
    form = _form(shelf, pack, "capture")
    forms = [form, *(_form(shelf, pack, "capture", item.code) for item in pack.request_forms)]
    asked = {field.name for each in forms for field in each.fields()}
    for place, name in _read(pack):
        if name and name not in asked:
            known = nearest(name, sorted(asked))
            yield Fault("unknown_answer", place, {"what": name, "form": form.id, "known": known})
    papers = next(field.choices for field in _form(shelf, pack, "document").fields() if field.name == "doc_type")
    named: list[tuple[Place, str]] = [(("documents", "required", n), item.kind) for n, item in _required(pack)]
    named += [(("documents", name), kind) for name in ("identity", "no_expiry") for kind in _kinds(pack, name)]
    named += [(("documents", "max_age_days", kind), kind) for kind in pack.documents.max_age_days]
    for place, kind in named:
        if kind not in papers:
            yield Fault("unknown_document", place, {"what": kind, "known": nearest(kind, papers)})


def _conditions(pack: Pack, shelf: Shelf) -> Iterator[Fault]:
    """Yield the conditions that no request form asks, and what they name that no request can answer."""
    names = {item.form: item.code for item in pack.request_forms} or {pack.request_form: ""}
    fields = {field.name: field for code in names.values() for field in _form(shelf, pack, "capture", code).fields()}
    for place, item in enumerate(pack.conditions):
        if item.field not in fields:
            params = {"what": item.field, "form": " ".join(names), "known": nearest(item.field, sorted(fields))}
            yield Fault("unknown_answer", ("conditions", place, "field"), params)
        for name, part, codes in (
            (pack.request.kinds, "services", item.services),
            (pack.request.category, "categories", item.categories),
        ):
            known = fields[name].choices if name in fields else ()
            for code in (code for code in codes if code not in known):
                yield Fault(
                    "unknown_choice", ("conditions", place, part), {"what": code, "known": nearest(code, known)}
                )


def _read(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Yield every answer of the request form that the pack reads, with the place where it says so."""
    request = pack.request
    for name in ("chooser", "sex", "birth_date", "mobile", "kinds", "contact", "category"):
        yield ("request", name), getattr(request, name)
    for name in ("names", "anew"):
        yield from ((("request", name), answer) for answer in getattr(request, name))
    for place, identity in enumerate(request.identity):
        yield ("request", "identity", place), identity.field
    for place, item in _required(pack):
        yield ("documents", "required", place), item.field
    if pack.eligibility:
        yield ("eligibility", "service"), pack.eligibility.service
        yield ("eligibility", "category"), pack.eligibility.category
    if pack.discreet:
        for name in pack.discreet.__struct_fields__:
            if name != "alias_letters":
                yield ("discreet", name), getattr(pack.discreet, name)


def _required(pack: Pack) -> Iterator[tuple[int, Requirement]]:
    yield from enumerate(pack.documents.required)


def _kinds(pack: Pack, name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(pack.documents, name)
    return found


def _form(shelf: Shelf, pack: Pack, deed: str, request_form: str = "") -> Form:
    return shelf.form(form_name(pack, deed, request_form), form_words(pack, deed), extension_of(pack, deed))


def _has_form(name: str) -> bool:
    return bool(name) and "/" not in name and form_definition(name).is_file()
