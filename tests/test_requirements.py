"""If these fail, the table of requirements promises what no test proves, or has gone out of date."""

import re
from typing import Any

import pytest

from tests import removals
from tests.requirements_page import PAGE, page

NAMES = [f"R{number}" for number in range(1, 104)]
ROWS = removals.rows()


def test_every_requirement_has_its_row_in_order() -> None:
    assert list(ROWS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_row_names_a_test_that_exists_and_a_text_that_stands_once_or_says_what_is_missing(name: str) -> None:
    row: dict[str, Any] = ROWS[name]
    assert row["about"]
    if "test" not in row:
        assert row["not_yet"]
        return
    file, _, function = row["test"].partition("::")
    written = (removals.ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {re.escape(function.partition('[')[0])}\(", written, re.MULTILINE)
    assert (removals.ROOT / "src" / "watan_desk" / row["room"]).is_dir()
    text = (removals.ROOT / row["file"]).read_text(encoding="utf-8")
    assert text.count(row["find"]) == 1
    assert row.get("replace", "") != row["find"]


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
