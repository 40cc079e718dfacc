"""If these fail, choices in random order come in another order on each device, and answers cannot be compared."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watan_desk.forms.library.order import seeded, shuffled

LETTERS = ["a", "b", "c", "d", "e", "f", "g", "h"]


@pytest.mark.parametrize(
    ("seed", "text", "order"),
    [
        (42, "", "afcbhegd"),
        (0, "", "cbhafdge"),
        (-7, "", "afcehdbg"),
        (7.5, "", "dbgfceha"),
        (2147483647, "", "cbhafdge"),
        (99999999999, "", "bhgfdeca"),
        (math.inf, "", "gfeachbd"),
        (-math.inf, "", "abfcdegh"),
        (math.nan, "seed", "heagbdcf"),
        (math.nan, "", "cbhafdge"),
        (math.nan, "مرحبا", "ecgfhabd"),
    ],
)
def test_a_seed_gives_the_order_of_other_tools(seed: float, text: str, order: str) -> None:
    assert "".join(shuffled(LETTERS, seeded(seed, text))) == order


@given(st.lists(st.integers()), st.floats(), st.text(max_size=9))
def test_nothing_is_lost_and_the_same_seed_gives_the_same_order(items: list[int], seed: float, text: str) -> None:
    first = shuffled(items, seeded(seed, text))
    assert sorted(first) == sorted(items)
    assert shuffled(items, seeded(seed, text)) == first
