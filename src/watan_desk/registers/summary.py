"""What a hand-over says of its registers at once: counts by register and kind, nobody's name (R40)."""

import sqlalchemy as sa

from watan_desk.policy.office import Office
from watan_desk.registers.definition import shipped_registers
from watan_desk.registers.forms import choice_labels
from watan_desk.store import journal, tables

_ENTITY = "register_entry"


def waiting_entries(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """Count the new entries that head office has not acknowledged, of the registers whose counts travel.

    The counts are by register and category, which are codes.
    """
    row, receipt = tables.journal, tables.receipt
    query = (
        sa.select(row.c.stored, row.c.case_id)
        .outerjoin(receipt, receipt.c.entry == row.c.hash)
        .where(receipt.c.entry.is_(None), row.c.kind == "entry")
        .order_by(row.c.position)
    )
    found: dict[str, dict[str, int]] = {}
    for stored, case_id in connection.execute(query).all():
        for change in journal.unseal(bytes(stored), journal.key_of(connection, case_id)):
            code = str(change.fields["register"]["new"]) if change.entity == _ENTITY else ""
            if not code or not shipped_registers()[code].summary:
                continue
            category = str(change.fields["category"]["new"])
            held = found.setdefault(code, {})
            held[category] = held.get(category, 0) + 1
    return found


def told(office: Office, counts: dict[str, dict[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return the counts with the Arabic names of register and kind, as a sheet tells them."""
    found = []
    for code, held in counts.items():
        register = shipped_registers()[code]
        labels = choice_labels(office, register.form, register.fields["category"])
        found += [(f"{register.label.ar}: {labels.get(category, category)}", count) for category, count in held.items()]
    return tuple(found)
