"""Statements of an article: each quotation, retold claim and forecast given to the one who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence import text
from whence.analyse import Analysis
from whence.extract.statements.cast import Scene, scenes
from whence.extract.statements.forecasts import states_future
from whence.extract.statements.frames import Frame, SubjectKind, frames
from whence.extract.statements.narration import QUOTE, narration
from whence.extract.statements.quotations import Quotation, quotations
from whence.extract.statements.retelling import kind_of_retelling, retold
from whence.extract.statements.speakers import Discourse
from whence.model import Agent, BlockKind, Statement, StatementKind

if TYPE_CHECKING:
    from whence.extract.studies import Studies

_FEWEST_WORDS = 4
"""Words of the shortest quoted fragment that is a statement: fewer are a term, or words held at arm's length."""
_FEWEST_INHERITED = 6
_FEWEST_IN_FINDING = 7
_ASKING = frozenset({"ask", "define"})
_FINDING = frozenset({"find", "show", "report", "reveal"})
_WORD = re.compile(r"[^\W_][\w'-]*")


def statements(analysis: Analysis, studies: Studies) -> tuple[Statement, ...]:
    """All statements of an article in text order."""
    return tuple(sorted(_Article(analysis, studies).read(), key=lambda found: found.selector.start))


@dataclass(frozen=True, slots=True)
class _Said:
    """Words with their speaker, at offsets of the text."""

    kind: StatementKind
    start: int
    end: int
    speaker: Agent
    confidence: float


