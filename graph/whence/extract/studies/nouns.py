"""References by a word for a study: "a new survey", "the Acme report", "researchers at Acme"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.analyse import Token
from whence.extract.names import FUNCTION_WORDS, Name
from whence.extract.studies.conductors import (
    acts,
    after_noun,
    before_noun,
    finds,
    is_outlet,
    is_programme,
    is_researcher,
    maker_in_title,
    publishing_subject,
)
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.scenes import Scene, organizations
from whence.extract.studies.titles import Title
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONDUCTING,
    DEFINITE,
    FINDING_VERBS,
    FIRM_NOUNS,
    LOOSE_NOUNS,
    MAKERS,
    MARKET_INDEXES,
    MONTHS,
    NOUNS,
    OTHER_STUDY,
    SOFT_NOUNS,
)
from whence.model import AgentKind


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words before a study noun: where they begin, and what they tell."""

    first: int
    definite: bool
    indefinite: bool
    other: bool
    own: bool
    year: int | None
    month: str | None


_PROGRAMME_WITHIN = 8
_OWNER_WITHIN = 6
_STEPS = ("JJ", "NN", "CD", "VBG", "VBN", "POS", "RB", "HYP")
_LONGEST = 14
_DETERMINERS = DEFINITE | {"a", "an", "our"}


def _phrase(scene: Scene, noun: int, title: Title | None) -> _Phrase:
    """The noun phrase that ends in a study noun, or in the title before it."""
    tokens = scene.tokens
    last = first = min(noun, title.first) if title else noun
    while first > 0 and last - first < _LONGEST:
        name = scene.name_until(first)
        if name is None and not _in_phrase(tokens[first - 1]):
            break
        first = name.first if name else first - 1
        if tokens[first].lower in _DETERMINERS:
            break
    words = {token.lower for token in tokens[first:last]}
    opener = tokens[first].lower if first < last else ""
    own = opener == "our" and not _quoted(scene, first)
    indefinite = opener in ("a", "an") or not words.isdisjoint(("another", "one"))
    year, month = _dated(scene, first, noun)
    return _Phrase(first, opener in DEFINITE, indefinite, not words.isdisjoint(OTHER_STUDY), own, year, month)


def _in_phrase(token: Token) -> bool:
    """Whether a word can stand before a study noun in its phrase."""
    if token.lower in _DETERMINERS:
        return True
    if token.text in ('"', "''", "``") or token.lower in ASKING_VERBS:
        return False
    return token.tag[:3] in _STEPS or token.tag[:2] in _STEPS or token.text in ("-", "/", "'s")


def _quoted(scene: Scene, index: int) -> bool:
    """Whether a token stands in quotation marks, so that "our" is the speaker's."""
    return sum(token.text in ('"', "''", "``") for token in scene.tokens[:index]) % 2 == 1


def _dated(scene: Scene, first: int, noun: int) -> tuple[int | None, str | None]:
    """The year and month that a phrase gives its study: "a December 2017 survey", "a survey conducted in May 2018"."""
    tokens = scene.tokens
    span = list(tokens[first:noun])
    span.extend(_conducted_in(scene, noun))
    if first > 2 and tokens[first - 1].text == "," and tokens[0].text == "In":
        span.extend(tokens[1 : first - 1])
    years = [
        int(token.text)
        for token in span
        if len(token.text) == 4 and token.text.isdigit() and "1900" < token.text < "2100"
    ]
    months = [token.text for token in span if token.text in MONTHS]
    return (years[0] if years else None, months[0] if months else None)


def _conducted_in(scene: Scene, noun: int) -> Sequence[Token]:
    """The words after "in" where a study is said to be "conducted in March 2013"."""
    tokens = scene.tokens
    made = False
    for index in range(noun + 1, min(noun + 16, len(tokens) - 1)):
        made = made or tokens[index].lower in CONDUCTING
        if tokens[index].lower in ("in", "of", "during", "from") and (made or index == noun + 1):
            dates = tokens[index + 1 : index + 3]
            if any(token.text in MONTHS or (len(token.text) == 4 and token.text.isdigit()) for token in dates):
                return dates
        if tokens[index].tag == "MD" or tokens[index].lower in FINDING_VERBS:
            break
    return ()


_COUNTED = frozenset(("survey", "poll", "study"))
_CONTINUED = frozenset(
    (
        "results",
        "respondents",
        "findings",
        "data",
        "participants",
        "authors",
        "report",
        "researchers",
        "series",
        "figures",
    )
)


def by_noun(scene: Scene) -> Iterator[Reference]:
    """The references that have a word for a study: "a new survey", "the Acme report", "researchers at Acme"."""
    tokens = scene.tokens
    for noun, token in enumerate(tokens):
        if token.lower not in NOUNS or not _is_noun(scene, noun) or scene.inside_name(noun):
            continue
        following = tokens[noun + 1] if noun + 1 < len(tokens) else None
        if following is not None and _compound(following):
            continue
        if token.lower == "index" and any(word.lower in MARKET_INDEXES for word in tokens[max(0, noun - 4) : noun]):
            continue
        if (
            noun
            and tokens[noun - 1].lower in NOUNS
            and tokens[noun - 1].tag.startswith("NN")
            and token.lower in _CONTINUED
        ):
            continue
        yield _noun_reference(scene, noun)


