"""The house rules that no linter knows.

If these fail, what is installed is not what stands in the tree, a command line drags the whole window along, or the
tree grows the long files, late imports and hidden sentences that make it hard to read and to translate.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import watan_desk

TREE = Path(__file__).parents[1]
SOURCE = TREE / "src" / "watan_desk"
INSTALLED = Path(watan_desk.__file__).parent
DATA = {"resources": "resources", "forms": "form_definitions"}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if not set(path.relative_to(SOURCE).parts) & set(DATA.values()))

# a sentence or a term: two Arabic words of two letters or more
ARABIC = "\u0621-\u0652"
ARABIC_SENTENCE = re.compile(rf"[{ARABIC}]{{2,}}\s+[{ARABIC}]{{2,}}")
MOST_LINES = 600
MOST_METHODS = 25

every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _own_imports(node: ast.AST) -> Iterator[int]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.ImportFrom):
            names = [inner.module or ""]
        elif isinstance(inner, ast.Import):
            names = [alias.name for alias in inner.names]
        else:
            continue
        if any(name.partition(".")[0] == "watan_desk" for name in names):
            yield inner.lineno


def test_code_installed_is_the_code_of_the_tree() -> None:
    stale = [
        str(path.relative_to(SOURCE))
        for path in MODULES
        if (INSTALLED / path.relative_to(SOURCE)).read_bytes() != path.read_bytes()
    ]
    assert stale == []


@pytest.mark.parametrize(("folder", "installed_as"), DATA.items())
def test_data_is_installed_beside_the_code(folder: str, installed_as: str) -> None:
    files = [path for path in (TREE / folder).rglob("*") if path.is_file()]
    different = [
        str(path.relative_to(TREE))
        for path in files
        if (INSTALLED / installed_as / path.relative_to(TREE / folder)).read_bytes() != path.read_bytes()
    ]
    assert files
    assert different == []


@pytest.mark.parametrize("program", ["watan-desk", "watan-hq"])
def test_command_lines_start_without_qt(program: str) -> None:
    scripts = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module = scripts[program].partition(":")[0]
    probe = f"import sys, {module}; print([name for name in sys.modules if name.startswith('PySide6')])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"


@every_module
def test_no_own_module_is_imported_late(path: Path) -> None:
    functions = [node for node in ast.walk(_parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [line for function in functions for line in _own_imports(function)] == []


@every_module
def test_files_and_classes_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.ClassDef):
            methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)]
            assert len(methods) <= MOST_METHODS, node.name


@every_module
def test_no_arabic_sentence_stands_in_code(path: Path) -> None:
    assert ARABIC_SENTENCE.findall(path.read_text(encoding="utf-8")) == []


def _pins(lock: str) -> dict[str, str]:
    text = (TREE / "requirements" / lock).read_text(encoding="utf-8")
    return {
        name.lower().replace("_", "-"): pin for name, pin in re.findall(r"^([\w.-]+)==(\S+) \\$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("lock", ["runtime.txt", "test.txt"])
def test_lock_holds_what_the_project_asks_for(lock: str) -> None:
    project = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + (project["optional-dependencies"]["test"] if lock == "test.txt" else [])
    pins = _pins(lock)
    for requirement in asked:
        named, _, version = requirement.partition("==")
        name = named.partition("[")[0]
        assert pins[name.lower().replace("_", "-")] == version


@pytest.mark.parametrize("lock", ["runtime.txt", "test.txt", "build.txt"])
def test_lock_names_no_registry(lock: str) -> None:
    text = (TREE / "requirements" / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?:|--index|--extra-index|--find-links|--trusted-host", text) == []
    assert text.count("--hash=sha256:") >= len(_pins(lock)) > 0
