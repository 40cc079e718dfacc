"""How the people of the cases are reached without danger, for whoever calls or prints at head office (R92)."""

import sqlalchemy as sa

from watan_desk.headoffice.tables import mirror
from watan_desk.people.safe_contact import SafeContact, contact_in
from watan_desk.policy.office import Office
from watan_desk.policy.pack import shipped_pack


def contacts(connection: sa.Connection, association: str) -> dict[str, SafeContact]:
    """Return by the id of each case how its person is reached; nothing where the association hides nobody."""
    pack = shipped_pack(association)
    if pack.discreet is None:
        return {}
    office = Office(pack, device="", branch_name="", branch_phone="", delegate_name="", settings={})
    found = {}
    for row in connection.execute(sa.select(mirror).where(mirror.c.entity == "request")):
        answers = dict(row.fields.get("answers") or {})
        contact = contact_in(answers, office)
        if contact is not None and row.case_id:
            found[row.case_id] = contact
    return found
