"""Small forms and a standing clock for the tests of the engine."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape

import pytest

from watan_desk.forms import CHECKS, Form, Record, compile_form

NOON = datetime(2026, 11, 21, 9, tzinfo=UTC)


def _xform(nodes: str, binds: str = "", body: str = "", model: str = "") -> str:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa" xmlns:wd="urn:watan-desk:forms"><h:head><h:title>t</h:title>'
        f'<model><instance><data id="t" version="1">{nodes}</data></instance>{model}{binds}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    )


def _form(nodes: str, binds: str = "", body: str = "", model: str = "") -> Form:
    return compile_form(_xform(nodes, binds, body, model), checks=CHECKS)


def _opened(nodes: str, binds: str = "", body: str = "", model: str = "") -> Record:
    return _form(nodes, binds, body, model).open(now=lambda: NOON, lang="en")


def _result(expression: str, answers: Mapping[str, str] | None = None) -> str:
    given = answers or {}
    nodes = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in given.items()) + "<out/>"
    bind = f'<bind nodeset="/data/out" calculate="{escape(expression, quote=True)}"/>'
    return _opened(nodes, bind).get("/data/out")


@pytest.fixture(scope="session")
def now() -> Callable[[], datetime]:
    """Return a clock that shows Saturday 21 November 2026, noon in Riyadh."""
    return lambda: NOON


@pytest.fixture(scope="session")
def xform() -> Callable[..., str]:
    """Return what makes an XForm of nodes, binds, body and the rest of the model."""
    return _xform


@pytest.fixture(scope="session")
def form() -> Callable[..., Form]:
    """Return what compiles a form of the same pieces."""
    return _form


@pytest.fixture(scope="session")
def opened() -> Callable[..., Record]:
    """Return what opens a record of a form of the same pieces, in English."""
    return _opened


@pytest.fixture(scope="session")
def result() -> Callable[..., str]:
    """Return what gives the result of an expression, as a calculation in a form whose nodes hold given answers."""
    return _result
