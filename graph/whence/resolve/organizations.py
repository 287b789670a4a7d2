"""Which names mean one organization.

They do when their names are the same, legal form, article and spelling aside; when both are known spellings of one;
when one is the acronym of the other, and no other long form in the corpus has that acronym; or when one is the other
without the closing word that institutions drop ("Forrester Research").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from whence import resources
from whence.resolve.grouping import Link
from whence.resolve.names import Links, Named, Sides, chain, first, folded_words, words_of

_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "&", "to", "de", "la"})


def organization_key(name: str) -> str:
    """An organization's name without article, legal form, case and punctuation, in American spelling.

    >>> organization_key("The Example Widgets Co., Inc."), organization_key("Centre for Co-operation")
    ('example widgets', 'center for cooperation')
    """
    parts = [_american(word.replace("-", "").removesuffix("'s")) for word in folded_words(name)]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in words_of("legal_suffixes.txt"):
        parts.pop()
    return " ".join(parts) or name.casefold()


def _american(word: str) -> str:
    """The American spelling of a word in lower case: "organisation" is "organization"."""
    return _spellings().get(word, word)


@cache
def _spellings() -> dict[str, str]:
    rows = (entry.partition("\t") for entry in resources.word_list("resolve", "spellings.txt"))
    return {british: american for british, _, american in rows}


@cache
def _known() -> tuple[tuple[str, ...], ...]:
    """The keys of organizations that are known by several names."""
    rows = (entry.split("\t") for entry in resources.word_list("studies", "research_organizations.txt"))
    return tuple(tuple(dict.fromkeys(map(organization_key, row))) for row in rows if len(row) > 1)


def organization_links(
    by_key: Mapping[str, Sequence[Named]], together: frozenset[tuple[str, str]], sides: Sides
) -> Links:
    """What links the organizations of each key; `together` are the short and long keys that one article uses."""
    same = [link for group in by_key.values() for link in chain(group, "the same name", 0.99, sides)]
    same += [
        Link(first(by_key[one], sides), first(by_key[other], sides), f'"{one}" and "{other}" are known to be one', 0.95)
        for one, other in _known_spellings(by_key)
    ]
    unsure: list[Link] = []
    for short, long_forms, reason, confidence in (*_acronyms(by_key, together), *_short_names(by_key)):
        for long_form in long_forms:
            link = Link(first(by_key[short], sides), first(by_key[long_form], sides), reason, confidence)
            (same if len(long_forms) == 1 and confidence >= 0.8 else unsure).append(link)
    return Links(tuple(same), tuple(unsure))


def _known_spellings(by_key: Mapping[str, Sequence[Named]]) -> Iterator[tuple[str, str]]:
    for row in _known():
        yield from pairwise([key for key in row if key in by_key])


def _acronyms(
    by_key: Mapping[str, Sequence[Named]], together: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, list[str], str, float]]:
    """Each acronym with the long names it can stand for."""
    forms: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_key):
        if " " in key:
            forms[initials(key)].append(key)
    beside: dict[str, list[str]] = defaultdict(list)
    for short, key in sorted(together):
        beside[short].append(key)
    for short in sorted(by_key):
        if " " in short or not any(one.name.isupper() for one in by_key[short]):
            continue
        if beside[short]:
            yield short, beside[short], f'"{short.upper()}" and the long form stand in one article', 0.95
        elif forms[short] and len(short) >= 3:
            sure = 0.85 if len(short) > 3 else 0.6
            yield short, forms[short], f'"{short.upper()}" has the initials of the long form', sure


def _short_names(by_key: Mapping[str, Sequence[Named]]) -> Iterator[tuple[str, list[str], str, float]]:
    """Each name with the longer names that add only closing words such as "Research" or "Institute" to it."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_key):
        parts = key.split()
        while len(parts) > 1 and parts[-1] in words_of("institution_words.txt"):
            parts.pop()
            longer[" ".join(parts)].append(key)
    for short in sorted(longer.keys() & by_key.keys()):
        if not short.isdigit() and len(short) > 2:
            yield short, longer[short], f'"{short}" is the name without its closing word', 0.9


def initials(key: str) -> str:
    """The first letters of the words of a key that has several, small words aside."""
    return "".join(word[0] for word in key.split() if word not in _SMALL) if " " in key else ""
