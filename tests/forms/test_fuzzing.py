"""If this failed, a form spoiled on its way would end in a fault of the program instead of a sentence."""

from pathlib import Path
from random import Random

import pytest

from tests.forms import fuzzing
from tests.forms.test_hostile import bounded  # noqa: F401 - a fixture
from watan_desk.common.messages import has

MUTANTS = 4


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes, tuple[fuzzing.Mutate, ...]]]:
    """Return the seeds, made once."""
    return list(fuzzing.seeds(tmp_path_factory.mktemp("seeds")))


@pytest.mark.parametrize("seed", range(10))
def test_a_spoiled_form_is_read_or_refused(
    seed: int, known: list[tuple[str, bytes, tuple[fuzzing.Mutate, ...]]], tmp_path: Path
) -> None:
    chance = Random(seed)  # noqa: S311 - the same each time
    for number in range(MUTANTS):
        ending, data, ways = chance.choice(known)
        path = tmp_path / f"{number}{ending}"
        path.write_bytes(chance.choice(ways)(data, chance))
        told = fuzzing.tried(path)
        assert told == "read" or has(told)
