"""If these fail, a pilgrim signs for a procedure that nobody explained."""

from pathlib import Path

import pytest

from tests.desks import answers, copied_desk, make_desk, person, step, take_to
from watan_desk.common.errors import Invalid, NotYet
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


@pytest.fixture
def huda(tmp_path: Path) -> Desk:
    """Return a desk that serves pilgrims."""
    return copied_desk(make_desk(tmp_path / "made", "huda"), tmp_path / "desk")


def test_no_request_passes_the_third_step_unexplained(huda: Desk) -> None:
    pilgrim = person(form="pilgrim")
    number = take_to(huda, pilgrim, "check")
    for deed in ("attest", "clarify"):
        with pytest.raises(NotYet) as refused:
            huda.do(deed, number, answers(huda, pilgrim, deed))
        assert ("deed", {"deed": "explain"}) in [(item.code, item.params) for item in refused.value.missing]
    with pytest.raises(Invalid):
        huda.do("explain", number, answers(huda, pilgrim, "explain") | {"procedure_explained": "no"})
    step(huda, pilgrim, number, "explain")
    huda.do("clarify", number, pilgrim.clarification())
    huda.do("answer", number, answers(huda, pilgrim, "answer"))
    step(huda, pilgrim, number, "attest")
    dossier = huda.dossier(number)
    assert [each.doubt_left for each in dossier.explanations] == [False]
    assert dossier.case.state == "attested"


def test_a_clear_path_skips_the_referral_and_a_setting_opens_it_at_any_time(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "capture")
    with pytest.raises(NotYet):
        desk.do("clarify", number, who.clarification())
    desk.set("clarify_any_time", "yes")
    desk.do("clarify", number, who.clarification())
    assert desk.dossier(number).case.state == "clarifying"
    desk.do("answer", number, answers(desk, who, "answer"))
    for deed in ("document", "check", "attest", "raise"):
        step(desk, who, number, deed)
    desk.do("clarify", number, who.clarification())
    desk.do("answer", number, answers(desk, who, "answer"))
    assert desk.dossier(number).case.state == "raised"
