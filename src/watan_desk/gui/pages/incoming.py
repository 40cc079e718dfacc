"""A letter that came in: entered under its own number, or looked at as it was entered."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import DeskError, Invalid
from watan_desk.gui.pages.page import Page
from watan_desk.gui.paper_intake import is_scan
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, label, row
from watan_desk.gui.widgets.fields.choice import ComboEditor, SegmentEditor
from watan_desk.gui.widgets.fields.date import DateEditor
from watan_desk.gui.widgets.fields.editor import Editor
from watan_desk.gui.widgets.fields.text import LineEditor
from watan_desk.gui.widgets.papers import scanned_page
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.letter.incoming import CHANNELS, COPY_BASES, IDENTITY, PAPER_KINDS, SENDER_KINDS, Arrival
from watan_desk.letter.records import VOID, Incoming
from watan_desk.wiring.paper import enter_incoming, incoming_entry, void_arrival

_NO_COPY = "none"


class IncomingPage(Page):
    """``arrive`` takes nothing for a new entry, or the number of one."""

    name, rail = "incoming", "letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.files: list[Path] = []
        self.entry: Incoming | None = None
        self.arrival = Arrival("", "")
        self.editors: dict[str, Editor] = {}
        self.problems: dict[str, QLabel] = {}
        self.setAcceptDrops(True)
        self.form = Panel(look, look.say("gui_paper.incoming_new"))
        self._fields()
        self.pages = Panel(look, look.say("gui_paper.incoming_pages"))
        self._pages_panel()
        columns = QHBoxLayout()
        columns.setSpacing(look.theme.sizes["gap"])
        columns.addWidget(self.form, 6)
        columns.addWidget(self.pages, 5)
        self.body.addLayout(columns, 1)
        self.back = Button(look, look.say("gui_paper.to_letters"), "", look.backward())
        self.back.pressed_now.connect(lambda: self.go.emit("letters", "in"))
        self.main = Button(look, look.say("gui_paper.enter_incoming"), "main", "file-import")
        self.main.pressed_now.connect(self._act)
        self.action_bar.add_start(self.back)
        self.action_bar.set_main(self.main)

    def arrive(self, argument: object) -> None:
        """Begin a new entry, or show one."""
        self.entry, self.files = None, []
        self._begin()
        if isinstance(argument, str):
            desk = self.desk
            self.ask(lambda: incoming_entry(desk, argument), self._show_entry)

    def first_focus(self) -> QWidget | None:
        """Start with the sender."""
        return self.editors["sender"].target()

    def regions(self) -> list[QWidget]:
        """Walk from the entry to its pages and the actions."""
        return [self.form, self.pages, self.action_bar]

    def add_files(self, files: list[Path]) -> None:
        """Let pictures or PDFs go with the entry."""
        self.files += [path for path in files if is_scan(path)]
        self._show_files()

    def _fields(self) -> None:
        look = self.look
        say = look.say
        today = saudi_day(self.desk.clock.now())
        bases = [
            (_NO_COPY, say("gui_paper.no_basis")),
            *((each, say(f"paper.copy_basis.{each}")) for each in COPY_BASES),
        ]
        self.editors = {
            "sender_kind": SegmentEditor(look, [(each, say(f"paper.sender_kind.{each}")) for each in SENDER_KINDS]),
            "sender": LineEditor(look),
            "subject": LineEditor(look),
            "sender_ref": LineEditor(look),
            "received_on": DateEditor(look, today),
            "channel": ComboEditor(look, [(each, say(f"paper.channel.{each}")) for each in CHANNELS]),
            "answers": LineEditor(look),
            "case": LineEditor(look),
            "paper_kind": SegmentEditor(look, [(each, say(f"paper.paper_kind.{each}")) for each in PAPER_KINDS]),
            "copy_basis": ComboEditor(look, bases),
            "filed_at": LineEditor(look),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, (name, editor) in enumerate(self.editors.items()):
            title = say(f"gui_paper.field.{name}")
            editor.describe(title, "")
            editor.edited.connect(lambda value, at=name: self._edited(at, value))
            self.problems[name] = label("", "left", wrap=True)
            line, side = place // 2 * 3, place % 2
            grid.addWidget(label(title, "label"), line, side)
            grid.addWidget(editor, line + 1, side)
            grid.addWidget(self.problems[name], line + 2, side)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        inside = QWidget()
        inside.setLayout(grid)
        column = ScrollColumn()
        column.show_all([inside])
        self.form.body.addWidget(column, 1)

    def _pages_panel(self) -> None:
        look = self.look
        self.said = label("", "muted", wrap=True)
        self.rows = ScrollColumn()
        self.choose = Button(look, look.say("gui_paper.choose_files"), "", "file-plus")
        self.choose.pressed_now.connect(self._choose_files)
        self.pages.body.addWidget(self.said)
        self.pages.body.addWidget(self.rows, 1)
        self.reason = LineEditor(look)
        self.reason.describe(look.say("gui_paper.void_reason"), "")
        self.void = Button(look, look.say("gui_paper.void_entry"), "small", "ban")
        self.void.pressed_now.connect(self._void)
        self.pages.body.addLayout(row(self.choose, None))
        self.voiding = QWidget()
        inside = row(label(look.say("gui_paper.void_reason"), "label"), self.reason, self.void)
        self.voiding.setLayout(inside)
        self.pages.body.addWidget(self.voiding)

    def _begin(self) -> None:
        self.bar.name(self.look.say("gui_paper.incoming_new"))
        self.arrival = Arrival("", "", received_on=saudi_day(self.desk.clock.now()))
        self._fill(self.arrival, readonly=False)
        self.form.title.setText(self.look.say("gui_paper.incoming_new"))
        self.choose.show()
        self.said.show()
        self.voiding.hide()
        self.main.show()
        self._show_files()

    def _fill(self, arrival: Arrival, *, readonly: bool) -> None:
        values = {**vars(arrival), "received_on": arrival.received_on.isoformat() if arrival.received_on else ""}
        for name, editor in self.editors.items():
            editor.show_value(str(values[name]) or (_NO_COPY if name == "copy_basis" else ""))
            editor.show_readonly(readonly=readonly)
        self._mark({})
        self._judge_copy()

    def _edited(self, name: str, value: str) -> None:
        if name == "received_on":
            try:
                self.arrival = replace(self.arrival, received_on=date.fromisoformat(value))
            except ValueError:
                return
        else:
            given: dict[str, Any] = {name: "" if value == _NO_COPY else value}
            self.arrival = replace(self.arrival, **given)
        self._judge_copy()

    def _judge_copy(self) -> None:
        """Say what becomes of the pages: of an identity paper none is kept without a basis in law."""
        identity = self.arrival.paper_kind == IDENTITY
        self.editors["copy_basis"].setEnabled(identity and self.entry is None)
        kept = not identity or bool(self.arrival.copy_basis)
        self.choose.block("" if kept else self.look.say("paper.no_copy"))
        if not kept:
            self.files = []
        key = "gui_paper.pages_hint" if kept else "paper.no_copy"
        self.said.setText(self.look.say(key))
        if self.entry is None:
            self._show_files()

    def _choose_files(self) -> None:
        title = self.look.say("gui_paper.choose_files")
        chosen, _ = QFileDialog.getOpenFileNames(self, title, "", "*.pdf *.png *.jpg *.jpeg *.tif *.tiff")
        self.add_files([Path(each) for each in chosen])

    def _show_files(self) -> None:
        self.rows.show_all([label(ltr(path.name), "strong") for path in self.files])

    def _act(self) -> None:
        desk, arrival, files = self.desk, self.arrival, list(self.files)
        self.main.block(self.look.say("gui_paper.busy"))
        self.ask(lambda: enter_incoming(desk, arrival, files), self._entered, self._not_entered)

    def _entered(self, entry: Incoming) -> None:
        self.main.block("")
        self.told.emit("ok", self.look.say("gui_paper.entered", number=ltr(entry.number)))
        self.go.emit("letters", "in")

    def _not_entered(self, error: DeskError) -> None:
        self.main.block("")
        if isinstance(error, Invalid):
            self._mark({each.field: each.sentence(self.look.lang) for each in error.problems})
            first = next(iter(error.problems)).field
            self.editors[first].target().setFocus()
        else:
            self.refuse(error)

    def _mark(self, wrong: dict[str, str]) -> None:
        for name, editor in self.editors.items():
            editor.show_state("err" if name in wrong else "")
            self.problems[name].setText(self.look.digits(wrong.get(name, "")))
            self.problems[name].setVisible(name in wrong)

    def _show_entry(self, found: tuple[Incoming, str, str, tuple[bytes, ...]]) -> None:
        entry, answers, case, pictures = found
        self.entry = entry
        self.arrival = Arrival(
            sender=entry.sender,
            subject=entry.subject,
            sender_kind=entry.sender_kind,
            received_on=entry.received_on,
            channel=entry.channel,
            sender_ref=entry.sender_ref,
            answers=answers,
            case=case,
            paper_kind=entry.paper_kind,
            copy_basis=entry.copy_basis,
            filed_at=entry.filed_at,
        )
        self.bar.name(self.look.say("gui_paper.incoming_one"), "", entry.number)
        self._fill(self.arrival, readonly=True)
        self.choose.hide()
        self.said.setVisible(not pictures)
        self.rows.show_all([scanned_page(data) for data in pictures])
        self.form.title.setText(self.look.say("gui_paper.incoming_one"))
        self.main.hide()
        self.voiding.show()
        self.reason.show_value(entry.reason)
        self.reason.show_readonly(readonly=entry.status == VOID)
        self.void.setVisible(entry.status != VOID)

    def _void(self) -> None:
        entry, desk = self.entry, self.desk
        if entry is None:
            return
        reason = self.reason.line.text()
        self.ask(lambda: void_arrival(desk, entry.number, reason), lambda _: self.go.emit("letters", "in"))
