"""Pictures and sounds of an association's own forms: kept encrypted with the form, shown with its questions."""

import sqlalchemy as sa

from watan_desk.forms import Record
from watan_desk.forms.media import Pictures, media_of
from watan_desk.policy.office import Office
from watan_desk.store.tables import form_media
from watan_desk.wiring.opened import Desk


def pictures_of(desk: Desk, office: Office, deed: str, record: Record) -> Pictures:
    """Return what stands beside the labels of the form that a record is of."""
    own = record.definition
    media = media_of(office.shelf.version(office.form_of(deed), own.id, own.version).xml)
    if not media.files:
        return Pictures()
    where = (form_media.c.form_id == own.id) & (form_media.c.version == own.version)
    with desk.reading() as connection:
        rows = connection.execute(sa.select(form_media.c.name, form_media.c.data).where(where)).all()
    return Pictures(media, {row.name: bytes(row.data) for row in rows})
