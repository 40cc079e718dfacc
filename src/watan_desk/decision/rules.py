"""Who may decide. Pure rules."""

from watan_desk.common.arabic import normalise


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are the same, however they are spelt; an empty one is nobody's (R90)."""
    return bool(one.strip()) and normalise(one) == normalise(other)
