"""If this fails, a supporter's visit opens a request, or a supporter cannot be received at all."""

import pytest

from watan_desk.common.errors import Invalid
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


@pytest.mark.parametrize("party", ["supporter", "volunteer", "other"])
def test_only_a_beneficiary_opens_a_request(desk: Desk, who: MadeUpPerson, party: str) -> None:
    visit = who.reception() | {"party_type": party}
    with pytest.raises(Invalid) as refused:
        desk.do("open", None, visit)
    assert [problem.field for problem in refused.value.problems] == ["outcome"]
    closed = {name: value for name, value in visit.items() if name != "identity_shown"} | {"outcome": "close"}
    assert desk.do("open", None, closed).dossier is None
    assert desk.do("open", None, who.reception() | {"party_type": "beneficiary"}).dossier is not None
