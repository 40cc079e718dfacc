"""How many pages that come back on paper are filed right: simulated scans of real letters, from printed seeds.

    python -m bench.scan_back [--each 170] [--seed 1] [--processes 2]

Letters of one and more pages are drawn at 300 dpi by Poppler, worn by ``tests/letter/worn.py`` to 150 or 200 dpi, and
read as ``watan-desk scan`` reads them. ``right`` is the page's own letter and place, ``wrong`` any other, ``again`` was
not filed. Beside them: letters of the first version, which have the head's code only, and strangers that must never be
filed: letters of another text under a known number, and numbers that the register does not hold.
"""

import argparse
import multiprocessing
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from tests.letter.conftest import letter_of
from tests.letter.sealing import DAY, HEAD, RING, SEALER
from tests.letter.worn import BASE, WEARS, worn
from watan_desk.letter.filing import judge
from watan_desk.letter.pictures import page_count
from watan_desk.letter.records import ISSUED, Letter
from watan_desk.letter.render import render
from watan_desk.letter.scan import see
from watan_desk.letter.text import LetterText, TableText
from watan_desk.letter.token import Token, digest_of

KINDS = ("L01", "L02", "L03", "L06", "L07", "L09")
LETTERS = 24
_MARGIN = round(24 / 25.4 * BASE)


@dataclass(frozen=True)
class Page:
    """A clean page and what is true of it; ``number`` is empty of a page that must not be filed."""

    number: str
    page: int
    png: bytes


@dataclass(frozen=True)
class Read:
    """What became of one worn page."""

    group: str
    right: bool
    wrong: bool
    status: str
    seconds: float
    seed: int


def letter(place: int, *, changed: bool = False) -> tuple[str, LetterText]:
    """Return number and text of a letter of this run; every third one has a table of two pages or three."""
    text = letter_of(KINDS[place % len(KINDS)], ("female", "male")[place % 2])
    tables = text.tables
    if place % 3 == 0 and tables:
        long = replace(tables[0], rows=tables[0].rows * (6 + place % 5))
        body = tuple(long if isinstance(block, TableText) else block for block in text.body)
        text = replace(text, body=body)
    if changed:
        text = replace(text, subject=text.subject + " (2)")
    return f"WT03A-1448-{place + 1:05d}", replace(text, enclosures=str(place))


def record(number: str, text: LetterText, pages: int) -> Letter:
    """Return the register's record of a letter."""
    seq = int(number[-5:])
    common = {"id": number, "case_id": None, "kind": text.kind, "number": number, "year": 1448, "seq": seq}
    said = {"issued_at": None, "day": DAY, "subject": text.subject, "text": text.plain, "sha256": ""}
    return Letter(**common, **said, status=ISSUED, reason="", printed=0, pages=pages)  # type: ignore[arg-type]


def drawn(number: str, text: LetterText) -> bytes:
    """Return a letter as it is issued, before its seal."""
    code = SEALER.code(Token(text.kind, number, DAY, digest_of(text.plain)))
    return render(text, letterhead=HEAD, number=number, issued_on=DAY, code=code)


def rastered(pdf: bytes) -> Iterator[Image.Image]:
    """Yield a PDF's pages in greys, at the dpi of clean pages."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "p.pdf").write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", str(BASE), "-gray", f"{folder}/p.pdf", f"{folder}/p"],  # noqa: S607
            check=True,
        )
        for path in sorted(Path(folder).glob("p-*.pgm")):
            yield Image.open(path).convert("L")


def without_margin(page: Image.Image) -> Image.Image:
    """Return a page as the first version printed it: nothing in its left margin."""
    bare = page.copy()
    ImageDraw.Draw(bare).rectangle((0, 0, _MARGIN, page.height), fill=255)
    return bare


def clean_pages() -> tuple[dict[str, list[Page]], dict[str, Letter]]:
    """Return the clean pages of every group, and the register."""
    groups: dict[str, list[Page]] = {"letters": [], "first version": [], "strangers": []}
    register = {}
    for place in range(LETTERS):
        number, text = letter(place)
        pdf = drawn(number, text)
        register[number] = record(number, text, page_count(pdf))
        for page, picture in enumerate(rastered(pdf), start=1):
            groups["letters"].append(Page(number, page, _png(picture)))
            if page == 1:
                groups["first version"].append(Page(number, 1, _png(without_margin(picture))))
    for place in range(0, LETTERS, 4):
        for number, text in (letter(place, changed=True), (f"WT03A-1448-{place + 500:05d}", letter(place)[1])):
            groups["strangers"] += [Page("", 0, _png(picture)) for picture in rastered(drawn(number, text))]
    return groups, register


def _png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "PNG", compress_level=1)
    return held.getvalue()


@lru_cache(maxsize=1)
def _world() -> tuple[dict[str, list[Page]], dict[str, Letter]]:
    return clean_pages()


def read_one(task: tuple[str, str, int]) -> Read:
    """Wear one page and read it back."""
    group, wear, seed = task
    groups, register = _world()
    page = groups[group][seed % len(groups[group])]
    picture = worn(Image.open(BytesIO(page.png)), wear, seed)
    begun = time.perf_counter()
    seen = see(picture)
    judged = judge(seen.codes, RING, register.get) if seen.codes else None
    seconds = time.perf_counter() - begun
    filed = judged is not None and judged.status == "filed"
    right = judged is not None and filed and (judged.number, judged.page) == (page.number, page.page)
    return Read(group, right, filed and not right, judged.status if judged else seen.state, seconds, seed)


def main() -> None:
    """Run every wear on every group and print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=170, help="pages for each kind of wear")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    _world()  # before the processes part, which then share it
    print(f"seeds {given.seed} to {given.seed + given.each - 1} for every wear; register of {LETTERS} letters")
    print(f"{'group':>14} {'wear':>12} | {'pages':>5} {'right':>6} {'wrong':>5} {'again':>5} | median ms  max ms")
    with multiprocessing.get_context("fork").Pool(given.processes) as pool:
        for group, part in (("letters", 1.0), ("first version", 0.25), ("strangers", 0.2)):
            number = max(2, round(given.each * part))
            every: list[Read] = []
            for wear in WEARS:
                tasks = [(group, wear, given.seed + place) for place in range(number)]
                found = list(pool.imap_unordered(read_one, tasks, chunksize=4))
                _tell(group, wear, found)
                every += found
            _tell(group, "ALL", every)


def _tell(group: str, wear: str, found: list[Read]) -> None:
    right, wrong = (sum(getattr(each, name) for each in found) for name in ("right", "wrong"))
    times = [each.seconds * 1000 for each in found]
    again = len(found) - right - wrong
    line = f"{group:>14} {wear:>12} | {len(found):>5} {right / len(found):>6.1%} {wrong:>5} {again:>5}"
    missed = [f"{each.seed}:{each.status}" for each in found if not each.right and group != "strangers"][:8]
    print(f"{line} | {statistics.median(times):>9.0f} {max(times):>7.0f}  {' '.join(missed)}", flush=True)


if __name__ == "__main__":
    main()
