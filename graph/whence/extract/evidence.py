"""Document → Evidence: all that one article says, each part anchored in its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whence.analyse import Analysis, analyse
from whence.extract.claims import claims
from whence.extract.metadata import complete
from whence.extract.sources import sources
from whence.extract.statements import statements
from whence.extract.studies import Studies, studies
from whence.model import Document, Evidence, Statement, StatisticalClaim
from whence.normal import normal

Claims = Callable[[Analysis, Studies, Sequence[Statement]], tuple[StatisticalClaim, ...]]
"""Finds the statistical claims of an article, given its studies and statements."""


def extract(document: Document, tell: Claims = claims) -> Evidence:
    """All that the document says, in normal form; a pure function of the document, if `tell` is one."""
    analysis = analyse(document)
    metadata = complete(analysis)
    cited = studies(analysis, metadata)
    said = statements(analysis, cited)
    found = Evidence(
        file_name=document.file_name,
        content_hash=document.content_hash,
        metadata=metadata,
        studies=cited.mentions,
        statistics=tell(analysis, cited, said),
        statements=said,
        sources=sources(analysis),
        links=tuple(dict.fromkeys(link.url for link in document.links)),
        pages=document.pages,
        capture=document.capture,
        reviews=document.reviews,
    )
    return normal(found)
