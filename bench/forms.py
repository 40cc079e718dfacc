"""How fast the form engine is beside ODK Web Forms' own: the same forms and answers, in the same minute.

    .venv/bin/python bench/forms.py --peer FOLDER [--repeat 9]

``FOLDER`` holds ``run_peer.mjs`` with its packages installed (node 20.19 or later). Both read the same XForm text. Read
the ratios, ours over theirs, the median of some rounds in turn: the milliseconds belong to the machine. Without a peer
only our own figures are shown.
"""

import argparse
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
from watan_desk.forms.trial import Trial

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


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return the milliseconds of one call, and its result."""
    start = time.perf_counter()
    result = act()
    return 1000 * (time.perf_counter() - start), result


def ours(case: Case, repeat: int) -> dict[str, float]:
    """Return our medians: loading, opening, and one answer with the problems of the whole form told at the end."""
    figures: dict[str, list[float]] = {"load": [], "create": [], "answer": []}
    for _ in range(repeat):
        load, form = timed(partial(compile_form, case.xml, checks=CHECKS))
        create, record = timed(partial(_opened, form))
        answers, _ = timed(partial(Trial(record, "en").run, case.steps))
        for name, figure in (("load", load), ("create", create), ("answer", answers / len(case.steps))):
            figures[name].append(figure)
    return {name: statistics.median(values) for name, values in figures.items()}


def _opened(form: Form) -> Record:
    return form.open(now=now, lang="en")


def theirs(case: Case, repeat: int, peer: Path) -> dict[str, float]:
    """Return the peer's medians of the same, warmed up in one process."""
    with tempfile.TemporaryDirectory() as folder:
        form, steps = Path(folder) / "form.xml", Path(folder) / "steps.json"
        form.write_text(case.xml, encoding="utf-8")
        steps.write_text(json.dumps(case.steps), encoding="utf-8")
        words = ["node", str(peer / "run_peer.mjs"), str(form), str(steps), "--brief", "--repeat", str(repeat)]
        told = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", cwd=peer)
    timing = json.loads(told.stdout)["timing_median"]
    answer = timing["steps_ms"] / len(case.steps)
    return {"load": timing["load_ms"], "create": timing["create_ms"], "answer": answer}


def main() -> None:
    """Print the ratios, and say which of them are over the limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--questions", type=int, default=1_000, help="of the largest form")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are run in turn")
    options = parser.parse_args()
    for case in (shipped(), cascade(10), cascade(options.questions)):
        print(f"{case.name} ({len(case.steps)} answers)", flush=True)
        if options.peer is None:
            mine = ours(case, options.repeat)
            print("  " + ", ".join(f"{name} {figure:.2f} ms" for name, figure in mine.items()))
            continue
        ratios: dict[str, list[float]] = {}
        for _ in range(options.rounds):
            mine, other = ours(case, options.repeat), theirs(case, options.repeat, options.peer)
            for name, figure in mine.items():
                ratios.setdefault(name, []).append(figure / other[name])
        for name, found in ratios.items():
            middle = statistics.median(found)
            print(
                f"  {name:<7} {middle:.3f} (best {min(found):.3f}) {'' if middle <= LIMIT else '  over ' + str(LIMIT)}"
            )


if __name__ == "__main__":
    main()
