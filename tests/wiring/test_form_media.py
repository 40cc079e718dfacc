"""If these fail, the pictures that an association puts beside its questions are lost on the way to screen or paper."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.desks import person, take_to
from tests.wiring.test_own_forms import own_form
from watan_desk.forms import CHECKS, FormError, load_form
from watan_desk.forms.media import Pictures, media_of
from watan_desk.letter.paper_form import Paper, opened_for_paper, render_form
from watan_desk.wiring import Desk
from watan_desk.wiring.form_media import pictures_of
from watan_desk.wiring.own_forms import adopt, look_over
from watan_desk.wiring.paper_forms import blank_form

COLUMNS = " media::image::Arabic (ar) | media::image::English (en) | media::audio |"


def picture(colour: str) -> bytes:
    held = BytesIO()
    Image.new("RGB", (120, 80), colour).save(held, "PNG")
    return held.getvalue()


def form_with_media(folder: Path) -> Path:
    """Write an own form with a picture of a question in each language, a sound, and pictures of two choices."""
    path = own_form(folder)
    lines = path.read_text(encoding="utf-8").splitlines()
    made, sheet, wide = [], "", 0
    for line in lines:
        if line.startswith("| ") and not line.startswith("| |"):
            sheet = line.split("|")[1].strip()
        if sheet == "survey":
            more = COLUMNS if "| type | name |" in line else " | | |"
            more = " house-ar.png | house-en.png | house.mp3 |" if "| own_question |" in line else more
        elif sheet == "choices":
            more = " media::image |" if "| list_name | name |" in line else " |"
            more = " rent.png |" if "| support | rent |" in line else more
            more = " lost.png |" if "| support | food |" in line else more
        else:
            more = ""
        wide = line.count(" |") if "| type | name |" in line or "| list_name | name |" in line else wide
        plain = line + " |" * max(0, wide - line.count(" |")) if "own_question" in line else line
        made.append(plain + more)
    path.write_text("\n".join(made) + "\n", encoding="utf-8")
    return path


def packed(folder: Path, form: Path, names: tuple[str, ...] = ("house-ar.png", "house-en.png", "rent.png")) -> Path:
    """Pack a form with its pictures into one ZIP."""
    path = folder / "form.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.write(form, "form/" + form.name)
        for name, colour in zip(names, ("red", "green", "blue"), strict=False):
            made.writestr(f"form/media/{name}", picture(colour))
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return packed(tmp_path, form_with_media(tmp_path))


def test_pictures_come_with_the_form_and_what_is_missing_is_named(desk: Desk, archive: Path) -> None:
    looked = look_over(desk, archive)
    assert set(looked.pictures.files) == {"house-ar.png", "house-en.png", "rent.png"}
    missing = [each.name for each in looked.findings if each.key == "own_form.media_missing"]
    assert sorted(missing) == ["house.mp3", "lost.png"]
    adopt(desk, looked)
    number = take_to(desk, person(), "consent")
    desk.do("capture", number, person().request())
    record = desk.office.blank("capture", now=desk.clock.now)
    found = pictures_of(desk, desk.office, "capture", record)
    assert found.files == dict(looked.pictures.files)
    assert found.media.of_label("/data/own_question", "en") == (("image", "house-en.png"),)
    assert found.media.of_label("/data/own_question", "ar")[0] == ("image", "house-ar.png")
    kinds = next(view for view in record.questions() if view.name == "support_types")
    assert [name for _, name in found.media.of_choices(kinds, "ar")] == ["lost.png", "rent.png"]
    assert picture("red") not in (desk.home / "desk.db").read_bytes()


def test_pictures_in_a_folder_beside_the_form_are_found(desk: Desk, tmp_path: Path) -> None:
    form = form_with_media(tmp_path)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "house-ar.png").write_bytes(picture("blue"))
    (tmp_path / "rent.png").write_bytes(picture("blue"))
    assert set(look_over(desk, form).pictures.files) == {"house-ar.png", "rent.png"}


def test_pictures_stand_on_the_blank_form_on_paper(desk: Desk, archive: Path, tmp_path: Path) -> None:
    form = load_form(form_with_media(tmp_path), checks=CHECKS)
    record = opened_for_paper(form.open(now=desk.clock.now))
    bare = render_form(Paper(form, record, pictures=Pictures(media_of(form.xml))))
    adopt(desk, look_over(desk, archive))
    full = blank_form(desk, "capture", "ar")
    assert full.count(b"/Subtype /Image") >= 2
    assert bare.count(b"/Subtype /Image") == 0


@pytest.mark.parametrize("names", [(), ("a.xlsx", "b.xlsx")])
def test_an_archive_without_one_form_is_refused(desk: Desk, tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "none.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    with pytest.raises(FormError) as refused:
        look_over(desk, path)
    assert refused.value.key == "own_form.zip_of_one"
    path.write_bytes(path.read_bytes()[:10])
    with pytest.raises(FormError) as refused:
        look_over(desk, path)
    assert refused.value.key == "forms.file_torn"
