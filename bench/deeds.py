"""How much a deed costs beside the limit: one durable transaction that writes the same bytes and nothing else.

    .venv/bin/python bench/deeds.py [--cases 30]

Both run in the same minute on the same disk; read the ratios, not the milliseconds.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from watan_desk import practice
from watan_desk.common.clock import FixedClock, saudi_day
from watan_desk.headoffice.enrolling import Post, enrol
from watan_desk.headoffice.office import found
from watan_desk.store.engine import open_engine, writing
from watan_desk.store.keys import FLOOR
from watan_desk.wiring import Desk, enrol_desk, init_desk, open_desk

START = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)


def make_desk(folder: Path) -> Desk:
    """Return an open practice desk."""
    clock = FixedClock(START)
    office = found(folder / "office", "bench passphrase", "watan-tumuh", practice=True, clock=clock, cost=FLOOR)
    asked, granted = folder / "request", folder / "answer"
    asked.write_bytes(init_desk(folder / "desk", "bench passphrase", "watan-tumuh", clock, FLOOR))
    enrol(office, asked, Post("WT03", "bench", "0500000100", "bench"), granted)
    desk = open_desk(folder / "desk", "bench passphrase", clock)
    enrol_desk(desk, granted.read_bytes())
    return desk


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def written(desk: Desk, position: int) -> int:
    """Return the bytes of a journal entry, which the deed's own rows about double."""
    with desk.reading() as connection:
        size = sa.text("SELECT length(stored) FROM journal WHERE position = :position")
        return int(connection.execute(size, {"position": position}).scalar_one())


def main() -> None:
    """Take made-up people as far as the attestation and print the median of each deed beside its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--cases", type=int, default=30)
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = make_desk(folder)
        limit = open_engine(folder / "limit.db", b"k" * 32)
        with writing(limit) as connection:
            connection.exec_driver_sql("CREATE TABLE row (bytes BLOB)")
        taken: dict[str, list[tuple[float, float]]] = {}

        def do(deed: str, number: str | None, answers: practice.Answers) -> str:
            start = time.perf_counter()
            done = desk.do(deed, number, answers)
            spent = 1000 * (time.perf_counter() - start)
            bytes_written = b"x" * (2 * written(desk, done.position))

            def store() -> None:
                with writing(limit) as connection:
                    connection.exec_driver_sql("INSERT INTO row VALUES (?)", (bytes_written,))

            taken.setdefault(deed, []).append((spent, timed(store)))
            if done.dossier is None:
                raise AssertionError("the visit opens a case")
            return done.dossier.case.number

        for who in practice.make_people(cases, seed=1, today=saudi_day(START)):
            number = do("open", None, who.reception())
            do("consent", number, who.consents())
            do("capture", number, who.request())
            for shown in who.documents():
                do("document", number, shown)
            do("check", number, practice.COMPLETION)
            do("attest", number, who.attestation(on=saudi_day(START)))
            do("raise", number, practice.explained(saudi_day(START)))
        desk.close()
    print(f"{'deed':10} {'ms':>8} {'limit ms':>9} {'ratio':>7}")
    for deed, pairs in taken.items():
        spent, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{deed:10} {spent:8.2f} {floor:9.2f} {spent / floor:7.1f}")


if __name__ == "__main__":
    main()
