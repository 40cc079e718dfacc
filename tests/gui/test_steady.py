"""The long day. Were this wrong, the window would vanish after a few hundred signals: within an hour of typing."""

import subprocess
import sys

_EMITS = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
import watan_desk.gui
class Sender(QObject):
    told = Signal(object)
application = QCoreApplication([])
sender = Sender()
for number in range(20_000):
    sender.told.emit(number)
print("still here", True)
"""


def test_thousands_of_signals_do_not_end_the_program() -> None:
    ran = subprocess.run([sys.executable, "-c", _EMITS], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "still here True"), ran.stderr
