"""Whether the form engine and ODK Web Forms' own say the same: the shipped request forms, answered at random.

    .venv/bin/python bench/agreement.py --peer FOLDER [--steps 400] [--seed 1] [--form pilgrim]

``FOLDER`` holds ``run_peer.mjs`` with its packages installed (node 20.19 or later). Each form is filled by both with
the same steps; after every few steps the values, relevance, requirement and problems of all questions are compared.
Named checks (``wd:check``) are taken out of the form first: they are ours, and another engine ignores them.
"""

import argparse
import json
import random
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from watan_desk.common.resources import form_definition
from watan_desk.forms import CHECKS, FieldInfo, Form, Record, compile_form, load_form
from watan_desk.forms.trial import Trial

FORMS = ("general", "pilgrim", "victim", "water", "software")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_CHECK = re.compile(r'\swd:check="[^"]*"')
_STEPS_A_RECORD = 40
_FIELDS = ("value", "relevant", "required")
Step = dict[str, Any]
Shape = dict[str, Any]

WORDS = ("منى سالم", "x", "أب", "A" * 90, "SA-01", "AB-0001", "0500000123", "+966500000123", "1994580734", "ABCD1234")
NUMBERS = ("0", "1", "7", "60", "61", "2000", "100001", "-1", "3.5", "0.25")
DAYS = ("2026-11-21", "2026-11-22", "1999-12-31", "2030-02-28", "1985-03-04")
INSTANTS = ("2026-11-21T09:59:00.000+03:00", "2026-11-21T10:00:00.000+03:00", "2026-11-22T00:00:00.000+03:00")
TIMES = ("10:05:00.000+03:00", "23:59:00.000+03:00")
PLACES = ("24.71 46.67 0 0", "16 34 600 5")


def answer(field: FieldInfo, chance: random.Random) -> str:
    """Return an answer that fits the type of a field, as often wrong as right by the rules of its form."""
    if chance.random() < 0.1:  # noqa: PLR2004 - now and then an answer is taken back
        return ""
    if field.type == "select_one":
        return chance.choice(field.choices)
    if field.type == "select_multiple":
        return " ".join(chance.sample(field.choices, chance.randint(1, min(6, len(field.choices)))))
    if field.type == "integer":
        return chance.choice([number for number in NUMBERS if "." not in number])
    known = {"decimal": NUMBERS, "date": DAYS, "dateTime": INSTANTS, "time": TIMES, "geopoint": PLACES}
    return chance.choice(known.get(field.type, WORDS))


def steps(form: Form, count: int, chance: random.Random) -> Iterator[Step]:
    """Yield random answers, and new and removed instances of repeats."""
    fields = [field for field in form.fields() if field.type != "hidden"]
    sizes: Counter[str] = Counter()
    paths = {field.repeat: field.path.rpartition("/")[0] for field in fields if field.repeat}
    for _ in range(count):
        if paths and chance.random() < 0.05:  # noqa: PLR2004
            name, path = chance.choice(sorted(paths.items()))
            if sizes[name] and chance.random() < 0.5:  # noqa: PLR2004
                yield {"remove": f"{path}[{chance.randint(1, sizes[name] + 1)}]"}
                sizes[name] -= 1
            else:
                yield {"add": path}
                sizes[name] += 1
            continue
        field = chance.choice(fields)
        ref = field.path
        if field.repeat:
            above, _, last = ref.rpartition("/")
            ref = f"{above}[{chance.randint(1, sizes[field.repeat] + 1)}]/{last}"
        yield {"set": ref, "value": answer(field, chance)}


def cases(name: str, count: int, seed: int) -> list[Shape]:
    """Return records of a form to be filled by both engines, ``count`` steps in all."""
    chance = random.Random(f"{name}-{seed}")  # noqa: S311 - the same answers for the same seed
    form = compile_form(_CHECK.sub("", load_form(form_definition(name), checks=CHECKS).xml), checks=CHECKS)
    found = []
    for start in range(0, count, _STEPS_A_RECORD):
        taken = list(steps(form, min(_STEPS_A_RECORD, count - start), chance))
        found += [
            {"id": f"{name}-{start}-{end}", "form": form.xml, "steps": taken[:end], "preload": {"deviceID": "device"}}
            for end in (len(taken) // 2, len(taken))
        ]
    return found


def ours(case: Shape) -> Shape:
    """Return what our engine says of a record after its steps."""
    form = compile_form(case["form"], checks=CHECKS)
    record: Record = form.open(now=lambda: NOW, lang="ar", properties=case["preload"])
    trial = Trial(record, "en")
    trial.run(case["steps"])
    return trial.result()


def theirs(found: list[Shape], peer: Path) -> dict[str, Shape]:
    """Return what the peer says of the same records."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "batch.json"
        batch.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        words = ["node", str(peer / "run_peer.mjs"), "--now", NOW.isoformat(), "--batch", str(batch)]
        zone = {"TZ": "Asia/Riyadh", "PATH": "/usr/local/bin:/usr/bin:/bin"}
        told = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", cwd=peer, env=zone)
    return {result["id"]: result for result in json.loads(told.stdout)}


def differences(mine: Shape, other: Shape) -> Iterator[str]:
    """Yield where the two differ: nodes first, then the problems of the whole record."""
    if other["status"] != "ok":
        yield f"the peer says {other['status']}: {other.get('error')}"
        return
    left, right = ({_plain(node["ref"]): node for node in result["nodes"]} for result in (mine, other))
    for ref in sorted({*left, *right}):
        if "instanceID" in ref:
            continue
        if ref not in left or ref not in right:
            yield f"{ref}: only {'ours' if ref in left else 'theirs'}"
            continue
        for name in _FIELDS:
            if name in right[ref] and left[ref].get(name) != right[ref].get(name):
                yield f"{ref} {name}: {left[ref].get(name)!r} / {right[ref].get(name)!r}"
    said = [
        sorted((_plain(problem["ref"]), problem["kind"]) for problem in result["problems"]) for result in (mine, other)
    ]
    if said[0] != said[1]:
        yield f"problems: {sorted({*said[0]} ^ {*said[1]})}"
    if len(mine["step_errors"]) != len(other.get("step_errors", [])):
        yield f"steps refused: {mine['step_errors']} / {other.get('step_errors')}"


def _plain(ref: str) -> str:
    return ref.replace("[1]", "")


def main() -> None:
    """Print for each form how many records agree, and the first differences."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--peer", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=400, help="random steps a form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", action="append", choices=FORMS)
    options = parser.parse_args()
    for name in options.form or FORMS:
        found = cases(name, options.steps, options.seed)
        other = theirs(found, options.peer)
        told: list[str] = []
        compared = agreed = 0
        for case in found:
            mine = ours(case)
            differ = list(differences(mine, other[case["id"]]))
            compared += len(mine["nodes"]) * len(_FIELDS) + 1
            agreed += not differ
            told += [f"    {case['id']}: {difference}" for difference in differ]
        print(
            f"{name}: {options.steps} steps, {agreed} of {len(found)} records agree;"
            f" {len(told)} of {compared} facts differ"
        )
        print("\n".join(told[:12]), flush=True)


if __name__ == "__main__":
    main()
