"""Evidence of many articles → Knowledge: who and what they speak of, and how their claims hang together.

The rooms, each with one verb, in the order in which they are asked: `corpus` lays the evidence out, `agents` and
`populations` find who is who, `derivations` which article draws on which, `studies`, `citations` and `statistics`
what is told of what, `propositions` which statements are, `disagreements`, `chains`, `waves` and `credits` how it all
hangs together. `wording`, `rounding`, `likeness` and `grouping` are what they compare and group by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whence.knowledge import Knowledge, Match
from whence.model import Evidence
from whence.resolve.agents import agents
from whence.resolve.chains import chains
from whence.resolve.citations import citations
from whence.resolve.corpus import corpus
from whence.resolve.credits import credited_articles
from whence.resolve.derivations import derivations
from whence.resolve.disagreements import disagreements
from whence.resolve.likeness import subject
from whence.resolve.populations import populations
from whence.resolve.propositions import propositions
from whence.resolve.statistics import statistics
from whence.resolve.studies import studies
from whence.resolve.waves import later_waves

__all__ = ["resolve"]


def resolve(evidence: Iterable[Evidence]) -> Knowledge:
    """What the articles together tell; the same for any order of the evidence.

    Costs about linear time in the number of articles: values are compared only within blocks, and large blocks are
    only compared between neighbours. No article text is needed.
    """
    tellings = corpus(evidence)
    subjects = {told.iri: subject(told.claim) for telling in tellings for told in telling.claims}
    who = agents(tellings)
    whom = populations(tellings)
    drawn = derivations(tellings, who, subjects)
    which = studies(tellings, who, drawn.found, subjects)
    cited = citations(tellings, which, who, subjects)
    what = statistics(tellings, cited, drawn.found, subjects, whom.of_claim)
    clashes = disagreements(tellings, which.canonical, cited, what.of, drawn.found, subjects)
    chained = chains(tellings, which.of, cited, what.of, drawn.found, clashes, subjects)
    said = propositions(tellings, who)
    proposals = (*who.proposals, *which.proposals, *what.proposals, *drawn.proposals)
    return Knowledge(
        who.canonical,
        whom.canonical,
        which.canonical,
        what.canonical,
        said.canonical,
        _sorted((*who.matches, *whom.matches, *which.matches, *what.matches, *said.matches)),
        tuple(sorted(proposals, key=lambda doubt: (doubt.kind, doubt.one, doubt.other, doubt.reason))),
        drawn.found,
        chained.retellings,
        chained.reaches,
        tuple(sorted(clashes, key=lambda clash: (clash.one, clash.other))),
        later_waves(what.canonical, which.canonical, who, tellings, subjects),
        credited_articles(tellings, drawn.found),
    )


def _sorted(matches: Sequence[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (match.member, match.canonical)))
