"""Takes a form in whole, with what lies beside it: lists of choices and pictures, in its folder or with it in one ZIP.

Lists are written into the form's own text, so that it needs no file any more, wherever it goes and however long it is
kept. Pictures stay files: they are named by the text, and what is missing of them is told; the form works without.
"""

import re
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape, quoteattr
from zipfile import BadZipFile, ZipFile

from watan_desk.forms.attachments import Attachments, beside, read_list
from watan_desk.forms.checking import Check
from watan_desk.forms.convert import converted, located
from watan_desk.forms.errors import FormError
from watan_desk.forms.form import Form, compile_form
from watan_desk.forms.markup import parse_xml
from watan_desk.forms.tree import Node

MOST_BYTES = 16 << 20
"""Of all pictures, sounds and films of one form."""
_MOST_PARTS = 500
_BROKEN = (BadZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError, struct.error, zlib.error)
"""What a ZIP that is cut short, lies about its parts or packs them in an unknown way raises."""
_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".md"})
_FROM_FILE = re.compile(
    r"<((?:[\w.-]+:)?)instance\b(?P<before>[^<>]*?)\ssrc=(?P<mark>[\"'])(?P<url>jr://file[^\"'<>]*)(?P=mark)"
    r"(?P<after>[^<>]*?)(?:/>|>(?P<held>.*?)</\1instance\s*>)",
    re.DOTALL,
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold."""


@contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """Give a form's own file: itself, or the one in a ZIP, its files beside it for as long as the block lasts.

    Raises:
        FormError: the ZIP cannot be read, is too large, or holds no form or several.
    """
    if file.suffix.lower() != ".zip":
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="form-") as made:
        paths = _taken_out(file, Path(made))
        forms = [path for path in paths if path.suffix.lower() in _SHEETS]
        forms = forms or [path for path in paths if path.suffix.lower() == ".xml" and _is_xform(path)]
        if len(forms) != 1:
            raise FormError("own_form.zip_of_one", file=file.name, count=len(forms))
        yield forms[0]


def load_whole(source: Path, *, checks: Mapping[str, Check]) -> Form:
    """Return the form of a file, the lists beside it written into its text; what no list was found for stays named.

    Raises:
        FormError: it, or a list, cannot be read, or its expressions cannot work.
    """
    xml = with_lists(converted(source), beside(source, {}))
    try:
        return compile_form(xml, checks=checks)
    except FormError as error:
        raise located(error, source) from error


def with_lists(xform_xml: str, find: Attachments) -> str:
    """Return an XForm text with the lists that ``find`` finds written into it, in place of the names of their files.

    Raises:
        FormError: a list is not of the kind that its name says.
    """
    parse_xml(xform_xml, "forms.not_xform")  # what is not whole would be searched to its end from each place

    def written(match: re.Match[str]) -> str:
        url, held = match["url"], (match["held"] or "").strip()
        if held or find(url) is None:
            return match[0]
        prefix = match[1]
        inside = "".join(_written(child) for child in read_list(url, find).children)
        return f"<{prefix}instance{match['before']}{match['after'].rstrip()}>{inside}</{prefix}instance>"

    return _FROM_FILE.sub(written, xform_xml)


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


def fitting_media(given: Mapping[str, bytes], wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Return those of the given files that a form names, as many as may be kept."""
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for name in wanted:
        if name in given and len(given[name]) <= room:
            found[name] = given[name]
            room -= len(given[name])
    return found


def _taken_out(file: Path, folder: Path) -> list[Path]:
    """Write the parts of a ZIP side by side into a folder, whatever folders they lay in."""
    made = []
    try:
        with ZipFile(file) as packed:
            parts = [part for part in packed.infolist() if not part.is_dir()]
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > 2 * MOST_BYTES:
                raise FormError("forms.file_too_large", file=file.name)
            for part in parts:
                path = folder / PurePosixPath(part.filename).name
                path.write_bytes(packed.read(part))
                made.append(path)
    except _BROKEN as wrong:
        raise FormError("forms.file_torn", file=file.name) from wrong
    return made


def _is_xform(path: Path) -> bool:
    """Tell a form from a list: both are XML."""
    return b"http://www.w3.org/2002/xforms" in path.read_bytes()


def _written(node: Node) -> str:
    """Return a node of a list as XML; a column whose name no expression could say is left out."""
    inside = "".join(_written(child) for child in node.children if _NAME.match(child.name))
    known = ((name, _UNWRITABLE.sub("", value)) for name, value in node.attributes.items() if _NAME.match(name))
    marks = "".join(f" {name}={quoteattr(value)}" for name, value in known)
    return f"<{node.name}{marks}>{inside or escape(_UNWRITABLE.sub('', node.value))}</{node.name}>"
