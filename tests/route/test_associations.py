"""If these fail, an association's own journey stops on the way, or its people read another association's words."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desks import answers, copied_desk, make_desk, take_to
from watan_desk.common.errors import NotYet
from watan_desk.demo import run_demo
from watan_desk.forms import NodeView
from watan_desk.letter.compose import MissingValue
from watan_desk.policy.office import Office
from watan_desk.policy.pack import shipped_pack
from watan_desk.practice import MadeUpPerson, make_people
from watan_desk.store.cases import STATES
from watan_desk.wiring import Desk, hand_over, issue_letter

NOW = datetime(2026, 11, 19, 7, tzinfo=UTC)
REGISTRATION = {"naba": "قيد تدريبي رقم", "barmajiat": "ترخيص رقم"}
NAMES = {"naba": "جمعية نبع لخدمات المياه", "barmajiat": "جمعية برمجيات حاسوبية"}
OTHERS = {
    "naba": ("وطن طموح", "برمجيات", "المستخدم", "ترخيص", "5473", "watumuh"),
    "barmajiat": ("وطن طموح", "نبع", "5473", "watumuh", "دليل سياسة الدعم للمستفيدين"),
}
JOURNEY = {rule.kind for rule in shipped_pack("naba").deeds} - {"open", "decide"}

Run = tuple[str, Path, dict[str, Any]]


@pytest.fixture(scope="module", params=["naba", "barmajiat"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return slug, folder and summary of an association's demo with ten people, over both ends."""
    out = tmp_path_factory.mktemp(request.param) / "out"
    path = run_demo(out, request.param, people=10, seed=1, grab=None, tell=lambda _: None)
    return request.param, out, json.loads(path.read_bytes())


@pytest.fixture(scope="module")
def naba_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an enrolled desk of naba, as new."""
    return make_desk(tmp_path_factory.mktemp("naba"), "naba", active=False)


def _read(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    bare = done.stdout.decode().translate({ord(mark): None for mark in "\u202a\u202b\u202c\u200f\u200e\u064e\u064f"})
    return " ".join(bare.split())


def _whole(node: NodeView) -> list[str]:
    own = [node.label, *(label for _, label in node.choices)]
    return own + [text for child in node.children for text in _whole(child)]


def _office(slug: str) -> Office:
    pack = shipped_pack(slug)
    return Office(pack=pack, device="WT03A", branch_name="", branch_phone="", delegate_name="", settings={})


def _seen(office: Office, deed: str, lang: str = "ar") -> str:
    """Return everything a deed's form shows, its title first."""
    record = office.blank(deed, now=lambda: NOW, lang=lang)
    return "\n".join([office.form_of(deed).title(lang), *_whole(record.tree())])


def _person(slug: str) -> MadeUpPerson:
    return make_people(1, seed=4, today=NOW.date(), form=shipped_pack(slug).request_form)[0]


def test_each_association_reaches_the_end_of_its_own_journey(run: Run) -> None:
    slug, _, summary = run
    cases = summary["cases"]
    assert summary["association"] == slug
    assert {case["state"] for case in cases} <= set(STATES)
    assert {case["decision"] for case in cases} == {"accept", "reject", None}
    assert {item["deed"] for case in cases for item in case["deeds"]} == JOURNEY | {"open", "decide"}
    told = [case for case in cases if case["told_on"]]
    assert told
    assert all(case["told_on"] >= case["earliest_reply"] for case in told)
    assert {letter["kind"] for case in cases for letter in case["letters"]} == {
        *("L01", "L02", "L03", "L04", "L06", "L07", "L08", "L09"),
    }


OWN = {
    "huda": {"explain", "urgent", "link", "attest", "register"},
    "awn": {"gather", "examine", "visit", "assess"},
}
"""The deeds that are an association's own, or that it has and another has not."""
FOREIGN = {"huda": {"gather", "assess", "need"}, "awn": {"attest", "check", "clarify", "register", "explain"}}


