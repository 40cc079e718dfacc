"""Asks for what a print or an export is, where the association's policy has that asked (R46)."""

from PySide6.QtWidgets import QInputDialog, QWidget

from watan_desk.gui.look import Look
from watan_desk.wiring import Desk
from watan_desk.wiring.access import state_purpose


def purpose_given(parent: QWidget | None, desk: Desk, look: Look) -> bool:
    """Ask for the purpose and keep it for the print that follows; ``False`` when the delegate thinks better of it."""
    pack = desk.office.pack
    if not pack.purpose_asked:
        return True
    names = [item.label.text(look.lang) for item in pack.purposes]
    title, asked = look.say("gui.purpose.title"), look.say("gui.purpose.asked")
    chosen, sure = QInputDialog.getItem(parent, title, asked, names, 0, False)
    if sure:
        state_purpose(desk, pack.purposes[names.index(chosen)].code)
    return sure
