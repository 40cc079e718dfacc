"""The outer ZIP, in exactly one form for given entries, so that no byte of it is free to change unnoticed.

Any program unpacks it (APPNOTE.TXT 6.3: stored entries, one disk, no ZIP64, no extra fields). Names come from us and
are only ever compared, never used as paths.
"""

import struct
import zlib
from collections.abc import Sequence

from watan_desk.common.errors import DamagedFile

MAX_ENTRIES = 4096
NOT_A_BUNDLE = "bundle.not_a_bundle"
"""What is said of a file that is something else altogether."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_MARK = b"PK\x03\x04"
_CENTRAL_MARK = b"PK\x01\x02"
_END_MARK = b"PK\x05\x06"
_VERSION = 10
_MADE_BY = (3 << 8) | _VERSION
_FIRST_DAY = (1 << 5) | 1
_FILE_MODE = 0o100644 << 16

Entry = tuple[str, bytes]


def build(entries: Sequence[Entry]) -> bytes:
    """Return the one ZIP of these entries, in this order; names are ASCII."""
    body, directory = bytearray(), bytearray()
    for name, data in entries:
        common = (0, 0, 0, _FIRST_DAY, zlib.crc32(data), len(data), len(data), len(name), 0)
        place = len(body)
        body += _LOCAL.pack(_LOCAL_MARK, _VERSION, *common) + name.encode("ascii") + data
        directory += _CENTRAL.pack(_CENTRAL_MARK, _MADE_BY, _VERSION, *common, 0, 0, 0, _FILE_MODE, place)
        directory += name.encode("ascii")
    end = _END.pack(_END_MARK, 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return bytes(body + directory + end)


def parse(raw: bytes) -> list[Entry]:
    """Return the entries of a ZIP that :func:`build` made.

    Raises:
        DamagedFile: the bytes are not exactly what ``build`` returns for the entries found: cut short, changed,
            compressed, with extra or repeated entries, or not a ZIP of ours at all.
    """
    if not raw.startswith(_LOCAL_MARK):
        raise DamagedFile(NOT_A_BUNDLE)
    entries: list[Entry] = []
    place = 0
    while raw.startswith(_LOCAL_MARK, place) and len(entries) <= MAX_ENTRIES:
        name, data, place = _entry_at(raw, place)
        entries.append((name, data))
    names = {name for name, _ in entries}
    if len(names) != len(entries) or len(entries) > MAX_ENTRIES or build(entries) != raw:
        raise DamagedFile("bundle.damaged")
    return entries


def _entry_at(raw: bytes, place: int) -> tuple[str, bytes, int]:
    start = place + _LOCAL.size
    if start > len(raw):
        raise DamagedFile("bundle.damaged")
    *_, size, name_size, _ = _LOCAL.unpack_from(raw, place)
    name = raw[start : start + name_size]
    end = start + name_size + size
    if end > len(raw) or not name.isascii():
        raise DamagedFile("bundle.damaged")
    return name.decode("ascii"), raw[start + name_size : end], end
