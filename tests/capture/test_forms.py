"""If these fail, an association is told to ask what its policy never reads, or is not told what it does read."""

import pytest

from watan_desk.capture.forms import absent_fields, needed_fields
from watan_desk.common.resources import form_definition
from watan_desk.policy.office import Shelf, form_words
from watan_desk.policy.pack import shipped_pack, shipped_packs


@pytest.mark.parametrize("association", shipped_packs())
def test_every_shipped_form_asks_what_its_policy_reads_and_another_ones_does_not(association: str) -> None:
    pack, shelf = shipped_pack(association), Shelf()
    assert form_definition(pack.request_form).is_file()
    own = shelf.form(pack.request_form, form_words(pack, "capture"))
    assert absent_fields(pack, own) == ()
    needed = [each.name for each in needed_fields(pack)]
    assert set(pack.request.names) <= set(needed)
    assert len(needed) == len(set(needed))
    reception = shelf.form("reception", form_words(pack, "open"))
    assert {each.name for each in absent_fields(pack, reception)} >= set(pack.request.names)
