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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import platformdirs

from watan_desk.common.arabic import ascii_digits, ltr
from watan_desk.common.clock import SAUDI, Clock, FixedClock, SystemClock
from watan_desk.common.errors import DeskError, Refused, Unusable
from watan_desk.common.messages import LANGUAGES, say

DONE, NO, UNUSABLE = 0, 1, 2
_WRONG = (
    (re.compile(r"argument (?P<which>[^:]+): invalid choice"), "cli.wrong_choice"),
    (re.compile(r"argument (?P<which>[^:]+): invalid \w+ value"), "cli.wrong_value"),
    (re.compile(r"argument (?P<which>[^:]+): expected"), "cli.value_missing"),
    (re.compile(r"argument (?P<which>[^:]+): "), "cli.wrong_value"),
    (re.compile(r"one of the arguments (?P<which>.+) is required"), "cli.words_missing"),
    (re.compile(r"the following arguments are required: (?P<which>.+)"), "cli.words_missing"),
    (re.compile(r"ambiguous option: .* could match (?P<which>.+)", re.DOTALL), "cli.ambiguous"),
    (re.compile("unrecognized arguments"), "cli.words_unknown"),
)
"""What argparse says of a wrong call, and our sentence for it. Only its own words are taken over, never what was typed:
it may be somebody's number.
"""


class _Usage(argparse.HelpFormatter):
    """Help whose line of usage begins with our word for it."""

    def __init__(self, prog: str, lang: str) -> None:
        super().__init__(prog)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the line of usage."""
        super().add_usage(usage, actions, groups, say("cli.help.usage", self._lang) if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Arabic, help and refusals alike; a refusal never repeats what was typed."""

    lang = LANGUAGES[0]

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self._positionals.title = say("cli.help.words", self.lang)
        self._optionals.title = say("cli.help.options", self.lang)
        if add_help:
            told = say("cli.help.help", self.lang)
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=told)

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong with which argument, and leave with 2."""
        self.print_usage(sys.stderr)
        key, told = self._told(message)
        if "--json" in sys.argv:
            sys.stdout.write(_json({"error": key, "message": told}) + "\n")
        self.exit(UNUSABLE, told + "\n")

    def _get_formatter(self) -> argparse.HelpFormatter:
        return _Usage(self.prog, self.lang)

    def _told(self, message: str) -> tuple[str, str]:
        for pattern, key in _WRONG:
            if found := pattern.match(message):
                which = found.groupdict().get("which", "")
                choices = self._choices(which) if key == "cli.wrong_choice" else ""
                alone = ltr if self.lang == Parser.lang else str
                return key, say(key, self.lang, which=alone(which), choices=alone(choices))
        return "cli.usage", say("cli.usage", self.lang)

    def _choices(self, which: str) -> str:
        """Return what may stand in an argument's place."""
        named = (action for action in self._actions if which in {"/".join(action.option_strings), action.metavar})
        found = next(named, None) or next((each for each in self._actions if each.dest == which), None)
        return " ".join(map(str, found.choices or ())) if found else ""


class _EnglishParser(Parser):
    """The same in English; its commands' parsers are of its own class."""

    lang = "en"


def parser_in(lang: str) -> type[Parser]:
    """Return the parser that speaks a language."""
    return Parser if lang == Parser.lang else _EnglishParser


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

    def show(self, document: Any, lines: Sequence[str] = (), none: str = "cli.none") -> None:
        """Print the outcome on stdout: the document with ``--json``, else the lines.

        A list that is empty says so on stderr, in the sentence of ``none``.
        """
        if self.json:
            lines = [_json(document)]
        elif document in ([], {}):
            self.tell(none)
        sys.stdout.writelines(line + "\n" for line in lines)
        sys.stdout.flush()


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


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


def at_least_one(given: str) -> int:
    """Return a count of a call, in any digits.

    Raises:
        ValueError: it is no whole number above nought.
    """
    count = int(ascii_digits(given))
    if count < 1:
        raise ValueError(count)
    return count


def language(argv: Sequence[str]) -> str:
    """Return the language asked for, before anything is parsed: help is shown in it too."""
    for place, word in enumerate(argv):
        given = word.partition("=")[2] if word.startswith("--lang=") else "".join(argv[place + 1 : place + 2])
        if word.startswith("--lang") and given in LANGUAGES:
            return given
    return LANGUAGES[0]


def shared_options(lang: str) -> Parser:
    """Return the options that every command takes, as a parent for the program's parser and each command's."""
    parent = parser_in(lang)(add_help=False, argument_default=argparse.SUPPRESS)
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
    try:
        try:
            options = parser.parse_args(argv)
        finally:
            sys.stdout.flush()
        return _do(Call(options, parser.prog), options.do)
    except BrokenPipeError:
        # whoever read our output has gone; there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO


def _do(call: Call, deed: Deed) -> int:
    try:
        return deed(call)
    except DeskError as refusal:
        return refuse(call, refusal)
    except BrokenPipeError:
        raise
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
