"""The page of one document: matched with its original, and judged on the day it is shown."""

from datetime import date

from watan_desk.capture.validity import GOOD, MATCHING, judge
from watan_desk.common.clock import saudi_day
from watan_desk.gui.case_view import CaseView
from watan_desk.gui.form_view import FormView
from watan_desk.gui.pages.deed import DeedPage
from watan_desk.wiring import Done

_ROOT = "/data/document/"


class DocumentPage(DeedPage):
    """The deed ``document``. It arrives with ``(number, kind)``; an empty kind leaves the choice open."""

    name = "document"

    def arrive(self, argument: object) -> None:
        """Read the case; the kind of the document is filled in once the form stands."""
        number, self.kind = argument if isinstance(argument, tuple) else (str(argument), "")
        super().arrive((number, "document"))

    def show_case(self, case: CaseView) -> None:
        """Show the form."""
        super().show_case(case)
        if self.kind in self.office.pack.documents.identity:
            self.tell("no", self.look.say("gui_case.about.identity"))

    def drawn(self, form: FormView) -> None:
        """Fill in the kind that was chosen; a draft of another kind gives way."""
        record = form.record
        if self.kind and record.value("doc_type") != self.kind:
            record.fill(dict.fromkeys((field.name for field in self.office.form_of("document").fields()), ""))
            record.set(_ROOT + "doc_type", self.kind)
        if not record.value("doc_copy_kept"):
            record.set(_ROOT + "doc_copy_kept", "no")
        self._propose()
        form.changed.connect(self._propose)

    def done(self, done: Done) -> None:
        """Go back to the documents."""
        self.forget_form()
        self.told.emit("ok", self.look.say("gui_case.done", deed=self.look.say(f"deed.{done.deed}")))
        self.go.emit("case", (self.number, "capture"))

    def _propose(self) -> None:
        """Say what the dates say of the validity, and whether the document counts."""
        if self.form is None:
            return
        record, today = self.form.record, saudi_day(self.desk.clock.now())
        kind, rules = record.value("doc_type"), self.office.pack.documents
        issued, expires = _day(record.value("doc_issue_date")), _day(record.value("doc_expiry_date"))
        judged = judge(kind, issued, expires, today, rules) if kind else "unknown"
        if judged != "unknown" and record.value("doc_validity") != judged:
            record.set(_ROOT + "doc_validity", judged)
        self.form.show_record()
        match, validity = record.value("doc_match"), record.value("doc_validity")
        faulty = (match and match not in MATCHING) or (validity and validity not in GOOD)
        if faulty:
            self.tell("wa", self.look.say("gui_case.document_faulty"))
        elif self.notice.property("msg") == "wa":
            self.tell("no", "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
