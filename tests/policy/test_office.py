"""If these fail, a page shows codes instead of the policy's own words, or takes answers the form refuses."""

from datetime import UTC, datetime

import pytest

from tests.desks import answers
from watan_desk.common.errors import Invalid
from watan_desk.policy.office import DEED_FORMS
from watan_desk.policy.pack import DEEDS
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

NOW = datetime(2026, 11, 19, 7, tzinfo=UTC)


def test_every_deed_but_the_decision_has_a_form(desk: Desk) -> None:
    assert set(DEED_FORMS) == set(DEEDS) - {"capture", "decide"}
    for deed in set(DEEDS) - {"decide"}:
        form = desk.office.form_of(deed)
        assert (form.id != "", form.version.isdecimal()) == (True, True)


def test_the_channels_of_the_reception_are_the_packs(desk: Desk) -> None:
    record = desk.office.blank("open", now=lambda: NOW)
    nodes = [record.tree()]
    while nodes[0].name != "reception_channel":
        nodes = [*nodes[0].children, *nodes[1:]]
    assert [label for _, label in nodes[0].choices] == [channel.label.ar for channel in desk.office.pack.channels]


def test_answers_of_another_form_are_refused_by_field(desk: Desk, who: MadeUpPerson) -> None:
    with pytest.raises(Invalid) as refused:
        desk.office.checked("raise", answers(desk, who, "attest"), now=NOW)
    assert {"reads_self", "attest_method"} <= {problem.field for problem in refused.value.problems}
    with pytest.raises(Invalid) as refused:
        desk.office.checked("raise", {}, now=NOW)
    assert "committee_notice" in {problem.field for problem in refused.value.problems}


def test_a_choice_says_its_label_in_both_languages(desk: Desk) -> None:
    label = desk.office.choice_label("document", "doc_type", "lease")
    assert label == {"ar": "عقد إيجار إلكتروني", "en": "Electronic lease"}
    assert desk.office.choice_label("document", "doc_type", "spoon") == {"ar": "spoon", "en": "spoon"}


def test_a_record_keeps_its_forms_id_and_version(desk: Desk, who: MadeUpPerson) -> None:
    record = desk.office.checked("consent", who.consents(), now=NOW)
    stamp = desk.office.stamp("consent", record)
    assert (stamp["form_id"], stamp["answers"]) == ("consents", who.consents())
