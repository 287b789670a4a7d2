"""Evidence of many articles → Knowledge: who and what they speak of, and how their claims hang together.

The rooms, each with one verb, in the order in which they are asked: `corpus` lays the evidence out, `history`,
`corrections` and `constraints` say what people decided about it (`targets` finds what they meant), `agents` and
`populations` find who is who, `derivations` which article draws on which (`lineage`, where people decided it;
`secondhand`, where an outlet of the corpus is named as if it had made a study),
`studies`, `citations` and `statistics` what is told of what, `propositions` which statements are, `disagreements`,
`chains` (without `rings`), `waves` and `credits` how it all hangs together. `wording`, `rounding`, `likeness` and
`grouping` are what they compare and group by, `outlets` tells which articles a credit may mean, `known` and
`known_studies` what a user's lists know beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whence.decision import Decision
from whence.knowledge import Knowledge, Match
from whence.model import Evidence
from whence.reference import References
from whence.resolve.agents import agents
from whence.resolve.chains import chains
from whence.resolve.citations import citations
from whence.resolve.constraints import constraints
from whence.resolve.corpus import corpus
from whence.resolve.corrections import Revised, revise
from whence.resolve.credits import credited_articles
from whence.resolve.derivations import derivations
from whence.resolve.disagreements import disagreements, rivals
from whence.resolve.history import in_force
from whence.resolve.likeness import subject
from whence.resolve.lineage import lineage
from whence.resolve.populations import populations
from whence.resolve.propositions import propositions
from whence.resolve.revisions import revisions
from whence.resolve.secondhand import outlets_meant, second_hand, with_credits, without
from whence.resolve.statistics import statistics
from whence.resolve.studies import studies
from whence.resolve.targets import Places
from whence.resolve.waves import later_waves

__all__ = ["resolve"]


def resolve(
    evidence: Iterable[Evidence], decisions: Iterable[Decision] = (), references: References | None = None
) -> Knowledge:
    """What the articles together tell, as far as people have not decided otherwise; the same for any order of either.

    Costs about linear time in the number of articles: values are compared only within blocks, and large blocks are
    only compared between neighbours. No article text is needed. `references` are what a user knows beforehand.
    """
    extracted = corpus(evidence)
    force, history = in_force(decisions)
    revised = revise(extracted, force, Places(extracted)) if force else Revised(extracted, (), ())
    tellings = revised.tellings
    places = Places(tellings if force else ())
    decided, paired = constraints(force, places)
    subjects = {told.iri: subject(told.claim) for telling in tellings for told in telling.claims}
    listed = references or References()
    who = agents(tellings, decided, listed.agents)
    whom = populations(tellings, decided)
    found = derivations(tellings, who, subjects)
    credited = second_hand(tellings, found, subjects, {*decided.nodes, *revised.studies.values()})
    drawn, of_articles = lineage(with_credits(found, credited), force, places)
    meant = outlets_meant(credited, drawn.found)
    tellings = without(tellings, {credit.member for credit in meant})
    which = studies(tellings, who, drawn.found, subjects, decided, listed.studies)
    cited = citations(tellings, which, who, subjects, revised.studies)
    what = statistics(tellings, cited, drawn.found, subjects, whom.of_claim, decided)
    apart = rivals(tellings, which.canonical, cited, what.of, drawn.found, subjects, decided)
    clashes = (*disagreements(apart, drawn.found, tellings, decided), *revisions(tellings, subjects))
    chained = chains(tellings, which.of, cited, what.of, drawn.found, apart, subjects, revised.studies)
    said = propositions(tellings, who, decided)
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
        tuple(sorted((*history, *revised.standings, *paired, *of_articles), key=lambda standing: standing.decision)),
        revised.revisions,
        _sorted((*credited_articles(tellings, drawn.found), *meant)),
    )


def _sorted(matches: Sequence[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (match.member, match.canonical)))
