"""What every room's tests share: Qt without a screen, a home of their own, and a clock that stands still."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests.desks import PASSPHRASE, copied_desk, make_desk, person
from watan_desk.common.clock import FixedClock
from watan_desk.headoffice.office import HeadOffice, open_office
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import Desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine; `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty data folder, and keep every test away from the user's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WATAN_HOME", str(folder))
    monkeypatch.delenv("WATAN_PASSPHRASE_FILE", raising=False)
    return folder


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that shows Saturday, 21 November 2026, noon in Riyadh (11 Jumada II 1448)."""
    return FixedClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an enrolled practice desk, closed, for tests to copy: making keys takes its time."""
    return make_desk(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def made_huda(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an enrolled practice desk of the association for pilgrims, closed, for tests to copy."""
    return make_desk(tmp_path_factory.mktemp("made_huda"), "huda")


@pytest.fixture
def huda(made_huda: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return an open practice desk of the association for pilgrims, as new."""
    opened = copied_desk(made_huda, tmp_path / "huda")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def made_awn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an enrolled practice desk of the association for victims of crime, closed, to copy."""
    return make_desk(tmp_path_factory.mktemp("made_awn"), "awn")


@pytest.fixture
def awn(made_awn: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return an open practice desk of the association for victims of crime, as new."""
    opened = copied_desk(made_awn, tmp_path / "awn")
    yield opened
    opened.close()


@pytest.fixture
def desk(made_desk: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return an open practice desk, WT03A, on 19 November 2026, ten in the morning in Riyadh, as new."""
    opened = copied_desk(made_desk, tmp_path / "desk")
    yield opened
    opened.close()


@pytest.fixture
def office(made_desk: Path, tmp_path: Path, desk: Desk) -> Iterator[HeadOffice]:
    """Return the head office that enrolled the desk; its clock is the desk's."""
    shutil.copytree(made_desk.parent / "office", tmp_path / "office")
    opened = replace(open_office(tmp_path / "office", PASSPHRASE), clock=desk.clock)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def who() -> MadeUpPerson:
    """Return a made-up person who asks for help with the rent."""
    return person()
