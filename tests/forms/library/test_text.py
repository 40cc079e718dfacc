"""If these failed, names, codes and messages that forms put together would be wrong."""

from collections.abc import Callable

import pytest

Result = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("string(1.50)", "1.5"),
        ("concat('a', 1, true())", "a1true"),
        ("concat(/data/a, ' ', /data/b)", "سالم 12"),
        ("join('، ', 'a', 'b')", "a، b"),
        ("starts-with('abc', 'ab')", "true"),
        ("ends-with('abc', 'bc')", "true"),
        ("contains('abc', 'd')", "false"),
        ("substring-before('1999/04', '/')", "1999"),
        ("substring-before('a', '')", ""),
        ("substring-after('1999/04', '/')", "04"),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring('12345', 2)", "2345"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -2)", "lo"),
        ("substr('hello', 2)", "llo"),
        ("base64-decode('2LPZ hNin2YU')", "سلام"),
        ("base64-decode('/w==')", "\ufffd"),
        ("base64-decode('?')", ""),
        ("string-length('سالم')", "4"),
        ("string-length(/data/b)", "2"),
        ("normalize-space('  a   b ')", "a b"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("regex('1994580734', '^1[0-9]{9}$')", "true"),
        ("regex('ab1234', '[0-9]{3}')", "true"),
        ("regex('', '^$')", "true"),
        ("string-length(uuid())", "36"),
        ("string-length(uuid(6))", "6"),
        ("digest('abc', 'SHA-256', 'hex')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("digest('abc', 'MD5')", "kAFQmDzST7DWlj99KOF/cg=="),
        ("digest('abc', substr('NONE', 0))", ""),
        ("join(',')", ""),
        ("substr('hello', 1.7)", "ello"),
        ("base64-decode('c2Fs')", "sal"),
        ("base64-decode('***')", ""),
        ("base64-decode('سلام')", ""),
        ("digest('abc', 'MD5', 'HEX')", "900150983cd24fb0d6963f7d28e17f72"),
    ],
)
def test_text_functions(result: Result, expression: str, expected: str) -> None:
    assert result(expression, {"a": "سالم", "b": "12"}) == expected
