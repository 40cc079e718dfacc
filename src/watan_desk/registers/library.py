"""The offline answer library: questions that people ask, answered in the words of the association's pack (R31)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from watan_desk.common.arabic import normalise
from watan_desk.common.messages import LANGUAGES
from watan_desk.common.resources import resource
from watan_desk.policy.pack import Pack
from watan_desk.policy.parts import Label

_JOINT = {"ar": "، ", "en": ", "}


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    question: Label
    answer: Label
    needs: tuple[str, ...] = ()


class _Library(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    answers: tuple[_Kept, ...]


@dataclass(frozen=True)
class Answer:
    """A question and its answer, both in Arabic and English."""

    code: str
    question: Label
    answer: Label


@lru_cache(maxsize=1)
def _library() -> tuple[_Kept, ...]:
    text = resource("answers.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Library).answers


def find_answers(pack: Pack, text: str = "") -> tuple[Answer, ...]:
    """Return the answers that are true of an association and hold every word of a text, spelled either way."""
    facts = {lang: _facts(pack, lang) for lang in LANGUAGES}
    words = normalise(text).split()
    found = []
    for kept in _library():
        if any(not facts[lang].get(need) for need in kept.needs for lang in LANGUAGES):
            continue
        told = Answer(kept.code, _said(kept.question, facts), _said(kept.answer, facts))
        whole = normalise(f"{told.question.ar} {told.question.en} {told.answer.ar} {told.answer.en}")
        if all(word in whole for word in words):
            found.append(told)
    return tuple(found)


def _said(label: Label, facts: Mapping[str, Mapping[str, str]]) -> Label:
    return Label(ar=label.ar.format_map(facts["ar"]), en=label.en.format_map(facts["en"]))


def _facts(pack: Pack, lang: str) -> dict[str, str]:
    terms, days = pack.terms, pack.wait.min_days
    return {
        "decision_body": terms.decision_body.text(lang),
        "referral_officer": terms.referral_officer.text(lang) if terms.referral_officer else "",
        "request_form": terms.request_form.text(lang),
        "channels": _JOINT[lang].join(each.label.text(lang) for each in pack.channels),
        "min_days": str(days) if days else "",
        "no_floor": "" if days else "yes",
        "attests": "yes" if pack.rule("attest") else "",
        "no_attest": "" if pack.rule("attest") else "yes",
        "papers_asked": "yes" if pack.documents.required else "",
        "no_papers_asked": "" if pack.documents.required else "yes",
    }
