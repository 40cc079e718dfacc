"""If these fail, an association with several request forms asks people for the wrong things, or forgets which it took.

Beside it stands where people were received: both are told at reception, kept, counted, and travel to head office.
"""

import io
import re
from dataclasses import replace
from pathlib import Path

import msgspec
import pypdf
import pytest
import sqlalchemy as sa

from tests.desks import MORNING, PASSPHRASE, clock_of, person, take_to
from watan_desk.capture.forms import absent_fields
from watan_desk.common.clock import FixedClock
from watan_desk.common.errors import Invalid
from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, load_form
from watan_desk.gui.case_view import read_case
from watan_desk.gui.keeping import is_older, open_form, upgraded
from watan_desk.headoffice import tables as held
from watan_desk.headoffice.figures import report as report_of_office
from watan_desk.headoffice.intake import take_in
from watan_desk.headoffice.office import open_office
from watan_desk.policy.pack import shipped_pack
from watan_desk.reception.desk import receive
from watan_desk.wiring import Desk, hand_over, issue_letter
from watan_desk.wiring.figures import report, report_sheets
from watan_desk.wiring.own_forms import adopt, look_over, request_forms, use_programs
from watan_desk.wiring.paper_forms import blank_form, request_on_paper

SUPPORT, SERVICE = person(form="pilgrim_support"), person(1, form="pilgrim")


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_two_request_forms_stand_side_by_side_and_each_asks_what_the_desk_reads(huda: Desk) -> None:
    pack = shipped_pack("huda")
    assert [(item.code, item.form) for item in pack.request_forms] == [
        ("service", "pilgrim"),
        ("support", "pilgrim_support"),
    ]
    offered = [office.form_of("capture") for office in huda.office.request_offices()]
    assert [form.id for form in offered] == ["pilgrim", "pilgrim_support"]
    assert [absent_fields(pack, form) for form in offered] == [(), ()]
    assert all(not shipped_pack(slug).request_forms for slug in ("watan-tumuh", "awn", "naba", "barmajiat"))


def test_the_chosen_form_is_kept_with_the_case_and_the_journey_goes_on_in_it(huda: Desk) -> None:
    support, service = take_to(huda, SUPPORT, "attest"), take_to(huda, SERVICE, "attest")
    for number, chosen, form in ((support, "support", "pilgrim_support"), (service, "service", "pilgrim")):
        dossier = huda.dossier(number)
        assert dossier.request is not None
        assert (dossier.case.request_form, dossier.request.form_id) == (chosen, form)
        assert (dossier.request.complete, dossier.case.state) == (True, "attested")
    done = huda.dossier(take_to(huda, person(2, form="pilgrim_support"), "rate"))
    assert (done.case.state, done.case.request_form, len(done.deliveries)) == ("closed", "support", 1)
    assert issue_letter(huda, "L01", support).pdf.startswith(b"%PDF")
    changed = huda.do("capture", support, SUPPORT.change()).dossier
    assert changed is not None
    assert (changed.case.state, changed.request and changed.request.form_id) == ("stale", "pilgrim_support")


