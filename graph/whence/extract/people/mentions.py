"""Mentions: each name in a passage with its titles, and what is said beside it of a person's role and employer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whence.analyse import Analysis, Token
from whence.extract import names as naming
from whence.extract.narration import QUOTE, Passage
from whence.extract.people.after_names import description_after
from whence.extract.people.before_names import description_before
from whence.extract.people.belonging import sort_of
from whence.extract.people.descriptions import HINTED, STUDY, TO_EMPLOYER, Name, Surroundings, is_role, words
from whence.extract.people.employers import is_body, is_lay
from whence.extract.people.lexicon import titles, word_class
from whence.extract.people.minds import Mind, council
from whence.extract.people.scene import Mention
from whence.model import Agent, AgentKind

_NO_ADDRESS = word_class("ranking-words") | {"former"}
"""Titles that also stand before an organization: "former Acme boss Kim Lee"."""
_BEFORE_TITLES = word_class("before-titles")
_FORMS_OF_ADDRESS = word_class("forms-of-address")


def mentions(
    analysis: Analysis, passage: Passage, spoken: Mapping[int, naming.Name], mind: Mind
) -> tuple[Mention, ...]:
    """The mentions in a passage, in text order, by the names at each offset of the text and who is in mind."""
    tokens = passage.tokens
    found = [
        (part, spoken[token.start])
        for index, token in enumerate(tokens)
        if token.start in spoken and token.tag != QUOTE
        for part in _parted(tokens, index, spoken[token.start])
    ]
    if not found:
        return ()
    around = Surroundings(tokens, [name for name, _ in found])
    met: list[Mention] = []
    for name, whole in found:
        mention = _mention(analysis, around, name, whole, mind)
        met.append(mention)
        if mention.agent.kind is AgentKind.ORGANIZATION:
            mind = mind.meeting(mention)
    return tuple(_shared(around.tokens, met))


def _shared(tokens: Sequence[Token], met: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each with the employer of the people named with it: "economists Ana Bell and Kim Lee of Acme"."""
    for index, mention in enumerate(met):
        beside = [met[other] for other in (index + 1, index - 1) if 0 <= other < len(met)]
        if mention.agent.kind is AgentKind.PERSON and not mention.agent.affiliation:
            home = next((other for other in beside if _with(tokens, mention, other)), None)
            if home:
                yield replace(mention, agent=replace(mention.agent, affiliation=home.agent.affiliation))
                continue
        yield mention


def _with(tokens: Sequence[Token], mention: Mention, other: Mention) -> bool:
    """Whether what is said of one of two people who are named together holds for both."""
    if other.agent.kind is not AgentKind.PERSON or not other.agent.affiliation:
        return False
    earlier, later = sorted((mention, other), key=lambda one: one.name.first)
    if [token.lower for token in tokens[earlier.name.last : later.name.first]] != ["and"]:
        return False
    if other is earlier:
        return any(token.tag == "NNS" and is_role(token) for token in tokens[other.first : other.name.first])
    said = tokens[other.name.last : other.last]
    return bool(said) and (said[0].lower in TO_EMPLOYER or any(t.tag == "NNS" and is_role(t) for t in said[:6]))


