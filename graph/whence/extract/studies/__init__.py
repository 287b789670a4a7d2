"""The studies that an article mentions, and which of them a number comes from."""

from __future__ import annotations

from whence.analyse import Analysis
from whence.extract.studies.attribution import Studies
from whence.extract.studies.links import linked
from whence.extract.studies.mentions import Drafts, assign_samples, publishing_house, settle
from whence.extract.studies.references import references
from whence.extract.studies.samples import samples
from whence.extract.studies.scenes import scenes

__all__ = ["Studies", "studies"]


def studies(analysis: Analysis) -> Studies:
    """The studies an article mentions, each once, in the order in which they are first spoken of."""
    publisher = publishing_house(analysis)
    drafts = Drafts()
    placed = [
        (reference.start, index)
        for scene in scenes(analysis)
        for reference in references(scene)
        if (index := drafts.place(linked(analysis, reference))) is not None
    ]
    found = [sample for sentence in analysis.sentences for sample in samples(sentence)]
    assign_samples(found, placed, drafts.drafts)
    mentions, index_of = settle(analysis, drafts.drafts, publisher)
    marks = tuple((start, index_of[index]) for start, index in placed if index in index_of)
    return Studies(mentions, marks, analysis)
