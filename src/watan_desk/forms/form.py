"""A form ready to be filled, and the three ways to come by one."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

from watan_desk.common.clock import SAUDI
from watan_desk.common.errors import FieldProblem, Invalid
from watan_desk.common.messages import say
from watan_desk.forms.attachments import Attachments, beside, no_attachments
from watan_desk.forms.checking import Check
from watan_desk.forms.convert import converted, located
from watan_desk.forms.definition import Definition, Wording
from watan_desk.forms.errors import FormError
from watan_desk.forms.graph import plan
from watan_desk.forms.record import ChoiceOverrides, Record, Start
from watan_desk.forms.schema import Spec
from watan_desk.forms.view import FieldInfo
from watan_desk.forms.xform import read_xform


class Form:
    """A compiled form; ``xml`` is the XForm it was compiled from, to be stored beside every record."""

    def __init__(self, definition: Definition, xml: str, checks: Mapping[str, Check]) -> None:
        self.definition = definition
        self._plan = plan(definition)
        self._checks = checks
        self.xml = xml
        self.id = definition.id
        self.version = definition.version

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the form's languages, the default first: ``("ar", "en")``."""
        return tuple(self.definition.languages)

    @property
    def lists(self) -> frozenset[str]:
        """The names of the choice lists that the form has, whose choices ``open`` may replace."""
        return frozenset(self.definition.instances)

    def notices(self, lang: str) -> tuple[str, ...]:
        """Return what the form's author should know, though the form works."""
        return tuple(say(key, lang, **params) for key, params in self.definition.notices)

    def title(self, lang: str) -> str:
        """Return the form's title."""
        return self._plain(self.definition.title, lang)

    def fields(self) -> tuple[FieldInfo, ...]:
        """Return every field that can be answered or set by the program, in document order; calculations are none."""
        found = []
        for spec, rules in self.definition.rules.items():
            control = self.definition.controls.get(spec)
            if not self.definition.is_answer(spec):
                continue
            found.append(
                FieldInfo(
                    name=spec.name,
                    path=spec.path,
                    type="hidden" if control is None else control.type,
                    required=rules.required is not None and rules.required.source.strip() == "true()",
                    label={}
                    if control is None
                    else {code: self._plain(control.label, code) for code in self.languages},
                    repeat=next((above.name for above in spec.ancestors() if above.repeats), ""),
                    conditional=any(
                        self.definition.rules[above].relevant is not None for above in (spec, *spec.ancestors())
                    ),
                    sensitive=rules.flags.get("sensitive") == "yes",
                    choices=self._choices(spec),
                    flag=rules.flags.get("flag", ""),
                )
            )
        return tuple(found)

    def _choices(self, spec: Spec) -> tuple[str, ...]:
        control = self.definition.controls.get(spec)
        if control is None or control.choices is None:
            return ()
        if control.choices.nodes is None:
            return tuple(choice.value for choice in control.choices.own)
        listed = self.definition.instances.get(control.choices.list_name)
        items = [] if listed is None else [node for node in listed.descendants() if node.name == "item"]
        return tuple(child.value for item in items for child in item.children if child.name == control.choices.value)

    def _plain(self, wording: Wording, lang: str) -> str:
        for name in (self.definition.languages.get(lang, lang), "", *self.definition.languages.values()):
            if name in wording:
                return "".join(part for part in wording[name] if isinstance(part, str)).strip()
        return ""

    def open(
        self, *, now: Callable[[], datetime], lang: str = "ar", answers: str | None = None,
        choices: ChoiceOverrides | None = None, zone: tzinfo = SAUDI, properties: Mapping[str, str] | None = None,
    ) -> Record:  # fmt: skip
        """Return a record of this form: a new one, or that of a draft's instance XML.

        ``now`` gives aware instants, ``zone`` is what its civil days are of. ``choices`` puts other choices, in their
        own order, in place of a list of the form: name -> (value, labels by language code). ``properties`` are what a
        new record may know of its maker: ``deviceID``, ``username``, ``email``, ``phoneNumber``.

        Raises:
            FormError: answers that are not of this form, or a list that it does not have.
        """
        return Record(
            self.definition, self._plan, self._checks, now=now, zone=zone, lang=lang, choices=choices or {},
            start=Start(answers, properties or {}),
        )  # fmt: skip


def compile_form(xform_xml: str, *, checks: Mapping[str, Check], attachments: Attachments = no_attachments) -> Form:
    """Return the form of an XForm text, such as is stored beside a record; ``attachments`` finds its lists by URL.

    Raises:
        FormError: it is none, or its expressions cannot work; names the question and the column.
    """
    with _uncollected():
        return Form(read_xform(xform_xml, checks, attachments), xform_xml, checks)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles away while a form is read: it would walk the growing tree again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def load_form(source: Path, *, checks: Mapping[str, Check], attachments: Mapping[str, str] | None = None) -> Form:
    """Return the form of an XLSForm (``.md``, ``.xlsx``, ``.xls``, ``.csv``) or XForm (``.xml``).

    Lists it takes from files are looked for among ``attachments`` (by URL), then beside it.

    Raises:
        FormError: it cannot be read or its expressions cannot work; names sheet, row, column and question.
    """
    xml = converted(source)
    try:
        return compile_form(xml, checks=checks, attachments=beside(source, attachments or {}))
    except FormError as error:
        raise located(error, source) from error


def checked(
    form: Form, data: Mapping[str, object], *, now: Callable[[], datetime], choices: ChoiceOverrides | None = None,
    lang: str = "ar",
) -> Record:  # fmt: skip
    """Return a new record with these answers if nothing stands against them.

    Raises:
        Invalid: a ``FieldProblem`` for each problem, its message in ``lang``; also for names the form does not have.
    """
    record = form.open(now=now, lang=lang, choices=choices)
    record.fill(data)
    problems = record.problems()
    if problems:
        raise Invalid(tuple(FieldProblem(problem.name, problem.key, problem.message) for problem in problems))
    return record
