"""References by a word for a study: "a new survey", "the Acme report", "researchers at Acme"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whence.analyse import Token
from whence.extract.names import DESCRIPTORS, FUNCTION_WORDS, Name
from whence.extract.studies.conductors import is_outlet, is_programme, maker_in_title
from whence.extract.studies.identity import same_organization
from whence.extract.studies.phrases import StudyPhrase, is_year, study_phrase
from whence.extract.studies.references import Reference
from whence.extract.studies.scenes import Scene, organizations
from whence.extract.studies.subjects import acts, finds
from whence.extract.studies.titles import Title
from whence.extract.studies.weights import weight
from whence.extract.studies.whose import Makers, makers_of
from whence.extract.studies.words import (
    ASKING_VERBS,
    CONTINUED,
    FINDING_VERBS,
    FIRM_NOUNS,
    LOOKING_INTO,
    LOOSE_NOUNS,
    MARKET_INDEXES,
    NOUNS,
    SOFT_NOUNS,
)

_BEFORE_NOUN = ("DT", "JJ", "POS", "PRP$", "NNP", "NNPS", "CD")
_PROGRAMME_WITHIN = 8
_OPENING = 4
_SHOWN = frozenset(("show", "shows", "showed", "suggest", "suggests", "indicate", "indicates", "reveal", "reveals"))


def by_noun(scene: Scene) -> Iterator[Reference]:
    """The references that have a word for a study, in text order."""
    for noun, token in enumerate(scene.tokens):
        if token.lower in NOUNS and _is_study_noun(scene, noun):
            yield _reference(scene, noun)


# ---------------------------------------------------------------- the word


def _is_study_noun(scene: Scene, noun: int) -> bool:
    """Whether a word that can mean a study does: a noun, in no name and no compound that means something else."""
    tokens = scene.tokens
    if not _is_noun(scene, noun) or scene.inside_name(noun):
        return False
    if noun + 1 < len(tokens) and _compound(tokens[noun + 1]):
        return False
    if tokens[noun].lower == "index":
        return not any(word.lower in MARKET_INDEXES for word in tokens[max(0, noun - 4) : noun])
    before = tokens[noun - 1] if noun else None
    continues = before is not None and before.lower in NOUNS and before.tag.startswith("NN")
    continues = continues and not scene.inside_name(noun - 1)  # "Bureau of Labor Statistics figures"
    return not (continues and tokens[noun].lower in CONTINUED)


def _is_noun(scene: Scene, index: int) -> bool:
    """Whether the word is a noun, by its tag or by what stands before it ("a separate Pew study out Tuesday")."""
    if scene.tokens[index].tag.startswith("NN"):
        return True
    if index > 1 and scene.tokens[index - 2].lower == "according":
        return True
    before = scene.tokens[index - 1].tag if index else ""
    following = scene.tokens[index + 1].lower if index + 1 < len(scene.tokens) else ""
    shown = scene.tokens[index].lower in LOOSE_NOUNS and following in _SHOWN and before in ("NN", "NNS", *_BEFORE_NOUN)
    return shown or (scene.tokens[index].lower in FIRM_NOUNS and before in _BEFORE_NOUN)


def _compound(following: Token) -> bool:
    """Whether the word after a study noun makes it part of another thing's name: "study group", "data center"."""
    noun = following.text.isalpha() and (following.tag.startswith("NN") or following.lower in DESCRIPTORS)
    return noun and following.lower not in CONTINUED | FINDING_VERBS | FUNCTION_WORDS


# ---------------------------------------------------------------- what it tells


