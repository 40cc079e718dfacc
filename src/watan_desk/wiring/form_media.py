"""Pictures and sounds of an association's own forms: taken in with the form, kept encrypted, shown with its questions.

They lie beside the form, in a folder ``media``, or with it in one ZIP. What is missing is named, and the form works
without it.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

import sqlalchemy as sa

from watan_desk.forms import FormError, Record
from watan_desk.forms.media import Pictures, media_of
from watan_desk.policy.office import Office
from watan_desk.store.engine import writing
from watan_desk.store.tables import form_media
from watan_desk.wiring.opened import Desk

MOST_BYTES = 16 << 20
"""Of all files of one form."""
_MOST_PARTS = 500
_FORMS = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".md", ".xml"})


@contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """Give a form's own file: itself, or the one in a ZIP, its media beside it for as long as the block lasts.

    Raises:
        FormError: the ZIP cannot be read, is too large, or holds no form or several.
    """
    if file.suffix.lower() != ".zip":
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="form-") as made:
        folder, forms = Path(made), []
        try:
            with ZipFile(file) as packed:
                parts = [part for part in packed.infolist() if not part.is_dir()]
                if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > 2 * MOST_BYTES:
                    raise FormError("forms.file_too_large", file=file.name)
                for part in parts:
                    path = folder / PurePosixPath(part.filename).name
                    path.write_bytes(packed.read(part))
                    forms += [path] if path.suffix.lower() in _FORMS and path.suffix.lower() != ".csv" else []
        except (BadZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError) as wrong:
            raise FormError("forms.file_torn", file=file.name) from wrong
        if len(forms) != 1:
            raise FormError("own_form.zip_of_one", file=file.name, count=len(forms))
        yield forms[0]


def media_beside(form: Path, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Return those of the wanted files that lie beside a form, or in ``media``; as many as may be kept."""
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for name in wanted:
        plain = Path(name).name
        for folder in (form.parent, form.parent / "media", form.parent / f"{form.stem}-media"):
            path = folder / plain
            if plain and path.is_file() and path.stat().st_size <= room:
                found[name] = path.read_bytes()
                room -= len(found[name])
                break
    return found


def keep_media(desk: Desk, form_id: str, version: str, files: Mapping[str, bytes]) -> None:
    """Keep the files of a version of a form."""
    with writing(desk.engine) as connection:
        for name, data in files.items():
            own = (form_media.c.form_id == form_id) & (form_media.c.version == version) & (form_media.c.name == name)
            connection.execute(sa.delete(form_media).where(own))
            values = {"form_id": form_id, "version": version, "name": name, "data": data}
            connection.execute(sa.insert(form_media).values(values))


def pictures_of(desk: Desk, office: Office, deed: str, record: Record) -> Pictures:
    """Return what stands beside the labels of the form that a record is of."""
    own = record.definition
    media = media_of(office.shelf.version(office.form_of(deed), own.id, own.version).xml)
    if not media.files:
        return Pictures()
    where = (form_media.c.form_id == own.id) & (form_media.c.version == own.version)
    with desk.reading() as connection:
        rows = connection.execute(sa.select(form_media.c.name, form_media.c.data).where(where)).all()
    return Pictures(media, {row.name: bytes(row.data) for row in rows})
