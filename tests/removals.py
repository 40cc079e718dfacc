"""Drop what a requirement rests on, one place at a time, and see its named test fail.

``python -m tests.removals [R73 R74 ...]``: each row of ``docs/requirements.toml`` names a file, a stretch of its text,
what stands there without the requirement's guard, field or sentence, and the test that must then fail. The change is
made in a copy of the tree, never in the tree itself. Prints one line a row with the test's failure, so a reader
sees that it failed for the right reason; exit 0 if all tests pass in the tree as it is and each fails in its turn.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "requirements.toml"
COPIED = ("src", "tests", "resources", "forms", "docs")
LINKS = {"src/watan_desk/resources": "../../resources", "src/watan_desk/form_definitions": "../../forms"}


def rows() -> dict[str, dict[str, Any]]:
    """Return the table: requirement -> row."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def copy_tree(target: Path) -> None:
    """Copy what tests need; the data folders are linked where the installed program has them."""
    ignored = shutil.ignore_patterns("__pycache__", "resources", "form_definitions")
    for name in COPIED:
        whole = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target / name, ignore=ignored if name == "src" else whole)
    shutil.copy(ROOT / "pyproject.toml", target)
    shutil.copy(ROOT / "README.md", target)
    for link, goal in LINKS.items():
        (target / link).symlink_to(goal)


def fails_without(row: dict[str, Any], tree: Path) -> tuple[bool, str]:
    """Apply a row's removal in the copy, run its test and put the text back.

    Return whether the test failed as it should, and its failure, or what is wrong with the row.
    """
    place = tree / row["file"]
    text = place.read_text(encoding="utf-8")
    if text.count(row["find"]) != 1:
        return False, f"{row['test']}: the text occurs {text.count(row['find'])} times in {row['file']}"
    changed = text.replace(row["find"], row.get("replace", ""))
    pins = tree / "src" / "watan_desk" / "policy" / "pinned.py"
    pinned = pins.read_text(encoding="utf-8")
    place.write_text(changed, encoding="utf-8")
    # a changed pack is pinned anew: what must be seen is the missing fact, not that somebody edited the file
    pins.write_text(pinned.replace(_digest(text), _digest(changed)), encoding="utf-8")
    try:
        return fails([row["test"]], tree)
    finally:
        place.write_text(text, encoding="utf-8")
        pins.write_text(pinned, encoding="utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fails(tests: Iterable[str], tree: Path) -> tuple[bool, str]:
    """Run tests in the copy; return whether one failed (one that broke before it began has not), and how."""
    surroundings = os.environ | {"PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}", "PYTHONDONTWRITEBYTECODE": "1"}
    surroundings |= {"COLUMNS": "300"}
    surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=tree, env=surroundings, capture_output=True, check=False)
    said = done.stdout.decode(errors="replace").splitlines()
    failures = [line.removeprefix("FAILED ") for line in said if line.startswith("FAILED ")]
    if failures:
        return True, "; ".join(failures)
    return False, "" if done.returncode == 0 else f"pytest left with {done.returncode}: {said[-1] if said else ''}"


def main(wanted: list[str]) -> int:
    """Try the rows that are asked for, or all; return 0 if each removal is seen by its test."""
    chosen = {name: row for name, row in rows().items() if "test" in row and (not wanted or name in wanted)}
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        tree.mkdir()
        copy_tree(tree)
        broken, how = fails(dict.fromkeys(row["test"] for row in chosen.values()), tree)
        if broken or how:
            print(f"nothing was dropped yet, and still: {how}")
            return 1
        for name, row in chosen.items():
            failed, how = fails_without(row, tree)
            seen += failed
            print(f"{name}: {'seen by' if failed else 'NOT SEEN by'} {how or row['test']}", flush=True)
    print(f"{seen} of {len(chosen)} removals were seen")
    return 0 if seen == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
