"""Statements of an article: each quotation, retold claim and forecast given to the one who said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from whence import text
from whence.analyse import Analysis
from whence.extract.narration import QUOTE
from whence.extract.people import Mention, Scene, scenes
from whence.extract.people.minds import own_name, topic
from whence.extract.statements.authors import houses_of_authors
from whence.extract.statements.forecasts import states_future
from whence.extract.statements.frames import Frame, frames
from whence.extract.statements.interviews import interview
from whence.extract.statements.retelling import kind_of_retelling, retold
from whence.extract.statements.speakers import Discourse
from whence.extract.statements.speech import Speech, governing
from whence.model import Agent, AgentKind, Block, BlockKind, Metadata, Statement, StatementKind

if TYPE_CHECKING:
    from whence.extract.studies import Studies

_DASHES = frozenset({"-", "--"})
_LONGEST_LABEL = 4
"""Tokens of a label and the quotation after it: "The claim: ..."."""
_LONGEST_SILENCE = 2
"""Paragraphs after which a quotation that stands alone is no longer taken for the last speaker's."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Words with their speaker, at offsets of the text."""

    kind: StatementKind
    start: int
    end: int
    speaker: Agent
    confidence: float


def statements(analysis: Analysis, studies: Studies) -> tuple[Statement, ...]:
    """All statements of an article in text order; `confidence` tells how near the words stand to their speaker."""
    found = sorted(_Article(analysis, studies).read(), key=lambda said: (said.start, said.end))
    houses = houses_of_authors(scenes(analysis), studies)
    return tuple(
        Statement(
            said.kind,
            text.select(analysis.document.text, said.start, said.end),
            _housed(said.speaker, houses),
            studies.of(said.start, said.end),
            said.confidence,
        )
        for said in found
    )


def _housed(speaker: Agent, houses: Mapping[str, str]) -> Agent:
    """The speaker with the house of the study that is theirs, where nothing else tells for whom they work."""
    return speaker if speaker.affiliation else replace(speaker, affiliation=houses.get(speaker.name))


