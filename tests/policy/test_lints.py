"""If these fail, an association never learns where its own text is damaged, contradictory or misspelt."""

import pytest

from watan_desk.policy.pack import shipped_pack

DOUBTS: dict[str, list[tuple[str, str, int, int | None]]] = {
    "R1": [("watan-tumuh", "duplicate_word", 36, None)],
    "R6": [
        ("watan-tumuh", "broken_reference", 32, None),
        ("watan-tumuh", "running_header", 56, None),
        ("barmajiat", "broken_reference", 43, None),
    ],
    "R7": [("watan-tumuh", "terminology_mismatch", 28, 70)],
    "R18": [("barmajiat", "terminology_mismatch", 151, None)],
}
WORDS = {
    "R8": {"naba": ["قنوا ت", "طال ب", "تقنيا ت", "جمعيةالوتركز", "للجنا", "مختل ف"], "watan-tumuh": ["مختل ف"]},
    "R9": {"watan-tumuh": ["صبغة", "مناذيب"], "huda": ["تلبى"], "awn": ["الاستثمارات"]},
    "R40": {"naba": ["أراء"]},
}
MIXED = {
    "watan-tumuh": {"mixed_digits", "mixed_comma", "mixed_spelling"},
    "naba": {"mixed_spelling"},
    "barmajiat": {"mixed_digits", "mixed_spelling"},
}


@pytest.mark.parametrize("requirement", ["R1", "R6", "R7", "R8", "R9", "R10", "R18", "R40"])
def test_every_requirement_has_its_doubt(requirement: str) -> None:
    for slug, code, line, other in DOUBTS.get(requirement, []):
        found = {(lint.code, lint.line) for lint in shipped_pack(slug).findings()}
        assert (code, line) in found
        if other:
            assert other in {lint.other_line for lint in shipped_pack(slug).findings() if lint.line == line}
    for slug, words in WORDS.get(requirement, {}).items():
        assert set(words) <= {lint.printed for lint in shipped_pack(slug).lints}
    if requirement == "R10":
        for slug, codes in MIXED.items():
            assert codes <= {lint.code for lint in shipped_pack(slug).lints}
