"""If these fail, answers get lost, an expired paper counts, or an identity paper is copied against the law."""

from datetime import timedelta
from typing import Any

import pytest

from tests.desks import DAY, answers, clock_of, step, take_to
from watan_desk.capture.records import form_text
from watan_desk.common.errors import Invalid, NotYet
from watan_desk.forms import compile_form
from watan_desk.forms.checks import CHECKS
from watan_desk.forms.upgrading import upgrade
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def test_the_notice_and_each_consent_are_kept_by_purpose(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    desk.do("consent", number, who.consents() | {"consent_referral": "no"})
    kept = {consent.purpose: consent for consent in desk.dossier(number).consents}
    assert {purpose: consent.choice for purpose, consent in kept.items()} == {
        "privacy_notice": "given",
        "consent_sensitive": "yes",
        "consent_inquiry": "yes",
        "consent_referral": "no",
    }
    notice = kept["privacy_notice"]
    assert (notice.method, notice.language, notice.by) == ("read_aloud", "ar", "WT03A")
    assert notice.text_version == desk.office.form_of("consent").version


def test_no_personal_answer_before_the_notice(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "open")
    for deed, given in (("capture", who.request()), ("document", who.documents()[0])):
        with pytest.raises(NotYet) as refused:
            desk.do(deed, number, given)
        assert [item.params["deed"] for item in refused.value.missing] == ["consent"]
    with pytest.raises(Invalid):
        desk.do("consent", number, {"consent_sensitive": "yes"})
    assert desk.dossier(number).request is None


def test_answers_come_bit_by_bit_and_none_is_lost(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    whole = who.request()
    for name, value in whole.items():
        desk.do("capture", number, {name: value})
    request = desk.dossier(number).request
    assert request is not None
    assert {name: request.answers[name] for name in whole if name not in {"mobile", "family_members"}} == {
        name: value for name, value in whole.items() if name not in {"mobile", "family_members"}
    }
    assert [child["member_name"] for child in request.answers["family_members"]] == [who.names[1]]
    assert request.complete


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("national_id", "1994580735"),
        ("birth_date", "1446-05-30"),
        ("birth_date", "1447/01/31"),
        ("mobile", "05000"),
        ("household_size", "many"),
        ("id_expiry_date", "soon"),
    ],
)
def test_a_wrong_answer_is_kept_as_typed_and_blocks_what_comes_later(
    desk: Desk, who: MadeUpPerson, field: str, typed: str
) -> None:
    number = take_to(desk, who, "check")
    desk.do("capture", number, {field: typed})
    request = desk.dossier(number).request
    assert request is not None
    assert typed in request.instance
    assert not request.complete
    for deed in ("check", "attest"):
        with pytest.raises(NotYet) as refused:
            desk.do(deed, number, answers(desk, who, deed))
        assert field in {item.params.get("field") for item in refused.value.missing}
        assert typed not in refused.value.sentence("en") + refused.value.sentence("ar")
    desk.do("capture", number, {field: who.request()[field]})
    step(desk, who, number, "check")
    step(desk, who, number, "attest")


def test_a_field_that_does_not_exist_is_refused(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "consent")
    with pytest.raises(Invalid) as refused:
        desk.do("capture", number, {"shoe_size": "42"})
    assert [problem.field for problem in refused.value.problems] == ["shoe_size"]


