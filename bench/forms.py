"""How fast the form engine is beside ODK Web Forms' own: the same forms and answers, in turn, a round each.

    .venv/bin/python bench/forms.py --peer FOLDER [--rounds 25] [--warm 10]

``FOLDER`` holds the peer's packages (``npm i @getodk/xforms-engine jsdom``; node 20.19 or later). Both engines live in
one process each that has read the form and taken the answers ``--warm`` times before; then they take turns, ours, the
peer, ours, the peer, one whole round at a time, so that what else the machine does meets both. Both read the same
XForm text anew in every round. Read the ratios, ours over theirs: the milliseconds belong to the machine. Told are the
median of the rounds' own ratios with the middle half of them, the ratio of the two least times (what is left when
nothing else ran), and the ratio of the processes' own time (the peer's has threads that compile and collect).

Measured: ``load``, XForm text to a form that can be opened, nothing kept from earlier rounds but what any second form
in a process finds warm (our parsed short expressions, the peer's compiled code); ``create``, a new record; ``answer``,
one answer with all that follows from it, and its share of telling all problems of the record at the end (the peer
judges as it goes, ours when asked); ``drawn``, the same while the whole form is on the screen (ours: every view of it
was asked for, and each answer says which of them changed).

What favours ours: the peer runs in node with jsdom and not in a browser, whose own XML parser is faster than jsdom's.
What favours the peer: its questions are found before its clock runs, ours are looked up by reference each time; it is
compared with ours drawn and not drawn, but its own views are asked for by nobody. Without a peer only our own figures
are shown.
"""

import argparse
import gc
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, Form, Record, compile_form, load_form

LIMIT = 0.25
TOWNS, ROWS = 100, 5_000
Steps = list[dict[str, str]]


@dataclass(frozen=True)
class Case:
    """A form and what is answered in it."""

    name: str
    xml: str
    steps: Steps


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def wrapped(nodes: str, binds: str, body: str, model: str = "") -> str:
    """Return an XForm of its pieces."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        f'<h:title>bench</h:title><model><instance><data id="bench">{nodes}</data></instance>{model}{binds}</model>'
        f"</h:head><h:body>{body}</h:body></h:html>"
    )


def cascade(questions: int) -> Case:
    """Return a form of many questions with a choice list of 5,000 rows that another answer filters."""
    nodes = "<town/><street/>" + "".join(f"<q{n}/>" for n in range(questions))
    binds = "".join(
        f'<bind nodeset="/data/q{n}" type="int" relevant="/data/town != \'\'" constraint=". &gt; {n}"/>'
        for n in range(questions)
    )
    rows = "".join(
        f"<item><name>s{n}</name><label>Street {n}</label><town>{n % TOWNS}</town></item>" for n in range(ROWS)
    )
    itemset = '<itemset nodeset="instance(\'streets\')/root/item[town = /data/town]"><value ref="name"/>'
    body = (
        f'<input ref="/data/town"/><select1 ref="/data/street">{itemset}<label ref="label"/></itemset></select1>'
        + "".join(f'<input ref="/data/q{n}"><label>Question {n}</label></input>' for n in range(questions))
    )
    model = f'<instance id="streets"><root>{rows}</root></instance>'
    steps = [{"set": "/data/town", "value": str(n)} for n in range(1, 11)]
    steps += [{"set": f"/data/q{n}", "value": str(n + 1)} for n in range(min(questions, 20))]
    return Case(f"{questions} questions, {ROWS} choices", wrapped(nodes, binds, body, model), steps)


def shipped() -> Case:
    """Return the association's own request form, each of its texts and numbers answered once."""
    form = load_form(form_definition("general"), checks=CHECKS)
    simple = {"text": "x", "integer": "3", "decimal": "3.5", "date": "2020-01-01"}
    fields = [field for field in form.fields() if field.type in simple and not field.repeat]
    return Case("the request form", form.xml, [{"set": field.path, "value": simple[field.type]} for field in fields])


@dataclass(frozen=True)
class Took:
    """The milliseconds of a deed: by the clock, and of the process alone."""

    clock: float
    process: float


Figures = dict[str, Took]
"""What one round took, by the name of the deed."""


def timed(act: Callable[[], Any], times: int = 1) -> tuple[Took, Any]:
    """Return what a deed took, a ``times``-th of it, and its result."""
    began, before = time.perf_counter(), time.process_time()
    result = act()
    clock, process = time.perf_counter() - began, time.process_time() - before
    return Took(1000 * clock / times, 1000 * process / times), result


