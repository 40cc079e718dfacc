"""The XLSForm engine: a library of its own that imports ``common`` only.

A form goes through here in one direction: ``convert`` (sheet -> XForm XML, pyxform); ``xform``, ``body`` and
``wordings`` (XML -> ``definition``); ``lexer``, ``parser`` and ``compiler`` (expressions -> closures; ``library`` holds
the functions they call); ``graph`` (order of recalculation); and then, for every ``record``, ``instance`` (its nodes),
``editing`` and ``live`` (changes and recalculation), ``judging`` and ``drawing`` (problems and views) and ``filling``
(plain data). ``checks`` are our own named checks; the engine only knows those it is given.
"""

from watan_desk.forms.checking import Check, CheckContext, CheckOutcome
from watan_desk.forms.checks import CHECKS
from watan_desk.forms.errors import FormError
from watan_desk.forms.form import Form, checked, compile_form, load_form
from watan_desk.forms.instance import version_of
from watan_desk.forms.record import ChoiceOverrides, Record
from watan_desk.forms.view import FieldInfo, NodeView, Problem

__all__ = [
    "CHECKS",
    "Check",
    "CheckContext",
    "CheckOutcome",
    "ChoiceOverrides",
    "FieldInfo",
    "Form",
    "FormError",
    "NodeView",
    "Problem",
    "Record",
    "checked",
    "compile_form",
    "load_form",
    "version_of",
]
