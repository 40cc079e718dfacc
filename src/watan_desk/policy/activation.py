"""What must stand before requests are opened under a pack: settings entered, what head office grants. Pure rules."""

from watan_desk.common.errors import Missing, NotYet
from watan_desk.policy.office import Office

GRANTS = ("approval_confirmed", "delegate_intake", "volunteer_intake")
"""What head office can grant a branch: that the policy is in force though its approval is left blank (R13), and that
delegates receive where the policy does not name them (R51), and that volunteers may take in (R43)."""


def unmet(office: Office) -> tuple[Missing, ...]:
    """Return what the pack asks for before it is used and does not stand yet."""
    found = []
    for asked in office.pack.activation:
        kind, _, name = asked.partition(":")
        if kind == "setting" and not office.settings.get(name):
            found.append(Missing(f"setting.{name}"))
        if kind == "grant" and name not in office.granted:
            found.append(Missing(f"grant.{name}"))
    return tuple(found)


def require_active(office: Office) -> None:
    """Let a request be opened under the office's pack, or refuse it.

    Raises:
        NotYet: the pack asks for something that does not stand; everything is named.
    """
    if missing := unmet(office):
        raise NotYet("open", missing)