class _Article:
    """One reading of an article from its first passage to its last."""

    def __init__(self, analysis: Analysis, studies: Studies) -> None:
        document = analysis.document
        self._plain = analysis.plain
        self._speech = Speech(analysis.plain)
        self._scenes = scenes(analysis)
        self._interview = interview(analysis.plain, document.blocks, self._scenes)
        self._discourse = Discourse(studies, self._own(document.metadata))
        self._block: Block | None = None
        self._floor: Agent | None = None  # who goes on speaking when a quotation names nobody
        self._introduced = False  # the passage before ended with a colon
        self._last_quoted: Agent | None = None
        self._silence = 0
        self._signature: Agent | None = None  # who signs the passage in the line after it

    def _own(self, metadata: Metadata) -> str | None:
        """The organization that "we" means in an article: its publisher, else the one named most often."""
        agents = [mention.agent for scene in self._scenes for mention in scene.mentions]
        names = [agent.name for agent in agents if agent.kind is AgentKind.ORGANIZATION]
        return own_name(metadata, names) or topic(names)

    def read(self) -> Iterator[_Said]:
        """What is said, passage by passage."""
        for answer in self._interview.answers:
            yield _Said(StatementKind.QUOTATION, answer.start, answer.end, answer.speaker, 0.8)
        for scene, following in zip_longest(self._scenes, self._scenes[1:]):
            if scene.passage.block.kind in (BlockKind.HEADING, BlockKind.ROW) or (
                scene.passage.block in self._interview.blocks
            ):
                continue
            if scene.passage.block is not self._block:
                self._enter(scene)
            self._signature = _signer(following) if following else None
            yield from self._passage(scene)

    def _enter(self, scene: Scene) -> None:
        """Begin a block: the floor is kept after a colon, and by a paragraph that is nothing but a quotation."""
        self._block = scene.passage.block
        self._silence += 1
        if self._introduced:
            return
        alone = scene.tokens[0].tag == QUOTE and len(scene.tokens) <= 2
        self._floor = self._last_quoted if alone and self._silence <= _LONGEST_SILENCE + 1 else None

    def _passage(self, scene: Scene) -> Iterator[_Said]:
        found = frames(scene)
        speakers = [self._discourse.speaker(frame.subject, scene) for frame in found]
        if self._plain.find("(@", scene.tokens[0].start, scene.passage.end) >= 0:
            yield from _posted(scene)
        quoted = list(self._quoted(scene, found, speakers))
        yield from quoted
        yield from self._retold(scene, found, speakers, only_participles=bool(quoted))
        if quoted:
            self._last_quoted, self._silence = quoted[-1].speaker, 0
        self._discourse.heard(scene, speakers)
        self._remember(scene, speakers)

    def _remember(self, scene: Scene, speakers: Sequence[Agent | None]) -> None:
        """Who has the floor for a quotation that follows without a frame of its own."""
        self._introduced = scene.tokens[-1].text == ":"
        named = [speaker for speaker in speakers if speaker]
        if named:
            self._floor = named[-1]
        elif self._introduced:
            self._floor = self._discourse.introduced(scene)
        elif not scene.passage.quotations:
            people = [mention.agent for mention in scene.mentions if mention.agent.role or mention.agent.affiliation]
            self._floor = people[-1] if people else None

    # ------------------------------------------------------------ quotations

    def _quoted(self, scene: Scene, found: Sequence[Frame], speakers: Sequence[Agent | None]) -> Iterator[_Said]:
        tokens = scene.tokens
        places = (index for index, token in enumerate(tokens) if token.tag == QUOTE)
        for place, quotation in zip(places, scene.passage.quotations, strict=True):
            if self._speech.is_title(quotation):
                continue
            nearest = governing(place, found) if not _signing(scene, place) else None
            speaker, confidence = (speakers[nearest], 0.9) if nearest is not None else self._beside(scene, place)
            if nearest is not None:
                speaks = self._speech.governed(quotation, place, found[nearest], tokens)
            else:
                speaks = self._speech.free(quotation, place, tokens)
            if speaks and speaker:
                yield _Said(StatementKind.QUOTATION, quotation.first, quotation.last, speaker, confidence)

    def _beside(self, scene: Scene, place: int) -> tuple[Agent | None, float]:
        """The speaker of a quotation without a frame: named at a colon or after a dash, else who has the floor."""
        tokens = scene.tokens
        labelled = place == len(tokens) - 1 and len(tokens) <= _LONGEST_LABEL and tokens[place - 1].text == ":"
        if self._signature and (len(tokens) <= 2 or labelled):
            return self._signature, 0.9
        if place and tokens[place - 1].text == ":" and (mention := scene.ending(place - 1)):
            return mention.agent, 0.9
        if mention := _signing(scene, place):
            return mention.agent, 0.9
        return self._floor, 0.7

    # ------------------------------------------------------------ retold words and forecasts

    def _retold(
        self, scene: Scene, found: Sequence[Frame], speakers: Sequence[Agent | None], *, only_participles: bool
    ) -> Iterator[_Said]:
        tokens = scene.tokens
        for frame, speaker in zip(found, speakers, strict=True):
            if speaker is None or (only_participles and not frame.participle):
                continue
            span = retold(scene, frame)
            kind = kind_of_retelling(frame, tokens, *span) if span else None
            if span and kind:
                yield _Said(kind, tokens[span[0]].start, tokens[span[1] - 1].end, speaker, 0.6)
                return
        if not found and states_future(tokens):
            speaker = self._discourse.of_study(tokens[0].start, scene.passage.end)
            if speaker:
                yield _Said(StatementKind.FORECAST, tokens[0].start, scene.passage.end, speaker, 0.5)


def _signing(scene: Scene, place: int) -> Mention | None:
    """Who stands after the dash that follows a quotation: "... lost." - Kim Lee, March 3"."""
    dashed = place + 1 < len(scene.tokens) and scene.tokens[place + 1].text in _DASHES
    return scene.beginning(place + 2) if dashed else None


def _signer(scene: Scene) -> Agent | None:
    """Who signs the quotation before a line such as "- Kim Lee, head of research at Acme", with a dash or without."""
    if scene.tokens[0].text in _DASHES:
        mention = scene.beginning(1)
        return mention.agent if mention else None
    mention = scene.beginning(0)
    alone = mention and mention.last >= len(scene.tokens) and mention.last > mention.name.last
    return mention.agent if mention and alone and mention.agent.kind is AgentKind.PERSON else None


def _posted(scene: Scene) -> Iterator[_Said]:
    """A post in a social network, which pages embed with its author and handle: "... - Kim Lee (@kimlee)"."""
    tokens = scene.tokens
    for index, token in enumerate(tokens):
        if token.text[0] == "@" and index > _DASH_NAME_BRACKET and tokens[index - 1].text == "(":
            author = scene.ending(index - 1)
            if author and author.name.first > 2 and tokens[author.name.first - 1].text in _DASHES:
                end = tokens[author.name.first - 2].end
                yield _Said(StatementKind.QUOTATION, scene.passage.block.start, end, author.agent, 0.8)


_DASH_NAME_BRACKET = 3
