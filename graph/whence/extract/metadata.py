"""An article's metadata: what its page or front matter declares, completed from its text and its address.

Declared values stand. What is missing is looked for where newspapers print it: the headline above the text,
by-lines and dates between headline and text, the box that introduces the author below it, the copyright line,
and the host and path of the address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlsplit

from whence.analyse import Analysis
from whence.model import Block, BlockKind, Document, Found, Metadata
from whence.read.addresses import host
from whence.read.bylines import about, box, byline, credited, known_given, person, placed, roled, sign_off, signed
from whence.read.chrome import ends_article
from whence.read.dates import path_date, printed_date
from whence.read.mastheads import (
    boilerplate,
    from_hosted,
    headline,
    in_talk,
    introduced_below,
    is_release,
    label_or_release,
    masthead,
    wire,
)
from whence.read.outlets import hosts_others, outlet
from whence.read.titles import bare_title, names_site
from whence.text import squeeze

_FULL_DATE = len("2014-08-20")
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
_DATELINE = re.compile(
    r"[A-Z][^\n]{0,80}?(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d)\s*(?:\([^()\n]{1,40}\)\s*)?[-:]"
)
_TOP_BLOCKS = 6
_LEAD_BLOCKS = 3
_MOST_BARE_WORDS = 3
_MOST_HEADINGS, _SHORTEST_MENU = 6, 4
_FOOT = 600
_MOST_DATE_WORDS = 5
_LONGEST_LINE = 120
_LONGEST_STEM = 30


@dataclass(frozen=True, slots=True)
class _Margins:
    """The lines of a text in none of its blocks: above its first prose, and right below its last block."""

    above: tuple[str, ...]
    below: tuple[str, ...]


def complete(document: Document, analysis: Analysis) -> Metadata:
    """The metadata of an article; each value says where it was found, and what is not found is None or empty."""
    declared = document.metadata
    margins = _margins(document, analysis.plain)
    address = declared.url.value if declared.url else ""
    publisher = declared.publisher or _publisher(document, analysis.plain, address, margins)
    return Metadata(
        url=declared.url,
        title=_title(document, publisher),
        authors=declared.authors or tuple(dict.fromkeys(_authors(document, analysis.plain, margins))),
        publisher=publisher,
        published=_published(document, analysis.plain, address, margins),
        language=declared.language,
    )


def _margins(document: Document, plain: str) -> _Margins:
    prose = [block for block in document.blocks if block.kind is not BlockKind.HEADING]
    first = max(prose[0].start, document.blocks[:_LEAD_BLOCKS][-1].start) if prose else len(plain)
    last = document.blocks[-1].end if document.blocks else 0
    ends = [0, *(block.end for block in document.blocks if block.end <= first)]
    starts = [*(block.start for block in document.blocks if block.end <= first), first]
    above = tuple(line for end, start in zip(ends, starts, strict=True) for line in _lines(plain[end:start]))
    below = []
    for line in _lines(plain[last:]):
        if ends_article(line):
            break
        below.append(line)
    return _Margins(above[-60:], tuple(below[:20]))


def _lines(stretch: str) -> Iterator[str]:
    return (squeeze(line).strip(" *_#") for line in stretch.splitlines() if line.strip(" *_#"))


def _title(document: Document, publisher: Found | None) -> Found | None:
    if found := document.metadata.title:
        bare = bare_title(found.value, [publisher.value]) if publisher else found.value
        return Found(bare or found.value, found.place)
    site = publisher.value if publisher else ""
    headings = _leading_headings(document)
    for at, line in enumerate(headings):
        named = headline(line, site)
        dated = len(line.split()) <= _MOST_DATE_WORDS and printed_date(line) is not None
        if (
            named
            and not dated
            and not byline(line)
            and not label_or_release(named)
            and not _of_site(headings, at, site)
        ):
            return Found(named, "first heading")
    if not headings:
        return None
    return _below_masthead(document, len(headings)) or Found(headings[0], "first heading")


def _leading_headings(document: Document) -> list[str]:
    blocks = takewhile(lambda block: block.kind is BlockKind.HEADING, document.blocks[:_MOST_HEADINGS])
    return [squeeze(document.text[block.start : block.end]) for block in blocks]


def _below_masthead(document: Document, at: int) -> Found | None:
    """The headline of several sentences, which has not the form of a heading, below a masthead."""
    for block in document.blocks[at : at + 1]:
        line = squeeze(document.text[block.start : block.end])
        if block.kind is BlockKind.PARAGRAPH and len(line) <= _LONGEST_LINE and not byline(line):
            return Found(line, "line below the masthead")
    return None


def _of_site(headings: list[str], at: int, site: str) -> bool:
    """Whether a heading is the site's name, or the menu below it."""
    if not site:
        return False
    words = [word for word in headings[at].split() if word.isalpha()]
    menu = len(words) >= _SHORTEST_MENU and all(word[0].isupper() for word in words) and " of " not in headings[at]
    return names_site(headings[at], [site]) or (at == 1 and menu and names_site(headings[0], [site]))


def _authors(document: Document, plain: str, margins: _Margins) -> Iterator[Found]:
    """All persons of the first place that names any."""
    for place, names in _author_places(document, plain, margins):
        if names:
            yield from (Found(name, place) for name in names)
            return