def _parted(tokens: Sequence[Token], first: int, name: naming.Name) -> list[Name]:
    """A name; when a role stands inside it ("House Leader Kim Lee") the parts before and after the role.

    Nothing when a quotation cuts the name in two ("the 'Nice' Company").
    """
    last = first + name.last - name.first
    if last > len(tokens) or any(token.tag == QUOTE for token in tokens[first:last]):
        return []
    if last - first == 1 and tokens[first].lower in _PREFIXES and _hyphen(tokens, last):
        return []  # "Co-author Kim Lee"
    if is_role(tokens[last - 1]) and all(token.lower in _MODIFIERS for token in tokens[first : last - 1]):
        return []  # "The General Secretary of Acme"
    while last - first > 1 and tokens[first].lower.rstrip(".") in _RANKS:
        first += 1
    if name.kind is not AgentKind.ORGANIZATION and _hyphen(tokens, last) and last + 1 < len(tokens):
        last += 2 if tokens[last + 1].text.islower() and last - first > 1 else 0  # "Lin Mei-hua"
    if last - first != name.last - name.first:
        ranked = last - first < name.last - name.first
        return [Name(first, last, words(tokens, first, last), AgentKind.PERSON if ranked else name.kind)]
    for index in range(last - 2, first, -1):
        if is_role(tokens[index]) and last - index <= _LONGEST_PERSON and tokens[index - 1].lower not in _INNER:
            head = index
            while head > first and (is_role(tokens[head - 1]) or tokens[head - 1].lower in _MODIFIERS):
                head -= 1
            person = Name(index + 1, last, words(tokens, index + 1, last), AgentKind.PERSON)
            before = [Name(first, head, words(tokens, first, head), AgentKind.ORGANIZATION)] if head > first else []
            return [*before, person]
    return [Name(first, last, name.text, name.kind)]


def _hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen stands at an index without a space before it or after it."""
    return (
        0 < at < len(tokens) - 1
        and tokens[at].text == "-"
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


_LONGEST_PERSON = 4
_INNER = frozenset({"of", "for", "and"})
_PREFIXES = word_class("role-prefixes")
_RANKS = word_class("ranks")
_MODIFIERS = word_class("role-modifiers")


def _mention(analysis: Analysis, around: Surroundings, name: Name, whole: naming.Name, mind: Mind) -> Mention:
    first, title = _titled(around.tokens, name.first)
    full = naming.full_name(analysis, whole)
    text = name.text if name.text != whole.text else full.text
    before, after = description_before(around, first), description_after(around, name.last)
    is_person = AgentKind.PERSON in (name.kind, full.kind) or (
        first < name.first and around.lower(name.first - 1) not in _NO_ADDRESS
    )
    if not is_person:
        # "the analyst firm's parent Acme": what describes a person before the name describes no organization
        last, sort = after.last if after else name.last, sort_of(around, name)
        return Mention(name, first, last, Agent(text, AgentKind.ORGANIZATION), sort)
    descriptions = [description for description in (before, after) if description]
    role = next((found.role for found in descriptions if found.role), title or None)
    nouns = (found.body.word for found in descriptions if found.body and found.affiliation)
    led = next(filter(None, map(mind.called, nouns)), None)  # "who directs the center at Calder College"
    lay = is_lay(role)
    named = (
        found.affiliation
        for found in descriptions
        if not (found.lives or (lay and not found.role and not is_body(found.affiliation or "")))
        or found.affiliation in mind.recent
    )
    affiliation = led or next(filter(None, named), None)
    surmised = affiliation is None
    if affiliation is None:
        meant = (mind.employer(found.body, found.role or role or "") for found in descriptions if found.body)
        affiliation = next(filter(None, meant), None)
    if affiliation is None and role and role == title:
        affiliation = mind.employer(HINTED, role)
    if affiliation is None:
        told = [found.role.lower() for found in descriptions if found.role]
        affiliation = council(mind, [*told, *(token.lower for token in around.tokens[first : name.first])])
    agent = Agent(text, AgentKind.PERSON, role, affiliation)
    of_study = any(found.body is STUDY for found in descriptions)
    first, last = before.first if before else first, after.last if after else name.last
    return Mention(name, first, last, agent, surmised=surmised, of_study=of_study)


def _titled(tokens: Sequence[Token], first: int) -> tuple[int, str]:
    """Where a name begins with its titles, and the title when it tells what the person does ("Capt.")."""
    title = ""
    while first > 0:
        stop = tokens[first - 1].text == "." and first > 1
        word = tokens[first - 2 if stop else first - 1]
        bare = word.lower.rstrip(".")
        if (bare not in titles() and bare not in _RANKS) or is_role(word):
            break
        first -= 2 if stop else 1
        title = title if bare in _FORMS_OF_ADDRESS else f"{word.text} {title}".strip()
    while title and first > 0 and tokens[first - 1].lower in _BEFORE_TITLES:
        first -= 1
    return first, title
