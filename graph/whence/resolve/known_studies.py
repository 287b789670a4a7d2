"""Which study mentions are of the studies in a user's lists.

A mention is of a listed study if it gives its title or an alias, or, where it gives no title, its conductor and year or
its conductor and sample size. What fits two entries fits none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from whence.reference import KnownStudy
from whence.resolve import wording
from whence.resolve.corpus import years
from whence.resolve.known import Known, index
from whence.resolve.organizations import organization_key
from whence.resolve.profiles import Profile


def known_studies(entries: Sequence[KnownStudy], prepared: Mapping[str, Profile]) -> Known[KnownStudy]:
    """The listed study that each mention is of."""
    entries_of = index(entries, _study_keys)
    found = {iri: _one_of(map(entries_of.get, _mention_keys(profile)), profile) for iri, profile in prepared.items()}
    return Known({iri: entry for iri, entry in found.items() if entry is not None})


def _study_keys(entry: KnownStudy) -> Iterator[Hashable]:
    for title in (entry.title, *entry.aliases):
        yield "title", _title(title)
    for conductor in map(organization_key, entry.conductors):
        yield "year", conductor, _year(entry)
        for size in entry.sizes:
            yield "size", conductor, size


def _mention_keys(profile: Profile) -> Iterator[Hashable]:
    """What a mention can be found by, the surest first."""
    mention = profile.told.mention
    if mention.title:
        yield "title", _title(mention.title)
        return
    for conductor in sorted(profile.names):
        for sample in mention.samples:
            yield "size", conductor, sample.size
        if profile.year:
            yield "year", conductor, profile.year


def _title(title: str) -> tuple[str, ...]:
    """The words by which titles are one: without a leading article and without years, which tell waves apart."""
    waves = set(map(str, years(title)))
    words = [word for word in wording.words(title) if word not in waves]
    return tuple(words[1:] if words[:1] == ["the"] else words)


def _year(entry: KnownStudy) -> int | None:
    """The year of an entry: its own, else the one in its title."""
    told = years(entry.title)
    return entry.year or (min(told) if len(told) == 1 else None)


def _one_of(found: Iterable[list[KnownStudy] | None], profile: Profile) -> KnownStudy | None:
    """The one entry that fits by the surest key that any fits by."""
    for entries in found:
        fitting = [one for one in entries or () if not (profile.year and _year(one)) or _year(one) == profile.year]
        if fitting:
            return fitting[0] if len(fitting) == 1 and not profile.set_apart else None
    return None
