"""If these fail, an association learns on paper, before a person, what its pack does wrong."""

from pathlib import Path

import pytest

from tests.desks import person, take_to
from tests.headoffice.conftest import BothEnds
from watan_desk.common.errors import Unusable
from watan_desk.common.resources import resource
from watan_desk.headoffice.linting import lint_pack
from watan_desk.headoffice.policies import publish
from watan_desk.headoffice.replies import reply
from watan_desk.policy.pack import shipped_packs
from watan_desk.wiring import issue_letter, take_reply
from watan_desk.wiring.policies import accept


@pytest.mark.parametrize("slug", shipped_packs())
def test_shipped_packs_are_without_fault(slug: str) -> None:
    assert lint_pack(resource("packs", slug)).faults == ()


def test_a_character_that_no_letter_can_show_is_a_fault_in_both_languages(tmp_path: Path) -> None:
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    (tmp_path / "pack.toml").write_text(text.replace("مسئولية مباشرة", "مسئولية 法 مباشرة"), encoding="utf-8")
    faults = lint_pack(tmp_path).faults
    assert {fault.code for fault in faults} == {"letter"}
    assert "U+6CD5" in faults[0].said["ar"]
    assert faults[0].said["en"] != faults[0].said["ar"]


MISTAKES: list[tuple[str, str, str, str, str]] = [
    ("watan-tumuh", 'slug = "watan-tumuh"', 'slug = "watan-tumuh', "not_toml", "pack.toml:"),
    ("watan-tumuh", "format = 1", "format = 2", "not_of", "format"),
    ("watan-tumuh", 'slug = "watan-tumuh"', 'slug = "Watan Tumuh"', "bad_slug", "slug"),
    ("watan-tumuh", 'version = "2026.1"', 'version = ""', "bad_version", "version"),
    ("watan-tumuh", 'version = "2026.1"', "version = 2026.1", "wants_text", "version"),
    ("watan-tumuh", 'version = "2026.1"', 'verison = "2026.1"', "unknown_key", "verison"),
    ("watan-tumuh", 'version = "2026.1"', 'verison = "2026.1"', "missing_key", ""),
    ("watan-tumuh", "source_sha256 =", 'source_sha256 = "12ab"\n#', "bad_sha256", "source_sha256"),
    ("watan-tumuh", 'registration_text = "ترخيص رقم : 5473"\n', "", "no_registration_text", "identity"),
    ("watan-tumuh", 'code = "phone"', 'code = "interview"', "twice", "channels"),
    (
        "watan-tumuh",
        'label = { ar = "الاتصالات الهاتفية"',
        'label = { ar = " "',
        "blank_text",
        "channels[phone].label.ar",
    ),
    ("watan-tumuh", "position = 2", "position = 4", "positions", "steps"),
    ("watan-tumuh", "position = 2", 'position = "2"', "wants_number", "steps[verification].position"),
    ("watan-tumuh", 'kind = "rate"', 'kind = "rates"', "unknown_deed", "deeds[rates].kind"),
    ("watan-tumuh", 'kind = "notify"', 'kind = "rate"', "no_deed", "deeds"),
    ("watan-tumuh", 'after = ["capture"]', 'after = ["notify"]', "deed_below", "after"),
    ("watan-tumuh", '"attestation_current"', '"full_moon"', "unknown_condition", "deeds[raise].needs"),
    ("watan-tumuh", 'kind = "rate"\nstep = 7', 'kind = "rate"\nstep = 9', "no_such_step", "deeds[rate].step"),
    ("watan-tumuh", "optional = true", 'optional = "yes"', "wants_flag", "optional"),
    ("watan-tumuh", 'letters = ["L06"]', 'letters = "L06"', "wants_list", "deeds[raise].letters"),
    ("watan-tumuh", 'letters = ["L06"]', 'letters = ["L66"]', "unknown_letter", "deeds[raise].letters"),
    ("watan-tumuh", "min_days = 14", "min_days = -14", "negative_days", "wait.min_days"),
    ("watan-tumuh", "min_days = 14", "min_days = 14\nmax_days = 7", "wait_crossed", "wait"),
    ("huda", 'max_setting = "reply_period_days"', 'max_setting = "address"', "unknown_setting", "wait.max_setting"),
    ("huda", '"setting:reply_period_days"', '"setting:reply_days"', "unknown_setting", "activation[1]"),
    ("huda", '"setting:reply_period_days"', '"reply_period_days"', "bad_activation", "activation[1]"),
    ("huda", '"setting:reply_period_days"', '"grant:approval_confirmed"', "retired_grant", "activation[1]"),
    ("awn", '"grant:delegate_intake"', '"grant:delegates"', "unknown_grant", "activation[1]"),
    ("watan-tumuh", "{earliest_reply_day}", "{lucky_day}", "unknown_placeholder", "wording.reply_line"),
    ("watan-tumuh", 'title = ["person"]', 'title = ["persons"]', "unknown_word", "sections.title"),
    ("watan-tumuh", 'gregorian = "2024-06-30"', 'gregorian = "30/6/2024"', "bad_day", "approval.gregorian"),
    ("watan-tumuh", 'hijri = "1447-01-05"', 'hijri = "1447-01-35"', "bad_hijri", "approval.hijri"),
    ("barmajiat", 'weekday = "thursday"', 'weekday = "الخميس"', "bad_weekday", "approval.weekday"),
    ("awn", 'numerals = "24/06/23"', 'numerals = "24/99/23"', "bad_numerals", "approval.numerals"),
    ("naba", 'needed = ["registration_text"', 'needed = ["licence"', "unknown_setting", "identity.needed"),
    ("watan-tumuh", 'form = "general"', 'form = "spoon"', "unknown_form", "tools"),
    ("watan-tumuh", 'kind = "form"', 'kind = "paper"', "not_of", "tools"),
    ("watan-tumuh", 'mobile = "', 'mobile = "x_', "unknown_answer", "request.mobile"),
    ("watan-tumuh", 'identity = ["national_id"', 'identity = ["nation_id"', "unknown_document", "documents.identity"),
    ("watan-tumuh", 'code = "duplicate_word"', 'code = "odd"', "unknown_lint", "lints[odd]"),
    ("huda", 'kind = "health"', 'kind = "sport"', "unknown_service_kind", "services[heat].kind"),
    ("awn", 'alias_letters = "', 'alias_letters = "٣', "bad_alias_letters", "discreet.alias_letters"),
    ("watan-tumuh", "[wait]", "[[wait]]", "wants_table", "wait"),
]


