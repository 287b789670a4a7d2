"""Decisions in the words of those who make them, checked against the graph that they are about.

Each function gives decisions, and changes nothing: `whence.building.derive` takes them into a store.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pyoxigraph as ox

from whence import vocab
from whence.curate.naming import NAMED, Named, Names, check_id, unclear
from whence.curate.values import change, qualifier, unit
from whence.decision import FIELD_NAMES, Decision, Field, Ruling, Target, TargetKind, number
from whence.errors import UsageError
from whence.model import AgentKind
from whence.partial_dates import is_later
from whence.rdf import iris
from whence.rdf.quads import unwritable
from whence.read.bylines import author_kind
from whence.store import Store

PAIRED = tuple(kind for kind in TargetKind if kind is not TargetKind.ARTICLE)
"""What can be the same and different."""
CLAIMS = (TargetKind.CLAIM, TargetKind.STATEMENT)
NONE = "none"
"""The value that says that a claim has none."""

_PRINTED = re.compile(r"[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_PUBLISHED = vocab.expand("schema:datePublished")
_FIELDS = {name: field for field, name in FIELD_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, why, and when: an ISO 8601 time in UTC."""

    author: str
    reason: str
    decided: str

    def __post_init__(self) -> None:
        """Raise UsageError where nobody decides, or for no reason."""
        if not self.author.strip():
            raise UsageError("nobody decides: give your name with --by, or in $WHENCE_AUTHOR")
        if not self.reason.strip():
            raise UsageError("a decision needs its reason: --because “…”")
        _check_text("the name of who decides", self.author)
        _check_text("the reason", self.reason)


def _check_text(what: str, text: str) -> None:
    """Raise UsageError where a text has a character that no graph can hold, such as half of a broken encoding."""
    if (stray := unwritable(text)) is not None:
        place = text.index(stray) + 1
        raise UsageError(
            f"{what} has the character U+{ord(stray):04X} at place {place}, which no graph can hold: "
            f"{text.encode('ascii', 'backslashreplace').decode()!r}; write it anew, in UTF-8"
        )


# ---------------------------------------------------------------- pairs


def pair(
    names: Names, ruling: Ruling, ends: Sequence[str], signed: Signature, kinds: Collection[TargetKind]
) -> Decision:
    """The decision that two things are the same or different; of one word, it is the ID of a proposal.

    Raises UsageError where a name fits nothing or several things, or where the two are of two kinds, or one.
    """
    chosen = [one.target for one in names.proposal(ends[0])] if len(ends) == 1 else _both(names, ruling, ends, kinds)
    if chosen[0].kind is TargetKind.ARTICLE:
        raise UsageError(f"{ends[0]} asks which article was first: decide draws-on ARTICLE SOURCE, or independent")
    if chosen[0] == chosen[1]:
        raise UsageError(f"{ends[0]} and {ends[-1]}: are the same {chosen[0].kind}; name two, as “file: words”")
    return _signed(ruling, signed, tuple(sorted(chosen, key=iris.target)))


def _both(names: Names, ruling: Ruling, ends: Sequence[str], kinds: Collection[TargetKind]) -> list[Target]:
    found = [names.either(end, kinds) for end in ends]
    common = [kind for kind in TargetKind if all(kind in kinds_found for kinds_found in found)]
    if not common:
        kinds_of = [" or ".join(sorted(kinds_found)) for kinds_found in found]
        raise UsageError(f"two things of one kind are wanted: {ends[0]} is {kinds_of[0]}, {ends[1]} is {kinds_of[1]}")
    if len(common) > 1:
        raise UsageError(f"both names fit several kinds of things ({', '.join(common)}): say which with --kind")
    candidates = [kinds_found[common[0]] for kinds_found in found]
    joined = {one.canonical for one in candidates[0]} & {one.canonical for one in candidates[1]}
    parts = ruling is Ruling.DIFFERENT and bool(joined)
    return [_end(names, end, these, exact=parts) for end, these in zip(ends, candidates, strict=True)]


