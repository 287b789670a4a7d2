"""Where the clause of a number begins and ends.

It begins after "the survey found that", a semicolon, a dash, "when"; it ends before ", but", ", which", an attribution.
"""

from __future__ import annotations

from whence.analyse import Token
from whence.extract.claims.lexicon import NOMINAL, NOUN, forms, is_finite, is_verb, spaced_dash, words

WINDOW = 40
"""Tokens looked at on either side of a number; longer sentences are read only so far."""

CONNECTORS = frozenset({"while", "whereas", "but", "although", "though", "compared", "versus", "vs", "vs.", "against"})
_SUBORDINATING = frozenset({"when", "where", "whether", "because", "although", "if"})
_SPEAKER = 12
"""Tokens of a speaker with the verb of saying, and of when or where it was said."""
_COORDINATORS = frozenset({"and", "so", "yet", "or", "nor"})
_SUBJECT = 7
"""Tokens of the subject and verb of a short clause."""
_PAIR = 16
"""Tokens of the longest aside between two dashes."""


def opening(tokens: tuple[Token, ...], first: int, start: int, end: int, last: int) -> int:
    """The first token of the clause of the number at start:end, in a segment that begins at `first`."""
    if start > first and (tokens[start - 1].lower == ":" or spaced_dash(tokens, start - 1)):
        lead = tokens[first:start]
        announced = any(is_finite(token) or token.lower in words("figure_nouns") for token in lead)
        return start if announced and any(is_finite(token) for token in tokens[end:last]) else first
    if start - 1 > first and _opens_clause(tokens, first, start, end, last):
        return start
    return _scan(tokens, max(first, start - WINDOW), start)


def _opens_clause(tokens: tuple[Token, ...], first: int, start: int, end: int, last: int) -> bool:
    """Whether a number after "and" is the subject of a clause of its own ("… with 86 patients and 66% said …")."""
    if tokens[start - 1].lower not in ("and", "but") or not any(is_verb(token) for token in tokens[first:start]):
        return False
    stop = next((at for at in range(end, min(last, end + 8)) if is_finite(tokens[at]) or tokens[at].lower == ","), None)
    return stop is not None and tokens[stop].lower != ","


def _scan(tokens: tuple[Token, ...], low: int, start: int) -> int:
    """Backwards from a number to the first thing that opens its clause."""
    finite = False
    at = start - 1
    while at >= low:
        if spaced_dash(tokens, at):
            pair = next((i for i in range(at - 1, max(low, at - _PAIR), -1) if spaced_dash(tokens, i)), None)
            if pair is None:
                return at + 1
            at = pair
        elif tokens[at].lower == "with" and _is_absolute(tokens, at, low, start):
            return at + 1
        elif tokens[at].lower in _SUBORDINATING and not _resumes(tokens, at, start):
            return _main_clause(tokens, at + 1, start)
        elif _opens_after(tokens, at, low) or _reports(tokens, at, start, finite) or _coordinates(tokens, at, start):
            return at + 1
        finite = finite or is_finite(tokens[at])
        at -= 1
    return low


def _resumes(tokens: tuple[Token, ...], at: int, start: int) -> bool:
    """Whether a verb right after a comma takes up the clause before ("imports, which soared when …, fell 3%")."""
    return any(tokens[i].lower == "," and is_finite(tokens[i + 1]) for i in range(at + 1, start - 1))


def _is_absolute(tokens: tuple[Token, ...], at: int, low: int, start: int) -> bool:
    """Whether "with" opens a clause without a verb: "…, with sales down 6%", "with visits 12% higher"."""
    named = at + 1
    while named < start and (tokens[named].tag in NOMINAL or tokens[named].tag in ("HYPH", "VBG")):
        named += 1
    while tokens[named - 1].tag == "VBG":
        named -= 1
    if named == at + 1 or tokens[named - 1].tag not in NOUN or not any(map(is_finite, tokens[low:at])):
        return False
    said = tokens[named : start + 1]
    return all(token.lower in _STATES or token.tag in ("VBN", "VBG", "RB", "CD", "$", "DT") for token in said)


_STATES = frozenset({"up", "down", "at", "by", "to", "off", "ahead"})
"""What stands between the subject of an absolute clause and its number."""


