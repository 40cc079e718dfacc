"""The words of bodies, steps and waits that an association does not have, read from the packs themselves."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from watan_desk.common.messages import LANGUAGES, say
from watan_desk.common.resources import resource
from watan_desk.policy.pack import DEEDS, Pack, shipped_pack, shipped_packs

_PARTS = ("terms", "channels", "tools", "identity", "wording")
"""The parts of a pack that hold its own words; categories and documents are many associations' alike."""
_MARKS = re.compile("[\u064b-\u0652\u0640]")

_EVERYBODYS = frozenset({"need", "document"})
"""Deeds whose names are words of everyday: a need is assessed anew by whoever registers people."""

STEMS: dict[str, tuple[str, ...]] = {
    "attest": ("الإقرار", "إقرار", "attest"),
    "committee": ("اللجنة", "لجنة", "committee"),
    "session": ("جلستها", "رقم الجلسة", "الجلسة", "session"),
    "floor": (
        "أسبوعين",
        "أسبوعان",
        "14 يوم",
        "أقل من 14",
        "أقرب يوم للرد",
        "لم يحن موعد",
        "two weeks",
        "14 days",
        "earliest day",
    ),
    "register": ("استكمال التسجيل", "بعد التسجيل", "registration is completed"),
    "clarify": ("إحالة السؤال", "السؤال المحال", "referred question"),
}
"""Roots by which a thing is spoken of in running sentences, in both languages."""


def lacks(pack: Pack, thing: str) -> bool:
    """Tell whether an association knows no such body, step or wait."""
    if thing == "committee":
        return "committee" not in pack.terms.decision_body.en
    if thing == "session":
        return "session_no" not in pack.wording.get("session_phrase", "")
    if thing == "floor":
        return pack.wait.min_days is None
    return pack.rule(thing) is None


def foreign(pack: Pack) -> tuple[str, ...]:
    """Return what must be written nowhere in this association's desk: others' words, and words of what it lacks."""
    own = " ".join(own_texts(pack))
    others = {text for slug in shipped_packs() if slug != pack.slug for text in _labels(slug)}
    found = {text for text in others if not _in(text, own)}
    found |= {stem for thing, stems in STEMS.items() if lacks(pack, thing) for stem in stems}
    for deed in DEEDS:
        if pack.rule(deed) is None and deed not in _EVERYBODYS:
            found |= {name for lang in LANGUAGES if len((name := say(f"deed.{deed}", lang)).split()) > 1}
    return tuple(sorted(found))


def own_texts(pack: Pack) -> tuple[str, ...]:
    """Return every text of a pack."""
    return tuple(sorted(_texts(_raw(pack.slug)), key=len, reverse=True))


def spoken_of(texts: Iterable[str], pack: Pack, words: Iterable[str]) -> set[tuple[str, str]]:
    """Return which of the words stand in which of the texts, once the association's own sentences are taken out."""
    own, found = own_texts(pack), set()
    wanted = tuple(words)
    for text in {part.strip() for each in texts for part in re.split(r"[\n.؛]", plain(each))}:
        left = text
        for sentence in own:
            if len(sentence) > 3 and sentence in left:
                left = left.replace(sentence, " ")
        found |= {(word, text) for word in wanted if _in(word, left)}
    return found


def plain(text: str) -> str:
    """Return a text without vowel signs and isolates."""
    return _MARKS.sub("", re.sub("[\u2066-\u2069\u200e\u200f\u2002]", "", text))


def _in(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, also with the Arabic prefixes of one letter."""
    return re.search(rf"(?<!\w)[وفبلك]?{re.escape(plain(word))}(?!\w)", text, re.IGNORECASE) is not None


@lru_cache
def _raw(slug: str) -> dict[str, Any]:
    return tomllib.loads(resource("packs", slug, "pack.toml").read_text(encoding="utf-8"))


@lru_cache
def _labels(slug: str) -> frozenset[str]:
    """Return the words of a pack: labels of two words and more, and the single words for the person."""
    pack, raw = shipped_pack(slug), _raw(slug)
    found = {text for part in _PARTS for text in _texts(raw.get(part, {})) if len(text.split()) > 1}
    for term in (pack.terms.person, pack.terms.visitor, pack.terms.applicant):
        found |= {term.m, term.plural, term.to_m, term.en}
    return frozenset(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            if name not in {"slug", "code", "kind", "email", "website", "setting", "form"}:
                yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
    elif isinstance(value, str):
        yield plain(value)