def ours(case: Case) -> Figures:
    """Return what one round of ours took."""
    figures: Figures = {}
    figures["load"], form = timed(partial(compile_form, case.xml, checks=CHECKS))
    figures["create"], record = timed(partial(_opened, form))
    figures["answer"], _ = timed(partial(_answered, record, case.steps), len(case.steps))
    record = _opened(form)
    record.tree()
    figures["drawn"], _ = timed(partial(_answered, record, case.steps), len(case.steps))
    return figures


def _answered(record: Record, steps: Steps) -> None:
    for step in steps:
        record.set(step["set"], step["value"])
    record.problems()


def _opened(form: Form) -> Record:
    return form.open(now=now, lang="en")


class Peer:
    """The peer's process, which makes a round at a time."""

    def __init__(self, case: Case, folder: Path, packages: Path) -> None:
        form, steps = folder / "form.xml", folder / "steps.json"
        form.write_text(case.xml, encoding="utf-8")
        steps.write_text(json.dumps(case.steps), encoding="utf-8")
        self._asked = json.dumps({"form": str(form), "steps": str(steps)}) + "\n"
        self._count = len(case.steps)
        words = ["node", str(Path(__file__).with_name("forms_peer.mjs")), str(packages)]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def round(self) -> Figures:
        """Return what one round of the peer took."""
        source, told = self._process.stdin, self._process.stdout
        if source is None or told is None:
            raise RuntimeError("the peer has no pipes")
        source.write(self._asked)
        source.flush()
        said = json.loads(told.readline())
        found = {name: Took(said[name], said[f"{name} cpu"]) for name in ("load", "create")}
        answer = Took(said["answers"] / self._count, said["answers cpu"] / self._count)
        return {**found, "answer": answer, "drawn": answer}

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def compare(case: Case, packages: Path, rounds: int, warm: int) -> None:
    """Let both take turns, and print the ratios of each deed."""
    with tempfile.TemporaryDirectory() as folder:
        peer = Peer(case, Path(folder), packages)
        for _ in range(warm):
            ours(case), peer.round()
        pairs = [_pair(case, peer) for _ in range(rounds)]
        peer.close()
    print(f"  {'':8}{'ours ms':>9}{'peer ms':>9}{'ratio':>8}{'middle half':>15}{'least':>8}{'process':>9}")
    for name in pairs[0][0]:
        mine, other = ([figures[name] for figures in side] for side in zip(*pairs, strict=True))
        ratios = [one.clock / two.clock for one, two in zip(mine, other, strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        least = min(took.clock for took in mine) / min(took.clock for took in other)
        own = statistics.median(t.process for t in mine) / max(1e-6, statistics.median(t.process for t in other))
        print(
            f"  {name:8}{statistics.median(t.clock for t in mine):9.3f}{statistics.median(t.clock for t in other):9.3f}"
            f"{middle:8.3f}{low:8.3f}-{high:.3f} {least:8.3f}{own:9.3f}{'' if middle <= LIMIT else f'  over {LIMIT}'}",
            flush=True,
        )


def _pair(case: Case, peer: Peer) -> tuple[Figures, Figures]:
    gc.collect()  # what the round before left behind is not this one's
    return ours(case), peer.round()


def main() -> None:
    """Print the ratios, and say which of them are over the limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--peer", type=Path, help="the folder of the peer's packages")
    parser.add_argument("--rounds", type=int, default=25, help="how often both are run in turn")
    parser.add_argument("--warm", type=int, default=10, help="rounds of each beforehand")
    parser.add_argument(
        "--questions", type=int, default=1_000, help="of the largest form, which gets a third of the rounds"
    )
    options = parser.parse_args()
    for case, share in ((shipped(), 1), (cascade(10), 1), (cascade(options.questions), 3)):
        print(f"{case.name} ({len(case.steps)} answers)", flush=True)
        rounds, warm = max(3, options.rounds // share), max(2, options.warm // share)
        if options.peer is None:
            figures = [ours(case) for _ in range(warm + rounds)][warm:]
            for name in figures[0]:
                print(f"  {name:8}{statistics.median(figure[name].clock for figure in figures):9.3f} ms")
        else:
            compare(case, options.peer, rounds, warm)


if __name__ == "__main__":
    main()
