"""Writes what a release knows of the packs: their schema for whoever writes one, and the hashes of those shipped.

Run it after every change of a shipped pack or of a pack's shapes: ``python packaging/packs.py``.
"""

import hashlib
import json
from pathlib import Path

import msgspec

from watan_desk.policy.pack import Pack, shipped_packs, shipped_text

TREE = Path(__file__).parents[1]
SCHEMA = TREE / "docs" / "pack-format.schema.json"
PINS = TREE / "src" / "watan_desk" / "policy" / "pinned.py"
_PINS = '''"""The hashes of the packs that come with the program: one edited on the laptop is refused at load (R20).

Written by ``packaging/packs.py`` at release; packs that head office publishes are signed by its own key instead.
"""

SHA256: dict[str, str] = {{
{lines}
}}
'''


def schema() -> str:
    """Return the JSON Schema of a pack, made from the shapes that the program decodes it into."""
    made = msgspec.json.schema(Pack)
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Watan Desk policy pack, format 1"}
    return json.dumps(told | made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def pins() -> str:
    """Return the module that holds the hashes."""
    found = {slug: hashlib.sha256(shipped_text(slug)).hexdigest() for slug in shipped_packs()}
    return _PINS.format(lines="\n".join(f'    "{slug}": "{digest}",' for slug, digest in found.items()))


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8", newline="\n")
    PINS.write_text(pins(), encoding="utf-8", newline="\n")
