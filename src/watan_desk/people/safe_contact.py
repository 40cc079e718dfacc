"""How the person of a case may be reached without danger, and whether they may be handed paper.

Only associations that hide people ask for it (R92). What a desk or head office does by telephone, message or paper
follows it; the person is asked anew at every contact, because what was safe yesterday may not be today.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from watan_desk.common.arabic import apart, ltr
from watan_desk.common.messages import say
from watan_desk.policy.office import Office

IN_PERSON, BY_LETTER = "in_person", "letter"
_SPOKEN = ("call", "trusted", "lawyer")
"""Safe ways by which words can be told; a text message carries nothing of a request."""
WAYS = (IN_PERSON, *_SPOKEN)
"""All ways by which something may be told aloud; which of them are safe, the person says."""


@dataclass(frozen=True)
class SafeContact:
    """What the person said last. ``way`` is a choice of the request form, empty while nobody has asked them."""

    way: str = ""
    label: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    """As it is dialled inside the country."""
    times: str = ""
    message: str = ""
    """Whether a message may be left in the association's name: ``yes``, ``no``, or nothing was said."""
    through: str = ""
    no_paper: bool = False
    guardian_unsafe: bool = False

    @property
    def spoken_ways(self) -> tuple[str, ...]:
        """The ways by which something may be told aloud: always face to face, and the safe way where it has words."""
        return (IN_PERSON, *((self.way,) if self.way in _SPOKEN else ()))

    @property
    def telling_ways(self) -> tuple[str, ...]:
        """The ways by which a decision may be told: aloud, or by a letter to whoever takes paper."""
        return self.spoken_ways if self.no_paper else (*self.spoken_ways, BY_LETTER)

    def sentence(self, lang: str) -> str:
        """Return all of it as one line for whoever is about to call, send or print."""
        if not self.way:
            return say("contact.unknown", lang)
        parts = [say("contact.way", lang, way=self.label[lang])]
        parts += [say("contact.number", lang, number=ltr(self.number))] if self.number else []
        parts += [say("contact.times", lang, times=apart(self.times))] if self.times else []
        parts += [say("contact.through", lang, name=apart(self.through))] if self.through else []
        parts += [say(f"contact.message_{self.message}", lang)] if self.message in {"yes", "no"} else []
        parts += [say("contact.guardian_unsafe", lang)] if self.guardian_unsafe else []
        parts += [say("contact.no_paper", lang)] if self.no_paper else []
        return say("contact.joint", lang).join(parts)

    def short(self, lang: str) -> str:
        """Return way and time for a list: no number and no name stand there."""
        if not self.way:
            return say("contact.unknown_short", lang)
        parts = [self.label[lang], *((apart(self.times),) if self.times else ())]
        parts += [say("contact.no_paper", lang)] if self.no_paper else []
        return say("contact.joint", lang).join(parts)

    def document(self, lang: str) -> dict[str, Any]:
        """Return it as scripts read it."""
        shape: dict[str, Any] = {"way": self.way or None, "number": self.number or None, "times": self.times or None}
        shape |= {"leave_message": self.message or None, "through": self.through or None, "no_paper": self.no_paper}
        return shape | {"guardian_unsafe": self.guardian_unsafe, "sentence": self.sentence(lang)}


def contact_in(answers: Mapping[str, Any], office: Office) -> SafeContact | None:
    """Return what the answers of a request say of it; none where the association does not hide people."""
    hidden = office.pack.discreet
    if hidden is None or not hidden.safe_contact:
        return None

    def said(name: str) -> str:
        return str(answers.get(name, "") or "").strip() if name else ""

    way = said(hidden.safe_contact)
    return SafeContact(
        way=way,
        label=office.choice_label("capture", hidden.safe_contact, way) if way else {},
        number=re.sub(r"^\+966", "0", said(hidden.safe_number)),
        times=said(hidden.safe_times),
        message=said(hidden.may_leave_message),
        through=said(hidden.trusted),
        no_paper=said(hidden.no_paper) == "yes",
        guardian_unsafe=said(hidden.guardian_safe) not in {"", "yes"},
    )
