"""Which blocks of a page are no part of its article: menus, by-lines, promotion, comment forms, author boxes.

Rules of thumb err towards keeping: a block with a share in it ("41%", "percent") is never taken for chrome
by its wording alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.model import Block, BlockKind
from whence.read.bylines import NO_PERSON, about, box, byline, known_given, person, placed, signed
from whence.read.dates import printed_date
from whence.resources import word_list
from whence.text import plain, squeeze


def _lines(name: str) -> re.Pattern[str]:
    """One pattern for a list of lines; "…" in an entry stands for any words, and a count may stand at either end."""
    entries = (".{0,300}?".join(map(re.escape, entry.split("…"))) for entry in word_list("metadata", name))
    return re.compile(
        rf"(?:\(?\d{{1,5}}\)?\s)?(?:{'|'.join(entries)})\s?[:.!>»›*]{{0,3}}(?:\s?\(?\d{{1,5}}\)?)?", re.IGNORECASE
    )


_ENDS = _lines("article_ends.txt")
_ASIDES = _lines("asides.txt")
_NOT_ARTICLE = _lines("not_article.txt")
_SHARE = re.compile(r"\d\s?%|per\s?cent", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]{1,300})\](?:\([^()\s]{1,900}\))?")
_CRUMBS = re.compile(r"(?:you are here:?\s?)?home\s{0,3}[/>»›|→]\s?.*", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:[^.]{0,60}/\s?|\(?)(?:getty(?:\simages)?|ap|afp|reuters|i?stock(?:photo)?|shutterstock|thinkstock|bloomberg|epa"
    r"|[^.]{0,30}\(?cc\s?(?:by[\w -]*|0)\)?)\)?",
    re.IGNORECASE,
)
_PROMOTION = re.compile(r"\[\s?\[?[^\[\]].*\]\]?(?:\([^()\s]{0,900}\)|\[\d{1,3}\]|\s{0,5})", re.DOTALL)
_LONE_LINK = re.compile(r"\[[^\[\]]{1,300}(?:\[[^\[\]]{1,80}\])?\](?:\([^()\s]{1,900}\)|\[[^\[\]]{1,40}\]|\s{3,5})")
_DATELINE_WORDS = re.compile(
    r"(?:posted|published|updated|last (?:updated|modified)|first published|date)\b", re.IGNORECASE
)
_PORTRAIT = re.compile(
    r"About (?!.*\b(?:survey|study|report|data|poll|research|index|method\w*|project|sample|result|finding|number)s?\b)"
    r"(?:the )?[A-Z][\w.&'-]*(?: [\w.&',-]+){0,5}:?",
)
_LONGEST_PORTRAIT = 3
_TOP, _LONGEST_CHROME, _LONGEST_BYLINE, _LONGEST_MARK = 8, 40, 25, 12


def article(plain_text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a text, in its plain reading, that are the article; of the others, none."""
    shown = [squeeze(plain_text[block.start : block.end]) for block in blocks]
    first = _first(shown)
    last = _last(shown, first)
    kept = [at for at in range(first, last) if not _is_chrome(shown[at]) and any(map(str.isalnum, shown[at]))]
    kept = _without_bylines(shown, kept)
    kept = _without_author_boxes(shown, kept)
    kept = _without_self_portraits(blocks, shown, kept)
    kept = _without_link_lists(blocks, shown, kept)
    kept = _without_captions(blocks, shown, kept)
    return tuple(blocks[at] for at in kept)


def is_chrome(line: str) -> bool:
    """Whether a line, wherever it stands, is no part of an article.

    >>> is_chrome("Share this article"), is_chrome("Share of women: 41%")
    (True, False)
    """
    return _is_chrome(squeeze(plain(line)))


def ends_article(line: str) -> bool:
    """Whether nothing of the article follows a line ("Leave a Reply", "Comments (12)"), or only teasers may."""
    bare = squeeze(plain(line))
    return _marks(bare, _ENDS) or _marks(bare, _ASIDES)


def _marks(line: str, marks: re.Pattern[str]) -> bool:
    bare = line.strip("*_ ")
    return len(bare.split()) <= _LONGEST_MARK and bool(marks.fullmatch(bare)) and not _SHARE.search(bare)


def _is_chrome(line: str) -> bool:
    bare = line.strip("*_ ")
    if len(bare.split()) > _LONGEST_CHROME or _SHARE.search(bare):
        return bool(_PROMOTION.fullmatch(bare)) and not _SHARE.search(bare)
    worded = squeeze(_LINK.sub(r"\1", bare)) if "[" in bare else bare
    return bool(
        _NOT_ARTICLE.fullmatch(worded)
        or _ASIDES.fullmatch(worded)
        or _PROMOTION.fullmatch(bare)
        or _LONE_LINK.fullmatch(bare)
        or (len(bare) < 90 and _CREDIT.fullmatch(bare))
    )