def year_in(title: str) -> int | None:
    """The year in a title: "Green Building Survey 2018"."""
    return next(
        (int(word) for word in title.split() if len(word) == 4 and word.isdigit() and "1900" < word < "2100"), None
    )


def _compound(following: Token) -> bool:
    """Whether the word after a study noun makes it part of another thing's name: "study group", "data center"."""
    noun = following.tag.startswith("NN") and following.text.isalpha()
    return noun and following.lower not in _CONTINUED | FINDING_VERBS | FUNCTION_WORDS


def _is_noun(scene: Scene, index: int) -> bool:
    """Whether the word is a noun, by its tag or by what stands before it ("a separate Pew study out Tuesday")."""
    if scene.tokens[index].tag.startswith("NN"):
        return True
    if index > 1 and scene.tokens[index - 2].lower == "according":
        return True
    before = scene.tokens[index - 1].tag if index else ""
    return scene.tokens[index].lower in FIRM_NOUNS and before in ("DT", "JJ", "POS", "PRP$", "NNP", "NNPS", "CD")


def _noun_reference(scene: Scene, noun: int) -> Reference:
    tokens, word = scene.tokens, scene.tokens[noun].lower
    title = next((title for title in scene.titles if title.noun == noun), None)
    phrase = _phrase(scene, noun, title)
    first = min(phrase.first, title.first) if title else phrase.first
    owner = scene.owner_of(title.first) if title else None
    first = min(first, owner.first) if owner else first
    before = before_noun(scene, first, noun)
    after = after_noun(scene, noun, word in MAKERS)
    subject = () if before or after else publishing_subject(scene, first, noun)
    if not (before or after or subject) and tokens[phrase.first].lower in ("its", "their"):
        subject = _owner(scene, phrase.first)
    if scene.tokens[phrase.first].lower == "our" and not phrase.own and not subject:
        subject = _speakers_house(scene)
    inside = range(title.first, title.last) if title else range(0)
    concerned = [name for name in (*before, *after, *subject) if name.first not in inside]
    results = (
        [name for name in scene.names if noun < name.first < noun + _PROGRAMME_WITHIN] if word in SOFT_NOUNS else []
    )
    programme = next((name.text for name in (*concerned, *results) if is_programme(name)), None)
    found = organizations(name for name in concerned if not is_programme(name))
    named = title.text if title else programme
    found = found or ((maker,) if title and (maker := maker_in_title(title.text)) else ())
    if word not in FIRM_NOUNS:
        found = tuple(organization for organization in found if not is_outlet(organization))
    finding = finds(scene, noun) or (
        first > 1 and tokens[first - 1].lower == "to" and tokens[first - 2].lower == "according"
    )
    official = bool(programme) or any(is_researcher(scene, name) for name in concerned)
    last = max([noun + 1, *(name.last for name in after)])
    return Reference(
        sentence=scene.sentence.index,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        noun=word,
        weight=_weight(scene, word, bool(found or named), official, finding or bool(subject), phrase),
        definite=phrase.definite and not before,
        indefinite=phrase.indefinite,
        other=phrase.other,
        organizations=found,
        asserted=bool(after or subject),
        title=named,
        finding=finding or acts(scene, noun),
        own=phrase.own,
        asks=any(token.lower in ASKING_VERBS for token in tokens[last : last + 4]),
        year=phrase.year or year_in(named or ""),
        month=phrase.month,
        numbered=scene.numbered,
    )


def _owner(scene: Scene, first: int) -> tuple[Name, ...]:
    """The organization shortly before "its": "Acme said its survey", "Acme, in its monthly survey, put"."""
    near = [name for name in scene.names if first - _OWNER_WITHIN <= name.last <= first]
    return tuple(near[-1:]) if near and near[-1].kind is AgentKind.ORGANIZATION else ()


def _speakers_house(scene: Scene) -> tuple[Name, ...]:
    """For whom the speaker of the sentence works, whose survey "our survey" is in a quotation."""
    houses = [scene.affiliations[name.text] for name in scene.names if name.text in scene.affiliations]
    return tuple(Name(len(scene.tokens), len(scene.tokens), house, AgentKind.ORGANIZATION) for house in houses[:1])


def _weight(scene: Scene, word: str, named: bool, official: bool, finding: bool, phrase: _Phrase) -> Weight:
    """What a word for a study can do: `named` and by whom (`official`: keepers of figures), and whether it finds."""
    if word in FIRM_NOUNS:
        if named and (finding or scene.numbered or phrase.indefinite):
            return Weight.STANDS_ALONE
        bare = phrase.first > 0 and not (phrase.indefinite or phrase.definite or phrase.other or phrase.own)
        spoken_of = not (phrase.definite and word.endswith("s")) and not (bare and word in _COUNTED)
        if finding or (scene.numbered and spoken_of):
            return Weight.NEEDS_NUMBER
        return Weight.POINTS_BACK
    if named and (finding or (scene.numbered and (word not in LOOSE_NOUNS | MAKERS or official))):
        return Weight.STANDS_ALONE
    if word in MAKERS or phrase.definite or not finding:
        return Weight.POINTS_BACK
    return Weight.NEEDS_NUMBER
