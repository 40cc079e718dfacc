"""The attestation: its exact text to be read aloud, its sheet to be signed in ink, then the record of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.errors import DeskError
from watan_desk.gui.case_view import SHEET, CaseView, attestation_text
from watan_desk.gui.look import Look
from watan_desk.gui.pages.deed import DeedPage
from watan_desk.gui.pages.on_case import may_refer, refer_button
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, OneLine, Panel, chip, row
from watan_desk.policy.journey import lacking
from watan_desk.wiring.paper import SignedPaper, signed_paper

SMALLEST, LARGEST, STEP = 20, 34, 2


class ReadingPanel(Panel):
    """The text in large Naskh, with the way to its printed sheet."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.say("gui_case.attest_text"), aside=look.say("gui_case.attest_aloud"))
        self._look, self._pixels = look, look.theme.type["reading"]
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "reading")
        self.text.setAccessibleName(look.say("gui_case.attest_text"))
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        smaller = Button(look, look.say("gui_case.smaller"), "small")
        larger = Button(look, look.say("gui_case.larger"), "small")
        smaller.pressed_now.connect(lambda: self.resize_text(-STEP))
        larger.pressed_now.connect(lambda: self.resize_text(STEP))
        self.head.addWidget(smaller)
        self.head.addWidget(larger)
        self.sheet = Button(look, look.say("gui_case.attest_print"), "outline", "printer")
        self.number = chip("")
        self.printed = OneLine("", "hint")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.text, 1)
        self.scan = Button(look, look.say("gui_paper.sheet_scan"), "small", "scan")
        self.back = OneLine("", "hint")
        for part in (smaller, larger, self.sheet, self.scan):
            part.give_way()
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.addLayout(row(self.sheet, self.printed, self.number, None, spacing=10))
        foot.addLayout(row(self.scan, self.back, None, spacing=10))
        self.body.addLayout(foot)

    def show_text(self, text: str) -> None:
        """Show the text that is attested."""
        self.text.setEnabled(True)
        self.sheet.block("")
        self.text.setPlainText(text)
        self._set_lines()

    def show_none(self, reason: str) -> None:
        """Say that there is no text to attest yet; the sheet cannot be printed before."""
        theme = self._look.theme
        self.text.setStyleSheet(f"font-family: '{theme.families['ui']}'; font-size: {theme.type['body']}px;")
        self.text.setPlainText(self._look.say("gui_case.attest_no_text"))
        self.text.setEnabled(False)
        self.sheet.block(reason)

    def show_printed(self, number: str) -> None:
        """Show the number of the sheet that was printed; empty while there is none."""
        self.number.setText(ltr(number))
        self.number.setVisible(bool(number))
        self.printed.setText(self._look.say("gui_case.attest_printed" if number else "gui_case.attest_not_printed"))

    def show_back(self, back: SignedPaper | None) -> None:
        """Show whether the signed sheet came back; without a printed one there is nothing to scan."""
        self.scan.setVisible(back is not None and bool(back.missing))
        if back is None or not back.papers:
            self.back.setText("")
            return
        pages = len(back.papers) + len(back.missing)
        self.back.setText(self._look.say("gui_paper.some_signed", count=len(back.papers), pages=pages))

    def resize_text(self, by: int) -> None:
        """Read it larger or smaller."""
        self._pixels = max(SMALLEST, min(LARGEST, self._pixels + by))
        self._set_lines()

    def _set_lines(self) -> None:
        """Set size and line height: style sheets know no line height."""
        self.text.setStyleSheet(f"font-size: {self._pixels}px;")
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        block.setBottomMargin(8)
        block.setLineHeight(round(self._pixels * 1.85), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(block)


class AttestationPage(DeedPage):
    """The deed ``attest``: the text beside the form."""

    name = "attestation"
    form_place = 1
    about_wide, about_alone = 230, 480
    """Narrower than elsewhere: the text that is read aloud stands beside it and the form."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.reading = ReadingPanel(self.look)
        self.reading.sheet.pressed_now.connect(lambda: self.go.emit("letter", (self.number, SHEET)))
        self.reading.scan.pressed_now.connect(lambda: self.go.emit("scan", None))
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self.look.theme.sizes["gap"])
        inside.addWidget(self.reading, 1)
        self._line.insertWidget(0, column, 1)
        self.refer = refer_button(self)
        self.action_bar.add_start(self.refer)

    def arrive(self, argument: object) -> None:
        """Stand for the deed whatever came with the number."""
        number = argument[0] if isinstance(argument, tuple) else str(argument)
        super().arrive((number, "attest"))

    def show_case(self, case: CaseView) -> None:
        """Show the text as the sheet will print it, and the form."""
        super().show_case(case)
        self.refer.setVisible(may_refer(self))
        sheet = case.letter(SHEET)
        self.reading.show_printed(sheet.number if sheet else "")
        self.reading.show_back(None)
        if sheet:
            desk, printed = self.desk, sheet.number
            self.ask(lambda: signed_paper(desk, printed), self.reading.show_back)
        self.about.setVisible(bool(lacking(self.office.pack, self.deed, case.facts)))
        number = case.number
        self.ask(
            lambda: attestation_text(self.desk, case),
            lambda text: self.reading.show_text(text) if number == self.number else None,
            self._no_text,
        )

    def parts(self) -> list[QWidget]:
        """The text is read before the form is filled in."""
        return [self.reading, *super().parts()]

    def regions(self) -> list[QWidget]:
        """Steps, text, form, actions."""
        return [self.stepper, self.reading.text, *super().regions()[1:]]

    def _no_text(self, error: DeskError) -> None:
        self.reading.show_none(error.sentence(self.look.lang))
