"""Without these an association could print another one's words, or a letter that no reader can search or check."""

import re
import subprocess
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.letter.sealing import NOW, NUMBER, RING, SEALER
from watan_desk.common.resources import resource
from watan_desk.letter.phrases import Gender
from watan_desk.letter.render import render
from watan_desk.letter.samples import sample_gender, sample_kinds, sample_letter, sample_office, sample_values
from watan_desk.letter.seal import Sealed
from watan_desk.letter.shaping import CONTROLS
from watan_desk.letter.template import kinds
from watan_desk.letter.token import Token, digest_of
from watan_desk.letter.values import letterhead_of
from watan_desk.letter.verify import verify
from watan_desk.policy.pack import Pack, shipped_pack, shipped_packs

GOLDEN = Path(__file__).parents[1] / "golden" / "letters" / "packs"
_WORD = re.compile(r"[\w\u064b-\u0652*]+(?:[-/:.٬ـ][\w\u064b-\u0652]+)*")
DAY = date(2026, 11, 20)
BASE = "watan-tumuh"
_NOT_OF_HER = frozenset({"L18", "L21"})
"""The committee's minutes speak of everybody; what was found about a complaint is about a matter."""


@cache
def pdf(kind: str, slug: str) -> bytes:
    """Draw a letter of the made-up case as its association prints it."""
    pack = shipped_pack(slug)
    head = letterhead_of(sample_office(pack), kind)
    return render(sample_letter(kind, pack), letterhead=head, number=NUMBER, issued_on=DAY)


def own_words(slug: str) -> str:
    """Return, kind by kind, the lines that an association prints and the first one does not."""
    pack, base = shipped_pack(slug), shipped_pack(BASE)
    told = []
    for kind in kinds():
        if kind not in sample_kinds(pack):
            told.append(f"== {kind}: none")
            continue
        first = _unnamed(sample_letter(kind, base, sample_gender(pack)).plain, base)
        own = [line for line in _unnamed(sample_letter(kind, pack).plain, pack) if line not in first]
        told += [f"== {kind}", *own] if own else []
    return "\n".join(told) + "\n"


def _unnamed(text: str, pack: Pack) -> list[str]:
    """Return the lines of a letter with its name left open: that every association has its own goes without saying."""
    return text.replace(pack.identity.name, "{association_name}").splitlines()


@pytest.mark.parametrize("slug", [slug for slug in shipped_packs() if slug != BASE])
def test_an_association_says_in_its_own_words_what_was_approved(slug: str) -> None:
    assert own_words(slug) == (GOLDEN / f"{slug}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", shipped_packs())
def test_readers_find_every_word_whole_in_every_letter(slug: str, tmp_path: Path) -> None:
    pack = shipped_pack(slug)
    whole, first_pages = pikepdf.new(), []
    for kind in sample_kinds(pack):
        with pikepdf.open(BytesIO(pdf(kind, slug))) as letter:
            first_pages.append((kind, len(whole.pages) + 1, len(letter.pages)))
            whole.pages.extend(letter.pages)
    path = tmp_path / "all.pdf"
    whole.save(path)
    assert subprocess.run(["qpdf", "--check", path], check=False, capture_output=True).returncode == 0
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    pages = done.stdout.decode().split("\f")
    for kind, first, count in first_pages:
        said = "".join(pages[first - 1 : first - 1 + count])
        plain = sample_letter(kind, pack).plain
        values = sample_values(kind, pack, sample_gender(pack))
        wanted = [NUMBER, "١٤٤٨/٠٦/١٠"]
        wanted += [str(values[name]) for name in ("case_no", "full_name", "id_number") if str(values[name]) in plain]
        wanted += [amount for amount in ("١٢٬٠٠٠", "٣٬٥٠٠") if amount in plain]
        for each in wanted:
            assert _plain(each) in _plain(said), (kind, each)
        found = Counter(_words(said, "")) | Counter(_words(said, " "))
        assert not Counter(_words(plain, "")) - found, kind


def _words(text: str, control: str) -> list[str]:
    """Return words and codes; what turns the reading round either parts words (a space) or does not."""
    folded = unicodedata.normalize("NFKC", text)
    return _WORD.findall("".join(control if unicodedata.category(char) == "Cf" else char for char in folded))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if unicodedata.category(char) != "Cf" and not char.isspace())


@pytest.mark.parametrize("slug", shipped_packs())
def test_every_letter_of_every_association_fits_its_pages(slug: str) -> None:
    for kind in sample_kinds(shipped_pack(slug)):
        assert len(pypdf.PdfReader(BytesIO(pdf(kind, slug))).pages) == 1, kind


