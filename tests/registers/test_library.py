"""If these fail, a visitor hears what is not true of this association, or an answer that exists is not found."""

import pytest

from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.registers.library import find_answers


@pytest.mark.parametrize("asked", ["يُعطى الرد", "يعطي الردّ", "الرَّد بالقَبول", "REPLY"])
def test_an_answer_is_found_however_it_is_spelled(asked: str) -> None:
    assert "reply_floor" in {answer.code for answer in find_answers(shipped_pack("naba"), asked)}


def test_answers_are_in_the_words_of_the_association() -> None:
    [told] = [answer for answer in find_answers(shipped_pack("naba")) if answer.code == "who_decides"]
    assert "لجنة البحث" in told.answer.ar
    assert "the research committee" in told.answer.en


def test_what_nobody_knows_is_not_answered() -> None:
    assert find_answers(shipped_pack("naba"), "الطائرات الورقية") == ()


@pytest.mark.parametrize("slug", shipped_packs())
def test_no_answer_promises_a_wait_that_the_policy_does_not_have(slug: str) -> None:
    pack = shipped_pack(slug)
    codes = {answer.code for answer in find_answers(pack)}
    assert ("reply_floor" in codes) == (pack.wait.min_days is not None)
    assert ("reply_open" in codes) == (pack.wait.min_days is None)
    assert ("unclear" in codes) == (pack.terms.referral_officer is not None)
    for answer in find_answers(pack):
        assert "{" not in answer.answer.ar + answer.answer.en
