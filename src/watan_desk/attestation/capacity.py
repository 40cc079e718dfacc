"""Who may attest for a request. Pure rules (domain study, section 8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

WITHOUT_INSTRUMENT = frozenset({"written_note"})


def may_attest(answers: Mapping[str, Any], capacity: str, today: date) -> bool:
    """Tell whether whoever applies may attest: the person, or a representative with a valid instrument that covers it.

    A relative without an instrument and a bearer of an unverified note may hand in papers only.
    """
    if capacity == "self":
        return True
    basis = answers.get("rep_basis", "")
    if not basis or basis in WITHOUT_INSTRUMENT or capacity == "relative":
        return False
    if basis != "wakala":
        return True
    expiry = str(answers.get("rep_document_expiry", ""))
    scope = answers.get("rep_scope_covers", [])
    return "sign" in scope and (not expiry or expiry >= today.isoformat())
