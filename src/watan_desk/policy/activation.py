"""What must stand before requests are opened under a pack: settings entered, what head office grants. Pure rules."""

from watan_desk.common.errors import Missing, NotYet
from watan_desk.policy.office import Office

GRANTS = ("delegate_intake", "volunteer_intake")
"""What head office can grant a branch: that delegates receive where the policy does not name them (R51), and that
volunteers may take in (R43)."""

RETIRED = "approval_confirmed"
"""A permission that earlier programs could give: that a policy with a blank approval is in force (R13).

It named no day and nobody who decided, and was not signed. A signed word of head office took its place, the only way
now: a stored permission is kept and told, and counts for nothing; a pack that asks for it asks for that word.
"""


def unmet(office: Office) -> tuple[Missing, ...]:
    """Return what the pack asks for before it is used and does not stand yet."""
    found = []
    for asked in office.pack.activation:
        kind, _, name = asked.partition(":")
        if kind == "setting" and not office.settings.get(name):
            found.append(Missing(f"setting.{name}"))
        if kind == "grant" and name not in {*office.granted, RETIRED}:
            found.append(Missing(f"grant.{name}"))
    if not office.in_force:
        found.append(Missing("confirmation_old" if RETIRED in office.granted else "confirmation"))
    return tuple(found)


def require_active(office: Office) -> None:
    """Let a request be opened under the office's pack, or refuse it.

    Raises:
        NotYet: the pack asks for something that does not stand; everything is named.
    """
    if missing := unmet(office):
        raise NotYet("open", missing)
