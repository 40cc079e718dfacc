"""If this fails, a delegate in somebody's home, or in a branch without a line, cannot finish the job."""

import socket
from pathlib import Path

import pytest

from tests.desks import copied_desk, make_desk, take_to
from watan_desk.practice import MadeUpPerson
from watan_desk.wiring import hand_over, issue_letter


class _Network(BaseException):
    """Something was asked of a network; no handler of an error may hide it."""


def _refuse(*_: object, **__: object) -> None:
    raise _Network


def test_the_whole_journey_asks_nothing_of_a_network(
    who: MadeUpPerson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)
    with pytest.raises(_Network):
        socket.create_connection(("127.0.0.1", 9))
    desk = copied_desk(make_desk(tmp_path / "made"), tmp_path / "desk")
    number = take_to(desk, who, "rate")
    assert desk.dossier(number).case.state == "closed"
    issued = issue_letter(desk, "L01", number)
    assert issued.pdf.startswith(b"%PDF-")
    hand_over(desk, tmp_path)
    assert len(list(tmp_path.glob("*.wdb"))) == 1
    desk.close()
