"""Samples: who was asked, and how many. "A survey of 252 CIOs and 405 CMOs" has two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.analyse import Sentence, Token
from whence.analyse.sentences import once
from whence.extract.names import join
from whence.extract.quantities import Kind, quantities
from whence.extract.studies.phrases import is_year
from whence.extract.studies.words import ASKING_VERBS, FINDING_VERBS, FIRM_NOUNS, MONTHS, PEOPLE_VERBS, words_of
from whence.model import Qualifier, Sample
from whence.resources import word_list

_LOOKING_VERBS = ASKING_VERBS | frozenset(word_list("studies", "sample_verbs.txt"))
_CUES = _LOOKING_VERBS | FIRM_NOUNS | frozenset(word_list("studies", "sample_cues.txt"))
_ASKING_PHRASES = frozenset(word_list("studies", "asking_phrases.txt"))
_PLACES_COUNTED = frozenset(word_list("studies", "places_counted.txt"))
_NOT_POPULATIONS = frozenset(word_list("studies", "not_populations.txt"))
_WHOLE = frozenset(
    ("of", "sample", "total", "a", "random", "representative", "nationally", "national", "the", "an", "online")
)
_SOURCES = FIRM_NOUNS | frozenset(
    (
        "sample",
        "samples",
        "sampling",
        "interviews",
        "interview",
        "responses",
        "answers",
        "panel",
        "set",
        "data",
        "numbers",
        "records",
        "results",
        "dataset",
        "telemetry",
        "questionnaires",
        "replies",
        "diaries",
        "accounts",
        "information",
        "trial",
        "trials",
    )
)
_SOFT_SOURCES = frozenset(("data", "information", "numbers", "panel", "records", "results", "set"))
_REPORTS = frozenset(("report", "reports", "paper", "article", "review"))
_CONCERNING = frozenset(("concerning", "covering", "examining", "involving"))
"""What joins a report to those it is about; "of" and "on" would join it to anything."""
_JOINERS = frozenset(("of", "for", "among", "amongst", "with", "from", "on", "including", "included", *_CONCERNING))
_TAKING_PART = frozenset(
    ("participated", "responded", "completed", "took", "answered", "replied", "contributed", "filled")
)
_ASKED = frozenset(
    ("interviewed", "surveyed", "polled", "questioned", "asked", "sampled", "quizzed", "canvassed", "tested")
)
_TREATED = frozenset(
    ("assigned", "enrolled", "followed", "given", "monitored", "randomised", "randomized", "recruited")
)
_RESPONDENTS = frozenset(("respondents", "participants", "interviewees", "responders", "replies"))
_CROWDS = frozenset(("people", "staff", "personnel", "police", "folk", "clergy"))
"""Nouns without a plural ending that name several people."""
_LARGEST_BASE = 100_000
_LABELS = frozenset(("base", "fieldwork", "sample", "methodology", "respondents"))
_LOOKERS = frozenset(("they", "we", "he", "she", "it", "researchers", "scientists", "authors", "investigators"))
_BE = frozenset(("were", "was", "been", "being", "are"))
_AFTER_PEOPLE = frozenset(("and", "or", "on", "about", "to", "for", "by", "between", "from", "during", "over", "that"))
_DESCRIBING = frozenset(("aged", "living", "working", "based"))
_DATING = frozenset(("in", "during", "throughout", "since"))
_PARTS_OF_MONTHS = frozenset(("early", "mid", "late"))
_ENDING = frozenset(("PRP", "VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB"))
_AGES = frozenset(("over", "older", "above", "up", "under", "younger"))
_FEWEST = 10
_NEAR = 5
_FAR = 16
_LONGEST_POPULATION = 14


@dataclass(frozen=True, slots=True)
class FoundSample:
    """A sample and the offset of its number in the document."""

    start: int
    sample: Sample


@dataclass(frozen=True, slots=True)
class _Count:
    """A whole number in a sentence: its tokens, what hedges it, and the tokens of the noun phrase it counts."""

    first: int
    last: int
    value: int
    qualifier: Qualifier
    people: tuple[int, int]
    sure: bool


@once
def samples(sentence: Sentence) -> tuple[FoundSample, ...]:
    """The samples that a sentence states, in text order."""
    if _CUES.isdisjoint(words_of(sentence)):
        return ()
    tokens = sentence.tokens
    found: list[FoundSample] = []
    before: _Count | None = None
    for count in _counts(sentence):
        if before is not None and _located(tokens, count):
            continue
        if count.sure or _is_sample(tokens, count) or (before is not None and _joined(tokens, before, count)):
            found.append(FoundSample(tokens[count.first].start, _sample(tokens, count)))
            before = None if _is_base(tokens, count) else count
    return tuple(found)


# ---------------------------------------------------------------- numbers of people and things


def _counts(sentence: Sentence) -> Iterator[_Count]:
    """The whole numbers of a sentence that count people or things."""
    floor = 0
    for found in quantities(sentence):
        value = found.quantity.value
        plain = found.kind in (Kind.COUNT, Kind.SAMPLE) and found.whole is None and found.quantity.unit == "unit:NUM"
        counting = plain or _is_of_britain(sentence.tokens, found.number_last)
        if counting and found.first >= floor and value == int(value) and value >= _FEWEST:
            people = _people(sentence.tokens, found.number_last)
            floor = people[1]
            sure = found.kind is Kind.SAMPLE
            yield _Count(found.first, found.number_last, int(value), found.quantity.qualifier, people, sure)


def _is_of_britain(tokens: Sequence[Token], at: int) -> bool:
    """Whether "GB" after a number is no unit but a country: "1,504 GB adults"."""
    return at + 1 < len(tokens) and tokens[at].text == "GB" and tokens[at + 1].tag == "NNS"


def _people(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """The tokens of what a number counts: a noun phrase with what is attached to it ("adults aged 18 or over")."""
    last = first
    plural = False
    while last < len(tokens) and last - first < _LONGEST_POPULATION:
        token = tokens[last]
        if (token.tag in _ENDING and (plural or token.tag != "VBD")) or not (
            token.text[0].isalnum() or token.text in ("-", "'s", "'")
        ):
            break
        if token.text[0].isdigit() and last == first:
            break
        if plural and _tells_more(tokens, last):
            break
        participle = token.tag in ("VBN", "VBG") and tokens[last - 1].lower != "of"
        if plural and (token.lower in _AFTER_PEOPLE or participle) and token.lower not in _DESCRIBING:
            if not _aged(tokens, last):
                break
        elif token.lower in ("and", "or") and last + 1 < len(tokens) and tokens[last + 1].text[0].isdigit():
            break
        plural = plural or _plural(token)
        last += 1
    while last > first and tokens[last - 1].tag in ("IN", "DT", "CC", "RB", "TO") and not _ends_age(tokens, last - 1):
        last -= 1
    return first, last


def _tells_more(tokens: Sequence[Token], at: int) -> bool:
    """Whether the phrase of those counted is over: its verb follows, or when they were asked ("in May 2019")."""
    token = tokens[at]
    if token.lower in FINDING_VERBS | _BE and tokens[at - 1].tag in ("NNS", "NNPS", "NNP", "NN"):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    early = following is not None and following.lower in _PARTS_OF_MONTHS
    dated = following is not None and (following.text in MONTHS or is_year(following.text) or early)
    return token.lower in _DATING and dated


def _ends_age(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower in _AGES and tokens[at - 1].lower in ("and", "or")


def _aged(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" or "or" ends an age: "adults aged 18 or over"."""
    if _ends_age(tokens, at):
        return True
    return tokens[at - 1].tag == "CD" and at + 1 < len(tokens) and tokens[at + 1].lower in _AGES


