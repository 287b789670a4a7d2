"""How deep a file of RDF is nested, told before a parser walks into it.

Oxigraph's readers take quadratic time for the depth of JSON-LD and RDF/XML, and a stack frame for each triple term
within another; and what is nested so deep is no graph of articles in any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from mmap import mmap

import pyoxigraph as ox

MOST_NESTED = 128
"""Levels of brackets or elements; a graph of ours has four."""

_JSON = rb'[^"\[\]{}]++ | "(?>(?:[^"\\]++|\\.)*)(?:"|\\?\Z)'
_TURTLE = rb"""[^\\"'\#<>()\[\]{}]++ | \\. | \#[^\n\r]*+
    | "{3}(?>(?:[^"\\]++|\\.|"{1,2}(?!"))*)(?:"{3}|\\?\Z) | '{3}(?>(?:[^'\\]++|\\.|'{1,2}(?!'))*)(?:'{3}|\\?\Z)
    | "(?!"")(?>(?:[^"\\\n\r]++|\\.)*)" | '(?!'')(?>(?:[^'\\\n\r]++|\\.)*)' | ""(?!") | ''(?!')
    | <(?>(?:[^\x00-\x20<>"{}|^`\\]++|\\[uU])*)>"""
_XML = rb"""[^<>]++ | <!--.*?(?:-->|\Z) | <!\[CDATA\[.*?(?:\]\]>|\Z) | <\?.*?(?:\?>|\Z)
    | <![A-Z](?>(?:[^<>"']++|"[^"]*+"|'[^']*+')*) | <[^\s!?/](?>(?:[^<>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*)/>"""


def _signs(hidden: bytes, opening: bytes, closing: bytes) -> re.Pattern[bytes]:
    """What finds the signs that open or close a level, and between them runs of what holds none or hides them."""
    signs = b"(?>(?:%b){1,1000})|(?P<open>%b)|(?P<close>%b)|." % (hidden, opening, closing)
    return re.compile(signs, re.DOTALL | re.VERBOSE)


_OF_JSON = _signs(_JSON, rb"[\[{]", rb"[\]}]")
_OF_XML = _signs(_XML, rb"<[^\s!?/]", rb"</")
_OF_TURTLE = _signs(_TURTLE, rb"[\[({]|<<", rb"[\])}]|>>")
_FLAT = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
"""The formats in which nothing but triple terms can nest."""
_OTHERS = {ox.RdfFormat.JSON_LD: _OF_JSON, ox.RdfFormat.RDF_XML: _OF_XML}
"""The signs of the formats that are none of the family of Turtle."""


def too_deep(content: bytes | mmap, form: ox.RdfFormat) -> bool:
    """Whether RDF is nested deeper than MOST_NESTED; what is not written in its format is for its parser to tell."""
    if form in _FLAT and content.find(b"<<") < 0:
        return False
    return any(depth > MOST_NESTED for depth in _depths(content, _OTHERS.get(form, _OF_TURTLE)))


def _depths(content: bytes | mmap, signs: re.Pattern[bytes]) -> Iterator[int]:
    depth = 0
    for sign in signs.finditer(content):
        depth += (sign["open"] is not None) - (sign["close"] is not None)
        yield depth
