"""Which country's dollar a bare "$" is in an article: by where the page is at home, else by the country it speaks of.

An Australian paper writes "$3 million" and "US$2 million"; Reuters and the style books of both countries agree that the
bare sign is the home currency. An article that has a mark of its own for a dollar ("A$") does not mean that one by "$".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from whence.extract.quantities import FoundQuantity
from whence.model import Document
from whence.resources import word_list

_BARE = "cur:USD"
_FEWEST, _AHEAD = 2, 2
"""Names of a country that tell its dollar, and how many times those of any other they must be."""
_OF_THE_STATES = re.compile(r"\bu\.?s\.?[$ ]|\busd\b|\bamerican\b", re.IGNORECASE)


def in_home_currency(document: Document) -> Callable[[Sequence[FoundQuantity]], Sequence[FoundQuantity]]:
    """What puts the quantities in bare dollars of an article into the dollar that it means."""
    known: list[str] = []

    def told(found: Sequence[FoundQuantity]) -> Sequence[FoundQuantity]:
        if not any(_is_bare(quantity) for quantity in found):
            return found
        if not known:
            known.append(f"cur:{_home(document)}")
        return [_in(quantity, known[0]) if _is_bare(quantity) else quantity for quantity in found]

    return told


def _is_bare(found: FoundQuantity) -> bool:
    """Whether a sum is in dollars that the text does not say whose."""
    return found.quantity.unit == _BARE and not _OF_THE_STATES.search(found.quantity.printed)


def _in(found: FoundQuantity, unit: str) -> FoundQuantity:
    return replace(found, quantity=replace(found.quantity, unit=unit))


def _home(document: Document) -> str:
    """The ISO 4217 code of the dollar of an article."""
    domains, marks, codes, pattern = _countries()
    url = document.metadata.url.value if document.metadata.url else ""
    domain = (urlsplit(url).hostname or "").rpartition(".")[2]
    if domain in domains:
        return domains[domain]
    named = Counter(codes[match] for match in pattern.findall(document.text))
    (first, most), (_, next_most) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    if most < _FEWEST or most < _AHEAD * next_most or _is_marked(document.text, marks[first]):
        return next(iter(domains.values()))
    return first


def _is_marked(text: str, mark: str) -> bool:
    """Whether an article writes a mark of its own for a dollar."""
    return re.search(rf"(?<!\w){re.escape(mark)}", text, re.IGNORECASE) is not None


@cache
def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str], re.Pattern[str]]:
    """Codes by domain, marks by code, codes by name, and the pattern of all names."""
    rows = [[cell.strip() for cell in line.split("|")] for line in word_list("claims", "dollars.txt")]
    codes = {name: code for code, _, _, *names in rows for name in names}
    longest = sorted(codes, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return {domain: code for code, domain, *_ in rows}, {code: mark for code, _, mark, *_ in rows}, codes, pattern
