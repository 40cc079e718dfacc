"""The order in which Tab walks over a page: Qt's own is the order in which widgets were made, which is not reading."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focusable(part: QWidget) -> list[QWidget]:
    """Return what Tab can reach in a part of a page, in the order in which it is laid out there."""
    inside = [part, *part.findChildren(QWidget)]
    reached = (each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None)
    return [each for each in reached if each.window() is part.window()]  # the list of a combo box is a window


def put_in_order(*parts: QWidget) -> None:
    """Let Tab walk over the parts one after another. Call it again when widgets of a part were made anew."""
    chain = [stop for part in parts for widget in focusable(part) for stop in (*_standing_for(widget), widget)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def _standing_for(widget: QWidget) -> list[QWidget]:
    """Return what hands the keyboard on to a widget inside it: Tab stops there first, wherever Qt has it."""
    found: list[QWidget] = []
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if above.focusProxy() is widget:
            found.insert(0, above)
        above = above.parentWidget()
    return found
