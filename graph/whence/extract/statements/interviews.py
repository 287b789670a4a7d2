"""Interviews printed as a script: whose words a paragraph is, when "Kim Lee:" before it or the turn of talk tells.

Either each turn has its label, and a paragraph without one goes on; or only the first question and answer have one,
and the paragraphs take turns from there (the two ways of the Chicago Manual of Style, 13.46 and 13.48).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.extract.people import Scene
from whence.model import Agent, AgentKind, Block, BlockKind

_LABEL = re.compile(r"(?:\*\*|__)?([A-Z][\w.'-]{0,24}(?: [A-Z][\w.'-]{0,24}){0,3})(?:\*\*|__)?:(?:\*\*|__)?\s+")
_STAGE_DIRECTION = re.compile(r"[(\[](?:[Ll]aughs|[Ss]miles|[Pp]auses|[Ss]ighs|[Nn]ods)[^)\]\n]{0,30}[)\]]")
_END = re.compile(r"interview (?:has been|was) (?:edited|condensed|shortened|lightly)")
_LABELS_OF_A_SCRIPT = 4
"""Labelled turns from which on every turn has its label."""
_LONGEST_QUESTION = 30
"""Words of the longest paragraph without a question mark that is the interviewer's turn."""
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """Words of the one who is interviewed, at offsets of the text."""

    start: int
    end: int
    speaker: Agent


@dataclass(frozen=True, slots=True)
class Interview:
    """The blocks that are turns of talk, and what is answered in them."""

    blocks: frozenset[Block] = frozenset()
    answers: tuple[Answer, ...] = ()


def interview(plain: str, blocks: Sequence[Block], scenes: Sequence[Scene]) -> Interview:
    """The interview that an article prints; empty where it prints none."""
    turns = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    labels = [_LABEL.match(plain, block.start, block.end) for block in turns]
    for index in range(len(turns) - 1):
        asked, answered = labels[index], labels[index + 1]
        if not asked or not answered or asked[1] == answered[1]:
            continue
        person = _person(answered[1], scenes)
        if person and plain[asked.end() : turns[index].end].rstrip().endswith("?"):
            return _read(plain, turns[index:], (asked[1], answered[1]), person)
    return Interview()


def _person(label: str, scenes: Sequence[Scene]) -> Agent | None:
    """The person of the article that a label names in full, by the surname or by initials."""
    people = {
        mention.agent.name: mention.agent
        for scene in scenes
        for mention in scene.mentions
        if mention.agent.kind is AgentKind.PERSON
    }
    for name, agent in people.items():
        if label in (name, name.rsplit(" ", 1)[-1], "".join(part[0] for part in name.split())):
            return agent
    return None


def _read(plain: str, turns: Sequence[Block], labels: tuple[str, str], person: Agent) -> Interview:
    spans = list(_turns(plain, turns, labels))
    answers = tuple(
        Answer(first, last, person)
        for _, start, end, answers in spans
        if answers
        for first, last in _without_directions(plain, start, end)
    )
    return Interview(frozenset(block for block, *_ in spans), answers)


def _turns(plain: str, turns: Sequence[Block], labels: tuple[str, str]) -> Iterator[tuple[Block, int, int, bool]]:
    """Each turn with the place of its words, and whether it answers."""
    found = [_LABEL.match(plain, block.start, block.end) for block in turns]
    labelled = sum(label is not None and label[1] in labels for label in found) >= _LABELS_OF_A_SCRIPT
    answers = True
    for block, label in zip(turns, found, strict=True):
        if (label and label[1] not in labels) or _END.search(plain, block.start, block.end):
            return
        if label:
            answers = label[1] == labels[1]
        elif not labelled:
            answers = not (answers and _asks(plain, block))
        yield block, label.end() if label else block.start, block.end, answers


def _asks(plain: str, block: Block) -> bool:
    """Whether a paragraph after an answer is the interviewer's: a question, or a short remark."""
    said = plain[block.start : block.end].rstrip("*_ \n")
    return said.endswith("?") or len(said.split()) <= _LONGEST_QUESTION


def _without_directions(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a turn, parted where something is done and not said: "(Laughs.)"."""
    first = start
    for match in (*_STAGE_DIRECTION.finditer(plain, start, end), None):
        last = match.start() if match else end
        said = plain[first:last]
        if len(said.split()) >= _FEWEST_WORDS:
            yield last - len(said.lstrip()), first + len(said.rstrip())
        first = match.end() if match else end
