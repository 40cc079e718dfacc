"""If this fails, a command's output speaks of a committee, a session or a wait that the association's policy lacks."""

from pathlib import Path

import pytest

from tests.absent import foreign, spoken_of
from tests.cli.test_desk import Terminal, empty  # noqa: F401 - a fixture
from tests.desks import copied_desk, make_desk, stages
from watan_desk.common.messages import LANGUAGES
from watan_desk.policy.pack import shipped_packs

_EVERYWHERE = (
    ("case", "list"),
    ("letter", "list"),
    ("register", "list"),
    ("policy", "show"),
    ("setting", "list"),
    ("report",),
    ("doctor",),
    ("import", __file__),
)
_OF_A_CASE = (("case", "show"), ("case", "history"))


@pytest.mark.parametrize("slug", shipped_packs())
def test_no_command_says_words_that_the_association_lacks(
    slug: str,
    tmp_path: Path,
    empty: Terminal,  # noqa: F811 - the fixture
) -> None:
    desk = copied_desk(make_desk(tmp_path / "made", slug), tmp_path / "home")
    cases, pack = stages(desk), desk.office.pack
    desk.close()
    calls = [*_EVERYWHERE, *((*words, number) for words in _OF_A_CASE for number in cases.values())]
    calls += [("case", "do", cases["capture"], rule.kind) for rule in pack.deeds]
    calls += [("letter", "print", cases["raise"], f"L{kind:02}", "--out", str(tmp_path / "x.pdf")) for kind in (6, 7)]
    words, seen = foreign(pack), 0
    for place, call in enumerate(calls):
        told = empty.run(*call, "--lang", LANGUAGES[place % len(LANGUAGES)])
        texts = [*told.out.splitlines(), *told.err.splitlines()]
        seen += len(texts)
        assert spoken_of(texts, pack, words) == set(), call
    assert seen > 80
