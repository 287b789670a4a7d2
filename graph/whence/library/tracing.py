"""Where a number came from, as a library gives it: values, words and a picture."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from whence.errors import UsageError
from whence.explain.chains import Chain, Explanation, Telling
from whence.explain.explaining import explain_all
from whence.explain.picture import picture
from whence.explain.words import in_words
from whence.store import Store


@dataclass(frozen=True, slots=True)
class Explained:
    """All tellings of one finding, with the way of each back to its study; as text, what `whence explain` prints."""

    explanation: Explanation

    @property
    def finding(self) -> str:
        """What is told: "83 percent · CIOs · see the need", or who said what."""
        return self.explanation.finding

    @property
    def chains(self) -> tuple[Chain, ...]:
        """A chain for each telling that no other is taken from, the longest first."""
        return self.explanation.chains

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Every telling, once, by date and article."""
        return self.explanation.tellings

    @property
    def origins(self) -> int:
        """How many independent sources stand behind the tellings."""
        return self.explanation.origins

    def svg(self) -> str:
        """The chains as a standalone picture, without script or outside reference."""
        return picture(self.explanation)

    def __str__(self) -> str:
        return in_words(self.explanation)

    def _repr_html_(self) -> str:
        return f"<p><b>{escape(self.finding)}</b></p>{self.svg()}"


def explained(store: Store, claim: str) -> Explained:
    """The finding of a claim, by its IRI or its words; raises UsageError when no claim has these words."""
    explanation = next(explain_all(store, claim), None)
    if explanation is None:
        raise UsageError(f"no claim has these words: {claim}")
    return Explained(explanation)
