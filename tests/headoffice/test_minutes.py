"""Without these the members would sign minutes that leave a decision out, or that name a person."""

import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.headoffice.conftest import ACCEPTED, BothEnds, arrived
from watan_desk.common.errors import Refused
from watan_desk.headoffice.minutes import minutes
from watan_desk.headoffice.sitting import decide


def plain(pdf: bytes, folder: Path) -> str:
    """Return what a reader finds, without marks and white space."""
    path = folder / "minutes.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
    folded = unicodedata.normalize("NFKC", said)
    return "".join(char for char in folded if unicodedata.category(char) != "Cf" and not char.isspace())


def test_the_minutes_list_every_decision_of_the_sitting_and_no_person(ends: BothEnds, tmp_path: Path) -> None:
    number = arrived(ends)
    with pytest.raises(Refused, match=r"headoffice\.no_such_session"):
        minutes(ends.office, "12", date(2026, 11, 19))
    decide(ends.office, number, ACCEPTED)
    said = plain(minutes(ends.office, "12", date(2026, 11, 19)), tmp_path)
    assert number in said
    assert "إيجارسنة" in said
    assert "محضراجتماعلجنةالبحثرقم١٢" in said
    assert "ليلى" not in said
    assert "1994580734" not in said
    with pytest.raises(Refused):
        minutes(ends.office, "13", date(2026, 11, 19))


def test_a_refusal_stands_there_with_its_reason(ends: BothEnds, tmp_path: Path) -> None:
    number = arrived(ends)
    decide(ends.office, number, replace(ACCEPTED, outcome="reject", reason="outside_scope", details={}))
    said = plain(minutes(ends.office, "12", date(2026, 11, 19)), tmp_path)
    assert "عدمقبول" in said
    assert "خارجنطاق" in said
