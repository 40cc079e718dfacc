"""If these fail, a report measures replies by a rule that the association's policy does not have."""

from watan_desk.figures.bands import Band, reply_bands

DAYS = (0, 3, 13, 14, 21, 22, 30, 31, 90)


def _spans(floor: int | None, ceiling: int | None) -> list[tuple[int, int | None, int]]:
    return [(band.first, band.last, band.count) for band in reply_bands(DAYS, floor, ceiling)]


def test_no_band_lies_on_both_sides_of_a_floor() -> None:
    assert _spans(14, None) == [(0, 13, 3), (14, 21, 2), (22, 30, 2), (31, None, 2)]
    assert [band.early for band in reply_bands(DAYS, 14, None)] == [True, False, False, False]


def test_a_ceiling_has_a_band_behind_it_and_nothing_is_early() -> None:
    assert _spans(None, 30) == [(0, 15, 4), (16, 30, 3), (31, None, 2)]
    found = reply_bands(DAYS, None, 30)
    assert [(band.early, band.late) for band in found] == [(False, False), (False, False), (False, True)]


def test_without_a_rule_the_bands_name_none() -> None:
    found = reply_bands(DAYS, None, None)
    assert [(band.first, band.last, band.count) for band in found] == [
        (0, 7, 2),
        (8, 15, 2),
        (16, 30, 3),
        (31, None, 2),
    ]
    assert not any(band.early or band.late for band in found)
    assert not any("14" in band.name(lang) for band in found for lang in ("ar", "en"))


def test_every_reply_is_counted_once_and_no_reply_leaves_the_bands_standing() -> None:
    for floor, ceiling in ((14, None), (None, 1), (None, 45), (None, None), (14, 30), (1, 2)):
        assert sum(band.count for band in reply_bands(DAYS, floor, ceiling)) == len(DAYS), (floor, ceiling)
        assert all(band.count == 0 for band in reply_bands((), floor, ceiling))


def test_a_band_is_called_by_its_days_in_both_languages() -> None:
    assert Band(0, 13, 0, early=True).name("en") == "Under 14 days"
    assert Band(0, 7, 0).name("ar") == "خلال 7 أيام"
    assert Band(31, None, 0).name("en") == "Over 30 days"
    assert Band(31, None, 0, late=True).name("en") == "Past the limit of 30 days"
    assert Band(8, 15, 0).name("ar") == "8 إلى 15 يومًا"
