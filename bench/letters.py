"""How fast and small our letters are beside other makers of PDF: the same letter, other data each time, one run.

    .venv/bin/python -m bench.letters [--rounds 7] [--warm 30] [--only typst,qt] [--keep FOLDER]
    .venv/bin/python -m bench.letters --batch 10000

Peers that are installed take part (PyPI: typst, weasyprint, fpdf2; PySide6 is here anyway; LibreOffice with the Amiri
fonts among the system's). They do layout alone, so ours is set beside them as layout alone; what PDF/A and the seal
cost is shown apart. Engines take turns in every round. Read the ratios, ours over theirs: milliseconds belong to the
machine. ``cold`` is a new process that imports, makes one letter and ends. ``--batch`` makes many sealed letters in one
process and shows that memory stays flat.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench.letter_peers.content import Content, content, spans
from bench.letter_peers.engines import PEERS, Engine, LibreOffice
from watan_desk.letter.authority import Authority
from watan_desk.letter.keyring import SealKeys
from watan_desk.letter.lines import Span
from watan_desk.letter.render import render
from watan_desk.letter.seal import Sealed, Sealer, archivable
from watan_desk.letter.text import Box, Letterhead, LetterText, Paragraph, TableText

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


def letter_text(letter: Content) -> tuple[LetterText, Letterhead]:
    """Return the measured letter as our letters are composed."""
    body = [Paragraph(tuple(Span(part, bold) for part, bold in spans(text))) for text in letter.paragraphs]
    closing = [Paragraph(tuple(Span(part, bold) for part, bold in spans(text))) for text in letter.closing]
    table = TableText(letter.table[0], (7, 30, 27, 20, 16), letter.table[1:])
    shapes = ("signature", "stamp")
    boxes = tuple(Box(shape, shape, title) for shape, title in zip(shapes, letter.boxes, strict=True))
    text = LetterText(
        kind="L01",
        version="1",
        heading="subject",
        subject=letter.subject,
        addressee=letter.addressee,
        greeting=letter.greeting,
        body=(*body, table, *closing),
        boxes=boxes,
        enclosures=letter.references[3][1],
    )
    header, name, registration, branch = letter.head
    head = Letterhead(name, header, registration, branch, phone="0500000123", email="desk@example.org")
    return text, head


class Ours(Engine):
    """Our layout alone."""

    def draw(self, letter: Content) -> bytes:
        """Return the drawn letter."""
        text, head = letter_text(letter)
        return render(text, letterhead=head, number=letter.number, issued_on=DAY, code=letter.code)

    def make(self, letter: Content, path: Path) -> None:
        path.write_bytes(self.draw(letter))


class Archived(Ours):
    """Our layout, then PDF/A."""

    def draw(self, letter: Content) -> bytes:
        return archivable(super().draw(letter))


class SealedLetter(Ours):
    """Everything an issued letter gets: layout, PDF/A, seal."""

    def __init__(self) -> None:
        keys = SealKeys.new()
        self._sealer = make_sealer(keys)

    def draw(self, letter: Content) -> bytes:
        said = Sealed("L01", letter.number, DAY.isoformat(), letter_text(letter)[0].plain)
        return self._sealer.seal(super().draw(letter), said, AT)


def make_sealer(keys: SealKeys) -> Sealer:
    """Return a sealer under a throw-away authority."""
    authority = Authority.new("bench", "bench", AT)
    return Sealer(keys, authority.grant("WT03A", "bench", keys.public, AT))


ENGINES: dict[str, type[Engine]] = {"ours": Ours, "ours+pdfa": Archived, "ours+pdfa+seal": SealedLetter, **PEERS}


def cold(name: str, path: Path) -> float:
    """Return the seconds of a new process that makes one letter."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-m", "bench.letters", "--one", name, str(path)], check=True)
    return time.perf_counter() - began


def warm(engine: Engine, count: int, first: int, path: Path) -> float:
    """Return the seconds a letter takes in a process that has made others."""
    if isinstance(engine, LibreOffice):
        return _marginal(engine, count, first, path)
    began = time.perf_counter()
    for n in range(first, first + count):
        engine.make(content(n), path)
    return (time.perf_counter() - began) / count


def _marginal(engine: LibreOffice, count: int, first: int, path: Path) -> float:
    """Return what each further letter costs in one call, for a program that lives for one call."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{n}.html") for n in range(first, first + count)]
        for n, source in enumerate(sources, first):
            engine.source(content(n), source)
        began = time.perf_counter()
        engine.convert(sources[:1], path.parent)
        once = time.perf_counter()
        engine.convert(sources, path.parent)
        return (time.perf_counter() - once - (once - began)) / (count - 1)


def compare(names: list[str], rounds: int, count: int, folder: Path) -> None:
    """Let the engines take turns, and print medians and ratios."""
    engines = {name: ENGINES[name]() for name in names}
    paths = {name: folder / f"{name}.pdf" for name in names}
    for name, engine in engines.items():
        for n in range(3):
            engine.make(content(n), paths[name])
    warms: dict[str, list[float]] = {name: [] for name in names}
    colds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        for name, engine in engines.items():
            warms[name].append(warm(engine, count, 10 + turn * count, paths[name]))
            colds[name].append(cold(name, paths[name]))
    sizes = {name: path.stat().st_size for name, path in paths.items()}
    print(f"{'engine':16}{'warm ms':>9}{'least':>8}{'ours/it':>9}{'cold s':>8}{'ours/it':>9}{'KB':>7}{'ours/it':>9}")
    for name in names:
        ratio = statistics.median(a / b for a, b in zip(warms["ours"], warms[name], strict=True))
        late = statistics.median(a / b for a, b in zip(colds["ours"], colds[name], strict=True))
        middle, least = statistics.median(warms[name]) * 1000, min(warms[name]) * 1000
        print(
            f"{name:16}{middle:9.1f}{least:8.1f}{ratio:9.2f}{statistics.median(colds[name]):8.2f}{late:9.2f}"
            f"{sizes[name] / 1024:7.1f}{sizes['ours'] / sizes[name]:9.2f}"
        )


def batch(count: int) -> None:
    """Make many sealed letters and print how the process's greatest memory grows."""
    engine, began = SealedLetter(), time.perf_counter()
    for n in range(count):
        engine.draw(content(n))
        if (n + 1) % max(count // 10, 1) == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            each = (time.perf_counter() - began) / (n + 1) * 1000
            print(f"{n + 1:7} letters  {each:6.1f} ms each  {peak:7.1f} MB", flush=True)


def main() -> None:
    """Read the options and run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--warm", type=int, default=30)
    options.add_argument("--only", default=",".join(ENGINES))
    options.add_argument("--keep", type=Path)
    options.add_argument("--batch", type=int)
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        ENGINES[given.one[0]]().make(content(4096), Path(given.one[1]))
    elif given.batch:
        batch(given.batch)
    else:
        names = ["ours", *(name for name in given.only.split(",") if name != "ours" and ENGINES[name].installed())]
        with tempfile.TemporaryDirectory() as folder:
            place = given.keep or Path(folder)
            place.mkdir(parents=True, exist_ok=True)
            compare(names, given.rounds, given.warm, place)


if __name__ == "__main__":
    main()
