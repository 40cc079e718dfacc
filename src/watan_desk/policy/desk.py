"""What a desk does with policies: takes a version or head office's word in, accepts what was read, keeps papers."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from watan_desk.common.arabic import ltr
from watan_desk.common.errors import ForeignFile, Refused
from watan_desk.policy.office import Office
from watan_desk.policy.pack import read_pack, shipped_text
from watan_desk.policy.signed import PACK, Signed, check, read_settlement
from watan_desk.store.policies import id_of, policies, readings
from watan_desk.store.work import Work


def take_policy(work: Work, office: Office, signed: Signed, key: Ed25519PublicKey) -> None:
    """Keep a version that head office published; it becomes the active one and closes the version before (R14).

    Raises:
        DamagedFile: head office did not sign these bytes.
        ForeignFile: it is another association's.
        Unusable: it breaks the shape of a pack, or speaks of what the program does not know.
    """
    text = check(PACK, signed, key)
    pack = read_pack(text, office.pack.slug)
    if pack.slug != office.pack.slug:
        raise ForeignFile("policy.other_association")
    _keep_shipped(work, office)
    for kept in policies(work.connection):
        if kept.active:
            work.put("policy", {"active": False, "closed_at": work.now()}, id=kept.id)
    _put(work, (pack.slug, pack.version), signed, active=True)


def take_settlement(work: Work, office: Office, signed: Signed, key: Ed25519PublicKey) -> None:
    """Keep head office's word on an approval; the pack itself stays as it is (R11).

    Raises:
        DamagedFile: head office did not sign it.
        ForeignFile: it is about another association's policy.
    """
    word = read_settlement(signed, key)
    if word.pack != office.pack.slug:
        raise ForeignFile("policy.other_association")
    values = {"pack": word.pack, "version": word.version, "body": signed.body.decode(), "signature": signed.signature}
    work.put("settlement", values | {"came_at": work.now()}, id=word.id)


def accept_policy(work: Work, office: Office, language: str) -> None:
    """Record that whoever works here has read the active version and accepts to work by it (R23, R44).

    Raises:
        Refused: this was recorded before.
    """
    pack = office.pack
    if _has_accepted(work, office, pack.version):
        raise Refused("policy.accepted_already")
    _keep_shipped(work, office)
    values = {"slug": pack.slug, "version": pack.version, "name": work.actor.name, "language": language}
    work.put("policy_reading", values | work.by())


def require_accepted(work: Work, office: Office) -> None:
    """Let somebody work who has accepted a version of the policy, or refuse (R44).

    Raises:
        Refused: no version was accepted yet.
    """
    if not _has_accepted(work, office):
        raise Refused("policy.not_accepted")


def require_in_force(work: Work, office: Office) -> None:
    """Let a new request be opened under the active version, or refuse (R13, R23).

    Raises:
        Refused: the version was not read and accepted, or is not in force.
    """
    require_accepted(work, office)
    if not _has_accepted(work, office, office.pack.version):
        raise Refused("policy.new_version", version=office.pack.version)
    if not office.in_force:
        raise Refused("policy.not_in_force")
    starts = office.in_force_from
    if starts is not None and work.today() < starts:
        raise Refused("policy.not_in_force_before", day=ltr(f"{starts:%Y/%m/%d}"))


def attach_paper(work: Work, place: str, pdf: bytes, pages: int) -> None:
    """Keep a paper of the association's own, in the place of an earlier one (R8, R56)."""
    values = {"place": place, "sha256": hashlib.sha256(pdf).hexdigest(), "pages": pages, "pdf": pdf}
    work.put("policy_paper", values | work.by(), id=id_of("paper", place))


def _has_accepted(work: Work, office: Office, version: str | None = None) -> bool:
    found = (each for each in readings(work.connection) if each.by == work.actor.code and each.slug == office.pack.slug)
    return any(version in (None, each.version) for each in found)


def _keep_shipped(work: Work, office: Office) -> None:
    """Keep the version that came with the program, before another one closes it: open cases go on under it."""
    pack, known = office.pack, {kept.version for kept in policies(work.connection)}
    if pack.version not in known:
        for kept in policies(work.connection):
            if kept.active:
                work.put("policy", {"active": False, "closed_at": work.now()}, id=kept.id)
        _put(work, (pack.slug, pack.version), Signed(shipped_text(pack.slug), ""), active=True)


def _put(work: Work, version: tuple[str, str], signed: Signed, *, active: bool) -> None:
    slug, name = version
    values = {
        "slug": slug,
        "version": name,
        "sha256": hashlib.sha256(signed.body).hexdigest(),
        "text": signed.body,
        "signature": signed.signature,
        "came_at": work.now(),
        "active": active,
        "closed_at": None,
    }
    work.put("policy", values, id=id_of(slug, name))