def _end(names: Names, named: str, found: Sequence[Named], *, exact: bool) -> Target:
    """One side of a pair: a name meant wherever it stands, or a node of the one canonical thing that is meant.

    Where things that are one now are to be parted, it has to be `exact`: a single node.
    """
    if found[0].target.kind in NAMED and names.is_wide(named):
        return _wide(named, found)
    if len(found) > 1 and (exact or len({one.canonical for one in found}) > 1):
        raise unclear(named, found, ())
    return found[0].target


def _wide(named: str, found: Sequence[Named]) -> Target:
    """The name itself, in the spelling that is meant."""
    spellings = Counter(one.target.name for one in found)
    asked = [spelling for spelling in spellings if spelling.casefold() == named.casefold()]
    if not asked and len({one.canonical for one in found}) > 1:
        raise unclear(named, found, ())
    name = min(asked or spellings, key=lambda spelling: (-spellings[spelling], spelling))
    return Target(found[0].target.kind, name=name)


# ---------------------------------------------------------------- articles


def derivation(names: Names, article: str, source: str, signed: Signature) -> Decision:
    """The decision that an article draws on another; raises UsageError where a name fits none or several."""
    one, other = _articles(names, (article, source))
    return replace(_signed(Ruling.DRAWS_ON, signed, (one,)), instead=other)


def too_late(store: Store, decision: Decision) -> str:
    """What speaks against a decision that an article draws on another: that the other is dated later; else nothing."""
    ends = (*decision.targets, decision.instead) if decision.instead else decision.targets
    dates = [published(store, end.node) for end in ends]
    if len(dates) == 2 and all(dates) and is_later(dates[1], dates[0]):
        return f"{ends[1].file_name} is dated {dates[1]}, and {ends[0].file_name}, which is to draw on it, {dates[0]}"
    return ""


def published(store: Store, article: str) -> str:
    """The date of an article, as precise as it is known; empty where it isn't."""
    dates = (quad.object for quad in store.about(article) if quad.predicate.value == _PUBLISHED)
    return min((date.value for date in dates if isinstance(date, ox.Literal)), default="")


def independence(names: Names, articles: Sequence[str], signed: Signature) -> Decision:
    """The decision that neither of two articles draws on the other; one word is the ID of a proposal."""
    ends = [one.target for one in names.proposal(articles[0])] if len(articles) == 1 else _articles(names, articles)
    if ends[0].kind is not TargetKind.ARTICLE:
        raise UsageError(f"{articles[0]} asks whether two things are the same: decide same or different")
    return _signed(Ruling.INDEPENDENT, signed, tuple(sorted(ends, key=iris.target)))


def _articles(names: Names, ends: Sequence[str]) -> list[Target]:
    found = [names.one(end, (TargetKind.ARTICLE,)).target for end in ends]
    if found[0] == found[1]:
        raise UsageError(f"{ends[0]} and {ends[1]}: are the same article")
    return found


# ---------------------------------------------------------------- single claims


def rejection(names: Names, claim: str, signed: Signature) -> Decision:
    """The decision that something is no claim."""
    return _signed(Ruling.REJECT, signed, (names.one(claim, CLAIMS).target,))


def corrections(names: Names, claim: str, settings: Iterable[str], signed: Signature) -> list[Decision]:
    """One decision for each "field=value"; the value "none" says that the claim has none.

    Raises UsageError for a field that is unknown or given twice, and for a value that the field can't have.
    """
    settings = list(settings)
    for setting in settings:
        _check_text(setting.partition("=")[0].encode("ascii", "backslashreplace").decode(), setting)
    target = names.one(claim, CLAIMS).target
    made: dict[Field, Decision] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        field = _FIELDS.get(name.strip().casefold())
        if not equals or field is None:
            raise UsageError(f"{setting}: write it as FIELD=VALUE, with one of the fields {', '.join(_FIELDS)}")
        if field in made:
            raise UsageError(f"{name} is given twice")
        if target.kind is TargetKind.STATEMENT and field not in (Field.SPEAKER, Field.STUDY):
            raise UsageError(f"{setting}: a statement has a speaker and a study, and no {name}")
        made[field] = _correction(names, target, field, value.strip(), signed)
    if not made:
        raise UsageError(f"nothing is corrected: give FIELD=VALUE, with one of the fields {', '.join(_FIELDS)}")
    _check_change(names, target, made)
    return list(made.values())


