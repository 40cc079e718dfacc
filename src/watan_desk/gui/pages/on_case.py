"""What the pages of one case share: whose it is, its steps, the clause in force, and the way from page to page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from watan_desk.dossier.protection import provisional
from watan_desk.dossier.safe_contact import contact_of
from watan_desk.gui.case_view import CaseView, after_data, deed_of_step, offered_deeds, page_of, read_case
from watan_desk.gui.keeping import capital, inside
from watan_desk.gui.pages.form_page import FormPage
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button
from watan_desk.gui.widgets.contact import ContactStrip
from watan_desk.gui.widgets.doubts import DoubtStrip
from watan_desk.gui.widgets.focus_order import put_in_order
from watan_desk.gui.widgets.policy import PolicyStrip
from watan_desk.gui.widgets.stepper import Stepper, shown_steps
from watan_desk.people.duplicates import open_flags
from watan_desk.policy.journey import lacking
from watan_desk.policy.office import Office
from watan_desk.wiring.persons import settle_flag

_OFFERED = {
    "need": "chart-bar",
    "link": "users",
    "urgent": "lifebuoy",
    "examine": "checklist",
    "visit": "home",
    "deliver": "package",
    "rate": "star",
}
"""The icons of deeds that a step only offers."""


class OnCase(FormPage):
    """A page of one case. A subclass says in ``show_case`` what it shows once the case is read.

    It arrives with ``(number, deed)``, or with the number alone.
    """

    rail = "cases"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.number, self.deed = "", ""
        self.case: CaseView | None = None
        self.stepper, self.strip = Stepper(self.look), PolicyStrip(self.look)
        self.upper.addWidget(self.stepper)
        self.upper.addWidget(self.strip)
        self.contact = ContactStrip(self.look)
        self.upper.addWidget(self.contact)
        self.doubts = DoubtStrip(self.look)
        self.upper.addWidget(self.doubts)
        self.doubts.opened.connect(lambda number: self.go.emit("case", number))
        self.doubts.settled.connect(self.settle)
        self.strip.asked.connect(lambda: self.go.emit("policy", self.standing_step(self.case) if self.case else None))
        rights = Button(self.look, self.look.say("sheet.rights"), "link")
        rights.pressed_now.connect(lambda: self.go.emit("paper", ("sheet", "rights", self.number)))
        self.bar.add(rights)
        self.stepper.opened.connect(self.open_step)
        self._letter_buttons: list[Button] = []
        onward, back = ("Left", "Right") if self.look.rtl else ("Right", "Left")
        self._bind(f"Alt+{onward}", 1)
        self._bind(f"Alt+{back}", -1)

    def arrive(self, argument: object) -> None:
        """Read the case off the GUI thread and show it."""
        self.number, self.deed = (argument[0], argument[1]) if isinstance(argument, tuple) else (str(argument), "")
        number = self.number
        self.ask(lambda: read_case(self.desk, number), self._read)

    @property
    def office(self) -> Office:
        """The office under the version that the case goes on under; the active one until a case is read."""
        return self.case.office if self.case is not None and self.case.number == self.number else self.desk.office

    def show_case(self, case: CaseView) -> None:
        """Show the body for a case that was just read."""
        raise NotImplementedError

    def standing_step(self, case: CaseView) -> int:
        """Return the position of the step whose page this is."""
        rule = self.office.pack.rule(self.deed)
        return rule.step if rule else next((view.step.position for view in case.steps if view.state == "current"), 1)

    def open_step(self, position: int) -> None:
        """Go to the page of a step; where data is captured that is the form, from which its check is reached."""
        if self.case is not None:
            deed = deed_of_step(self.office.pack, self.case.facts, position)
            self.go_to_deed("capture" if deed == after_data(self.office.pack) else deed)

    def go_to_deed(self, deed: str) -> None:
        """Go to the page of a deed on this case."""
        self.go.emit(page_of(deed), (self.number, deed))

    def settle(self, kind: str, other: str, reason: str) -> None:
        """Settle a doubt about a duplicate; without a reason it stands."""
        desk, number = self.desk, self.number
        self.ask(lambda: settle_flag(desk, number, kind, other, reason), lambda _: self.arrive((number, self.deed)))

    def walk_steps(self, step: int) -> None:
        """Go to the next (1) or previous (-1) step."""
        if self.case is not None:
            here = self.standing_step(self.case) + step
            if 1 <= here <= len(self.case.steps):
                self.open_step(here)

    def _bind(self, keys: str, step: int) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.walk_steps(step))

    def _read(self, case: CaseView) -> None:
        if case.number != self.number:
            return
        self.case = case
        position = self.standing_step(case)
        self.stepper.show_steps(shown_steps(self.look, case.steps), position)
        closed = case.pack.version != self.desk.office.pack.version
        self.strip.show_step(case.pack, case.pack.step(position), closed=closed)
        self.contact.show_contact(contact_of(case.dossier, case.office))
        self.doubts.show_flags(open_flags(case.dossier.flags))
        self._name(case)
        self._offer_letters(case)
        self.show_case(case)
        self.order_focus()

    def order_focus(self) -> None:
        """Let Tab walk over the page as it is read; called again whenever a part of it was made anew."""
        put_in_order(self.stepper, *self.parts(), self.action_bar, self.strip, self.bar)

    def parts(self) -> list[QWidget]:
        """Return what stands between the steps and the actions, in reading order."""
        return [self.form] if self.form is not None else []

    def _name(self, case: CaseView) -> None:
        person, terms = case.dossier.person, self.office.pack.terms
        named = case.dossier.case.alias or (person.full_name if person else "")
        title = named or capital(terms.applicant.text(self.look.lang))
        state = self.look.say(f"state.{case.dossier.case.state}")
        words = [capital(case.office.request_label(self.look.lang)), state]
        if place := case.dossier.place:
            place_name = inside(case.office.place_label(place, self.look.lang))
            words.append(self.look.say("gui_case.received_at", place=place_name))
        if provisional(case.dossier, self.office):
            words.append(self.look.say("gui_case.provisional"))
        self.bar.name(title, aside=" · ".join(words), code=case.number)

    def _offer_letters(self, case: CaseView) -> None:
        """Offer the letters that belong to the step that stands, and what else may be done in it."""
        for old in self._letter_buttons:
            old.hide()
            old.deleteLater()
        position = self.standing_step(case)
        rules = [rule for rule in self.office.pack.deeds if rule.step == position]
        due = [rule for rule in rules if rule.kind == self.deed or rule.kind in case.facts.done]
        kinds = [kind for rule in due for kind in rule.letters if self._fits(kind, case)] + self.more_letters(case)
        self._letter_buttons = [self._letter_button(kind) for kind in dict.fromkeys(kinds)]
        offered = offered_deeds(self.office.pack, case.facts, position)
        self._letter_buttons += [self._deed_button(deed) for deed in offered if deed != self.deed]
        self.bar.add(*self._letter_buttons)

    def more_letters(self, case: CaseView) -> list[str]:
        """Return the kinds of letters that this page offers beyond those of its step."""
        return []

    @staticmethod
    def _fits(kind: str, case: CaseView) -> bool:
        """Tell whether a letter has its matter yet: only one of acceptance and rejection ever has."""
        decided = case.dossier.decision
        outcome = {"L07": "accept", "L08": "reject"}.get(kind)
        return outcome is None or (decided is not None and decided.outcome == outcome)

    def _deed_button(self, deed: str) -> Button:
        made = Button(self.look, capital(self.look.say(f"deed.{deed}")), "small", _OFFERED.get(deed, "file-plus"))
        made.pressed_now.connect(lambda: self.go_to_deed(deed))
        return made

    def _letter_button(self, kind: str) -> Button:
        made = Button(self.look, self.look.say(f"gui_case.letter.{kind}"), "small", "file-certificate")
        made.pressed_now.connect(lambda: self.go.emit("letter", (self.number, kind)))
        return made


def refer_button(page: OnCase) -> Button:
    """Return the button that leads to the referral for clarification."""
    terms = page.office.pack.terms
    officer = terms.referral_officer or terms.relations_officer
    title = page.look.say("gui_case.refer_to", officer=officer.text(page.look.lang))
    made = Button(page.look, title, "", "lifebuoy")
    made.pressed_now.connect(lambda: page.go_to_deed("clarify"))
    return made


def may_refer(page: OnCase) -> bool:
    """Tell whether a question may be referred now."""
    pack = page.office.pack
    if page.case is None or pack.rule("clarify") is None:
        return False
    return not lacking(pack, "clarify", page.case.facts)
