"""Findings by what somebody remembers of them: "83% of CIOs", "four out of five CIOs want to work with marketing".

`asked` reads the words as those of an article are read, `index` finds claims that may tell the same, `scores` says how
well each does, and `findings` puts the tellings of one statistic together, with study, chain and history.
"""

from __future__ import annotations

from whence.find.findings import LIMIT, Finder, Finding, find

__all__ = ["LIMIT", "Finder", "Finding", "find"]
