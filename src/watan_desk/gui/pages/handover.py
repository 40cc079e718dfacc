"""The hand-over: what head office does not have yet, the sealed file for it, its reply, and every file so far."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStorageInfo
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from watan_desk.bundle.records import ImportReport
from watan_desk.common.arabic import ltr
from watan_desk.common.errors import DeskError
from watan_desk.gui.exchange import State, prepare_into, state_of_exchange
from watan_desk.gui.letters import reconciliation
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.shortcuts import IMPORT, PREPARE, Chord
from watan_desk.gui.widgets.basics import Button, Panel, clear, label, picture, row
from watan_desk.gui.widgets.handovers import Figures, handover_row, item_row
from watan_desk.gui.widgets.scroll import ScrollColumn, scrolled
from watan_desk.wiring import IssuedLetter, Sent, take_reply

_GIB = 1 << 30


class HandoverPage(Page):
    """Two sealed files travel: ours to head office, and its reply back. A file that is refused changes nothing."""

    name = rail = "handover"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.folder: Path | None = None
        self.waits = 0
        self.bar.name(look.say("gui.handover.title"), look.say("gui.handover.aside"))
        self.setAcceptDrops(True)
        columns = QHBoxLayout()
        columns.setSpacing(look.theme.sizes["gap"])
        columns.addWidget(self._file_panel(), 5)
        columns.addWidget(self._history_panel(), 4)
        self.body.addLayout(columns, 1)
        self.take_in = Button(look, look.say("gui.handover.take_in"), "", "inbox")
        self.take_in.pressed_now.connect(self.choose_reply)
        self.prepare = Button(look, look.say("gui.handover.prepare"), "main", "usb")
        self.prepare.pressed_now.connect(self.write_file)
        self.slip = Button(look, look.say("gui.handover.slip"), "", "eye")
        self.slip.pressed_now.connect(self.look_at_slip)
        self.action_bar.add_start(self.take_in)
        self.action_bar.add_start(self.slip)
        self.action_bar.set_main(self.prepare)

    def arrive(self, argument: object) -> None:
        """Read again how the desk stands towards head office."""
        desk = self.desk
        self.ask(lambda: state_of_exchange(desk), self._show)

    def first_focus(self) -> QWidget | None:
        """Start where the folder is chosen."""
        return self.change

    def regions(self) -> list[QWidget]:
        """Walk from the file to the history and the actions."""
        return [self.file_panel, self.history_panel, self.action_bar]

    def chords(self) -> dict[Chord, Callable[[], object]]:
        """Ctrl+E prepares, Ctrl+I takes in."""
        return {PREPARE: self.prepare.click, IMPORT: self.choose_reply}

    def choose_folder(self) -> None:
        """Ask where the file is to lie: usually the stick that goes to head office."""
        chosen = QFileDialog.getExistingDirectory(self, self.look.say("gui.handover.choose_folder"))
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Write into this folder from now on."""
        self.folder = folder
        volume = QStorageInfo(str(folder))
        free = f"{volume.bytesAvailable() / _GIB:.1f}"
        name = volume.displayName() or folder.name
        self.where.setText(self.look.say("gui.handover.where", folder=ltr(folder.name or name), free=free))
        self.change.become(self.look.say("gui.handover.change"), "pencil")
        self._judge()

    def write_file(self) -> None:
        """Seal everything that waits into a new file, verify it, and issue its sheet."""
        folder, desk = self.folder, self.desk
        if folder is not None:
            self.prepare.block(self.look.say("gui.handover.writing"))
            self.ask(lambda: prepare_into(desk, folder), self._written, self._not_written)

    def choose_reply(self) -> None:
        """Ask for head office's reply."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("gui.handover.take_in"), "", "*.wdb")
        if chosen:
            self.take_reply(Path(chosen))

    def look_at_slip(self) -> None:
        """Show what was handed over against what head office took in, as it would be issued now."""
        self.go.emit("letter", reconciliation(self.desk))

    def take_reply(self, file: Path) -> None:
        """Take a reply in."""
        desk = self.desk
        self.ask(lambda: take_reply(desk, file), self._taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let one file be dropped on the page."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped file in."""
        self.take_reply(Path(event.mimeData().urls()[0].toLocalFile()))

    def _file_panel(self) -> Panel:
        look = self.look
        self.file_panel = Panel(look, look.say("gui.handover.next_file"))
        self.figures = Figures(look)
        self.where = label(look.say("gui.handover.no_folder"), "muted", wrap=True)
        self.change = Button(look, look.say("gui.handover.choose_folder"), "", "usb")
        self.change.pressed_now.connect(self.choose_folder)
        self.written = QVBoxLayout()
        body = QVBoxLayout()
        body.setSpacing(self.file_panel.body.spacing())
        body.addLayout(self._step("1", "gui.handover.inside"))
        body.addWidget(self.figures)
        body.addLayout(self._step("2", "gui.handover.destination"))
        destination = row(self.where, self.change, spacing=10)
        destination.setStretch(0, 1)
        body.addLayout(destination)
        body.addLayout(self._step("3", "gui.handover.sealing"))
        body.addWidget(label(look.say("gui.handover.how"), "muted", wrap=True))
        body.addLayout(self.written)
        body.addStretch(1)
        self.file_panel.body.addWidget(scrolled(body), 1)
        return self.file_panel

    def _step(self, number: str, key: str) -> QHBoxLayout:
        mark = label(self.look.digits(number), "strong")
        return row(mark, label(self.look.say(key), "strong"), None, spacing=10)

    def _history_panel(self) -> Panel:
        look = self.look
        self.history_panel = Panel(look, look.say("gui.handover.history"))
        self.history_panel.body.setContentsMargins(0, 0, 0, 0)
        self.rows = ScrollColumn()
        self.history_panel.body.addWidget(self.rows, 1)
        drop = row(picture(look, "inbox"), self._hint(), spacing=10)
        drop.setContentsMargins(16, 12, 16, 12)
        drop.setStretch(1, 1)
        self.history_panel.body.addLayout(drop)
        return self.history_panel

    def _hint(self) -> QLabel:
        return label(self.look.say("gui.handover.drop"), "hint", wrap=True)

    def _show(self, state: State) -> None:
        look = self.look
        self.waits = state.waiting.items
        self.figures.show_deeds(state.waiting.deeds)
        self.file_panel.aside.setText(look.say("gui.status.waiting", count=self.waits))
        shown = [handover_row(look, made) for made in state.exchange.handovers]
        shown += [item_row(look, aside) for aside in state.exchange.kept_aside]
        self.rows.show_all([*shown] or [self._none()])
        self.slip.block("" if state.exchange.handovers else look.say("gui.handover.no_history"))
        self._judge()

    def _none(self) -> QWidget:
        made = label(self.look.say("gui.handover.no_history"), "muted", wrap=True)
        made.setContentsMargins(16, 16, 16, 16)
        return made

    def _judge(self) -> None:
        """Say why no file can be written yet."""
        reason = "gui.handover.nothing" if not self.waits else "gui.handover.no_folder" if self.folder is None else ""
        self.prepare.block(self.look.say(reason) if reason else "")
        self.action_bar.say_left("")

    def _written(self, sent: Sent) -> None:
        look = self.look
        said = look.say("gui.handover.written", file=ltr(sent.handover.file), count=sent.handover.items)
        self.told.emit("ok", said)
        sheet = Button(look, look.say("gui.handover.sheet"), "outline", "printer")
        sheet.pressed_now.connect(lambda: self.go.emit("letter", sent.sheet.letter.number))
        clear(self.written)
        file = label(ltr(sent.handover.file), "strong")
        self.written.addLayout(row(picture(look, "circle-check", "greenInk"), file, sheet, None))
        sheet.setFocus()
        self.arrive(None)

    def _not_written(self, error: DeskError) -> None:
        self._judge()
        self.refuse(error)

    def _taken(self, outcome: tuple[ImportReport, IssuedLetter | None]) -> None:
        report, sheet = outcome
        kind = {"accepted": "ok", "nothing-new": "no"}.get(report.status, "er")
        said = [self.look.digits(report.sentence(self.look.lang))]
        if report.quarantined:
            said.append(self.look.say("gui.handover.aside_count", count=len(report.quarantined)))
        self.told.emit(kind, " ".join(said))
        if sheet is not None:
            number = sheet.letter.number
            clear(self.written)
            button = Button(self.look, self.look.say("gui.handover.reply_sheet"), "outline", "printer")
            button.pressed_now.connect(lambda: self.go.emit("letter", number))
            self.written.addLayout(row(button, None))
        self.arrive(None)
