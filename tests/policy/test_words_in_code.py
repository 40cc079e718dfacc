"""If this fails, the program speaks one association's words to the people of another."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import watan_desk
from watan_desk.common.resources import resource
from watan_desk.policy.pack import shipped_packs

SOURCE = Path(watan_desk.__file__).parent


def labels(value: Any) -> Iterator[str]:
    """Yield every text of a pack that is words for people: terms, labels, headings, sentences."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name not in {"slug", "code", "kind", "email", "website", "setting"}:
                yield from labels(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from labels(inside)
    elif isinstance(value, str) and len(value.split()) > 1:
        yield value


def spoken(path: Path) -> Iterator[str]:
    """Yield the texts of a file that the program could say: every string but the docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            yield node.value


def test_no_term_or_label_of_a_pack_stands_in_the_code() -> None:
    code = "\n".join(text for path in sorted(SOURCE.rglob("*.py")) for text in spoken(path)).casefold()
    found = set()
    for slug in shipped_packs():
        pack = tomllib.loads(resource("packs", slug, "pack.toml").read_text(encoding="utf-8"))
        texts = {text for text in labels(pack) if not text.startswith("setting:")}
        assert len(texts) > 50
        found |= {(slug, text) for text in texts if text.casefold() in code}
    assert found == set()
