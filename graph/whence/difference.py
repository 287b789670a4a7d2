"""What changed between two graphs: articles, claims, studies, links and decisions that appeared, changed or went.

Things are matched by what stays when articles are read again: an article by its IRI, a claim by its article and its
quote (a claim whose quote was reworded by the one nearest to it), a study by the mentions that it has in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from whence import vocab
from whence.answers import Answer, Cell, answer
from whence.decision import Decision
from whence.rdf import iris
from whence.store import Store

_PREFIXES = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wh: <https://w3id.org/whence/ns#>
"""
_ARTICLES = """SELECT ?iri ?name ?title ?publisher ?published ?text WHERE {
  ?iri a wh:Article ; wh:fileName ?name ; wh:contentHash ?text .
  OPTIONAL { ?iri schema:headline ?title }
  OPTIONAL { ?iri schema:publisher/schema:name ?publisher }
  OPTIONAL { ?iri schema:datePublished ?published }
} ORDER BY ?iri"""
_CLAIMS = """SELECT ?iri ?article ?name ?quote
  ?value ?unit ?qualifier ?population ?measure ?change ?period ?speaker ?study
WHERE {
  ?iri a wh:Claim ; wh:statedIn ?article ; schema:text ?quote . ?article wh:fileName ?name .
  OPTIONAL { ?iri wh:value ?value ; wh:unit ?unit ; wh:qualifier ?qualifier }
  OPTIONAL { ?iri wh:population/skos:prefLabel ?population }
  OPTIONAL { ?iri wh:measure ?measure }
  OPTIONAL { ?iri wh:change ?change }
  OPTIONAL { ?iri wh:period ?period }
  OPTIONAL { ?iri wh:attributedTo/schema:name ?speaker }
  OPTIONAL { ?iri wh:fromStudy/skos:prefLabel ?study }
} ORDER BY ?iri ?study"""
_STUDIES = """SELECT ?iri ?label ?mention WHERE {
  ?iri a wh:Study ; skos:prefLabel ?label . ?mention a wh:StudyMention ; wh:refersTo ?iri
} ORDER BY ?iri ?mention"""
_LINKS = """SELECT ?kind ?one ?other WHERE {
  { ?one wh:takenFrom ?other . BIND ("was taken from" AS ?kind) }
  UNION { ?one wh:disagreesWith ?other . FILTER (STR(?one) < STR(?other)) BIND ("disagrees with" AS ?kind) }
} ORDER BY ?kind ?one ?other"""
_ALIKE = 0.6
"""Claims of one article whose quotes share this much, and whose number is of one unit, may be one reworded."""


class Event(StrEnum):
    """What happened to a thing."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what it is, where it stands ("" for what stands in no one article), and in words how."""

    event: Event
    kind: str
    article: str
    words: str

    def __str__(self) -> str:
        where = f"{self.article}: " if self.article else ""
        return f"{where}{self.event} {self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class _Claim:
    iri: str
    article: str
    name: str
    quote: str
    unit: str
    told: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"“{self.quote}”"


def differences(old: Store, new: Store) -> tuple[Difference, ...]:
    """What differs between two graphs: articles first, then claims, studies and links, and the decisions at last."""
    before, after = _claims(old), _claims(new)
    pairs = _paired(before, after)
    return (
        *_articles(old, new),
        *_claim_differences(before, after, pairs),
        *_studies(old, new),
        *_links(old, new, before, after, pairs),
        *_decisions(old, new),
    )


def as_table(found: Iterable[Difference]) -> Answer:
    """The differences as a table."""
    return Answer(
        ("what", "kind", "article", "how"), tuple((one.event, one.kind, one.article, one.words) for one in found)
    )


# ---------------------------------------------------------------- articles


def _articles(old: Store, new: Store) -> Iterator[Difference]:
    before, after = ({str(row["iri"]): row for row in _records(store, _ARTICLES)} for store in (old, new))
    for iri in sorted(before.keys() | after.keys()):
        row = after.get(iri) or before[iri]
        name, title = str(row["name"]), str(row["title"] or "without a title")
        if iri not in before:
            yield Difference(Event.NEW, "article", name, title)
        elif iri not in after:
            yield Difference(Event.GONE, "article", name, title)
        elif changes := list(_changes(before[iri], after[iri], skip=("iri", "text"))):
            yield Difference(Event.CHANGED, "article", name, "; ".join(changes))
        elif before[iri]["text"] != after[iri]["text"]:
            yield Difference(Event.CHANGED, "article", name, "its text")


