"""The offices of a desk, one for each version of the policy: a case goes on under the one it was opened with (R14)."""

from dataclasses import dataclass, field

import sqlalchemy as sa

from watan_desk.bundle.enrolment import Answer
from watan_desk.capture.forms import own_texts
from watan_desk.capture.records import form_text
from watan_desk.people.staff import Member
from watan_desk.policy.office import Office, OwnForms, Shelf
from watan_desk.policy.shelf import Policies, read_policies
from watan_desk.store.cases import Case
from watan_desk.store.engine import reading
from watan_desk.store.tables import permission


@dataclass
class Offices:
    """Made once each, from what head office granted and the policies kept here."""

    engine: sa.Engine
    association: str
    settings: dict[str, str]
    member: Member | None = None
    """Who unlocked the desk, if not the delegate whom head office enrolled."""
    kept: Policies | None = None
    made: dict[str, Office] = field(default_factory=dict)

    def policies(self, granted: Answer) -> Policies:
        """Return the policies kept here, each checked against head office's signature.

        Raises:
            DamagedFile: one was changed after it was signed (R20).
        """
        if self.kept is None:
            with reading(self.engine) as connection:
                self.kept = read_policies(connection, self.association, granted.head_office.verifier)
        return self.kept

    def active(self, granted: Answer) -> Office:
        """Return the office under the active version."""
        return self.under(self.policies(granted).active.version, granted)

    def of_case(self, case: Case, granted: Answer) -> Office:
        """Return the office of a case: under the version and with the request form it was opened with (R14, R58)."""
        return self.under(case.pack_version, granted).for_request(case.request_form)

    def under(self, version: str, granted: Answer) -> Office:
        """Return the office under one version; the active one where the desk never kept it."""
        policies = self.policies(granted)
        pack = policies.of_version(version)
        if pack.version not in self.made:
            word = policies.settlement_of(pack)
            self.made[pack.version] = Office(
                pack=pack,
                device=granted.device,
                branch_name=granted.branch_name,
                branch_phone=granted.branch_phone,
                delegate_name=self.member.name if self.member else granted.delegate,
                settings=self.settings,
                practice=granted.practice,
                settlement=word,
                granted=self._permissions(),
                shelf=Shelf(self._kept_form, self._own_forms()),
            )
        return self.made[pack.version]

    def _kept_form(self, form_id: str, version: str) -> str:
        with self.engine.connect() as connection:
            return form_text(connection, form_id, version)

    def _own_forms(self) -> OwnForms:
        """Return the association's own request forms."""
        with reading(self.engine) as connection:
            return own_texts(connection)

    def _permissions(self) -> frozenset[str]:
        """Return what head office has permitted this desk."""
        with reading(self.engine) as connection:
            return frozenset(connection.execute(sa.select(permission.c.name)).scalars())

    def forget(self) -> None:
        """Read policies and forms anew when they are asked for next: a reply may have brought one."""
        self.kept = None
        self.made.clear()