def _sample(tokens: Sequence[Token], count: _Count) -> Sample:
    first, last = count.people
    while first < last and tokens[first].lower in ("of", "the", "its", "their", "our", "his", "her"):
        first += 1
    words = list(tokens[first:last])
    population = join(words)
    if words and not any(token.tag in ("NNS", "NNPS") for token in words) and (head := _shared_head(tokens, last)):
        population = f"{population} {head}"
    return Sample(population or None, count.value, count.qualifier)


def _shared_head(tokens: Sequence[Token], at: int) -> str:
    """The noun that two coordinated counts share: "237 marketing and 211 IT executives" gives "executives"."""
    if at + 1 >= len(tokens) or tokens[at].lower not in ("and", "or") or not tokens[at + 1].text[0].isdigit():
        return ""
    first, last = _people(tokens, at + 2)
    return next((token.text for token in reversed(tokens[first:last]) if token.tag in ("NNS", "NNPS")), "")


# ---------------------------------------------------------------- which of them are samples


def _is_sample(tokens: Sequence[Token], count: _Count) -> bool:
    return (
        _after_source(tokens, count)
        or _after_asking(tokens, count)
        or _takes_part(tokens, count)
        or _sized(tokens, count)
        or _looked_at_by(tokens, count)
        or _is_base(tokens, count)
    )


