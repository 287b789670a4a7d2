"""The date of publication: the declared one, else the most precise of those in address, by-lines and dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from whence.extract.metadata.lines import LONGEST_LINE, Lines, body_start
from whence.model import Document, Found
from whence.read.dates import path_date, printed_date

_DATELINE = re.compile(
    r"[A-Z][^\n]{0,80}?(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)"
    r"\s*(?:\([^()\n]{1,40}\)\s*|/[^/\n]{1,40}/\s*)?[-:]"
)
"""A place and a date before a dash: "OSLO, 8 March 2019 -", "DENVER, March 3, 2020 /Bay Wire/ --"."""
_FULL_DATE, _MONTH = len("2014-08-20"), len("2014-08")
_LONGEST_DATELINE = 160
_LONGEST_DATED = 200


def published(document: Document, plain: str, address: str, lines: Lines) -> Found | None:
    """When a document was published; `plain` is its plain reading, `address` where it was, "" if not known."""
    if found := document.metadata.published:
        return found
    in_path = path_date(urlsplit(address).path) or ""
    month = in_path if len(in_path) >= _MONTH else ""
    if len(in_path) == _FULL_DATE:
        return Found(in_path, "address")
    for line in lines.above:
        iso = printed_date(line) or ""
        if len(line) < _LONGEST_DATED and len(iso) == _FULL_DATE and iso.startswith(month):
            return Found(iso, "line above the text")
    body = body_start(document)
    dateline = _DATELINE.match(plain[body : body + _LONGEST_DATELINE])
    if dateline and (iso := printed_date(dateline["date"]) or "").startswith(month):
        return Found(iso, "dateline")
    if iso := _at_top(lines.top, month):
        return Found(iso, "line above the text")
    return Found(in_path, "address") if in_path else None


def _at_top(top: Sequence[str], in_path: str) -> str:
    """The date of a short line among the first: a whole one, else a month that stands by itself or ends the line."""
    short = [line for line in top if len(line) < LONGEST_LINE]
    found = [(line, iso) for line in short if (iso := printed_date(line)) and iso.startswith(in_path)]
    whole = next((iso for _, iso in found if len(iso) == _FULL_DATE), "")
    month = next((iso for line, iso in found[:1] if line != short[0] and (line.endswith(iso[:4]) or "|" in line)), "")
    return whole or month
