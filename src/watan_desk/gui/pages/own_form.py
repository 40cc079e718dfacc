"""The association's own request form: chosen, looked over, tried without keeping anything, and then used."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.common.errors import DeskError
from watan_desk.forms import Record
from watan_desk.gui.form_view import FormView
from watan_desk.gui.pages.page import Page
from watan_desk.gui.session import Session
from watan_desk.gui.widgets.basics import Button, MessageStrip, Panel, chip, clear, label, row
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.wiring.own_forms import (
    LookedOver,
    RequestForms,
    adopt,
    look_over,
    request_forms,
    trial,
    use_own,
    use_programs,
)

KINDS = "*.xlsx *.xlsm *.xls *.csv *.md *.xml *.zip"
_SIDE = 380


class OwnFormPage(Page):
    """What is typed into the shown form is a trial: nothing of it is kept."""

    name, rail = "own_form", "policy"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.looked: LookedOver | None = None
        self.view: FormView | None = None
        self.uses: dict[str, Button] = {}
        self.bar.name(look.say("gui.own_form.title"))
        self.forms = Panel(look, look.say("gui.own_form.forms"))
        self.said = Panel(look, look.say("gui.own_form.findings"))
        self.form_rows, self.findings = ScrollColumn(), ScrollColumn()
        for panel, rows in ((self.forms, self.form_rows), (self.said, self.findings)):
            rows.column.setSpacing(8)
            panel.setFixedWidth(look.theme.wide(_SIDE))
            panel.body.addWidget(rows)
        self.shown = QVBoxLayout()
        self.back = Button(look, look.say("gui.policy.back"), "", look.backward())
        self.back.pressed_now.connect(lambda: self.go.emit("policy", "tools"))
        self.choose = Button(look, look.say("gui.own_form.choose"), "", "file-import")
        self.choose.pressed_now.connect(self.choose_file)
        self.main = Button(look, look.say("gui.own_form.use"), "main", "check")
        self.main.pressed_now.connect(self.use_shown)
        self._lay_out()

    def arrive(self, argument: object) -> None:
        """Show the forms of the desk; a form that is being looked over stays."""
        desk = self.desk
        self.ask(lambda: request_forms(desk), self._show_forms)
        if self.looked is None:
            self._show_nothing()

    def first_focus(self) -> QWidget | None:
        """Start where a file is chosen."""
        return self.choose

    def regions(self) -> list[QWidget]:
        """Walk from the forms to what was found, the trial and the actions."""
        return [self.forms, self.said, *([self.view] if self.view else []), self.action_bar]

    def choose_file(self) -> None:
        """Ask for the file of the association's form."""
        kinds = f"{self.look.say('gui.own_form.kinds')} ({KINDS})"
        chosen, _ = QFileDialog.getOpenFileName(self, self.look.say("gui.own_form.choose"), "", kinds)
        if chosen:
            self.look_over(Path(chosen))

    def look_over(self, file: Path) -> None:
        """Check a form and show it to be tried; nothing is kept."""
        desk, lang = self.desk, self.look.lang
        self.main.block(self.look.say("gui.own_form.reading"))

        def work() -> tuple[LookedOver, Record]:
            looked = look_over(desk, file)
            return looked, trial(desk, looked, lang)

        self.ask(work, lambda found: self._show_looked(*found), self._show_refused)

    def use_shown(self) -> None:
        """Keep the form that was looked over, and take new requests in it."""
        desk, looked = self.desk, self.looked
        if looked is not None:
            self.ask(lambda: adopt(desk, looked), lambda used: self._used(used.name, used.version))

    def use_kept(self, form_id: str, version: str) -> None:
        """Take new requests in a form that is kept already."""
        desk = self.desk
        self.ask(lambda: use_own(desk, form_id, version), lambda used: self._used(used.name, used.version))

    def use_shipped(self, form_id: str) -> None:
        """Take new requests in one of the program's forms again."""
        desk = self.desk
        self.ask(lambda: use_programs(desk, form_id), self._used_shipped)

    def _lay_out(self) -> None:
        gap = self.look.theme.sizes["gap"]
        side, whole = QVBoxLayout(), QHBoxLayout()
        side.setSpacing(gap)
        side.addWidget(self.forms, 2)
        side.addWidget(self.said, 3)
        whole.setSpacing(gap)
        whole.addLayout(side)
        whole.addLayout(self.shown, 1)
        self.body.addLayout(whole, 1)
        self.action_bar.add_start(self.back)
        self.action_bar.add_end(self.choose)
        self.action_bar.set_main(self.main)

    def _show_forms(self, found: RequestForms) -> None:
        look = self.look
        self.uses = {}
        shown: list[QWidget] = []
        for shipped in found.shipped:
            named = [look.say("own_form.shipped"), *([shipped.label.text(look.lang)] if shipped.label else [])]
            used = "yes" if shipped.in_use else ""
            shown.append(self._form_row(shipped.form_id, ": ".join(named), shipped.version, used=used))
            if not shipped.in_use:
                self.uses[shipped.form_id].pressed_now.connect(partial(self.use_shipped, shipped.form_id))
        for each in found.own:
            used = look.day(saudi_day(each.since)) if each.since is not None else ""
            shown.append(self._form_row(each.id, each.name, each.version, used=used))
            if each.id in self.uses:
                self.uses[each.id].pressed_now.connect(partial(self.use_kept, each.form_id, each.version))
        wrong = [each for items in found.unfit.values() for each in items]
        if wrong:
            shown.insert(0, MessageStrip(look, "wa", look.say("gui.own_form.unfit", count=len(wrong))))
            shown[1:1] = [label(look.say(each.key, name=each.name), "hint", wrap=True) for each in wrong]
        self.form_rows.show_all(shown)

    def _form_row(self, form: str, name: str, version: str, *, used: str) -> QWidget:
        look, made = self.look, QWidget()
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(label(name, "strong", wrap=True))
        lines.addWidget(label(look.say("gui.own_form.version", version=ltr(version)), "muted", wrap=True))
        whole = QHBoxLayout(made)
        whole.setContentsMargins(0, 2, 0, 2)
        whole.addLayout(lines, 1)
        if used:
            in_use = chip(look.say("gui.own_form.used_now"), "ok")
            in_use.setToolTip("" if used == "yes" else look.digits(look.say("own_form.in_use", day=used)))
            whole.addWidget(in_use)
        else:
            button = Button(look, look.say("gui.own_form.use_kept"), "small")
            button.setAccessibleName(f"{look.say('gui.own_form.use_kept')}: {name} {version}")
            whole.addWidget(button)
            self.uses[form] = button
        return made

    def _show_nothing(self) -> None:
        self.looked, self.view = None, None
        self.findings.show_all([label(self.look.say("gui.own_form.no_findings_yet"), "muted", wrap=True)])
        self.main.block(self.look.say("gui.own_form.choose_first"))
        clear(self.shown)
        hint = label(self.look.say("gui.own_form.empty"), "muted", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = Panel(self.look)
        empty.body.addWidget(hint, 1)
        self.shown.addWidget(empty)

    def _show_looked(self, looked: LookedOver, record: Record) -> None:
        look = self.look
        self.looked = looked
        lacking = [look.say(each.key, name=ltr(each.name)) for each in looked.lacking]
        if not looked.form.version:
            lacking.append(look.say("own_form.no_version"))
        known = [each.sentence(look.lang) for each in looked.findings]
        shown: list[QWidget] = [MessageStrip(look, "er", look.digits(sentence)) for sentence in lacking]
        shown += [MessageStrip(look, "wa", sentence) for sentence in known]
        self.findings.show_all(shown or [MessageStrip(look, "ok", look.say("gui.own_form.clean"))])
        self.main.block("" if looked.ready else look.say("gui.own_form.not_ready"))
        clear(self.shown)
        title = looked.form.title(record.lang) or looked.form.id
        self.view = FormView(
            record,
            look,
            saudi_day(self.desk.clock.now()),
            title=title,
            pictures=looked.pictures,
            paged=True,
            in_steps=True,
        )
        note = row(chip(look.say("gui.own_form.trial"), "wa"), label(ltr(looked.file.name), "muted"), None)
        self.shown.addLayout(note)
        self.shown.addWidget(self.view, 1)
        if looked.ready:
            self.tell("no", "")
            self.main.setFocus()
        else:
            self.tell("er", look.say("gui.own_form.not_ready"))
            self.notice.setFocus()

    def _show_refused(self, error: DeskError) -> None:
        self._show_nothing()
        told = self.look.digits(error.sentence(self.look.lang))
        self.findings.show_all([MessageStrip(self.look, "er", told)])
        self.refuse(error)

    def _used(self, name: str, version: str) -> None:
        self._say_used(self.look.say("own_form.used", form=name, version=ltr(version)))

    def _used_shipped(self, _: RequestForms) -> None:
        self._say_used(self.look.say("own_form.shipped_used"))

    def _say_used(self, sentence: str) -> None:
        self._show_nothing()
        self.arrive(None)
        self.tell("ok", sentence)
        self.told.emit("ok", sentence)
        self.choose.setFocus()
