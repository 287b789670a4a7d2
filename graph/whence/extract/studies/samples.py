"""Samples: who was asked, and how many. "A survey of 252 CIOs and 405 CMOs" has two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whence.analyse import Sentence, Token
from whence.analyse.sentences import once
from whence.extract.names import join
from whence.extract.quantities import FoundQuantity
from whence.extract.studies.counts import Count, counts, counts_people, people_counted
from whence.extract.studies.words import ASKING_VERBS, FIRM_NOUNS, PEOPLE_VERBS, words_of
from whence.model import Sample
from whence.resources import word_list

_LOOKING_VERBS = ASKING_VERBS | frozenset(word_list("studies", "sample_verbs.txt"))
_CUES = _LOOKING_VERBS | FIRM_NOUNS | frozenset(word_list("studies", "sample_cues.txt"))
_ASKING_PHRASES = frozenset(word_list("studies", "asking_phrases.txt"))
_PLACES_COUNTED = frozenset(word_list("studies", "places_counted.txt"))
_WHOLE = frozenset(
    ("of", "sample", "total", "a", "random", "representative", "nationally", "national", "the", "an", "online")
)
_SOURCES = FIRM_NOUNS | frozenset(word_list("studies", "sample_sources.txt"))
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
_LARGEST_BASE = 100_000
_LABELS = frozenset(("base", "fieldwork", "sample", "methodology", "respondents"))
_LOOKERS = frozenset(("they", "we", "he", "she", "it", "researchers", "scientists", "authors", "investigators"))
_BE = frozenset(("were", "was", "been", "being", "are"))
_NEAR = 5
_FAR = 16


@dataclass(frozen=True, slots=True)
class FoundSample:
    """A sample and the offset of its number in the document."""

    start: int
    sample: Sample


@once
def samples(sentence: Sentence) -> tuple[FoundSample, ...]:
    """The samples that a sentence states, in text order."""
    if _CUES.isdisjoint(words_of(sentence)):
        return ()
    tokens = sentence.tokens
    found: list[FoundSample] = []
    before: Count | None = None
    for count in counts(sentence):
        if before is not None and _located(tokens, count):
            continue
        if count.sure or _is_sample(tokens, count) or (before is not None and _joined(tokens, before, count)):
            found.append(FoundSample(tokens[count.first].start, _sample(tokens, count)))
            before = None if _is_base(tokens, count) else count
    return tuple(found)


def is_sample_size(sentence: Sentence, found: FoundQuantity) -> bool:
    """Whether a number of a sentence is how many were asked, which is no finding."""
    start = sentence.tokens[found.first].start
    return any(sample.start == start for sample in samples(sentence))


def _sample(tokens: Sequence[Token], count: Count) -> Sample:
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
    first, last = people_counted(tokens, at + 2)
    return next((token.text for token in reversed(tokens[first:last]) if token.tag in ("NNS", "NNPS")), "")


# ---------------------------------------------------------------- which of them are samples


def _is_sample(tokens: Sequence[Token], count: Count) -> bool:
    return (
        _after_source(tokens, count)
        or _after_asking(tokens, count)
        or _takes_part(tokens, count)
        or _sized(tokens, count)
        or _looked_at_by(tokens, count)
        or _is_base(tokens, count)
    )


def _is_base(tokens: Sequence[Token], count: Count) -> bool:
    """Whether another number is told of those counted: "out of 514 patients, 77 had it", "of the 80 clubs, half"."""
    before = [token.lower for token in tokens[max(0, count.first - 3) : count.first]]
    opened = before[-2:] in (["out", "of"], ["of", "the"]) or before == ["of"]
    if not opened or count.value > _LARGEST_BASE or not counts_people(tokens, count):
        return False
    if before[-2:] == ["of", "the"] and before[:-2] not in ([], [","], ["that"], ["but"], ["and"]):
        return False
    comma = next((at for at in range(count.people[1], len(tokens)) if tokens[at].text == ","), len(tokens))
    return any(token.tag == "CD" for token in tokens[comma : comma + _NEAR])


def _start(tokens: Sequence[Token], count: Count) -> int:
    """Where the count begins with "a total of", "a random sample of"."""
    at = count.first
    while at > 0 and tokens[at - 1].lower in _WHOLE and tokens[at - 1].lower != "of":
        at -= 1
    if at > 1 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in ("total", "sample"):
        at -= 2
        while at > 0 and tokens[at - 1].lower in _WHOLE:
            at -= 1
    return at


def _after_source(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a word for a survey or a sample, and "of" or the like, stand before: "interviews with 40 nurses"."""
    at = count.first
    if not at:
        return False
    joiner = tokens[at - 1].lower
    reach = _FAR if joiner in ("among", "amongst") else _NEAR
    near = [token.lower for token in tokens[max(0, at - reach) : at - 1]]
    if joiner == "on" and near[-1:] == ["based"]:
        return counts_people(tokens, count)
    if joiner == "by" and near[-1:] and near[-1] in ("responses", "answers"):
        return counts_people(tokens, count)
    if joiner in _CONCERNING and not _REPORTS.isdisjoint(near):
        return counts_people(tokens, count)
    if joiner not in _JOINERS or not any(word in _SOURCES for word in near):
        return False
    if any(word in _SOURCES - _SOFT_SOURCES for word in near):
        return True
    return joiner in ("of", "from") or (joiner in ("on", "for") and counts_people(tokens, count))


