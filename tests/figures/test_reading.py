"""If these fail, a report counts rejections under words that were meant for one person, or under no reason at all."""

import pytest

from watan_desk.figures.reading import Row, figures_of
from watan_desk.policy.pack import shipped_pack

PACK = shipped_pack("watan-tumuh")
LABEL = next(item.label.ar for item in PACK.reasons if item.code == "outside_scope")


@pytest.mark.parametrize(
    ("decided", "counted"),
    [
        ({"reason": LABEL, "details": {"reason_code": "outside_scope"}}, "outside_scope"),
        ({"reason": "سبب كُتب لشخص بعينه", "details": {"reason_code": "other"}}, "other"),
        ({"reason": "outside_scope", "details": {}}, "outside_scope"),
        ({"reason": "سبب كُتب قبل أن يلزم الرمز", "details": {}}, ""),
    ],
)
def test_a_rejection_is_counted_by_the_code_of_its_reason_and_never_by_its_words(decided: Row, counted: str) -> None:
    """R47: what head office records is the label or own words for the letter, with the code beside them."""
    rows: dict[str, list[Row]] = {
        "raising": [{"id": "r", "raised_on": "2026-11-19"}],
        "decision": [{"id": "d", "raising_id": "r", "outcome": "reject", **decided}],
    }
    assert figures_of({"opened_at": "2026-11-19T07:00:00Z"}, rows, {}, PACK).reason == counted
