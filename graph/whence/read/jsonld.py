"""The JSON-LD of a page: the node that describes its article. Contexts are not looked up, let alone fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from whence.read.decoding import mend
from whence.text import squeeze

Node = dict[str, Any]

ARTICLES = frozenset(
    {
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "CreativeWork",
        "DiscussionForumPosting",
        "LiveBlogPosting",
        "MedicalScholarlyArticle",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "Review",
        "ReviewNewsArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    }
)
"""The schema.org types of a text that is an article."""

PAGES = frozenset({"WebPage", "ItemPage", "MedicalWebPage", "QAPage", "AboutPage", "CollectionPage"})
_CDATA = re.compile(r"<!\[CDATA\[|<!--")
_LARGEST, _MOST_NODES = 2_000_000, 5_000


class Linked:
    """All nodes of a page's JSON-LD, and how to follow a reference among them."""

    def __init__(self, blocks: Iterable[str]) -> None:
        """Read the blocks; one that is no JSON, or too large or deep, is left out and the others are kept."""
        self.nodes: list[Node] = []
        for block in blocks:
            self.nodes.extend(_nodes(_load(block)))
        self._by_id = {
            node["@id"]: node for node in reversed(self.nodes) if isinstance(node.get("@id"), str) and len(node) > 1
        }

    def of_type(self, types: frozenset[str]) -> Iterator[Node]:
        """The nodes of one of these types, in page order."""
        return (node for node in self.nodes if types & node_types(node))

    def values(self, value: object) -> Iterator[Node | str]:
        """A property's values: a list is gone through, a reference is followed, other things are left out."""
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield one
            elif isinstance(one, dict):
                yield (
                    self._by_id.get(one.get("@id", ""), one)
                    if len(one) == 1 and isinstance(one.get("@id"), str)
                    else one
                )

    def names(self, value: object) -> Iterator[tuple[str, frozenset[str]]]:
        """The names of a property's values, with the types of the node that bears each."""
        for one in self.values(value):
            if isinstance(one, str):
                yield squeeze(one), frozenset()
            else:
                for name in self.values(one.get("name")):
                    if isinstance(name, str):
                        yield squeeze(name), node_types(one)


def text_of(node: Node, *keys: str) -> str | None:
    """The first of the properties that is a string with something in it, on one line."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            return squeeze(value)
    return None


def node_types(node: Node) -> frozenset[str]:
    """The local names of a node's types."""
    declared = node.get("@type")
    listed = declared if isinstance(declared, list) else [declared]
    return frozenset(one.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for one in listed if isinstance(one, str))


def _load(block: str) -> object:
    if len(block) > _LARGEST:
        return None
    block = _CDATA.sub(" ", block)
    start = min((at for at in (block.find("{"), block.find("[")) if at >= 0), default=-1)
    try:
        # some pages wrap it in a comment or a CDATA section, or let a stray bracket follow
        loaded: object = json.JSONDecoder(strict=False).raw_decode(mend(block), start)[0] if start >= 0 else None
    except (ValueError, RecursionError):
        return None
    return loaded


def _nodes(loaded: object) -> Iterator[Node]:
    """All objects in it, outer before inner, in their order."""
    waiting = [loaded]
    seen = 0
    while waiting and seen < _MOST_NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, dict):
            yield one
            waiting.extend(reversed([value for value in one.values() if isinstance(value, dict | list)]))
        elif isinstance(one, list):
            waiting.extend(reversed([value for value in one if isinstance(value, dict | list)]))
