"""Settings: what the policy leaves to the association, with a hint for each, and how the window looks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from watan_desk.common.errors import DeskError
from watan_desk.common.messages import LANGUAGES, has
from watan_desk.gui.pages.page import Page
from watan_desk.gui.preferences import SCALES, Preferences, read_preferences, write_preferences
from watan_desk.gui.session import Session
from watan_desk.gui.theme import THEMES
from watan_desk.gui.widgets.basics import Button, Panel, label, row
from watan_desk.gui.widgets.fields.text import Line
from watan_desk.gui.widgets.scroll import ScrollColumn
from watan_desk.policy.office import missing_identity, settings_of
from watan_desk.registers.definition import registers_of
from watan_desk.wiring import Desk

_SIDE = 320


class SettingsPage(Page):
    """Everything is kept with one button; a value that is refused is named, and the others stay as they were typed."""

    name = rail = "settings"

    chosen = Signal(object)
    """Another look was chosen: a ``Preferences``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        look = self.look
        self.bar.name(look.say("gui.settings.title"))
        self.fields: dict[str, Line | QCheckBox] = {}
        self.groups: dict[str, QButtonGroup] = {}
        columns = QHBoxLayout()
        columns.setSpacing(look.theme.sizes["gap"])
        self.association, self.window_panel = self._association(), self._window()
        columns.addWidget(self.association, 1)
        columns.addWidget(self.window_panel)
        self.body.addLayout(columns, 1)
        self.save = Button(look, look.say("gui.settings.save"), "main", "device-floppy")
        self.save.pressed_now.connect(self.keep)
        self.action_bar.set_main(self.save)

    def arrive(self, argument: object) -> None:
        """Show what is set."""
        for name, field in self.fields.items():
            value = self.desk.settings.get(name, "")
            if isinstance(field, QCheckBox):
                field.setChecked(value == "yes")
            else:
                field.setText(value)
        found = self._preferences()
        for name, code in (
            ("lang", self.look.lang),
            ("theme", found.theme),
            ("digits", "indic" if found.indic else "latin"),
            ("scale", str(found.scale)),
        ):
            for button in self.groups[name].buttons():
                button.setChecked(button.property("code") == code)

    def first_focus(self) -> QWidget | None:
        """Start at the first setting."""
        return next(iter(self.fields.values()))

    def regions(self) -> list[QWidget]:
        """Walk from the association's settings to the window's, and the action."""
        return [self.association, self.window_panel, self.action_bar]

    def save_now(self) -> None:
        """Ctrl+S keeps too."""
        self.keep()

    def keep(self) -> None:
        """Keep what the association set, then how the window looks."""
        desk, given = self.desk, self._given()
        self.ask(lambda: _set_all(desk, given), lambda _none: self._kept(), self._refused)

    def _kept(self) -> None:
        chosen, before = self._chosen(), self._preferences()
        self.told.emit("ok", self.look.say("gui.settings.kept"))
        if (chosen.lang, chosen.theme, chosen.indic, chosen.scale) != (
            self.look.lang,
            before.theme,
            before.indic,
            before.scale,
        ):
            home = self.desk.home
            self.ask(lambda: write_preferences(home, chosen), self.chosen.emit)

    def _refused(self, error: DeskError) -> None:
        self.refuse(error)

    def _preferences(self) -> Preferences:
        return read_preferences(self.desk.home)

    def _given(self) -> dict[str, str]:
        found = {}
        for name, field in self.fields.items():
            value = ("yes" if field.isChecked() else "") if isinstance(field, QCheckBox) else field.text().strip()
            if value != self.desk.settings.get(name, ""):
                found[name] = value
        return found

    def _chosen(self) -> Preferences:
        pressed = {name: group.checkedButton() for name, group in self.groups.items()}
        codes = {name: str(button.property("code")) for name, button in pressed.items() if button}
        return Preferences(codes["lang"], codes["theme"], codes["digits"] == "indic", float(codes["scale"]))

    def _association(self) -> Panel:
        look = self.look
        panel = Panel(look, look.say("gui.settings.association"))
        rows = ScrollColumn()
        rows.column.setContentsMargins(14, 0, 14, 0)
        needed = missing_identity(self.desk.office.pack)
        asked = settings_of(self.desk.office.pack)
        if not any(each.interval for each in registers_of(self.desk.office.pack)):
            asked.pop("survey_interval_days", None)
        order = sorted(asked, key=lambda name: name not in needed)
        rows.show_all([self._field(name, asked[name], needed=name in needed) for name in order])
        panel.body.addWidget(rows)
        return panel

    def _field(self, name: str, kind: str, *, needed: bool) -> QWidget:
        look = self.look
        said = look.say(f"gui.settings.{name}") if has(f"gui.settings.{name}") else name
        hint = look.say(f"gui.settings.{name}_hint") if has(f"gui.settings.{name}_hint") else ""
        hint = look.say("gui.settings.needed") if needed else hint
        field: Line | QCheckBox = QCheckBox(said) if kind == "yes_no" else Line(look)
        field.setAccessibleName(said)
        field.setAccessibleDescription(hint)
        self.fields[name] = field
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(3)
        if kind != "yes_no":
            column.addWidget(label(said, "label"))
        column.addWidget(field)
        if hint:
            column.addWidget(label(hint, "hint", wrap=True))
        return made

    def _window(self) -> Panel:
        look = self.look
        panel = Panel(look, look.say("gui.settings.window"))
        panel.setFixedWidth(look.theme.wide(_SIDE))
        choices = {
            "lang": LANGUAGES,
            "theme": ("", *THEMES),
            "digits": ("latin", "indic"),
            "scale": tuple(str(scale) for scale in SCALES),
        }
        for name, codes in choices.items():
            group = QButtonGroup(self)
            panel.body.addWidget(label(look.say(f"gui.settings.{name}"), "label"))
            buttons = []
            for code in codes:
                button = QRadioButton(look.say(f"gui.settings.{name}.{code or 'system'}".replace("1.", "1_")))
                button.setProperty("code", code)
                group.addButton(button)
                buttons.append(button)
            self.groups[name] = group
            panel.body.addLayout(row(*buttons, None, spacing=14))
        panel.body.addWidget(label(look.say("gui.settings.window_hint"), "hint", wrap=True))
        panel.body.addStretch(1)
        return panel


def _set_all(desk: Desk, given: dict[str, str]) -> None:
    for name, value in given.items():
        desk.set(name, value)
