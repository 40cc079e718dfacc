"""If these failed, a file that means harm could hang a desk, eat its memory, or be refused in words that help nobody.

``hostile`` makes the files; each is answered within five seconds, and all of them one after another in a process that
may not take more than 700 MB of addresses.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.forms import hostile
from tests.forms.test_hostile import _refused, bounded  # noqa: F401 - a fixture
from watan_desk.forms import CHECKS, load_form

_SAFE = {"ar": "يُؤخذ", "en": "Nothing was taken"}
_WHOLE = ("forms.part_", "forms.too_many_", "forms.cell_", "forms.file_t", "forms.file_p", "forms.file_no")


@pytest.mark.parametrize("name", hostile.NO_FORM)
def test_what_means_harm_is_refused_in_words_that_help(name: str, tmp_path: Path) -> None:
    make, key = hostile.NO_FORM[name]
    path = tmp_path / name
    path.write_bytes(make())
    refused = _refused(lambda: load_form(path, checks=CHECKS))
    assert refused.key == key
    if key.startswith(_WHOLE):
        for lang, safe in _SAFE.items():
            assert safe.lower() in refused.sentence(lang).lower()
            places = [refused.params.get(place) for place in ("sheet", "row")]
            assert all(str(place) in refused.sentence(lang) for place in places if place)


@pytest.mark.parametrize("name", hostile.READ)
def test_what_only_looks_like_harm_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.READ[name]())
    assert load_form(path, checks=CHECKS).fields()


_ALL = """
import resource, sys
from pathlib import Path
import pyxform.xls2xform
from watan_desk.forms import CHECKS, FormError, load_form
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        load_form(path, checks=CHECKS)
    except FormError as error:
        assert error.key != "forms.file_too_large" or "overlapping" in path.name, path.name
"""


def test_none_of_them_takes_more_memory_than_a_small_laptop_has(tmp_path: Path) -> None:
    for name, (make, _) in hostile.NO_FORM.items():
        (tmp_path / name).write_bytes(make())
    done = subprocess.run([sys.executable, "-c", _ALL, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("rows", "key", "row"),
    [
        ("| | text | a | A\x01 | |\n", "forms.cell_unwritable", 2),
        ("| | text | a | A | x |\n", "forms.unknown_prefix", 1),
        ("| | text | a | A | |\n", "", 0),
    ],
)
def test_what_no_form_can_hold_is_named_with_its_cell(rows: str, key: str, row: int, tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_bytes(hostile.markdown(rows, columns="bind::zz:check"))
    if not key:
        assert load_form(path, checks=CHECKS).fields()
        return
    refused = _refused(lambda: load_form(path, checks=CHECKS))
    assert (refused.key, refused.params["row"]) == (key, row)


def test_a_cell_in_a_column_without_a_heading_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text("| survey |\n| | type | name | label | |\n| | text | a | A | x |\n", encoding="utf-8")
    refused = _refused(lambda: load_form(path, checks=CHECKS))
    assert (refused.key, refused.params["row"]) == ("forms.cell_unheaded", 2)
