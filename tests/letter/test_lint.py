"""Without these a pack's wrong word, sign or name of a value would be found on a person's letter, not at its load."""

from pathlib import Path

import msgspec
import pytest

from watan_desk.common.resources import resource
from watan_desk.letter.lint import UnfitLetters, letter_lints, require_letters
from watan_desk.policy.pack import Pack, shipped_pack, shipped_packs


@pytest.fixture
def pack() -> Pack:
    return shipped_pack("watan-tumuh")


def found(pack: Pack, folder: Path | None = None) -> list[tuple[str, str]]:
    return [(lint.code, lint.place) for lint in letter_lints(pack, folder)]


def own_text(folder: Path, kind: str, old: str, new: str) -> Path:
    """Give a pack's folder a text of its own."""
    text = resource("letters", f"{kind}.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "letters").mkdir()
    (folder / "letters" / f"{kind}.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize("slug", shipped_packs())
def test_nothing_is_wrong_with_the_letters_of_the_shipped_packs(slug: str) -> None:
    assert letter_lints(shipped_pack(slug)) == ()


def test_a_placeholder_nobody_knows_is_found_in_a_text_and_in_wording(pack: Pack, tmp_path: Path) -> None:
    assert found(pack, own_text(tmp_path, "L01", "{branch_phone}", "{branch_fone}")) == [("template", "L01")]
    wrong = msgspec.structs.replace(pack, wording=pack.wording | {"reply_line": "قبل {earliest_day}"})
    assert found(wrong) == [("placeholder", "wording.reply_line")]
    assert "{earliest_day}" in letter_lints(wrong)[0].sentence("en")


def test_a_character_without_a_glyph_is_found_and_named(pack: Pack, tmp_path: Path) -> None:
    folder = own_text(tmp_path, "L16", "حفظكم الله.", "حفظكم الله \u2713")
    assert found(pack, folder) == [("glyph", "L16")]
    assert "U+2713" in letter_lints(pack, folder)[0].sentence("ar")


def test_a_word_wider_than_its_place_is_found(pack: Pack, tmp_path: Path) -> None:
    long = "ا" + "لمستندات" * 3
    assert found(pack, own_text(tmp_path, "L02", 'head = "السبب"', f'head = "{long}"')) == []
    (tmp_path / "narrow").mkdir()
    assert found(pack, own_text(tmp_path / "narrow", "L02", 'head = "م"', f'head = "{long}"')) == [("too_wide", "L02")]


def test_words_that_a_letter_of_the_journey_needs_are_missed(pack: Pack) -> None:
    without = {name: said for name, said in pack.wording.items() if name != "liability"}
    assert found(msgspec.structs.replace(pack, wording=without)) == [("words_lacking", "L03")]


def test_a_pack_with_unfit_letters_is_refused_with_the_first_reason(pack: Pack, tmp_path: Path) -> None:
    require_letters(pack)
    with pytest.raises(UnfitLetters) as refused:
        require_letters(pack, own_text(tmp_path, "L01", "{branch_phone}", "{branch_fone}"))
    assert refused.value.exit_code == 2
    assert "{branch_fone}" in refused.value.sentence("en")
    assert "{branch_fone}" in refused.value.sentence("ar")


MISTAKES = [
    ("unknown value", "{branch_phone}", "{branch_fone}", "template"),
    ("name of no value", "{case_no}،", "{Case_No}،", "unclosed"),
    ("value not closed", "{case_no}،", "{case_no،", "unclosed"),
    ("value not opened", "{case_no}،", "case_no}،", "unclosed"),
    ("value without a name", "{doc_count}", "{}", "unclosed"),
    ("clause not closed", "<<، ونوعه {request_kind}>>", "<<، ونوعه {request_kind}", "unclosed"),
    ("clause not opened", "<<، ونوعه {request_kind}>>", "، ونوعه {request_kind}>>", "unclosed"),
    ("clause in a clause", "<<، ونوعه", "<<، <<ونوعه", "unclosed"),
    ("bold not closed", "{full_name}<<", "**{full_name}<<", "unclosed"),
    ("one form of two", "إثباتًا للاستلام", "[[إثباتًا]] للاستلام", "gender_form"),
    ("four forms", "إثباتًا للاستلام", "[[أ|ب|ج|د]] للاستلام", "gender_form"),
    ("forms not closed", "إثباتًا للاستلام", "[[مثبتًا|مثبتةً للاستلام", "unclosed"),
    ("no such noun", "{doc_count}", "{doc_count:papers}", "noun"),
    ("no glyph", "ولي التوفيق", "ولي التوفيق \u2713", "glyph"),
    ("too wide", '"م"', '"رقم المستند المسلسل_في_هذا_الجدول"', "too_wide"),
    ("unknown key", 'subject = "', 'subjekt = "', "template"),
    ("no TOML", 'subject = "', "subject = ", "template"),
    ("unknown shape", 'shape = "stamp"', 'shape = "seal"', "template"),
    ("unknown condition", 'table = "documents"', 'when = "paper"\ntable = "documents"', "template"),
    ("unknown mandatory value", '"doc_count"', '"docs"', "template"),
    ("another kind", 'kind = "L01"', 'kind = "L02"', "other_kind"),
    ("a body without a name", 'addressee = "person"', 'addressee = "body"', "no_addressee"),
    ("no share", "share = 11", "share = 0", "no_share"),
    ("box twice", 'id = "signer"', 'id = "stamp"', "twice"),
    ("block without words", 'text = "والله ولي التوفيق."', "opens = true", "empty_block"),
]


@pytest.mark.parametrize(("old", "new", "code"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_a_mistake_is_named_with_file_line_and_cure(pack: Pack, tmp_path: Path, old: str, new: str, code: str) -> None:
    lints = letter_lints(pack, own_text(tmp_path, "L01", old, new))
    assert code in [lint.code for lint in lints]
    lint = next(lint for lint in lints if lint.code == code)
    assert lint.line > 0
    for lang in ("ar", "en"):
        assert f"L01.toml:{lint.line}" in lint.sentence(lang)
    with pytest.raises(UnfitLetters):
        require_letters(pack, tmp_path)
