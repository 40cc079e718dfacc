"""``watan-desk letter samples`` and ``letter lint``: an association's letters, before anything is issued with them."""

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from watan_desk.cli.common import DONE, NO, Call
from watan_desk.cli.opening import open_called
from watan_desk.common.errors import Unusable
from watan_desk.common.files import write_durably
from watan_desk.common.messages import say
from watan_desk.letter.lint import letter_lints
from watan_desk.letter.render import render
from watan_desk.letter.samples import sample_code, sample_kinds, sample_letter, sample_office
from watan_desk.letter.values import letterhead_of
from watan_desk.policy.pack import shipped_pack, shipped_packs
from watan_desk.wiring.sheets import set_logo

Draw = Callable[[bytes, Path, int], list[Path]]
"""Draws a PDF's pages into PNG files: bytes, path without ending, dots per inch -> the files."""
_NUMBER, _DAY = "WT03A-1448-00127", date(2026, 11, 20)
_DPI = 110


def add_samples(known: Any, shared: argparse.ArgumentParser, lang: str, draw: Draw | None) -> None:
    """Add the commands."""
    samples = known.add_parser("samples", parents=[shared], help=say("cli.help.letter_samples", lang))
    samples.add_argument("--out", metavar="DIR", required=True)
    samples.add_argument("--association", metavar="SLUG", choices=shipped_packs())
    samples.add_argument("--large", action="store_true", help=say("cli.help.letter_large", lang))
    samples.set_defaults(do=lambda call: _write_samples(call, draw))
    logo = known.add_parser("logo", parents=[shared], help=say("cli.help.letter_logo", lang))
    logo.add_argument("file", metavar="FILE", nargs="?")
    logo.set_defaults(do=keep_logo)
    linting = known.add_parser("lint", parents=[shared], help=say("cli.help.letter_lint", lang))
    linting.add_argument("slug", metavar="SLUG", nargs="?", choices=shipped_packs(), help=" ".join(shipped_packs()))
    linting.set_defaults(do=lint_letters)


def _write_samples(call: Call, draw: Draw | None) -> int:
    """Write every letter of a made-up case as PDF and PNG, for one association or for all."""
    out = Path(call.options.out)
    slugs = (call.options.association,) if call.options.association else shipped_packs()
    made = [path for slug in slugs for path in _of_association(slug, out / slug, draw, call)]
    call.show([{"file": str(path.relative_to(out))} for path in made], [str(path.relative_to(out)) for path in made])
    return DONE


def _of_association(slug: str, folder: Path, draw: Draw | None, call: Call) -> Iterator[Path]:
    pack = shipped_pack(slug)
    office = sample_office(pack)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Unusable("cli.file_unreadable") from wrong
    for kind in sample_kinds(pack):
        text = sample_letter(kind, pack, large=call.options.large)
        code = sample_code(text, _NUMBER, _DAY)
        pdf = render(text, letterhead=letterhead_of(office, kind), number=_NUMBER, issued_on=_DAY, code=code)
        path = folder / f"{kind}.pdf"
        write_durably(path, pdf)
        yield path
        if draw:
            yield from draw(pdf, folder / kind, _DPI)


def keep_logo(call: Call) -> int:
    """Keep an emblem for the desk's letters, or without a file drop the one it has."""
    with open_called(call) as desk:
        set_logo(desk, _picture(call.options.file) if call.options.file else b"")
    return DONE


def _picture(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as wrong:
        raise Unusable("cli.file_unreadable") from wrong


def lint_letters(call: Call) -> int:
    """Print what is wrong with the letters of one association, or of all; exit 1 when anything is."""
    slugs = (call.options.slug,) if call.options.slug else shipped_packs()
    found = [(slug, lint) for slug in slugs for lint in letter_lints(shipped_pack(slug))]
    shapes = [
        {"pack": slug, "code": lint.code, "place": lint.place, "message": lint.sentence(call.lang)}
        for slug, lint in found
    ]
    lines = [f"{item['pack']}\t{item['place']}\t{item['message']}" for item in shapes]
    call.show(shapes, lines, "cli.letters_sound")
    return NO if found else DONE
