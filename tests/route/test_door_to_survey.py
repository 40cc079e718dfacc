"""One person from the door to the survey, by commands alone. If this fails, a delegate cannot finish the job."""

from datetime import date
from pathlib import Path

import pytest

from watan_desk import practice
from watan_desk.practice import MadeUpPerson, make_people

from .conftest import Ends

DAY = date(2026, 11, 19)
TOLD = date(2026, 12, 3)


@pytest.fixture
def who() -> MadeUpPerson:
    """Return one made-up person."""
    return make_people(1, seed=3, today=DAY)[0]


def test_one_person_goes_from_the_door_to_the_survey(ends: Ends, who: MadeUpPerson, tmp_path: Path) -> None:
    number = ends.do("new", "open", who.reception()).shown["number"]
    early = ends.do(number, "raise", practice.explained(DAY))
    assert early.code == 1
    assert "declaring data and documents complete" in early.told
    for deed, answers in (
        ("consent", who.consents()),
        ("capture", who.request()),
        *(("document", shown) for shown in who.documents()),
        ("check", practice.COMPLETION),
        ("clarify", who.clarification()),
    ):
        assert ends.do(number, deed, answers).code == 0, deed
    waiting = ends.do(number, "attest", who.attestation(on=DAY))
    assert (waiting.code, "referred question" in waiting.told) == (1, True)
    assert ends.do(number, "answer", practice.clarified(DAY)).code == 0
    for kind in ("L01", "L03"):
        assert ends.desk("letter", "print", number, kind, "--out", str(tmp_path / f"{kind}.pdf")).code == 0
    assert ends.do(number, "attest", who.attestation(on=DAY)).code == 0
    raised = ends.do(number, "raise", practice.explained(DAY))
    assert raised.shown["state"] == "raised"
    assert ends.desk("letter", "print", number, "L06", "--out", str(tmp_path / "L06.pdf")).code == 0

    sent = ends.desk("handover", "--to", str(tmp_path))
    assert ends.office("import", sent.shown["file"]).code == 0
    ruling = ["--session", "7", "--date", "2026-11-25", "--support", "rent", "--duration", "one year"]
    ruling += ["--start", "2026-12-10", "--review", "2027-11-01", "--category", "low_income"]
    assert ends.office("decide", number, "accept", *ruling, now="2026-11-25T10:00").code == 0
    reply = str(tmp_path / "reply.wdb")
    assert ends.office("reply", "--branch", "WT03", "--out", reply, now="2026-11-26T10:00").code == 0
    assert ends.desk("import", reply, now="2026-11-26T12:00").shown["status"] == "accepted"

    for now in ("2026-12-02T10:00", "2026-11-01T10:00"):  # the day before, and a clock set back
        held = ends.do(number, "notify", practice.told(date.fromisoformat(now[:10])), now=now)
        assert (held.code, "2026/12/03" in held.told) == (1, True)
        letter = ends.desk("letter", "print", number, "L07", "--out", str(tmp_path / "no.pdf"), now=now)
        assert (letter.code, (tmp_path / "no.pdf").exists()) == (1, False)

    assert ends.desk("setting", "set", "registration_items", "identity", now="2026-12-03T09:00").code == 0
    for deed, answers in (
        ("notify", practice.told(TOLD)),
        ("register", practice.registered(TOLD)),
        ("deliver", who.delivery(on=TOLD)),
        ("rate", who.satisfaction()),
    ):
        assert ends.do(number, deed, answers, now="2026-12-03T10:00").code == 0, deed
    for kind in ("L07", "L09"):
        printed = ends.desk("letter", "print", number, kind, "--out", str(tmp_path / kind), now="2026-12-03T11:00")
        assert (printed.code, (tmp_path / kind).read_bytes()[:5]) == (0, b"%PDF-")

    shown = ends.desk("case", "show", number, now="2026-12-03T12:00").shown
    assert (shown["state"], shown["raised_on"], shown["told_on"]) == ("closed", "2026-11-19", "2026-12-03")
    done = [entry["deed"] for entry in ends.desk("case", "history", number, now="2026-12-03T12:00").shown]
    assert [deed for deed in done if deed not in {"letter", "document"}] == [
        "open",
        "consent",
        "capture",
        "check",
        "clarify",
        "answer",
        "attest",
        "raise",
        "decide",
        "notify",
        "register",
        "deliver",
        "rate",
    ]
    assert ends.desk("doctor", now="2026-12-03T12:00").shown["ok"] is True


def test_a_second_import_says_nothing_new_and_changes_nothing(ends: Ends, who: MadeUpPerson, tmp_path: Path) -> None:
    ends.do("new", "open", who.reception())
    sent = ends.desk("handover", "--to", str(tmp_path)).shown["file"]
    assert ends.office("import", sent).shown["status"] == "accepted"
    assert ends.office("import", sent).shown["status"] == "nothing-new"
    reply = str(tmp_path / "reply.wdb")
    ends.office("reply", "--branch", "WT03", "--out", reply)
    assert ends.desk("import", reply).shown["status"] == "accepted"
    before = ends.desk("case", "list").shown
    assert ends.desk("import", reply).shown["status"] == "nothing-new"
    assert ends.desk("case", "list").shown == before


def test_what_is_damaged_foreign_or_locked_is_refused_and_changes_nothing(
    ends: Ends, who: MadeUpPerson, tmp_path: Path
) -> None:
    ends.do("new", "open", who.reception())
    sent = Path(ends.desk("handover", "--to", str(tmp_path)).shown["file"])
    whole = sent.read_bytes()
    broken = tmp_path / "broken.wdb"
    for place in range(0, len(whole), len(whole) // 6):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        refused = ends.office("import", str(broken))
        assert refused.code in {1, 2}, place
        assert refused.told or refused.shown["message"], place
    assert ends.office("cases").shown == []
    assert ends.desk("import", str(sent)).shown["status"] == "refused"  # its own file is not a reply
    before = ends.desk("case", "list").shown
    (tmp_path / "passphrase").write_text("another passphrase\n", encoding="utf-8")
    locked = ends.desk("case", "list")
    assert (locked.code, locked.shown["error"]) == (2, "store.wrong_passphrase")
    (tmp_path / "passphrase").write_text("throw-away passphrase of the tests\n", encoding="utf-8")
    assert ends.desk("case", "list").shown == before
