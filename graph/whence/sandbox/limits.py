"""What a query may take, and which graphs it is asked of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one query.

    `seconds` of wall time from its start to its last row; `memory` and `size` (of the answer) in bytes; `rows` of the
    answer; `length` of the query in characters; `wait` is for how many seconds it waits for its turn.
    """

    seconds: float = 20.0
    memory: int = 1 << 30
    rows: int = 1_000_000
    size: int = 256 << 20
    length: int = 200_000
    wait: float = 5.0


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of a query, by IRI, as the SPARQL Protocol gives them; without any, it asks the union of all."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)
