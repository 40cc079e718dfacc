"""A paper about the policy as it is printed: a sheet of ours, or a document of the association's own. Both offline."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.dossier.records import Dossier
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.gui.pages.page import Page
from watan_desk.gui.printing import choose_file, choose_printer, print_pages, write_copy
from watan_desk.gui.session import Session
from watan_desk.gui.shortcuts import PRINT, Chord
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.contact import ContactStrip
from watan_desk.gui.widgets.fields.text import Line
from watan_desk.gui.widgets.preview import Preview
from watan_desk.people.safe_contact import SafeContact
from watan_desk.wiring.policies import paper, sheet_bytes, tell_rights

_LANGUAGE = 180


class PaperPage(Page):
    """``arrive`` takes ``("sheet", kind)`` or ``("own", place)``.

    The rights card of a case, ``("sheet", "rights", number)``, can be recorded as explained, with its language (R24).
    """

    name, rail = "paper", "policy"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self._what, self._case = "", ""
        self._contact: SafeContact | None = None
        self.contact = ContactStrip(look)
        self.upper.addWidget(self.contact)
        self.language = Line(look)
        self.language.setFixedWidth(look.theme.wide(_LANGUAGE))
        self.language.setAccessibleName(look.say("gui.policy.language"))
        self.explained = Button(look, look.say("gui.policy.explained"), "outline", "check")
        self.explained.pressed_now.connect(self.explain)
        self.preview = Preview(look)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.preview, 1)
        self.back = Button(look, look.say("gui.policy.back"), "", look.backward())
        self.back.pressed_now.connect(lambda: self.go.emit("policy", None))
        self.save = Button(look, look.say("gui.letter.save"), "", "device-floppy")
        self.save.pressed_now.connect(self._save)
        self.main = Button(look, look.say("gui.letter.print"), "main", "printer")
        self.main.pressed_now.connect(self._print)
        self.action_bar.add_start(self.back, self.language, self.explained)
        self.action_bar.add_end(self.save)
        self.action_bar.set_main(self.main)

    def arrive(self, argument: object) -> None:
        """Draw the sheet, or read the paper, off the GUI thread."""
        kind, what, *case = argument if isinstance(argument, tuple) else ("sheet", "rights")
        self._show_case(str(case[0]) if case else "")
        self._what, desk = str(what).replace(":", "-"), self.desk
        self.preview.show_bytes(b"")
        self.main.block(self.look.say("gui.letter.loading"))
        title = self.look.say(f"sheet.{what}") if kind == "sheet" else self._own_title(str(what))
        self.bar.name(title, desk.office.pack.identity.name, desk.office.pack.version)
        self.ask(lambda: sheet_bytes(desk, str(what)) if kind == "sheet" else paper(desk, str(what)), self._show)

    def first_focus(self) -> QWidget | None:
        """Start at the main button."""
        return self.main

    def regions(self) -> list[QWidget]:
        """Walk from the paper to the actions."""
        return [self.preview, self.action_bar]

    def chords(self) -> dict[Chord, Callable[[], object]]:
        """Print with Ctrl+P."""
        return {PRINT: self._print}

    def explain(self) -> None:
        """Record in the case that the card was explained."""
        desk, case, language = self.desk, self._case, self.language.text()
        self.ask(lambda: tell_rights(desk, case, language), self._explained)

    def _show_case(self, case: str) -> None:
        self._case = case
        for part in (self.language, self.explained):
            part.setVisible(bool(case))
        if case:
            desk = self.desk
            self.ask(lambda: desk.dossier(case), self._show_rights)
        self._contact = None
        self.contact.show_contact(None)

    def _show_rights(self, dossier: Dossier) -> None:
        """Propose the language the person asked for, and say when the card was explained before."""
        office, code = self.desk.office, dossier.visits[-1].language if dossier.visits else ""
        self._contact = contact_of(dossier, office)
        self.contact.show_contact(self._contact)
        self._gate()
        named = office.choice_label("open", "preferred_language", code)[self.look.lang] if code else ""
        self.language.setText(dossier.rights[-1].language if dossier.rights else named)
        if dossier.rights:
            self._say_explained(dossier)

    def _explained(self, dossier: Dossier) -> None:
        self._say_explained(dossier)
        self.told.emit("ok", self.notice.text)

    def _say_explained(self, dossier: Dossier) -> None:
        told = dossier.rights[-1]
        day, time = self.look.day(saudi_day(told.at)), self.look.time(told.at)
        self.tell("ok", self.look.say("gui.policy.was_explained", day=day, time=time, language=told.language))

    def _own_title(self, place: str) -> str:
        pack = self.desk.office.pack
        if place == "policy":
            return pack.identity.policy_title
        return pack.tools[int(place.partition(":")[2]) - 1].label.text(self.look.lang)

    def _show(self, pdf: bytes) -> None:
        self.preview.show_bytes(pdf)
        self._gate()

    def _gate(self) -> None:
        """Let a sheet of a case be printed, unless its person takes no paper: then it is only explained."""
        barred = self._contact is not None and self._contact.no_paper
        for button in (self.main, self.save):
            button.block(self.look.say("gui.letter.only_aloud") if barred else "")

    def _print(self) -> None:
        printer = choose_printer(self)
        if printer is not None:
            count = print_pages(self.preview.paper, printer)
            self.told.emit("ok", self.look.say("gui.letter.printed", count=count))

    def _save(self) -> None:
        pdf = self.preview.paper.pdf
        path = choose_file(self, self.look.say("gui.letter.save"), f"{self._what}.pdf")
        if path is not None:
            self.ask(lambda: write_copy(path, pdf), self._saved)

    def _saved(self, path: Path) -> None:
        self.tell("ok", self.look.say("gui.letter.saved", file=ltr(path.name)))
