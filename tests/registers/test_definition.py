"""If these fail, a register has a form, state or act that nobody can reach, or an association lacks one of its own."""

from pathlib import Path

import pytest

from watan_desk.common.errors import Unusable
from watan_desk.common.resources import form_definition, resource
from watan_desk.forms import CHECKS, load_form
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.registers.definition import COLUMNS, load_register, register_of, registers_of, shipped_registers

CODES = sorted(shipped_registers())


@pytest.mark.parametrize("code", CODES)
def test_every_register_can_be_opened_and_brought_to_an_end(code: str) -> None:
    register = shipped_registers()[code]
    reached = {register.states[0].code}
    for _ in register.states:
        reached |= {act.to for act in register.acts if act.to and reached & set(act.start)}
    assert reached == {state.code for state in register.states}
    assert any(state.over for state in register.states)
    assert all(set(act.start) <= reached for act in register.acts)


@pytest.mark.parametrize("code", CODES)
def test_every_column_is_filled_by_a_question_that_the_form_asks(code: str) -> None:
    register = shipped_registers()[code]
    asked = {field.name for field in load_form(form_definition(register.form), checks=CHECKS).fields()}
    named = set(register.fields.values()) | set(register.differ) | ({register.due_from} - {""})
    assert set(register.fields) <= COLUMNS
    assert named <= asked
    for act in register.acts:
        form = load_form(form_definition(act.form), checks=CHECKS)
        assert not act.unless or act.unless in {field.name for field in form.fields()}


def test_numbers_of_two_registers_never_meet() -> None:
    prefixes = [register.prefix for register in shipped_registers().values()]
    assert len(prefixes) == len(set(prefixes))


@pytest.mark.parametrize("slug", shipped_packs())
def test_every_association_keeps_the_registers_that_its_policy_names(slug: str) -> None:
    kept = {register.code for register in registers_of(shipped_pack(slug))}
    everybody = {"inquiry", "complaint", "volunteer", "help", "body", "body_letter", "data", "improvement", "party"}
    assert everybody | {"outreach", "obstacle", "need", "suggestion", "appointment", "incident"} <= kept
    assert ("wave" in kept) == ("joint" in kept) == ("result" not in kept)


def test_a_register_that_nobody_keeps_is_named_with_those_that_are() -> None:
    with pytest.raises(Unusable) as refused:
        register_of(shipped_pack("naba"), "wave")
    assert "inquiry" in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (('to = "answered"', 'to = "forgotten"'), "forgotten"),
        (('title = "question"', 'colour = "question"'), "colour"),
        (('prefix = "Q"', "prefix = 7"), "prefix"),
    ],
)
def test_a_wrong_definition_is_refused_and_says_what_is_wrong(
    tmp_path: Path, change: tuple[str, str], what: str
) -> None:
    text = resource("registers", "inquiry.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "inquiry.toml"
    wrong.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(Unusable) as refused:
        load_register(wrong)
    assert what in refused.value.sentence("en")
