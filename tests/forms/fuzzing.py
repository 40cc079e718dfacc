"""Spoils forms at random, the same way each time: bytes, parts of workbooks, cells, and lines.

``python -m tests.forms.fuzzing COUNT [SEED]`` tries so many mutants of the shipped forms and of one of every type. It
prints what was not answered with a form or a refusal within five seconds.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.forms.hostile import packed, parts_of
from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, Form, FormError, load_form
from watan_desk.forms.convert import converted, sheets_of
from watan_desk.forms.lints import lint
from watan_desk.forms.workbook import write_workbook

SHIPPED = ("general", "pilgrim", "victim", "water", "software")
SECONDS = 5.0
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_STRANGE = (
    b"\x00", b"\xff\xfe", b"|", b"\n", b'"', b",", b"&", b"<", b"]]>", b"${", b"}", b"[", b"(", b"'", b"\xd8\xa7",
    b"begin_repeat", b"end_group", b"-1", b"1e400", b"999999999999999999999", b"\xe2\x80\xae", b"#", b"\\", b"../",
    b"select_one", b"jr://file-csv/x.csv", b"position(", b"//*", b" " * 300, b"::", b"true()", b"9" * 5_000,
)  # fmt: skip
Mutate = Callable[[bytes, Random], bytes]


def spoiled(data: bytes, chance: Random) -> bytes:
    """Return bytes with one to four changes: cut, turned, doubled, dropped or filled with what is strange."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(held) + 1)
        length = min(len(held) - at, int(chance.expovariate(1 / 40)) + 1)
        match chance.randrange(6):
            case 0:
                held[at : at + length] = b""
            case 1:
                held[at : at + 1] = bytes([chance.randrange(256)])
            case 2:
                held[at:at] = chance.choice(_STRANGE)
            case 3:
                held[at:at] = held[at : at + length] * chance.randint(1, 30)
            case 4:
                other = chance.randrange(len(held) + 1)
                held[at : at + length] = held[other : other + length]
            case _:
                held[at : at + length] = chance.choice(_STRANGE)
    return bytes(held)


def spoiled_part(data: bytes, chance: Random) -> bytes:
    """Return a workbook with one of its parts spoiled, and whole as a ZIP."""
    parts = parts_of(data)
    name = chance.choice(sorted(parts))
    return packed({**parts, name: spoiled(parts[name], chance)})


def spoiled_cell(data: bytes, chance: Random) -> bytes:
    """Return Markdown or CSV of which one cell stands where another stood, or is strange."""
    sign = b"|" if data.count(b"|") > data.count(b",") else b","
    lines = data.split(b"\n")
    row, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    cells, others = lines[row].split(sign), lines[other].split(sign)
    cells[chance.randrange(len(cells))] = chance.choice((*_STRANGE, chance.choice(others), chance.choice(others)))
    lines[row] = sign.join(cells)
    return b"\n".join(lines)


def seeds(folder: Path) -> Iterator[tuple[str, bytes, tuple[Mutate, ...]]]:
    """Yield what is spoiled: the ending of its file, its bytes, and how."""
    every = Path(__file__).with_name("every_type") / "every_type.md"
    for source in (every, *(form_definition(name) for name in SHIPPED)):
        book = folder / "seed.xlsx"
        write_workbook(source, book)
        text = source.read_bytes()
        yield ".md", text, (spoiled, spoiled_cell)
        yield ".xlsx", book.read_bytes(), (spoiled, spoiled_part, spoiled_part)
        yield ".csv", _csv(source), (spoiled, spoiled_cell)
        yield ".xml", converted(source).encode(), (spoiled,)


def _csv(source: Path) -> bytes:
    sheets = sheets_of(source)
    lines = []
    for name, columns, rows in (
        ("survey", sheets.survey_columns, sheets.survey),
        ("choices", sheets.choice_columns, sheets.choices),
        ("settings", sheets.settings_columns, ((2, sheets.settings),)),
    ):
        lines += [name + "," * len(columns), "," + ",".join(columns)]
        lines += [
            "," + ",".join('"' + (cells.get(column) or "").replace('"', '""') + '"' for column in columns)
            for _, cells in rows
        ]
    return "\n".join(lines).encode()


def tried(path: Path) -> str:
    """Load a form, open it, judge and draw it, look it over as its author would; return how that came out."""
    try:
        form: Form = load_form(path, checks=CHECKS)
        record = form.open(now=lambda: NOW)
        record.problems()
        record.tree()
        lint(form, path)
    except FormError as refused:
        for lang in ("ar", "en"):
            refused.sentence(lang)
        return refused.key
    return "read"


def main(count: int, seed: int) -> None:
    """Try mutants and print what went wrong."""
    chance = Random(seed)  # noqa: S311 - the same each time
    told: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        known = list(seeds(folder))
        for number in range(count):
            ending, data, ways = chance.choice(known)
            mutant = chance.choice(ways)(data, chance)
            path = folder / f"mutant{ending}"
            path.write_bytes(mutant)
            began = time.thread_time()
            try:
                told[f"{ending} {tried(path)}"] += 1
            except Exception as fault:  # noqa: BLE001 - what is looked for
                kept = Path(tempfile.gettempdir()) / f"fault-{seed}-{number}{ending}"
                kept.write_bytes(mutant)
                sys.stdout.write(f"{kept}: {type(fault).__name__}: {fault}\n")
            took = time.thread_time() - began
            slowest = max(slowest, took)
            if took > SECONDS:
                kept = Path(tempfile.gettempdir()) / f"slow-{seed}-{number}{ending}"
                kept.write_bytes(mutant)
                sys.stdout.write(f"{kept}: {took:.1f} s\n")
            sys.stdout.flush()
    for name, times in told.most_common():
        sys.stdout.write(f"{times:6} {name}\n")
    sys.stdout.write(f"slowest {slowest:.2f} s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
