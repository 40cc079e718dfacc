"""Where the program's own data lies: packs, letters, messages, icons, theme and form definitions.

They are installed beside the code (``watan_desk/resources``, ``watan_desk/form_definitions``); nothing else may
compute a path to them.
"""

from importlib.resources import files
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder of ``resources``, whether or not it exists."""
    return Path(str(files("watan_desk"))).joinpath("resources", *parts)


def form_definition(name: str) -> Path:
    """Return the path of a shipped form definition; ``name`` has no suffix (``general``)."""
    return Path(str(files("watan_desk"))).joinpath("form_definitions", f"{name}.md")
