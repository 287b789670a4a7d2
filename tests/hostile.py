"""Inputs that are made to do harm: what broke a library that reads pages, feeds, archives, papers or RDF.

Each is a row of a table: a number by which the kinds are counted, a name, and a function from a size to bytes. The
numbers are those of `ROWS`, which tells each kind in words.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

ROWS = {
    1: "elements nested without end",
    2: "attributes without end",
    3: "elements without end",
    4: "tags that close nothing",
    5: "no text at all, or in no encoding",
    6: "JSON-LD and JSON that parsers choke on",
    7: "dates that don't exist",
    8: "numbers, quotes and spaces without end",
    9: "characters that look like others or turn the line",
    10: "scripts where a title or an address is expected",
    11: "text that breaks out of RDF",
    12: "entities that grow in a feed",
    13: "entities that grow in RDF/XML",
    14: "entities that open files or addresses",
    15: "JSON-LD contexts from elsewhere",
    16: "queries that ask elsewhere",
    17: "RDF nested without end",
    18: "queries nested or long without end",
    19: "queries that never end, or fill the memory",
    20: "patterns that backtrack in queries",
    21: "graphs that name other shapes and ontologies",
    22: "numbers of a billion digits",
    23: "a literal of megabytes",
    24: "markup in literals",
    25: "blank nodes that are hard to tell apart",
    26: "PDF files that grow, nest or turn in circles",
    27: "archives that grow",
    28: "archives that are cut short or lie",
    29: "names that lead out of a folder",
    30: "lines that are no record",
    31: "feeds that repeat and link to scripts",
    32: "requests that abuse a server",
    33: "formulas and terminal codes in titles",
    34: "addresses that lead to this machine",
    35: "faults of the machine",
}
SECRET = "canary-5f1e"  # noqa: S105 - a word that stands in a file which nothing may open
PROSE = "According to a survey of 1,012 adults by the Lunch Institute, 62 percent of adults skip lunch."
_ARTICLE = f"<article><h1>Lunch Is Skipped</h1><p>{PROSE}</p><p>{PROSE.replace('62', '61')}</p></article>"


@dataclass(frozen=True, slots=True)
class Bad:
    """A hostile file: its kind, its name, how it is made, the size for a quick run and those for a long one."""

    row: int
    name: str
    make: Callable[[int], bytes]
    small: int = 1
    sizes: tuple[int, ...] = (1,)

    def content(self, size: int) -> bytes:
        """The file; what it says of lunch is said in a town of its own, so that no two are the same article."""
        return self.make(size).replace(b"skip lunch", b"skip lunch in town %d" % crc32(self.name.encode()))


def _page(body: str = _ARTICLE, head: str = "") -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode("utf-8", "replace")


def _fixed(content: bytes) -> Callable[[int], bytes]:
    return lambda _size: content


# ---------------------------------------------------------------- pages


def _json_ld(block: str) -> bytes:
    return _page(head=f'<script type="application/ld+json">{block}</script>')


def _canonical(address: str) -> str:
    return f"<link rel=canonical href={quoteattr(address)}>"


DATES = ("2024-13-45", "2024-02-30", "2024-01-01T00:00:00+99:99", "0000-00-00", "9" * 50_000, "31/31/3131")
_SCRIPT = "<script>alert(1)</script>"
_HEADS = {
    "script in title": f"<title>{escape(_SCRIPT)}</title><meta property='og:title' content='{escape(_SCRIPT)}'>",
    "script for an address": "<link rel='canonical' href='javascript:alert(1)'>",
    "script for an author": "<meta name='author' content='\"><img src=x onerror=alert(1)>'>",
    "data for an address": "<meta property='og:url' content='data:text/html,<script>alert(1)</script>'>",
}
_INJECTED = (
    'Lunch" . <https://evil.example.org/s> <https://evil.example.org/p> "o',
    "https://evil.example.org/> . <https://evil.example.org/s",
    'x\\" ; <https://evil.example.org/p> "',
    "} } ; DROP ALL ; INSERT DATA { GRAPH <https://evil.example.org/g> { <a:a> <a:b> 1",
)
_DEEP, _MANY = (20_000, 200_000, 400_000), (20_000, 200_000, 400_000)

PAGES = (
    Bad(1, "deep_div.html", lambda n: _page("<div>" * n + _ARTICLE), 20_000, _DEEP),
    Bad(1, "deep_closed.html", lambda n: _page("<b><div>" * n + _ARTICLE + "</div></b>" * n), 20_000, _DEEP),
    Bad(1, "deep_list.html", lambda n: _page("<ul><li>" * n + _ARTICLE), 20_000, _DEEP),
    Bad(
        2, "attributes.html", lambda n: _page(f"<p {' '.join(f'a{i}=1' for i in range(n))}>{PROSE}</p>"), 20_000, _MANY
    ),
    Bad(
        2, "long_attribute.html", lambda n: _page(f"<p title='{'x ' * n}'>{PROSE}</p>{_ARTICLE}"), 20_000, (2_000_000,)
    ),
    Bad(3, "paragraphs.html", lambda n: _page("<p>Half of 9." * n), 60_000, (49_000, 200_000, 1_000_000)),
    Bad(3, "cells.html", lambda n: _page(f"<table>{'<tr><td>1' * n}</table>{_ARTICLE}"), 30_000, (24_000, 200_000)),
    Bad(3, "links.html", lambda n: _page(_ARTICLE + "<a href=/x>x</a>" * n), 60_000, (49_000, 200_000)),
    Bad(4, "soup.html", lambda n: _page("<a><b><i><table>" * n + PROSE), 3_000, (3_000, 30_000, 300_000)),
    Bad(4, "brackets.html", lambda n: b"<" * n, 100_000, (1_000_000, 4_000_000)),
    Bad(4, "unclosed.html", lambda n: _page(_ARTICLE + "<!--" * n), 20_000, (200_000, 1_000_000)),
    Bad(4, "entities.html", lambda n: _page(f"<p>{PROSE}{'&amp;&#1114112;&x;' * n}</p>"), 20_000, (200_000, 400_000)),
    Bad(5, "empty.html", _fixed(b"")),
    Bad(5, "spaces.html", lambda n: b" " * n, 1_000, (1_000, 10_000_000)),
    Bad(5, "binary.html", lambda n: random.Random(5).randbytes(n), 10_000, (10_000, 5_000_000)),  # noqa: S311
    Bad(5, "zeros.html", lambda n: b"\0" * n, 10_000, (10_000, 19_000_000)),
    Bad(5, "zeros_between.html", _fixed(b"\0".join(_page().split(b" ")))),
    Bad(5, "wrong_charset.html", _fixed(_page(head="<meta charset=utf-16>"))),
    Bad(5, "no_charset.html", _fixed(_page(head="<meta charset=klingon-8>"))),
    Bad(5, "utf7.html", _fixed(b"<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-" + _page())),
    Bad(5, "utf16.html", _fixed(_page().decode().encode("utf-16"))),
    Bad(5, "odd_utf16.html", _fixed(_page().decode().encode("utf-16") + b"\xd8")),
    Bad(6, "deep_json_ld.html", lambda n: _json_ld("[" * n), 100_000, (100_000, 1_000_000)),
    Bad(6, "deep_object.html", lambda n: _json_ld('{"author":' * n + "1" + "}" * n), 20_000, (100_000, 400_000)),
    Bad(
        6,
        "digits.html",
        lambda n: _json_ld('{"@type":"NewsArticle","headline":' + "9" * n + "}"),
        6_000,
        (6_000, 10**6),
    ),
    Bad(6, "surrogate.html", _fixed(_json_ld('{"@type":"NewsArticle","headline":"\\ud800","author":"\\udfff"}'))),
    Bad(6, "not_a_number.html", _fixed(_json_ld('{"@type":"NewsArticle","headline":NaN,"author":[-Infinity]}'))),
    Bad(6, "types.html", _fixed(_json_ld('{"@type":["NewsArticle",7],"headline":{},"author":[[["x"]],null,7]}'))),
    *(
        Bad(7, f"date_{number}.html", _fixed(_page(head=f"<meta property=article:published_time content='{date}'>")))
        for number, date in enumerate(DATES)
    ),
    *(Bad(10, f"{name.replace(' ', '_')}.html", _fixed(_page(head=head))) for name, head in _HEADS.items()),
    *(
        Bad(11, f"injection_{number}.html", _fixed(_page(head=f"<title>{escape(text)}</title>{_canonical(text)}")))
        for number, text in enumerate(_INJECTED)
    ),
    Bad(
        14, "entity.xhtml", _fixed(b'<!DOCTYPE html [<!ENTITY x SYSTEM "canary.txt">]>' + _page(f"<p>&x; {PROSE}</p>"))
    ),
)

# ---------------------------------------------------------------- texts

_STORMS = {
    "numbers": "1,2,3.4.5%6-7 ",
    "percents": "5 % of 6 in 7 ",
    "quotes": "“half said “",
    "spaces": " ",
    "lines": "\n",
    "dashes": "10–20-30—",
    "names": "Dr. A. B. of the C. ",
    "brackets": "[(1 of (2 ",
    "commas": "1,000,000,",
    "words": "according to a survey by ",
    "and": "Ann and Bo, ",
    "fractions": "two-thirds-of-half ",
    "links": "[a](http://a ",
    "headings": "# a\n",
    "stars": "**a*_",
    "zeros": "0",
    "letters": "a",
    "points": ".",
    "apostrophes": "'",
    "dollars": "$1.5 million to $",
}
_STORM = (20_000, 100_000, 1_000_000)
_LOOKALIKES = (
    "\u202e62 percent of adults skip lunch\u202c, a survey of ١٬٠١٢ adults by the Lunch Institute found.",
    "６２ percent of ½ the adults skip lunch, a\u200b sur\u00advey by the Lunch Institute found.",
    "\u2066\u2067" * 2_000 + PROSE,
    "e\u0301" * 5_000 + PROSE,
    "\ufeff" * 5_000 + PROSE,
    "a" + "\u0300" * 20_000 + " " + PROSE,
)


def _storm(unit: str) -> Callable[[int], bytes]:
    return lambda n: (PROSE + "\n\n" + unit * (n // len(unit.encode()))).encode()


TEXTS = (
    *(Bad(8, f"storm_{name}.txt", _storm(unit), 10_000, _STORM) for name, unit in _STORMS.items()),
    Bad(5, "empty.txt", _fixed(b"")),
    Bad(5, "utf8.txt", _fixed(PROSE.encode() + b"\xff\xfe\xc0\xaf")),
    Bad(5, "pdf.txt", _fixed(b"%PDF-1.7 " + PROSE.encode())),
    *(Bad(9, f"lookalike_{number}.txt", _fixed(text.encode())) for number, text in enumerate(_LOOKALIKES)),
    Bad(7, "dates.txt", _fixed(f"URL: https://a.example.org/d\nDate: 2024-13-45\n\n{PROSE}".encode())),
    Bad(11, "iri.txt", _fixed(f'URL: https://a.example.org/<>"{{}}|\\^`\x01 x\n\n{PROSE}'.encode())),
    Bad(8, "yaml.md", lambda n: f"---\ntitle: {'[' * n}\n---\n{PROSE}".encode(), 10_000, (10_000, 60_000, 1_000_000)),
    Bad(
        12,
        "yaml_laughs.md",
        _fixed(
            (
                "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
                + "".join(
                    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
                )
                + f"title: *i\n---\n{PROSE}"
            ).encode()
        ),
    ),
    Bad(11, "yaml_object.md", _fixed(f"---\ntitle: !!python/object/apply:os.mkdir [evil]\n---\n{PROSE}".encode())),
    Bad(33, "escapes.txt", _fixed(f'Title: =HYPERLINK("http://a")\x1b[31m\x1b]0;x\x07\n\n{PROSE}'.encode())),
)

# ---------------------------------------------------------------- feeds and records

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _feed(items: str, prolog: str = "") -> bytes:
    return f"<?xml version='1.0'?>{prolog}<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()


def _item(link: str, guid: str = "g") -> str:
    text = escape(f"<p>{PROSE}</p>" * 6)
    return f"<item><title>T</title><guid>{guid}</guid><link>{link}</link><description>{text}</description></item>"


def _lines(*rows: object) -> bytes:
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)


_GOOD_LINE = {"url": "https://a.example.org/line", "text": PROSE}
FEEDS = (
    Bad(12, "laughs.xml", _fixed(_feed("<item>&l9;</item>", f"<!DOCTYPE x [<!ENTITY l0 'ha'>{_LAUGHS}]>"))),
    Bad(12, "laughs.rss", _fixed(_feed("<item>&l9;</item>", f"<!DOCTYPE x [<!ENTITY l0 'ha'>{_LAUGHS}]>"))),
    Bad(
        12,
        "quadratic.rss",
        lambda n: _feed(f"<item><title>{'&a;' * n}</title></item>", f"<!DOCTYPE x [<!ENTITY a '{'a' * n}'>]>"),
        10_000,
        (10_000, 100_000),
    ),
    Bad(
        12,
        "late.rss",
        lambda n: _feed("<item/>", f"<!--{'x' * n}--><!DOCTYPE x [<!ENTITY l0 'ha'>{_LAUGHS}]>"),
        70_000,
        (70_000,),
    ),
    Bad(13, "laughs_rdf.xml", _fixed(f"<!DOCTYPE r [<!ENTITY l0 'ha'>{_LAUGHS}]><rdf:RDF>&l9;</rdf:RDF>".encode())),
    Bad(14, "file.rss", _fixed(_feed(_item("&x;"), "<!DOCTYPE x [<!ENTITY x SYSTEM 'canary.txt'>]>"))),
    Bad(14, "http.xml", _fixed(_feed(_item("&x;"), "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"))),
    Bad(
        14,
        "file.atom",
        _fixed(b"<!DOCTYPE x [<!ENTITY x SYSTEM 'file:canary.txt'>]><feed><entry><title>&x;</title></entry></feed>"),
    ),
    Bad(31, "same.rss", lambda n: _feed(_item("https://a.example.org/i") * n), 1_000, (2_500, 20_000)),
    Bad(31, "script.rss", _fixed(_feed(_item("javascript:alert(1)")))),
    Bad(31, "deep.rss", lambda n: _feed("<item>" * n), 5_000, (5_000, 100_000)),
    Bad(30, "mark.jsonl", _fixed(b"\xef\xbb\xbf" + _lines(_GOOD_LINE))),
    Bad(30, "null.jsonl", _fixed(_lines(None, [], 7, "x", {}, {"text": None}, {"text": ["x"]}))),
    Bad(30, "deep.jsonl", lambda n: b"[" * n + b"\n" + _lines({"text": PROSE}), 100_000, (100_000, 4_000_000)),
    Bad(30, "twice.jsonl", _fixed(b'{"text": "a", "text": "' + PROSE.encode() + b'"}')),
    Bad(
        30,
        "long_line.jsonl",
        lambda n: b'{"text": "' + b"x " * (n // 2) + b'"}',
        10_000,
        (10_000, 4_000_000, 20_000_000),
    ),
    Bad(30, "digits.jsonl", lambda n: b'{"text": ' + b"9" * n + b"}", 10_000, (10_000, 4_000_000)),
    Bad(
        29,
        "names.jsonl",
        _fixed(_lines({"url": "file:///../../evil", "text": PROSE}, {"url": "../../evil", "text": PROSE})),
    ),
)

# ---------------------------------------------------------------- archives

_BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _record(block: bytes, uri: str = "https://a.example.org/w", length: str | None = None) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-05T10:11:12Z\r\n"
    kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n"
    return (head + kind).encode() + block + b"\r\n\r\n"


def _answer(body: bytes, header: str = "") -> bytes:
    return _BLOCK + header.encode() + b"\r\n" + body


def _zeros(size: int) -> bytes:
    """So many zeros as gzip, made in little memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = bytes(1 << 20)
    return b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()


