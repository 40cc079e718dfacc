"""If these fail, an association sees another's words, or words its policy does not have, on its pages and papers."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from watan_desk.common.arabic import normalise
from watan_desk.common.hijri import to_hijri
from watan_desk.common.resources import form_definition, resource
from watan_desk.policy.office import missing_identity
from watan_desk.policy.pack import Pack, load_pack, shipped_pack, shipped_packs

EIGHT = [
    "المقابلة",
    "الاتصالات الهاتفية",
    "وسائل التواصل الاجتماعي",
    "الخطابات",
    "خدمات طلب المساعدة",
    "خدمة التطوع",
    "الموقع الالكتروني للجمعية",
    "مناديب المكاتب الفرعية",
]
CODES = ["interview", "phone", "social_media", "letter", "help_request", "volunteering", "website", "delegate"]
SHA256 = {
    "watan-tumuh": "511a528473aebded7f5e8d28e622227827c40ae99fda6dbfd3d53416d0c4c8ea",
    "naba": "36834c5280bdbfd5723fcaa3297f08c27e650f0eb0d146131a18656a3394864d",
    "barmajiat": "02bb35807efb31716cf208b8c9f00c97ca9e75dab0e4421f342d6fd2adb88bdc",
}
SEVEN = ["reception", "verification", "clarification", "attestation", "raising", "registration", "service"]
LONGEST_LABEL = 12
"""Words of the longest label; whatever is longer would be a sentence of the policy."""

every_pack = pytest.mark.parametrize("slug", sorted(SHA256))


def _channels(pack: Pack) -> list[str]:
    return [channel.label.ar for channel in pack.channels]


def _tools(pack: Pack) -> list[str]:
    return [tool.label.ar for tool in pack.tools]


def _words(pack: Pack, section: str) -> list[str]:
    return [word.m for word in pack.words(section)]


@every_pack
def test_a_pack_has_the_hash_of_its_text_eight_channels_four_tools_and_seven_steps(slug: str) -> None:
    pack = shipped_pack(slug)
    assert slug in shipped_packs()
    assert pack.source_sha256 == SHA256[slug]
    assert [channel.code for channel in pack.channels] == CODES
    assert [tool.kind for tool in pack.tools] == ["document", "document", "document", "form"]
    assert [step.code for step in pack.steps] == SEVEN
    assert [step.clause for step in pack.steps] == [None] * 7


@pytest.mark.parametrize(
    ("slug", "website"),
    [
        ("watan-tumuh", "الموقع الالكتروني للجمعية"),
        ("naba", "الموقع الالكتروني للجمعية"),
        ("barmajiat", "الموقع الإلكتروني للجمعية"),
    ],
)
def test_channels_stand_in_their_order_letter_by_letter(slug: str, website: str) -> None:
    assert _channels(shipped_pack(slug)) == [*EIGHT[:6], website, EIGHT[7]]


def test_lines_are_those_of_the_associations_own_texts() -> None:
    naba, barmajiat = shipped_pack("naba"), shipped_pack("barmajiat")
    assert [channel.line for channel in naba.channels] == [60, 62, 64, 66, 68, 70, 72, 74]
    assert [step.line for step in naba.steps] == [92, 94, 96, 100, 102, 106, 108]
    assert [channel.line for channel in barmajiat.channels] == list(range(96, 104))
    assert [step.line for step in barmajiat.steps] == [114, 115, 116, 122, 123, 124, 125]
    assert (naba.approval.line, barmajiat.approval.line) == (109, 149)


def test_tools_are_as_printed_and_the_third_differs() -> None:
    first = ["اللائحة الأساسية للجمعية", "دليل خدمات البحث الاجتماعي"]
    for slug in ("watan-tumuh", "naba"):
        assert _tools(shipped_pack(slug)) == [*first, "دليل سياسة الدعم للمستفيدين", "طلب دعم مستفيد"]
    assert _tools(shipped_pack("barmajiat")) == [*first, "دليل سياسة الدعم للمستخدمين", "طلب دعم مستفيد"]
    forms = {slug: shipped_pack(slug).request_form for slug in SHA256}
    assert forms == {"watan-tumuh": "general", "naba": "water", "barmajiat": "software"}


def test_titles_roles_and_headings_are_the_packs() -> None:
    naba, barmajiat = shipped_pack("naba"), shipped_pack("barmajiat")
    assert naba.identity.policy_title.endswith("المستفيدين")
    assert barmajiat.identity.policy_title.endswith("المستخدمين")
    assert naba.terms.relations_officer.ar == "موظف علاقات المستفيدين"
    assert barmajiat.terms.relations_officer.ar == "موظف علاقات المستخدمين"
    assert "policy_title" in {default.code for default in naba.defaults}
    for name in ("channels", "tools", "steps"):
        assert "مستخدم" in barmajiat.headings[name].ar.removeprefix("القنوات المستخدمة")
        assert "مستفيد" in naba.headings[name].ar


@pytest.mark.parametrize("slug", ["watan-tumuh", "naba"])
def test_the_person_is_called_by_step_as_the_text_calls_them(slug: str) -> None:
    pack = shipped_pack(slug)
    said = {code: _words(pack, code) for code in SEVEN[:5]}
    assert said == {
        "reception": ["المستفيد", "المراجع"],
        "verification": ["المراجع"],
        "clarification": ["المستفيد"],
        "attestation": ["طالب الدعم"],
        "raising": ["المستفيد"],
    }
    assert "المستخدم" not in {word for section in pack.sections for word in _words(pack, section)}


def test_a_text_that_mixes_two_words_keeps_each_in_its_place() -> None:
    pack = shipped_pack("barmajiat")
    assert {code: _words(pack, code) for code in SEVEN[:5]} == {
        "reception": ["المستخدم", "المراجع"],
        "verification": ["المراجع"],
        "clarification": ["المستخدم"],
        "attestation": ["طالب الدعم"],
        "raising": ["المستفيد"],
    }
    user = {"title", "contents", "last_goal", "channels", "tools", "tool_3", "steps", "reception", "clarification"}
    assert {section for section in pack.sections if "المستخدم" in _words(pack, section)} == user
    beneficiary = {"preamble", "general_goal", "goals", "request_form", "raising", "approval"}
    assert {section for section in pack.sections if _words(pack, section) == ["المستفيد"]} == beneficiary
    assert "للمستفيد" in pack.step(5).summary.ar
    assert pack.words("raising")[0].to_m == "للمستفيد"
    assert len([lint for lint in pack.lints if lint.code == "terminology_mismatch"]) > 1


def test_a_heading_with_nothing_under_it_is_an_approval_not_recorded() -> None:
    approval = shipped_pack("naba").approval
    assert (approval.status(), approval.candidates(), approval.meeting) == ("not_recorded", (), "")


def test_the_weekday_of_an_approval_is_checked(tmp_path: Path) -> None:
    pack = shipped_pack("barmajiat")
    assert pack.approval.status() == "ok"
    assert pack.approval.candidates() == (date(2023, 3, 9),)
    assert to_hijri(date(2023, 3, 9)).iso == "1444-08-17"
    assert pack.approval.weekday_agrees() is True
    text = resource("packs", "barmajiat", "pack.toml").read_text(encoding="utf-8")
    moved = tmp_path / "barmajiat" / "pack.toml"
    moved.parent.mkdir()
    moved.write_text(text.replace('"2023-03-09"', '"2023-03-10"'), encoding="utf-8")
    wrong = load_pack(moved)
    assert wrong.approval.status() == "inconsistent"
    found = {finding.code for finding in wrong.findings()} - {finding.code for finding in pack.findings()}
    assert found == {"weekday_mismatch"}


def test_an_approval_says_what_the_text_says_and_names_nobody() -> None:
    approval = shipped_pack("barmajiat").approval
    assert (approval.in_force, approval.in_force_from, approval.to_publish) == (True, "", True)
    roles = [item.role.ar for item in approval.signatories]
    assert roles == ["رئيس المجلس", "نائب الرئيس", *["عضو مجلس الإدارة"] * 3]
    assert not any(item.signed for item in approval.signatories)


def test_a_number_is_found_in_both_kinds_of_digits() -> None:
    identity = shipped_pack("barmajiat").identity
    assert (identity.registration_text, identity.number) == ("ترخيص رقم ١٢٣٥", "1235")
    assert all(normalise(asked) in normalise(identity.registration_text) for asked in ("1235", "١٢٣٥"))
    assert (identity.handle, identity.website) == ("@barmajiat2030", "https://barmajiat2030.org")


def test_only_a_text_without_licence_and_contact_lacks_them() -> None:
    assert missing_identity(shipped_pack("naba")) == ("registration_text", "email")
    assert missing_identity(shipped_pack("naba"), {"email": "a@example.org"}) == ("registration_text",)
    for slug in ("watan-tumuh", "barmajiat"):
        assert missing_identity(shipped_pack(slug)) == ()
    assert shipped_pack("naba").identity.registration_kind == "none"


@pytest.mark.parametrize("slug", ["naba", "barmajiat"])
def test_damaged_places_are_listed_with_their_lines(slug: str) -> None:
    found = {(lint.code, lint.line, lint.printed) for lint in shipped_pack(slug).lints}
    expected = {
        "naba": {
            ("extraction_damage", 31, "قنوا ت"),
            ("extraction_damage", 53, "تقنيا ت"),
            ("extraction_damage", 90, "مختل ف"),
            ("extraction_damage", 100, "طال ب"),
            ("misspelling", 55, "أراء"),
            ("misaligned_numbers", 60, ".1"),
        },
        "barmajiat": {("broken_reference", 43, "خطأ!"), ("terminology_mismatch", 151, "اللائحة")},
    }
    assert expected[slug] <= found


@every_pack
def test_a_pack_holds_labels_and_no_raw_sentence(slug: str) -> None:
    pack = shipped_pack(slug)
    labels = [*_channels(pack), *_tools(pack), *(heading.ar for heading in pack.headings.values())]
    assert max(len(label.split()) for label in labels) <= LONGEST_LABEL
    debris = "الإشارة المرجعية"
    assert debris not in resource("packs", slug, "pack.toml").read_text(encoding="utf-8")


def test_no_telephone_number_of_a_policy_is_in_the_project() -> None:
    kept = [*resource("packs").rglob("*.toml"), *resource("practice").iterdir(), form_definition("general")]
    for path in [*kept, *form_definition("general").parent.glob("*.md")]:
        found = re.findall(r"\b05\d{8}\b", path.read_text(encoding="utf-8"))
        assert all(number.startswith("0500000") for number in found), path.name


@every_pack
def test_every_code_of_a_pack_is_known_to_the_forms(slug: str) -> None:
    pack = shipped_pack(slug)
    form = form_definition(pack.request_form).read_text(encoding="utf-8")
    kinds = form_definition("document").read_text(encoding="utf-8")
    named = [pack.request.names, [item.field for item in pack.request.identity]]
    named += [[rule.field for rule in pack.documents.required]]
    own = (pack.request.chooser, pack.request.sex, pack.request.birth_date, pack.request.mobile, pack.request.kinds)
    named += [[name for name in (*own, pack.request.contact) if name]]
    for field in (name for names in named for name in names):
        assert f"| {field} |" in form, field
    for kind in {rule.kind for rule in pack.documents.required} | set(pack.documents.max_age_days):
        assert f"| doc_type | {kind} |" in kinds, kind


def _terms(part: object) -> list[str]:
    """Return every label of a pack's own text, in both languages."""
    if isinstance(part, dict):
        return [text for name, inner in part.items() if name not in ("defaults", "lints") for text in _terms(inner)]
    if isinstance(part, list):
        return [text for inner in part for text in _terms(inner)]
    return [part] if isinstance(part, str) else []


