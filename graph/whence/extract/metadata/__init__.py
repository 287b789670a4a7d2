"""An article's metadata: what its page or front matter declares, completed from its text and its address.

Declared values stand. What is missing is looked for where newspapers print it: the headline above the text,
by-lines and dates between headline and text, the box that introduces the author below it, the copyright line,
and the host and path of the address.
"""

from __future__ import annotations

from whence.analyse import Analysis
from whence.analyse.sentences import once
from whence.extract.metadata.authors import authors
from whence.extract.metadata.dates import published
from whence.extract.metadata.lines import lines
from whence.extract.metadata.publishers import publisher
from whence.extract.metadata.titles import title
from whence.model import Metadata

__all__ = ["complete"]


@once
def complete(analysis: Analysis) -> Metadata:
    """The metadata of an article; each value says where it was found, and what is not found is None or empty."""
    document, plain = analysis.document, analysis.plain
    declared = document.metadata
    around = lines(document, plain)
    address = declared.url.value if declared.url else ""
    published_by = declared.publisher or publisher(document, plain, address, around)
    return Metadata(
        url=declared.url,
        title=title(document, published_by, address),
        authors=declared.authors or authors(around),
        publisher=published_by,
        published=published(document, plain, address, around),
        language=declared.language,
    )
