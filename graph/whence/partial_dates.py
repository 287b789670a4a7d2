"""Dates of publication as precise as they are known: an ISO 8601 year, month or day."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def is_date(value: str) -> bool:
    """Whether a value is a year, month or day.

    >>> is_date("2014-08"), is_date("2014-13"), is_date("last week")
    (True, False, False)
    """
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def is_later(one: str, other: str) -> bool:
    """Whether the first date is surely after the second; dates are compared to the precision both have.

    >>> is_later("2014-09", "2014-08-20"), is_later("2014", "2014-08-20")
    (True, False)
    """
    shared = min(len(one), len(other))
    return one[:shared] > other[:shared]