@pytest.mark.parametrize(("slug", "right", "wrong", "code", "place"), MISTAKES)
def test_a_mistake_is_found_with_its_place_and_its_cure_in_both_languages(
    slug: str, right: str, wrong: str, code: str, place: str, tmp_path: Path
) -> None:
    text = resource("packs", slug, "pack.toml").read_text(encoding="utf-8")
    assert right in text
    changed = text.replace(right, wrong, 1)
    (tmp_path / "pack.toml").write_text(changed, encoding="utf-8")
    found = lint_pack(tmp_path)
    [fault, *_] = [each for each in found.faults if each.code == code and place in found.where(each)]
    if place:
        line = int(found.where(fault).split(":")[1].split()[0])
        assert 0 < line <= len(changed.splitlines())
    said = {lang: fault.sentence(lang) for lang in ("ar", "en")}
    assert said["ar"] != said["en"]
    assert "{" not in said["ar"].replace("{ }", "").replace("{ ar =", "").replace(wrong, "")


def test_everything_wrong_is_found_at_once_each_on_its_line(tmp_path: Path) -> None:
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    text = text.replace("position = 3", 'position = "3"').replace('hint = { ar = "', 'hnit = { ar = "', 1)
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    found = lint_pack(tmp_path)
    assert [fault.code for fault in found.faults] == ["unknown_key", "missing_key", "wants_number"]
    lines = text.splitlines()
    hint = next(number for number, line in enumerate(lines, 1) if line.startswith("hnit"))
    position = lines.index('position = "3"') + 1
    places = [found.where(fault) for fault in found.faults]
    assert places[0] == f"pack.toml:{hint} steps[reception].hnit"
    assert places[2] == f"pack.toml:{position} steps[clarification].position"


def test_a_pack_that_is_wrong_is_not_published_and_the_first_thing_is_named(ends: BothEnds) -> None:
    folder = ends.folder / "wrong"
    folder.mkdir()
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(text.replace("min_days = 14", "min_days = -1"), encoding="utf-8")
    with pytest.raises(Unusable) as refused:
        publish(ends.office, folder)
    for lang in ("ar", "en"):
        assert "wait.min_days" in refused.value.sentence(lang)
    assert "-1" in refused.value.sentence("ar")


def test_letters_of_a_published_version_travel_in_it_and_print_for_its_cases_only(ends: BothEnds) -> None:
    """A policy officer changes a letter beside the pack: the desk has no such folder, so the text goes along."""
    desk = ends.desk
    accept(desk)
    who = person()
    old = take_to(desk, who, "check")
    folder = ends.folder / "new"
    (folder / "letters").mkdir(parents=True)
    text = resource("packs", "watan-tumuh", "pack.toml").read_text(encoding="utf-8")
    note = 'change_note = { ar = "خطاب جديد", en = "A new letter" }'
    text = text.replace('version = "2026.1"', f'version = "2027.1"\n{note}')
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    letter = resource("letters", "L01.toml").read_text(encoding="utf-8")
    subject = next(line for line in letter.splitlines() if line.startswith("subject"))
    changed = letter.replace(subject, 'subject = "وصل استلام \\"طلب\\" \\\\ تجريبي"')
    (folder / "letters" / "L01.toml").write_text(changed, encoding="utf-8")
    assert publish(ends.office, folder).letters["L01"] == changed
    reply(ends.office, "WT03", ends.folder / "back.wdb")
    take_reply(desk, ends.folder / "back.wdb")
    accept(desk)
    fresh = take_to(desk, person(1), "check")
    said = {number: issue_letter(desk, "L01", number).letter.text for number in (old, fresh)}
    assert 'وصل استلام "طلب"' in said[fresh]
    assert "وصل استلام" not in said[old]
