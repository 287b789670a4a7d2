"""The studies that an article mentions, and which of them a number comes from."""

from __future__ import annotations

from whence.analyse import Analysis
from whence.extract.studies.attribution import Studies, marks
from whence.extract.studies.houses import publishing_house
from whence.extract.studies.links import linked
from whence.extract.studies.mentions import Drafts, assign_samples, settle
from whence.extract.studies.nouns import by_noun
from whence.extract.studies.references import Reference
from whence.extract.studies.samples import samples
from whence.extract.studies.scenes import Scene, scenes
from whence.extract.studies.speakers import by_speaker

__all__ = ["Studies", "studies"]


def studies(analysis: Analysis) -> Studies:
    """The studies an article mentions, each once, in the order in which they are first spoken of."""
    drafts = Drafts()
    found = [linked(analysis, reference) for scene in scenes(analysis) for reference in _references(scene)]
    placed = [(reference, drafts.place(reference)) for reference in found]
    spoken = [(reference.start, index) for reference, index in placed if index is not None]
    assign_samples((sample for sentence in analysis.sentences for sample in samples(sentence)), spoken, drafts.drafts)
    mentions, index_of = settle(analysis, drafts.drafts, publishing_house(analysis))
    settled = [(reference, None if index is None else index_of.get(index)) for reference, index in placed]
    return Studies(mentions, marks(analysis, settled, mentions, drafts.away), analysis)


def _references(scene: Scene) -> list[Reference]:
    """The references in a sentence, in text order."""
    return sorted((*by_noun(scene), *by_speaker(scene)), key=lambda reference: reference.start)
