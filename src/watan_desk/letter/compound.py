"""Adding glyphs to a TrueType font that are put together from glyphs it has (OpenType ``glyf``, composite glyphs).

A letter with its marks, or with its kerning, becomes a glyph with a width of its own.
"""

import struct
from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise
from sys import byteorder

from watan_desk.letter.shaping import Sign

_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
"""Flags of a part: its place is two words, it is an offset, another part follows."""
_LONG = 1
_SHORTEST_LONG = 0x1FFFE
"""Where glyphs end later than this, their places take four bytes each, and else two."""
_MAGIC = 0xB1B0AFBA

_BOX, _PART, _HEAD = struct.Struct(">4h").unpack_from, struct.Struct(">HHhh").pack, struct.Struct(">5h").pack
_Placed = Sequence[tuple[int, int, int]]
"""Glyphs with their places."""


def with_compounds(font: bytes, signs: Sequence[Sign], kept: Mapping[int, int]) -> tuple[bytes, list[int]]:
    """Return a TrueType font that has a glyph for every sign, and those glyphs in the signs' order.

    ``kept`` says which glyph of the font each part of a sign has become.
    """
    tables = _tables(font)
    glyphs, advances, bearings = _glyphs(tables), *_metrics(tables)
    most = 1
    added: dict[tuple[object, int], int] = {}
    found = []
    for parts, _, advance in signs:
        if len(parts) == 1:
            gid, x, y = parts[0]
            if not x and not y and advances[kept[gid]] == advance:
                found.append(kept[gid])
                continue
        known = added.get((parts, advance))
        if known is None:
            known = added[parts, advance] = len(glyphs)
            glyph, left = _compound([(kept[gid], x, y) for gid, x, y in parts if glyphs[kept[gid]]], glyphs)
            glyphs.append(glyph)
            advances.append(
                max(advance, 0)
            )  # kerning may take more than a narrow letter has; a width is never negative
            bearings.append(left)
            most = max(most, len(parts))
        found.append(known)
    return (_file(tables, glyphs, advances, bearings, most) if added else font), found


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = struct.unpack_from(">H", font, 4)[0]
    rows = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(count))
    return {tag: font[start : start + length] for tag, _, start, length in rows}


def _glyphs(tables: dict[bytes, bytes]) -> list[bytes]:
    long = struct.unpack_from(">h", tables[b"head"], 50)[0] == _LONG
    loca = tables[b"loca"]
    places = struct.unpack(f">{len(loca) // 4}L", loca) if long else struct.unpack(f">{len(loca) // 2}H", loca)
    step = 1 if long else 2
    return [tables[b"glyf"][start * step : end * step] for start, end in pairwise(places)]


def _metrics(tables: dict[bytes, bytes]) -> tuple[list[int], list[int]]:
    """Return every glyph's advance and left bearing; the last glyphs may share one advance."""
    known = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    total = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    numbers = struct.unpack_from(">" + "Hh" * known + "h" * (total - known), tables[b"hmtx"])
    advances = [*numbers[0 : 2 * known : 2], *[numbers[2 * known - 2]] * (total - known)]
    return advances, [*numbers[1 : 2 * known : 2], *numbers[2 * known :]]


def _compound(parts: _Placed, glyphs: Sequence[bytes]) -> tuple[bytes, int]:
    """Return a glyph put together from others, and its left bearing; of no parts an empty one."""
    if not parts:
        return b"", 0
    rows = []
    lefts, lows, rights, highs = [], [], [], []
    for place, (gid, x, y) in enumerate(parts, 1):
        left, low, right, high = _BOX(glyphs[gid], 2)
        lefts.append(left + x)
        lows.append(low + y)
        rights.append(right + x)
        highs.append(high + y)
        rows.append(_PART(_WORDS | _OFFSETS | (_MORE if place < len(parts) else 0), gid, x, y))
    return _HEAD(-1, min(lefts), min(lows), max(rights), max(highs)) + b"".join(rows), min(lefts)


def _file(
    tables: dict[bytes, bytes],
    glyphs: Sequence[bytes],
    advances: Sequence[int],
    bearings: Sequence[int],
    most: int,
) -> bytes:
    """Return the font's file with other glyphs; ``most`` is the largest number of parts of one."""
    padded = [glyph + bytes(len(glyph) % 2) for glyph in glyphs]
    places = [0]
    for glyph in padded:
        places.append(places[-1] + len(glyph))
    head, hhea, maxp = (bytearray(tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
    struct.pack_into(">L", head, 8, 0)
    long = places[-1] > _SHORTEST_LONG
    struct.pack_into(">h", head, 50, _LONG if long else 0)
    struct.pack_into(">H", hhea, 34, len(glyphs))
    struct.pack_into(">H", maxp, 4, len(glyphs))
    points, contours, composite_points, composite_contours = struct.unpack_from(">4H", maxp, 6)
    for offset, count in ((10, max(points, composite_points)), (12, max(contours, composite_contours))):
        struct.pack_into(">H", maxp, offset, min(count * most, 0xFFFF))
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">2H", maxp, 28, max(elements, most), depth + 1)
    metrics = [number for pair in zip(advances, bearings, strict=True) for number in pair]
    changed = tables | {
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"maxp": bytes(maxp),
        b"glyf": b"".join(padded),
        b"loca": struct.pack(
            f">{len(places)}{'L' if long else 'H'}", *(places if long else (at // 2 for at in places))
        ),
        b"hmtx": struct.pack(">" + "Hh" * len(glyphs), *metrics),
    }
    return _written(changed)


def _written(tables: dict[bytes, bytes]) -> bytes:
    """Return the file of these tables, with its checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    start, total, rows, bodies, head = 12 + 16 * count, 0, [], [], 0
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + bytes(-len(body) % 4)
        if tag == b"head":
            head = start
        rows.append(struct.pack(">4sLLL", tag, checked := _sum(padded), start, len(body)))
        bodies.append(padded)
        start += len(padded)
        total += checked
    header = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)) + b"".join(rows)
    font = bytearray(header + b"".join(bodies))
    struct.pack_into(">L", font, head + 8, (_MAGIC - _sum(header) - total) & 0xFFFFFFFF)
    return bytes(font)


def _sum(padded: bytes) -> int:
    words = array("I", padded)
    if byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
