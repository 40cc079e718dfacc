"""The page of a case's data: the request form beside the documents it asks for."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from watan_desk.common.clock import saudi_day
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.forms import Record
from watan_desk.forms.media import Pictures
from watan_desk.forms.upgrading import Upgrade
from watan_desk.gui.attachments import Keeper
from watan_desk.gui.case_view import DATA_DEEDS, CaseView, after_data, next_deed
from watan_desk.gui.checklist import checklist
from watan_desk.gui.form_view import FormView
from watan_desk.gui.keeping import Keeping, Opened, copied, form_title, is_older, open_request, upgraded
from watan_desk.gui.pages.on_case import OnCase, may_refer, refer_button
from watan_desk.gui.printing import choose_file, write_copy
from watan_desk.gui.purpose import purpose_given
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.documents import DocumentList
from watan_desk.gui.widgets.upgraded import UpgradePanel
from watan_desk.policy.journey import lacking
from watan_desk.wiring.access import note_export
from watan_desk.wiring.form_media import pictures_of
from watan_desk.wiring.paper_forms import request_on_paper

DOCUMENTS_WIDE = 288


class CasePage(OnCase):
    """Where a case opens. With ``(number, "capture")`` it stays here.

    With a bare number it hands on to the page of the deed that the case waits for.
    """

    name = "case"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.upgraded: UpgradePanel | None = None
        self.documents = DocumentList(self.look)
        self.documents.setFixedWidth(self.look.theme.wide(DOCUMENTS_WIDE))
        self.documents.chosen.connect(lambda kind: self.go.emit("document", (self.number, kind)))
        self.documents.made_anew.connect(self.order_focus)
        self._shown_number, self._changed, self._locked = "", False, False
        self._line.addWidget(self.documents)
        self._make_actions()

    def show_case(self, case: CaseView) -> None:
        """Show form and documents; a case that waits elsewhere goes on to its page."""
        waiting = next_deed(self.office.pack, case.facts)
        if "consent" not in case.facts.done or (not self.deed and waiting not in self._waits_here()):
            self.go_to_deed(waiting)
            return
        if self._shown_number == case.number and self.form is not None:
            self._show_state()
            self.focus_form()
            return
        self.forget_form()
        self._shown_number = case.number
        self.ask(
            lambda: open_request(self.desk, case, self.look.lang), lambda found: self._draw(case, found), self.refuse
        )

    def standing_step(self, case: CaseView) -> int:
        """Data and documents are the step of the capture."""
        rule = self.office.pack.rule("capture")
        return rule.step if rule else super().standing_step(case)

    def more_letters(self, case: CaseView) -> list[str]:
        """The notice of what is missing, while something is."""
        missing = case.facts.missing
        return ["L02"] if missing.get("documents_sound") or missing.get("answers_complete") else []

    def leave(self) -> None:
        """Capture what was changed since the last capture, wrong answers included."""
        super().leave()
        if self.form is None or not self._changed or self._locked:
            return
        self._changed = False
        number, instance, desk = self._shown_number, self.form.record.xml(), self.desk
        self.ask(
            lambda: desk.do("capture", number, copied(desk, "capture", number, instance)),
            lambda _: None,
            lambda error: self.told.emit("er", error.sentence(self.look.lang)),
        )

    def put_on_paper(self) -> None:
        """Write the form as it stands on the screen as a PDF to be printed (R30)."""
        if not purpose_given(self, self.desk, self.look):
            return
        goal = choose_file(self, self.look.say("gui_case.paper_form"), f"{self.number}.pdf") if self.form else None
        if goal is None or self.form is None:
            return
        desk, number, lang, instance = self.desk, self.number, self.look.lang, self.form.record.xml()

        def write() -> Path:
            note_export(desk, "form", number)
            return write_copy(goal, request_on_paper(desk, number, lang, instance))

        self.ask(
            write,
            lambda path: self.tell("ok", self.look.say("gui_case.paper_form_written", file=path.name)),
        )

    def next_open(self, step: int) -> None:
        """Go to the next open answer, or to the first open document where no answer is open."""
        if self.form is not None and not self.form.go_to_open(step):
            self.documents.go_to_open()

    def first_focus(self) -> QWidget | None:
        """The first open answer, else the first open document: where the work goes on."""
        answers, documents = self.left_open()
        if self.form is None or answers or self._locked or not documents:
            return super().first_focus()
        return self.documents.first_open()

    def regions(self) -> list[QWidget]:
        """Steps, sections, form, documents, actions."""
        inside: list[QWidget] = [self.form.sections, self.form.panel] if self.form is not None else []
        return [self.stepper, *inside, self.documents, *super().regions()]

    def onward(self) -> str:
        """Return the deed that the main button goes on to."""
        pack = self.office.pack
        waiting = next_deed(pack, self.case.facts) if self.case else "capture"
        return after_data(pack) if waiting in self._waits_here() else waiting

    def _waits_here(self) -> frozenset[str]:
        """Return the deeds that are reached from this page."""
        return DATA_DEEDS | {after_data(self.office.pack)}

    def left_open(self) -> tuple[int, int]:
        """Return how many answers and how many documents are open."""
        return (self.form.left_open() if self.form is not None else 0), self.documents.left_open()

    def _make_actions(self) -> None:
        say = self.look.say
        self.refer = refer_button(self)
        close = Button(self.look, say("gui_case.save_and_close"), "quiet")
        close.pressed_now.connect(lambda: self.go.emit("today", None))
        onward = say("gui_case.onward", deed=say(f"deed.{self.onward()}"))
        main = Button(self.look, onward, "main", icon_after=self.look.onward())
        main.pressed_now.connect(lambda: self.go_to_deed(self.onward()))
        self.paper = Button(self.look, say("gui_case.paper_form"), "quiet", "printer")
        self.paper.pressed_now.connect(self.put_on_paper)
        self.action_bar.add_start(self.refer, close, self.paper)
        self.action_bar.add_end(self.next)
        self.action_bar.set_main(main)

    def _draw(self, case: CaseView, opened: Opened) -> None:
        if case.number != self._shown_number or self.form is not None:
            return
        today = saudi_day(self.desk.clock.now())
        title = form_title(self.office, "capture", self.look)
        keeper = Keeper(self.session, "capture", case.number, opened.record)
        form = FormView(
            opened.record, self.look, today, title=title, keeper=keeper, pictures=opened.pictures, in_steps=True
        )
        self.stand(form)
        self._tell_version(opened.record)
        self.order_focus()
        self.keep(Keeping(self.session, "capture", case.number, form, self.bar), opened.saved_at)
        form.changed.connect(self._answered)
        self._show_state()
        self.focus_form()

    def _tell_version(self, record: Record) -> None:
        """Offer to carry answers that stand in an older version of the form; name what was kept aside before."""
        older = is_older(self.office, "capture", record)
        if older or record.aside:
            self._stand_panel(UpgradePanel(self.look, record, offer=older))

    def _stand_panel(self, panel: UpgradePanel) -> None:
        if self.upgraded is not None:
            self.upgraded.hide()
            self.upgraded.deleteLater()
        self.upgraded = panel
        panel.accepted.connect(self._carry)
        panel.wanted.connect(lambda: self.next_open(1))
        self.body.insertWidget(0, panel)
        self.order_focus()

    def _carry(self) -> None:
        """Carry the answers on the screen to the version of the form that is in use."""
        if self.form is None or self.case is None or self._locked:
            return
        desk, lang, instance, case = self.desk, self.look.lang, self.form.record.xml(), self.case

        def work() -> tuple[Upgrade, Pictures]:
            found = upgraded(desk, case, "capture", instance, lang)
            return found, pictures_of(desk, case.office, "capture", found.record)

        self.ask(work, lambda carried: self._carried(*carried))

    def _carried(self, found: Upgrade, pictures: Pictures) -> None:
        if self.case is None:
            return
        self.forget_form()
        self._draw(self.case, Opened(found.record, pictures=pictures))
        self._stand_panel(UpgradePanel(self.look, found.record, found))
        if self.form is not None:
            self.form.changed.emit()

    def parts(self) -> list[QWidget]:
        """What became of the answers, the form, and its documents."""
        above = [] if self.upgraded is None else [self.upgraded]
        return [*above, *super().parts(), self.documents]

    def forget_form(self) -> None:
        """Take the form away, and what was said of its version."""
        super().forget_form()
        if self.upgraded is not None:
            self.upgraded.hide()
            self.upgraded.deleteLater()
        self._changed, self.upgraded = False, None

    def _answered(self) -> None:
        self._changed = True
        self._show_left()

    def _show_state(self) -> None:
        """Show what the case's own state changes: the lock after raising, the referral, the documents."""
        if self.form is None or self.case is None:
            return
        pack, facts = self.office.pack, self.case.facts
        self._locked = any(item.code == "closed" for item in lacking(pack, "capture", facts))
        self.form.lock(locked=self._locked)
        self.tell("no", self.look.say("gui_case.locked") if self._locked else "")
        self.refer.setVisible(may_refer(self))
        contact = contact_of(self.case.dossier, self.office)
        self.paper.block(self.look.say("paper_form.no_paper") if contact is not None and contact.no_paper else "")
        self._show_left()

    def _show_left(self) -> None:
        if self.form is None or self.case is None or self.action_bar.main is None:
            return
        today, standing = saudi_day(self.desk.clock.now()), self.case.dossier.standing_documents
        shown = checklist(self.office, self.form.record.data(), standing, today, self.look)
        asked = bool(self.office.pack.documents.required)
        self.documents.show_documents(shown, locked=self._locked, asked=asked)
        answers, documents = self.left_open()
        left = 0 if self._locked else answers + documents
        which = "both" if answers and documents else "form" if answers else "documents"
        said = self.look.say(f"gui_case.left_{which}", count=left, answers=answers, documents=documents)
        self.action_bar.say_left(said if left else self.look.say("gui_case.nothing_left"), "left" if left else "fine")
        self.next.setVisible(bool(left))
        main = self.action_bar.main
        main.rename(self.look.say("gui_case.onward", deed=self.look.say(f"deed.{self.onward()}")))
        main.block(said if left else "")
