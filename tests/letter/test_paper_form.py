"""Forms on paper.

If these fail, a delegate in the field carries a paper form that lacks a question or its choices, or a printed request
says something else than what was answered.
"""

import re
import subprocess
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watan_desk.forms import CHECKS, Form, NodeView, load_form
from watan_desk.letter.paper_form import Paper, opened_for_paper, render_form
from watan_desk.letter.text import Letterhead

NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
ALL_TYPES = Path(__file__).parents[1] / "gui" / "all_types.md"
LONG = "يسكن مع أسرته في غرفة واحدة منذ سنتين، وقد انقطع دخله بعد إصابته في العمل. " * 14


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form(ALL_TYPES, checks=CHECKS)


def text_of(pdf: bytes, folder: Path) -> str:
    """Return the letters of all pages, folded: without white space, marks and steering characters."""
    file = folder / "form.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    return folded(said)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]|[\u064b-\u0652]", "", plain)


def questions(view: NodeView) -> list[NodeView]:
    found = [view] if view.kind == "question" else []
    for child in view.children:
        found += questions(child)
    return found


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_blank_form_asks_every_question_and_offers_every_choice(form: Form, lang: str, tmp_path: Path) -> None:
    record = opened_for_paper(form.open(now=lambda: NOW, lang=lang))
    said = text_of(render_form(Paper(form, record)), tmp_path)
    for view in questions(record.tree()):
        if "label" in view.appearance.split():
            continue
        assert folded(view.label) in said, view.name
        assert all(folded(label) in said for _, label in view.choices), view.name


def test_a_filled_form_says_what_was_answered_however_long(form: Form, tmp_path: Path) -> None:
    record = form.open(now=lambda: NOW)
    record.fill(
        {
            "story": LONG,
            "income": "١٢٥٠٠",
            "likert": "fair",
            "several": ["good", "poor"],
            "place": "ahsa",
            "day": "2026-11-19",
            "member": [{"m_name": "سعد", "m_age": "12", "illness": [{"i_name": "ربو"}]}],
        }
    )
    paper = Paper(form, record, Letterhead("جمعية طموح", branch="فرع الواحة"), blank=False, reference="WT03A-1448-0001")
    pdf = render_form(paper)
    said = text_of(pdf, tmp_path)
    for wanted in (
        LONG,
        "١٢٥٠٠",
        "جمعية طموح",
        "فرع الواحة",
        "WT03A-1448-0001",
        "all_types",
        "سعد",
        "ربو",
        "1448/06/09",
        "2026/11/19",
    ):
        assert folded(wanted) in said, wanted
    assert said.count("×") == 4 + 1, "one cross for each chosen box, and one in the legend"
    assert folded("صفحة 1 من") in said
    assert render_form(paper) == pdf, "the same answers must give the same file"


def test_what_is_not_asked_is_not_printed_in_a_filled_form(form: Form, tmp_path: Path) -> None:
    record = form.open(now=lambda: NOW)
    record.fill({"member": [{"m_name": "سعد", "m_age": "2"}]})
    assert folded("المرض") not in text_of(render_form(Paper(form, record, blank=False)), tmp_path)
