"""If this fails, the program speaks one association's words to the people of another."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import watan_desk
from watan_desk.common.resources import resource
from watan_desk.policy.pack import shipped_pack, shipped_packs

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


def test_no_sentence_of_the_program_calls_the_person_as_one_association_does() -> None:
    """R93, R94: who comes is called by the pack, section by section; the program's own sentences name nobody so."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in sorted(resource("messages").glob("*.toml")))
    names = set()
    for pack in map(shipped_pack, shipped_packs()):
        terms, bodies = pack.terms, (pack.terms.decision_body, pack.terms.referral_officer)
        for word in (terms.person, terms.visitor, terms.applicant, *terms.more.values()):
            names |= {word.m, word.f, word.plural, word.to_m, word.to_f}
        names |= {body.ar for body in bodies if body and len(body.ar.split()) > 1}
    assert len(names) > 10
    assert {name for name in names if name in said} == set()
