"""The studies that an article mentions, and which of them a number comes from."""

from __future__ import annotations

from collections.abc import Sequence

from whence.analyse import Analysis
from whence.extract.metadata import complete
from whence.extract.studies.askers import by_askers
from whence.extract.studies.attribution import Studies, attribution, marks
from whence.extract.studies.houses import publishing_house, release, speaking_house
from whence.extract.studies.leaders import by_leaders
from whence.extract.studies.links import linked
from whence.extract.studies.mentions import assign_samples, settle
from whence.extract.studies.nouns import by_noun
from whence.extract.studies.placing import Drafts
from whence.extract.studies.references import Reference
from whence.extract.studies.samples import samples
from whence.extract.studies.scenes import Scene, publication_year, scenes
from whence.extract.studies.speakers import by_speaker
from whence.model import Metadata

_LEAD = 8
"""The blocks at the head of an article, its headings and lead, that wait for their source to be named."""

__all__ = ["Studies", "studies"]


def studies(analysis: Analysis, metadata: Metadata | None = None) -> Studies:
    """The studies an article mentions, each once, in the order in which they are first spoken of.

    `metadata` are the article's, where they are known already.
    """
    metadata = metadata or complete(analysis)
    publisher = publishing_house(analysis, metadata)
    looked_at = list(scenes(analysis, metadata, publisher.name))
    affiliations = looked_at[-1].affiliations if looked_at else {}
    house = speaking_house(analysis, publisher, affiliations)
    spoken_of = [linked(analysis, reference) for scene in looked_at for reference in _references(scene)]
    drafts = Drafts(publication_year(metadata))
    found = sorted((*release(analysis, house), *spoken_of), key=_place)
    placed = [(reference, drafts.place(reference)) for reference in found]
    spoken = [(reference.start, index) for reference, index in placed if index is not None]
    assign_samples((sample for sentence in analysis.sentences for sample in samples(sentence)), spoken, drafts.drafts)
    mentions, index_of = settle(analysis, drafts.drafts, house)
    settled = [(reference, None if index is None else index_of.get(index)) for reference, index in placed]
    told = marks(analysis, settled, mentions, drafts.away)
    return attribution(analysis, mentions, told, affiliations, _late(analysis, placed))


def _late(analysis: Analysis, placed: Sequence[tuple[Reference, int | None]]) -> int | None:
    """The offset from which one who merely speaks comes too late to be the source of what was told before."""
    first = next((reference for reference, index in placed if index is not None), None)
    blocks = {sentence.block.start: None for sentence in analysis.sentences}
    if first is None or first.noun or first.source or first.asserted or len(blocks) <= _LEAD:
        return None
    return list(blocks)[_LEAD]


def _references(scene: Scene) -> list[Reference]:
    """The references in a sentence, in text order."""
    return sorted((*by_noun(scene), *by_speaker(scene), *by_askers(scene), *by_leaders(scene)), key=_place)


def _place(reference: Reference) -> int:
    return reference.start
