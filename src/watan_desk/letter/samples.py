"""Letters of a made-up case, for every association: looked at by people, compared by tests, shown by a command."""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from watan_desk.common.resources import resource
from watan_desk.letter.case_letter import struck
from watan_desk.letter.compose import compose, missing_values
from watan_desk.letter.phrases import Gender, Value
from watan_desk.letter.template import kinds, pack_template
from watan_desk.letter.text import LetterText
from watan_desk.letter.token import Token, digest_of, write_token
from watan_desk.letter.values import pack_values
from watan_desk.policy.office import Office
from watan_desk.policy.pack import Pack

_COUNTED = {"doc_count": "documents", "ruling_count": "rulings", "row_count": "data_rows"}


@lru_cache(maxsize=1)
def _made_up() -> Mapping[str, Any]:
    return tomllib.loads(resource("practice", "letters.toml").read_text(encoding="utf-8"))


def sample_office(pack: Pack) -> Office:
    """Return a made-up branch of an association, with all that letters ask of its settings."""
    return Office(pack=pack, settings=_made_up()["settings"], practice=True, **_made_up()["office"])


def sample_gender(pack: Pack) -> Gender:
    """Return the sex by which an association's made-up letters speak of the person, where it asks for one."""
    return "female" if pack.request.sex else "unset"


def sample_values(kind: str, pack: Pack, gender: Gender) -> dict[str, Value]:
    """Return everything that a letter of this kind names, as one case of this association would give it."""
    made, office = _made_up(), sample_office(pack)
    values: dict[str, Value] = {
        **pack_values(pack),
        "branch_name": office.branch_name,
        "branch_phone": office.branch_phone,
        "delegate_name": office.delegate_name,
        "full_name": made["names"][gender],
        "receiver_name": made["names"][gender],
        "capacity": made["capacities"][gender],
        **made["values"],
        **made["rows"],
        **_own_words(pack, gender),
        **made["packs"].get(pack.slug, {}),
        **made["kinds"].get(kind, {}),
    }
    values |= {name: len(rows) for name, of in _COUNTED.items() if isinstance(rows := values[of], list)}
    if pack.discreet is None:
        return values
    said = (str(values["full_name"]), str(values["id_number"]))
    return {**struck(values, *said, made["values"]["alias"], office, kind), **made["kinds"].get(kind, {})}


def _own_words(pack: Pack, gender: Gender) -> dict[str, Value]:
    """Return what the association's own lists give to a made-up case."""
    guides = [tool.label.ar for tool in pack.tools if tool.kind == "document"]
    person = pack.terms.person
    return {
        "category": pack.categories[0].label.ar,
        "reason_text": pack.reasons[0].label.ar,
        "policy_clause": guides[-1],
        "party_role": person.f if gender == "female" else person.m,
    }


def sample_code(text: LetterText, number: str, day: date) -> str:
    """Return a printed code for a made-up letter, by a key that no ring holds."""
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(text.kind.encode()).digest())
    return write_token(Token(text.kind, number, day, digest_of(text.plain)), key)


def sample_kinds(pack: Pack) -> tuple[str, ...]:
    """Return the kinds that this association's words suffice for: one without an attestation has no L03."""
    gender = sample_gender(pack)
    return tuple(
        kind for kind in kinds() if not missing_values(pack_template(kind, pack), sample_values(kind, pack, gender))
    )


def sample_letter(
    kind: str, pack: Pack, gender: Gender | None = None, *, large: bool = False, **changes: Value
) -> LetterText:
    """Compose a letter of the made-up case; ``changes`` go before its values.

    Raises:
        MissingValue: the association's words do not suffice for this kind.
    """
    sex = gender or sample_gender(pack)
    return compose(pack_template(kind, pack), sample_values(kind, pack, sex) | changes, gender=sex, large=large)