class _Article:
    """One reading of an article from its first passage to its last."""

    def __init__(self, analysis: Analysis, studies: Studies) -> None:
        self._text = analysis.document.text
        self._plain = analysis.plain
        self._studies = studies
        quoted = tuple(quotations(self._text, self._plain, analysis.document.blocks))
        self._scenes = scenes(analysis, tuple(narration(analysis, quoted)))
        self._discourse = Discourse(studies)
        self._holding: Agent | None = None
        self._invites = False

    def read(self) -> Iterator[Statement]:
        """The statements, passage by passage."""
        block = None
        for scene in self._scenes:
            passage = scene.passage
            if passage.block.kind in (BlockKind.HEADING, BlockKind.ROW):
                continue
            if passage.block is not block and not self._carries_over(scene):
                self._holding = None
            block = passage.block
            for said in self._passage(scene):
                selector = text.select(self._text, said.start, said.end)
                study = self._studies.of(said.start, said.end)
                yield Statement(said.kind, selector, said.speaker, study, said.confidence)

    def _carries_over(self, scene: Scene) -> bool:
        """Whether a new paragraph keeps the speaker of the last: it is nothing but a quotation."""
        return scene.tokens[0].tag == QUOTE and len(scene.tokens) <= 2

    def _passage(self, scene: Scene) -> Iterator[_Said]:
        found = frames(scene)
        speakers = [self._discourse.speaker(frame.subject, scene) for frame in found]
        said = list(self._quoted(scene, found, speakers))
        if not said or any(
            frame.verb in ("add", "say") and scene.tokens[frame.first].lower.endswith("ing") for frame in found
        ):
            said.extend(self._retold(scene, found, speakers))
        yield from said
        self._discourse.heard(scene)
        for speaker in speakers:
            if speaker:
                self._discourse.spoke(speaker)
        self._remember(scene, found, speakers)

    def _remember(self, scene: Scene, found: Sequence[Frame], speakers: Sequence[Agent | None]) -> None:
        """Who holds the floor for a quotation that follows without a frame of its own."""
        named = [speaker for speaker in speakers if speaker]
        if named:
            self._holding = named[-1]
        elif scene.tokens[-1].text == ":":
            self._holding = self._introduced(scene)
        elif not scene.passage.quotations:
            self._holding = self._noticed(scene)

    def _introduced(self, scene: Scene) -> Agent | None:
        """The one named before a colon at the end of a paragraph."""
        if scene.mentions:
            return scene.mentions[-1].agent
        return self._discourse.of_study(scene.tokens[0].start, scene.passage.end)

    def _noticed(self, scene: Scene) -> Agent | None:
        """The person a passage is about: the one it begins with."""
        people = [mention for mention in scene.mentions if mention.agent.role or mention.agent.affiliation]
        return people[-1].agent if people else None

    # ------------------------------------------------------------ quotations

    def _quoted(self, scene: Scene, found: Sequence[Frame], speakers: Sequence[Agent | None]) -> Iterator[_Said]:
        places = [index for index, token in enumerate(scene.tokens) if token.tag == QUOTE]
        for place, quotation in zip(places, scene.passage.quotations, strict=True):
            if self._is_title(quotation):
                continue
            nearest = _governing(place, found)
            if nearest is not None:
                speaker = speakers[nearest]
                enough = self._speaks(quotation, place, found[nearest])
                confidence = 0.9
            else:
                speaker, confidence = self._without_frame(scene, place)
                enough = self._inherits(scene, place, quotation)
            if speaker and enough:
                yield _Said(StatementKind.QUOTATION, quotation.first, quotation.last, speaker, confidence)

    def _without_frame(self, scene: Scene, place: int) -> tuple[Agent | None, float]:
        tokens = scene.tokens
        if place and tokens[place - 1].text == ":" and (mention := scene.ending(place - 1)):
            return mention.agent, 0.9
        if (
            place + 1 < len(tokens)
            and tokens[place + 1].text in ("-", "--")
            and (mention := scene.beginning(place + 2))
        ):
            return mention.agent, 0.9
        return self._holding, 0.7

    def _words(self, quotation: Quotation) -> list[str]:
        return _WORD.findall(self._plain, quotation.first, quotation.last)

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether the quoted words are a title: every longer word has a capital."""
        long = [word for word in self._words(quotation) if len(word) > 3]
        return len(long) >= 2 and sum(word[0].isupper() for word in long) > 0.8 * len(long)

    def _is_sentence(self, quotation: Quotation) -> bool:
        return self._plain[quotation.first].isupper() and self._plain[quotation.last - 1] in ",.!?"

    def _speaks(self, quotation: Quotation, place: int, frame: Frame) -> bool:
        """Whether quoted words that a frame governs are speech, and no term or answer in a survey."""
        if frame.verb in _ASKING and frame.subject.kind not in (SubjectKind.HE, SubjectKind.NAME):
            return False
        if frame.first - 2 <= place <= frame.last + 1 and self._is_sentence(quotation):
            return True
        fewest = _FEWEST_IN_FINDING if frame.verb in _FINDING else _FEWEST_WORDS
        return len(self._words(quotation)) >= fewest

    def _inherits(self, scene: Scene, place: int, quotation: Quotation) -> bool:
        """Whether quoted words without a frame are still the speech of the one who has the floor."""
        if place == 0 and self._is_sentence(quotation):
            return True
        if place and scene.tokens[place - 1].text == ":":
            return True
        return len(self._words(quotation)) >= _FEWEST_INHERITED and place > 0

    # ------------------------------------------------------------ retold words and forecasts

    def _retold(self, scene: Scene, found: Sequence[Frame], speakers: Sequence[Agent | None]) -> Iterator[_Said]:
        tokens = scene.tokens
        for frame, speaker in zip(found, speakers, strict=True):
            span = retold(scene, frame) if speaker else None
            if span is None or speaker is None:
                continue
            kind = kind_of_retelling(frame, tokens, *span)
            if kind:
                yield _Said(kind, tokens[span[0]].start, tokens[span[1] - 1].end, speaker, 0.6)
                return
        if not found and states_future(tokens):
            speaker = self._discourse.of_study(tokens[0].start, scene.passage.end)
            if speaker:
                yield _Said(StatementKind.FORECAST, tokens[0].start, scene.passage.end, speaker, 0.5)


def _governing(place: int, found: Sequence[Frame]) -> int | None:
    """The index of the frame that a quotation belongs to: the nearest one on its side."""
    best, distance = None, 1 << 30
    for index, frame in enumerate(found):
        if frame.after:
            gap = place - frame.last if place >= frame.last else None
        else:
            gap = frame.first - place if place < frame.first else (place - frame.last) + 3
        if gap is not None and gap < distance:
            best, distance = index, gap
    return best
