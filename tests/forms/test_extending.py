"""If these fail, questions that an association adds to a form are lost, or change a form without a new version."""

from pathlib import Path

import pytest

from watan_desk.forms import CHECKS, Form, compile_form
from watan_desk.forms.convert import converted
from watan_desk.forms.extending import Extension, extended

SHEET = """| survey | | | | | |
| | type | name | label::English (en) | relevant | constraint |
| | select_one yes_no | wanted | Wanted? | | |
| | begin_group | further | Further questions | | |
| | note | told | They follow | | |
| | end_group | | | | |
| | text | last | Last | | regex(., 'a\\|b') |
| choices | | | |
| | list_name | name | label::English (en) |
| | yes_no | yes | Yes |
| settings | | | |
| | form_title | form_id | version |
| | A form | short | 7 |
"""
ADDED = {"type": "text", "name": "extra", "label::English (en)": "One | more", "relevant": "${wanted} = 'yes'"}
ROW = tuple(ADDED.items())


def _form(folder: Path, extension: Extension | None) -> Form:
    path = folder / "short.md"
    path.write_text(SHEET, encoding="utf-8")
    return compile_form(converted(path, extension), checks=CHECKS)


def test_questions_stand_in_their_group_and_the_form_says_that_it_is_another(tmp_path: Path) -> None:
    plain, more = (
        _form(tmp_path, None),
        _form(tmp_path, Extension("further", "${wanted} = 'yes'", (ROW,))),
    )
    assert [field.path for field in plain.fields()] == ["/data/wanted", "/data/last"]
    assert [field.path for field in more.fields()] == ["/data/wanted", "/data/further/extra", "/data/last"]
    assert next(field.label["en"] for field in more.fields() if field.name == "extra") == "One | more"
    assert plain.version == "7"
    assert more.version.startswith("7.")
    other = _form(tmp_path, Extension("further", "${wanted} = 'yes'", (tuple((ADDED | {"name": "other"}).items()),)))
    assert len({plain.version, more.version, other.version}) == 3


@pytest.mark.parametrize("extension", [Extension("nowhere", "", (ROW,)), Extension("further", "", ())])
def test_a_form_without_the_group_or_without_questions_stays_as_it_is(extension: Extension) -> None:
    assert extended(SHEET, extension) == SHEET
