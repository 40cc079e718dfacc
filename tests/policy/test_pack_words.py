"""If these fail, people are told of a committee, a session, a period or a paper that their own policy does not have."""

from collections.abc import Iterator

import pytest

from tests.absent import foreign, lacks, spoken_of
from watan_desk.common.messages import LANGUAGES
from watan_desk.letter.samples import sample_kinds, sample_letter, sample_office
from watan_desk.policy.office import Office, form_words, settings_of
from watan_desk.policy.pack import Pack, shipped_pack, shipped_packs
from watan_desk.policy.sheets import KINDS, sheet
from watan_desk.registers.definition import registers_of
from watan_desk.registers.library import find_answers

every_pack = pytest.mark.parametrize("slug", shipped_packs())


def _in_sheets(office: Office) -> Iterator[str]:
    for lang in LANGUAGES:
        for kind in KINDS:
            made = sheet(kind, office, lang)
            yield made.title
            for section in made.sections:
                yield from (section.heading, *section.lines, *section.heads)
                yield from (cell for row in section.rows for cell in row)


def _in_forms(office: Office) -> Iterator[str]:
    pack = office.pack
    names = {*(register.form for register in registers_of(pack))}
    names |= {act.form for register in registers_of(pack) for act in register.acts}
    forms = [office.shipped_form(rule.kind) for rule in pack.deeds if rule.kind != "decide"]
    forms += [office.shelf.form(name, form_words(pack, "open")) for name in names if name != "capture"]
    for form in forms:
        yield from (form.title(lang) for lang in LANGUAGES)
        yield from (text for info in form.fields() for text in info.label.values())


def _in_registers(pack: Pack) -> Iterator[str]:
    for register in registers_of(pack):
        for lang in LANGUAGES:
            yield from (each.text(lang) for each in (register.label, register.one, register.hint))
            yield from (state.label.text(lang) for state in register.states)
            yield from (act.label.text(lang) for act in register.acts)


def _in_answers(pack: Pack) -> Iterator[str]:
    for each in find_answers(pack):
        yield from (label.text(lang) for label in (each.question, each.answer) for lang in LANGUAGES)


@every_pack
def test_no_paper_says_words_of_bodies_and_steps_that_the_association_lacks(slug: str) -> None:
    pack = shipped_pack(slug)
    texts = [sample_letter(kind, pack).plain for kind in sample_kinds(pack)]
    assert len(texts) > 10
    assert spoken_of([*texts, *_in_sheets(sample_office(pack))], pack, foreign(pack)) == set()


@every_pack
def test_no_form_register_or_answer_says_them(slug: str) -> None:
    pack = shipped_pack(slug)
    office = sample_office(pack)
    texts = [*_in_forms(office), *_in_registers(pack), *_in_answers(pack)]
    assert len(texts) > 300
    assert spoken_of(texts, pack, foreign(pack)) == set()


@every_pack
def test_the_search_for_such_words_finds_them_in_another_associations_desk(slug: str) -> None:
    """A search that found nothing anywhere would prove nothing: each pack's own words are found by another's search."""
    pack = shipped_pack(slug)
    found = spoken_of(
        [f"{pack.terms.decision_body.ar} {pack.terms.applicant.m}", pack.identity.name], pack, foreign(pack)
    )
    assert found == set()
    for other in shipped_packs():
        if other != slug:
            assert spoken_of([pack.identity.name], shipped_pack(other), foreign(shipped_pack(other)))


def test_what_an_association_lacks_is_read_from_its_pack() -> None:
    lacked = {
        slug: {thing for thing in ("attest", "committee", "session", "floor") if lacks(shipped_pack(slug), thing)}
        for slug in shipped_packs()
    }
    assert lacked == {
        "awn": {"attest", "committee", "session", "floor"},
        "huda": {"committee", "session", "floor"},
        "naba": set(),
        "barmajiat": set(),
        "watan-tumuh": set(),
    }


def test_settings_of_absent_steps_are_not_offered() -> None:
    awn, huda, naba = (settings_of(shipped_pack(slug)) for slug in ("awn", "huda", "naba"))
    assert not {"registration_items", "employee_attests", "clarify_any_time", "reply_period_days"} & set(awn)
    assert {"reply_period_days", "urgent_field_help"} <= set(huda)
    assert {"clarify_any_time", "employee_attests", "registration_items"} <= set(naba)
    assert "reply_period_days" not in naba
