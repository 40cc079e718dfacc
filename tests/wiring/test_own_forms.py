"""If these fail, an association cannot work with its own request form, or a change of form costs somebody answers."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE, person, take_to
from tests.headoffice.test_policies import NOTE
from watan_desk.common.errors import Refused
from watan_desk.common.resources import form_definition
from watan_desk.forms import FormError
from watan_desk.gui.keeping import open_form
from watan_desk.headoffice.office import open_office
from watan_desk.headoffice.policies import publish
from watan_desk.headoffice.replies import reply
from watan_desk.policy.pack import shipped_text
from watan_desk.practice import MadeUpPerson
from watan_desk.store import journal
from watan_desk.wiring import Desk, issue_letter, take_reply
from watan_desk.wiring.own_forms import adopt, keep_own, look_over, request_forms, trial, use_own, use_programs

EXTRA = "| | text | own_question | سؤال الجمعية | The association's question |\n| choices |"


def own_form(folder: Path, version: str = "7", *, without: str = "", name: str = "own_general") -> Path:
    """Write a form as an association would draw it up: the shipped one with a question of its own."""
    text = form_definition("general").read_text(encoding="utf-8").replace("{person}", "المستفيد")
    text = re.sub(r"\| general \| \d+ \|", f"| {name} | {version} |", text)
    text = re.sub(r"^\| choices \|", EXTRA, text, count=1, flags=re.MULTILINE)
    if without:
        text = "".join(line for line in text.splitlines(keepends=True) if f"| {without} |" not in line)
    path = folder / f"own-{version}.md"
    path.write_text(text, encoding="utf-8")
    return path


def names(desk: Desk) -> set[str]:
    """Return what the form of new requests asks."""
    return {field.name for field in desk.office.form_of("capture").fields()}


def test_new_requests_are_taken_in_the_own_form_and_begun_ones_stay_in_theirs(
    desk: Desk, who: MadeUpPerson, tmp_path: Path
) -> None:
    begun = take_to(desk, who, "capture")
    adopt(desk, look_over(desk, own_form(tmp_path)))
    assert "own_question" in names(desk)

    new = take_to(desk, person(2), "consent")
    desk.do("capture", new, {**person(2).request(), "own_question": "نعم"})
    request = desk.dossier(new).request
    assert request is not None
    assert (request.form_id, request.form_version, request.complete) == ("own_general", "7", True)
    assert request.answers["own_question"] == "نعم"

    desk.do("capture", begun, who.change())
    old = desk.dossier(begun).request
    assert old is not None
    assert (old.form_id, old.complete) == ("general", True)


def test_what_was_being_typed_when_the_form_changed_is_not_lost(desk: Desk, who: MadeUpPerson, tmp_path: Path) -> None:
    number = take_to(desk, who, "consent")
    typed = desk.office.blank("capture", now=desk.clock.now)
    adopt(desk, look_over(desk, own_form(tmp_path)))
    typed.fill({"name_first": "سارة"})
    desk.keep_draft("capture", number, typed)
    reopened = open_form(desk, "capture", number, "ar").record
    assert (reopened.definition.id, reopened.value("name_first")) == ("general", "سارة")


def test_the_own_form_goes_into_letters_and_keeps_its_words_when_it_is_put_aside(desk: Desk, tmp_path: Path) -> None:
    path = own_form(tmp_path)
    text = path.read_text(encoding="utf-8")
    choice = "| | support | advice |"
    path.write_text(
        text.replace(choice, f"| | support | own_support | دعم خاص | Own support |\n{choice}"), encoding="utf-8"
    )
    adopt(desk, look_over(desk, path))
    number = take_to(desk, person(), "check")
    assert issue_letter(desk, "L01", number).letter.number
    assert desk.office.choice_label("capture", "support_types", "own_support")["ar"] == "دعم خاص"
    use_programs(desk)
    assert desk.office.choice_label("capture", "support_types", "own_support")["ar"] == "دعم خاص"


def test_what_is_kept_is_listed_and_used_in_turn_and_the_journal_tells(desk: Desk, tmp_path: Path) -> None:
    first, second = (keep_own(desk, look_over(desk, own_form(tmp_path, version))) for version in ("7", "8"))
    found = request_forms(desk)
    assert [each.version for each in found.own] == ["7", "8"]
    assert found.in_use is None
    assert "own_question" not in names(desk)

    assert use_own(desk, first.form_id, "7").since == desk.clock.now()
    assert use_own(desk, second.form_id, "8").since == desk.clock.now()
    found = request_forms(desk)
    assert [(each.version, each.since is not None) for each in found.own] == [("7", False), ("8", True)]
    assert use_programs(desk).in_use is None
    with pytest.raises(Refused, match="in_use_already"):
        use_programs(desk)
    with desk.reading() as connection:
        deeds = [entry.header.kind for _, entry in journal.entries(connection)]
    assert deeds[-5:] == ["form_import", "form_import", "form_use", "form_use", "form_use"]


def test_a_form_without_what_the_policy_reads_is_named_for_it_and_not_kept(desk: Desk, tmp_path: Path) -> None:
    looked = look_over(desk, own_form(tmp_path, without="name_family"))
    assert [each.name for each in looked.lacking] == ["name_family"]
    with pytest.raises(Refused, match="lacks"):
        adopt(desk, looked)
    assert request_forms(desk).own == ()
    assert "own_question" not in names(desk)


def test_a_form_with_an_error_names_its_row_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    path = own_form(tmp_path)
    text = path.read_text(encoding="utf-8").replace("string-length(.) <= 40", "string-lenght(.) <= 40", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormError) as refused:
        look_over(desk, path)
    assert refused.value.params["row"] > 1
    assert request_forms(desk).own == ()


def test_a_version_stands_for_one_text_only(desk: Desk, tmp_path: Path) -> None:
    kept = keep_own(desk, look_over(desk, own_form(tmp_path)))
    assert keep_own(desk, look_over(desk, own_form(tmp_path))) == kept
    changed = own_form(tmp_path)
    changed.write_text(changed.read_text(encoding="utf-8").replace("سؤال الجمعية", "سؤال آخر"), encoding="utf-8")
    with pytest.raises(Refused, match="version_taken"):
        keep_own(desk, look_over(desk, changed))
    [shipped] = request_forms(desk).shipped
    shipped_id, shipped_version = shipped.form_id, shipped.version
    with pytest.raises(Refused, match="version_taken"):
        keep_own(desk, look_over(desk, own_form(tmp_path, shipped_version, name=shipped_id)))


def test_a_form_that_needs_files_or_names_no_version_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_version"):
        keep_own(desk, look_over(desk, own_form(tmp_path, "")))
    path = own_form(tmp_path)
    row = "| | select_one_from_file places.csv | own_place | المكان | Place |\n| choices |"
    path.write_text(path.read_text(encoding="utf-8").replace("| choices |", row, 1), encoding="utf-8")
    with pytest.raises(FormError, match="needs_files"):
        look_over(desk, path)
    (tmp_path / "places.csv").write_text("name,label\na,A\n", encoding="utf-8")
    assert look_over(desk, path).ready


def test_a_form_is_tried_without_keeping_anything(desk: Desk, tmp_path: Path) -> None:
    with desk.reading() as connection:
        before = len(journal.entries(connection))
    record = trial(desk, look_over(desk, own_form(tmp_path)), "en")
    record.fill({"own_question": "yes"})
    assert record.value("own_question") == "yes"
    with desk.reading() as connection:
        assert len(journal.entries(connection)) == before
    assert request_forms(desk).own == ()


def test_a_form_is_checked_again_when_the_policy_changes(desk: Desk, made_desk: Path, tmp_path: Path) -> None:
    adopt(desk, look_over(desk, own_form(tmp_path, without="education_level")))
    assert request_forms(desk).unfit.get("own_general", ()) == ()
    assert "own_form_unfit" not in [each.code for each in desk.examine().findings]

    shutil.copytree(made_desk.parent / "office", tmp_path / "office")
    office = replace(open_office(tmp_path / "office", PASSPHRASE), clock=desk.clock)
    text = shipped_text("watan-tumuh").decode().replace('version = "2026.1"', f'version = "2027.1"\n{NOTE}')
    rule = '[[documents.required]]\nkind = "lease"\nfield = "education_level"\nvalue = "x"\n\n[[documents.required]]'
    (tmp_path / "pack.toml").write_text(text.replace("[[documents.required]]", rule, 1), encoding="utf-8")
    publish(office, tmp_path)
    reply(office, "WT03", tmp_path / "back.wdb")
    take_reply(desk, tmp_path / "back.wdb")
    office.engine.dispose()

    assert desk.office.pack.version == "2027.1"
    [wrong] = request_forms(desk).unfit["own_general"]
    assert (wrong.name, wrong.key) == ("education_level", "own_form.for_documents")
    [finding] = [each for each in desk.examine().findings if each.code == "own_form_unfit"]
    assert "education_level" in finding.sentence("ar")
    assert desk.examine().sound, "work goes on"


def test_choices_that_policy_and_form_do_not_share_are_named(desk: Desk, tmp_path: Path) -> None:
    path = own_form(tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace("| | support | advice |", "| | support | own_support | دعم خاص | Own |\n| | support | advice |")
    path.write_text("".join(line for line in text.splitlines(keepends=True) if "| | support | rent |" not in line))
    adopt(desk, look_over(desk, path))
    told = {each.key: each.name for each in request_forms(desk).unfit["own_general"]}
    assert told == {
        "own_form.unfit_lacks": "support_types: rent",
        "own_form.unfit_strange": "support_types: own_support",
    }


def test_a_form_that_says_nothing_in_arabic_is_warned_of(desk: Desk, tmp_path: Path) -> None:
    path = own_form(tmp_path)
    assert not [each for each in look_over(desk, path).findings if each.key.startswith("own_form.no_arabic")]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("سؤال الجمعية", "Only English", 1), encoding="utf-8")
    assert [each.name for each in look_over(desk, path).findings if each.key == "own_form.no_arabic_label"] == [
        "own_question"
    ]
    path.write_text(re.sub("[\u0600-\u06ff]", "x", text), encoding="utf-8")
    assert "own_form.no_arabic" in [each.key for each in look_over(desk, path).findings]
