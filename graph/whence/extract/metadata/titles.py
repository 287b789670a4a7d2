"""The title of an article: the declared one without the site's name, else the headline among its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from whence.extract.metadata.lines import LONGEST_LINE, lead
from whence.extract.metadata.mastheads import headline, is_issue, label_or_release
from whence.model import Block, BlockKind, Document, Found
from whence.read.bylines import byline, known_given, person, roled
from whence.read.dates import printed_date
from whence.read.titles import bare_title, names_site
from whence.text import plain, squeeze

_WORD = re.compile(r"[a-z0-9]+")
_SLUG_END = re.compile(r"(?:\.\w{1,5}|[-_]?\d{5,})+$|^\d{5,}[.-]")
_BAR = re.compile(r"\s*[|>»«·•]\s*|\s{2,}")
_NUMBERED = re.compile(
    r"(?:bulletin|note|paper|briefing|report|release|circular|working paper|economic note)\s(?:no\.?\s?)?\d[\d/.-]{0,9}"
    r"\s*(?:[-:|]|--)\s*(?=[A-Z])",
    re.IGNORECASE,
)
_MOST_DATE_WORDS, _MOST_MENU_WORDS, _LEAST_MENU = 5, 3, 3
_LEAST_NAMED, _LEAST_NAMED_PROSE, _MORE, _FEWEST_NAMED = 0.6, 0.8, 1e-6, 2


def title(document: Document, publisher: Found | None, address: str) -> Found | None:
    """The title of a document, whose publisher and address are known or None and "" ; None where it has none."""
    site = publisher.value if publisher else ""
    if found := document.metadata.title:
        bare = bare_title(found.value, [site]) if site else found.value
        return Found(bare or found.value, found.place)
    blocks = lead(document)
    if named := _named(document, blocks, _slug(address)):
        return Found(named, "heading that the address names")
    headings = [_raw(document, block) for block in blocks if block.kind is BlockKind.HEADING]
    for at, raw in enumerate(headings):
        if found_line := _headline(raw, at, headings, site):
            return Found(found_line, "first heading")
    if not headings:
        return None
    if is_issue(squeeze(headings[0])):
        return Found(squeeze(headings[0]), "number of the issue")
    lines = (_two_sentences(document, block) for block in blocks)
    return Found(next(filter(None, lines), squeeze(headings[0])), "line by the masthead")


def _raw(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _slug(address: str) -> list[str]:
    """The words of the last part of an address that has several: "/2014/08/walls-rise.html" → walls, rise."""
    for part in reversed(urlsplit(address).path.split("/")):
        words = _WORD.findall(_SLUG_END.sub("", unquote(part).lower()))
        if len(words) >= _FEWEST_NAMED:
            return words
    return []


def _named(document: Document, blocks: Sequence[Block], slug: Sequence[str]) -> str:
    """The line at the head of a text that has most of the words by which its address names the article."""
    best, share = "", _LEAST_NAMED
    for block in blocks:
        line = squeeze(_raw(document, block))
        words = set(_WORD.findall(plain(line).lower().replace("'", "")))
        both = sum(word in words for word in slug)
        least = share if block.kind is BlockKind.HEADING else max(share, _LEAST_NAMED_PROSE)
        if both >= _FEWEST_NAMED and both >= least * len(slug) and len(line) <= 2 * LONGEST_LINE:
            best, share = headline(line, "") or line, both / len(slug) + _MORE
    return best


def _headline(raw: str, at: int, headings: Sequence[str], site: str) -> str:
    """The headline that a heading is, without the number of a series before it; "" where it is none."""
    line = squeeze(raw)
    shown = headline(_unnumbered(line), site)
    labels = (
        not shown
        or (len(line.split()) <= _MOST_DATE_WORDS and printed_date(line) is not None)
        or byline(line)
        or roled(line)
        or label_or_release(shown)
        or is_issue(line)
        or _is_menu(raw)
        or (site and _of_site(headings, at, site))
        or (len(headings) > 1 and person(line) and known_given(line))
    )
    return "" if labels else shown


def _unnumbered(line: str) -> str:
    """A heading without the number that it has in a series: "Bulletin 3/2024 - Walls rise" is "Walls rise"."""
    match = _NUMBERED.match(plain(line))
    return line[match.end() :] if match else line


def _is_menu(raw: str) -> bool:
    """Whether a line is a menu or a trail of crumbs: "News | Sport | Money"."""
    parts = [part.split() for part in _BAR.split(raw.strip()) if part]
    short = all(len(words) <= _MOST_MENU_WORDS for words in parts[:-1])
    return len(parts) >= _LEAST_MENU and short


def _of_site(headings: Sequence[str], at: int, site: str) -> bool:
    """Whether a heading is the site's name, or says what the site is below it."""
    line = squeeze(headings[at])
    words = [word for word in line.split() if word.isalpha()]
    above = at == 1 and names_site(squeeze(headings[0]), [site])
    menu = len(words) > _MOST_MENU_WORDS and all(word[0].isupper() for word in words) and " of " not in line
    return names_site(line, [site]) or (above and (menu or ", by " in line))


def _two_sentences(document: Document, block: Block) -> str:
    """The headline of several sentences, which has not the form of a heading."""
    line = squeeze(_raw(document, block))
    plainly = block.kind is BlockKind.PARAGRAPH and len(line) <= LONGEST_LINE and not byline(line)
    return line if plainly and not label_or_release(line) else ""