def _changes(old: Mapping[str, Cell], new: Mapping[str, Cell], skip: Iterable[str] = ()) -> Iterator[str]:
    for key in (key for key in old if key not in skip):
        if old[key] != new[key]:
            yield f"{key} {_shown(new[key])}, was {_shown(old[key])}"


def _shown(value: Cell) -> str:
    return "none" if value is None else str(value)


# ---------------------------------------------------------------- claims


def _claims(store: Store) -> dict[str, _Claim]:
    rows: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    for row in _records(store, _CLAIMS):
        rows[str(row["iri"])].append(row)
    return {iri: _claim(iri, told) for iri, told in rows.items()}


def _claim(iri: str, rows: list[dict[str, Cell]]) -> _Claim:
    told = {key: _shown(value) for key, value in rows[0].items() if key not in ("iri", "article", "name", "quote")}
    told["study"] = " / ".join(sorted({_shown(row["study"]) for row in rows}))
    first = rows[0]
    return _Claim(
        iri, str(first["article"]), str(first["name"]), str(first["quote"]), told["unit"], tuple(told.items())
    )


def _paired(before: Mapping[str, _Claim], after: Mapping[str, _Claim]) -> dict[str, str]:
    """The claim of the new graph that each claim of the old one is: of one IRI, of one quote, else the most alike."""
    pairs = {iri: iri for iri in before.keys() & after.keys()}
    pairs |= _by_key(before, after, pairs, lambda claim: (claim.article, claim.quote, claim.told))
    pairs |= _by_key(before, after, pairs, lambda claim: (claim.article, claim.quote, claim.unit))
    left = defaultdict(list)
    taken = set(pairs.values())
    for iri, claim in sorted(after.items()):
        if iri not in taken:
            left[claim.article, claim.unit].append(claim)
    for iri, claim in sorted(before.items()):
        if iri in pairs or not (rivals := left[claim.article, claim.unit]):
            continue
        alike, best = max(
            ((_alike(claim, rival), rival) for rival in rivals), key=lambda found: (found[0], found[1].iri)
        )
        if alike >= _ALIKE:
            rivals.remove(best)
            pairs[iri] = best.iri
    return pairs


def _by_key(
    before: Mapping[str, _Claim],
    after: Mapping[str, _Claim],
    pairs: Mapping[str, str],
    key: Callable[[_Claim], Hashable],
) -> dict[str, str]:
    """The pairs of unpaired claims that alone have a key."""
    taken = set(pairs.values())
    keyed: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, claims, done in ((0, before, pairs.keys()), (1, after, taken)):
        for iri, claim in claims.items():
            if iri not in done:
                keyed[key(claim)][side].append(iri)
    return {one[0]: other[0] for one, other in keyed.values() if len(one) == len(other) == 1}


def _alike(one: _Claim, other: _Claim) -> float:
    return SequenceMatcher(None, one.quote, other.quote, autojunk=False).ratio()


def _claim_differences(
    before: Mapping[str, _Claim], after: Mapping[str, _Claim], pairs: Mapping[str, str]
) -> Iterator[Difference]:
    found = [
        Difference(Event.GONE, "claim", claim.name, str(claim)) for iri, claim in before.items() if iri not in pairs
    ]
    kept = set(pairs.values())
    found += [Difference(Event.NEW, "claim", claim.name, str(claim)) for iri, claim in after.items() if iri not in kept]
    for iri, now in pairs.items():
        old, new = before[iri], after[now]
        changes = [*_changes(dict(old.told), dict(new.told))]
        if old.quote != new.quote:
            changes.insert(0, f"was worded {old}")
        if changes:
            found.append(Difference(Event.CHANGED, "claim", new.name, f"{new}: {'; '.join(sorted(changes))}"))
    yield from sorted(found, key=lambda one: (one.article, one.words, one.event))