@pytest.mark.parametrize("slug", ["huda", "awn"])
def test_pilgrims_and_victims_of_crime_reach_the_end_by_their_own_steps(slug: str, tmp_path: Path) -> None:
    path = run_demo(tmp_path / "out", slug, people=5, seed=1, grab=None, tell=lambda _: None)
    cases = json.loads(path.read_bytes())["cases"]
    deeds = {item["deed"] for case in cases for item in case["deeds"]}
    assert deeds >= OWN[slug]
    assert not deeds & FOREIGN[slug]
    assert {"closed", "rejected"} <= {case["state"] for case in cases} <= set(STATES)
    assert {case["earliest_reply"] for case in cases} == {None}
    limits = {case["latest_reply"] for case in cases if case["raised_on"]}
    assert limits == ({None} if slug == "awn" else {"2026-12-05"})
    if slug == "huda":
        receipt = _read(next((tmp_path / "out" / "letters").glob("L01-*.pdf")))
        assert "1682" in receipt.split()
        assert "أقصاها ٢٠" in receipt
        assert "بمحافظة رابغ مسجلة في المركز" in receipt
        assert "ترخيص" not in receipt
        assert "{" not in receipt
        attested = _read(next((tmp_path / "out" / "letters").glob("L03-*.pdf")))
        assert "المسؤولية النظامية" in attested
        assert "مسئولية مباشرة" not in attested


def test_every_letter_carries_its_associations_registration_and_nobody_elses_words(run: Run) -> None:
    slug, out, _ = run
    letters = sorted((out / "letters").glob("*.pdf"))
    assert len(letters) > len(JOURNEY)
    for pdf in letters:
        text = _read(pdf)
        assert NAMES[slug] in text, pdf.name
        assert REGISTRATION[slug] in text, pdf.name
        assert [word for word in OTHERS[slug] if word in text] == [], pdf.name
        assert not {"خطأ!", "الإشارة المرجعية", "()", "//)"} & set(text.split()), pdf.name
    receipt = _read(next(path for path in letters if path.name.startswith("L01")))
    assert "لجنة البحث" in receipt
    assert "مسئول البحث الاجتماعي" in receipt