def _is_base(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether another number is told of those counted: "out of 514 patients, 77 had it", "of the 80 clubs, half"."""
    before = [token.lower for token in tokens[max(0, count.first - 3) : count.first]]
    opened = before[-2:] in (["out", "of"], ["of", "the"]) or before == ["of"]
    if not opened or count.value > _LARGEST_BASE or not _counts_people(tokens, count):
        return False
    if before[-2:] == ["of", "the"] and before[:-2] not in ([], [","], ["that"], ["but"], ["and"]):
        return False
    comma = next((at for at in range(count.people[1], len(tokens)) if tokens[at].text == ","), len(tokens))
    return any(token.tag == "CD" for token in tokens[comma : comma + _NEAR])


def _start(tokens: Sequence[Token], count: _Count) -> int:
    """Where the count begins with "a total of", "a random sample of"."""
    at = count.first
    while at > 0 and tokens[at - 1].lower in _WHOLE and tokens[at - 1].lower != "of":
        at -= 1
    if at > 1 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in ("total", "sample"):
        at -= 2
        while at > 0 and tokens[at - 1].lower in _WHOLE:
            at -= 1
    return at


def _after_source(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether a word for a survey or a sample, and "of" or the like, stand before: "interviews with 40 nurses"."""
    at = count.first
    if not at:
        return False
    joiner = tokens[at - 1].lower
    reach = _FAR if joiner in ("among", "amongst") else _NEAR
    near = [token.lower for token in tokens[max(0, at - reach) : at - 1]]
    if joiner == "on" and near[-1:] == ["based"]:
        return _counts_people(tokens, count)
    if joiner == "by" and near[-1:] and near[-1] in ("responses", "answers"):
        return _counts_people(tokens, count)
    if joiner in _CONCERNING and not _REPORTS.isdisjoint(near):
        return _counts_people(tokens, count)
    if joiner not in _JOINERS or not any(word in _SOURCES for word in near):
        return False
    if any(word in _SOURCES - _SOFT_SOURCES for word in near):
        return True
    return joiner in ("of", "from") or (joiner in ("on", "for") and _counts_people(tokens, count))


def _after_asking(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether a verb of asking stands before: "polled some 1,000 adults"."""
    at = _start(tokens, count)
    before = tokens[at - 1] if at else None
    if before is not None and before.tag == "RB":
        before = tokens[at - 2] if at > 1 else None
    if before is not None and at > 1 and f"{tokens[at - 2].lower} {before.lower}" in _ASKING_PHRASES:
        personal = any(token.lower in ("he", "she", "i") for token in tokens[max(0, at - 5) : at - 2])
        return _counts_people(tokens, count) and not personal
    if before is not None and before.lower == "by" and at > 1 and tokens[at - 2].lower in _TAKING_PART:
        return _counts_people(tokens, count)
    if before is None or before.lower not in _LOOKING_VERBS or not before.tag.startswith("V"):
        return False
    told = before.lower in ASKING_VERBS and before.lower not in PEOPLE_VERBS
    return told or _counts_people(tokens, count) or _of_them(tokens, count)


def _of_them(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether a number is of people spoken of before: "asked 1,120 of them"."""
    following = [token.lower for token in tokens[count.last : count.last + 2]]
    return following[:1] == ["of"] and following[1:] != [] and following[1] in ("them", "these", "those", "us", "you")


def _takes_part(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether those counted are said to have been asked or to have taken part."""
    first, last = count.people
    words = [token.lower for token in tokens[first:last]]
    if any(word in _RESPONDENTS for word in words):
        return True
    following = [token.lower for token in tokens[last : last + 5]]
    if following[:1] and following[0] in ("who", "that"):
        following = following[1:]
    if following[:1] and following[0] in ("have", "has", "had"):
        following = following[1:]
    passive = bool(following[:1]) and following[0] in _BE and any(word in _ASKED | _TREATED for word in following[1:3])
    asked = bool(following[:1]) and following[0] in _ASKED and tokens[last].tag == "VBN"
    asked = asked or (following[1:2] == ["by"] and following[0] in ASKING_VERBS)
    active = bool(following[:1]) and following[0] in _TAKING_PART
    if active and following[0] == "took":
        active = any(word in ("part", "survey", "exam", "test", "poll", "questionnaire") for word in following[1:4])
    return passive or asked or active


def _looked_at_by(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether a clause says who looked at those counted: "the 133 firms they examined", "18,422 of you told us"."""
    at = count.people[1]
    words = [token.lower for token in tokens[at : at + 4]]
    if words[:2] == ["of", "you"] or [token.lower for token in tokens[count.last : count.last + 2]] == ["of", "you"]:
        return True
    if words[:1] and words[0] in ("that", "which", "whom"):
        words = words[1:]
    return words[:1] != [] and words[0] in _LOOKERS and words[1:2] != [] and words[1] in _LOOKING_VERBS


def _sized(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether the number is given as a size: "n = 405", "hiring managers (1,100)" in data from them."""
    at = count.first
    if at > 1 and tokens[at - 1].text == "=" and tokens[at - 2].lower == "n":
        return True
    if at > 1 and tokens[at - 1].text == ":" and tokens[at - 2].lower in _LABELS:
        return True
    if at > 2 and tokens[at - 1].lower in ("of", "was", "is", ":") and tokens[at - 2].lower == "size":
        return True
    enclosed = at > 1 and tokens[at - 1].text == "(" and count.last < len(tokens) and tokens[count.last].text == ")"
    return (
        enclosed
        and tokens[at - 2].tag == "NNS"
        and any(token.lower in _SOURCES for token in tokens[max(0, at - 14) : at])
    )


def _counts_people(tokens: Sequence[Token], count: _Count) -> bool:
    first, last = count.people
    return any(_plural(token) for token in tokens[first:last]) and tokens[last - 1].lower not in _NOT_POPULATIONS


def _plural(token: Token) -> bool:
    initials = token.text[:-1].isupper() and token.text[-1] == "s"
    return token.tag in ("NNS", "NNPS") or token.lower in _CROWDS or initials


def _located(tokens: Sequence[Token], count: _Count) -> bool:
    """Whether a count after a sample says where it was taken: "from 84 countries"."""
    first, last = count.people
    placed = count.first > 0 and tokens[count.first - 1].tag == "IN"
    return placed and any(token.lower in _PLACES_COUNTED for token in tokens[first : min(last, first + 3)])


def _joined(tokens: Sequence[Token], before: _Count, count: _Count) -> bool:
    """Whether a count goes on a list of samples: "252 CIOs and 405 CMOs", "500 records from 20 clinics"."""
    between = tokens[before.people[1] : count.first]
    words = {token.lower for token in between}
    alike = [token.lower for token in between] == ["and"] and not _counts_people(tokens, count)
    if alike and (count.last >= len(tokens) or tokens[count.last].tag in ("IN", ".", ",")):
        return True
    verbs = (token for token in between if token.tag[:2] in ("VB", "MD") and token.lower != "including")
    if any(verbs) or len(between) > 3 or not _counts_people(tokens, count):
        return False
    return bool(words & {"and", ",", "from", "plus", "including"}) or not between
