"""The sections of the policy page, drawn from the pack and from how the desk stands towards it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from watan_desk.common.arabic import ltr
from watan_desk.common.clock import saudi_day
from watan_desk.gui.look import Look
from watan_desk.gui.widgets.basics import Button, MessageStrip, chip, label, row
from watan_desk.gui.widgets.policy import place_of
from watan_desk.policy.office import Office, missing_identity
from watan_desk.policy.pack import Step
from watan_desk.policy.sheets import KINDS, Section, sheet
from watan_desk.policy.telling import approval_sentences, not_active, settled_sentences
from watan_desk.wiring.policies import PolicyState

PRODUCT = ("rights", "services", "regulations", "defaults")
"""Sheets of the product's own: nothing in them is shown as policy."""

FORM = "form"
"""The place of the request form among the openers."""


class Parts:
    """Makes the widgets of a section; ``openers`` are its buttons that open or ask for the association's own papers."""

    def __init__(self, look: Look, office: Office, state: PolicyState) -> None:
        self._look, self._office, self._state, self._pack = look, office, state, state.pack
        self.openers: dict[str, Button] = {}

    def section(self, name: str, step: int = 0) -> list[QWidget]:
        """Return the widgets of a section."""
        if name in KINDS:
            return self._sheet(name)
        return {"overview": self._overview, "steps": lambda: self._steps(step), "tools": self._tools}.get(
            name, self._lints
        )()

    def _overview(self) -> list[QWidget]:
        look, state, approval = self._look, self._state, self._pack.approval
        sound = approval.status() == "ok" or state.settlement is not None
        banner = MessageStrip(look)
        settled = settled_sentences(state.settlement, look.lang) if state.settlement else []
        told = settled + approval_sentences(approval, look.lang, confirmed=state.in_force, settled=state.settled)
        shown: list[QWidget] = [banner, self._identity()]
        banner.show_message("ok" if sound and state.in_force else "wa", look.digits(told[0]))
        if any(item.code == "policy_title" for item in self._pack.defaults):
            shown.append(
                label(look.say("gui.policy.title_default", product=look.say("sheet.product")), "hint", wrap=True)
            )
        shown += [_head(look.say("sheet.approval"))] if told[1:] else []
        shown += [label(look.digits(sentence), "", wrap=True) for sentence in told[1:]]
        if waits := not_active(state.unmet, look.lang):
            shown.append(label(look.digits(waits), "left", wrap=True))
        if approval.signatories:
            shown += [_head(look.say("gui.policy.signatories")), self._signatories()]
        shown += [_head(look.say("gui.policy.readers")), *self._readers()]
        if state.earlier:
            shown += [_head(look.say("gui.policy.earlier"))]
            shown += [label(ltr(pack.version), "muted") for pack in state.earlier]
        return shown

    def _identity(self) -> QWidget:
        look, identity = self._look, self._pack.identity
        given = self._office.settings
        facts = [
            ("name", identity.name),
            ("registration", identity.registration_text or given.get("registration_text", "")),
            ("email", ltr(identity.email or given.get("email", ""))),
            ("handle", ltr(identity.handle) if identity.handle else ""),
            ("website", ltr(identity.website) if identity.website else ""),
            ("published", ltr(self._pack.approval.published_at or given.get("publication_url", ""))),
            ("published_on", ltr(self._pack.approval.published_on or given.get("publication_date", ""))),
        ]
        missing = missing_identity(self._pack, given)
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for place, (name, value) in enumerate(facts):
            asked = name in {"published", "published_on"} and not self._pack.approval.to_publish
            if asked or (not value.strip("\u2066\u2069") and name in {"handle", "website"}):
                continue
            grid.addWidget(label(look.say(f"gui.policy.fact.{name}"), "muted"), place, 0)
            empty = not value.strip("\u2066\u2069")
            said, role = (look.say("gui.policy.not_given"), "hint") if empty else (value, "")
            grid.addWidget(label(said, role, wrap=True), place, 1)
        if missing:
            names = look.say("common.list_joint").join(look.say(f"letter.field.{name}") for name in missing)
            grid.addWidget(label(look.say("pack.missing", fields=names), "left", wrap=True), len(facts), 0, 1, 2)
        grid.setColumnStretch(1, 1)
        return made

    def _signatories(self) -> QWidget:
        look, roles = self._look, self._pack.approval.signatories
        word = {True: look.say("gui.policy.signed"), False: look.say("gui.policy.unsigned")}
        marks = [chip(f"{item.role.text(look.lang)} · {word[item.signed]}") for item in roles]
        made = QWidget()
        line = row(*marks, None, spacing=6)
        line.setContentsMargins(0, 0, 0, 0)
        made.setLayout(line)
        return made

    def _readers(self) -> list[QWidget]:
        look = self._look
        found = [
            label(
                look.digits(
                    look.say(
                        "gui.policy.reader", name=each.name, version=ltr(each.version), day=look.day(saudi_day(each.at))
                    )
                ),
                "",
                wrap=True,
            )
            for each in self._state.readings
        ]
        return [*found] or [label(look.say("gui.policy.no_reader"), "muted")]

    def _steps(self, shown: int) -> list[QWidget]:
        look, pack = self._look, self._pack
        found: list[QWidget] = []
        clauses = tuple(dict.fromkeys(aim.clause for aim in pack.aims))
        for clause in clauses:
            found.append(_head(pack.headings[clause].text(look.lang)))
            found += [
                label(look.digits(aim.text.text(look.lang)), "quote", wrap=True)
                for aim in pack.aims
                if aim.clause == clause
            ]
        heading = pack.headings.get("steps")
        found.append(_head(heading.text(look.lang) if heading else look.say("gui.policy.steps")))
        steps = [self._step(step, strong=step.position == shown) for step in pack.steps]
        return [*steps, *found[:-1]] if shown else [*found, *steps]

    def _step(self, step: Step, *, strong: bool) -> QWidget:
        look, lang = self._look, self._look.lang
        made = QFrame()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        head = row(chip(place_of(look, step), "se" if strong else "n"), label(step.heading.text(lang), "strong"), None)
        column.addLayout(head)
        column.addWidget(label(step.summary.text(lang), "quote", wrap=True))
        if step.code == "service" and self._pack.regulations:
            listed = look.say("common.list_joint").join(item.text(lang) for item in self._pack.regulations)
            column.addWidget(label(look.say("gui.policy.bound_by", regulations=listed), "hint", wrap=True))
        return made

    def _tools(self) -> list[QWidget]:
        look, pack = self._look, self._pack
        supplied = {each.place for each in self._state.papers}
        heading, channels = pack.headings.get("tools"), pack.headings.get("channels")
        shown: list[QWidget] = [_head(heading.text(look.lang) if heading else look.say("sheet.tools"))]
        shown.append(self._tool("policy", pack.identity.policy_title, supplied))
        for number, tool in enumerate(pack.tools, 1):
            if tool.kind == "document":
                shown.append(self._tool(f"tool:{number}", tool.label.text(look.lang), supplied))
            else:
                shown.append(self._request_form(tool.label.text(look.lang)))
                several = self._office.choices("open")["request_form"]
                shown += [label(f"• {said[look.lang]}", "hint", wrap=True) for _, said in several]
        shown.append(_head(channels.text(look.lang) if channels else look.say("gui.policy.channels")))
        for number, channel in enumerate(pack.channels, 1):
            shown.append(label(look.digits(f"{number}. {channel.label.text(look.lang)}")))
        return shown

    def _request_form(self, name: str) -> QWidget:
        look, own = self._look, bool(self._office.shelf.own.in_use)
        opened = Button(look, look.say("gui.own_form.import"), "small", "file-import")
        state = chip(look.say("gui.own_form.own" if own else "gui.policy.form"), "ok")
        self.openers[FORM] = opened
        line = QWidget()
        line.setLayout(row(label(name, "strong"), None, state, opened, spacing=10))
        return line

    def _tool(self, place: str, name: str, supplied: set[str]) -> QWidget:
        look, there = self._look, place in supplied
        opened = Button(look, look.say("gui.policy.open" if there else "gui.policy.supply"), "small")
        opened.setAccessibleName(f"{opened.text().strip()}: {name}")
        state = chip(look.say("gui.policy.supplied" if there else "gui.policy.not_supplied"), "ok" if there else "no")
        self.openers[place] = opened
        line = QWidget()
        line.setLayout(row(label(name, "strong"), None, state, opened, spacing=10))
        return line

    def _lints(self) -> list[QWidget]:
        look = self._look
        shown: list[QWidget] = [label(look.say("gui.policy.lints_about"), "muted", wrap=True)]
        for lint in self._pack.findings():
            text = look.say(f"pack.lint_{lint.code}")
            where = look.say("gui.policy.line", line=lint.line)
            if lint.other_line:
                where = look.say("gui.policy.lines", line=lint.line, other=lint.other_line)
            read = look.say("gui.policy.read_as", corrected=lint.corrected) if lint.corrected else ""
            line = QWidget()
            line.setLayout(row(chip(where), label(text), label(lint.printed, "muted"), label(read, "hint"), None))
            shown.append(line)
        return shown

    def _sheet(self, kind: str) -> list[QWidget]:
        look = self._look
        shown: list[QWidget] = []
        if kind in PRODUCT:
            shown.append(chip(look.say("sheet.product"), "wa"))
        for section in sheet(kind, self._office, look.lang).sections:
            shown += self._part(section, skip=look.say("sheet.product"))
        return shown

    def _part(self, section: Section, *, skip: str) -> list[QWidget]:
        look = self._look
        shown: list[QWidget] = [_head(look.digits(section.heading))] if section.heading else []
        shown += [label(look.digits(line), "", wrap=True) for line in section.lines if line != skip]
        if section.rows:
            made = QWidget()
            grid = QGridLayout(made)
            grid.setContentsMargins(0, 4, 0, 8)
            grid.setHorizontalSpacing(18)
            for place, head in enumerate(section.heads):
                grid.addWidget(label(head, "muted"), 0, place)
                grid.setColumnStretch(place, int(section.shares[place]))
            for line, cells in enumerate(section.rows, 1):
                for place, cell in enumerate(cells):
                    grid.addWidget(label(look.digits(cell), "", wrap=True), line, place)
            shown.append(made)
        return shown


def _head(text: str) -> QWidget:
    made = label(text, "head", wrap=True)
    made.setContentsMargins(0, 8, 0, 0)
    return made
