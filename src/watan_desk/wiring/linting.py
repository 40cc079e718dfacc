"""Lints a pack before it is published: what the program would refuse, and what the association should look at again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watan_desk.capture.forms import absent_fields
from watan_desk.common.errors import Unusable
from watan_desk.common.messages import LANGUAGES, has
from watan_desk.common.resources import form_definition
from watan_desk.forms import Form
from watan_desk.letter.lint import letter_lints
from watan_desk.letter.template import kinds, unknown_names
from watan_desk.policy.conditions import extension_of
from watan_desk.policy.office import Shelf, form_name, form_words
from watan_desk.policy.pack import Lint, Pack, decode_pack, strangers

PACK_FILE = "pack.toml"


@dataclass(frozen=True)
class Fault:
    """Something for which a pack is refused; ``code`` names its sentence, ``pack.fault_<code>``."""

    code: str
    place: str
    what: str
    said: Mapping[str, str] = field(default_factory=dict)
    """Its own sentence by language, where it has one."""


@dataclass(frozen=True)
class Linted:
    """What a lint found; ``pack`` is none where the shape itself is broken."""

    pack: Pack | None
    faults: tuple[Fault, ...]
    doubts: tuple[Lint, ...] = ()


def lint_pack(path: Path) -> Linted:
    """Examine a pack's folder or file.

    Raises:
        Unusable: there is no such file, or it is no TOML.
    """
    file = path / PACK_FILE if path.is_dir() else path
    try:
        text = file.read_bytes()
    except OSError as wrong:
        raise Unusable("policy.pack_unreadable", pack=path.name) from wrong
    try:
        pack = decode_pack(text, path.name)
    except Unusable as refusal:
        if refusal.key != "policy.pack_wrong":
            raise
        return Linted(None, (Fault("shape", PACK_FILE, str(refusal.params["what"])),))
    return Linted(pack, (*_faults(pack), *_unfit(pack, file.parent)), pack.findings())


def _unfit(pack: Pack, folder: Path) -> list[Fault]:
    """Return what is wrong with the letters made from the pack: names, characters, words that no line can hold."""
    found = letter_lints(pack, folder)
    return [Fault("letter", lint.place, "", {lang: lint.sentence(lang) for lang in LANGUAGES}) for lint in found]


def _faults(pack: Pack) -> list[Fault]:
    """Return everything for which the program would refuse the pack or a paper made from it."""
    found = [Fault("unknown_name", "deeds", what) for what in strangers(pack)]
    for name, said in pack.wording.items():
        found += [Fault("unknown_placeholder", f"wording.{name}", what) for what in unknown_names(said)]
    named = {f"forms.{deed}": form for deed, form in pack.forms.items()}
    named |= {f"tools.{place}": tool.form for place, tool in enumerate(pack.tools, 1) if tool.kind == "form"}
    named |= {f"request_forms.{item.code}": item.form for item in pack.request_forms}
    found += [Fault("unknown_form", place, form) for place, form in named.items() if not _has_form(form)]
    found += [] if found else _request_faults(pack)
    for rule in pack.deeds:
        letters = (*rule.letters, *rule.letters_for, *rule.letters_lacking)
        found += [Fault("unknown_letter", f"deeds.{rule.kind}", kind) for kind in letters if kind not in kinds()]
    found += [Fault("unknown_lint", "lints", lint.code) for lint in pack.lints if not has(f"pack.lint_{lint.code}")]
    codes = [item.code for item in pack.defaults]
    return found + [Fault("twice", "defaults", code) for code in sorted({c for c in codes if codes.count(c) > 1})]


def _request_faults(pack: Pack) -> list[Fault]:
    """Return what keeps one of several request forms from being used: fields it lacks, conditions nobody asks."""
    shelf, reception = Shelf(), {field.name for field in _form(Shelf(), pack, "open").fields()}
    found: list[Fault] = []
    for item in pack.request_forms:
        place = f"request_forms.{item.code}"
        found += [Fault("unknown_name", place, name) for name in item.when if name not in reception]
        if _has_form(item.form):
            form = _form(shelf, pack, "capture", item.code)
            found += [Fault("lacks_field", place, needed.name) for needed in absent_fields(pack, form)]
    return found + _condition_faults(pack, shelf)


def _condition_faults(pack: Pack, shelf: Shelf) -> list[Fault]:
    """Return the conditions that no request form asks, and what they name that no request can answer."""
    names = {item.form: item.code for item in pack.request_forms} or {pack.request_form: ""}
    forms = [_form(shelf, pack, "capture", code) for name, code in names.items() if _has_form(name)]
    found: list[Fault] = []
    for item in pack.conditions:
        fields = {field.name: field for form in forms for field in form.fields()}
        place = f"conditions.{item.code}"
        if forms and item.field not in fields:
            found.append(Fault("lacks_field", place, item.field))
        for name, codes in ((pack.request.kinds, item.services), (pack.request.category, item.categories)):
            known = fields[name].choices if name in fields else ()
            found += [Fault("unknown_name", place, code) for code in codes if code not in known]
    return found


def _form(shelf: Shelf, pack: Pack, deed: str, request_form: str = "") -> Form:
    return shelf.form(form_name(pack, deed, request_form), form_words(pack, deed), extension_of(pack, deed))


def _has_form(name: str) -> bool:
    return bool(name) and "/" not in name and form_definition(name).is_file()
