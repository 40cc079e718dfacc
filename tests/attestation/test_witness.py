"""If this fails, the delegate who receives an attestation also bears witness to it."""

import pytest

from tests.desks import answers, take_to
from watan_desk.common.errors import Invalid
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk


def test_the_delegate_is_no_witness(desk: Desk, who: MadeUpPerson) -> None:
    number = take_to(desk, who, "check")
    witnesses = {
        "attest_method": "thumbprint",
        "unable_reason": "لا يكتب",
        "thumb": "right",
        "witnesses_outside": "yes",
        "witness1_name": desk.office.delegate_name,
        "witness1_id": "1902157369",
        "witness2_name": "شاهد آخر",
        "witness2_id": "1981930363",
    }
    with pytest.raises(Invalid) as refused:
        desk.do("attest", number, answers(desk, who, "attest") | witnesses)
    assert [(problem.field, problem.key) for problem in refused.value.problems] == [
        ("witness1_name", "attestation.witness_inside")
    ]
    desk.do("attest", number, answers(desk, who, "attest") | witnesses | {"witness1_name": "شاهد أول"})
    assert desk.dossier(number).case.state == "attested"