def _first(shown: list[str]) -> int:
    """The index of the first block after a trail of crumbs ("Home / News / …") near the top."""
    crumbs = [at for at, line in enumerate(shown[:_TOP]) if len(line) < 200 and _CRUMBS.fullmatch(line)]
    return crumbs[-1] + 1 if crumbs else 0


def _last(shown: list[str], first: int) -> int:
    """The index of the first block that ends the article; a line at the very top is no end.

    Below the head of a box of teasers the article is over if less than half as much prose follows as stands above.
    """
    prose = [_is_prose(line) for line in shown]
    above, below = 0, sum(prose[first:])
    for at in range(first, len(shown)):
        if above and (_marks(shown[at], _ENDS) or (_marks(shown[at], _ASIDES) and below <= above / 2)):
            return at
        above += prose[at]
        below -= prose[at]
    return len(shown)


def _is_prose(line: str) -> bool:
    return len(line.split()) > 20 and line[-1] in ".!?\"')"


def _without_bylines(shown: list[str], kept: list[int]) -> list[int]:
    """Without the by-lines and date lines at the top and the signature at the end."""
    top = set(kept[:_TOP])
    names = {at for at in top if _named(shown[at])}
    outlets = {at for at in top if at - 1 in names and _outlet_below(shown[at - 1], shown[at])}
    lone = {at for at in names if person(shown[at]) and at + 1 not in outlets}
    return [at for at in kept if at not in (names - lone) | outlets and not (at in top and _date_line(shown[at]))]


def _named(line: str) -> bool:
    if len(line.split()) > _LONGEST_BYLINE or _SHARE.search(line):
        return False
    return bool(byline(line) or person(line) or placed(line) or (signed(line) and printed_date(line)))


def _outlet_below(name: str, line: str) -> bool:
    """Whether a line is that of the outlet, or of the writer's place there, below the name of its writer.

    Two capitalized words can be a headline: where the given name is not a known one, the line must have a word
    that outlets and desks have in their names.
    """
    words = line.split()
    if not person(name) or not 1 <= len(words) <= 5 or line[-1] in ".?!:" or words[0].lower() == "by":
        return False
    desk = any(word.lower() in NO_PERSON for word in words)
    return desk or (line.isupper() and known_given(name))


def _date_line(line: str) -> bool:
    """Whether a line is a date and little else."""
    words = line.split()
    return (
        len(words) <= 12 and printed_date(line) is not None and (len(words) <= 5 or bool(_DATELINE_WORDS.match(line)))
    )


def _without_author_boxes(shown: list[str], kept: list[int]) -> list[int]:
    """Without the paragraphs at the end that introduce the author, and the lines that give only the name there."""
    end = len(kept)
    writers: set[str] = set()
    while end > len(kept) // 2:
        line = shown[kept[end - 1]]
        name = None if _SHARE.search(line) else box(line)
        if name:
            writers.add(name)
        elif not (writers and ({*byline(line), about(line), person(line)} & writers)):
            break
        end -= 1
    return kept[:end]


def _without_self_portraits(blocks: Sequence[Block], shown: list[str], kept: list[int]) -> list[int]:
    """Without the sections at the end in which releases describe companies: "About Acme", and what follows it.

    "About the survey" is no portrait: it tells the sample.
    """
    headings = [place for place, at in enumerate(kept) if blocks[at].kind is BlockKind.HEADING]
    cut = len(kept)
    for place in reversed(headings):
        if 2 * place < len(kept) or not _PORTRAIT.fullmatch(shown[kept[place]]):
            break
        if cut - place - 1 > _LONGEST_PORTRAIT:
            break
        cut = place
    return kept[:cut]


def _without_link_lists(blocks: Sequence[Block], shown: list[str], kept: list[int]) -> list[int]:
    """Without headings over lists of which every item was only a link."""
    left = set(kept)
    return [
        at
        for at in kept
        if not (_opens_list(blocks, shown, at) and at + 1 < len(blocks) and _cut_list(blocks, left, at + 1))
    ]


def _opens_list(blocks: Sequence[Block], shown: list[str], at: int) -> bool:
    return blocks[at].kind is not BlockKind.ITEM and len(shown[at].split()) <= 10 and not _SHARE.search(shown[at])


def _cut_list(blocks: Sequence[Block], left: set[int], at: int) -> bool:
    """Whether a list begins at a block, and none of its items was kept."""
    if blocks[at].kind is not BlockKind.ITEM:
        return False
    while at < len(blocks) and blocks[at].kind is BlockKind.ITEM:
        if at in left:
            return False
        at += 1
    return True


def _without_captions(blocks: Sequence[Block], shown: list[str], kept: list[int]) -> list[int]:
    """Without headings that repeat the heading or list item shortly before, as captions of slides do."""
    found = []
    for place, at in enumerate(kept):
        before = {shown[other] for other in kept[max(0, place - 3) : place]}
        if not (blocks[at].kind is BlockKind.HEADING and shown[at] in before):
            found.append(at)
    return found
