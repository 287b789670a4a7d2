"""Dates as pages print them → ISO 8601, with no part that was not printed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from whence.resources import data

_MONTHS = {
    name: int(number)
    for name, _, number in (
        line.partition("\t") for line in data("metadata", "months.tsv").read_text("utf-8").splitlines()
    )
    if number
}
_NAME = rf"(?P<name>{'|'.join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_PRINTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/.-]){_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"(?<![\d/.-]){_YEAR}[/.](?P<month>[01]?\d)[/.](?P<day>[0-3]?\d)(?!\d)",
        rf"\b{_NAME}\.?\s{{1,3}}{_DAY}\s{{0,3}},?\s{{1,3}}{_YEAR}\b",
        rf"\b[0-3]?\d\s?[-–]\s?[0-3]?\d\s{{1,3}}{_NAME}\.?,?\s{{1,3}}{_YEAR}\b",
        rf"\b{_NAME}\.?\s{{1,3}}[0-3]?\d\s?[-–]\s?[0-3]?\d,?\s{{1,3}}{_YEAR}\b",
        rf"\b{_DAY}\s{{1,3}}(?:(?:of|de)\s)?{_NAME}\.?,?(?:\sde)?\s{{1,3}}{_YEAR}\b",
        rf"\b(?P<day>[0-3]?\d)-{_NAME}-{_YEAR}\b",
        rf"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark){_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T\d{{4,6}}|(?!\d))",
        rf"\b{_NAME}\.?,?\s{{1,3}}{_YEAR}\b",
        rf"^\s{{0,9}}{_YEAR}-(?P<month>[01]\d)\s{{0,9}}$",
        rf"^\s{{0,9}}{_YEAR}\s{{0,9}}$",
    )
)
_IN_PATH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"/{_YEAR}[/_-](?P<month>[01]?\d)[/_-](?P<day>[0-3]?\d)(?=[/_.-]|$)",
        rf"/{_YEAR}/(?P<month>[01]\d)(?P<day>[0-3]\d)(?=[/_-]|$)",
        rf"/{_YEAR}[/-]{_NAME}[/-](?P<day>[0-3]?\d)(?=[/_.-]|$)",
        rf"[/_-](?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?=[/_.-]|$)",
        rf"[/_-]{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?=[/_.-]|$)",
        rf"/{_YEAR}[/-](?P<month>[01]?\d)(?=[/_]|$)",
        rf"/{_YEAR}/{_NAME}(?=/|$)",
        r"/(?:articles?|blog|news|posts?|stor(?:y|ies))/(?P<short>[0-3]\d)/(?P<month>[01]?\d)(?=/)",
        rf"/{_YEAR}(?=/)",
    )
)
_DAY_FIRST_MARK = "."


def printed_date(printed: str) -> str | None:
    """The first date in a string, as "2014-08-20", "2014-08" or "2014"; None where it holds none.

    Impossible dates, dates before 1900 and dates after tomorrow are no dates. Where day and month cannot be
    told apart ("03/04/2014"), only the year is given.

    >>> printed_date("Posted 08-20-2014"), printed_date("March 2020"), printed_date("2024-13-45")
    ('2014-08-20', '2020-03', None)
    """
    return _first(_PRINTED, printed[:2000])


def path_date(path: str) -> str | None:
    """The date in the path of an address ("/2014/08/20/…", "/2014/0219/…", "/2016/sep/14/…", "/2014/…").

    >>> path_date("/news/2016/sep/14/poll-results"), path_date("/a/20130431/x")
    ('2016-09-14', None)
    """
    return _first(_IN_PATH, path[:2000])


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    """What the first pattern finds that finds a possible date; of an impossible one, no part is taken."""
    latest = date.today() + timedelta(days=1)
    impossible: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in impossible):
                continue
            if iso := _iso(_parts(match.groupdict()), latest):
                return iso
            impossible.append(match.span())
    return None


def _parts(found: dict[str, str | None]) -> tuple[int, ...]:
    """Year, month and day as numbers, as many of them as were printed."""
    year = int(found["year"] or 0) if "year" in found else 2000 + int(found.get("short") or 0)
    if first := found.get("first"):
        return _numeric(year, int(first), int(found["second"] or 0), found.get("mark") == _DAY_FIRST_MARK)
    if name := found.get("name"):
        month = _MONTHS[name.lower()]
    elif "month" in found:
        month = int(found["month"] or 0)
    else:
        return (year,)
    return (year, month, int(day)) if (day := found.get("day")) else (year, month)


def _numeric(year: int, first: int, second: int, day_first: bool) -> tuple[int, ...]:
    if first > 12 or day_first:
        return (year, second, first)
    if second > 12 or first == second:
        return (year, first, second)
    return (year,)


def _iso(parts: tuple[int, ...], latest: date) -> str | None:
    try:
        whole = date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None
    return "-".join((f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:]))) if whole <= latest else None
