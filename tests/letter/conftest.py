"""The synthetic people and papers of the letters' tests."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.desks import DAY, MORNING, PASSPHRASE, clock_of, copied_desk, make_desk, take_to
from watan_desk.common.clock import FixedClock
from watan_desk.decision.desk import receive_decision
from watan_desk.dossier.facts import facts_of
from watan_desk.dossier.records import read_dossier
from watan_desk.letter.case_letter import case_letter
from watan_desk.letter.desk import issue
from watan_desk.letter.phrases import Gender
from watan_desk.letter.records import letters
from watan_desk.letter.samples import sample_letter, sample_values
from watan_desk.letter.text import Letterhead, LetterText
from watan_desk.letter.values import Sources, letterhead_of
from watan_desk.policy.pack import shipped_pack
from watan_desk.practice import make_people
from watan_desk.wiring import Desk, open_desk

WATAN = shipped_pack("watan-tumuh")
WOMAN = next(person for person in make_people(9, seed=1, today=DAY) if person.sex == "female")


def values_for_tests(gender: Gender, kind: str = "") -> dict[str, Any]:
    """Everything that any letter names, as one case would give it."""
    return dict(sample_values(kind, WATAN, gender))


def letter_of(kind: str, gender: Gender = "female", **changes: Any) -> LetterText:
    """Compose a letter of the sample case."""
    return sample_letter(kind, WATAN, gender, **changes)


@pytest.fixture
def values() -> Callable[..., dict[str, Any]]:
    """The sample case's values for ``female`` or ``male``, and for a kind that says some of them otherwise."""
    return values_for_tests


@pytest.fixture
def letter() -> Callable[..., LetterText]:
    """Compose a letter of the sample case: kind, gender, changed values."""
    return letter_of


@pytest.fixture
def letterhead() -> Letterhead:
    """The head of the sample branch."""
    return Letterhead(
        association="جمعية وطن طموح",
        header_line="المملكة العربية السعودية",
        registration="ترخيص رقم : 5473",
        branch="فرع الواحة",
        address="الواحة، شارع النخيل",
        phone="+966 50 000 0301",
        email="info@watumuh.org.sa",
        handle="org_watan",
    )


class Route:
    """A woman's case on a real desk, walked deed by deed."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        self.desk, self.clock, self.person = desk, clock, WOMAN
        self.number = desk.cases()[0].number
        self.case_id = desk.dossier(self.number).case.id

    def check(self) -> None:
        """Show the three documents and declare the data complete."""
        for document in self.person.documents():
            self.desk.do("document", self.number, document)
        self.desk.do("check", self.number, {"information_complete": "yes", "data_matched": "yes"})

    def attest(self, **changes: str) -> None:
        """Sign on paper; ``changes`` are further answers."""
        signed = {"reads_self": "yes", "attest_method": "signature", "attest_date": "2026-11-19", "filed_at": "ملف"}
        self.desk.do("attest", self.number, signed | changes)

    def raise_it(self) -> None:
        """Put the request before the deciding body."""
        self.desk.do("raise", self.number, {"committee_notice": "yes", "explained_on": "2026-11-19"})

    def decide(self, outcome: str, details: dict[str, str], reason: str = "") -> None:
        """Let head office's decision arrive, fifteen days later."""
        self.clock.advance(timedelta(days=15))
        with self.desk.work("decide") as work:
            dossier = read_dossier(work.connection, self.desk.dossier(self.number).case)
            facts = facts_of(dossier, self.desk.office, work.now())
            assert dossier.raising is not None
            decided = {
                "id": str(uuid.uuid4()),
                "raising_id": dossier.raising.id,
                "outcome": outcome,
                "session_no": "12",
                "decided_on": "2026-12-03",
                "reason": reason,
                "details": details,
                "override_reason": "",
            }
            receive_decision(work, self.desk.office, facts, dossier.case, decided)

    def sources(self) -> Sources:
        """Return what letters are made from, now."""
        with self.desk.reading() as connection:
            known = letters(connection, self.case_id)
        return Sources(self.desk.dossier(self.number), self.desk.office, known, self.clock.now())

    def text(self, kind: str) -> LetterText:
        """Compose a letter of the case."""
        return case_letter(kind, self.sources())

    def issued(self, kind: str) -> str:
        """Issue a letter of the case and return its number."""
        with self.desk.work("letter") as work:
            head = letterhead_of(self.desk.office)
            made = issue(work, case_id=self.case_id, text=self.text(kind), letterhead=head, sealer=self.desk.sealer)
        return made.number


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a practice desk with a woman's captured request, closed, for tests to copy."""
    home = make_desk(tmp_path_factory.mktemp("begun"), active=False)
    desk = open_desk(home, PASSPHRASE, FixedClock(MORNING))
    take_to(desk, WOMAN, "capture")
    desk.close()
    return home


