"""If these fail, a delegate takes a request for complete whose documents, or whose data, are not."""

import json
from pathlib import Path

import pytest

from tests.desks import MORNING, PASSPHRASE, copied_desk, go_on, make_desk, person, step
from watan_desk.cli.desk import main
from watan_desk.dossier.completion import Completion, Figure, completion
from watan_desk.wiring import Desk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a desk of the association whose policy counts the two apart."""
    return make_desk(tmp_path_factory.mktemp("huda"), "huda")


def _figures(desk: Desk, number: str) -> Completion:
    dossier = desk.dossier(number)
    return completion(dossier, desk.office, desk.clock.now())


def test_data_and_documents_are_counted_apart(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """R65: both figures before anything is captured, with a paper missing, with one expired, and when all is there."""
    desk, who = copied_desk(made, tmp_path / "desk"), person(form="pilgrim")
    opened = desk.do("open", None, who.reception()).dossier
    assert opened is not None
    number = opened.case.number
    before = _figures(desk, number)
    assert (before.data.fine < before.data.of, before.documents) == (True, Figure(0, 0))
    go_on(desk, who, number, "open", "capture")
    captured = _figures(desk, number)
    assert (captured.data.left, captured.documents) == (0, Figure(0, 2))
    first, *others = who.documents()
    for shown in others:
        desk.do("document", number, shown)
    desk.do("document", number, who.document(str(first["doc_type"]), expires=-12, number="A1234567"))
    assert _figures(desk, number) == Completion(captured.data, Figure(1, 2))
    desk.close()
    shown = _shown(tmp_path, number, capsys)
    assert shown["complete"]["documents"] == {"fine": 1, "of": 2, "left": 1}
    assert shown["complete"]["data"] == {"fine": captured.data.fine, "of": captured.data.of, "left": 0}
    desk = copied_desk(tmp_path / "desk", tmp_path / "again")
    step(desk, who, number, "document")
    assert _figures(desk, number).documents == Figure(2, 2)


def _shown(folder: Path, number: str, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, dict[str, int]]]:
    """Return what ``case show`` prints, after seeing that its lines say both figures."""
    (folder / "word").write_text(PASSPHRASE, encoding="utf-8")
    call = ["case", "show", number, "--home", str(folder / "desk"), "--passphrase-file", str(folder / "word")]
    assert main([*call, "--now", MORNING.isoformat(), "--lang", "en"]) == 0
    assert "Documents: 1 of 2, 1 left" in capsys.readouterr().out
    assert main([*call, "--now", MORNING.isoformat(), "--json"]) == 0
    found: dict[str, dict[str, dict[str, int]]] = json.loads(capsys.readouterr().out)
    return found
