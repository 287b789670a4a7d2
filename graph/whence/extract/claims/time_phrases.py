"""The phrases that tell a time: "March 2019", "the second quarter", "the year to June", "since May"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_YEAR = r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?"
_DATE = rf"(?:(?:\d{{1,2}}\ )?{_MONTH}(?:\ \d{{1,2}}\b(?!%))?(?:,?\ {_YEAR})?|{_YEAR})"
_SEASON = r"(?:spring|summer|autumn|fall|winter|season|Christmas|Easter|midterms)"
_UNIT = r"(?:days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|century|centuries|generations?)"
_PERIOD = rf"(?:(?:(?:financial|fiscal|academic|school|calendar)\ )?{_UNIT}|half|half-year|period|{_SEASON})"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty"
    r"|half\ a|a\ few|several|a\ couple\ of)"
)
_ORDINAL = r"(?:first|second|third|fourth|final|opening|closing)"
_NEAR = r"(?:past|last|next|previous|preceding|prior|coming|current|following|latest|same|corresponding|whole|full)"
_WHICH = rf"(?:this|last|next)\ (?:{_PERIOD}|{_MONTH})"
_PART = r"(?:end|start|beginning|turn|close|middle|height)"
_WITHIN = r"(?:(?<=[Ii]n\ )|(?<=[Oo]ver\ )|(?<=[Dd]uring\ )|(?<=[Ff]or\ )|(?<=[Bb]y\ ))"

_FORMS = (
    rf"(?i:(?:the\ )?(?:{_NEAR}\ |{_ORDINAL}\ )?(?:{_COUNT}\ )?{_PERIOD})\ (?:to|ending|ended|through)\ {_DATE}",
    rf"(?i:the\ {_PART})\ of\ (?:(?:\w{{1,9}}\ )?{_DATE}|{_WHICH}|the\ {_PERIOD})",
    rf"(?i:(?:the\ )?(?:{_NEAR}|{_ORDINAL})\ (?:{_COUNT}\ )?{_PERIOD})\ of\ (?:{_DATE}|{_WHICH}|the\ year)",
    rf"(?i:from|between)\ {_DATE}\ (?:to|and|until|through)\ {_DATE}",
    rf"{_MONTH}(?:\ (?:to|through|until|and)\ |-){_MONTH}(?:\ {_YEAR})?",
    rf"(?i:since|before|until)\ (?:(?:early|mid|late)[\ -])?{_DATE}",
    rf"(?i:since\ (?:the\ )?(?:{_SEASON}\b|last\ {_PERIOD}|\w{{1,15}}\ (?:began|started|broke\ out)))",
    r"(?i:(?:the\ )?(?:(?:early|mid|late)[\ -])?)(?:(?:18|19|20)\d0s|(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ties)",
    rf"(?:(?:early|mid|late)[\ -])?{_DATE}",
    rf"(?i:{_COUNT}\ (?:{_UNIT}|summers|winters|seasons)\ (?:ago|earlier|previously|before|from\ now))",
    rf"(?i:the\ (?:{_UNIT}|{_SEASON})\ before(?:\ (?:last|that))?)",
    rf"(?i:(?:the\ )?{_UNIT}-(?:ago|earlier)\ {_PERIOD})",
    rf"(?i:(?:the\ )?{_NEAR}\ (?:full\ )?(?:{_COUNT}\ )?{_PERIOD}|the\ (?:previous|last)\ (?:round|wave|edition))",
    r"(?i:the\ coming\ one)",
    rf"(?i:(?:the\ )?{_ORDINAL}\ (?:half|quarter|(?:{_COUNT}\ )(?:months|weeks)))",
    rf"(?i:{_WHICH}|this\ (?:morning|week)|(?:each|every)\ (?:year|month|week))",
    rf"(?i:{_UNIT}[\ -]to[\ -]date)",
    r"(?:Today|(?<=;\ )today)",
    rf"(?:[Tt]he\ )?(?:Q[1-4]|H[12]|FY)(?:\ ?'?(?:{_YEAR}|\d\d))?",
    rf"(?i:(?:within|in)\ (?:{_COUNT}|(?<=within\ )next)\ {_UNIT}|after\ {_COUNT}\ {_UNIT})",
    rf"{_WITHIN}(?:the\ (?:{_PERIOD}|{_COUNT}\ {_UNIT})|mid(?:summer|winter)|twelve\ months)",
)
_NOT_AFTER = r"(?![\w%]|-(?:year|month|week|on)\b|[,.]\d|\ =|\ (?:percent|per\ cent|million|billion|thousand)\b)"
_PHRASE = re.compile(rf"\b(?:{'|'.join(_FORMS)}){_NOT_AFTER}", re.VERBOSE)
_PLAIN_MAY = re.compile(r"May\b(?!\ \d)")
_LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|until|by|to|from|of|during|last|this|next|early|late|mid)[ -]$", re.IGNORECASE
)


def time_phrases(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the phrases that tell a time stand between two offsets, in order."""
    for match in _PHRASE.finditer(plain, start, end):
        modal = _PLAIN_MAY.fullmatch(match[0]) and not _LEADS_TO_MONTH.search(
            plain, max(0, match.start() - 10), match.start()
        )
        if not modal:
            yield match.span()
