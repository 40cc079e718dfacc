"""The dossier: everything the desk knows of one case."""

from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa

from watan_desk.attestation.records import Attestation, attestations_of
from watan_desk.capture.records import (
    Consent,
    DataCheck,
    DocumentCheck,
    KinLink,
    Need,
    Request,
    consents_of,
    data_checks_of,
    documents_of,
    links_of,
    needs_of,
    request_of,
)
from watan_desk.decision.records import (
    Decision,
    Notification,
    Raising,
    decisions_of,
    notifications_of,
    raisings_of,
)
from watan_desk.delivery.records import (
    Delivery,
    Registration,
    Survey,
    UrgentHelp,
    deliveries_of,
    registrations_of,
    surveys_of,
    urgent_help_of,
)
from watan_desk.eligibility.records import (
    Assessment,
    Examination,
    Gathering,
    assessments_of,
    examinations_of,
    gatherings_of,
)
from watan_desk.people.duplicates import Flag, flags_of
from watan_desk.people.records import Person, RepresentativeCheck, person_by_id, representative_checks_of
from watan_desk.reception.records import Inquiry, RightsCard, Visit, inquiries_of, rights_of, visits_of
from watan_desk.referral.records import Explanation, Referral, explanations_of, referrals_of
from watan_desk.store.attachments import Attachment, attachments_of
from watan_desk.store.cases import Case

T = TypeVar("T")


def last(found: tuple[T, ...]) -> T | None:
    """Return the newest of records in order, if there is one."""
    return found[-1] if found else None


@dataclass(frozen=True)
class Dossier:
    """One case with everything that belongs to it; lists are oldest first."""

    case: Case
    person: Person | None
    visits: tuple[Visit, ...]
    inquiries: tuple[Inquiry, ...]
    consents: tuple[Consent, ...]
    request: Request | None
    documents: tuple[DocumentCheck, ...]
    """Superseded checks included."""
    data_checks: tuple[DataCheck, ...]
    referrals: tuple[Referral, ...]
    attestations: tuple[Attestation, ...]
    raisings: tuple[Raising, ...]
    decisions: tuple[Decision, ...]
    notifications: tuple[Notification, ...]
    registrations: tuple[Registration, ...]
    deliveries: tuple[Delivery, ...]
    surveys: tuple[Survey, ...]
    flags: tuple[Flag, ...]
    """Who and what may be known already from another case."""
    representative_checks: tuple[RepresentativeCheck, ...]
    explanations: tuple[Explanation, ...] = ()
    needs: tuple[Need, ...] = ()
    links: tuple[KinLink, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    examinations: tuple[Examination, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    urgent_help: tuple[UrgentHelp, ...] = ()
    rights: tuple[RightsCard, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    """Files that are answers; of removed ones no bytes are left."""

    @property
    def capacity(self) -> str:
        """In what capacity the applicant acts now: as they consented last, else as they came."""
        if self.consents:
            return self.consents[-1].capacity
        return self.visits[-1].capacity if self.visits else "self"

    @property
    def place(self) -> str:
        """Where the person was received, by the pack's codes; blank where it was not recorded (R32)."""
        return self.visits[-1].place if self.visits else ""

    @property
    def standing_documents(self) -> tuple[DocumentCheck, ...]:
        """The document checks that count: the newest of each kind."""
        return tuple(check for check in self.documents if not check.superseded)

    @property
    def open_referral(self) -> Referral | None:
        """The question that still waits for its answer, if any."""
        return next((referral for referral in self.referrals if referral.open), None)

    @property
    def attestation(self) -> Attestation | None:
        """The attestation (or refusal) that counts, stale or not."""
        return last(self.attestations)

    @property
    def raising(self) -> Raising | None:
        """The raising that stands; a told decision for more information takes it back."""
        raised, wanted = last(self.raisings), self._told_more()
        return None if raised and wanted and wanted.raising_id == raised.id else raised

    @property
    def decision(self) -> Decision | None:
        """The decision on the raising that stands."""
        raised = self.raising
        return last(tuple(item for item in self.decisions if raised and item.raising_id == raised.id))

    @property
    def notification(self) -> Notification | None:
        """The telling of the decision that stands."""
        decided, told = self.decision, last(self.notifications)
        return told if decided and told and told.decision_id == decided.id else None

    def _told_more(self) -> Decision | None:
        """Return the decision told last, if it wants more information; instants would not tell: a clock may stand."""
        told = last(self.notifications)
        decided = next((item for item in self.decisions if told and item.id == told.decision_id), None)
        return decided if decided and decided.outcome == "more" else None


def read_dossier(connection: sa.Connection, case: Case) -> Dossier:
    """Read everything of a case in one state of the database."""
    person = person_by_id(connection, case.person_id) if case.person_id else None
    return Dossier(
        case=case,
        person=person,
        visits=visits_of(connection, case.id),
        inquiries=inquiries_of(connection, case.id),
        consents=consents_of(connection, case.id),
        request=request_of(connection, case.id),
        documents=documents_of(connection, case.id),
        data_checks=data_checks_of(connection, case.id),
        referrals=referrals_of(connection, case.id),
        attestations=attestations_of(connection, case.id),
        raisings=raisings_of(connection, case.id),
        decisions=decisions_of(connection, case.id),
        notifications=notifications_of(connection, case.id),
        registrations=registrations_of(connection, case.id),
        deliveries=deliveries_of(connection, case.id),
        surveys=surveys_of(connection, case.id),
        flags=flags_of(connection, case, person),
        representative_checks=representative_checks_of(connection, case.id),
        explanations=explanations_of(connection, case.id),
        needs=needs_of(connection, case.id),
        links=links_of(connection, case.id),
        gatherings=gatherings_of(connection, case.id),
        examinations=examinations_of(connection, case.id),
        assessments=assessments_of(connection, case.id),
        urgent_help=urgent_help_of(connection, case.id),
        rights=rights_of(connection, case.id),
        attachments=attachments_of(connection, case.id),
    )
