"""How sure a claim is: the probability that population, measure, qualifier and study are all right.

A logistic model over how the parts of the claim were found; its weights are counted on annotated articles by
scripts/calibrate_claims.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from math import exp, log

from whence import resources
from whence.extract.claims.drafts import Draft
from whence.extract.studies import Studies

WEIGHTS = "claims", "confidence_weights.tsv"
_SUREST = 0.98


class Provenance(StrEnum):
    """Where an article tells the study of a number."""

    HERE = "here"
    """In the number's sentence."""
    ONLY = "only"
    """Elsewhere, and it is the article's only one."""
    SEVERAL = "several"
    """Elsewhere, and the article has others."""
    NONE = "none"
    """Nowhere."""


def confidence(draft: Draft, studies: Studies, study: int | None) -> float:
    """The probability that a draft is right in all of its parts; `study` is the index of its study, if it has one."""
    return min(max(round(probability(features(draft, studies, study), resources.weights(*WEIGHTS)), 2), 0.01), 0.99)


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that the model gives to features."""
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in features.items())))


def features(draft: Draft, studies: Studies, study: int | None) -> dict[str, float]:
    """What the probability depends on: name → value."""
    sure = min(max(draft.sure, 1 - _SUREST), _SUREST)
    said = [
        "always",
        f"whom={draft.whom}",
        f"what={draft.what}",
        f"study={_provenance(draft, studies, study)}",
        f"change={draft.reading.segment.found.change is not None}",
        f"block={draft.sentence.block.kind}",
    ]
    if study is not None:
        said.append(f"title={studies.mentions[study].title is not None}")
    measured = {"sure": log(sure / (1 - sure)), "words": log(1 + len(draft.measure.split()))}
    return {**dict.fromkeys(said, 1.0), **measured}


def _provenance(draft: Draft, studies: Studies, study: int | None) -> Provenance:
    if study is None:
        return Provenance.NONE
    if studies.speaks_of(study, draft.sentence):
        return Provenance.HERE
    return Provenance.ONLY if len(studies.mentions) == 1 else Provenance.SEVERAL
