"""Every IRI of a Whence graph, minted from what it names: the same input gives the same IRI.

An article's key is a hash of its canonical address or, where none is known, of its content, so that a link to
an article and the article itself have one IRI. A node of its evidence has the article's key and a hash of what
the node says, so that an edit elsewhere in the text leaves the IRI alone. A canonical node of the knowledge
layer is named after the smallest of its members, so that it doesn't depend on the order of articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from whence.decision import Decision, Target
from whence.model import AgentKind, Evidence
from whence.reference import KnownAgent, KnownStudy
from whence.text import as_iri

BASE = "https://w3id.org/whence/id/"
KNOWLEDGE = f"{BASE}graph/knowledge"
RUNS = f"{BASE}graph/runs"
DECISIONS = f"{BASE}graph/decisions"
STANDINGS = f"{BASE}graph/standings"
REFERENCES = f"{BASE}graph/references"
INTAKE = f"{BASE}intake"
"""The graph that tells from which piece of an input each article came; it is no part of an export."""
PIECE = f"{BASE}piece/"

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "icid", "ref_src")
_DIGITS = 16


def _key(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def canonical_url(url: str) -> str:
    """The address without what doesn't change the page: scheme, "www.", fragment, tracking, a last slash.

    >>> canonical_url("HTTP://www.Example.org/a/?utm_source=x&id=3#top")
    'https://example.org/a?id=3'
    """
    try:
        parts = urlsplit(as_iri(url.strip()))
    except ValueError:  # "https://[": no address, but still the name that a page gives itself
        return as_iri(url)
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(_TRACKING)]
    return urlunsplit(("https", host, parts.path.rstrip("/"), urlencode(sorted(query)), ""))


# ---------------------------------------------------------------- evidence


@lru_cache(1024)
def page(url: str) -> str:
    """The article that stands at an address, read or not."""
    return f"{BASE}article/{_key('url', canonical_url(url))}"


def article(evidence: Evidence) -> str:
    """The article that the evidence is of."""
    if evidence.metadata.url:
        return page(evidence.metadata.url.value)
    return f"{BASE}article/{_key('text', evidence.content_hash)}"


def graph(article_iri: str) -> str:
    """The named graph that holds an article's evidence."""
    return article_iri.replace("/article/", "/graph/")


def text_graph(article_iri: str) -> str:
    """The named graph that holds an article's text; it is no part of an export."""
    return article_iri.replace("/article/", "/text/")


def part(home: str, kind: str, *content: str) -> str:
    """A node of an article's evidence, by the node it belongs to, its kind and what it says."""
    return f"{BASE}{kind}/{home.rsplit('/', 1)[1]}-{_key(kind, *content)[:12]}"


def anchor(node: str, piece: str) -> str:
    """A piece of what anchors a node in the text: its "target", "quote" selector or "position" selector."""
    return f"{BASE}{piece}/{node.rsplit('/', 1)[1]}"


def agent(evidence: Evidence, name: str, kind: AgentKind) -> str:
    """A person or organization as the article names it."""
    return part(article(evidence), kind.value.lower(), name)


def population(evidence: Evidence, label: str) -> str:
    """A population as the article names it."""
    return part(article(evidence), "population", label)


def study_mentions(evidence: Evidence) -> tuple[str, ...]:
    """The mentions of studies in an article, in the order of `evidence.studies`."""
    return _distinct(evidence, "mention", [(s.selector.exact, s.title or "") for s in evidence.studies])


def source_mentions(evidence: Evidence) -> tuple[str, ...]:
    """The mentions of other articles and outlets, in the order of `evidence.sources`."""
    return _distinct(evidence, "source", [(s.selector.exact, s.url or "") for s in evidence.sources])


def claims(evidence: Evidence) -> tuple[str, ...]:
    """The statistical claims of an article, in the order of `evidence.statistics`."""
    contents = [(c.selector.exact, c.quantity.printed, c.measure) for c in evidence.statistics]
    return _distinct(evidence, "claim", contents)


def statements(evidence: Evidence) -> tuple[str, ...]:
    """The statements of an article, in the order of `evidence.statements`."""
    return _distinct(evidence, "statement", [(s.kind.value, s.selector.exact) for s in evidence.statements])


def _distinct(evidence: Evidence, kind: str, contents: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """One IRI for each content; those that say the same are told apart by their order."""
    home, seen, made = article(evidence), Counter[tuple[str, ...]](), []
    for content in contents:
        seen[content] += 1
        again = (str(seen[content]),) if seen[content] > 1 else ()
        made.append(part(home, kind, *content, *again))
    return tuple(made)


def publication(shelf: str) -> str:
    """The graph of what is published of one shelf, at the server that holds it; it is no graph of the store."""
    return f"{BASE}publication/{shelf}"


def article_of(node: str) -> str:
    """The article that a node of the evidence belongs to."""
    return f"{BASE}article/{node.rsplit('/', 1)[1].partition('-')[0]}"


def short(node: str) -> str:
    """The last part of an IRI, by whose first characters people name it."""
    return node.rsplit("/", 1)[1]


# ---------------------------------------------------------------- knowledge


def canonical(kind: str, members: Iterable[str]) -> str:
    """The canonical node of a kind ("study", "statistic", "person", ...) that stands for its members."""
    return f"{BASE}{kind}/{_key(kind, min(members))}"


def relation(kind: str, *ends: str) -> str:
    """A node that relates others ("retelling", "derivation", "match"), by its ends in their order."""
    return f"{BASE}{kind}/{_key(kind, *ends)}"


def known(entry: KnownStudy | KnownAgent) -> str:
    """An entry of a list, by its list and name, and a study by its year."""
    more = (str(entry.year or ""),) if isinstance(entry, KnownStudy) else (entry.kind.value,)
    return relation("known", entry.listed, entry.name if isinstance(entry, KnownAgent) else entry.title, *more)


# ---------------------------------------------------------------- decisions


def decision(decided: Decision) -> str:
    """A decision, by all that it says: one that is written down twice is one."""
    about = (decided.ruling, *sorted(map(target, decided.targets)))
    value = "none" if decided.value is None else f"={decided.value}"
    says = (decided.field or "", value, target(decided.instead) if decided.instead else "", decided.undoes or "")
    return relation("decision", *about, *says, decided.author, decided.reason, decided.decided)


def target(meant: Target) -> str:
    """What a decision is about, as it is described."""
    described = (meant.kind, meant.node, meant.article, meant.file_name, meant.quote, meant.prefix, meant.suffix)
    return relation("decision-target", *described, meant.name)


def author(name: str) -> str:
    """Somebody who decides, by name."""
    return relation("author", name)
