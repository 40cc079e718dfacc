"""Lists that a form takes from files: CSV, XML and GeoJSON, as secondary instances.

What they become is ODK's: ``root/item`` with a child for every column, or for a GeoJSON feature its properties, its
``id`` and its ``geometry`` as ODK writes places.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from watan_desk.forms.errors import FormError
from watan_desk.forms.markup import parse_xml
from watan_desk.forms.tree import Node, document, read_tree

LARGEST_LIST = 20_000_000
MOST_ITEMS = 100_000
"""Rows of one list; no delegate finds their way in more, and each row costs memory."""
MOST_CELLS = 1_000_000
"""Of one list, blank ones too: each costs memory."""
MOST_COLUMNS = 1_000
Attachments = Callable[[str], str | None]
"""Finds the text of an attachment by its URL (``jr://file-csv/places.csv``), or None."""


def no_attachments(_: str) -> str | None:
    """Find nothing."""
    return None


def beside(source: Path, given: Mapping[str, str]) -> Attachments:
    """Return what finds attachments among the given ones, else by their plain name beside a form or in ``media``.

    What is found and is no text in UTF-8, or too large, is refused with a ``FormError``.
    """
    folders = (source.parent, source.parent / "media", source.parent / f"{source.stem}-media")

    def find(url: str) -> str | None:
        if url in given:
            return given[url]
        name = Path(url.rsplit("/", 1)[-1]).name
        for folder in folders if name else ():
            try:
                file = folder / name
                if file.stat().st_size > LARGEST_LIST:
                    raise FormError("forms.list_too_large", list=name, most=LARGEST_LIST // 1_000_000)
                return file.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                raise FormError("forms.list_encoding", list=name) from error
            except OSError:
                continue
        return None

    return find


def read_list(url: str, find: Attachments) -> Node:
    """Return the document of an attachment; one that is missing has no nodes.

    Raises:
        FormError: it is not of the kind that its name says.
    """
    text = find(url)
    if text is None:
        return Node("")
    text = text.removeprefix("\ufeff")
    name = url.rsplit("/", 1)[-1].lower()
    if name.endswith(".csv"):
        return _from_csv(text, url)
    if name.endswith(".geojson"):
        return _from_geojson(text, url)
    root = parse_xml(text, "forms.list_unreadable", list=url)
    _refuse_long(len(root), url, sum(1 for _ in root.iter()))
    return document(read_tree(root))


def _refuse_long(items: int, url: str, cells: int) -> None:
    """Refuse a list of more than ``MOST_ITEMS`` rows or ``MOST_CELLS`` cells.

    Raises:
        FormError: it is longer.
    """
    if items > MOST_ITEMS:
        raise FormError("forms.list_too_long", list=url, most=MOST_ITEMS)
    if cells > MOST_CELLS:
        raise FormError("forms.list_too_wide", list=url, most=MOST_CELLS)


def _items(rows: list[dict[str, str]]) -> Node:
    root = Node("root")
    for row in rows:
        item = Node("item", root)
        item.children = [Node(name, item, value) for name, value in row.items()]
        root.children.append(item)
    return document(root)


def _from_csv(text: str, url: str) -> Node:
    """A row shorter than the heading is blank at its end; what stands beyond the heading is left out."""
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    if first.count(separator) > MOST_COLUMNS:
        raise FormError("forms.list_too_wide", list=url, most=MOST_COLUMNS)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        heading = next(reader)
        rows = [row[: len(heading)] for row in islice(reader, MOST_ITEMS + 1)]
    except StopIteration as error:
        raise FormError("forms.list_unreadable", list=url) from error
    except (csv.Error, ValueError) as error:
        raise FormError("forms.list_unreadable", list=url) from error
    _refuse_long(len(rows), url, len(rows) * len(heading))
    names = [name.strip() for name in heading]
    return _items([_row(names, row) for row in rows if any(cell.strip() for cell in row)])


def _row(names: list[str], cells: list[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(names) - len(cells))]
    return dict(zip(names, padded, strict=False))


def _from_geojson(text: str, url: str) -> Node:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FormError("forms.list_unreadable", list=url) from error
    features = held.get("features") if isinstance(held, dict) and held.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise FormError("forms.list_unreadable", list=url)
    _refuse_long(len(features), url, 0)
    try:
        rows = [_feature(feature, url) for feature in features]
    except RecursionError as error:
        raise FormError("forms.list_unreadable", list=url) from error
    _refuse_long(len(rows), url, sum(map(len, rows)))
    return _items(rows)


def _feature(feature: Mapping[str, Any], url: str) -> dict[str, str]:
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise FormError("forms.list_unreadable", list=url)
    row = {"geometry": _geometry(feature.get("geometry"), url)}
    row |= {str(name): "" if value is None else str(value) for name, value in properties.items()}
    if "id" in feature:
        row["id"] = str(feature["id"])
    return row


def _geometry(geometry: object, url: str) -> str:
    """Return a geometry as ODK writes it: ``latitude longitude altitude accuracy``, places parted by semicolons."""
    if geometry is None:
        return ""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Point", "LineString", "Polygon"):
        raise FormError("forms.list_unreadable", list=url)
    places = geometry.get("coordinates")
    if geometry.get("type") == "Point":
        places = [places]
    elif geometry.get("type") == "Polygon" and isinstance(places, list) and places:
        places = places[0]
    if not isinstance(places, list):
        raise FormError("forms.list_unreadable", list=url)
    try:
        return "; ".join(f"{place[1]} {place[0]} 0 0" for place in places)
    except (TypeError, LookupError) as error:
        raise FormError("forms.list_unreadable", list=url) from error
