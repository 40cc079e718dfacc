"""If these fail, personal data leaves the desk for nobody knows what, against the association's policy (R46)."""

from pathlib import Path

import pytest

from tests.desks import PASSPHRASE, person, take_to
from watan_desk.cli.desk import main
from watan_desk.common.errors import Invalid
from watan_desk.wiring import Desk, issue_letter, reprint_letter
from watan_desk.wiring.access import log_of, note_export, state_purpose


def issued(desk: Desk) -> str:
    number = take_to(desk, person(form=desk.office.pack.request_form), "check")
    return issue_letter(desk, "L01", number).letter.number


def test_a_print_without_a_purpose_is_refused_and_counts_for_nothing(huda: Desk) -> None:
    number = issued(huda)
    with pytest.raises(Invalid) as refused:
        reprint_letter(huda, number)
    assert "serve" in refused.value.problems[0].sentence("en")
    assert log_of(huda) == ()
    assert next(each for each in huda.letters() if each.number == number).printed == 0


def test_a_purpose_of_the_pack_is_kept_with_the_print(huda: Desk) -> None:
    number = issued(huda)
    with pytest.raises(Invalid):
        state_purpose(huda, "curiosity")
    state_purpose(huda, "serve")
    assert reprint_letter(huda, number)
    note_export(huda, "report")
    assert [(each.what, each.subject, each.purpose) for each in reversed(log_of(huda))] == [
        ("letter", number, "serve"),
        ("report", "", "serve"),
    ]
    assert {each.by for each in log_of(huda)} == {huda.office.device}


def test_where_no_policy_asks_the_print_is_logged_all_the_same(desk: Desk) -> None:
    number = issued(desk)
    reprint_letter(desk, number)
    assert [(each.what, each.subject, each.purpose) for each in log_of(desk)] == [("letter", number, "")]


def test_the_command_line_asks_too(huda: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    home = ["--home", str(huda.home), "--passphrase-file", str(secret)]
    target = tmp_path / "figures.xlsx"
    assert main(["report", "--out", str(target), *home]) == 1
    assert not target.exists()
    assert main(["report", "--out", str(target), "--purpose", "measure", *home]) == 0
    assert target.exists()


def test_where_the_policy_knows_no_purposes_none_is_asked_and_free_words_are_refused(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    home = ["--home", str(desk.home), "--passphrase-file", str(tmp_path / "passphrase"), "--lang", "en"]
    target = tmp_path / "report.xlsx"
    assert main(["report", "--out", str(target), "--purpose", "for my brother", *home]) == 1
    assert "knows no purposes" in capsys.readouterr().err
    assert not target.exists()
    assert log_of(desk) == ()
    assert main(["report", "--out", str(target), *home]) == 0
    assert [(each.what, each.purpose) for each in log_of(desk)] == [("report", "")]
