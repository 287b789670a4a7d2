"""The articles, blogs and outlets that an article says it draws on: the links of the chain between it and a study."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.analyse import Analysis, Sentence, Token
from whence.extract.credits import credit_cues, credits_of
from whence.extract.names import Name, join, named
from whence.extract.people import employers
from whence.extract.studies.conductors import is_outlet
from whence.extract.studies.words import words_of
from whence.model import AgentKind, SourceMention
from whence.resources import word_list
from whence.text import select

_PIECES = frozenset(word_list("studies", "pieces.txt"))
_WRITING = frozenset(word_list("studies", "writing_verbs.txt"))
_SERIES = frozenset(("blog", "newsletter", "podcast", "column"))
_POINTING = frozenset(("see", "read", "view", "visit", "check"))
_PLACING = frozenset(("at", "on", "in", "for", "from", "by", "with"))
_CUES = _PIECES | frozenset(word_list("studies", "source_cues.txt")) | credit_cues()
_ADDRESS = re.compile(r"https?://[^\s<>\"'\])]+")
_REACH = 8
_MOST_ADDRESSES = 300


@dataclass(frozen=True, slots=True)
class _Found:
    """A source in a sentence, from `start` to `end` in the document."""

    name: str | None
    author: str | None
    start: int
    end: int


def sources(analysis: Analysis) -> tuple[SourceMention, ...]:
    """The sources of an article, each once, in the order in which it names them; its own outlet is none."""
    own = _own_outlets(analysis)
    mentions: dict[str, SourceMention] = {}
    addresses: tuple[str, ...] | None = None
    for sentence in analysis.sentences:
        if _CUES.isdisjoint(words_of(sentence)):
            continue
        for found in _in_sentence(analysis, sentence):
            key = _squeezed(found.name or found.author or "")
            if key in own or not key:
                continue
            addresses = _addresses(analysis) if addresses is None else addresses
            mention = _mention(analysis, found, addresses)
            mentions[key] = _merged(mentions[key], mention) if key in mentions else mention
    authors = {mention.author for mention in mentions.values() if mention.name}
    return tuple(mention for mention in mentions.values() if mention.name or mention.author not in authors)


def _mention(analysis: Analysis, found: _Found, addresses: Sequence[str]) -> SourceMention:
    selector = select(analysis.document.text, found.start, found.end)
    return SourceMention(selector, found.name, found.author, _address(analysis, found, addresses))


def _merged(first: SourceMention, second: SourceMention) -> SourceMention:
    return replace(first, author=first.author or second.author, url=first.url or second.url)


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.lower().removeprefix("the ") if letter.isalnum())


def _own_outlets(analysis: Analysis) -> frozenset[str]:
    """The names, squeezed, by which the article's own publisher can be called."""
    metadata = analysis.document.metadata
    labels = metadata.url.value.split("/")[2].lower().split(".") if metadata.url and "//" in metadata.url.value else []
    publisher = [_squeezed(metadata.publisher.value)] if metadata.publisher else []
    return frozenset(label for label in (*labels, *publisher) if len(label) > 2)


def _addresses(analysis: Analysis) -> tuple[str, ...]:
    """The addresses of the article's links, and those printed in its text, each once."""
    printed = (match[0].rstrip(".,;") for match in _ADDRESS.finditer(analysis.plain))
    return tuple(dict.fromkeys([*(link.url for link in analysis.document.links), *printed]))


def _address(analysis: Analysis, found: _Found, addresses: Sequence[str]) -> str | None:
    """The address that the text gives for a source: of a link in it, else one on the outlet's site."""
    links = analysis.document.links
    index = bisect_left(links, found.end, key=lambda link: link.start) - 1
    if index >= 0 and links[index].end > found.start:
        return links[index].url
    host = _squeezed(found.name or "")
    return next((url for url in addresses[:_MOST_ADDRESSES] if host and host in _host(url)), None)


def _host(url: str) -> str:
    return url.split("/")[2].lower().replace("-", "") if url.count("/") > 1 else ""


# ---------------------------------------------------------------- what a sentence names


def _in_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[_Found]:
    tokens = sentence.tokens
    found = named(analysis, sentence)
    yield from _pieces(tokens, found, employers(analysis))
    yield from _outlets(analysis, tokens, found)
    for outlet, author in credits_of(tokens, found):
        yield _Found(
            outlet.text, author.text if author else None, tokens[outlet.first].start, tokens[outlet.last - 1].end
        )


def _pieces(tokens: Sequence[Token], found: Sequence[Name], homes: Mapping[str, str]) -> Iterator[_Found]:
    """Pieces with their author or outlet: "wrote Jane Roe in a post on Acme News", "the Acme News article"."""
    for index, token in enumerate(tokens):
        if token.lower not in _PIECES or _compound(tokens, index):
            continue
        author = _author(tokens, found) if not _counted(tokens, index) else None
        outlet = _outlet_of(tokens, found, index)
        named = join(tokens[outlet.first : outlet.last]) if outlet else None
        if author is None and not (outlet and _pointed_at(tokens, outlet, index)):
            continue
        if named is None and author is not None and author.text in homes:
            named = _venue(homes[author.text], tokens, index)
        elif outlet and not is_outlet(outlet.text) and outlet.first < index:
            named = _venue(outlet.text, tokens, index)
        if named is None and author is None:
            continue
        first = min(index, outlet.first if outlet else index)
        last = max(index + 1, outlet.last if outlet else 0)
        yield _Found(named, author.text if author else None, tokens[first].start, tokens[last - 1].end)


