"""If this fails, a page of somebody's journey speaks of a committee, a session or a wait that their policy lacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.absent import foreign, spoken_of
from tests.desks import copied_desk, make_desk, stages
from tests.gui.conftest import OpenWindow
from tests.gui.walk import places, written
from watan_desk.gui.look import Look
from watan_desk.policy.pack import shipped_packs
from watan_desk.wiring import Desk


@pytest.fixture(params=shipped_packs())
def walked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk of an association with people at each stage of its journey."""
    desk = copied_desk(make_desk(tmp_path / "made", request.param), tmp_path / "desk")
    yield desk
    desk.close()


def test_no_page_of_a_journey_says_words_that_the_association_lacks(
    walked: Desk, look: Look, open_window: OpenWindow
) -> None:
    cases, pack = stages(walked), walked.office.pack
    window, words = open_window(walked, look), foreign(pack)
    seen = 0
    for name, argument in places(walked, cases):
        texts = written(window, name, argument)
        seen += len(texts)
        assert spoken_of(texts, pack, words) == set(), (name, argument)
    assert seen > 1500
