"""A branch, head office and a stranger with real keys, and a written bundle between the first two."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watan_desk.bundle.container import Address, Part, Receiver, write_bundle
from watan_desk.bundle.keys import PartyKeys, PublicParty

INSTANT = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Parties:
    """The keys of both ends and of somebody who belongs to neither."""

    desk: PartyKeys
    office: PartyKeys
    stranger: PartyKeys

    @property
    def known(self) -> dict[str, PublicParty]:
        """Return whom head office accepts bundles from."""
        return {"WT03A": PublicParty("WT03A", self.desk.public)}

    @property
    def receiver(self) -> Receiver:
        """Return head office as the one who opens."""
        return Receiver("watan-tumuh", practice=False, names=frozenset({"HQ"}), keys=self.office)

    def write(self, path: Path, *parts: Part, address: Address | None = None) -> Path:
        """Write a bundle from the desk to head office."""
        write_bundle(path, address or self.address(), parts, self.desk, {"HQ": self.office.public.sealing})
        return path

    def address(self, number: int = 7, *, practice: bool = False, to: str = "HQ") -> Address:
        """Return an address from the desk."""
        return Address(
            "watan-tumuh", practice=practice, sender="WT03A", to=to, number=number, created_at=INSTANT, have=3
        )


@pytest.fixture(scope="session")
def parties() -> Parties:
    """Return three sets of new keys."""
    return Parties(PartyKeys.new(), PartyKeys.new(), PartyKeys.new())
