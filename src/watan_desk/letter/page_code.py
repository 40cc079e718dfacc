"""The small code at the foot of every page: which page of which letter a sheet is, for filing it when it comes back.

It is not signed and proves nothing; it is bound to its letter by six bytes of a digest of the letter's text, so that
only the register that holds the text takes it. Its characters are QR's alphanumeric ones: the symbol stays small.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from watan_desk.letter.token import base45

PAGE_PREFIX: Final = "WDP1:"
"""How the text of a page's code begins."""
_BOUND = b"watan-desk page 1\n"
_BYTES = 6
_SHAPE = re.compile(
    r"WDP1:(?P<number>[A-Z]{1,4}[0-9]{1,4}[A-Z]-[0-9]{4}-[0-9]{5,9})"
    r":(?P<page>[1-9][0-9]{0,3})/(?P<pages>[1-9][0-9]{0,3}):(?P<mark>[0-9A-Z $%*+./:-]{9})"
)


@dataclass(frozen=True)
class PageMark:
    """What a page's code says."""

    number: str
    page: int
    pages: int
    mark: str

    def fits(self, digest: bytes) -> bool:
        """Tell whether it is bound to a letter whose text has this digest (``token.digest_of``)."""
        return self.page <= self.pages and self.mark == _mark(digest, self.page, self.pages)


def write_page_code(number: str, digest: bytes, page: int, pages: int) -> str:
    """Return the text of the code of one page."""
    return f"{PAGE_PREFIX}{number}:{page}/{pages}:{_mark(digest, page, pages)}"


def read_page_code(text: str) -> PageMark | None:
    """Return what a page's code says; ``None`` of any other text."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    return PageMark(found["number"], int(found["page"]), int(found["pages"]), found["mark"])


def _mark(digest: bytes, page: int, pages: int) -> str:
    bound = hashlib.sha256(_BOUND + digest + f"{page}/{pages}".encode()).digest()
    return base45(bound[:_BYTES])
