"""If these fail, a case number read off a letter finds nothing, or somebody else's case."""

import pytest

from tests.store.conftest import Store
from watan_desk.common.errors import Unusable
from watan_desk.store.cases import all_cases, case_by_id, case_by_number
from watan_desk.store.engine import reading, writing
from watan_desk.store.settings import read_setting, write_setting


def test_a_case_is_found_by_its_number_however_it_is_typed(store: Store) -> None:
    case_id = store.open_case()
    with reading(store.engine) as connection:
        for typed in ("WT03A-1448-0001", " wt03a-1448-0001 ", "WT03A-١٤٤٨-٠٠٠١"):
            assert case_by_number(connection, typed).id == case_id
        assert case_by_id(connection, case_id).number == "WT03A-1448-0001"


@pytest.mark.parametrize("typed", ["", "WT03A-1448-0002", "WT03A-1448-000%", "' OR 1=1 --"])
def test_a_number_nobody_has_is_refused(store: Store, typed: str) -> None:
    store.open_case()
    with reading(store.engine) as connection, pytest.raises(Unusable):
        case_by_number(connection, typed)


def test_cases_are_listed_newest_first(store: Store) -> None:
    for _ in range(3):
        store.open_case()
    with reading(store.engine) as connection:
        assert [case.number[-4:] for case in all_cases(connection)] == ["0003", "0002", "0001"]


def test_a_setting_is_read_as_it_was_written(store: Store) -> None:
    for value in ({"a": ["ب", 1, None]}, "text", False):
        with writing(store.engine) as connection:
            write_setting(connection, "name", value)
        with reading(store.engine) as connection:
            assert read_setting(connection, "name", "default") == value
    with reading(store.engine) as connection:
        assert read_setting(connection, "other", "default") == "default"
