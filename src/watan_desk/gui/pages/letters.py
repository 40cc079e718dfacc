"""The two registers: letters that went out and letters that came in, every number that was given out, newest first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressBar, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.gui.letters import look_kind
from watan_desk.gui.pages.page import Page
from watan_desk.gui.printing import Paper, choose_printer, print_pages, send
from watan_desk.gui.purpose import purpose_given
from watan_desk.gui.session import Session
from watan_desk.gui.shortcuts import PRINT, Chord
from watan_desk.gui.widgets.basics import Button, Panel
from watan_desk.gui.widgets.fields.choice import ComboEditor, SegmentEditor
from watan_desk.gui.widgets.papers import empty_line, incoming_row, letter_row
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.letter.records import ISSUED, STANDING, Letter
from watan_desk.wiring.no_paper import handing_of
from watan_desk.wiring.paper import Registers, registers

OUT, IN = "out", "in"
_ALL = "all"


class LettersPage(Page):
    """A row opens its letter; nothing here is ever deleted, a void letter stays with its number.

    ``arrive`` takes nothing, or ``in`` for what came in.
    """

    name = rail = "letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.found = Registers((), (), ())
        self._printing: list[Letter] = []
        self._left = 0
        self._paper = Paper(self)
        self.bar.name(look.say("gui.letters.title"))
        self.panel = Panel(look, look.say("gui.letters.register"))
        self.panel.body.setContentsMargins(0, 0, 0, 0)
        self.ways = SegmentEditor(look, [(way, look.say(f"gui_paper.{way}")) for way in (OUT, IN)])
        self.ways.show_value(OUT)
        self.ways.describe(look.say("gui.letters.title"), "")
        self.ways.edited.connect(self._other_way)
        self.kind = self._filter("gui_paper.kind", "gui_paper.all_kinds")
        self.day = self._filter("gui_paper.day", "gui_paper.all_days")
        for part in (self.ways, self.kind, self.day):
            self.panel.head.addWidget(part)
        self.rows = ScrollColumn()
        self.panel.body.addWidget(self.rows)
        self.body.addWidget(self.panel, 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(180)
        self.progress.setAccessibleName(look.say("gui_paper.progress"))
        self.cancel = Button(look, look.say("gui_paper.cancel"), "", "x")
        self.cancel.pressed_now.connect(self.stop)
        self.enter = Button(look, look.say("gui_paper.enter_incoming"), "", "file-import")
        self.enter.pressed_now.connect(lambda: self.go.emit("incoming", None))
        self.batch = Button(look, look.say("gui_paper.print_shown"), "", "printer")
        self.batch.pressed_now.connect(self.print_shown)
        self.batch.asked_why.connect(self.action_bar.why)
        self.scan = Button(look, look.say("gui_paper.scan_title"), "main", "scan")
        self.scan.pressed_now.connect(lambda: self.go.emit("scan", None))
        self.action_bar.add_start(self.enter, self.batch)
        self.action_bar.add_end(self.progress, self.cancel)
        self.action_bar.set_main(self.scan)
        self._busy(on=False)

    @property
    def way(self) -> str:
        """Which register is shown: ``out`` or ``in``."""
        return IN if self.ways.button(IN).isChecked() else OUT

    def arrive(self, argument: object) -> None:
        """Read the registers again."""
        if argument in {OUT, IN}:
            self.ways.show_value(str(argument))
        desk = self.desk
        self.ask(lambda: registers(desk), self._read)

    def first_focus(self) -> QWidget | None:
        """Start where one of the two registers is chosen."""
        return self.ways.target()

    def regions(self) -> list[QWidget]:
        """Walk from the register to the actions."""
        return [self.panel, self.action_bar]

    def chords(self) -> dict[Chord, Callable[[], object]]:
        """Print what is shown with Ctrl+P."""
        return {PRINT: self.batch.click}

    def shown(self) -> tuple[Letter, ...]:
        """Return the outgoing letters that the filters leave, newest first."""
        kind, day = _chosen(self.kind), _chosen(self.day)
        return tuple(
            each
            for each in reversed(self.found.outgoing)
            if kind in {"", each.kind} and day in {"", each.day.isoformat()}
        )

    def print_shown(self) -> None:
        """Ask for a printer once, and print every letter that is shown and not void, in the order of their numbers.

        Letters to people who take no paper are left out: each of these is told aloud, or printed alone with a reason.
        """
        printer = choose_printer(self) if purpose_given(self, self.desk, self.look) else None
        if printer is None:
            return
        desk, wanted = self.desk, [each for each in reversed(self.shown()) if each.status == ISSUED]

        def permitted() -> list[Letter]:
            return [each for each in wanted if not handing_of(desk, each.number).barred]

        def begin(letters: list[Letter]) -> None:
            self._printing, self._left = letters, len(wanted) - len(letters)
            self.progress.setRange(0, len(letters))
            self.progress.setValue(0)
            self._busy(on=True)
            self._next(printer, 0)

        self.ask(permitted, begin)

    def stop(self) -> None:
        """Print no further letter; the one under way is finished."""
        self._printing = []

    def _next(self, printer: QPrinter, done: int) -> None:
        if not self._printing:
            self._busy(on=False)
            said = self.look.say("gui_paper.printed_letters", count=done)
            left = self.look.say("letter.left_out", count=self._left) if self._left else ""
            self.told.emit("wa" if left else "ok", f"{said} {left}".strip())
            self.arrive(None)
            return
        number = self._printing.pop(0).number
        desk, copies, name = self.desk, printer.copyCount(), printer.printerName()

        def printed(pdf: bytes | None) -> None:
            if pdf is not None and self._paper.show_bytes(pdf):
                print_pages(self._paper, printer)
            self.progress.setValue(done + 1)
            self._next(printer, done + 1)

        def failed(error: DeskError) -> None:
            self._printing = []
            self._busy(on=False)
            self.refuse(error)

        self.ask(lambda: send(desk, number, copies, name), printed, failed)

    def _filter(self, name: str, every: str) -> ComboEditor:
        made = ComboEditor(self.look, [(_ALL, self.look.say(every))])
        made.describe(self.look.say(name), "")
        made.show_value(_ALL)
        made.setMinimumWidth(170)
        made.edited.connect(lambda _value: self._show())
        return made

    def _read(self, found: Registers) -> None:
        look = self.look
        self.found = found
        kinds = sorted({each.kind for each in found.outgoing})
        days = sorted({each.day for each in found.outgoing}, reverse=True)
        everything = [(_ALL, look.say("gui_paper.all_kinds"))]
        self.kind.offer(everything + [(kind, look_kind(look, kind)) for kind in kinds])
        self.day.offer([(_ALL, look.say("gui_paper.all_days"))] + [(each.isoformat(), look.day(each)) for each in days])
        for each in (self.kind, self.day):
            each.show_value(_chosen(each) or _ALL)
        self._show()

    def _other_way(self, way: str) -> None:
        if not way:
            self.ways.show_value(OUT)
        self._show()

    def _show(self) -> None:
        out = self.way == OUT
        for each in (self.kind, self.day):
            each.setVisible(out)
        self.panel.title.setText(self.look.say("gui.letters.register" if out else "gui_paper.incoming_register"))
        self.rows.show_all(self._outgoing() if out else self._incoming())
        printable = out and any(each.status == ISSUED for each in self.shown())
        self.batch.block("" if printable else self.look.say("gui_paper.nothing_to_print"))

    def _outgoing(self) -> list[QWidget]:
        back = [each.letter_id for each in self.found.papers if each.standing in STANDING]
        made: list[QWidget] = []
        for letter in self.shown():
            line = letter_row(self.look, letter, back.count(letter.id))
            line.opened.connect(partial(self.go.emit, "letter", letter.number))
            made.append(line)
        return made or [empty_line(self.look, "gui.letters.none" if not self.found.outgoing else "gui_paper.none_left")]

    def _incoming(self) -> list[QWidget]:
        kept = [each.incoming_id for each in self.found.papers]
        made: list[QWidget] = []
        for entry in reversed(self.found.incoming):
            line = incoming_row(self.look, entry, kept.count(entry.id))
            line.opened.connect(partial(self.go.emit, "incoming", entry.number))
            made.append(line)
        return made or [empty_line(self.look, "gui_paper.none_in")]

    def _busy(self, *, on: bool) -> None:
        self.progress.setVisible(on)
        self.cancel.setVisible(on)


def _chosen(editor: ComboEditor) -> str:
    """Return what a filter leaves; empty for everything."""
    value = str(editor.combo.currentData() or "")
    return "" if value == _ALL else value