def _coordinates(tokens: tuple[Token, ...], at: int, start: int) -> bool:
    """Whether a clause with a subject of its own is joined on after a comma (", and its output is now …")."""
    if tokens[at].lower not in _COORDINATORS or at < 2 or tokens[at - 1].lower != ",":
        return False
    stop = next((i for i in range(at + 1, min(start, at + _SUBJECT)) if is_finite(tokens[i])), None)
    span = tokens[at + 1 : stop] if stop is not None else ()
    named = any(token.tag in NOUN or token.tag in ("PRP", "EX") for token in span)
    return named and not any(token.tag in ("WDT", "WP", ",") for token in span)


def _opens_after(tokens: tuple[Token, ...], at: int, low: int) -> bool:
    """Whether a clause begins right after a mark, a connector after a comma, or a "that"."""
    lower = tokens[at].lower
    if lower in (";", ":"):
        return True
    if at <= low:
        return False
    if lower in CONNECTORS:
        return tokens[at - 1].lower == ","
    following = tokens[at + 1]
    if lower != "that" or following.tag == "PRP" or following.lower in words("figure_nouns"):
        return False
    return _is_complementizer(tokens, at)


def _is_complementizer(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "that" opens what somebody said or found."""
    if tokens[at].tag == "IN":
        return True
    return any(token.lower in forms("report_verbs") for token in tokens[max(0, at - 6) : at])


def _reports(tokens: tuple[Token, ...], at: int, start: int, finite: bool) -> bool:
    """Whether a verb of finding stands before what is found, with no "that" between."""
    if tokens[at].lower in _EXPECTING and is_verb(tokens[at]):
        return _has_infinitive(tokens, at + 1, start)
    if tokens[at].lower not in forms("report_verbs") or not is_verb(tokens[at]):
        return False
    if not finite and at == start - 1:
        return True
    if tokens[at + 1].tag in ("PRP", ",", "TO", "IN"):
        return False
    hedged = min(len(tokens), start + 2)  # the number may begin with its hedge: "to exceed 15,000"
    return _has_subject(tokens, at + 1, start) or _has_infinitive(tokens, at + 1, hedged)


_EXPECTING = frozenset({"see", "sees", "want", "wants", "wanted", "allow", "allows", "allowed"})
"""Verbs that tell nothing found, but may have a clause without tense behind them ("sees sales growing to …")."""


def _has_subject(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a noun stands before the first finite verb: a clause of its own."""
    verb = next((at for at in range(first, last) if is_finite(tokens[at])), None)
    return verb is not None and any(token.tag in NOUN for token in tokens[first:verb])


def _has_infinitive(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a noun and a verb without tense follow ("expects the market to reach …", "sees it reaching …")."""
    to = next((at for at in range(first, last) if _is_infinitive(tokens, at, last)), None)
    return to is not None and any(token.tag in NOUN for token in tokens[first:to])


def _is_infinitive(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    if tokens[at].tag == "VBG":
        return tokens[at - 1].tag in NOUN
    return tokens[at].tag == "TO" and at + 1 < last and tokens[at + 1].tag == "VB"


def _main_clause(tokens: tuple[Token, ...], first: int, start: int) -> int:
    """Past a subordinate clause that a comma closes before the number's own ("When it began, traffic was …")."""
    for at in range(start - 1, first, -1):
        verb = next((i for i in range(at + 1, start) if is_verb(tokens[i])), None) if tokens[at].lower == "," else None
        if verb is not None and any(token.tag in NOUN for token in tokens[at + 1 : verb]):
            return at + 1
    return first


_ENDERS = frozenset(
    {"but", "while", "whereas", "although", "though", "which", "according", "so", "as", "because", "once"}
)


def closing(tokens: tuple[Token, ...], end: int, following: int | None) -> int:
    """Where the clause of a number ends: at the next segment, a semicolon, ", but", ", which", ", according to"."""
    limit = min(len(tokens) if following is None else following, end + WINDOW)
    related = _is_related(tokens, end)
    stops = (at for at in range(end, limit) if _stops(tokens, at, limit) or (related and _takes_up(tokens, at)))
    last = next(stops, limit)
    while last > end and _is_loose(tokens[last - 1]):
        last -= 1
    return last


def _is_related(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether a number stands in a relative clause behind a comma."""
    comma = next((at for at in range(end - 1, max(-1, end - _PAIR), -1) if tokens[at].lower == ","), None)
    return comma is not None and tokens[comma + 1].lower in ("who", "which", "whose")


def _takes_up(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a comma closes an aside and the verb of the clause around it follows."""
    return tokens[at].lower == "," and at + 1 < len(tokens) and is_finite(tokens[at + 1])


def _stops(tokens: tuple[Token, ...], at: int, limit: int) -> bool:
    lower = tokens[at].lower
    if lower != "," or at + 1 >= limit:
        return lower == ";" or (lower == "and" and at + 1 < limit and tokens[at + 1].lower == "that")
    after = _past_quote(tokens, at + 1)
    return after < limit and _ends_at(tokens, after, limit) and not _is_aside(tokens, after, limit)


def _past_quote(tokens: tuple[Token, ...], at: int) -> int:
    """Past the quotation mark that closes what somebody said: `," said Ann Poe`."""
    return at + 1 if tokens[at].lower == '"' and tokens[at].start == tokens[at - 1].end else at


def _is_aside(tokens: tuple[Token, ...], at: int, limit: int) -> bool:
    """Whether the clause goes on after a second comma ("83% of pilots, according to the union, want …")."""
    close = next((i for i in range(at, min(limit - 1, at + _PAIR)) if tokens[i].lower == ","), None)
    return close is not None and is_verb(tokens[close + 1])


def _is_loose(token: Token) -> bool:
    """Whether a mark or connector at the end of a clause belongs to what follows."""
    if token.lower in ("and", "or", "with", "while", "but"):
        return True
    return not token.lower[-1].isalnum() and token.lower not in ('"', "%", ")", "'", "]")


def _ends_at(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    """Whether a new clause or an attribution begins after a comma."""
    lower = tokens[at].lower
    if lower in _ENDERS or (lower == "per" and at + 1 < last and tokens[at + 1].tag in ("NNP", "DT")):
        return True
    if lower in ("and", "or") and at + 2 < last:
        return tokens[at + 1].tag in ("PRP", "EX") or _has_subject(tokens, at + 1, min(last, at + _SUBJECT))
    if lower in ("its", "their", "the", "his", "her") and at + 1 < last and tokens[at + 1].tag in ("JJS", "RBS"):
        end = next((i for i in range(at, last) if tokens[i].lower == ","), last)
        return not any(is_verb(token) for token in tokens[at:end])
    named = lower in _SAYING and at + 1 < last and _names_speaker(tokens, at + 1)
    return named or _is_attribution(tokens, at)


def _names_speaker(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a speaker follows a verb of saying: "said Ann Poe", "said chief executive Ann Poe"."""
    if tokens[at].tag in ("NNP", "DT") or tokens[at].lower in ("he", "she"):
        return True
    name = next((i for i in range(at, min(len(tokens), at + _SUBJECT)) if tokens[i].tag not in ("NN", "JJ", "VBG")), at)
    return name > at and name < len(tokens) and tokens[name].tag == "NNP"


_SAYING = frozenset(
    {"said", "says", "say", "reports", "reported", "writes", "wrote", "noted", "finds", "found", "find", "adds"}
    | {"show", "shows", "showed", "shown", "suggest", "suggests", "suggested", "reveal", "reveals", "revealed"}
    | {"predict", "predicts", "estimate", "estimates", "estimated", "indicate", "indicates", "announced", "added"}
    | {"told", "warned", "claims", "claimed", "concluded", "argues"}
)


def _is_attribution(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the rest of the sentence is ", the agency said.", ", Ann Lee writes at Kell." and the like."""
    end = len(tokens) - 1
    while end > at and not tokens[end].lower[0].isalnum():
        end -= 1
    says = next((i for i in range(at + 1, min(end + 1, at + _SPEAKER)) if tokens[i].lower in _SAYING), None)
    if (
        says is None
        or end - says > 2 * _SPEAKER
        or tokens[at].tag not in _SPEAKERS
        or any(token.lower == "," for token in tokens[at:says])
    ):
        return False
    rest = [token for token in tokens[says + 1 : end + 1] if token.tag not in ("RB", "PRP")]
    if all(token.lower in words("time_words") for token in rest):
        return True
    opens = _AFTER_TOLD if tokens[says].lower == "told" else _AFTER_SAID
    return len(rest) <= _SPEAKER and rest[0].tag in opens and not any(map(is_finite, rest))


_AFTER_SAID = frozenset({"IN", "NNP", "TO", "JJ"})
_AFTER_TOLD = _AFTER_SAID | NOUN | {"DT"}
"""Tags of the first word after a verb of saying: of where or when it was said, for "told" also to whom."""
_SPEAKERS = NOUN | {"DT", "PRP", "PRP$", "JJ"}
"""Tags that the name of a speaker begins with."""