def _reference(scene: Scene, noun: int) -> Reference:
    tokens, word = scene.tokens, scene.tokens[noun].lower
    title = next((title for title in scene.titles if title.noun == noun), None)
    phrase = study_phrase(scene, noun, title)
    first = _first(scene, phrase, title)
    makers = makers_of(scene, phrase, first, noun)
    named, found = _identity(scene, noun, title, phrase.year, makers)
    finding = finds(scene, noun) or [token.lower for token in tokens[max(0, first - 2) : first]] == ["according", "to"]
    told = bool(found) and _is_marked(scene, title)
    last = max([noun + 1, *(name.last for name in makers.after)])
    return Reference(
        sentence=scene.sentence.index,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        noun=word,
        weight=weight(scene, noun, phrase, makers, bool(found or named), finding or told),
        definite=(phrase.definite or phrase.quoted) and not makers.before,
        indefinite=phrase.indefinite,
        other=phrase.other,
        earlier=phrase.earlier,
        organizations=found,
        asserted=bool(makers.after or makers.over),
        title=named,
        year=None if _compared(tokens, first) else phrase.year or _year_in(named),
        month=phrase.month,
        numbered=scene.numbered,
        finding=finding or acts(scene, noun),
        asks=any(token.lower in ASKING_VERBS for token in tokens[last : last + 4]),
        own=phrase.own and not _is_article(scene, word),
        official=phrase.official,
        trails=first > _OPENING and tokens[first - 1].lower == "to" and tokens[first - 2].lower == "according",
    )


def _is_article(scene: Scene, word: str) -> bool:
    """Whether a newspaper's or station's "our report" is one of its articles."""
    return bool(scene.house and is_outlet(scene.house)) and word not in FIRM_NOUNS | LOOKING_INTO


def _is_marked(scene: Scene, title: Title | None) -> bool:
    """Whether a title stands in quotation marks or italics, and so is surely one."""
    return title is not None and not scene.tokens[title.first].text[0].isalnum()


def _first(scene: Scene, phrase: StudyPhrase, title: Title | None) -> int:
    """Where the reference begins: with its phrase, its title, or who owns the title."""
    if title is None:
        return phrase.first
    owner = scene.owner_of(title.first)
    return min(phrase.first, title.first, owner.first if owner else title.first)


def _identity(
    scene: Scene, noun: int, title: Title | None, year: int | None, makers: Makers
) -> tuple[str | None, tuple[str, ...]]:
    """The title and the organizations by which a study is known."""
    word = scene.tokens[noun].lower
    inside = range(title.first, title.last) if title else range(0)
    concerned = [name for name in makers.all if name.first not in inside]
    found = organizations(name for name in concerned if name in makers.after or not is_programme(name))
    if (
        title
        and not found
        and title.text.split()[-1] not in FIRM_NOUNS
        and (maker := maker_in_title(scene, title.text))
    ):
        found = (maker,)
    if word not in FIRM_NOUNS:
        own = scene.house if word in LOOKING_INTO else None
        found = tuple(name for name in found if not is_outlet(name) or (own and same_organization(name, own)))
    if title:
        return title.text, found
    if word == "census" and year is not None:
        return f"{year} census", found
    told = [name for name in scene.names if _is_told_of(scene, noun, name)] if word in SOFT_NOUNS else []
    return next(
        (name.text for name in (*concerned, *told) if name not in makers.after and is_programme(name)), None
    ), found


def _is_told_of(scene: Scene, noun: int, name: Name) -> bool:
    """Whether a name stands shortly behind a study noun with no verb between."""
    near = noun < name.first < noun + _PROGRAMME_WITHIN
    return near and not any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in scene.tokens[noun + 1 : name.first])


def _compared(tokens: Sequence[Token], first: int) -> bool:
    """Whether a study is an earlier one that a figure is compared with: "against 43 percent in the 2014 survey"."""
    before = tokens[max(0, first - _COMPARED_WITHIN) : first]
    return any(token.lower in _COMPARING for token in before) and any(token.tag == "CD" for token in before)


_COMPARING = frozenset(("against", "compared", "from", "than", "versus"))
_COMPARED_WITHIN = 6


def _year_in(title: str | None) -> int | None:
    """The year in a title: "Green Building Survey 2018"."""
    return next((int(word) for word in (title or "").split() if is_year(word)), None)
