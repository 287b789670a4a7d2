"""Which article of the corpus a credit means: "as the Courier reported" with a link to that very report.

A credit means the article at its address. One without such an address means the article that its own article draws
on, where that one alone is of the author or the outlet credited; an outlet has other articles than those we hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.knowledge import Derivation, Match
from whence.model import SourceMention
from whence.rdf import iris
from whence.resolve.corpus import Telling
from whence.resolve.outlets import outlet_key, outlets
from whence.resolve.people import person_key

_BY_ADDRESS = 0.95


def credited_articles(tellings: Sequence[Telling], derivations: Iterable[Derivation]) -> tuple[Match, ...]:
    """Each source mention that means an article of the corpus, with that article, sorted by mention."""
    by_iri = {telling.iri: telling for telling in tellings}
    drawn_on: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        drawn_on[derivation.article].append(derivation)
    found = [
        match
        for telling in tellings
        for node, source in zip(iris.source_mentions(telling.evidence), telling.evidence.sources, strict=True)
        for match in _meant(telling, node, source, by_iri, drawn_on[telling.iri])
    ]
    return tuple(sorted(found, key=lambda match: match.member))


def _meant(
    telling: Telling, node: str, source: SourceMention, by_iri: Mapping[str, Telling], drawn_on: Sequence[Derivation]
) -> Iterator[Match]:
    page = iris.page(source.url) if source.url else ""
    if page in by_iri:
        if page != telling.iri:
            yield Match(node, page, "the credit gives the article's address", _BY_ADDRESS)
        return
    named = [derivation for derivation in drawn_on if _is_credited(by_iri[derivation.source], source)]
    if len(named) == 1:
        reason = f"the only article of {source.author or source.name} that it draws on"
        yield Match(node, named[0].source, reason, named[0].confidence)


def _is_credited(article: Telling, source: SourceMention) -> bool:
    """Whether an article is of the author that a source mention names or, where it names none, of the outlet."""
    if source.author:
        authors = {person_key(author.value) for author in article.evidence.metadata.authors}
        return person_key(source.author) in authors
    return outlet_key(source.name or "") in outlets(article)