@every_pack
def test_no_term_of_two_words_stands_in_the_code(slug: str) -> None:
    whole = tomllib.loads(resource("packs", slug, "pack.toml").read_text(encoding="utf-8"))
    parts = ("identity", "terms", "headings", "channels", "tools", "steps", "reasons", "categories")
    terms = {text.casefold() for text in _terms([whole[name] for name in parts]) if len(text.split()) > 1}
    assert len(terms) > len(EIGHT)
    source = Path(shipped_pack.__code__.co_filename).parents[1]
    for path in source.rglob("*.py"):
        code = path.read_text(encoding="utf-8").casefold()
        assert [term for term in terms if term in code] == [], path.name


def test_pilgrims_and_victims_have_channels_tools_and_steps_of_their_own() -> None:
    huda, awn = shipped_pack("huda"), shipped_pack("awn")
    assert _channels(huda)[-1] == "مناديب الجمعية في المواقع الميدانية"
    assert [channel.code for channel in huda.channels] == CODES
    assert [step.clause for step in huda.steps] == [*"1234567"]
    assert _tools(huda)[0] == "اللائحة الأساسية لجمعية الهدى لمساعدة الحجاج"
    assert _tools(huda)[1:] == ["دليل خدمات المستفيدين", "سياسة الدعم والمساعدات", "نماذج طلبات الدعم والخدمات"]
    assert [channel.code for channel in awn.channels] == CODES[:7]
    assert [step.code for step in awn.steps] == ["request", "gathering", "assessment", "decision"]
    assert (awn.terms.request_form.ar, awn.steps[0].heading.ar) == ("طلب الخدمة", "تقديم طلب الخدمة")
    assert (awn.approval.status(), huda.approval.status()) == ("ambiguous", "blank")
    words = {word.m for pack in (huda, awn) for section in pack.sections for word in pack.words(section)}
    assert words == {"المستفيد"}


def test_regulations_and_services_of_three_kinds_stand_in_the_pack() -> None:
    huda = shipped_pack("huda")
    assert [kind.label.ar for kind in huda.service_kinds] == ["صحية", "إرشادية", "إغاثية"]
    assert {service.kind for service in huda.services} == {"health", "guidance", "relief"}
    assert len(huda.regulations) == 5
    assert [item.code for item in huda.categories] == ["hajj", "umrah", "relative"]
