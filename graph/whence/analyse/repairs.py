"""Second thoughts about tags: a clause that was left without a verb gets the one that its words allow.

The tagger reads from left to right and sees two words ahead; that "workers report burnout" has no other verb than
"report" only shows when the clause is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from whence.analyse.lemmas import lemma_of
from whence.analyse.tagger import possible_tags
from whence.resources import word_list

_FINITE = frozenset({"MD", "VBZ", "VBD", "VBP"})
_BREAKS = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-", ".", "WDT", "WP"})
_SEPARATORS = frozenset(["that", "while", "because", "if", "although", "whereas", "though", "and", "but", "or"])
_OBJECTS = frozenset({"DT", "PRP$", "PRP", "NN", "NNS", "NNP", "JJ", "JJR", "TO", "RB", "CD", "IN", "$"})
_NOUNLIKE = frozenset({"NN", "JJ", "VB", "RB"})


def repaired(words: Sequence[str], tags: list[str]) -> list[str]:
    """The tags, with a finite verb in each stretch between commas and conjunctions that shows where one is wanted."""
    start = 0
    for at, tag in enumerate(tags):
        word = words[at].lower()
        if word == "to":
            _to(tags, at)
        elif word == "that":
            _that(words, tags, at)
        elif tag == "NNS" and at:
            _reporting(words, tags, at)
        elif tag == "VB" and at and tags[at - 1] in _BEFORE_FINITE and not _governed(words, tags, start, at):
            tags[at] = "VBP"
        if tag in _BREAKS or word in _SEPARATORS:
            _repair(words, tags, start, at)
            start = at + 1
    _repair(words, tags, start, len(tags))
    if tags and tags[-1] == "." and not any(tag in _FINITE or tag == "VB" for tag in tags):
        _last_resort(words, tags)
    return tags


_BEFORE_FINITE = frozenset({"NNS", "NNPS", "PRP", "VBN", "VBD", "-RRB-", "CD"})
_GOVERNORS = frozenset(
    [
        "do",
        "does",
        "did",
        "let",
        "lets",
        "make",
        "makes",
        "made",
        "help",
        "helps",
        "helped",
        "have",
        "see",
        "saw",
        "watch",
        "to",
    ]
)


def _to(tags: list[str], at: int) -> None:
    """TO before a verb, IN before what begins a noun phrase."""
    following = tags[at + 1] if at + 1 < len(tags) else ""
    if following == "VB":
        tags[at] = "TO"
    elif following in ("DT", "PRP$", "NNP", "CD", "$", "NNS", "PRP", "IN"):
        tags[at] = "IN"


def _that(words: Sequence[str], tags: list[str], at: int) -> None:
    """IN behind a verb of saying or thinking, when a clause follows."""
    if at and tags[at - 1][:2] == "VB" and tags[at] != "IN" and any(tag in _FINITE for tag in tags[at + 2 :]):
        if lemma_of(words[at - 1].lower(), tags[at - 1]) in reporting_verbs():
            tags[at] = "IN"


def _reporting(words: Sequence[str], tags: list[str], at: int) -> None:
    """VBZ between a source and a clause: "the agency estimates exports will rise"."""
    if tags[at - 1] in ("NN", "NNP", "PRP") and "VBZ" in possible_tags(words[at]):
        following = tags[at + 1 : at + 8]
        if following[:1] and following[0] in ("DT", "NNS", "PRP", "CD") and any(tag in _FINITE for tag in following):
            if lemma_of(words[at].lower(), "VBZ") in reporting_verbs():
                tags[at] = "VBZ"


def _governed(words: Sequence[str], tags: list[str], start: int, at: int) -> bool:
    """Whether a modal, a "to" or a verb like "let" before a bare verb makes it an infinitive."""
    return any(tags[i] in ("MD", "TO") or words[i].lower() in _GOVERNORS for i in range(max(start - 1, 0), at))


def _last_resort(words: Sequence[str], tags: list[str]) -> None:
    """In a sentence without any verb, the first participle behind its subject is a past tense."""
    for at in range(1, len(tags) - 1):
        if tags[at] != "VBN" or tags[at - 1] not in _ENDS_SUBJECT or tags[at + 1] not in ("IN", "RB", "TO", "DT"):
            continue
        if (
            "VBD" not in possible_tags(words[at])
            or words[at + 1].lower() == "by"
            or words[at].lower() in _ditransitive()
        ):
            continue
        if any(tag in _NAMES for tag in tags[:at]):
            tags[at] = "VBD"
            return


_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ENDS_SUBJECT = _NAMES | {","}


def _repair(words: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """Give the stretch words[start:end] a finite verb, when it has none and one word can only be that."""
    if end - start < 2 or any(tags[at] in _FINITE for at in range(start, end)):
        return
    if _past(words, tags, start, end):
        return
    for at in range(start + 1, end):
        if found := _verb(words, tags, start, at, end):
            tags[at] = found
            return


def _past(words: Sequence[str], tags: list[str], start: int, end: int) -> bool:
    """Make a participle with a subject and an object a past tense: "those polled cited cost", "the firm cited a loss"."""
    for at in range(start + 1, end - 1):
        if tags[at] != "VBN" or words[at].lower() in _ditransitive() or tags[at + 1] not in _TAKEN:
            continue
        if tags[at - 1] in _SUBJECTS and "VBD" in possible_tags(words[at]):
            tags[at] = "VBD"
            return True
    return False


_SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "VBN"})
_TAKEN = frozenset({"DT", "PRP$", "PRP", "CD", "$", "NN", "NNS", "NNP"})


@cache
def _ditransitive() -> frozenset[str]:
    return frozenset(word_list("analyse", "ditransitive-participles.txt"))


def _verb(words: Sequence[str], tags: list[str], start: int, at: int, end: int) -> str:
    """The finite tag that a word must have, going by what stands before it and after it; "" for none."""
    before, tag = tags[at - 1], tags[at]
    following = tags[at + 1] if at + 1 < end else ""
    if tag in _NOUNLIKE and following in _OBJECTS and "VBP" in possible_tags(words[at]):
        plural = before == "NNS" and words[at - 1].lower() not in _compounding()
        plural = plural or (before == "CD" and at > 1 and words[at - 2].lower() in _AGES)
        share = words[at - 1].lower() in ("%", "percent") and not _is_owned(tags, start, at - 2)
        if plural and _is_subject(tags, start, at - 1):
            return "VBP" if following != "IN" else ""
        if share and following not in ("IN", "NN") and _is_subject(tags, start, at - 1):
            return "VBP"
    if tag == "NNS" and "VBZ" in possible_tags(words[at]):
        if before == "NNS" and following in _OBJECTS:
            return "VBZ"
        if not following and before in ("NN", "NNP", "PRP") and lemma_of(words[at].lower(), "VBZ") in reporting_verbs():
            return "VBZ"
    return ""


def _is_owned(tags: list[str], start: int, figure: int) -> bool:
    """Whether a figure stands inside a noun phrase: "a 9% rise", "his 49% rating"."""
    return figure > start and tags[figure - 1] in ("DT", "PRP$", "POS", "JJ", "IN", "TO")


def _is_subject(tags: list[str], start: int, noun: int) -> bool:
    """Whether the phrase of a noun begins its stretch or hangs there on an "of", "in" or "among"."""
    return not any(tag in ("VB", "VBG", "TO") for tag in tags[start:noun])


_AGES = frozenset(("under", "over", "aged", "above", "below"))


@cache
def _compounding() -> frozenset[str]:
    return frozenset(word_list("analyse", "compounding-plurals.txt"))


@cache
def reporting_verbs() -> frozenset[str]:
    """The verbs, base form, that bring in what somebody says, thinks or finds."""
    return frozenset(word_list("analyse", "reporting-verbs.txt"))
