"""The publisher of an article: the name of its host, a copyright line, or what its head and foot print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from whence.extract.metadata.lines import Lines, first_prose
from whence.extract.metadata.mastheads import (
    above_date,
    barred,
    boilerplate,
    from_hosted,
    in_talk,
    introduced_below,
    is_release,
    issued_by,
    masthead,
    spaced,
    wire,
)
from whence.model import Document, Found
from whence.read.addresses import host
from whence.read.outlets import hosts_others, outlet
from whence.text import squeeze

_COPYRIGHT = re.compile(
    r"(?:copyright\s*(?:©|\(c\))?\s*(?=\d)|©)\s*(?:(?:19|20)\d\d(?:\s?-\s?(?:19|20)?\d\d)?,?)?\s*(?:by\s+)?(?P<name>[^.|\n]{2,60})",
    re.IGNORECASE,
)
_EDITS = re.compile(
    r"\bis (?:(?:an?|the) )?(?!free)[a-z -]{0,40}(?:editor|writer|reporter|correspondent|columnist|journalist)"
    r" (?:of|for|at|with) (?P<name>(?:The )?[A-Z][\w'-]*(?: (?:of|the|and|&|[A-Z][\w'-]*)){0,5})"
)
_LEGAL = re.compile(r",?\s+(?:inc|llc|ltd|l\.?p|plc|corp|gmbh|co)\b\.?.*|,?\s*all rights reserved.*", re.IGNORECASE)
_LOGO = re.compile(r"\s+(?:logo|flat|header|banner|home(?:page)?|\d+)\b.*", re.IGNORECASE)
_MENU = re.compile(r"(?:main\s+)?menu\b|home\s?[/>»|]|skip to (?:main )?content", re.IGNORECASE)
_LONGEST_STEM, _LONGEST_LOGO, _LONGEST_LINE, _OPENING = 30, 6, 300, 160


def publisher(document: Document, plain: str, address: str, lines: Lines) -> Found | None:
    """The publisher of a document whose page declares none; `plain` is its plain reading, `address` may be ""."""
    site = host(address)
    if name := outlet(site):
        return Found(name, "host")
    for line in (*lines.below, *lines.foot):
        if match := _COPYRIGHT.search(line[:_LONGEST_LINE]):
            return Found(_LEGAL.sub("", match["name"]).strip(" ,-"), "copyright line")
    if site and not hosts_others(site):
        return Found(_from_host(site, plain), "host")
    if any(_MENU.match(line) for line in lines.above[1:6]) and len(lines.above[0].split()) <= _LONGEST_LOGO:
        return Found(_LOGO.sub("", lines.above[0]), "page header")
    for line in lines.below:
        if match := _EDITS.search(line):
            return Found(match["name"], "author box")
    return _printed(document, plain, site, lines)


def _printed(document: Document, plain: str, site: str, lines: Lines) -> Found | None:
    """The publisher that the text prints: in the words of its host, in a dateline, a masthead, or a box below."""
    for place, name in _places(document, plain, site, lines):
        if name:
            return Found(name, place)
    return None


def _places(document: Document, plain: str, site: str, lines: Lines) -> Iterator[tuple[str, str]]:
    prose = first_prose(document)
    yield "host", from_hosted(site, plain) if site else ""
    yield "dateline", wire(plain[prose.start : prose.start + _OPENING]) if prose else ""
    yield "line with a date", barred((*lines.above, *lines.top)) or above_date(lines.head)
    yield "masthead", masthead(lines.top) or masthead(lines.above)
    yield "line that names the publisher", issued_by((*lines.above, *lines.top))
    yield "box below", introduced_below(lines.foot) or (boilerplate(lines.foot) if is_release(lines.top) else "")
    yield "whom people talk to", in_talk(plain)


def _from_host(site: str, plain: str) -> str:
    """The name of a site from its host, spelled as the text spells it: networkworld.com, "Network World"."""
    labels = site.split(".")
    stem = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2] if len(labels) > 1 else site
    letters = r"[\s-]?".join(map(re.escape, stem[:_LONGEST_STEM]))
    spelled = re.compile(rf"\b{letters}(?:\.(?:com|org|net|gov|io|edu))?\b", re.IGNORECASE)
    found = Counter(squeeze(match[0]) for match in spelled.finditer(plain) if _named(match[0]))
    return found.most_common(1)[0][0] if found else spaced(stem) or stem.capitalize()


def _named(spelled: str) -> bool:
    return all(word[0].isupper() for word in re.split(r"[\s-]", spelled) if word)