def _venue(organization: str, tokens: Sequence[Token], index: int) -> str:
    """What an organization's own piece is called, by the series if there is one: "Acme blog" for a post in it."""
    words = _piece_words(tokens, index)
    series = [at for at, word in enumerate(words) if word.lower in _SERIES]
    return f"{organization} {join(words[: series[0] + 1] if series else words)}"


def _compound(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is the first of a compound ("blog post", "story line"), or no noun."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return not tokens[index].tag.startswith("NN") or (
        following is not None and following.tag in ("NN", "NNS") and following.lower not in _WRITING
    )


def _counted(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is a part of something: "a $60 piece of duct"."""
    return index + 1 < len(tokens) and tokens[index].lower == "piece" and tokens[index + 1].lower == "of"


def _piece_words(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    first = index
    while first > 0 and tokens[first - 1].lower in _PIECES:
        first -= 1
    return tokens[first : index + 1]


def _author(tokens: Sequence[Token], found: Sequence[Name]) -> Name | None:
    """The person who is the subject of a verb of writing."""
    people = [name for name in found if name.kind is AgentKind.PERSON]
    for index, token in enumerate(tokens):
        if token.lower in _WRITING and (token.tag.startswith("V") or any(name.last == index for name in people)):
            near = [name for name in people if abs(name.first - index) < 2 * _REACH]
            if near:
                return min(near, key=lambda name: abs(name.first - index))
    return None


def _outlet_of(tokens: Sequence[Token], found: Sequence[Name], index: int) -> Name | None:
    """The organization before a piece ("an Acme newsletter article") or placed behind it ("a blog on Acme")."""
    first = index - len(_piece_words(tokens, index)) + 1
    for name in found:
        if name.kind is not AgentKind.ORGANIZATION:
            continue
        if name.last == first or (name.last == first - 1 and tokens[first - 1].text == "'s"):
            return name
        behind = tokens[index + 1 : name.first]
        if name.first > index and len(behind) <= 3 and behind and behind[0].lower in _PLACING:
            return name
    return None


def _pointed_at(tokens: Sequence[Token], outlet: Name, index: int) -> bool:
    """Whether the reader is sent to the piece, or the piece belongs to an outlet and is said to say something."""
    words = {token.lower for token in tokens[:index]}
    says = any(token.lower in _WRITING or token.lower == "calls" for token in tokens[index + 1 : index + 4])
    return bool(words & _POINTING) or is_outlet(outlet.text) or says


def _outlets(analysis: Analysis, tokens: Sequence[Token], found: Sequence[Name]) -> Iterator[_Found]:
    """Outlets that reported, were told, or are drawn on: "as first reported by", "told the Acme News", "via".

    Any organization is one where its name is a link and it reported: the link leads to what it wrote.
    """
    for name in found:
        if name.kind is AgentKind.ORGANIZATION and (
            _drawn_on(tokens, name)
            if is_outlet(name.text)
            else _linked(analysis, tokens, name) and _reported(tokens, name)
        ):
            yield _Found(name.text, None, tokens[name.first].start, tokens[name.last - 1].end)


def _linked(analysis: Analysis, tokens: Sequence[Token], name: Name) -> bool:
    """Whether the name is the text of a link, or a part of it."""
    links = analysis.document.links
    index = bisect_left(links, tokens[name.last - 1].end, key=lambda link: link.start) - 1
    return index >= 0 and links[index].end > tokens[name.first].start


def _reported(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name reported what the article tells: "as Acme reported", "reported by Acme", "we read it in Acme"."""
    before = [token.lower for token in tokens[max(0, name.first - 4) : name.first] if token.lower != "the"]
    following = next((token.lower for token in tokens[name.last : name.last + 1]), "")
    read_there = before[-1:] == ["in"] and "read" in before
    return read_there or before[-2:] == ["reported", "by"] or following == "reported"


def _drawn_on(tokens: Sequence[Token], name: Name) -> bool:
    before = [
        token.lower for token in tokens[max(0, name.first - 4) : name.first] if token.lower not in ("the", "[", "(")
    ]
    after = [token.lower for token in tokens[name.last : name.last + 3]]
    if before[-1:] in (["told"], ["via"], ["h/t"], ["reports"], ["wrote"], ["writes"]):
        return True
    if before[-2:] in (
        ["according", "to"],
        ["reported", "by"],
        ["speaking", "with"],
        ["speaking", "to"],
        ["interview", "with"],
    ):
        return True
    return any(word in ("reported", "reports", "wrote", "writes", "noted", "notes") for word in after[:2])
