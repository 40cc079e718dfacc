"""If these failed, one odd answer could end the program in the middle of an interview."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from watan_desk.forms.functions import FUNCTIONS

Result = Callable[..., str]

_ODD = [
    "''",
    "'x'",
    "'-1'",
    "'1e999'",
    "'2026-02-30'",
    "'0001-01-01T00:00:00+14:00'",
    "'9999-12-31'",
    "'9999-12-31T23:59:59-14:00'",
    "0",
    "-1",
    "1.5",
    "99999999999999999999",
    "1 div 0",
    "-1 div 0",
    "0 div 0",
    "true()",
    "false()",
    "today()",
    "now()",
    "/data/*",
    "/data/none",
    "/data",
    "..",
    ".",
    "'25:61'",
    "'a b'",
    "'\u0660'",
    "0.1 + 0.2",
    "date('x')",
    "-(1 div 0)",
]
_NAMES = sorted(FUNCTIONS)


@st.composite
def _calls(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0:
        return draw(st.sampled_from(_ODD))
    name = draw(st.sampled_from(_NAMES))
    function = FUNCTIONS[name]
    count = draw(st.integers(function.least, min(function.most, function.least + 2)))
    arguments = [draw(_calls(depth=draw(st.integers(0, depth - 1)))) for _ in range(count)]
    if name == "regex":
        arguments[1] = "'a'"
    if name == "digest":
        arguments[1:] = ["'MD5'"]  # a name that is written in the form and unknown is refused with it
    return f"{name}({', '.join(arguments)})"


@given(
    _calls(),
    st.sampled_from(
        ["{}", "{} + 1", "{} = {}", "{} < 2", "-{}", "{} mod 3", "{} div 0", "({})[1]", "{} | ..", "{} * {}"]
    ),
)
def test_every_function_gives_a_result_whatever_it_is_given(result: Result, call: str, around: str) -> None:
    assert isinstance(result(around.format(call, call), {"a": "1", "b": "x y"}), str)


def test_the_table_holds_what_forms_of_the_standard_call() -> None:
    assert len(FUNCTIONS) >= 75
    assert all(0 <= function.least <= function.most for function in FUNCTIONS.values())
