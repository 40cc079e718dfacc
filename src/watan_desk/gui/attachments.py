"""Keeps the files of a form on the screen: encrypted beside its draft, off the GUI thread."""

from collections.abc import Callable
from pathlib import Path

from watan_desk.forms import Record
from watan_desk.gui.keeping import copied
from watan_desk.gui.printing import write_copy
from watan_desk.gui.purpose import purpose_given
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.fields.attachment import Failed, Named
from watan_desk.store.attachments import Blob
from watan_desk.wiring import registers
from watan_desk.wiring.access import note_export
from watan_desk.wiring.attachments import blob_called, keep_drawing, keep_file, refusal


class FileKeeper:
    """Shows and copies out what is kept; who keeps the files of one form says how."""

    def __init__(self, session: Session, number: str = "") -> None:
        self._session, self._number = session, number

    def read(self, answer: str, done: Callable[[Blob], None], failed: Failed) -> None:
        """Fetch a file."""
        desk = self._session.desk
        self._session.background.run(lambda: blob_called(desk, answer), done, failed)

    def copy_out(self, blob: Blob, goal: Path, done: Callable[[Path], None], failed: Failed) -> None:
        """Write a file where the delegate wants it, once its purpose is given."""
        desk, number = self._session.desk, self._number
        if not purpose_given(None, desk, self._session.look):
            return

        def write() -> Path:
            note_export(desk, "file", number)
            return write_copy(goal, blob.data)

        self._session.background.run(write, done, failed)


class Keeper(FileKeeper):
    """Keeps what one record of a deed's form is answered with."""

    def __init__(self, session: Session, deed: str, number: str | None, record: Record) -> None:
        super().__init__(session, number or "")
        self._deed, self._case, self._record = deed, number, record

    def refusal(self, name: str) -> str:
        """Return why no file may be kept as the answer of a question."""
        key = refusal(self._session.desk.office, self._deed, self._record, name)
        return self._session.look.say(key) if key else ""

    def keep(self, name: str, source: Path, done: Named, failed: Failed) -> None:
        """Keep a file beside the draft."""
        desk, deed, number, record = self._session.desk, self._deed, self._case, self._copied()
        self._session.background.run(lambda: keep_file(desk, deed, number, record(), name, source), done, failed)

    def keep_drawing(self, name: str, png: bytes, done: Named, failed: Failed) -> None:
        """Keep what was drawn beside the draft."""
        desk, deed, number, record = self._session.desk, self._deed, self._case, self._copied()
        self._session.background.run(lambda: keep_drawing(desk, deed, number, record(), name, png), done, failed)

    def _copied(self) -> Callable[[], Record]:
        desk, deed, number, instance = self._session.desk, self._deed, self._case, self._record.xml()
        return lambda: copied(desk, deed, number, instance)


class EntryKeeper(FileKeeper):
    """Keeps what the form of an entry, or of an act on one, is answered with."""

    def __init__(self, session: Session, place: registers.Place) -> None:
        super().__init__(session, place.handle)
        self._place = place

    def refusal(self, name: str) -> str:
        """Return why no file may be kept as the answer of a question."""
        key = registers.file_refusal(self._session.desk, self._place, name)
        return self._session.look.say(key) if key else ""

    def keep(self, name: str, source: Path, done: Named, failed: Failed) -> None:
        """Keep a file beside the draft."""
        desk, place = self._session.desk, self._place
        self._session.background.run(lambda: registers.keep_file(desk, place, name, source), done, failed)

    def keep_drawing(self, name: str, png: bytes, done: Named, failed: Failed) -> None:
        """Keep what was drawn beside the draft."""
        desk, place = self._session.desk, self._place
        self._session.background.run(lambda: registers.keep_drawing(desk, place, name, png), done, failed)
