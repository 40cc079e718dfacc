"""What every room's tests share: Qt without a screen, a home of their own, and a clock that stands still."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from watan_desk.common.clock import FixedClock

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
