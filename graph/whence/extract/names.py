"""Names of people and organizations in running text, and what the short ones stand for in their article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from whence.analyse import Analysis, Sentence, Token
from whence.analyse.sentences import once
from whence.model import AgentKind
from whence.resources import word_list

_HONORIFICS = frozenset(word_list("names", "honorifics.txt"))
_TITLES = frozenset(word_list("names", "titles.txt")) | _HONORIFICS
_ROLES = frozenset(word_list("names", "roles.txt"))
_GIVEN = frozenset(word_list("names", "given.txt"))
_CALENDAR = frozenset(word_list("names", "calendar.txt"))
_PLACES = frozenset(word_list("names", "places.txt"))
_OTHER = frozenset(word_list("names", "other.txt")) | _CALENDAR
_HEAD_ENTRIES = word_list("names", "organization_heads.txt")
_HEADS = frozenset(entry.removesuffix(" of") for entry in _HEAD_ENTRIES)
_OPEN_HEADS = frozenset(entry.removesuffix(" of") for entry in _HEAD_ENTRIES if entry.endswith(" of"))
_RESEARCH = tuple(entry.split("\t") for entry in word_list("studies", "research_organizations.txt"))
RESEARCH_ORGANIZATIONS = frozenset(spelling for entry in _RESEARCH for spelling in entry)
"""Pollsters, analyst firms, statistics offices: what they say of the world, they say from a study."""

_KNOWN = RESEARCH_ORGANIZATIONS | frozenset(word_list("names", "organizations.txt"))
_KNOWN_FIRST = frozenset(re.split(r"(?<=\w)(?=\W)", name, maxsplit=1)[0] for name in _KNOWN)
FUNCTION_WORDS = frozenset(word_list("names", "function_words.txt"))
"""Words of grammar in lower case, which begin no name and no title."""

DESCRIPTORS = frozenset(word_list("names", "organization_descriptors.txt")) | {"based"}
"""Words, in lower case, before a name that say what organization it is: "staffing firm Acme"."""

_TITLE_NOUNS = frozenset(word_list("names", "title_nouns.txt"))
_JOINING = frozenset(("of", "for", "on", "to"))


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organization as a sentence names it: tokens `first` to `last` (exclusive) of the sentence.

    `text` has neither a title ("Mr.") nor a possessive ending nor, unless all of the name is capitals, an article.
    """

    first: int
    last: int
    text: str
    kind: AgentKind


@once
def names(sentence: Sentence) -> tuple[Name, ...]:
    """The people and organizations named in a sentence, in text order.

    In a headline with a capital on every word only well-known organizations are found, since capitals tell nothing.
    """
    tokens = sentence.tokens
    if _title_case(tokens):
        return tuple(_known_names(tokens))
    return tuple(name for first, last in _runs(tokens) for name in _judge(tokens, first, last))


def join(tokens: Sequence[Token]) -> str:
    """The text of adjacent tokens on one line, spaced as it is printed."""
    parts = [tokens[0].text] if tokens else []
    for before, token in pairwise(tokens):
        parts.append(token.text if token.start == before.end else " " + token.text)
    return "".join(parts)


# ---------------------------------------------------------------- runs of capitalised words


def _capital(token: Token) -> bool:
    """Whether the token is written as a name is: "Pew", "eMarketer"."""
    text = token.text
    if "/" in text or "@" in text:
        return False
    if token.lower in FUNCTION_WORDS:
        return len(text) > 1 and text.isupper() and text in _KNOWN
    return text[0].isupper() or (text[0].isalpha() and not text.islower())


def _title_case(tokens: Sequence[Token]) -> bool:
    """Whether every longer word has a capital and no full stop ends them, as in headlines."""
    if tokens and tokens[-1].text == ".":
        return False
    long = [token.text for token in tokens if len(token.text) > 3 and token.text.isalpha()]
    return len(long) >= 4 and sum(text[0].isupper() for text in long) >= 0.8 * len(long)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Token ranges that are written as one name."""
    at, start = 0, _first_word(tokens)
    while at < len(tokens):
        if tokens[at].text == tokens[at].lower or not _capital(tokens[at]) or (at == start and not _begins(tokens, at)):
            at += 1
            continue
        end = _run_end(tokens, at)
        yield at, end
        at = end


def _first_word(tokens: Sequence[Token]) -> int:
    return next((i for i, token in enumerate(tokens) if token.text[0].isalnum()), 0)


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether the first word of a sentence, which has a capital anyway, begins a name."""
    token = tokens[at]
    if token.text in _KNOWN or token.text in _GIVEN or token.lower.rstrip(".") in _HONORIFICS:
        return True
    if (token.text.isupper() and len(token.text) > 1) or token.tag.startswith("NNP"):
        return True
    return token.tag.startswith("NN") and at + 1 < len(tokens) and _capital(tokens[at + 1])


