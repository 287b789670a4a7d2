"""The phrases that tell a time: "March 2019", "the second quarter", "the year to June", "since May"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_YEAR = r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?"
_NTH = r"(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:\d{{1,2}}{_NTH}\ (?:of\ )?)?{_MONTH}(?:\ \d{{1,2}}{_NTH}\b(?!%))?"
    rf"(?:,?\ {_YEAR}|\ of\ (?:this|last|that|next)\ year)?|{_YEAR})"
)
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|Christmas|Easter|midterms"
    r"|(?:(?:holiday|festive|shopping|growing|flu|rainy|dry|summer|winter|ski)\ )?season)"
)
_UNIT = r"(?:days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|century|centuries|generations?)"
_PERIOD = rf"(?:(?:(?:financial|fiscal|academic|school|calendar)\ )?{_UNIT}|half|half-year|period|{_SEASON})"
_COUNT = (
    r"(?:\d{1,3}|an?|a\ single|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty"
    r"|half\ a|a\ few|several|a\ couple\ of)"
)
_ORDINAL = r"(?:first|second|third|fourth|final|opening|closing)"
_NEAR = r"(?:past|last|next|previous|preceding|prior|coming|current|following|latest|same|corresponding|whole|full)"
_WHICH = rf"(?:this|last|next)\ (?:{_PERIOD}|{_MONTH})"
_EVENT = (
    r"(?:pandemic|lockdowns?|war|crash|crisis|recession|downturn|boom|strike|election|referendum|merger|reform|change"
    r"|switch|move|storm|flood|fire|launch|ban)"
)
_PART = r"(?:end|start|beginning|turn|close|middle|height)"
_WITHIN = r"(?:(?<=[Ii]n\ )|(?<=[Oo]ver\ )|(?<=[Dd]uring\ )|(?<=[Ff]or\ )|(?<=[Bb]y\ ))"

_FORMS = (
    rf"(?i:(?:the\ )?(?:{_NEAR}\ |{_ORDINAL}\ )?(?:{_COUNT}\ )?{_PERIOD})\ (?:to|ending|ended|through)\ {_DATE}",
    rf"(?i:the\ (?:same|corresponding)\ (?:{_PERIOD}|date|day|point|time|stage))\ (?:(?:of|in)\ )?"
    rf"(?:{_DATE}|{_WHICH}|the\ (?:previous|preceding|prior)\ year|a\ year\ (?:ago|earlier|before))",
    rf"(?i:the\ {_PART})\ of\ (?:(?:\w{{1,9}}\ )?{_DATE}|{_WHICH}|the\ {_PERIOD})",
    rf"(?i:(?:the\ )?(?:{_NEAR}|{_ORDINAL})\ (?:{_COUNT}\ )?{_PERIOD})\ of\ (?:{_DATE}|{_WHICH}|the\ year)",
    rf"(?i:(?:the\ )?(?:spring|summer|autumn|fall|winter)\ of\ {_YEAR})",
    rf"(?:the\ )?{_YEAR}\ (?:midterms|season|elections?|campaign|Olympics|World\ Cup)",
    rf"(?i:from|between)\ {_DATE}\ (?:to|and|until|through)\ {_DATE}",
    rf"{_MONTH}(?:\ (?:to|through|until|and)\ |-){_MONTH}(?:\ {_YEAR})?",
    rf"(?i:since|before|until)\ (?:(?:early|mid|late)[\ -])?{_DATE}",
    rf"(?i:since\ (?:the\ )?(?:{_SEASON}\b|last\ {_PERIOD}|\w{{1,15}}\ (?:began|started|broke\ out)))",
    rf"(?i:(?:since|before|until|after|during)\ the\ {_EVENT})",
    r"(?i:since\ then|these\ days|(?:at|before|by)\ that\ time)",
    r"(?i:(?:the\ )?(?:(?:early|mid|late)[\ -])?)(?:(?:18|19|20)\d0s|(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ties)",
    rf"(?:(?:early|mid|late)[\ -])?{_DATE}",
    rf"(?i:{_COUNT}\ (?:{_UNIT}|summers|winters|seasons)\ (?:ago|earlier|previously|before|from\ now))",
    rf"(?i:{_COUNT}\ (?:{_UNIT}|summers|winters|seasons)\ on(?=[,.;]))",
    rf"(?i:the\ (?:{_UNIT}|{_SEASON})\ before(?:\ (?:last|that))?)",
    rf"(?i:(?:the\ )?{_UNIT}-(?:ago|earlier)\ {_PERIOD})",
    rf"(?i:(?:the\ )?{_NEAR}\ (?:full\ )?(?:{_COUNT}\ )?{_PERIOD}|the\ (?:previous|last)\ (?:round|wave|edition))",
    r"(?i:the\ coming\ one)",
    rf"(?i:(?:the\ )?{_ORDINAL}\ (?:half|quarter|(?:{_COUNT}\ )(?:months|weeks)))",
    rf"(?i:{_WHICH}|this\ (?:morning|week)|(?:each|every)\ (?:year|month|week))",
    rf"(?i:{_UNIT}[\ -]to[\ -]date)",
    r"(?:Today|(?:(?<=;\ )|(?<=[%\d]\ )|(?<=cent\ ))today)",
    rf"(?i:(?:the\ )?{_ORDINAL}-(?:quarter|half))(?=\ \w)",
    rf"(?<=[Oo]ver\ ){_COUNT}\ {_UNIT}",
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
