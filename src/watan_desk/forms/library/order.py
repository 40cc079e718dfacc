"""The order of ``randomize()``: with a seed the same on every device, by the rules that ODK gives for it.

An inside-out shuffle (Fisher and Yates) with the generator of Park and Miller; a seed that is no number counts as the
first eight bytes of its SHA-256, a blank one as zero.
"""

import hashlib
import math
from collections.abc import Callable, Sequence
from typing import TypeVar

_MODULUS = 2**31 - 1
_FACTOR = 16_807
_LARGEST = 2**63 - 1

Item = TypeVar("Item")


def shuffled(items: Sequence[Item], chance: Callable[[], float]) -> list[Item]:
    """Return the items in the order that ``chance`` (from 0 to below 1) gives."""
    result: list[Item] = []
    for place, item in enumerate(items):
        other = math.floor(chance() * (place + 1))
        result.append(item)
        if other != place:
            result[place], result[other] = result[other], item
    return result


def seeded(number: float, text: str) -> Callable[[], float]:
    """Return what gives the same numbers for the same seed; ``text`` counts where the seed is no number."""
    state = _signed(_whole(number, text))
    if state <= 0:
        state += _MODULUS - 1

    def chance() -> float:
        nonlocal state
        state = state * _FACTOR % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return chance


def _whole(number: float, text: str) -> int:
    if math.isinf(number):
        return _LARGEST if number > 0 else -_LARGEST - 1
    if not math.isnan(number):
        return math.trunc(number)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True) if text else 0


def _signed(number: int) -> int:
    """Return the remainder with the sign of the number, as ODK's tools compute it."""
    return int(math.copysign(abs(number) % _MODULUS, number)) if number else 0
