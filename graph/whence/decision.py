"""What people decide about a corpus, as values: they outlive every build, and say who decided, when and why.

A decision never names a node of the graph alone. Its targets describe what they mean (the article, the quote with
what stands around it, the name), so that they are found again when an article is read anew or returns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Ruling(StrEnum):
    """What a decision says; the members are the local names of the individuals in ontology/whence.ttl."""

    SAME = "Same"
    DIFFERENT = "Different"
    CORRECT = "Correct"
    REJECT = "Reject"
    DRAWS_ON = "DrawsOn"
    INDEPENDENT = "Independent"
    UNDO = "Undo"


class TargetKind(StrEnum):
    """What a decision can be about."""

    CLAIM = "claim"
    STATEMENT = "statement"
    STUDY = "study"
    PERSON = "person"
    ORGANIZATION = "organization"
    POPULATION = "population"
    ARTICLE = "article"


class Field(StrEnum):
    """What of a claim can be corrected, by the local name of its property."""

    VALUE = "value"
    UNIT = "unit"
    QUALIFIER = "qualifier"
    POPULATION = "population"
    MEASURE = "measure"
    CHANGE = "change"
    PERIOD = "period"
    SPEAKER = "attributedTo"
    STUDY = "cites"


FIELD_NAMES = {field: field.value for field in Field} | {Field.SPEAKER: "speaker", Field.STUDY: "study"}
"""What people call the fields."""

_QUOTED = (Field.POPULATION, Field.MEASURE, Field.PERIOD)


def in_words(field: Field | None, value: str) -> str:
    """The value of a field: what is in an article's own words between quotation marks, the rest as it is."""
    return f"“{value}”" if field in _QUOTED else value


LEAST, MOST, MOST_DIGITS = Decimal("1e-9"), Decimal("1e18"), 28
"""The bounds of the numbers that a correction can give, whatever their sign; 0 is one, too."""

_NOUNS = {kind: (str(kind), f"{kind}s") for kind in TargetKind} | {
    TargetKind.CLAIM: ("finding", "findings"),
    TargetKind.STUDY: ("study", "studies"),
    TargetKind.PERSON: ("person", "people"),
}
"""What two things of a kind are when they are one, and when they are not."""


class State(StrEnum):
    """Whether a decision takes effect; the members are the local names of the individuals in ontology/whence.ttl."""

    APPLIED = "Applied"
    OVERRULED = "Overruled"
    CONFLICTING = "Conflicting"
    WAITING = "Waiting"
    STALE = "Stale"
    UNDONE = "Undone"


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about, described so that it is found again.

    `node` is the IRI it had when the decision was made; `article` and `file_name` say where it stands. All three are
    empty for a name that is meant wherever it stands ("BT", in whichever article). `quote` is the text of a claim or
    study mention, with up to 32 characters of `prefix` and `suffix`. `name` is a name or label; of a claim the number
    as printed, of a study its title.
    """

    kind: TargetKind
    node: str = ""
    article: str = ""
    file_name: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    name: str = ""

    def __str__(self) -> str:
        said = f"“{self.quote}”" if self.quote else self.name
        return f"{said} ({self.file_name})" if self.file_name else said


def number(text: str) -> Decimal:
    """A number that a decision can give a claim; raises ValueError for what is none, too large, too small or too long.

    Nothing counted is beyond 10^18 or below 10^-9, and the 28 digits are those that decimal arithmetic keeps.
    """
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValueError(f"{text} is not a number")
    if len(found.as_tuple().digits) > MOST_DIGITS or (found and not LEAST <= abs(found) <= MOST):
        raise ValueError(f"{text} is beyond what is counted: at most 10^18, at least 10^-9, {MOST_DIGITS} digits")
    return found


def moment(time: datetime) -> str:
    """A time as decisions have it: in UTC, to the millisecond, in the canonical form of xsd:dateTime.

    >>> moment(datetime(2025, 3, 1, 12, 0, 0, 120_000, tzinfo=UTC)), moment(datetime(2025, 3, 1, tzinfo=UTC))
    ('2025-03-01T12:00:00.12Z', '2025-03-01T00:00:00Z')
    """
    utc = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    fraction = f".{utc.microsecond // 1000:03}".rstrip("0").rstrip(".")
    return f"{utc.replace(microsecond=0, tzinfo=None).isoformat()}{fraction}Z"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that somebody decided.

    `targets` are two for SAME, DIFFERENT and INDEPENDENT, in a fixed order, one for CORRECT, REJECT and DRAWS_ON, none
    for UNDO. `decided` is the time, as `moment` spells it. A correction gives `field` its `value`, or `instead` for
    what has more to it than text, the speaker and the study; it has neither where it says that there is none. Of
    DRAWS_ON, `instead` is the article that the target draws on. `undoes` is the IRI of the decision that an UNDO takes
    back.
    """

    ruling: Ruling
    targets: tuple[Target, ...]
    author: str
    reason: str
    decided: str
    field: Field | None = None
    value: str | None = None
    instead: Target | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where the time is spelled otherwise, since a store would spell it anew."""
        if self.decided != moment(self.time):
            raise ValueError(f"the time {self.decided} is spelled {moment(self.time)}")

    @property
    def time(self) -> datetime:
        """When it was decided."""
        return datetime.fromisoformat(self.decided)

    def __str__(self) -> str:
        """What was decided, as a sentence without a full stop."""
        ends = [str(target) for target in self.targets]
        match self.ruling:
            case Ruling.SAME:
                return f"{ends[0]} and {ends[1]} are one {_NOUNS[self.targets[0].kind][0]}"
            case Ruling.DIFFERENT:
                return f"{ends[0]} and {ends[1]} are different {_NOUNS[self.targets[0].kind][1]}"
            case Ruling.CORRECT:
                return f"the {FIELD_NAMES[self.field or Field.VALUE]} of {ends[0]} is {self.now}"
            case Ruling.DRAWS_ON:
                return f"{ends[0]} draws on {self.instead}"
            case Ruling.INDEPENDENT:
                return f"neither of {ends[0]} and {ends[1]} draws on the other"
            case Ruling.REJECT:
                return f"{ends[0]} is no claim"
        return f"the decision {(self.undoes or '').rsplit('/', 1)[-1][:8]} is taken back"

    @property
    def now(self) -> str:
        """What a correction gives the field, in words."""
        if self.instead:
            return self.instead.name or str(self.instead)
        return in_words(self.field, self.value) if self.value is not None else "none"

    @property
    def because(self) -> str:
        """Who decided, when and why, in words that can follow what was concluded."""
        return f"by decision of {self.author} on {self.decided[:10]}, because “{self.reason}”"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a decision takes effect on the corpus as it is, why, and the nodes of the evidence that it applies to."""

    decision: str
    state: State
    reason: str
    nodes: tuple[str, ...] = ()
