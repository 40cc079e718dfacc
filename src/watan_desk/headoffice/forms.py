"""Head office's hand on request forms: publishes a form of the association's own, signed, to every branch."""

import hashlib
from pathlib import Path

import sqlalchemy as sa

from watan_desk.bundle.contents import PolicyLine
from watan_desk.capture.forms import own_form_id, require_alone, require_fields
from watan_desk.common.errors import Refused
from watan_desk.forms import CHECKS
from watan_desk.forms.bringing import load_whole, media_beside, unpacked
from watan_desk.forms.media import media_of
from watan_desk.headoffice.office import HeadOffice
from watan_desk.headoffice.tables import form, mirror
from watan_desk.headoffice.versions import pack_of
from watan_desk.policy.signed import SentForm, sign_form


def publish_form(office: HeadOffice, file: Path) -> SentForm:
    """Sign a request form with the lists and pictures beside it, or in one ZIP with it.

    It goes to every branch with the next reply, where it is offered for new requests.

    Raises:
        FormError: it cannot be used; names sheet, row, column and cure.
        Refused: it names no version, its version was published before, or it lacks a field the policy reads.
    """
    with unpacked(file) as own:
        loaded = load_whole(own, checks=CHECKS)
        require_alone(loaded)
        media = media_beside(own, media_of(loaded.xml).files)
    with office.writing() as connection:
        require_fields(pack_of(connection, office.association), loaded)
        where = (form.c.form_id == loaded.id) & (form.c.version == loaded.version)
        if connection.execute(sa.select(form.c.id).where(where)).first():
            raise Refused("own_form.version_taken", version=loaded.version)
        made = SentForm(
            association=office.association,
            form_id=loaded.id,
            version=loaded.version,
            name=loaded.title("ar") or loaded.id,
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
            xform=loaded.xml,
            media=media,
        )
        signed = sign_form(made, office.keys(connection).signer)
        values = {
            "id": own_form_id(made.form_id, made.version),
            "seq": int(connection.execute(sa.select(sa.func.max(form.c.seq))).scalar() or 0) + 1,
            "form_id": made.form_id,
            "version": made.version,
            "body": signed.body,
            "signature": signed.signature,
            "published_at": office.now(connection),
        }
        connection.execute(sa.insert(form).values(values))
    return made


def missing_media(form: SentForm) -> tuple[str, ...]:
    """Return the pictures, sounds and films that a form names and that do not travel with it."""
    return tuple(name for name in media_of(form.xform).files if name not in form.media)


def form_lines(connection: sa.Connection, device: str) -> list[PolicyLine]:
    """Return the forms that a laptop's own journal does not show yet, in the order they were published."""
    shown = sa.select(mirror.c.id).where((mirror.c.entity == "own_form") & (mirror.c.device == device))
    kept = set(connection.execute(shown).scalars())
    rows = connection.execute(sa.select(form).order_by(form.c.seq)).all()
    return [PolicyLine(row.id, "form", bytes(row.body), row.signature) for row in rows if row.id not in kept]
