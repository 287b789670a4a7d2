"""The studies that an article mentions, and which of them a number comes from."""

from __future__ import annotations

from whence.analyse import Analysis
from whence.extract.studies.attribution import Studies
from whence.extract.studies.links import linked
from whence.extract.studies.mentions import Drafts, assign_samples, elsewhere, publishing_house, settle
from whence.extract.studies.references import references
from whence.extract.studies.samples import samples
from whence.extract.studies.scenes import scenes

__all__ = ["Studies", "studies"]


def studies(analysis: Analysis) -> Studies:
    """The studies an article mentions, each once, in the order in which they are first spoken of."""
    publisher = publishing_house(analysis)
    drafts = Drafts()
    found = [linked(analysis, reference) for scene in scenes(analysis) for reference in references(scene)]
    placed = [(reference.start, drafts.place(reference), elsewhere(reference)) for reference in found]
    spoken = [(start, index) for start, index, _ in placed if index is not None]
    assign_samples((sample for sentence in analysis.sentences for sample in samples(sentence)), spoken, drafts.drafts)
    mentions, index_of = settle(analysis, drafts.drafts, publisher)
    marks = tuple(
        (start, None if index is None else index_of[index])
        for start, index, leads_away in placed
        if leads_away or index in index_of
    )
    return Studies(mentions, marks, analysis)
