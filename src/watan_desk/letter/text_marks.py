"""What is wrong with the marks in a letter's text: forms by sex, clauses, bold words, names of values.

A mark that is not closed would be printed as it stands; nothing of that kind is to be found on paper.
"""

import re
from collections.abc import Iterator

from watan_desk.letter.template import PLACEHOLDER, Template, words

_FORMS = re.compile(r"\[\[([^\[\]]*)\]\]")
_CLAUSE = re.compile(r"<<((?:(?!<<|>>).)*)>>", re.DOTALL)
_SIGNS = re.compile(r"\[\[|\]\]|<<|>>|[{}]")
_BOLD = "**"


def mark_faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text's marks: a key under ``letter.lint`` and the piece of the text that it is in."""
    for found in PLACEHOLDER.finditer(text):
        if found[2] and found[2] not in words().counted:
            yield "noun", found[0]
    for found in _FORMS.finditer(text):
        forms = found[1].split("|")
        if len(forms) not in (2, 3) or not any(form.strip() for form in forms):
            yield "gender_form", found[0]
    bare = _CLAUSE.sub(r"\1", _FORMS.sub("", PLACEHOLDER.sub("", text)))
    for found in _SIGNS.finditer(bare):
        yield "unclosed", found[0]
    if text.count(_BOLD) % 2:
        yield "unclosed", _BOLD


def shape_faults(text: Template, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text's parts among themselves; as ``mark_faults``."""
    if text.kind != kind:
        yield "other_kind", f'kind = "{text.kind}"'
    if text.addressee == "body" and not text.to:
        yield "no_addressee", 'addressee = "body"'
    for block in text.body:
        if not block.text and not block.columns:
            yield "empty_block", "[[body]]"
        if block.table and not block.columns:
            yield "no_columns", f'table = "{block.table}"'
        yield from (("no_share", column.head) for column in block.columns if column.share <= 0)
    named = [box.id for box in text.boxes]
    yield from (("twice", f'id = "{name}"') for name in sorted({each for each in named if named.count(each) > 1}))