ARCHIVES = (
    Bad(27, "bomb.txt.gz", _zeros, 64 << 20, (64 << 20, 3 << 30)),
    Bad(27, "bomb.jsonl.gz", _zeros, 64 << 20, (64 << 20, 3 << 30)),
    Bad(27, "bomb.warc.gz", lambda n: gzip.compress(_record(_answer(b""))) + _zeros(n), 64 << 20, (1 << 30,)),
    Bad(27, "body.warc", lambda n: _record(_answer(_zeros(n), "Content-Encoding: gzip\r\n")), 64 << 20, (500 << 20,)),
    Bad(
        27,
        "twice.warc",
        lambda n: _record(_answer(gzip.compress(_zeros(n)), "Content-Encoding: gzip, gzip\r\n")),
        32 << 20,
        (500 << 20,),
    ),
    Bad(28, "cut.warc.gz", _fixed(gzip.compress(_record(_answer(_page())) * 3)[:-40])),
    Bad(28, "cut.txt.gz", _fixed(gzip.compress(PROSE.encode() * 50)[:-9])),
    Bad(28, "long.warc", _fixed(_record(_answer(_page()), length="99999999"))),
    Bad(28, "negative.warc", _fixed(_record(_answer(_page()), length="-1"))),
    Bad(28, "words.warc", _fixed(_record(_answer(_page()), length="many"))),
    Bad(28, "chunks.warc", _fixed(_record(_answer(b"ffffffffffff\r\n" + _page(), "Transfer-Encoding: chunked\r\n")))),
    Bad(
        28, "headers.warc", lambda n: _record(_BLOCK + b"X: y\r\n" * n + b"\r\n" + _page()), 10_000, (10_000, 1_000_000)
    ),
    Bad(29, "file.warc", _fixed(_record(_answer(_page()), "file:///../../etc/evil"))),
    Bad(29, "newline.warc", _fixed(_record(_answer(_page()), "https://a.example.org/\r\nX-Evil: 1"))),
)

