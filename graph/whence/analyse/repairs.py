"""Second thoughts about tags: a clause that was left without a verb gets the one that its words allow.

The tagger reads from left to right and sees two words ahead; that "workers report burnout" has no other verb than
"report" only shows when the clause is over. Each rule here states a fact of English syntax, none a habit of one text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from whence.analyse.lemmas import lemma_of
from whence.analyse.tagger import possible_tags
from whence.resources import word_list

_FINITE = frozenset({"MD", "VBZ", "VBD", "VBP"})
_BREAKS = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-", ".", "WDT", "WP"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MENDABLE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VB"})
_ABOUT_WHAT = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "VBG", "WP", "WRB"})
_SHARES = frozenset({"%", "percent"})
_NOUNLIKE = frozenset({"NN", "JJ", "VB", "RB"})
_OBJECTS = frozenset({"DT", "PRP$", "PRP", "NN", "NNS", "NNP", "JJ", "JJR", "TO", "RB", "CD", "$"})
_BEFORE_FINITE = frozenset({"NNS", "NNPS", "PRP", "VBN", "VBD", "-RRB-", "CD"})
_NOUN_STARTS = frozenset({"DT", "PRP$", "NNP", "CD", "$", "NNS", "PRP", "IN"})


@cache
def reporting_verbs() -> frozenset[str]:
    """The verbs, base form, that bring in what somebody says, thinks or finds."""
    return frozenset(word_list("analyse", "reporting-verbs.txt"))


@cache
def _repair_words(kind: str) -> frozenset[str]:
    rows = (line.split() for line in word_list("analyse", "repair-words.txt"))
    return frozenset(word for first, *words in rows for word in words if first == kind)


def repaired(words: Sequence[str], tags: list[str]) -> list[str]:
    """The tags, changed in place where the words around show that one is wrong."""
    lower = [word.lower() for word in words]
    start = 0
    for at, tag in enumerate(tags):
        _look_again(lower, tags, start, at)
        if tag in _BREAKS or lower[at] in _repair_words("separator"):
            _give_verb(lower, tags, start, at)
            start = at + 1
    _give_verb(lower, tags, start, len(tags))
    if tags and tags[-1] == "." and "VB" not in tags[:2] and not any(tag in _FINITE for tag in tags):
        _give_any_verb(lower, tags)
    return tags


def _look_again(lower: Sequence[str], tags: list[str], start: int, at: int) -> None:
    """Mend one tag by its neighbours, in the stretch that begins at `start`."""
    word, tag = lower[at], tags[at]
    if word == "to":
        _to(tags, at)
    elif word == "s" and at and tags[at - 1] == "CD":
        tags[at] = "NNS"  # the plural of a figure: "the 1990s"
    elif word == "that":
        _that(lower, tags, at)
    elif word == "about" and tags[at + 1 : at + 2] and tags[at + 1] in _ABOUT_WHAT:
        tags[at] = "IN"
    elif tag == "VBG" and at == start < 2:
        _gerund(tags, at)
    elif tag == "VBD" and at:
        _participle(lower, tags, at)
    elif tag == "VBP" and at > 2 and lower[at - 1] in _SHARES:
        _owned_share(lower, tags, at)
    elif at and tag in _MENDABLE:
        _present(lower, tags, start, at)


def _to(tags: list[str], at: int) -> None:
    """TO before a verb, IN before what begins a noun phrase."""
    following = tags[at + 1] if at + 1 < len(tags) else ""
    if following == "VB":
        tags[at] = "TO"
    elif following in _NOUN_STARTS:
        tags[at] = "IN"


def _that(lower: Sequence[str], tags: list[str], at: int) -> None:
    """IN behind a verb of saying or thinking, when a clause follows; WDT between a noun and a verb."""
    if not at or tags[at] == "IN" or not any(tag in _FINITE for tag in tags[at + 1 :]):
        return
    if tags[at - 1][:2] == "VB" and lemma_of(lower[at - 1], tags[at - 1]) in reporting_verbs():
        tags[at] = "IN" if tags[at + 1] not in _FINITE else tags[at]
    elif tags[at - 1] in _NOUNS | {"DT"} and tags[at + 1] in _FINITE:
        tags[at] = "WDT"


def _participle(lower: Sequence[str], tags: list[str], at: int) -> None:
    """VBN behind a form of "be" or "have": "was found", "has never said"."""
    before = at - 2 if at > 1 and tags[at - 1] == "RB" else at - 1
    if lower[before] in _repair_words("auxiliary") and "VBN" in possible_tags(lower[at]):
        tags[at] = "VBN"


def _owned_share(lower: Sequence[str], tags: list[str], at: int) -> None:
    """NN behind a share inside a noun phrase: "a 9% rise", "his 49% rating", "the 9% rise was"."""
    owner = lower[at - 3]
    inside = owner in ("a", "an") or tags[at - 3] in ("PRP$", "POS")
    if "NN" in possible_tags(lower[at]) and (
        inside or (tags[at - 3] == "DT" and any(tag in _FINITE for tag in tags[at + 1 : at + 6]))
    ):
        tags[at] = "NN"


def _gerund(tags: list[str], at: int) -> None:
    """NN for a first word in -ing that is a subject: "spending on services will grow"."""
    if at + 1 < len(tags) and tags[at + 1] == "IN":
        rest = tags[at + 1 :]
        finite = next((i for i, tag in enumerate(rest) if tag in _FINITE), len(rest))
        if finite < len(rest) and "," not in rest[:finite]:
            tags[at] = "NN"


def _present(lower: Sequence[str], tags: list[str], start: int, at: int) -> None:
    """A present tense behind a subject that can only be one, or between a source and a clause."""
    before, possible = lower[at - 1], possible_tags(lower[at])
    if tags[at] in ("NNS", "NNP", "NNPS"):
        if "VBZ" in possible and tags[at - 1] in ("NN", "NNP") and _reports_clause(lower, tags, at):
            tags[at] = "VBZ"
    elif tags[at] == "VB" and before in _repair_words("preposition") and "NN" in possible:
        tags[at] = "NN"
    elif tags[at] == "VB":
        plural = tags[at - 1] in _BEFORE_FINITE or before in _repair_words("quantity")
        plural = plural or (tags[at - 1] == "RB" and _has_subject(tags, start, at))
        if plural and not _governed(lower, tags, start, at):
            tags[at] = "VBP"
    elif before in _repair_words("nominative") and "VBP" in possible and tags[at + 1 : at + 2] != ["MD"]:
        tags[at] = "VBP"


def _has_subject(tags: list[str], start: int, at: int) -> bool:
    """Whether a stretch has a plural noun and no verb yet."""
    return any(tag in ("NNS", "PRP") for tag in tags[start:at]) and not any(tag in _FINITE for tag in tags[start:at])


def _reports_clause(lower: Sequence[str], tags: list[str], at: int) -> bool:
    """Whether what follows is a clause that somebody reports: "the agency estimates exports will rise"."""
    following = tags[at + 1 : at + 8]
    if not following or following[0] not in ("DT", "NNS", "PRP", "CD", "JJS", "RBS"):
        return False
    return any(tag in _FINITE for tag in following) and lemma_of(lower[at], "VBZ") in reporting_verbs()


def _governed(lower: Sequence[str], tags: list[str], start: int, at: int) -> bool:
    """Whether a modal, a "to" or a verb like "let" before a bare verb makes it an infinitive."""
    return any(tags[i] in ("MD", "TO") or lower[i] in _repair_words("governor") for i in range(max(start - 1, 0), at))


def _give_verb(lower: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """Give the stretch from `start` to `end` a finite verb, when it has none and one word can only be that."""
    if end - start < 2 or any(tags[at] in _FINITE for at in range(start, end)):
        return
    bare = next((at for at in range(start, end) if tags[at] in ("VB", "VBG", "TO")), end)
    for at in range(start + 1, end):
        if found := _past(lower, tags, at, end) or (at <= bare + 1 and _verb(lower, tags, start, at, end)):
            tags[at] = found
            return


def _past(lower: Sequence[str], tags: list[str], at: int, end: int) -> str:
    """VBD for a participle with a subject and an object: "those polled cited cost", "the firm cited a loss"."""
    particle = at + 2 < end and tags[at + 1] == "RP"  # "pupils made up 46 percent", "rust turned up at 3 percent"
    if particle and tags[at] == "VBN" and tags[at - 1] in _NOUNS and tags[at + 2] in _OBJECTS | {"IN"}:
        return "VBD" if "VBD" in possible_tags(lower[at]) and lower[at + 2] != "by" else ""
    if at + 1 >= end or not (tags[at] == "VBN" or (tags[at] == "JJ" and tags[at - 1] == "PRP")):
        return ""
    if lower[at] in _repair_words("ditransitive") and tags[at - 1] != "PRP":
        return ""
    subject = tags[at - 1] in _NOUNS or tags[at - 1] in ("PRP", "VBN")
    taken = tags[at + 1] in _OBJECTS and tags[at + 1] not in ("JJ", "JJR", "TO", "RB")
    return "VBD" if subject and taken and "VBD" in possible_tags(lower[at]) else ""


def _verb(lower: Sequence[str], tags: list[str], start: int, at: int, end: int) -> str:
    """The present tense that a word must be, going by what stands before it and after it; "" for none."""
    before, possible = tags[at - 1], possible_tags(lower[at])
    following = tags[at + 1] if at + 1 < end else ""
    if following in ("CD", "$") and before in _NOUNS and tags[-1] == "." and tags[at] in ("NN", "NNS"):
        return _before_figure(tags[at], possible)
    if tags[at] in _NOUNLIKE and "VBP" in possible:
        if following in _AFTER_ANSWER and _is_plural(lower, tags, at - 1) and _opens_with_share(lower, tags, start, at):
            return "VBP"
        alone = at - 1 == start and lower[start] in _repair_words("quantity")
        if following in _OBJECTS and (alone or _is_plural(lower, tags, at - 1)):
            return "VBP"
        share = lower[at - 1] in _SHARES and not _is_owned(tags, start, at - 2)
        return "VBP" if (share and following in _OBJECTS - {"NN"}) or (before == "PRP" and not following) else ""
    if tags[at] == "NNS" and "VBZ" in possible:
        if before == "NNS" and (following in _OBJECTS or following == "IN"):
            return "VBZ"
        if not following and before in ("NN", "NNP", "PRP") and lemma_of(lower[at], "VBZ") in reporting_verbs():
            return "VBZ"
    return ""


def _before_figure(tag: str, possible: Collection[str]) -> str:
    """The tense of a seeming noun between a noun and a figure: "the tram costs 4 euros", "diesel cost $2"."""
    if tag == "NNS":
        return "VBZ" if "VBZ" in possible else ""
    return "VBD" if "VBD" in possible else ""


_AFTER_ANSWER = frozenset({"", "CC", "IN", "RB", "."})
_LONGEST_SUBJECT = 10


def _opens_with_share(lower: Sequence[str], tags: list[str], start: int, at: int) -> bool:
    """Whether the subject of a stretch is a share of some: "42% of commuters | cycle", "one in five nurses | smoke"."""
    figure = next((i for i in range(start, min(at, start + _HEDGE)) if tags[i] == "CD"), None)
    if figure is None or at - start > _LONGEST_SUBJECT or any(tags[i] in ("IN", "TO") for i in range(start, figure)):
        return False
    after = lower[figure + 1 : figure + 4]
    return after[:2] in (["%", "of"], ["percent", "of"]) or after == ["per", "cent", "of"] or after[:1] == ["in"]


_HEDGE = 4
"""Tokens of a share with its hedges up to its figure."""


def _is_plural(lower: Sequence[str], tags: list[str], noun: int) -> bool:
    if tags[noun] == "NNS":
        return lower[noun] not in _repair_words("compounding")
    return tags[noun] == "CD" and noun > 0 and lower[noun - 1] in _repair_words("age")


def _is_owned(tags: list[str], start: int, figure: int) -> bool:
    """Whether a figure stands inside a noun phrase: "a 9% rise", "his 49% rating"."""
    return figure > start and tags[figure - 1] in ("DT", "PRP$", "POS", "JJ", "IN", "TO")


def _give_any_verb(lower: Sequence[str], tags: list[str]) -> None:
    """In a sentence without any verb: the first participle behind its subject, or verb behind a comma, is finite."""
    for at in range(1, len(tags) - 1):
        if not any(tag in _NOUNS for tag in tags[:at]) or lower[at] in _repair_words("ditransitive"):
            continue
        before, following, possible = tags[at - 1], tags[at + 1], possible_tags(lower[at])
        if tags[at] == "VBN" and "VBD" in possible and (before in _NOUNS or before == ",") and lower[at + 1] != "by":
            if following in ("IN", "RB", "TO", "DT"):
                tags[at] = "VBD"
                return
        elif before == "," and tags[at] in _NOUNLIKE and "VBP" in possible and following in ("DT", "PRP$"):
            tags[at] = "VBP"
            return