@pytest.fixture
def route(begun: Path, tmp_path: Path) -> Iterator[Route]:
    """Return a woman's case on a practice desk of its own."""
    desk = copied_desk(begun, tmp_path / "desk")
    yield Route(desk, clock_of(desk))
    desk.close()


@dataclass(frozen=True)
class Drawn:
    """A piece of a line as it stands on the page, in points from the lower left corner."""

    x: float
    y: float
    text: str
    """In the order it is drawn, left to right."""
    bold: bool


def drawn_pieces(page: pypdf.PageObject) -> Iterator[Drawn]:
    """Yield what a page draws, by its operators and its fonts' own tables: not by any reader's guess."""
    fonts = {name: _font(entry.get_object()) for name, entry in page["/Resources"]["/Font"].items()}  # type: ignore[index]
    matrices, moved, place = [], (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (0.0, 0.0)
    font: tuple[bool, dict[int, str]] = (False, {})
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in contents.operations:
        if operator == b"q":
            matrices.append(moved)
        elif operator == b"Q":
            moved = matrices.pop()
        elif operator == b"cm":
            moved = _times([float(part) for part in operands], moved)
        elif operator == b"Tf" and operands[0] in fonts:
            font = fonts[operands[0]]
        elif operator == b"Tm":
            place = (float(operands[4]), float(operands[5]))
        elif operator in {b"TJ", b"Tj"}:
            a, b, c, d, e, f = moved
            x, y = place
            parts = operands[0] if operator == b"TJ" else operands
            shown = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
            codes = [int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2)]
            text = "".join(font[1].get(code, "") for code in codes).replace("\u00a0", " ")  # looks the same
            yield Drawn(a * x + c * y + e, b * x + d * y + f, text, font[0])


def _times(inner: list[float], outer: tuple[float, ...]) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r)


def _font(font: Any) -> tuple[bool, dict[int, str]]:
    table = font["/ToUnicode"].get_object().get_data().decode() if "/ToUnicode" in font else ""
    rows = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", table)
    return "Bold" in font["/BaseFont"], {int(code, 16): bytes.fromhex(said).decode("utf-16-be") for code, said in rows}


def drawn_lines(pdf: bytes) -> list[list[str]]:
    """Return, page by page, the lines from top to bottom, each in the order it is drawn from left to right."""
    pages = []
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        lines: dict[float, list[Drawn]] = {}
        for piece in drawn_pieces(page):
            lines.setdefault(round(piece.y, 1), []).append(piece)
        pages.append(
            [
                "".join(piece.text for piece in sorted(lines[y], key=lambda piece: piece.x))
                for y in sorted(lines, reverse=True)
            ]
        )
    return pages


@pytest.fixture
def lines() -> Callable[[bytes], list[list[str]]]:
    """Return the reader of drawn lines."""
    return drawn_lines


@pytest.fixture
def pieces() -> Callable[[bytes], list[list[Drawn]]]:
    """Return the reader of drawn pieces, page by page."""
    return lambda pdf: [list(drawn_pieces(page)) for page in pypdf.PdfReader(BytesIO(pdf)).pages]