def _after_asking(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a verb of asking stands before: "polled some 1,000 adults"."""
    at = _start(tokens, count)
    before = tokens[at - 1] if at else None
    if before is not None and before.tag == "RB":
        before = tokens[at - 2] if at > 1 else None
    if before is not None and at > 1 and f"{tokens[at - 2].lower} {before.lower}" in _ASKING_PHRASES:
        personal = any(token.lower in ("he", "she", "i") for token in tokens[max(0, at - 5) : at - 2])
        return counts_people(tokens, count) and not personal
    if before is not None and before.lower == "by" and at > 1 and tokens[at - 2].lower in _TAKING_PART:
        return counts_people(tokens, count)
    if before is None or before.lower not in _LOOKING_VERBS or not before.tag.startswith("V"):
        return False
    told = before.lower in ASKING_VERBS and before.lower not in PEOPLE_VERBS
    return told or counts_people(tokens, count) or _of_them(tokens, count)


def _of_them(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a number is of people spoken of before: "asked 1,120 of them"."""
    following = [token.lower for token in tokens[count.last : count.last + 2]]
    return following[:1] == ["of"] and following[1:] != [] and following[1] in ("them", "these", "those", "us", "you")


def _takes_part(tokens: Sequence[Token], count: Count) -> bool:
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


def _looked_at_by(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a clause says who looked at those counted: "the 133 firms they examined", "18,422 of you told us"."""
    at = count.people[1]
    words = [token.lower for token in tokens[at : at + 4]]
    if words[:2] == ["of", "you"] or [token.lower for token in tokens[count.last : count.last + 2]] == ["of", "you"]:
        return True
    if words[:1] and words[0] in ("that", "which", "whom"):
        words = words[1:]
    return words[:1] != [] and words[0] in _LOOKERS and words[1:2] != [] and words[1] in _LOOKING_VERBS


def _sized(tokens: Sequence[Token], count: Count) -> bool:
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


def _located(tokens: Sequence[Token], count: Count) -> bool:
    """Whether a count after a sample says where it was taken: "from 84 countries"."""
    first, last = count.people
    placed = count.first > 0 and tokens[count.first - 1].tag == "IN"
    return placed and any(token.lower in _PLACES_COUNTED for token in tokens[first : min(last, first + 3)])


def _joined(tokens: Sequence[Token], before: Count, count: Count) -> bool:
    """Whether a count goes on a list of samples: "252 CIOs and 405 CMOs", "500 records from 20 clinics"."""
    between = tokens[before.people[1] : count.first]
    words = {token.lower for token in between}
    alike = [token.lower for token in between] == ["and"] and not counts_people(tokens, count)
    if alike and (count.last >= len(tokens) or tokens[count.last].tag in ("IN", ".", ",")):
        return True
    verbs = (token for token in between if token.tag[:2] in ("VB", "MD") and token.lower != "including")
    if any(verbs) or len(between) > 3 or not counts_people(tokens, count):
        return False
    return bool(words & {"and", ",", "from", "plus", "including"}) or not between
