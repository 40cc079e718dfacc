"""Without these nobody could show what head office took in, or a second print would pass for the first."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.desks import copied_desk, make_desk, person, take_to
from watan_desk.bundle.records import Handover, Quarantined, Standing
from watan_desk.common.errors import Refused, Unusable
from watan_desk.letter.values import letterhead_of
from watan_desk.wiring import Desk, Exchange, hand_over, issue_letter, reprint_letter
from watan_desk.wiring.sheets import issue_reconciliation, paper_of, reconciled, set_logo

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return copied_desk(make_desk(tmp_path), tmp_path / "copy")


def handed(number: int, last: int, *, acknowledged: bool) -> Handover:
    return Handover(number, f"id{number}", "f", NOW, last, "ab" * 32, last, NOW if acknowledged else None)


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, kind)
    return out.getvalue()


def test_the_slip_sets_what_was_sent_against_what_was_taken_in() -> None:
    exchange = Exchange(
        Standing(accepted=5, quarantined=1, waiting=9),
        (handed(2, 10, acknowledged=False), handed(1, 6, acknowledged=True)),
        (Quarantined("0123456789abcdef0123", "bundle.damaged"),),
    )
    said = reconciled(exchange)
    counted = ("sent_count", "accepted_count", "aside_count", "open_count")
    assert [said[name] for name in counted] == [10, 5, 1, 4]
    files = said["bundles"]
    assert isinstance(files, list)
    assert [row["bundle_no"] for row in files] == [1, 2]
    assert ["acknowledged" in row for row in files] == [True, False]


def test_the_slip_is_a_letter_of_the_register_once_something_was_handed_over(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"desk\.nothing_handed_over"):
        issue_reconciliation(desk)
    take_to(desk, person(), "open")
    (tmp_path / "out").mkdir()
    sent = hand_over(desk, tmp_path / "out")
    made = issue_reconciliation(desk)
    assert (made.letter.kind, made.letter.case_id) == ("L20", None)
    assert f"وجملة ما سُلِّم {sent.handover.last_position}".translate(_ARABIC) in made.letter.text


_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_an_emblem_is_kept_small_and_dropped_again(desk: Desk) -> None:
    set_logo(desk, picture(size=(3000, 2000)))
    head = letterhead_of(desk.office)
    with Image.open(BytesIO(head.logo)) as kept:
        assert (kept.format, kept.size) == ("PNG", (600, 400))
    set_logo(desk, b"")
    assert letterhead_of(desk.office).logo == b""


@pytest.mark.parametrize("data", [b"no picture", picture("GIF"), picture(size=(20, 20)), b"x" * (3 << 20)])
def test_what_cannot_be_printed_is_no_emblem_and_the_old_one_stays(desk: Desk, data: bytes) -> None:
    set_logo(desk, picture())
    before = letterhead_of(desk.office).logo
    with pytest.raises(Unusable):
        set_logo(desk, data)
    assert letterhead_of(desk.office).logo == before


def test_the_first_print_is_the_letter_and_later_ones_are_marked_copies(desk: Desk) -> None:
    number = take_to(desk, person(), "check")
    issued = issue_letter(desk, "L01", number)
    assert paper_of(desk, issued.letter.number) == issued.pdf
    again = paper_of(desk, issued.letter.number)
    assert again != issued.pdf
    assert b"ETSI.CAdES" not in again
    assert desk.letters(number)[0].printed == 2
    assert reprint_letter(desk, issued.letter.number) == issued.pdf
