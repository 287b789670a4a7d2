"""The stretch of a sentence that each finite verb governs, read once from left to right.

A verb group takes its clause by what stands between it and the verb before: a subordinating word opens a clause inside,
a conjunction one beside, a comma with a new subject one after, and a verb without any of these goes back to the clause
that still waits for its verb ("Adults who smoke | say").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whence.analyse.nouns import Phrase, noun_phrases
from whence.analyse.repairs import reporting_verbs
from whence.analyse.sentences import Sentence
from whence.analyse.subjects import free_phrases, subordinators, temporal_nouns
from whence.analyse.verbs import VerbGroup, verb_groups


class ClauseKind(StrEnum):
    """How a clause hangs together with the one around or before it."""

    MAIN = "main"
    COORDINATE = "coordinate"
    CONTENT = "content"
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"
    REPORT = "report"


@dataclass(slots=True)
class Segment:
    """A range of tokens, half-open once it is closed, with the finite verb that governs it."""

    start: int
    kind: ClauseKind
    verb: VerbGroup | None = None
    end: int = -1


_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_BREAKS = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-"})
_TRAILING = frozenset({",", ":", "``", "''"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", ",", "PRP", "DT"})
_AMOUNTS = frozenset({"many", "much", "few", "little", "well", "high", "low", "of", "a"})


def segments(sentence: Sentence) -> list[Segment]:
    """The segments of a sentence, one for each finite verb group, in the order in which they begin."""
    segmenter = _Segmenter(sentence)
    for group in verb_groups(sentence):
        if group.finite:
            segmenter.read(group)
    return segmenter.closed()


class _Segmenter:
    """Opens and closes clauses, verb by verb."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self.phrases = noun_phrases(sentence)
        self.open: list[Segment] = [Segment(0, ClauseKind.MAIN)]
        self.done: list[Segment] = []
        self.at = 0

    def closed(self) -> list[Segment]:
        """All segments, once the last verb has been read."""
        end = len(self.tokens)
        while end and self.tokens[end - 1].tag in (".", "''", "``"):
            end -= 1
        self._close(0, end)
        for part in self.done:
            part.end = max(part.end, part.start + 1)
        return sorted(self.done, key=lambda part: (part.start, -part.end))

    def read(self, group: VerbGroup) -> None:
        """Give a finite verb group its clause."""
        gap = range(self.at, group.start)
        if self._asks(group):
            self.open[-1].verb = group
            self.at = group.end
            return
        marker = self._marker(gap, group)
        if marker >= 0:
            self._settle(marker)
            self._push(marker, group)
        elif self.open[-1].verb is None:
            self._begin(group)
        else:
            self._follow(gap, group)
        self.at = group.end

    def _asks(self, group: VerbGroup) -> bool:
        """Whether a verb belongs to the auxiliary that begins a question: "does the state spend too much?"."""
        first = self.open[-1].verb
        if first is None or len(self.open) > 1 or self.tokens[-1].text != "?":
            return False
        if first.lemma not in ("do", "have", "be"):
            return False
        return first.start < 2 and all(token.tag not in _BREAKS for token in self.tokens[first.end : group.start])

    def _begin(self, group: VerbGroup) -> None:
        """The first verb of the open clause; a pronoun behind a noun opens one inside: "the tools they use"."""
        phrases = [phrase for phrase in self.phrases if self.at <= phrase.start and phrase.end <= group.start]
        touching = len(phrases) > 1 and phrases[-1].start == phrases[-2].end
        if touching and self.tokens[phrases[-1].head].tag == "PRP":
            self.open.append(Segment(phrases[-1].start, ClauseKind.RELATIVE, group))
        else:
            self.open[-1].verb = group

    def _marker(self, gap: range, group: VerbGroup) -> int:
        """The last word before the verb that brings in a subordinate clause, or -1."""
        for index in reversed(gap):
            token = self.tokens[index]
            if token.tag in _RELATIVE or (token.lower == "that" and token.tag == "IN"):
                return index
            if self._subordinates(index, group):
                return index
            if token.tag in _BREAKS and self._splits(index, group):
                return -1
        return -1

    def _splits(self, comma: int, group: VerbGroup) -> bool:
        """Whether a comma parts the verb from what stands before: a new subject follows it, and no second comma."""
        if any(self.tokens[index].tag in _BREAKS for index in range(comma + 1, group.start)):
            return False
        return bool(self._free(comma + 1, group.start))

    def _subordinates(self, index: int, group: VerbGroup) -> bool:
        """Whether a word is a subordinator here, and no preposition ("since 2012", "as many as")."""
        token, following = self.tokens[index], self.tokens[index + 1]
        either = subordinators().get(token.lower)
        if either is None or token.tag not in ("IN", "RB", "VBN"):
            return False
        if not either:
            return following.tag != "IN"
        if following.lower in _AMOUNTS or following.tag in ("CD", "$") or following.lower in temporal_nouns():
            return False
        if token.lower in ("than", "so", "like") and following.tag != "PRP":
            return False
        return not any(self.tokens[at].tag in (",", "IN", "CC") for at in range(index + 1, group.start))

    def _push(self, marker: int, group: VerbGroup) -> None:
        kind = self._kind(marker)
        before = self.tokens[marker - 1].tag if marker else ""
        start = marker - 1 if kind is ClauseKind.RELATIVE and before == "IN" else marker
        self.open.append(Segment(start, kind, group))

    def _kind(self, marker: int) -> ClauseKind:
        """What kind of clause a word brings in, by its tag and by whether a noun stands before it."""
        token = self.tokens[marker]
        if token.lower in ("that", "whether") and token.tag == "IN":
            return ClauseKind.CONTENT
        if token.tag in ("WDT", "WP$"):
            return ClauseKind.RELATIVE
        if token.tag in _RELATIVE:
            if marker and self.tokens[marker - 1].tag in _NOMINAL:
                return ClauseKind.RELATIVE
            return ClauseKind.CONTENT if marker or token.tag == "WP" else ClauseKind.ADVERBIAL
        return ClauseKind.ADVERBIAL

    def _settle(self, marker: int) -> None:
        """Before a subordinate clause at `marker`: close what a comma or a conjunction there ends."""
        tokens = self.tokens
        breaks = [at for at in range(self.at, marker) if tokens[at].tag in (",", ":", "CC")]
        top = self.open[-1]
        if not breaks or top.verb is None or len(self.open) == 1:
            return
        if top.kind in (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL):
            self._close(len(self.open) - 1, breaks[0])
        elif top.kind is ClauseKind.CONTENT and tokens[breaks[-1]].tag == "CC" and tokens[marker].lower == "that":
            self._close(len(self.open) - 1, breaks[-1])

    def _follow(self, gap: range, group: VerbGroup) -> None:
        """A verb without a marker, when the innermost clause has its own already."""
        conjunction = max((at for at in gap if self.tokens[at].tag == "CC"), default=-1)
        comma = self._comma(gap)
        subject = self._free(max(conjunction, comma) + 1, group.start)
        waiting = max((at for at, part in enumerate(self.open) if part.verb is None), default=-1)
        if conjunction > comma and self._joins_clauses(conjunction, subject, waiting >= 0):
            self._coordinate(conjunction, group, bool(subject))
        elif waiting >= 0:
            self._close(waiting + 1, comma if comma >= 0 else group.start)
            self.open[waiting].verb = group
        elif comma < 0 and conjunction < 0 and self._told_with_relative():
            start = self._last_verb(-2).end
            self._close(len(self.open) - 1, group.start)
            self.open.append(Segment(start, ClauseKind.CONTENT, group))
        elif subject and comma < 0 and self._reports():
            self.open.append(Segment(self._content_start(subject[0], gap), ClauseKind.CONTENT, group))
        elif comma >= 0 and (subject or group.lemma in reporting_verbs()):
            self._parallel(comma, group)
        elif subject:
            self.open.append(Segment(subject[-1].start, ClauseKind.RELATIVE, group))
        else:  # a question, an inversion, a slip of the tagger
            self._close(len(self.open) - 1, group.start)
            self.open.append(Segment(group.start, ClauseKind.COORDINATE, group))

    def _comma(self, gap: range) -> int:
        """The mark that parts clauses: the last of the gap, or the first if an apposition stands before the verb."""
        marks = [at for at in gap if self.tokens[at].tag in _BREAKS]
        if len(marks) > 1 and marks[-1] == gap.stop - 1 and self.tokens[marks[-1]].tag == ",":
            closing = [at for at in marks if self.tokens[at].tag == "''"]
            return closing[-1] if closing else marks[0]
        return marks[-1] if marks else -1

    def _told_with_relative(self) -> bool:
        """Whether a relative clause stands in the subject of what is said: "he said those who had left were happy"."""
        if len(self.open) < 2 or self.open[-1].kind is not ClauseKind.RELATIVE or self.open[-2].verb is None:
            return False
        verb = self._last_verb(-2)
        return verb.lemma in reporting_verbs() and bool(self._free(verb.end, self.open[-1].start))

    def _last_verb(self, depth: int) -> VerbGroup:
        verb = self.open[depth].verb
        assert verb is not None  # noqa: S101
        return verb

    def _reports(self) -> bool:
        verb = self.open[-1].verb
        return verb is not None and verb.lemma in reporting_verbs()

    def _joins_clauses(self, conjunction: int, subject: list[Phrase], waiting: bool) -> bool:
        """Whether a conjunction joins verbs or clauses, and not two nouns of the verb's subject."""
        if not subject:
            return True
        if waiting and self.open[-1].kind is ClauseKind.RELATIVE:
            return False
        return not self._lists_subjects(conjunction, subject[0])

    def _lists_subjects(self, conjunction: int, subject: Phrase) -> bool:
        """Whether the conjunction joins two subjects of the verb: "said CIOs and CMOs disagree"."""
        verb = self.open[-1].verb
        if verb is None or not self._reports() or subject.start != conjunction + 1:
            return False
        between = self.tokens[verb.end : conjunction]
        commas = sum(token.tag == "," for token in between)
        listed = bool(between) and (commas != 1 or between[-1].tag != ",")
        return listed and all(token.tag in _NAMING for token in between)

    def _coordinate(self, conjunction: int, group: VerbGroup, has_subject: bool) -> None:
        """A clause beside the open one; ", and" with a subject of its own leaves what is subordinate too."""
        comma = conjunction > 0 and self.tokens[conjunction - 1].tag == ","
        last = len(self.open) - 1
        while comma and has_subject and last and self.open[last].kind in (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL):
            last -= 1
        self._close(last, conjunction - comma)
        self.open.append(Segment(conjunction, ClauseKind.COORDINATE, group))

    def _content_start(self, subject: Phrase, gap: range) -> int:
        """Where what is said begins without "that": behind the verb, or behind the one who is told."""
        verb = self.open[-1].verb
        if verb is not None and verb.lemma == "tell":
            later = [phrase for phrase in self._free(gap.start, gap.stop) if phrase.start > subject.start]
            return later[0].start if later else subject.start
        bare = all(self.tokens[at].tag != "IN" for at in range(gap.start, subject.start))
        return gap.start if bare else subject.start

    def _parallel(self, comma: int, group: VerbGroup) -> None:
        """A clause beside the ones before it: "..., Smith said", "...; prices fell"."""
        self._close(0, comma)
        kind = ClauseKind.MAIN
        if self.tokens[comma + 1].tag == "CC":
            kind = ClauseKind.COORDINATE
        elif self.tokens[comma].tag != ":" and group.lemma in reporting_verbs():
            kind = ClauseKind.REPORT
        self.open.append(Segment(comma + 1, kind, group))

    def _close(self, first: int, end: int) -> None:
        for part in self.open[first:]:
            if part.verb is not None:
                part.end = end
                while part.end > part.start and self.tokens[part.end - 1].tag in _TRAILING:
                    part.end -= 1
                self.done.append(part)
        del self.open[first:]

    def _free(self, start: int, end: int) -> list[Phrase]:
        """The noun phrases between two tokens that no preposition governs and that are no mere time."""
        return free_phrases(self.tokens, self.phrases, start, end)


_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "PRP$", ",", "CC", "POS", "HYPH"})