def test_the_form_is_kept_with_the_answers(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    form, request = desk.office.form_of("capture"), desk.dossier(number).request
    assert request is not None
    assert (request.form_id, request.form_version) == (form.id, form.version)
    with desk.reading() as connection:
        kept = form_text(connection, form.id, form.version)
    again = compile_form(kept, checks=CHECKS).open(now=desk.clock.now, answers=request.instance)
    assert again.canonical().decode() == request.canonical


def _show(desk: Desk, number: str, who: MadeUpPerson, kind: str, **changes: Any) -> None:
    desk.do("document", number, who.document(kind) | changes)


def test_the_validity_recorded_is_what_the_dates_say(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    for days, validity in ((-1, "expired"), (0, "expiring"), (31, "valid")):
        _show(
            desk,
            number,
            who,
            "national_id",
            doc_expiry_date=(DAY + timedelta(days=days)).isoformat(),
            doc_validity="valid",
        )
        assert desk.dossier(number).standing_documents[-1].validity == validity


def test_a_renewed_document_takes_the_place_of_the_old_one_which_stays_on_record(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    desk.do("document", number, who.document("lease", expires=-3))
    desk.do("document", number, who.document("family_record"))
    desk.do("document", number, who.document("lease", expires=300))
    dossier = desk.dossier(number)
    assert [(check.kind, check.superseded) for check in dossier.documents] == [
        ("lease", True),
        ("family_record", False),
        ("lease", False),
    ]
    assert [check.validity for check in dossier.standing_documents] == ["no_expiry", "valid"]


@pytest.mark.parametrize("kind", ["national_id", "family_record", "passport", "power_of_attorney"])
def test_no_copy_of_an_identity_paper_is_kept_without_a_basis_in_law(desk: Desk, who: MadeUpPerson, kind: str) -> None:
    number = take_to(desk, who, "capture")
    given = {"doc_validity": "valid", "doc_copy_kept": "yes"}
    for basis, field in (("not_identity_doc", "doc_copy_basis"), ("", "doc_copy_basis")):
        with pytest.raises(Invalid) as refused:
            _show(desk, number, who, kind, **given, doc_copy_basis=basis)
        assert [problem.field for problem in refused.value.problems] == [field]
    assert desk.dossier(number).documents == ()
    _show(desk, number, who, kind, **given, doc_copy_basis="authority_request")
    assert len(desk.dossier(number).documents) == 1


def test_another_paper_may_be_copied(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    desk.do(
        "document",
        number,
        who.document("lease", expires=90) | {"doc_copy_kept": "yes", "doc_copy_basis": "not_identity_doc"},
    )
    assert desk.dossier(number).documents[0].answers["doc_copy_kept"] == "yes"


def test_every_missing_or_faulty_document_is_named_at_once(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    desk.do("document", number, who.document("lease", expires=-1))
    desk.do("document", number, who.document("family_record", match="mismatch"))
    with pytest.raises(NotYet) as refused:
        step(desk, who, number, "check")
    assert [(item.code, item.params["kind"]) for item in refused.value.missing] == [
        ("document", "national_id"),
        ("document_expired", "lease"),
        ("document_mismatch", "family_record"),
    ]


def test_the_data_is_not_declared_complete_half_heartedly(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "document")
    for given in ({"information_complete": "yes", "data_matched": "no"}, {"information_complete": "yes"}, {}):
        with pytest.raises(Invalid) as refused:
            desk.do("check", number, given)
        assert "data_matched" in {problem.field for problem in refused.value.problems}
    step(desk, who, number, "check")
    assert desk.dossier(number).case.state == "checked"


def test_raised_data_is_closed_to_changes(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "raise")
    clock_of(desk).advance(timedelta(hours=1))
    before = desk.dossier(number)
    for deed, given in (("capture", {"need_description": "غيره"}), ("document", who.documents()[0])):
        with pytest.raises(NotYet) as refused:
            desk.do(deed, number, given)
        assert [item.code for item in refused.value.missing] == ["closed"]
    assert desk.dossier(number) == before


def test_a_request_stays_in_the_version_it_was_captured_in_until_it_is_upgraded(
    desk: Desk, who: MadeUpPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = take_to(desk, who, "capture")
    before = desk.dossier(number).request
    assert before is not None
    form = desk.office.form_of("capture")
    newer = compile_form(form.xml.replace(form.version, "2099010101").replace("landmark", "way_there"), checks=CHECKS)
    monkeypatch.setitem(desk.office.shelf._shipped, form.id, newer)
    assert desk.office.form_of("capture").version == "2099010101"
    desk.do("capture", number, {"name_grandfather": "أحمد"})
    after = desk.dossier(number).request
    assert after is not None
    assert (after.form_version, after.answers["name_grandfather"]) == (before.form_version, "أحمد")
    kept = desk.office.blank("capture", now=desk.clock.now, kept=after.instance)
    found = upgrade(kept, newer, now=desk.clock.now)
    desk.do("capture", number, found.record)
    upgraded = desk.dossier(number).request
    assert upgraded is not None
    assert upgraded.form_version == "2099010101"
    assert upgraded.answers == {**after.answers}
