"""A desk's keys, the ring that knows them, and letters sealed with them."""

from datetime import UTC, date, datetime

from tests.letter.conftest import letter_of
from watan_desk.letter.authority import Authority, text_of
from watan_desk.letter.keyring import CodeKey, Keyring, SealKeys
from watan_desk.letter.render import render
from watan_desk.letter.seal import Sealed, Sealer
from watan_desk.letter.text import Letterhead
from watan_desk.letter.token import Token, digest_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
NUMBER = "WT03A-1448-00127"
ASSOCIATION = "جمعية وطن طموح"

KEYS = SealKeys.new()
AUTHORITY = Authority.new(ASSOCIATION, "watan-tumuh HQ", NOW)
SEALER = Sealer(KEYS, AUTHORITY.grant("WT03A", ASSOCIATION, KEYS.public, NOW))
RING = Keyring(ASSOCIATION, text_of(AUTHORITY.certificate), (CodeKey("WT03A", KEYS.public.code),))
HEAD = Letterhead(ASSOCIATION, registration="ترخيص رقم : 5473", branch="فرع الواحة", phone="0500000301")


def token_of(kind: str = "L01", number: str = NUMBER) -> Token:
    """Return what the code of a letter of the sample case says."""
    return Token(kind, number, DAY, digest_of(letter_of(kind).plain))


def drawn(kind: str = "L01", *, code: str | None = None) -> bytes:
    """Return a letter of the sample case as drawn, with its code or another one, not sealed."""
    text = SEALER.code(token_of(kind)) if code is None else code
    return render(letter_of(kind), letterhead=HEAD, number=NUMBER, issued_on=DAY, code=text)


def sealed(kind: str = "L01", *, sealer: Sealer = SEALER, code: str | None = None) -> bytes:
    """Return a letter of the sample case as it is issued."""
    said = Sealed(kind, NUMBER, DAY.isoformat(), letter_of(kind).plain)
    return sealer.seal(drawn(kind, code=code), said, NOW)