# ---------------------------------------------------------------- papers


def _paper(objects: Iterable[bytes]) -> bytes:
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows)
    return (
        content
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(content))
    )


def _stream(body: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), more, body)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 800] >>"
_SHEET = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> /Font << >> >> >>"
_FORM = _stream(b"/X Do", b"/Type /XObject /Subtype /Form")


def _inflated(size: int) -> bytes:
    twice = zlib.compress(zlib.compress(b"(a) Tj " * (size // 7)))
    return _paper([_CATALOG, _TREE, _SHEET, _stream(twice, b"/Filter [/FlateDecode /FlateDecode]"), b"null"])


PAPERS = (
    Bad(26, "bomb.pdf", _inflated, 8_000_000, (8_000_000, 300_000_000)),
    Bad(
        26,
        "operators.pdf",
        lambda n: _paper([_CATALOG, _TREE, _SHEET, _stream(b"BT (a) Tj ET q " * n), b"null"]),
        2_000,
        (100_000, 1_000_000),
    ),
    Bad(
        26,
        "filters.pdf",
        lambda n: _paper([_CATALOG, _TREE, _SHEET, _stream(b"x", b"/Filter [" + b"/FlateDecode " * n + b"]"), b"null"]),
        1_000,
        (1_000, 100_000),
    ),
    Bad(
        26,
        "deep_array.pdf",
        lambda n: _paper([_CATALOG, _TREE, _SHEET, b"[" * n, b"null"]),
        20_000,
        (100_000, 1_000_000),
    ),
    Bad(26, "itself.pdf", _fixed(_paper([_CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]))),
    Bad(26, "count.pdf", _fixed(_paper([_CATALOG, b"<< /Type /Pages /Kids [] /Count 1000000000 >>"]))),
    Bad(26, "form.pdf", _fixed(_paper([_CATALOG, _TREE, _SHEET, _stream(b"/X Do"), _FORM]))),
    Bad(26, "before.pdf", _fixed(_paper([_CATALOG, _TREE, _SHEET]).replace(b"/Size", b"/Prev 9 /Size"))),
    Bad(26, "cut.pdf", _fixed(_inflated(1_000)[:200])),
    Bad(26, "nothing.pdf", _fixed(b"%PDF-1.7")),
)

FILES: tuple[Bad, ...] = (*PAGES, *TEXTS, *FEEDS, *ARCHIVES, *PAPERS)
"""What is given to a build."""

# ---------------------------------------------------------------- graphs

_A, _B = "<https://a.example.org/a>", "<https://a.example.org/b>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _typed(value: str, kind: str) -> bytes:
    return f'{_A} {_B} "{value}"^^<{kind}> .\n'.encode()


def _clique(size: int) -> bytes:
    return "".join(f"_:n{a} {_B} _:n{b} .\n" for a in range(size) for b in range(size) if a != b).encode()


def _context(address: str) -> bytes:
    return json.dumps({"@context": address, "@id": "https://a.example.org/a", "name": "x"}).encode()


GRAPHS = (
    Bad(11, "iri.ttl", _fixed(f"<https://a.example.org/ <> {_B} 1 .".encode())),
    Bad(11, "iri.nt", _fixed(f'<https://a.example.org/"x y> {_B} {_A} .'.encode())),
    Bad(15, "http.jsonld", _fixed(_context("http://127.0.0.1:9/context"))),
    Bad(15, "file.jsonld", _fixed(_context("file:canary.txt"))),
    Bad(
        15, "import.jsonld", _fixed(b'{"@context": {"@version": 1.1, "@import": "canary.txt"}, "@id": "a:a", "a:b": 1}')
    ),
    Bad(17, "brackets.ttl", lambda n: f"{_A} {_B} {'[ <a:b> ' * n}".encode(), 50_000, (50_000, 500_000)),
    Bad(17, "lists.ttl", lambda n: f"{_A} {_B} {'(' * n}".encode(), 50_000, (50_000, 500_000)),
    Bad(17, "closed.ttl", lambda n: f"{_A} {_B} {'(' * n}{')' * n} .".encode(), 50_000, (50_000, 500_000)),
    Bad(17, "deep.jsonld", lambda n: b'{"a:b":' * n + b"1" + b"}" * n, 50_000, (50_000, 500_000)),
    Bad(
        17,
        "deep_list.jsonld",
        lambda n: b'{"@id":"a:a","a:b":' + b'{"@list":[' * n + b"]}" * n + b"}",
        50_000,
        (50_000, 500_000),
    ),
    Bad(
        21,
        "imports.ttl",
        _fixed(f"{_A} <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/o>, <file:canary.txt> .".encode()),
    ),
    Bad(22, "exponent.nt", _fixed(_typed("1e999999999", f"{_XSD}decimal") + _typed("1E999999999", f"{_XSD}double"))),
    Bad(22, "digits.nt", lambda n: _typed("9" * n, f"{_XSD}integer"), 100_000, (100_000, 5_000_000)),
    Bad(23, "literal.nt", lambda n: f'{_A} {_B} "{"x" * n}" .'.encode(), 1_000_000, (4_000_000, 30_000_000)),
    Bad(
        24,
        "markup.nt",
        lambda n: _typed("<b>" * n, f"{_RDF}HTML") + _typed("<b>" * n, f"{_RDF}XMLLiteral"),
        20_000,
        (20_000, 2_000_000),
    ),
    Bad(25, "clique.nt", _clique, 12, (12, 60)),
)
"""What is given as a graph to be asked and validated."""


# ---------------------------------------------------------------- damage


def mutations(pages: Iterable[bytes], count: int, seed: int) -> Iterator[bytes]:
    """So many damaged copies of pages: bytes changed, pieces cut, doubled, moved or repeated; the seed decides."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    originals = list(pages)
    for _ in range(count):
        content = bytearray(chance.choice(originals))
        for _ in range(chance.randrange(1, 12)):
            start = chance.randrange(len(content))
            piece = content[start : start + chance.randrange(1, 400)]
            match chance.randrange(5):
                case 0:
                    content[start] = chance.randrange(256)
                case 1:
                    del content[start : start + len(piece)]
                case 2:
                    content[start:start] = piece * chance.randrange(1, 40)
                case 3:
                    content[start:start] = chance.choice(_SPLINTERS)
                case _:
                    content = content[:start] or content
        yield bytes(content)


_SPLINTERS = (
    b"<", b">", b"</", b"<!--", b"]]>", b"<![CDATA[", b"<script>", b"<table>", b"\0", b"\xff\xfe", b"\xed\xa0\x80",
    b"&#0;", b"&#x110000;", b"<meta charset=utf-7>", b"%", b"9" * 400, b"1e9999", b"\xe2\x80\xae", b"\xe2\x80\x9c",
    b"<p>" * 300,
)  # fmt: skip