def _author_places(document: Document, plain: str, margins: _Margins) -> Iterator[tuple[str, list[str]]]:
    top = _top(document, plain)
    lines = [*margins.above, *(line for line in top if len(line) < 120)]
    yield "byline", [name for line in lines for name in byline(line)]
    yield (
        "byline with date",
        [name for line in lines if printed_date(line) for name in signed(line) if known_given(name)],
    )
    yield "name with place", [name for line in lines for name in placed(line)]
    yield "role and name", [name for line in lines if (name := roled(line))]
    yield "author box", [name for line in margins.below if (name := about(line) or box(line))][:1]
    yield "name above the text", [name for line in margins.above if (name := person(line))][:1]
    yield "name above the text", [name for line in top if (name := person(line)) and _plainly_personal(name)][:1]
    yield "byline below", [name for line in margins.below for name in byline(line)]
    last = list(_lines(plain[-_FOOT:]))
    yield "credit below", [name for line in last for name in credited(line)]
    yield "sign-off", [name for line in last[-2:] if (name := sign_off(line))]


def _plainly_personal(name: str) -> bool:
    """Whether a name that no by-line introduces is a person's without a doubt."""
    return known_given(name) and len(name.split()) <= _MOST_BARE_WORDS


def _publisher(document: Document, plain: str, address: str, margins: _Margins) -> Found | None:
    site = host(address)
    if name := outlet(site):
        return Found(name, "host")
    for line in (*margins.below, *_lines(plain[-600:])):
        if match := _COPYRIGHT.search(line[:300]):
            return Found(_LEGAL.sub("", match["name"]).strip(" ,-"), "copyright line")
    if site and not hosts_others(site):
        return Found(_from_host(site, plain), "host")
    if any(_MENU.match(line) for line in margins.above[1:6]) and len(margins.above[0].split()) <= 6:
        return Found(_LOGO.sub("", margins.above[0]), "page header")
    for line in margins.below:
        if match := _EDITS.search(line):
            return Found(match["name"], "author box")
    return _printed_publisher(document, plain, site, margins)


def _printed_publisher(document: Document, plain: str, site: str, margins: _Margins) -> Found | None:
    """The publisher that the text prints: in the words of its host, in a dateline, a masthead, or a box below."""
    if site and (name := from_hosted(site, plain)):
        return Found(name, "host")
    if (prose := _first_prose(document)) and (name := wire(plain[prose.start : prose.start + 160])):
        return Found(name, "dateline")
    top, foot = _top(document, plain), list(_lines(plain[-_FOOT:]))
    if name := masthead(top) or masthead(margins.above):
        return Found(name, "masthead")
    if name := introduced_below(foot) or (boilerplate(foot) if is_release(top) else ""):
        return Found(name, "box below")
    name = in_talk(plain)
    return Found(name, "whom people talk to") if name else None


def _first_prose(document: Document) -> Block | None:
    return next((block for block in document.blocks if block.kind is not BlockKind.HEADING), None)


def _top(document: Document, plain: str) -> list[str]:
    return [squeeze(plain[block.start : block.end]) for block in document.blocks[:_TOP_BLOCKS]]


def _published(document: Document, plain: str, address: str, margins: _Margins) -> Found | None:
    """The declared date, else the most precise of those in address, by-lines and dateline."""
    if found := document.metadata.published:
        return found
    in_path = path_date(urlsplit(address).path) or ""
    if len(in_path) == _FULL_DATE:
        return Found(in_path, "address")
    for line in margins.above:
        if len(line) < 200 and len(iso := printed_date(line) or "") == _FULL_DATE:
            return Found(iso, "line above the text")
    prose = _first_prose(document)
    dateline = _DATELINE.match(plain[prose.start : prose.start + 160]) if prose else None
    if dateline and (iso := printed_date(dateline["date"]) or "").startswith(in_path):
        return Found(iso, "dateline")
    if iso := _date_at_top(document, plain, in_path):
        return Found(iso, "line above the text")
    return Found(in_path, "address") if in_path else None


def _date_at_top(document: Document, plain: str, in_path: str) -> str:
    """The date of a short line among the first: a whole one, else a month that ends the line."""
    lines = [line for line in _top(document, plain) if len(line) < _LONGEST_LINE]
    found = [(line, iso) for line in lines if (iso := printed_date(line)) and iso.startswith(in_path)]
    whole = next((iso for _, iso in found if len(iso) == _FULL_DATE), "")
    month = next((iso for line, iso in found[:1] if line != lines[0] and line.endswith(iso[:4])), "")
    return whole or month


def _from_host(site: str, plain: str) -> str:
    """The name of a site from its host, spelled as the text spells it: networkworld.com, "Network World"."""
    labels = site.split(".")
    stem = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2] if len(labels) > 1 else site
    letters = r"[\s-]?".join(map(re.escape, stem[:_LONGEST_STEM]))
    spelled = re.compile(rf"\b{letters}(?:\.(?:com|org|net|gov|io|edu))?\b", re.IGNORECASE)
    found = Counter(squeeze(match[0]) for match in spelled.finditer(plain) if _named(match[0]))
    return found.most_common(1)[0][0] if found else stem.capitalize()


def _named(spelled: str) -> bool:
    return all(word[0].isupper() for word in re.split(r"[\s-]", spelled) if word)
