"""The long day. Were this wrong, the window would vanish without a word after some minutes of work on Python 3.11."""

import subprocess
import sys

_A_DAY = """
import watan_desk.gui
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Sender(QObject):
    told = Signal(object)
application = QCoreApplication([])
sender = Sender()
for number in range(200_000):
    sender.told.emit(number)
    sender.setObjectName("name")
    sender.parent()
print("still here", True, None)
"""


def test_a_day_of_signals_and_calls_does_not_end_the_program() -> None:
    ran = subprocess.run([sys.executable, "-c", _A_DAY], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "still here True None"), ran.stderr
