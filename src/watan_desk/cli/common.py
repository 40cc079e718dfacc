"""What both command lines agree on: shared options, languages, JSON on stdout, sentences on stderr, exit codes.

Exit 0 done, 1 the answer is no, 2 the call or the file is unusable. With ``--json`` stdout holds one JSON document and
nothing else, also when the answer is no. The shared options stand before or after the command's name.
"""

import argparse
import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import platformdirs

from watan_desk.common.arabic import ascii_digits
from watan_desk.common.clock import SAUDI, Clock, FixedClock, SystemClock
from watan_desk.common.errors import DeskError, Refused, Unusable
from watan_desk.common.messages import LANGUAGES, say

DONE, NO, UNUSABLE = 0, 1, 2
_OWN_WORDS = re.compile(r"argument [^:]+|the following arguments are required: .+|unrecognized arguments")


class Parser(argparse.ArgumentParser):
    """A parser whose refusals never repeat what was typed: it may be somebody's number."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and which argument is wrong, and leave with 2."""
        told = _OWN_WORDS.match(message)
        which = f" ({told.group()})" if told else ""
        self.print_usage(sys.stderr)
        self.exit(UNUSABLE, say("cli.usage", language(sys.argv[1:])) + which + "\n")


@dataclass(frozen=True)
class Call:
    """One call of a program: its options, and what they mean."""

    options: argparse.Namespace
    program: str

    @property
    def lang(self) -> str:
        """Return the language of messages, ``ar`` unless ``--lang en``."""
        return str(getattr(self.options, "lang", LANGUAGES[0]))

    @property
    def json(self) -> bool:
        """Tell whether stdout must hold one JSON document."""
        return bool(getattr(self.options, "json", False))

    def home(self) -> Path:
        """Return the data folder: ``--home``, else ``WATAN_HOME``, else the system's place for this program."""
        given = getattr(self.options, "home", None) or os.environ.get("WATAN_HOME")
        return Path(given) if given else Path(platformdirs.user_data_dir(self.program, appauthor=False))

    def names_passphrase(self) -> bool:
        """Tell whether a passphrase file is named, so that nobody has to be asked."""
        return bool(getattr(self.options, "passphrase_file", None) or os.environ.get("WATAN_PASSPHRASE_FILE"))

    def passphrase(self) -> str:
        """Return the passphrase: first line of the file named by option or environment, else asked at the terminal.

        Raises:
            Unusable: the file cannot be read, or there is neither file nor terminal.
        """
        named = getattr(self.options, "passphrase_file", None) or os.environ.get("WATAN_PASSPHRASE_FILE")
        if named:
            try:
                first = Path(named).read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
            except (OSError, UnicodeDecodeError) as wrong:
                raise Unusable("cli.passphrase_file") from wrong
            if not first:
                raise Unusable("cli.empty_passphrase")
            return first
        if not sys.stdin.isatty():
            raise Unusable("cli.no_passphrase")
        return getpass.getpass(say("cli.ask_passphrase", self.lang) + " ")

    def clock(self, *, practice: bool) -> Clock:
        """Return the clock of this call; ``--now`` sets it in practice only.

        Raises:
            Refused: ``--now`` outside practice.
            Unusable: ``--now`` is no ISO instant; one without a zone is Saudi time.
        """
        given = getattr(self.options, "now", None)
        if given is None:
            return SystemClock()
        if not practice:
            raise Refused("cli.now_practice")
        try:
            instant = datetime.fromisoformat(given)
        except ValueError as wrong:
            raise Unusable("cli.now_format") from wrong
        return FixedClock(instant if instant.tzinfo else instant.replace(tzinfo=SAUDI))

    def tell(self, key: str, /, **params: Any) -> None:
        """Print a sentence of the catalogue on stderr."""
        sys.stderr.write(say(key, self.lang, **params) + "\n")

    def show(self, document: Any, lines: Sequence[str] = ()) -> None:
        """Print the outcome on stdout: the document with ``--json``, else the lines."""
        if self.json:
            lines = [json.dumps(document, ensure_ascii=False, indent=2)]
        sys.stdout.writelines(line + "\n" for line in lines)
        sys.stdout.flush()


Deed = Callable[[Call], int]


def day_of(given: str | None) -> date | None:
    """Return a day of a call, ISO and Gregorian in any digits; ``None`` where none was given.

    Raises:
        Unusable: it is no day.
    """
    if given is None:
        return None
    try:
        return date.fromisoformat(ascii_digits(given))
    except ValueError as wrong:
        raise Unusable("cli.day_format") from wrong


def language(argv: Sequence[str]) -> str:
    """Return the language asked for, before anything is parsed: help is shown in it too."""
    for place, word in enumerate(argv):
        given = word.partition("=")[2] if word.startswith("--lang=") else "".join(argv[place + 1 : place + 2])
        if word.startswith("--lang") and given in LANGUAGES:
            return given
    return LANGUAGES[0]


def shared_options(lang: str) -> Parser:
    """Return the options that every command takes, as a parent for the program's parser and each command's."""
    parent = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parent.add_argument_group(say("cli.help.shared", lang))
    group.add_argument("--home", metavar="DIR", help=say("cli.help.home", lang))
    group.add_argument("--passphrase-file", metavar="FILE", help=say("cli.help.passphrase_file", lang))
    group.add_argument("--json", action="store_true", help=say("cli.help.json", lang))
    group.add_argument("--lang", choices=LANGUAGES, help=say("cli.help.lang", lang))
    group.add_argument("--now", metavar="ISO", help=say("cli.help.now", lang))
    return parent


def run(parser: argparse.ArgumentParser, argv: Sequence[str]) -> int:
    """Parse a call, do its ``do`` function and return the exit code; an error becomes its sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parser.parse_args(argv)
    call = Call(options, parser.prog)
    try:
        return int(options.do(call))
    except DeskError as refusal:
        return refuse(call, refusal)
    except BrokenPipeError:
        # whoever read our output has gone; there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO
    except KeyboardInterrupt:
        call.tell("cli.interrupted")
        return UNUSABLE
    except OSError as failed:
        return refuse(call, Unusable("cli.system", reason=os.strerror(failed.errno or 0)))
    except Exception as unforeseen:  # noqa: BLE001 - the outermost door: a traceback could show a person's data
        return refuse(call, Unusable("cli.unforeseen", kind=type(unforeseen).__name__))


def refuse(call: Call, refusal: DeskError) -> int:
    """Tell a refusal on stderr, and with ``--json`` on stdout too; return its exit code."""
    sentence = refusal.sentence(call.lang)
    sys.stderr.write(sentence + "\n")
    if call.json:
        call.show({"error": refusal.key, "message": sentence})
    return refusal.exit_code
