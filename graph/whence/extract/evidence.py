"""Document → Evidence: all that one article says, each part anchored in its text."""

from __future__ import annotations

from whence.analyse import analyse
from whence.extract.claims import claims
from whence.extract.metadata import complete
from whence.extract.sources import sources
from whence.extract.statements import statements
from whence.extract.studies import studies
from whence.model import Document, Evidence
from whence.normal import normal


def extract(document: Document) -> Evidence:
    """All that the document says; a pure function of the document, in normal form."""
    analysis = analyse(document)
    metadata = complete(analysis)
    cited = studies(analysis, metadata)
    said = statements(analysis, cited)
    found = Evidence(
        file_name=document.file_name,
        content_hash=document.content_hash,
        metadata=metadata,
        studies=cited.mentions,
        statistics=claims(analysis, cited, said),
        statements=said,
        sources=sources(analysis),
        links=tuple(dict.fromkeys(link.url for link in document.links)),
        pages=document.pages,
        capture=document.capture,
        reviews=document.reviews,
    )
    return normal(found)