def _run_end(tokens: Sequence[Token], first: int) -> int:
    """The end of the name that begins at a token: capitalised words, and what joins them."""
    at = _known_end(tokens, first)
    open_head = any(token.lower in _OPEN_HEADS for token in tokens[first:at])
    at += _joint(tokens, at, open_head)
    while at < len(tokens) and _capital(tokens[at]):
        open_head = open_head or tokens[at].lower in _OPEN_HEADS
        at = _after_hyphen(tokens, at + 1)
        at += _joint(tokens, at, open_head)
    return at


def _known_end(tokens: Sequence[Token], first: int) -> int:
    """The end of the well-known name of several words that begins at a token ("Save the Children"), if one does."""
    if tokens[first].text in _KNOWN_FIRST:
        for end in range(min(len(tokens), first + 6), first + 1, -1):
            if join(tokens[first:end]) in _KNOWN:
                return end
    return first


def _after_hyphen(tokens: Sequence[Token], at: int) -> int:
    """Past the hyphenated or dotted rest of a word: "Coca-Cola", "Co-operation", "D."."""
    while at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at - 1].end == tokens[at].start:
        attached = tokens[at].end == tokens[at + 1].start
        if not attached or not (_capital(tokens[at + 1]) or tokens[at + 1].lower.startswith(("oper", "ordin"))):
            break
        at += 2
    if (
        at < len(tokens)
        and tokens[at].text == "."
        and (len(tokens[at - 1].text) == 1 or tokens[at - 1].lower in _TITLES)
    ):
        return at + 1
    return at


def _joint(tokens: Sequence[Token], at: int, open_head: bool) -> int:
    """How many tokens at `at` join a name with a further capitalised word: "&", "of the", "and"."""
    if at + 1 >= len(tokens):
        return 0
    word = tokens[at].lower
    if word == "&":
        step = 2 if tokens[at + 1].lower == "the" else 1
        return step if at + step < len(tokens) and _capital(tokens[at + step]) else 0
    if word == "'" and tokens[at + 1].lower in _HEADS and _capital(tokens[at + 1]):
        return 1
    if not open_head:
        return 0
    if word in _JOINING:
        step = 2 if tokens[at + 1].lower == "the" else 1
        return step if at + step < len(tokens) and _capital(tokens[at + step]) else 0
    if word == "and" and _capital(tokens[at + 1]):
        return 1 if _continues(tokens, at) else 0
    return 0


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" at `at` stands inside one name ("Centers for Disease Control and Prevention"), not between two."""
    begun = at - 1
    while begun >= 0 and (_capital(tokens[begun]) or "-" in (tokens[begun].text, tokens[begun - 1].text)):
        begun -= 1
    follower = tokens[at + 1].text
    inside = begun >= 0 and (tokens[begun].lower in _JOINING or tokens[begun].text == ",")
    return inside and follower not in _KNOWN and follower not in _GIVEN and not follower.isupper()


# ---------------------------------------------------------------- from runs to names


