"""If these fail, somebody in distress is turned away for want of a form, or help goes around the steps unseen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.desks import PASSPHRASE, answers, clock_of, decide, person, step, take_to, today
from watan_desk.cli.desk import main
from watan_desk.common.errors import Invalid, NotYet, Refused, Unusable
from watan_desk.delivery.records import all_urgent_help
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import open_office
from watan_desk.headoffice.tables import mirror
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk, hand_over
from watan_desk.wiring.urgent import link_help, open_help
from watan_desk.wiring.waiting import overdue_cases


@pytest.fixture
def pilgrim() -> MadeUpPerson:
    """Return a pilgrim who lost the group."""
    return person(form="pilgrim")


def _all(desk: Desk) -> list[tuple[str | None, str]]:
    with desk.reading() as connection:
        return [(each.case_id, each.triage) for each in all_urgent_help(connection)]


def test_urgent_help_is_given_before_any_case_only_where_the_association_allows_it(
    huda: Desk, pilgrim: MadeUpPerson
) -> None:
    given = pilgrim.urgent_help(on=today(huda))
    with pytest.raises(NotYet) as refused:
        huda.do("urgent", None, given)
    assert [item.code for item in refused.value.missing] == ["setting.urgent_field_help"]
    huda.set("urgent_field_help", "yes")
    done = huda.do("urgent", None, given)
    assert (done.dossier, done.position > 0) == (None, True)
    assert _all(huda) == [(None, "yellow")]
    assert huda.cases() == ()
    with pytest.raises(Invalid):
        huda.do("urgent", None, given | {"urgent_reason": ""})


def test_a_service_waits_for_the_registration_and_urgent_help_alone_goes_before_it(
    huda: Desk, pilgrim: MadeUpPerson
) -> None:
    huda.set("urgent_field_help", "yes")
    number = take_to(huda, pilgrim, "open")
    huda.do("urgent", number, pilgrim.urgent_help(on=today(huda)))
    dossier = huda.dossier(number)
    assert [each.triage for each in dossier.urgent_help] == ["yellow"]
    assert dossier.deliveries == ()
    for reached in ("consent", "capture"):
        step(huda, pilgrim, number, reached)
        with pytest.raises(NotYet):
            huda.do("deliver", number, answers(huda, pilgrim, "deliver"))
    done = take_to(huda, person(1, form="pilgrim"), "register")
    with pytest.raises(NotYet) as refused:
        huda.do("urgent", done, pilgrim.urgent_help(on=today(huda)))
    assert [item.code for item in refused.value.missing] == ["closed"]


def test_no_other_association_knows_urgent_help(desk: Desk, pilgrim: MadeUpPerson) -> None:
    desk.set("urgent_field_help", "yes")
    with pytest.raises(NotYet) as refused:
        desk.do("urgent", None, pilgrim.urgent_help(on=today(desk)))
    assert [item.code for item in refused.value.missing] == ["unknown_deed"]


def test_the_entered_period_is_an_upper_limit_and_never_holds_a_reply_back(huda: Desk, pilgrim: MadeUpPerson) -> None:
    number = take_to(huda, pilgrim, "raise")
    raised = huda.dossier(number).raising
    assert raised is not None
    assert (raised.earliest_reply, raised.latest_reply) == (None, raised.raised_on + timedelta(days=20))
    decide(huda, number)
    step(huda, pilgrim, number, "notify")
    assert huda.dossier(number).case.state == "accepted"


def test_a_case_past_its_period_is_overdue_until_it_is_told(huda: Desk, pilgrim: MadeUpPerson) -> None:
    number = take_to(huda, pilgrim, "raise")
    clock_of(huda).advance(timedelta(days=20))
    assert overdue_cases(huda) == ()
    clock_of(huda).advance(timedelta(days=1))
    [late] = overdue_cases(huda)
    assert (late.case.number, late.days) == (number, 1)
    decide(huda, number)
    assert len(overdue_cases(huda)) == 1
    step(huda, pilgrim, number, "notify")
    assert overdue_cases(huda) == ()


def test_nothing_is_late_where_no_limit_is_set(desk: Desk, who: MadeUpPerson) -> None:
    take_to(desk, who, "raise")
    clock_of(desk).advance(timedelta(days=400))
    assert overdue_cases(desk) == ()


def test_kin_ask_in_their_own_right_with_and_without_a_link(huda: Desk, pilgrim: MadeUpPerson) -> None:
    theirs = take_to(huda, pilgrim, "capture")
    kin = person(1, form="pilgrim")
    number = take_to(huda, kin, "consent")
    huda.do("capture", number, kin.request() | {"pilgrim_type": "relative"})
    assert huda.dossier(number).links == ()
    with pytest.raises(Invalid):
        huda.do("link", number, {"link_relation": "child", "linked_case": "WT03A-1448-9999"})
    huda.do("link", number, {"link_relation": "child", "linked_case": theirs})
    assert [(link.relation, link.linked_case) for link in huda.dossier(number).links] == [("child", theirs)]
    for deed in ("document", "check", "explain", "attest", "raise"):
        step(huda, kin, number, deed)
    assert huda.dossier(number).case.state == "raised"


def test_help_before_any_case_stays_open_until_it_is_linked_to_one_once(
    huda: Desk, pilgrim: MadeUpPerson, made_huda: Path, tmp_path: Path
) -> None:
    huda.set("urgent_field_help", "yes")
    huda.do("urgent", None, pilgrim.urgent_help(on=today(huda)))
    huda.do("urgent", None, pilgrim.urgent_help(on=today(huda)) | {"triage": "red"})
    assert [each.triage for each in open_help(huda)] == ["red", "yellow"]
    first = open_help(huda)[-1]
    number = take_to(huda, pilgrim, "capture")
    assert link_help(huda, first.id[:8], number).case_id == huda.dossier(number).case.id
    assert [each.id for each in huda.dossier(number).urgent_help] == [first.id]
    assert [each.triage for each in open_help(huda)] == ["red"]
    for wrong in (first.id, "", "zz"):
        with pytest.raises(Refused) as refused:
            link_help(huda, wrong, number)
        assert refused.value.key == "delivery.no_open_help"
    with pytest.raises(Unusable):
        link_help(huda, open_help(huda)[0].id, "WT03A-1448-9999")
    assert huda.history(number)[-1]["deed"] == "claim_help"
    hand_over(huda, tmp_path)
    office = replace(open_office(made_huda.parent / "office", PASSPHRASE), clock=huda.clock)
    try:
        assert take_in(office, next(tmp_path.glob("*.wdb"))).quarantined == ()
        with office.reading() as connection:
            held = connection.execute(
                sa.select(mirror.c.case_id).where((mirror.c.entity == "urgent_help") & (mirror.c.id == first.id))
            ).scalar_one()
    finally:
        office.engine.dispose()
    assert held == huda.dossier(number).case.id


def test_help_is_listed_and_linked_by_command(
    huda: Desk, pilgrim: MadeUpPerson, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    shared = ["--lang", "en", "--home", str(huda.home), "--now", "2026-11-19T10:00"]
    shared += ["--passphrase-file", str(tmp_path / "passphrase")]
    assert main(["urgent", "list", *shared]) == 0
    assert "No urgent help is without a case" in capsys.readouterr().err
    huda.set("urgent_field_help", "yes")
    huda.do("urgent", None, pilgrim.urgent_help(on=today(huda)))
    number = take_to(huda, pilgrim, "open")
    assert main(["urgent", "list", *shared]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.split("\t")[2:] == ["Needs watching", pilgrim.urgent_help(on=today(huda))["service_point"]]
    assert main(["urgent", "link", line.split("\t")[0], number, *shared]) == 0
    assert open_help(huda) == ()
    assert main(["urgent", "link", line.split("\t")[0], number, *shared]) == 1
    assert "without a case" in capsys.readouterr().err
