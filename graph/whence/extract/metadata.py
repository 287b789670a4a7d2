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
from urllib.parse import urlsplit

from whence.analyse import Analysis
from whence.model import BlockKind, Document, Found, Metadata
from whence.read.addresses import host
from whence.read.bylines import about, box, byline, known_given, person, placed, signed
from whence.read.chrome import ends_article
from whence.read.dates import path_date, printed_date
from whence.read.outlets import hosts_others, outlet
from whence.read.titles import bare_title
from whence.text import squeeze

_FULL_DATE = len("2014-08-20")
_COPYRIGHT = re.compile(
    r"(?:copyright\s*(?:©|\(c\))?|©)\s*(?:(?:19|20)\d\d(?:\s?-\s?(?:19|20)?\d\d)?,?)\s*(?:by\s+)?(?P<name>[^.|\n]{2,60})",
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
_TOP_BLOCKS = 4
_MOST_BARE_WORDS = 3
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
    publisher = declared.publisher or _publisher(analysis.plain, address, margins)
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
    first = prose[0].start if prose else len(plain)
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
    first = document.blocks[0] if document.blocks else None
    if first and first.kind is BlockKind.HEADING:
        return Found(squeeze(document.text[first.start : first.end]), "first heading")
    return None


def _authors(document: Document, plain: str, margins: _Margins) -> Iterator[Found]:
    """All persons of the first place that names any."""
    for place, names in _author_places(document, plain, margins):
        if names:
            yield from (Found(name, place) for name in names)
            return


def _author_places(document: Document, plain: str, margins: _Margins) -> Iterator[tuple[str, list[str]]]:
    top = [squeeze(plain[block.start : block.end]) for block in document.blocks[:_TOP_BLOCKS]]
    lines = [*margins.above, *(line for line in top if len(line) < 120)]
    yield "byline", [name for line in lines for name in byline(line)]
    yield (
        "byline with date",
        [name for line in lines if printed_date(line) for name in signed(line) if known_given(name)],
    )
    yield "name with place", [name for line in lines for name in placed(line)]
    yield "author box", [name for line in margins.below if (name := about(line) or box(line))][:1]
    yield "name above the text", [name for line in margins.above if (name := person(line))][:1]
    yield "name above the text", [name for line in top if (name := person(line)) and _plainly_personal(name)][:1]
    yield "byline below", [name for line in margins.below for name in byline(line)]


def _plainly_personal(name: str) -> bool:
    """Whether a name that no by-line introduces is a person's without a doubt."""
    return known_given(name) and len(name.split()) <= _MOST_BARE_WORDS


def _publisher(plain: str, address: str, margins: _Margins) -> Found | None:
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
    return next((Found(match["name"], "author box") for line in margins.below if (match := _EDITS.search(line))), None)


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
    prose = next((block for block in document.blocks if block.kind is not BlockKind.HEADING), None)
    dateline = _DATELINE.match(plain[prose.start : prose.start + 160]) if prose else None
    if dateline and (iso := printed_date(dateline["date"]) or "").startswith(in_path):
        return Found(iso, "dateline")
    return Found(in_path, "address") if in_path else None


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
