"""Which names mean one person.

They do when first and last name are the same and affiliations don't contradict each other; an initial stands for a
first name only within one affiliation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from whence.resolve.grouping import Link
from whence.resolve.names import Links, Named, Sides, chain, first, folded_words, words_of


def person_key(name: str) -> str:
    """A person's first and last name, folded; an initial stays an initial, middle names and titles go.

    >>> person_key("Dr. Ada B. Example-Smith, PhD")
    'ada example-smith'
    """
    parts = folded_words(name)
    kept = [part for part in parts if part not in words_of("honorifics.txt")] or parts
    return " ".join(kept if len(kept) < 2 else (kept[0], kept[-1]))


def person_links(by_key: Mapping[str, Sequence[Named]], homes: Mapping[str, str], sides: Sides) -> Links:
    """What links the people of each key; `homes` gives the canonical organization of a person's affiliation."""
    same: list[Link] = []
    unsure: list[Link] = []
    initials: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(by_key):
        given, _, last = key.partition(" ")
        if last and len(given) > 1:
            initials[given[0], last].append(key)
            _link_namesakes(by_key[key], homes, sides, same, unsure)
    for key in sorted(by_key):
        given, _, last = key.partition(" ")
        if last and len(given) == 1:
            fuller = [one for name in initials[given, last] for one in by_key[name]]
            same.extend(_initial_links(by_key[key], fuller, homes, sides))
    return Links(tuple(same), tuple(unsure))


def _link_namesakes(
    group: Sequence[Named], homes: Mapping[str, str], sides: Sides, same: list[Link], unsure: list[Link]
) -> None:
    """Link people of one full name; where they have two affiliations, only those of the same one."""
    by_home: dict[str | None, list[Named]] = defaultdict(list)
    for one in group:
        by_home[homes.get(one.iri)].append(one)
    known = sorted(home for home in by_home if home is not None)
    if len(known) <= 1:
        same.extend(chain(group, "the same first and last name", 0.95 if known else 0.9, sides))
        return
    for home in known:
        same.extend(chain(by_home[home], "the same name and affiliation", 0.99, sides))
    firsts = [first(by_home[home], sides) for home in known]
    unsure.extend(Link(one, other, "the same name, but different affiliations", 0.5) for one, other in pairwise(firsts))


def _initial_links(
    short: Sequence[Named], fuller: Sequence[Named], homes: Mapping[str, str], sides: Sides
) -> Iterator[Link]:
    """Link "M. Example" to the one person of that initial and last name who has the same affiliation."""
    for one in short:
        home = homes.get(one.iri)
        there = [other for other in fuller if home is not None and homes.get(other.iri) == home]
        if len({person_key(other.name) for other in there}) == 1:
            yield Link(one.iri, first(there, sides), "the same initial, last name and affiliation", 0.9)
