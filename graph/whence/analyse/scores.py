"""The weights of features as whole numbers that hold a score for each tag, so that one addition adds all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import repeat

_BITS = 24
"""The width of a tag's lane: sums of weights up to eight million, of either sign."""
_LANE = (1 << _BITS) - 1
_ZERO = 1 << (_BITS - 1)


@dataclass(frozen=True, slots=True)
class Scores:
    """The weights of each feature in the lanes of its tags; `start` is the score of nothing, and `lanes` the shifts."""

    rows: Mapping[str, int]
    lanes: Mapping[str, int]
    start: int

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, int]]) -> Scores:
        """The scores of features that weigh what these do."""
        lanes = {
            tag: _BITS * at for at, tag in enumerate(dict.fromkeys(tag for row in weights.values() for tag in row))
        }
        rows = {}
        for feature, row in weights.items():
            rows[feature] = 0
            for tag, weight in row.items():
                rows[feature] += weight << lanes[tag]
        return cls(rows, lanes, sum(_ZERO << lane for lane in (*lanes.values(), _BITS * len(lanes))))

    def best(self, tags: tuple[str, ...], features: Iterable[str]) -> str:
        """The tag for which the features speak most, the first where some are equal."""
        total = sum(map(self.rows.get, features, repeat(0)), self.start)
        lanes, unweighed = self.lanes, _BITS * len(self.lanes)
        best, highest = "", -1
        for tag in tags:
            score = total >> lanes.get(tag, unweighed) & _LANE
            if score > highest:
                best, highest = tag, score
        return best