@pytest.mark.parametrize("code", ["loan", "pilgrim"])
def test_a_form_nobody_offers_opens_no_case(huda: Desk, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        huda.do("open", None, SUPPORT.reception() | {"request_form": code})
    assert [problem.field for problem in refused.value.problems] == ["request_form"]
    assert huda.cases() == ()


def test_a_form_that_the_policy_binds_to_a_place_is_for_people_received_there(huda: Desk) -> None:
    usual, second = huda.office.pack.request_forms
    bound = msgspec.structs.replace(second, when={"reception_place": ("branch",)})
    office = replace(huda.office, pack=msgspec.structs.replace(huda.office.pack, request_forms=(usual, bound)))
    with huda.work("open") as work, pytest.raises(Invalid) as refused:
        receive(work, office, SUPPORT.reception() | {"reception_place": "field"})
    assert [problem.key for problem in refused.value.problems] == ["reception.form_not_for"]
    with huda.work("open") as work:
        opened = receive(work, office, SUPPORT.reception())
    assert opened is not None
    assert opened.request_form == "support"


def test_drafts_papers_and_the_next_version_follow_the_chosen_form(huda: Desk, tmp_path: Path) -> None:
    number = take_to(huda, SUPPORT, "consent")
    typed = open_form(huda, "capture", number, "ar").record
    typed.fill({"travel_to": "القاهرة", "needs": "return_travel"})
    huda.keep_draft("capture", number, typed)
    again = open_form(huda, "capture", number, "ar")
    assert (again.record.definition.id, again.saved_at) == ("pilgrim_support", MORNING)
    huda.do("capture", number, SUPPORT.request())
    assert SUPPORT.say["travel_to"] in _text(request_on_paper(huda, number, "ar"))
    assert "Where the journey home leads" in _text(blank_form(huda, "support", "en"))
    assert "Where the journey home leads" not in _text(blank_form(huda, "service", "en"))

    newer = tmp_path / "newer.md"
    text = form_definition("pilgrim_support").read_text(encoding="utf-8").replace("{person}", "المستفيد")
    newer.write_text(re.sub(r"\| 2026\d{6} \|", "| 2027010101 |", text), encoding="utf-8")
    adopt(huda, look_over(huda, newer))
    offered = [office.form_of("capture") for office in huda.office.request_offices()]
    assert [(form.id, form.version) for form in offered[1:]] == [("pilgrim_support", "2027010101")]
    assert offered[0].id == "pilgrim"
    case = read_case(huda, number)
    kept = case.dossier.request
    assert kept is not None
    assert is_older(case.office, "capture", open_form(huda, "capture", number, "ar").record)
    carried = upgraded(huda, case, "capture", kept.instance, "ar")
    assert (carried.record.definition.version, carried.record.value("travel_to")) == ("2027010101", "القاهرة")


def test_a_person_who_comes_again_with_the_other_form_tells_nothing_twice(huda: Desk) -> None:
    first = huda.dossier(take_to(huda, SERVICE, "capture"))
    assert first.person is not None
    again = SERVICE.reception() | {"request_form": "support", "known_person": first.person.id}
    opened = huda.do("open", None, again).dossier
    assert opened is not None
    huda.do("consent", opened.case.number, SERVICE.consents())
    told = huda.do("capture", opened.case.number, {"needs": ["lodging"]}).dossier
    assert told is not None
    assert told.request is not None
    assert told.request.answers["passport_number"] == SERVICE.request()["passport_number"]
    assert told.request.answers["needs"] == ["lodging"]


def test_form_and_place_travel_to_head_office_and_are_counted_at_both_ends(
    huda: Desk, made_huda: Path, tmp_path: Path
) -> None:
    take_to(huda, SUPPORT, "attest")
    take_to(huda, SERVICE, "open")
    own = report(huda)
    assert dict(own.request_forms) == {"service": 1, "support": 1}
    assert dict(own.places) == {"field": 1, "branch": 1, "home": 0, "phone": 0}
    tables = {sheet.name: sheet.rows for sheet in report_sheets(huda, own, "ar")}
    assert ("موقع ميداني", 1) in tables["places"]
    hand_over(huda, tmp_path)
    office = replace(open_office(made_huda.parent / "office", PASSPHRASE), clock=FixedClock(clock_of(huda).now()))
    try:
        assert take_in(office, next(tmp_path.glob("*.wdb"))).quarantined == ()
        with office.reading() as connection:
            rows = connection.execute(sa.select(held.mirror.c.fields).where(held.mirror.c.entity == "case")).scalars()
            assert sorted(fields["request_form"] for fields in rows) == ["service", "support"]
        counted = report_of_office(office)
    finally:
        office.engine.dispose()
    assert (counted.places, counted.request_forms) == (own.places, own.request_forms)


def test_one_of_several_forms_goes_back_to_the_programs_and_the_other_stays_the_associations(
    huda: Desk, tmp_path: Path
) -> None:
    for name in ("pilgrim", "pilgrim_support"):
        own = tmp_path / f"{name}.md"
        text = form_definition(name).read_text(encoding="utf-8").replace("{person}", "المستفيد")
        own.write_text(re.sub(r"\| 2026\d{6} \|", "| 7 |", text), encoding="utf-8")
        adopt(huda, look_over(huda, own))
    assert [item.in_use for item in request_forms(huda).shipped] == [False, False]
    assert [item.in_use for item in use_programs(huda, "pilgrim").shipped] == [True, False]
    offered = [office.form_of("capture").version for office in huda.office.request_offices()]
    assert offered == [load_form(form_definition("pilgrim"), checks=CHECKS).version, "7"]
    assert [item.in_use for item in use_programs(huda).shipped] == [True, True]
