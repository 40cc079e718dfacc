"""One form with every question type and appearance, the lists that lie beside it, and pictures for its choices."""

import zipfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

FORM = Path(__file__).with_name("every_type.md")
LISTS = tuple(sorted(each for each in FORM.parent.iterdir() if each.suffix in {".csv", ".xml", ".geojson"}))
PICTURES = {"flat.png": "#4a7ab5", "villa.png": "#b5834a", "tent.png": "#5f9a5a", "house.png": "#8a5f9a"}
"""Each picture beside the form and its colour; ``lost.png`` and ``welcome.mp3`` are named and were not sent."""


def picture(name: str) -> bytes:
    """Return a picture: a house in its colour."""
    made = Image.new("RGB", (160, 120), "white")
    pen = ImageDraw.Draw(made)
    pen.polygon([(80, 12), (150, 60), (10, 60)], fill="#404040")
    pen.rectangle((28, 60, 132, 110), fill=PICTURES[name])
    held = BytesIO()
    made.save(held, "PNG")
    return held.getvalue()


def packed(folder: Path) -> Path:
    """Pack the form with its lists and pictures into one ZIP."""
    path = folder / "every_type.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in (FORM, *LISTS):
            made.write(file, file.name)
        for name in PICTURES:
            made.writestr(f"media/{name}", picture(name))
    return path
