"""Signed papers come back: choose, drop, or let a folder be watched; every page is filed to its letter by its code.

Qt has no scanner dialog on any platform: the scanner's own program puts its files into a folder, and the page takes
them from there.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.errors import DeskError
from watan_desk.gui.pages.page import Page
from watan_desk.gui.paper_intake import FolderWatch, Stop, is_scan
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, Panel, label, picture, row
from watan_desk.gui.widgets.papers import empty_line, missing_row, outcome_row
from watan_desk.gui.widgets.scroll import ScrollColumn, scrolled
from watan_desk.letter.filing import FILED, SAY_HOW
from watan_desk.wiring.paper import Outcome, ScanReport, take_papers

_FILTER = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff"


class ScanPage(Page):
    """``arrive`` takes nothing, or the files to begin with."""

    name, rail = "scan", "letters"
    _heard = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.outcomes: list[tuple[Path, Outcome]] = []
        self.report: ScanReport | None = None
        self._waiting: list[Path] = []
        self._stop: Stop | None = None
        self.watch = FolderWatch(self)
        self.watch.arrived.connect(self.take)
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self.setAcceptDrops(True)
        self.bar.name(look.say("gui_paper.scan_title"), look.say("gui_paper.scan_aside"))
        columns = QHBoxLayout()
        columns.setSpacing(look.theme.sizes["gap"])
        columns.addWidget(self._source_panel(), 4)
        columns.addWidget(self._result_panel(), 6)
        self.body.addLayout(columns, 1)
        self.back = Button(look, look.say("gui_paper.to_letters"), "", look.backward())
        self.back.pressed_now.connect(lambda: self.go.emit("letters", None))
        self.cancel = Button(look, look.say("gui_paper.cancel"), "", "x")
        self.cancel.pressed_now.connect(self.stop)
        self.choose = Button(look, look.say("gui_paper.choose_files"), "main", "scan")
        self.choose.pressed_now.connect(self.choose_files)
        self.action_bar.add_start(self.back)
        self.action_bar.add_end(self.cancel)
        self.action_bar.set_main(self.choose)
        self._settle()

    def arrive(self, argument: object) -> None:
        """Begin with the files that came along, if any."""
        self._show()
        if isinstance(argument, list):
            self.take(argument)

    def leave(self) -> None:
        """Watch no folder behind a closed page."""
        self._end_watch()

    def first_focus(self) -> QWidget | None:
        """Start where files are chosen."""
        return self.choose

    def regions(self) -> list[QWidget]:
        """Walk from the source to the results and the actions."""
        return [self.source, self.results, self.action_bar]

    def choose_files(self) -> None:
        """Ask for a scanner's files."""
        title = self.look.say("gui_paper.choose_files")
        chosen, _ = QFileDialog.getOpenFileNames(self, title, "", f"{title} ({_FILTER})")
        if chosen:
            self.take([Path(each) for each in chosen])

    def choose_folder(self) -> None:
        """Ask which folder the scanner writes into, or watch no more."""
        if self.watch.folder is not None:
            self._end_watch()
            return
        chosen = QFileDialog.getExistingDirectory(self, self.look.say("gui_paper.choose_folder"))
        if chosen:
            self.watch_folder(Path(chosen))

    def watch_folder(self, folder: Path) -> None:
        """Take what a scanner puts into this folder from now on."""
        self.watch.start(folder)
        self.watched.setText(self.look.say("gui_paper.watching", folder=ltr(folder.name)))
        self.watch_button.become(self.look.say("gui_paper.end_watch"), "eye-off")

    def take(self, files: list[Path], *, signed_by_hand: bool = False) -> None:
        """File scanned papers, after those that are under way."""
        if self._stop is not None:
            self._waiting += files
            return
        self._stop = stop = Stop()
        self.progress.setRange(0, len(files))
        self.progress.setValue(0)
        self._settle()
        desk, heard = self.desk, self._heard
        paths = {path.name: path for path in files}

        def tell(outcome: Outcome) -> None:
            heard.emit((paths[outcome.file], outcome))

        def work() -> ScanReport:
            return take_papers(desk, files, signed_by_hand=signed_by_hand, told=tell, stopped=stop.asked)

        self.ask(work, self._done, self._failed)

    def stop(self) -> None:
        """Stop after the page under way; what was filed stays."""
        if self._stop is not None:
            self._stop.ask()
            self._waiting = []

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let pictures and PDFs be dropped on the page."""
        if any(is_scan(Path(url.toLocalFile())) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        self.take([path for path in dropped if is_scan(path)])

    def _source_panel(self) -> Panel:
        look = self.look
        self.source = Panel(look, look.say("gui_paper.source"))
        self.watched = label(look.say("gui_paper.watch_hint"), "muted", wrap=True)
        self.watch_button = Button(look, look.say("gui_paper.choose_folder"), "", "eye")
        self.watch_button.pressed_now.connect(self.choose_folder)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(look.say("gui_paper.progress"))
        self.counted = label("", "hint")
        body = QVBoxLayout()
        for key, icon in (("drop_hint", "inbox"), ("dpi_hint", "info-circle"), ("thumb_hint", "alert-triangle")):
            line = row(picture(look, icon), label(look.say(f"gui_paper.{key}"), "muted", wrap=True), spacing=10)
            line.setStretch(1, 1)
            body.addLayout(line)
        body.addSpacing(6)
        body.addWidget(label(look.say("gui_paper.watch"), "strong"))
        body.addWidget(self.watched)
        body.addLayout(row(self.watch_button, None))
        body.addStretch(1)
        for part in (scrolled(body), self.counted, self.progress):
            self.source.body.addWidget(part)
        return self.source

    def _result_panel(self) -> Panel:
        look = self.look
        self.results = Panel(look, look.say("gui_paper.results"))
        self.results.body.setContentsMargins(0, 0, 0, 0)
        self.rows = ScrollColumn()
        self.results.body.addWidget(self.rows, 1)
        self.clean = Button(look, look.say("gui_paper.delete_files"), "small", "trash")
        self.clean.pressed_now.connect(self.delete_filed)
        foot = row(label(look.say("gui_paper.delete_hint"), "hint", wrap=True), self.clean, spacing=10)
        foot.setStretch(0, 1)
        foot.setContentsMargins(16, 8, 16, 10)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        self.results.body.addWidget(self.foot)
        return self.results

    def filed_files(self) -> list[Path]:
        """Return the files all of whose pages are with their letters: they need not lie about unencrypted."""
        done = {FILED, "known", "blank"}
        paths = dict.fromkeys(path for path, _ in self.outcomes)
        return [path for path in paths if {each.status for at, each in self.outcomes if at == path} <= done]

    def delete_filed(self) -> None:
        """Delete the scanner's files whose pages are kept, encrypted, with their letters."""
        files = [path for path in self.filed_files() if path.exists()]

        def work() -> int:
            for path in files:
                path.unlink(missing_ok=True)
            return len(files)

        def deleted(count: int) -> None:
            self.tell("ok", self.look.say("gui_paper.deleted", count=count))
            self._show()

        self.ask(work, deleted)

    def _hear(self, heard: tuple[Path, Outcome]) -> None:
        path, outcome = heard
        again = [place for place, (at, each) in enumerate(self.outcomes) if (at, each.sheet) == (path, outcome.sheet)]
        if again:
            self.outcomes[again[0]] = heard
        else:
            self.outcomes.append(heard)
        done = len({at for at, _ in self.outcomes})
        self.progress.setValue(min(done, self.progress.maximum()))
        self._show()

    def _done(self, report: ScanReport) -> None:
        self.report = report
        filed = sum(each.status == FILED for each in report.outcomes)
        left = sum(each.status not in {FILED, "known", "blank"} for each in report.outcomes)
        said = [self.look.say("gui_paper.filed", count=filed)]
        said += [self.look.say("gui_paper.not_filed", count=left)] if left else []
        self.told.emit("wa" if left else "ok", " ".join(said))
        self._finish()
        self._show()

    def _failed(self, error: DeskError) -> None:
        self._finish()
        self.refuse(error)

    def _finish(self) -> None:
        self._stop = None
        self.progress.setValue(self.progress.maximum())
        self._settle()
        if self._waiting:
            files, self._waiting = self._waiting, []
            self.take(files)

    def _settle(self) -> None:
        busy = self._stop is not None
        self.cancel.setVisible(busy)
        self.progress.setVisible(busy)
        self.choose.block(self.look.say("gui_paper.busy") if busy else "")

    def _show(self) -> None:
        look = self.look
        missing = self.report.missing if self.report else ()
        shown: list[QWidget] = [missing_row(look, each) for each in missing]
        for path, outcome in reversed(self.outcomes):
            made = outcome_row(look, outcome)
            if outcome.status == SAY_HOW:
                made.hand.pressed_now.connect(partial(self.take, [path], signed_by_hand=True))
            if outcome.status in {FILED, "known"}:
                made.opened.connect(partial(self.go.emit, "letter", outcome.number))
            shown.append(made)
        self.rows.show_all(shown or [empty_line(look, "gui_paper.no_results")])
        self.counted.setText(look.say("gui_paper.pages_seen", count=len(self.outcomes)) if self.outcomes else "")
        self.foot.setVisible(any(path.exists() for path in self.filed_files()))

    def _end_watch(self) -> None:
        self.watch.stop()
        self.watched.setText(self.look.say("gui_paper.watch_hint"))
        self.watch_button.become(self.look.say("gui_paper.choose_folder"), "eye")
