"""The policies of a desk: the version that is active, those before it, and head office's word on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from watan_desk.policy.pack import Pack, read_pack, shipped_pack
from watan_desk.policy.signed import PACK, Settlement, Signed, check, read_settlement
from watan_desk.store.policies import KeptPolicy, policies, settlements


@dataclass(frozen=True)
class Policies:
    """What a desk works by."""

    active: Pack
    earlier: Mapping[str, Pack] = field(default_factory=dict)
    """Versions that are closed, by their names: cases opened under one keep it (R14)."""
    settled: tuple[Settlement, ...] = ()
    """In the order they were made."""

    def of_version(self, version: str) -> Pack:
        """Return the version a case was opened under; the active one where the desk never kept it."""
        return self.earlier.get(version, self.active)

    def settlement_of(self, pack: Pack) -> Settlement | None:
        """Return head office's last word on the approval of a version."""
        words = [word for word in self.settled if (word.pack, word.version) == (pack.slug, pack.version)]
        return words[-1] if words else None


def read_policies(connection: sa.Connection, slug: str, key: Ed25519PublicKey | None) -> Policies:
    """Return the policies of an association's desk; ``key`` is head office's, none before enrolment.

    The version that came with the program is active until head office publishes another.

    Raises:
        DamagedFile: a version or a word of head office was changed after it was signed (R20).
        Unusable: a kept version breaks its shape.
    """
    kept = policies(connection)
    published = next((each for each in kept if each.active and each.signature), None)
    active = _read(published, key) if published else shipped_pack(slug)
    earlier = {each.version: _read(each, key) for each in kept if each.version != active.version}
    words = [Signed(word.body.encode(), word.signature) for word in settlements(connection)] if key else []
    settled = sorted((read_settlement(word, key) for word in words if key), key=lambda word: word.settled_at)
    return Policies(active, earlier, tuple(settled))


def _read(kept: KeptPolicy, key: Ed25519PublicKey | None) -> Pack:
    """Return a kept version; one that head office signed is checked each time."""
    if kept.signature and key:
        check(PACK, Signed(kept.text, kept.signature), key)
    return read_pack(kept.text, kept.slug)