@pytest.mark.parametrize("kind", ["L05", "L11", "L18"])
def test_a_sealed_letter_is_archivable_and_valid_and_one_changed_byte_is_refused(kind: str, tmp_path: Path) -> None:
    pack = shipped_pack(BASE)
    text = sample_letter(kind, pack)
    code = SEALER.code(Token(kind, NUMBER, DAY, digest_of(text.plain)))
    drawn = render(text, letterhead=letterhead_of(sample_office(pack)), number=NUMBER, issued_on=DAY, code=code)
    issued = SEALER.seal(drawn, Sealed(kind, NUMBER, DAY.isoformat(), text.plain), NOW)
    found = verify(issued, RING, {NUMBER: text.plain}.get)
    assert (found.seal, found.code, found.text) == ("valid", "valid", text.plain)
    path = tmp_path / "letter.pdf"
    path.write_bytes(issued)
    told = subprocess.run(["pdfsig", path], check=False, capture_output=True).stdout.decode()
    assert "Signature is Valid" in told
    changed = bytearray(issued)
    changed[len(issued) // 3] ^= 1
    assert verify(bytes(changed), RING, {NUMBER: text.plain}.get).seal == "broken"


def test_a_letter_to_another_body_carries_no_words_of_veneration() -> None:
    said = sample_letter("L05", shipped_pack(BASE)).plain
    assert said.splitlines()[1] == "إلى: مكتب الضمان الاجتماعي بالواحة"
    for word in ("سعادة", "معالي", "المحترم", "حفظه الله", "المكرم"):
        assert word not in said


def test_the_service_letter_invites_to_rate_on_a_slip_of_its_own() -> None:
    slip = sample_letter("L09", shipped_pack(BASE)).boxes[-1]
    assert slip.shape == "slip"
    assert "لا أثر له في استحقاقكم" in " ".join(slip.lines)


def test_where_the_sex_is_not_asked_no_letter_guesses_it() -> None:
    naba = shipped_pack("naba")
    assert sample_gender(naba) == "unset"
    assert sample_letter("L01", naba).addressee.startswith("إلى / ")
    assert "أنا الموقع/ة أدناه" in sample_letter("L03", naba).plain


def test_an_approval_date_is_quoted_only_where_it_is_given() -> None:
    pack = shipped_pack(BASE)
    assert "المعتمدة" not in sample_letter("L17", pack).plain
    assert "من السياسة المعتمدة بتاريخ ١٤٤٤/٠٨/١٧هـ" in sample_letter("L17", pack, approved_date=date(2023, 3, 9)).plain


def test_a_regulation_or_contract_that_a_decision_rests_on_is_cited() -> None:
    pack, law = shipped_pack(BASE), "عقد الإيجار رقم R-2026-118"
    for kind in ("L07", "L08"):
        assert "واستند القرار إلى" not in sample_letter(kind, pack).plain
        assert f"واستند القرار إلى {law}" in sample_letter(kind, pack, citation=law).plain


@pytest.mark.parametrize("slug", shipped_packs())
def test_in_large_print_no_date_is_cut_and_nobody_signs_a_page_without_words(slug: str, tmp_path: Path) -> None:
    pack = shipped_pack(slug)
    head = replace(letterhead_of(sample_office(pack), "L01"), preprinted=True)
    path = tmp_path / "letter.pdf"
    for kind, large in (("L01", True), ("L01", False), ("L19", True), ("L20", True)):
        text = sample_letter(kind, pack, large=large)
        path.write_bytes(render(text, letterhead=head, number=NUMBER, issued_on=DAY))
        told = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout.decode()
        for page in told.split("\f")[:-1]:
            assert len(_words(page, "")) > 25, (kind, large, page)
        found = Counter(_words(told, " "))
        dates = (word[:-2] for word in _words(text.plain, "") if word.count("/") == 2 and word[-1] == "ـ")
        assert not Counter(dates) - found, (kind, large)


def test_one_letter_has_one_kind_of_digits_in_its_running_text() -> None:
    """Codes, identity and phone numbers are Latin, to be copied; a short number is Arabic-Indic like its neighbours."""
    for slug in shipped_packs():
        pack = shipped_pack(slug)
        for kind in {"L07", "L08", "L09"} & set(sample_kinds(pack)):
            running = " ".join(paragraph.text for paragraph in sample_letter(kind, pack).paragraphs)
            words = [word.strip("،.()«»:") for word in CONTROLS.sub("", running.replace("\u2069", " ")).split()]
            short = [word for word in words if word.isascii() and word.isdigit() and len(word) < 3]
            assert short in ([], ["50"], ["50", "50"]), (slug, kind)  # the phone's


_MASCULINE = re.compile(
    r"(?<![\u0621-\u0652])[وفبل]?(?:صاحب|الموقع أدناه|المتسلم|مقدم|حضر|أفاد|راجع|أصيلًا|لديه|إليه|وليه|مسمعه)"
    r"(?![\u0621-\u0652/])"
)


@pytest.mark.parametrize("slug", shipped_packs())
@pytest.mark.parametrize("gender", ["female", "unset"])
def test_no_letter_speaks_of_a_woman_or_of_anybody_unknown_as_of_a_man(slug: str, gender: Gender) -> None:
    pack = shipped_pack(slug)
    for kind in sample_kinds(pack):
        if kind in _NOT_OF_HER:
            continue
        for line in sample_letter(kind, pack, gender).plain.splitlines():
            assert not _MASCULINE.search(line), (kind, line)


def test_every_form_by_sex_has_one_for_whoever_is_not_asked() -> None:
    for path in sorted(resource("letters").glob("L*.toml")):
        for found in re.findall(r"\[\[([^\[\]]*\|[^\[\]]*)\]\]", path.read_text(encoding="utf-8")):
            assert len(found.split("|")) == 3, (path.name, found)
