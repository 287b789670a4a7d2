"""Articles, claims and numbers in words."""

from __future__ import annotations

from decimal import Decimal

from whence import vocab
from whence.dossier.values import Article, Claim, Figure, Speaker


def number(value: Decimal) -> str:
    """A number with commas and without an empty fraction: "2,400,000", "61.3".

    >>> number(Decimal("2400000.0"))
    '2,400,000'
    """
    whole = value == value.to_integral_value()
    return f"{value.quantize(Decimal(1)) if whole else value.normalize():,f}"


def amount(figure: Figure) -> str:
    """The number with its hedge and unit: "more than 60 percent", "2,400,000"."""
    hedge = "" if figure.qualifier == vocab.expand("wh:Exactly") else vocab.label(figure.qualifier)
    unit = "" if figure.unit == vocab.expand("unit:NUM") else vocab.label(figure.unit)
    return " ".join(part for part in (hedge, number(figure.value), unit) if part)


def finding(figure: Figure) -> str:
    """What a number says, of whom and of when: "62 percent · office workers · work from home · 2023"."""
    change = vocab.label(figure.change) if figure.change else None
    parts = (amount(figure), change, figure.population, (figure.measure or "").strip(), figure.period)
    return " · ".join(part for part in parts if part)


def kind(claim: Claim) -> str:
    """What kind of claim it is: "statistical claim", "quotation", "forecast, statistical claim"."""
    return ", ".join(map(vocab.label, claim.kinds)) or "claim"


def speaker(who: Speaker) -> str:
    """Who said it, with office and house: "Ann Bo, head, Lunch Institute"."""
    return ", ".join(part for part in (who.name, who.job_title, who.affiliation) if part)


def credit(article: Article) -> str:
    """Where and by whom an article was published: "CIO Insight · Dennis McCafferty · 2014-08-20"."""
    parts = (article.outlet, ", ".join(article.authors), article.date or "no date")
    return " · ".join(dict.fromkeys(part for part in parts if part))
