"""Opens the form of a deed where it was left, and keeps what is typed into it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject

from watan_desk.capture.desk import IN_MEMORY
from watan_desk.common.errors import DeskError
from watan_desk.forms import Record
from watan_desk.forms.media import Pictures
from watan_desk.forms.upgrading import Upgrade, upgrade
from watan_desk.gui.autosave import Autosave, Write
from watan_desk.gui.case_view import CaseView
from watan_desk.gui.form_view import FormView
from watan_desk.gui.look import Look
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.top_bar import TopBar
from watan_desk.policy.office import Office
from watan_desk.wiring import Desk, office_of
from watan_desk.wiring.form_media import pictures_of
from watan_desk.wiring.persons import prefilled


@dataclass(frozen=True)
class Opened:
    """A form ready to be shown, and when what it holds was last kept."""

    record: Record
    saved_at: datetime | None = None
    pictures: Pictures = field(default_factory=Pictures)


def form_title(office: Office, deed: str, look: Look) -> str:
    """Return the name of a deed's form: its own in Arabic, in English the pack's word or the deed's."""
    if look.rtl:
        return office.form_of(deed).title(look.lang)
    return capital(office.request_label(look.lang) if deed == "capture" else look.say(f"deed.{deed}"))


def capital(text: str) -> str:
    """Return a text with a capital first letter, where its script has one."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """Return a text as it stands inside a line, where its script has capital letters."""
    return text[:1].lower() + text[1:]


def open_form(desk: Desk, deed: str, number: str | None, lang: str) -> Opened:
    """Open a deed's form as its draft left it, or blank; runs off the GUI thread."""
    office = office_of(desk, number)
    draft, form = desk.draft(deed, number), office.form_of(deed)
    if draft is not None:
        form = office.shelf.version(form, draft.form_id, draft.form_version)
    if draft is None or (draft.form_id, draft.form_version) != (form.id, form.version):
        return Opened(office.blank(deed, now=desk.clock.now, lang=lang))
    return Opened(office.blank(deed, now=desk.clock.now, lang=lang, kept=draft.instance), draft.saved_at)


def open_request(desk: Desk, case: CaseView, lang: str) -> Opened:
    """Open the request form of a case: its newest answers, as draft or as captured; runs off the GUI thread."""
    opened = open_form(desk, "capture", case.number, lang)
    kept = case.dossier.request
    if kept is not None and (opened.saved_at is None or kept.at > opened.saved_at):
        opened = Opened(case.office.blank("capture", now=desk.clock.now, lang=lang, kept=kept.instance), kept.at)
    told = prefilled(desk, case.dossier)
    office, written = case.office, opened.record.definition
    fields = office.shelf.version(office.form_of("capture"), written.id, written.version).fields()
    wanted = {field.name for field in fields if opened.saved_at is None or field.type == "hidden"}
    wanted |= {field.repeat for field in fields if opened.saved_at is None and field.repeat}
    opened.record.fill({name: answer for name, answer in told.items() if name in wanted})
    return replace(opened, pictures=pictures_of(desk, office, "capture", opened.record))


def copied(desk: Desk, deed: str, number: str | None, instance: str) -> Record:
    """Return a record of its own for work off the GUI thread, while the page goes on changing the shown one."""
    return office_of(desk, number).blank(deed, now=desk.clock.now, kept=instance)


def is_older(office: Office, deed: str, record: Record) -> bool:
    """Tell whether a record stands in another version of its form than the one in use."""
    form, own = office.form_of(deed), record.definition
    return (own.id, own.version) != (form.id, form.version)


def upgraded(desk: Desk, case: CaseView, deed: str, instance: str, lang: str) -> Upgrade:
    """Return the answers in the version of the form that is in use; runs off the GUI thread.

    Raises:
        FormError: they would make too large a record; what is kept stays as it is.
    """
    office = case.office
    old, choices = office.blank(deed, now=desk.clock.now, lang=lang, kept=instance), office.choices(deed)
    return upgrade(old, office.form_of(deed), now=desk.clock.now, lang=lang, choices=choices)


class Kept(QObject):
    """Keeps one form on the screen by ``write``, and says in the page's bar when it was kept."""

    def __init__(self, session: Session, write: Write, view: FormView, bar: TopBar) -> None:
        super().__init__(view)
        self._look, self._bar, self._view = session.look, bar, view
        self.in_memory = False
        """Whether what was typed is nowhere but on the screen: the person has not agreed yet that it is kept."""
        self.autosave = Autosave(session.background, write, self)
        self.autosave.saved.connect(self.say_saved)
        self.autosave.failed.connect(self._say_failed)
        view.changed.connect(self.save)

    def save(self) -> None:
        """Keep the form as it stands."""
        self.autosave.changed(self._view.record.xml())

    def flush(self) -> None:
        """Hand over what still waits to be kept: it comes before whatever is asked of the desk next."""
        self.autosave.flush()

    def say_saved(self, at: datetime) -> None:
        """Say when it was kept."""
        self.in_memory = False
        self._bar.saved(self._look.say("gui_case.saved_at", time=self._look.time(at)))

    def _say_failed(self, error: DeskError) -> None:
        self.in_memory = error.key == IN_MEMORY
        if self.in_memory:
            self._bar.saved(self._look.say("gui_case.in_memory"), "error")
        else:
            self._bar.saved(self._look.say("gui_case.not_saved"), "error")
        self._bar.setToolTip(error.sentence(self._look.lang))


class Keeping(Kept):
    """Keeps the draft of a deed's form."""

    def __init__(self, session: Session, deed: str, number: str | None, view: FormView, bar: TopBar) -> None:
        desk = session.desk

        def write(instance: str) -> datetime:
            return desk.keep_draft(deed, number, copied(desk, deed, number, instance)).saved_at

        super().__init__(session, write, view, bar)
