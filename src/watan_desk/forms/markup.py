"""Reads XML from outside: no entities, no document type, bounded in size and depth."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError
from xml.etree.ElementTree import fromstring as plain_fromstring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from watan_desk.forms.errors import FormError

LONGEST_XFORM = 30_000_000
MOST_TAGS = 3_000_000
"""Each element costs a hundred bytes and more, however short it is written."""
DEEPEST_XML = 100
"""The tree is walked by recursion; no form nests its groups a tenth as deep."""


def parse_xml(text: str, key: str, **params: object) -> Element:
    """Return the root element of XML from outside: no entities, no document type, no more than 30 MB.

    Raises:
        FormError: with the given key and parameters, if it is not such XML.
    """
    if len(text) > LONGEST_XFORM or text.count("<") > MOST_TAGS:
        raise FormError(key, **params)
    try:
        root = _parsed(text)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FormError(key, **params) from error
    _refuse_depth(root, key, params)
    return root


def _parsed(text: str) -> Element:
    """Parse in C what declares nothing; whatever may declare something goes to the slower parser, which refuses it."""
    if "<!DOCTYPE" not in text:
        return plain_fromstring(text)  # noqa: S314 - without a document type there are no entities
    careful: Element = fromstring(text, forbid_dtd=True)
    return careful


def _refuse_depth(root: Element, key: str, params: Mapping[str, object]) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST_XML:
            raise FormError(key, **params)
        level = [child for element in level for child in element]
