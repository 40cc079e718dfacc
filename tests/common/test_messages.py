"""If these fail, somebody reads a key, a brace or the wrong language where a sentence should stand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import watan_desk
from watan_desk.common import messages
from watan_desk.common.messages import LANGUAGES, Entry, has, keys, parameters, plural_form, say
from watan_desk.policy.pack import DEEDS
from watan_desk.store.cases import STATES

SOURCE = Path(watan_desk.__file__).parent
MODULES = sorted(path for path in SOURCE.rglob("*.py") if not {"resources", "form_definitions"} & set(path.parts))
PLURALS = {"zero", "one", "two", "few", "many", "other"}
KEY = re.compile(r"[a-z_]+\.[a-z][a-z0-9_.]*[a-z0-9]")
BEFORE = {"Missing": "missing.", "Finding": "doctor."}
"""Records that hold the last part of a key only."""
ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2}")
"""Single letters are keys of a keyboard."""


def _entry(key: str) -> Entry:
    return messages._catalogue()[key]


def _forms(key: str, lang: str) -> dict[str, str]:
    entry = _entry(key)[lang]
    return entry if isinstance(entry, dict) else {"": entry}


@pytest.mark.parametrize("key", sorted(keys()))
def test_a_message_says_the_same_in_both_languages(key: str) -> None:
    assert set(_entry(key)) == set(LANGUAGES)
    named = {lang: {name for text in _forms(key, lang).values() for name in parameters(text)} for lang in LANGUAGES}
    assert named["ar"] - {"count"} == named["en"] - {"count"}
    counts = set(_forms(key, "ar")) != {""}
    assert set(_forms(key, "ar")) == (PLURALS if counts else {""})
    assert set(_forms(key, "en")) - {"zero"} == ({"one", "other"} if counts else {""})
    for lang in LANGUAGES:  # nothing may be said of nothing
        assert all(text.strip() for form, text in _forms(key, lang).items() if form != "zero")


@pytest.mark.parametrize("key", sorted(keys()))
def test_a_message_keeps_to_the_houses_tone(key: str) -> None:
    for lang in LANGUAGES:
        for text in _forms(key, lang).values():
            assert not re.search("[!！](?!=)", text)
            assert not re.search("نعتذر|معذرة|عذرًا|آسف|نأسف|sorry|apolog|please|oops", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("zero", (0,)),
        ("one", (1,)),
        ("two", (2,)),
        ("few", (3, 10, 103, 110)),
        ("many", (11, 26, 99, 111)),
        ("other", (100, 101, 102, 200, 1000)),
    ],
)
def test_arabic_counts_in_six_ways(form: str, counts: tuple[int, ...]) -> None:
    assert {plural_form(count, "ar") for count in counts} == {form}


def test_english_counts_in_two_ways_and_may_say_none_in_its_own_words() -> None:
    assert [plural_form(count, "en") for count in (0, 1, 2, 11, 101)] == ["zero", "one", "other", "other", "other"]
    assert say("common.invalid", "en", count=0).startswith("0 ")
    assert say("gui.today.sentence", "en", count=0) == "Nothing waits for the branch now."


def test_a_count_chooses_the_sentence() -> None:
    told = [say("common.invalid", "ar", count=count) for count in (0, 1, 2, 3, 11, 100)]
    assert len(set(told)) == 6
    assert told[3].startswith("3 ")


def test_an_unknown_key_or_a_missing_parameter_is_an_error() -> None:
    assert not has("common.no_such")
    with pytest.raises(KeyError):
        say("common.no_such", "ar")
    with pytest.raises(KeyError):
        say("common.not_yet", "ar")


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield every call in the source that names a message literally: where, the call, the key."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (key := _key(node)):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node, key


def _key(call: ast.Call) -> str:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    literals = [item.value if isinstance(item, ast.Constant) else None for item in call.args]
    if name in BEFORE and literals and isinstance(literals[0], str):
        return literals[0] if "." in literals[0] else BEFORE[name] + literals[0]
    place = 1 if name == "FieldProblem" else 0
    teller = name in {"say", "tell", "FieldProblem"} or (name in ERRORS and name not in {"NotYet", "Invalid"})
    found = literals[place] if teller and len(literals) > place else None
    return found if isinstance(found, str) and KEY.fullmatch(found) else ""


def _errors() -> set[str]:
    """Return the names of all classes of the error tree, read from the source."""
    bases: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    found = {"DeskError"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return found


ERRORS = _errors()
CALLS = list(_calls())


def test_the_search_for_keys_finds_them() -> None:
    found = {key for _, _, key in CALLS}
    assert {"desk.not_enrolled", "store.damaged_database", "decision.told_too_early", "missing.no_decision"} <= found
    assert {"doctor.register_gap", "cli.compare_fingerprint", "hijri.range"} <= found


@pytest.mark.parametrize(("place", "call", "key"), CALLS, ids=[f"{place} {key}" for place, _, key in CALLS])
def test_every_message_the_code_names_exists_with_its_parameters(place: str, call: ast.Call, key: str) -> None:
    assert has(key)
    given = {word.arg for word in call.keywords}
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if None in given or name in {"Missing", "Finding", "FieldProblem"}:
        return  # parameters come in a mapping, which the rooms' own tests speak out
    plural = set(_forms(key, "ar")) != {""}
    wanted = {word for text in _forms(key, "ar").values() for word in parameters(text)} | (
        {"count"} if plural else set()
    )
    assert wanted <= given


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_deed_state_and_step_has_its_name(lang: str) -> None:
    for deed in (*DEEDS, "letter", "reprint", "handover", "import"):
        assert say(f"deed.{deed}", lang)
    for state in STATES:
        assert say(f"state.{state}", lang)
    for state in ("done", "current", "optional", "skipped", "open"):
        assert say(f"step.{state}", lang)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_arabic_word_stands_in_code(path: Path) -> None:
    if path == SOURCE / "common" / "arabic.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    assert [text for text in texts if ARABIC_WORD.search(text)] == []