def test_a_licence_keeps_its_own_digits_and_the_contacts_stand_once(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    run_demo(out, "barmajiat", people=1, seed=2, grab=None, tell=lambda _: None)
    text = _read(next((out / "letters").glob("L01-*.pdf")))
    assert "١٢٣٥" in text
    contacts = ("barmajiat2030@gmail.com", "@barmajiat2030", "https://barmajiat2030.org")
    assert [text.count(contact) for contact in contacts] == [1, 1, 1]
    assert text.split("هاتف")[1].count("0500000100") == 1


def test_a_letter_waits_for_what_the_text_does_not_give(naba_home: Path, tmp_path: Path) -> None:
    desk = copied_desk(naba_home, tmp_path / "desk")
    try:
        _refusals(desk, tmp_path)
    finally:
        desk.close()


def _refusals(desk: Desk, folder: Path) -> None:
    who = _person("naba")
    number = take_to(desk, who, "check")
    with pytest.raises(MissingValue) as refused:
        issue_letter(desk, "L01", number)
    assert refused.value.fields == ("registration_text", "email")
    assert "البريد الإلكتروني للجمعية" in refused.value.sentence("ar")
    with pytest.raises(MissingValue):
        hand_over(desk, folder)
    assert list(folder.glob("*.wdb")) == []
    assert desk.letters() == ()
    desk.set("registration_text", "مسجلة برقم ٧٠٧")
    with pytest.raises(MissingValue) as refused:
        issue_letter(desk, "L01", number)
    assert refused.value.fields == ("email",)
    desk.set("email", "office@example.org")
    issued = issue_letter(desk, "L01", number)
    shown = folder / "L01.pdf"
    shown.write_bytes(issued.pdf)
    assert "مسجلة برقم ٧٠٧" in _read(shown)
    assert issued.letter.number.endswith("00001")


def test_a_water_request_names_its_own_missing_documents(naba_home: Path, tmp_path: Path) -> None:
    desk = copied_desk(naba_home, tmp_path / "desk")
    try:
        who = _person("naba")
        number = take_to(desk, who, "capture")
        with pytest.raises(NotYet) as refused:
            desk.do("check", number, answers(desk, who, "check"))
        kinds = {item.params.get("kind") for item in refused.value.missing if item.code == "document"}
        assert kinds == {"national_id", "national_address"}
        person = desk.dossier(number).person
        assert person is not None
        assert (person.id_type, person.id_number, person.full_name) == (
            "national_id",
            who.national_id,
            " ".join(who.names),
        )
    finally:
        desk.close()


def test_an_organisation_is_a_person_by_its_licence_or_by_its_name_alone(tmp_path: Path) -> None:
    desk = copied_desk(make_desk(tmp_path / "made", "barmajiat"), tmp_path / "desk")
    try:
        who = _person("barmajiat")
        asked = {name: value for name, value in who.request().items() if name not in ("id_number", "sex", "birth_year")}
        asked |= {"user_type": "organisation", "org_name": who.city}
        number = take_to(desk, who, "consent")
        desk.do("capture", number, asked)
        nameless = desk.dossier(number).person
        assert nameless is not None
        assert (nameless.id_type, nameless.id_number) == ("", "")
        desk.do("capture", number, {"org_licence": "4417"})
        known = desk.dossier(number).person
        assert known is not None
        assert (known.id, known.id_type, known.id_number) == (nameless.id, "licence", "4417")
    finally:
        desk.close()


@pytest.mark.parametrize("deed", ["open", "consent", "clarify", "answer", "register", "deliver", "capture"])
def test_forms_call_the_person_as_the_pack_does_in_that_step(deed: str) -> None:
    tumuh, naba, barmajiat = (_seen(_office(slug), deed) for slug in ("watan-tumuh", "naba", "barmajiat"))
    assert "{" not in tumuh + naba + barmajiat
    assert "المستخدم" not in tumuh + naba
    words = {"open": "المستخدم", "clarify": "المستخدم", "answer": "المستخدم", "consent": "المراجع"}
    bare = words.get(deed, "المستفيد").removeprefix("ال")
    assert bare in barmajiat
    if deed in {"open", "clarify", "answer"}:
        assert "مستفيد" not in barmajiat
        assert "مستفيد" in naba


def test_switching_the_pack_changes_the_english_too() -> None:
    assert "The user" in _seen(_office("barmajiat"), "open", "en")
    assert "The beneficiary" in _seen(_office("naba"), "open", "en")


def test_the_channels_and_categories_offered_are_the_packs() -> None:
    for slug in ("watan-tumuh", "naba", "barmajiat"):
        office = _office(slug)
        reception, registration = _seen(office, "open"), _seen(office, "register")
        assert all(channel.label.ar in reception for channel in office.pack.channels)
        assert all(category.label.ar in registration for category in office.pack.categories)
    assert "صهريج" in _seen(_office("naba"), "capture")
    assert "أسرة محدودة الدخل" not in _seen(_office("naba"), "register")


@pytest.mark.parametrize("slug", ["watan-tumuh", "naba", "barmajiat"])
def test_no_placeholder_is_left_in_any_form(slug: str) -> None:
    office = _office(slug)
    for deed in JOURNEY | {"open"}:
        for lang in ("ar", "en"):
            assert "{" not in _seen(office, deed, lang), deed


def test_the_request_forms_ask_what_the_field_list_says() -> None:
    counts = {}
    for name, slug in (("water", "naba"), ("software", "barmajiat")):
        fields = _office(slug).form_of("capture").fields()
        own = [field for field in fields if not field.name.startswith("rep_") and field.type != "hidden"]
        counts[name] = (len(own), sum(field.required for field in own))
        assert len([field for field in fields if field.name.startswith("rep_")]) == 11
        assert [field.name for field in fields if field.type == "hidden"] == ["applicant_capacity"]
        assert {field.name for field in fields if field.sensitive} == {
            {"water": "vulnerable", "software": "accessibility"}[name]
        }
    delivery = {field.name for field in _office("naba").form_of("deliver").fields()}
    assert {"delivered_m3", "delivery_note_no"} <= delivery
    assert counts == {"water": (35, 21), "software": (34, 23)}