def _judge(tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    """The names in a run: what is left without titles, days and peoples; it is split at titles inside."""
    for left, right, titled in _split_at_titles(tokens, first, last):
        if _no_agent(tokens, left, right):
            continue
        left, right = _trim(tokens, left, right)
        if left >= right:
            continue
        text = join(tokens[left:right])
        kind = AgentKind.PERSON if titled else _kind(tokens, left, right, text)
        if len(text) < 2 or _no_agent(tokens, left, right):
            continue
        if kind is AgentKind.PERSON:
            left = _past_place(tokens, left, right)
            text = join(tokens[left:right])
        yield Name(left, right, text, kind)


def _split_at_titles(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """The run's parts, each with whether a title before it says that it is a person."""
    left = at = first
    while at < last:
        end = at
        while end < last and (_bare(tokens[end]) in _TITLES or (end > at and tokens[end].text == ".")):
            end += 1
        if end > at and end < last and _names_person(tokens, at, end, last):
            if left < at:
                yield left, at, False
            yield end, last, True
            return
        at = max(end, at + 1)
    yield left, last, False


def _no_agent(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether a run is a place ("Waynesboro, Va."), a day, a people, a technique."""
    text = join(tokens[left:right])
    if text in _PLACES:
        return not (left and tokens[left - 1].lower in DESCRIPTORS)
    if text in _OTHER:
        return True
    in_state = right + 1 < len(tokens) and tokens[right].text == "," and tokens[right + 1].text in _PLACES
    return in_state and text not in _KNOWN and not any(token.lower in _HEADS for token in tokens[left:right])


def _bare(token: Token) -> str:
    return token.lower.rstrip(".")


def _names_person(tokens: Sequence[Token], first: int, end: int, last: int) -> bool:
    """Whether a person's name follows the titles from `first` to `end`."""
    follower = tokens[end].text
    honorific = any(_bare(token) in _HONORIFICS for token in tokens[first:end])
    if any(token.lower in _HEADS for token in tokens[end:last]):
        return False
    return follower in _GIVEN or (honorific and last - end <= 3) or _name_like(tokens[end:last])


def _name_like(tokens: Sequence[Token]) -> bool:
    """Whether two words after a title can be a name, though their first is not a known given name."""
    return len(tokens) == 2 and all(
        token.text.isalpha() and not token.text.isupper() and token.text not in _OTHER for token in tokens
    )


def _trim(tokens: Sequence[Token], left: int, right: int) -> tuple[int, int]:
    """The range without days and months at its ends, and without peoples and techniques after the name."""
    while left < right and (tokens[left].text.rstrip(".") in _CALENDAR or not tokens[left].text[0].isalnum()):
        left += 1
    if left < right and join(tokens[left:right]) not in _KNOWN:
        if tokens[right - 1].lower in _TITLE_NOUNS:
            right = right - 1 if join(tokens[left : right - 1]) in _KNOWN else left
        elif right - left == 1 and tokens[left].lower in _HEADS and not tokens[left].text.isupper():
            right = left
    while left < right - 1 and tokens[right - 1].text in _OTHER and not _of_before(tokens, left, right):
        right -= 1
    while left < right and not tokens[right - 1].text[-1].isalnum() and tokens[right - 1].text in ("-", ",", "."):
        right -= 1
    if right - left > 1 and tokens[left].text in _OTHER and join(tokens[left + 1 : right]) in _KNOWN | _OTHER:
        left += 1
    return left, right


def _of_before(tokens: Sequence[Token], left: int, right: int) -> bool:
    return any(token.lower in _JOINING for token in tokens[left:right]) or join(tokens[left:right]) in _KNOWN


def _past_place(tokens: Sequence[Token], left: int, right: int) -> int:
    """Past a country or people before a person's name: "U.S.", "British"."""
    while right - left > 2 and (tokens[left].text in _PLACES or tokens[left].text in _OTHER):
        left += 1
    return left


def _kind(tokens: Sequence[Token], left: int, right: int, text: str) -> AgentKind:
    """Whether a name is a person's: by known names, by telling words in it, by a role beside it."""
    words = tokens[left:right]
    if text in _KNOWN or any(token.text == "&" or token.lower in _HEADS for token in (words[0], words[-1])):
        return AgentKind.ORGANIZATION
    if left and tokens[left - 1].lower in DESCRIPTORS:
        return AgentKind.ORGANIZATION
    if any(token.lower in _OPEN_HEADS or token.text == "&" for token in words) or len(words) > 5:
        return AgentKind.ORGANIZATION
    starts_given = words[0].text in _GIVEN or (len(words[0].text.rstrip(".")) == 1 and len(words) > 1)
    if starts_given or (len(words) > 2 and words[1].text in _GIVEN and words[0].text in _PLACES | _OTHER):
        return AgentKind.PERSON
    if len(words) in (2, 3) and not text.isupper() and _beside_role(tokens, left, right):
        return AgentKind.PERSON
    return AgentKind.ORGANIZATION


def _beside_role(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether a role stands before the name, or after it and a comma."""
    before = [token.lower for token in tokens[max(0, left - 2) : left]]
    if before[-1:] and (before[-1] in _ROLES or (before[-1] == "," and before[0] in _ROLES)):
        return True
    if right >= len(tokens) or tokens[right].text != ",":
        return False
    for token in tokens[right + 1 : right + 8]:
        if token.lower in _ROLES or token.lower.endswith("ologist"):
            return True
        if token.tag.startswith("V") or token.text in ",.;:":
            return False
    return False


def _known_names(tokens: Sequence[Token]) -> Iterator[Name]:
    """Well-known organizations, the longest first; a single word only if it names a research house or is an acronym."""
    at = 0
    while at < len(tokens):
        ends = range(min(len(tokens), at + 6), at, -1) if tokens[at].text in _KNOWN_FIRST else range(0)
        end = next((end for end in ends if join(tokens[at:end]) in _KNOWN), at)
        telling = end > at + 1 or tokens[at].text.isupper() or tokens[at].text in RESEARCH_ORGANIZATIONS
        if end > at and telling:
            yield Name(at, end, join(tokens[at:end]), AgentKind.ORGANIZATION)
        at = max(end, at + 1)


# ---------------------------------------------------------------- short names and their long forms


@dataclass(frozen=True, slots=True)
class Roster:
    """What the short names of one article stand for.

    `people` maps a surname to the full name, `organizations` an acronym or first word to the full name, `phrases` an
    acronym to a long form that is no name ("CMOs" to "chief marketing officers"). `named` are all organizations.
    """

    people: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()


class _Latest:
    """The roster of the analysis that was asked for last, since all extractors ask for the same one in turn."""

    analysis: Analysis | None = None
    value = Roster()


def roster(analysis: Analysis) -> Roster:
    """The short names of an article and their long forms."""
    if _Latest.analysis is not analysis:
        _Latest.value = _read_roster(analysis)
        _Latest.analysis = analysis
    return _Latest.value


def named(analysis: Analysis, sentence: Sentence) -> tuple[Name, ...]:
    """The names in a sentence in their fullest form, with a surname that begins it though its tag denies it."""
    found = tuple(full_name(analysis, name) for name in names(sentence))
    first = _first_word(sentence.tokens)
    if any(name.first <= first for name in found) or first >= len(sentence.tokens):
        return found
    person = roster(analysis).people.get(sentence.tokens[first].text)
    return (Name(first, first + 1, person, AgentKind.PERSON), *found) if person else found


def full_name(analysis: Analysis, name: Name) -> Name:
    """The name with the fullest text the article gives for it: "Brown" becomes "Eric D. Brown", a person.

    An acronym becomes its long form. A name that two fuller names fit stays as it is.
    """
    known = roster(analysis)
    if name.text in known.organizations:
        return replace(name, text=known.organizations[name.text], kind=AgentKind.ORGANIZATION)
    if name.text in known.people:
        return replace(name, text=known.people[name.text], kind=AgentKind.PERSON)
    return name


_SHORT = re.compile(r"\((?:the )?([A-Z][A-Za-z&.-]{1,9})[,;)]")
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)*+")
_UNCOUNTED = frozenset(("of", "the", "and", "for", "on", "in", "to", "a", "an", "s"))
_SHORT_WINDOW = 120


def _read_roster(analysis: Analysis) -> Roster:
    found = [name for sentence in analysis.sentences for name in names(sentence)]
    texts = dict.fromkeys(name.text for name in found if name.kind is AgentKind.ORGANIZATION)
    people = [name.text for name in found if name.kind is AgentKind.PERSON and " " in name.text]
    organizations, phrases = _declared(analysis.plain)
    for short, full in _fuller(texts).items():
        organizations.setdefault(short, full)
    surnames = _unique((text.rsplit(" ", 1)[1], text) for text in people)
    others = {short: full for short, full in organizations.items() if short not in surnames}
    return Roster(surnames, others, phrases, frozenset(texts))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs whose key has one value only."""
    values: dict[str, set[str]] = {}
    for key, value in pairs:
        values.setdefault(key, set()).add(value)
    return {key: next(iter(found)) for key, found in values.items() if len(found) == 1}


def _fuller(texts: Iterable[str]) -> dict[str, str]:
    """The one organization of the article that each acronym and each first word stands for."""
    shorts = [text for text in texts if " " not in text]
    longs = [text for text in texts if " " in text]
    by_initials = _unique((initials(text), text) for text in longs)
    by_word = _unique((text.split(" ", 1)[0], text) for text in longs if text.rsplit(" ", 1)[1].lower() in _HEADS)
    found = {}
    for short in shorts:
        full = by_initials.get(short) if short.isupper() and len(short) > 1 else by_word.get(short)
        if full:
            found[short] = full
    return found


def initials(text: str) -> str:
    """The first letters of a name's words, as acronyms take them: "Office for National Statistics" gives "ONS"."""
    return "".join(word[0] for word in _WORD.findall(text) if word not in _UNCOUNTED).upper()


def _declared(plain: str) -> tuple[dict[str, str], dict[str, str]]:
    """Acronyms that the text puts in brackets after their long form: those of names, and those of other phrases.

    The long form is the shortest run of words before the bracket whose first letters are the acronym's, in order
    (after Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions").
    """
    organizations: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for match in _SHORT.finditer(plain):
        long = _long_form(plain[max(0, match.start() - _SHORT_WINDOW) : match.start()], match[1])
        if long and long[0].isupper() and sum(word[0].isupper() for word in long.split()) > 1:
            organizations.setdefault(match[1].rstrip("."), long)
        elif long:
            phrases.setdefault(match[1], long)
    return organizations, phrases


def _long_form(before: str, short: str) -> str | None:
    letters = re.sub(r"[^A-Z]", "", short).lower()
    words = list(_WORD.finditer(before))
    position = len(letters)
    for word in reversed(words[-2 * len(letters) - 2 :]):
        text = word[0].lower()
        if position and text[0] == letters[position - 1]:
            position -= 1
        elif text not in _UNCOUNTED:
            return None
        if position == 0 and len(letters) > 1:
            return " ".join(before[word.start() :].split())
    return None
