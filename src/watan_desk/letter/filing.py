"""Where a scanned page belongs, and the deed that files it.

A page is filed only by a code that the register's own text bears out; two codes of one page must agree. A sheet that
bears or may bear a thumbprint or a personal seal is never kept as a picture: it is filed on paper, and the attestation
records where. Scanning replaces no recording of the delegate's; it only shows that the signed paper is there.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from watan_desk.attestation.records import attestations_of
from watan_desk.common.errors import Refused
from watan_desk.letter.incoming import Copy
from watan_desk.letter.keyring import Keyring
from watan_desk.letter.page_code import read_page_code
from watan_desk.letter.pictures import page_count
from watan_desk.letter.records import (
    CLEAR,
    NEW,
    REPLACED,
    UNCLEAR,
    VOID,
    Letter,
    Paper,
    kept_pdf,
    paper_by_id,
    papers_of_letter,
)
from watan_desk.letter.template import template
from watan_desk.letter.token import PREFIX, BadToken, UnknownKey, digest_of, read_token
from watan_desk.store.work import Work

Status = Literal[
    "filed",
    "known",
    "thumbprint",
    "say_how",
    "void",
    "elsewhere",
    "broken",
    "unknown_key",
    "mixed",
    "own_file",
    "foreign",
    "blurred",
    "blank",
    "no_code",
    "unreadable",
]
FILED, KNOWN, SAY_HOW = "filed", "known", "say_how"
AGAIN = frozenset({"blurred", "no_code", "broken", "unreadable"})
"""What another scan may mend."""
_THUMBED = frozenset({"L15"})
"""Kinds that bear a thumbprint always: the minute of reading and thumbprint."""
_NEVER_KEPT = frozenset({"thumbprint", "seal"})
_THUMB = "thumb"


@dataclass(frozen=True)
class Judged:
    """What a page's codes say: its letter and its place there, or why it belongs nowhere here."""

    status: Status
    number: str = ""
    page: int = 0
    pages: int = 0
    letter: Letter | None = None


LetterOf = Callable[[str], Letter | None]
"""The register's letter of a number, its count of pages known; ``None`` where the register has none."""


def judge(codes: Sequence[str], keyring: Keyring, letter_of: LetterOf) -> Judged:
    """Return where the codes of one page put it; ``filed`` when they all agree with one another and the register."""
    try:
        said = {_said(text, keyring) for text in codes}
    except UnknownKey:
        return Judged("unknown_key")
    except BadToken:
        return Judged("broken")
    if len(said) != 1:
        return Judged("mixed")
    ((number, page),) = said
    letter = letter_of(number)
    if letter is None:
        return Judged("elsewhere", number, page)
    pages = letter.pages or 1
    digest = digest_of(letter.text)
    fits = page <= pages and all(_fits(text, digest, pages, keyring) for text in codes)
    status: Status = "broken" if not fits else "void" if letter.status == VOID else "filed"
    return Judged(status, number, page, pages, letter)


def _said(text: str, keyring: Keyring) -> tuple[str, int]:
    """Return the number and the page that one code names."""
    if text.startswith(PREFIX):
        return read_token(text, keyring)[0].number, 1
    mark = read_page_code(text)
    if mark is None:
        raise BadToken
    return mark.number, mark.page


def _fits(text: str, digest: bytes, pages: int, keyring: Keyring) -> bool:
    mark = read_page_code(text)
    if mark is None:
        return read_token(text, keyring)[0].digest == digest
    return mark.pages == pages and mark.fits(digest)


def known_pages(connection: sa.Connection, letter: Letter) -> int:
    """Return how many pages a letter has; of the first version's letters the kept PDF says it."""
    if letter.pages is not None:
        return letter.pages
    pdf = kept_pdf(connection, letter)
    return page_count(pdf) if pdf else 1


def may_be_kept(connection: sa.Connection, letter: Letter, *, signed_by_hand: bool) -> Status:
    """Tell whether a picture of this letter's pages may be kept: ``filed``, ``thumbprint``, or ``say_how``.

    A kind with a place for a thumb waits for the record of how it was signed, or for the delegate's word that it was
    signed by hand; once thumb or seal is recorded, no word helps.
    """
    if letter.kind in _THUMBED:
        return "thumbprint"
    if all(box.shape != _THUMB for box in template(letter.kind).boxes):
        return "filed"
    attested = attestations_of(connection, letter.case_id) if letter.case_id else ()
    standing = [each for each in attested if not each.superseded and each.at >= letter.issued_at]
    if standing:
        return "thumbprint" if standing[-1].method in _NEVER_KEPT else "filed"
    return "filed" if signed_by_hand else "say_how"


def file_page(work: Work, place: Judged, copy: Copy, *, signed_by_hand: bool = False, replace: bool = False) -> Status:
    """Keep a scanned page with its letter, and say what became of it.

    A page that stands already stays as it is, whatever this picture shows, unless ``replace`` is asked for.
    """
    letter = place.letter
    if place.status != FILED or letter is None:
        return place.status
    kept = may_be_kept(work.connection, letter, signed_by_hand=signed_by_hand)
    if kept != FILED:
        return kept
    before = [each for each in papers_of_letter(work.connection, letter.id) if each.page == place.page]
    sha256 = hashlib.sha256(copy.data).hexdigest()
    if before and (not replace or before[-1].sha256 == sha256):
        return "known"
    for each in before:
        work.put("paper", {"standing": REPLACED, "picture": None, "case_id": each.case_id}, id=each.id)
    values = {
        "case_id": letter.case_id,
        "letter_id": letter.id,
        "incoming_id": None,
        "page": place.page,
        "pages": place.pages,
        "sha256": sha256,
        "media": copy.media,
        "standing": NEW,
        **work.by(),
        "picture": copy.data,
    }
    work.put("paper", values)
    return "filed"


def look_through(work: Work, paper_id: str, *, clear: bool) -> Paper:
    """Record that the delegate looked at a page: its signature is clear and whole, or it is to be scanned again.

    Of a page that is not clear no picture stays.

    Raises:
        Unusable: there is no such page.
        Refused: another scan stands in its place already.
    """
    found = paper_by_id(work.connection, paper_id)
    if found.standing not in {NEW, CLEAR}:
        raise Refused("paper.not_standing")
    values = {"standing": CLEAR if clear else UNCLEAR, "case_id": found.case_id}
    work.put("paper", values if clear else values | {"picture": None}, id=found.id)
    return paper_by_id(work.connection, paper_id)


def missing_pages(connection: sa.Connection, letter: Letter) -> tuple[int, ...]:
    """Return the pages of a letter of which no scan stands."""
    there = {each.page for each in papers_of_letter(connection, letter.id)}
    return tuple(page for page in range(1, known_pages(connection, letter) + 1) if page not in there)