# ---------------------------------------------------------------- studies and links


def _studies(old: Store, new: Store) -> Iterator[Difference]:
    """Studies by the mentions that refer to them: what two studies of one graph have in common is one of the other."""
    (label, members), (label_now, members_now) = map(_members, (old, new))
    study_of = {mention: iri for iri, group in members.items() for mention in group}
    study_of_now = {mention: iri for iri, group in members_now.items() for mention in group}
    for iri in sorted(members, key=lambda iri: (label[iri], iri)):
        into = sorted({study_of_now[mention] for mention in members[iri] if mention in study_of_now})
        if not into:
            yield Difference(Event.GONE, "study", "", label[iri])
        elif len(into) > 1:
            names = ", ".join(sorted(label_now[one] for one in into))
            yield Difference(Event.CHANGED, "study", "", f"{label[iri]} is now {len(into)} studies: {names}")
    for iri in sorted(members_now, key=lambda iri: (label_now[iri], iri)):
        came_from = sorted({study_of[mention] for mention in members_now[iri] if mention in study_of})
        if not came_from:
            yield Difference(Event.NEW, "study", "", label_now[iri])
        elif len(came_from) > 1:
            names = ", ".join(sorted(label[one] for one in came_from))
            yield Difference(
                Event.CHANGED, "study", "", f"{label_now[iri]} is now one study, was {len(came_from)}: {names}"
            )
        elif label[came_from[0]] != label_now[iri]:
            yield Difference(Event.CHANGED, "study", "", f"{label_now[iri]}, was {label[came_from[0]]}")


def _members(store: Store) -> tuple[dict[str, str], dict[str, set[str]]]:
    label: dict[str, str] = {}
    members: dict[str, set[str]] = defaultdict(set)
    for row in _records(store, _STUDIES):
        label[str(row["iri"])] = str(row["label"])
        members[str(row["iri"])].add(str(row["mention"]))
    return label, members


def _links(
    old: Store, new: Store, before: Mapping[str, _Claim], after: Mapping[str, _Claim], pairs: Mapping[str, str]
) -> Iterator[Difference]:
    links, links_now = ({tuple(map(str, row.values())) for row in _records(store, _LINKS)} for store in (old, new))
    same = {(kind, *_ends(kind, pairs.get(one, one), pairs.get(other, other))) for kind, one, other in links}
    there = {(kind, *_ends(kind, one, other)) for kind, one, other in links_now}
    for event, found, claims in ((Event.GONE, same - there, {**before, **after}), (Event.NEW, there - same, after)):
        for kind, one, other in sorted(found):
            if one in claims and other in claims:
                words = f"{claims[one]} {kind} {claims[other]} ({claims[other].name})"
                yield Difference(event, "link", claims[one].name, words)


def _ends(kind: str, one: str, other: str) -> tuple[str, str]:
    return (one, other) if kind == "was taken from" or one < other else (other, one)


# ---------------------------------------------------------------- decisions


def _decisions(old: Store, new: Store) -> Iterator[Difference]:
    """Decisions that were made since, that are gone, or that take effect no longer, or again."""
    (before, stood), (after, stand) = ((_known(store), store.standings()) for store in (old, new))
    for iri in sorted(before.keys() | after.keys(), key=lambda iri: ((after | before)[iri].time, iri)):
        decision = (after | before)[iri]
        if iri not in before or iri not in after:
            yield Difference(
                Event.NEW if iri in after else Event.GONE, "decision", "", f"{decision}, {decision.because}"
            )
        elif iri in stand and iri in stood and stand[iri].state is not stood[iri].state:
            was, now = (vocab.label(vocab.expand(f"wh:{known[iri].state}")) for known in (stood, stand))
            yield Difference(Event.CHANGED, "decision", "", f"{decision}: {now}, was {was}; {stand[iri].reason}")


def _known(store: Store) -> dict[str, Decision]:
    return {iris.decision(decision): decision for decision in store.decisions()}


def _records(store: Store, sparql: str) -> list[dict[str, Cell]]:
    return answer(store.query(_PREFIXES + sparql)).records()
