"""Files that are answers, at an open desk: kept while a form is filled in, shown, copied out.

Pictures go the way of scanned papers: written anew, without a camera's notes of place and device. A drawing is kept as
it was drawn. Everything else is kept byte for byte.
"""

from dataclasses import dataclass
from pathlib import Path

from watan_desk.capture.desk import IN_MEMORY, may_keep
from watan_desk.capture.uploads import refused_uploads
from watan_desk.common.errors import Refused, Unusable
from watan_desk.forms import Record
from watan_desk.letter.pictures import kept_form, pictures
from watan_desk.letter.sheets import MOST_BYTES
from watan_desk.policy.office import Office
from watan_desk.store.attachments import Blob, attached, attachments_of, keep_with_draft, read_blob
from watan_desk.store.cases import case_by_number
from watan_desk.store.engine import writing
from watan_desk.wiring.opened import Desk, draft_id, office_of

PICTURES = ("png", "jpg", "jpeg", "tif", "tiff")
SOUNDS = ("mp3", "m4a", "wav", "ogg", "aac", "amr")
FILMS = ("mp4", "mov", "mkv", "webm", "avi", "3gp")
ENDINGS = {"image": PICTURES, "audio": SOUNDS, "video": FILMS}
"""The endings that a question of each type takes; a question for a file takes any."""
MOST_KEPT = 32 << 20
"""Bytes of a recording or another file: with many of them a hand-over still fits on what carries it."""
_MEDIA = {"image/png": "png", "image/jpeg": "jpg"}
_LONGEST_ENDING = 8


@dataclass(frozen=True)
class FileShown:
    """A file of a case as lists name it."""

    name: str
    deed: str
    media: str
    size: int
    hash: str


def refusal(office: Office, deed: str, record: Record, name: str) -> str:
    """Return why no file may be kept as the answer of a question: a key of the catalogue, empty where one may."""
    if deed == "capture" and not may_keep(office, record):
        return IN_MEMORY
    form = office.shelf.version(office.form_of(deed), record.definition.id, record.definition.version)
    return "capture.identity_copy_off" if name in refused_uploads(office, form) else ""


def keep_file(desk: Desk, deed: str, number: str | None, record: Record, name: str, source: Path) -> str:
    """Keep a file beside a deed's draft as the answer of the question ``name``; return what stands in the answer.

    Raises:
        Refused: it may not be kept: nobody agreed yet, or it is a copy of an identity paper.
        Unusable: it cannot be read, is too large, or is not what the question asks for.
    """
    reason = refusal(office_of(desk, number), deed, record, name)
    if reason:
        raise Refused(reason)
    kind = next((view.type for view in record.questions() if view.name == name), "file")
    return keep_blob(desk, draft_id(deed, number), blob_of(source, kind))


def keep_drawing(desk: Desk, deed: str, number: str | None, record: Record, name: str, png: bytes) -> str:
    """Keep what was drawn, as :func:`keep_file` keeps a picture.

    Raises:
        Refused: it may not be kept.
    """
    reason = refusal(office_of(desk, number), deed, record, name)
    if reason:
        raise Refused(reason)
    return keep_blob(desk, draft_id(deed, number), Blob(png, "image/png", "png"))


def keep_blob(desk: Desk, draft: str, blob: Blob) -> str:
    """Keep a file beside a draft; it is on the disk when this returns."""
    with writing(desk.engine) as connection:
        return keep_with_draft(connection, draft, blob, desk.clock.now())


def blob_of(source: Path, kind: str) -> Blob:
    """Return a file as it is kept as the answer of a question of a type.

    Raises:
        Unusable: it cannot be read, is too large, or is not what the question asks for.
    """
    ending = source.suffix.lower().lstrip(".")
    asked = ENDINGS.get(kind)
    if asked and ending not in asked:
        raise Unusable("desk.file_kind", kinds=" ".join(asked))
    data = _bytes_of(source, MOST_BYTES if kind == "image" else MOST_KEPT)
    if kind == "image":
        page = next(pictures(data), None)
        if page is None:
            raise Unusable("letter.not_readable")
        kept, media = kept_form(page)
        return Blob(kept, media, _MEDIA[media])
    plain = ending if ending.isascii() and ending.isalnum() and len(ending) <= _LONGEST_ENDING else "bin"
    return Blob(data, f"{kind if asked else 'application'}/{plain}", plain)


def blob_called(desk: Desk, name: str) -> Blob:
    """Return the file that an answer names.

    Raises:
        Unusable: this desk has no such file (any more).
    """
    with desk.reading() as connection:
        found = read_blob(connection, name)
    if found is None:
        raise Unusable("desk.no_such_file")
    return found


def files_of(desk: Desk, number: str) -> tuple[FileShown, ...]:
    """Return the files of a case that stand, oldest first.

    Raises:
        Unusable: there is no such case.
    """
    with desk.reading() as connection:
        found = attachments_of(connection, case_by_number(connection, number).id)
        standing = attached(connection, (each.id for each in found))
    return tuple(FileShown(each.name, each.deed, each.media, each.size, each.hash) for each in standing)


def with_files(
    desk: Desk, deed: str, number: str | None, given: dict[str, object], files: dict[str, Path]
) -> dict[str, object]:
    """Return answers with files as the answers of questions; each is kept beside the deed's draft.

    Raises:
        Refused, Unusable: a file may not or cannot be kept.
    """
    record = office_of(desk, number).blank(deed, now=desk.clock.now)
    record.fill(given)
    named = {name: keep_file(desk, deed, number, record, name, source) for name, source in files.items()}
    return {**given, **named}


def _bytes_of(source: Path, most: int) -> bytes:
    try:
        if source.stat().st_size > most:
            raise Unusable("desk.file_too_large", most=most >> 20)
        return source.read_bytes()
    except OSError as wrong:
        raise Unusable("paper.file_unreadable") from wrong