def _check_change(names: Names, target: Target, made: Mapping[Field, Decision]) -> None:
    """Raise UsageError where a change would be told as a negative number."""
    told = names.facts(target.node) | {f"wh:{field}": decision.value for field, decision in made.items()}
    if {Field.VALUE, Field.CHANGE} & made.keys() and told.get("wh:change") and Decimal(told.get("wh:value") or 0) < 0:
        raise UsageError("a change is told as its size: write value=5 change=decrease, or change=none value=-5")


def _correction(names: Names, target: Target, field: Field, value: str, signed: Signature) -> Decision:
    decision = replace(_signed(Ruling.CORRECT, signed, (target,)), field=field)
    if value == NONE:
        if field in (Field.VALUE, Field.UNIT, Field.QUALIFIER) or (
            field is Field.SPEAKER and target.kind is TargetKind.STATEMENT
        ):
            raise UsageError(f"{FIELD_NAMES[field]}=none: it has one; if it is no claim at all, `whence decide reject`")
        return decision
    if not value:
        raise UsageError(f"{FIELD_NAMES[field]}= has no value; to say that there is none, write none")
    match field:
        case Field.SPEAKER:
            return replace(decision, instead=_speaker(names, value))
        case Field.STUDY:
            return replace(decision, instead=_study(names, value, target))
        case Field.VALUE:
            return replace(decision, value=_number(value))
        case Field.UNIT:
            return replace(decision, value=unit(value))
        case Field.QUALIFIER:
            return replace(decision, value=qualifier(value))
        case Field.CHANGE:
            return replace(decision, value=change(value))
    return replace(decision, value=value)


def _number(value: str) -> str:
    if not _PRINTED.fullmatch(value):
        raise UsageError(
            f"value={value}: not a number; write 83, 1.5 or 3,500,000 (a point before the decimals, commas between "
            "groups of three digits only), and the unit as unit=…"
        )
    try:
        return f"{(number(value.replace(',', '')) + 0).normalize():f}"
    except ValueError as error:
        raise UsageError(f"value={value}: {error}") from error


def _speaker(names: Names, value: str) -> Target:
    """Who is meant: somebody whom the graph knows, or a new name."""
    known = names.of(value, (TargetKind.PERSON, TargetKind.ORGANIZATION))
    spelled = {(one.target.name, one.target.kind) for one in known}
    same = sorted((name, kind) for name, kind in spelled if name.casefold() == value.casefold())
    if same:
        return Target(same[0][1], name=same[0][0])
    if len(spelled) > 1:
        raise unclear(value, known, ())
    if spelled:
        ((name, kind),) = spelled
        return Target(kind, name=name)
    organization = author_kind(value) is AgentKind.ORGANIZATION
    return Target(TargetKind.ORGANIZATION if organization else TargetKind.PERSON, name=value)


def _study(names: Names, value: str, claim: Target) -> Target:
    """A mention of the study that is meant: one in the claim's own article, where it has one."""
    found = names.of(value, (TargetKind.STUDY,))
    if len({one.canonical for one in found}) != 1:
        raise unclear(value, found, (TargetKind.STUDY,))
    canonical = found[0].canonical
    own = [one for one in names.things.values() if one.canonical == canonical and one.target.article == claim.article]
    return min((one.target for one in own or found), key=lambda target: (target.file_name, target.quote, target.node))


# ---------------------------------------------------------------- taking back


def undoing(decisions: Mapping[str, Decision], name: str, signed: Signature) -> Decision:
    """The decision that takes back the one whose ID begins so; raises UsageError where there is none, or several."""
    check_id(name)
    found = [iri for iri in decisions if iri == name or iris.short(iri).startswith(name.lower())]
    if len(found) != 1:
        raise UsageError(
            f"{name}: {'several decisions begin' if found else 'no decision begins'} with it; "
            "`whence decide list` shows them"
        )
    return replace(_signed(Ruling.UNDO, signed, ()), undoes=found[0])


def _signed(ruling: Ruling, signed: Signature, targets: tuple[Target, ...]) -> Decision:
    return Decision(ruling, targets, signed.author.strip(), signed.reason.strip(), signed.decided)
