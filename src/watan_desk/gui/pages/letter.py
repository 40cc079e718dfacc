"""A letter: looked at as it will be printed, then issued into the register, printed, saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import DeskError
from watan_desk.gui.letters import CaseLetters, Prepared, kept_letter, letters_of_case, look_kind, of_case
from watan_desk.gui.pages.page import Page
from watan_desk.gui.printing import Paper, choose_file, choose_printer, print_pages, send, write_copy
from watan_desk.gui.purpose import purpose_given
from watan_desk.gui.session import Session
from watan_desk.gui.shortcuts import PRINT, Chord
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.contact import ContactStrip
from watan_desk.gui.widgets.letter_columns import FactsColumn, KindsColumn
from watan_desk.gui.widgets.papers import scanned_page
from watan_desk.gui.widgets.preview import Preview
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.letter.identity import CHECKED, identity_checks
from watan_desk.letter.records import VOID, Letter
from watan_desk.wiring import IssuedLetter
from watan_desk.wiring.access import note_export
from watan_desk.wiring.no_paper import Handing, handing_of
from watan_desk.wiring.paper import SignedPaper, judge_page, picture_of, signed_paper, void_letter


class LetterPage(Page):
    """``arrive`` takes a draft (a case number and a kind, or what is ``Prepared``), or an issued letter's number."""

    name, rail = "letter", "letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self._case, self._kind = "", ""
        self._prepared: Prepared | None = None
        self._handing = Handing()
        self.contact = ContactStrip(look)
        self.upper.addWidget(self.contact)
        self._paper = Paper(self)
        self.issued: Letter | None = None
        self.preview = Preview(look)
        self.kinds = KindsColumn(look)
        self.kinds.chosen.connect(lambda argument: self.go.emit("letter", argument))
        self.kinds.asked_why.connect(lambda reason: self.tell("wa", reason))
        self.facts = FactsColumn(look)
        self.facts.voided.connect(self._void)
        self.facts.no_paper.told.connect(self._tell)
        self.facts.no_paper.reasoned.connect(self._gate)
        self.facts.identity.chosen.connect(
            lambda: self._prepared and self._draw_draft(self._prepared, self.preview.show_bytes)
        )
        self.facts.judged.connect(self._judge)
        self.facts.looked.connect(self._look_at)
        self.facts.scan.pressed_now.connect(lambda: self.go.emit("scan", None))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.kinds)
        columns.addWidget(self.preview, 1)
        self.scans = ScrollColumn()
        self.scans.setAccessibleName(look.say("gui_paper.scans"))
        self.scans.hide()
        columns.addWidget(self.scans, 1)
        columns.addWidget(self.facts)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(columns, 1)
        self.back = Button(look, look.say("gui.letter.back_to_case"), "", look.backward())
        self.back.pressed_now.connect(
            lambda: self.go.emit(*(self._prepared.back if self._prepared else ("case", self._case)))
        )
        self.save = Button(look, look.say("gui.letter.save"), "", "device-floppy")
        self.save.pressed_now.connect(self._save)
        self.main = Button(look, look.say("gui.letter.issue"), "main", "printer")
        self.main.pressed_now.connect(self._act)
        self.action_bar.add_start(self.back)
        self.action_bar.add_end(self.save)
        self.action_bar.set_main(self.main)

    def arrive(self, argument: object) -> None:
        """Show a draft (case number and kind, or prepared) or an issued letter (its number)."""
        desk = self.desk
        self._nothing()
        self._prepared = argument if isinstance(argument, Prepared) else None
        if self._prepared is not None:
            self._case = ""
        elif isinstance(argument, tuple):
            self._case = str(argument[0])
            self._prepared = of_case(desk, self._case, str(argument[1]))
        if self._prepared is None:
            number = str(argument)
            self.ask(lambda: kept_letter(desk, number), self._show_issued)
            return
        self._kind = kind = self._prepared.kind
        self._name(look_kind(self.look, kind), self.look.say("gui.letter.draft"), self._prepared.about)
        self.main.become(self.look.say("gui.letter.issue"), "rubber-stamp")  # also where the draft is refused
        self.facts.identity.ask_for(identity_checks(desk.office, self.look.lang) if kind in CHECKED else {})
        self._draw_draft(self._prepared, self._show_draft)

    def first_focus(self) -> QWidget | None:
        """Start at the main button."""
        return self.main

    def regions(self) -> list[QWidget]:
        """Walk from the kinds to the letter and the actions."""
        return [self.kinds, self.preview, self.action_bar]

    def chords(self) -> dict[Chord, Callable[[], object]]:
        """Print with Ctrl+P what is issued."""
        return {PRINT: self._print} if self.issued else {}

    def _draw_draft(self, prepared: Prepared, show: Callable[[bytes], None]) -> None:
        """Draw what would be issued now."""
        checked = self.facts.identity.way
        self._gate()
        self.ask(lambda: prepared.draft(checked), show, self._no_draft)

    def _act(self) -> None:
        if self.issued or self._prepared is None:
            self._print()
            return
        prepared, why, checked = self._prepared, self.facts.no_paper.why, self.facts.identity.way
        self.main.block(self.look.say("gui.letter.issuing"))
        self.ask(lambda: prepared.issue(why, checked), self._now_issued, self._no_draft)

    def _tell(self, way: str) -> None:
        """Record that the letter's content was told aloud."""
        tell = self._prepared.tell if self._prepared else None
        if tell is None:
            return

        def told(handing: Handing) -> None:
            self._show_handing(handing)
            self.told.emit("ok", self.look.say("gui.letter.telling_recorded"))

        self.ask(lambda: tell(way), told)

    def _show_handing(self, handing: Handing) -> None:
        """Show how the person is reached, and what a wish for no paper leaves of this page's acts."""
        self._handing = handing
        self.contact.show_contact(handing.contact)
        self.facts.no_paper.show_handing(handing, draft=self.issued is None)
        self._gate()

    def _gate(self) -> None:
        """Let nothing go on paper or into a file to a person who takes none, unless a reason is given."""
        barred = self._handing.barred and not self.facts.no_paper.why
        if self.issued is not None and self.issued.status == VOID:
            return
        for button in (self.main, self.save):
            button.block(self.look.say("gui.letter.takes_no_paper") if barred else "")
        if not barred and self.issued is None and self.facts.identity.open:
            self.main.block(self.look.say("gui.letter.identity_first"))

    def _print(self) -> None:
        """Ask for a printer and print the letter as issued, or again as a marked copy; the register counts it."""
        printer = choose_printer(self) if purpose_given(self, self.desk, self.look) else None
        if printer is None or self.issued is None:
            return
        desk, number = self.desk, self.issued.number
        copies, name = printer.copyCount(), printer.printerName()

        def printed(pdf: bytes | None) -> None:
            if pdf is not None and self._paper.show_bytes(pdf):
                print_pages(self._paper, printer)
            self.told.emit("ok", self.look.say("gui.letter.printed", count=self.preview.paper.pageCount()))

        why = self.facts.no_paper.why
        self.ask(lambda: send(desk, number, copies, name, why), printed)

    def _void(self, reason: str) -> None:
        """Mark the letter as void, with the delegate's reason."""
        letter, desk = self.issued, self.desk
        if letter is None:
            return

        def voided(_letter: Letter) -> None:
            self.told.emit("ok", self.look.say("gui_paper.voided", number=ltr(letter.number)))
            self.arrive(letter.number)

        self.ask(lambda: void_letter(desk, letter.number, reason), voided)

    def _judge(self, clear: bool) -> None:  # noqa: FBT001 - the signal's own argument
        """Record whether the signature is clear on every page that came back."""
        letter, desk = self.issued, self.desk
        if letter is None:
            return

        def judge() -> SignedPaper:
            for each in signed_paper(desk, letter.number).papers:
                judge_page(desk, each.id, clear=clear)
            return signed_paper(desk, letter.number)

        def judged(back: SignedPaper) -> None:
            self.facts.show_back(back)
            if not clear:
                self.facts.show_looking(scans=False)
                self.told.emit("wa", self.look.say("gui_paper.let_scan_again"))

        self.ask(judge, judged)

    def _look_at(self, scans: bool) -> None:  # noqa: FBT001 - the signal's own argument
        """Show the pages that came back in the letter's place, or the letter again."""
        self.preview.setVisible(not scans)
        self.scans.setVisible(scans)
        letter, desk = self.issued, self.desk
        if not scans or letter is None:
            self.scans.show_all([])
            return

        def read() -> list[bytes]:
            kept = [picture_of(desk, each.id) for each in signed_paper(desk, letter.number).papers]
            return [each for each in kept if each]

        self.ask(read, lambda found: self.scans.show_all([scanned_page(data) for data in found]))

    def _save(self) -> None:
        pdf, name = self.preview.paper.pdf, self.issued.number if self.issued else self._kind
        if not purpose_given(self, self.desk, self.look):
            return
        path, desk = choose_file(self, self.look.say("gui.letter.save"), f"{name}.pdf"), self.desk
        why = self.facts.no_paper.why

        def write(path: Path) -> Path:
            note_export(desk, "letter", name, why)
            return write_copy(path, pdf)

        if path is not None:
            self.ask(
                lambda: write(path),
                lambda kept: self.tell("ok", self.look.say("gui.letter.saved", file=ltr(kept.name))),
            )

    def _nothing(self) -> None:
        """Empty the page until the letter is there."""
        self.issued = None
        self.facts.identity.ask_for({})
        self._show_handing(Handing())
        self.preview.show_bytes(b"")
        self.facts.show_facts("", None, 0)
        self.facts.let_void(None)
        self.facts.show_back(None)
        self.facts.show_looking(scans=False)
        self.main.block(self.look.say("gui.letter.loading"))
        self.save.block(self.look.say("gui.letter.nothing_shown"))

    def _show_draft(self, pdf: bytes) -> None:
        self.preview.show_bytes(pdf)
        today = saudi_day(self.desk.clock.now())
        self.facts.show_facts(self.look.say("gui.letter.number_at_issue"), today, 0)
        self._act_as("gui.letter.issue", "rubber-stamp")
        self.save.block("")
        self._read_kinds()
        if self._prepared is not None:
            self.ask(self._prepared.handing, self._show_handing)

    def _no_draft(self, error: DeskError) -> None:
        self.main.block(error.sentence(self.look.lang))
        self.refuse(error)
        self._read_kinds()

    def _now_issued(self, made: IssuedLetter) -> None:
        self._show_issued(made)
        self.told.emit("ok", self.look.say("gui.letter.is_issued", number=ltr(made.letter.number)))

    def _show_issued(self, made: IssuedLetter) -> None:
        self.issued, found = made.letter, made.letter
        self.facts.identity.ask_for({})
        self._kind = found.kind
        self.preview.show_bytes(made.pdf)
        self._name(look_kind(self.look, found.kind), "", found.number)
        self.facts.show_facts(ltr(found.number), found.day, found.printed)
        self._act_as("gui.letter.print", "printer")
        self.main.block(self.look.say("gui.letter.is_void") if found.status == VOID else "")
        self.facts.let_void(found)
        desk = self.desk
        self.ask(lambda: signed_paper(desk, found.number), self.facts.show_back)
        self.save.block("")
        self._read_kinds(found.case_id)
        self.ask(lambda: handing_of(desk, found.number), self._show_handing)

    def _act_as(self, key: str, icon: str) -> None:
        self.main.become(self.look.say(key), icon)
        self.main.block("")

    def _name(self, title: str, aside: str, code: str) -> None:
        self.bar.name(title, aside, code)
        goal = self._prepared.back[0] if self._prepared else "case"
        self.back.become(self.look.say(f"gui.letter.back_to_{goal}"), self.look.backward())
        self.back.setVisible(bool(self._case or self._prepared))

    def _read_kinds(self, case_id: str | None = None) -> None:
        desk, case = self.desk, self._case

        def read() -> CaseLetters:
            number = case or (desk.dossier_by_id(case_id).case.number if case_id else "")
            return letters_of_case(desk, number)

        self.ask(read, self._show_kinds)

    def _show_kinds(self, found: CaseLetters) -> None:
        self._case = found.case
        self.back.setVisible(bool(found.case or self._prepared))
        now = self.issued.number if self.issued else self._kind
        self.kinds.show_letters(found, now)
