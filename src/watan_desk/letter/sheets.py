"""From a scanner's file to its sheets: what each page's codes say, and the picture to keep of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from watan_desk.letter.incoming import Copy
from watan_desk.letter.pictures import is_pdf, kept_form, pictures, scanned_pages
from watan_desk.letter.scan import State, see

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
MOST_BYTES = 256 << 20


@dataclass(frozen=True)
class Sheet:
    """One page of a file."""

    place: int
    """Which page of the file, from 1."""
    codes: tuple[str, ...]
    state: State | None
    """``None`` where the page holds no picture at all: it was never on paper."""
    picture: Image.Image | None
    """Upright, if its codes could be read."""

    def copy(self) -> Copy:
        """Return the page as it is kept.

        Raises:
            ValueError: there is no picture.
        """
        if self.picture is None:
            raise ValueError("nothing was scanned")
        return Copy(*kept_form(self.picture))


def sheets_of(data: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a PDF, PNG, JPEG or TIFF file.

    Raises:
        Unusable: it is none of these, not whole, or larger than any scan.
    """
    found = scanned_pages(data) if is_pdf(data) else pictures(data)
    for place, picture in enumerate(found, start=1):
        if picture is None:
            yield Sheet(place, (), None, None)
            continue
        seen = see(picture)
        upright = picture.rotate(seen.turn, expand=True) if seen.turn else picture
        yield Sheet(place, seen.codes, seen.state, upright)


def copies_of(data: bytes) -> Iterator[Copy]:
    """Yield the pages of a file as they are kept; pages without a picture are left out.

    Raises:
        Unusable: as for :func:`sheets_of`.
    """
    found = scanned_pages(data) if is_pdf(data) else pictures(data)
    for picture in found:
        if picture is not None:
            yield Copy(*kept_form(picture))
