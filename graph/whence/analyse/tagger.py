"""The part of speech of each word: a dictionary for words that have one, an averaged perceptron for the others.

Tags are those of the Penn Treebank, with HYPH for a hyphen inside a compound. The perceptron goes from left to
right and weighs the candidate tags of a word by its form, its neighbours and the tags already given (Collins 2002,
"Discriminative training methods for hidden Markov models"). The model is made by scripts/train_tagger.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from whence.analyse.scores import Scores
from whence.resources import data, word_list

OPEN = ("NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "RB", "UH", "FW")
"""The tags that a word never seen in training can have."""

Weights = dict[str, dict[str, int]]


class Entry(NamedTuple):
    """A word as the lexicon writes it, the tags it can have, and a name for that set.

    For a word never seen the name tells what its ending suggests. `known` tells the words that need no look at
    their endings.
    """

    form: str
    candidates: tuple[str, ...]
    name: str
    known: bool


@dataclass(frozen=True)
class Model:
    """What the tagger knows: the tags that a word can have (the likeliest first), and the weights of features.

    `seen` remembers how words were looked up.
    """

    words: dict[str, tuple[str, ...]]
    weights: Weights
    seen: dict[tuple[str, bool], Entry] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def scores(self) -> Scores:
        """The weights, ready for adding."""
        return Scores.of(self.weights)

    def entry(self, word: str, loose: bool) -> Entry:
        """What is known of a word; `loose` says that its capital is no sign of a name."""
        found = self.seen.get((word, loose))
        if found is None:
            if len(self.seen) >= _REMEMBERED:
                self.seen.clear()
            found = self.seen[word, loose] = _read_word(word, loose, self.words)
        return found


_REMEMBERED = 50_000


@cache
def fixed_tags() -> dict[str, str]:
    """The words, lower case, whose tag is certain without their context."""
    rows = (line.split() for line in word_list("analyse", "fixed-tags.txt"))
    return {word: tag for tag, *words in rows for word in words}


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The tags that lower-case words can have by a dictionary."""
    found: dict[str, tuple[str, ...]] = {}
    for line in word_list("analyse", "lexicon.txt"):
        tags, _, words = line.partition(" | ")
        found.update(dict.fromkeys(words.split(), tuple(tags.split())))
    return found


@cache
def shipped_model() -> Model:
    """The model in the package."""
    stored = json.loads(data("analyse", "tagger.json").read_text("utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for tags, group in stored["words"].items():
        words.update(dict.fromkeys(group.split(), tuple(tags.split())))
    words.update({word: (tag,) for word, tag in fixed_tags().items()})
    return Model(words, stored["weights"])


def tag(words: Sequence[str], model: Model | None = None) -> list[str]:
    """The tags of the words of one sentence."""
    model = model or shipped_model()
    context = read_words(words, model)
    tags: list[str] = []
    for index, (_, candidates, _, _) in enumerate(context.entries):
        if len(candidates) == 1:
            tags.append(candidates[0])
        else:
            tags.append(model.scores.best(candidates, features(context, index, tags)))
    return tags


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a sentence as the tagger sees them: each with its entry."""

    words: Sequence[str]
    entries: list[Entry]


def read_words(words: Sequence[str], model: Model) -> Context:
    """Look the words up; a capital counts for nothing in a heading, and little where a sentence begins."""
    titled = is_titled(words)
    entries = []
    loose = True
    for word in words:
        entries.append(model.entry(word, loose))
        loose = titled or word in _OPENERS
    return Context(words, entries)


def _read_word(word: str, loose: bool, trained: dict[str, tuple[str, ...]]) -> Entry:
    form, tags = _look_up(word, loose, trained)
    tags = tags or _guess(word)
    known = bool(tags)
    tags = tags or _possible(word, loose)
    return Entry(form, tags or OPEN, "/".join(tags) if tags else _ending(word), known)


_OPENERS = frozenset(("``", '"', ":", "("))


def is_titled(words: Sequence[str]) -> bool:
    """Whether a sentence is set as a title or in capitals, so that its capitals are no sign of names."""
    long = [word for word in words[1:] if len(word) > 3 and word.isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.75 * len(long)


def _look_up(word: str, loose: bool, trained: dict[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    if word.islower() or not word[0].isupper():
        return word, trained.get(word, ())
    lower = word.lower()
    exact, lowered = trained.get(word, ()), trained.get(lower, ())
    if loose:
        if exact and lowered and exact != lowered:
            return lower, tuple(dict.fromkeys(lowered + exact))
        return (lower, lowered) if lowered else (word, exact)
    if exact:
        return word, exact
    if (len(lowered) == 1 and lowered[0] not in OPEN) or lower in fixed_tags():
        return lower, lowered
    return word, ()


def _guess(word: str) -> tuple[str, ...]:
    """The tags of what is no ordinary word: figures, marks, addresses."""
    if word[0].isdigit():
        if word.endswith(("0s", "'s")):
            return ("NNS",)
        return ("JJ", "NN") if word[-2:].lower() in ("st", "nd", "rd", "th") else ("CD",)
    if "://" in word or "@" in word or word.startswith("www."):
        return ("ADD",)
    if not word[-1].isalnum() and not any(letter.isalnum() for letter in word):
        return ("NFP",) if len(word) > 1 else ("SYM", ":", "NFP")
    return ()


def _possible(word: str, loose: bool) -> tuple[str, ...]:
    """The tags of a word that was seldom or never seen in training, by the dictionary."""
    if word.islower():
        return lexicon().get(word, ())
    tags = lexicon().get(word.lower(), ()) if loose else ()
    return (*tags, "NNP") if tags else ()


def possible_tags(word: str) -> tuple[str, ...]:
    """The tags that a word can have by the dictionary, whatever its capitals."""
    return lexicon().get(word.lower(), ())


def _ending(word: str) -> str:
    """The class of a word that was never seen."""
    if word[0].isupper():
        return "?Xs" if word[-1] == "s" else "?X"
    if word.endswith(("ing", "ed", "ly", "s", "er")):
        return "?" + word[-2:]
    return "?"


def features(context: Context, index: int, tags: list[str]) -> list[str]:
    """What is weighed for the word at `index`, when all before it have `tags`."""
    entries = context.entries
    form, _, own, known = entries[index]
    before = entries[index - 1].form if index else "^"
    tag1 = tags[-1] if index else "^"
    tag2 = tags[-2] if index > 1 else "^"
    after, _, class1, _ = entries[index + 1] if index + 1 < len(entries) else _END
    after2, _, class2, _ = entries[index + 2] if index + 2 < len(entries) else _END
    found = [
        "w" + form,
        "p" + before,
        "n" + after,
        "m" + after2,
        "t" + tag1,
        f"u{tag2} {tag1}",
        "c" + class1,
        f"d{class1} {class2}",
        f"e{tag1} {class1}",
        f"f{form} {tag1}",
        f"g{form} {class1}",
        f"j{own} {tag1}",
        f"k{own} {class1}",
        f"l{own} {tag2} {tag1}",
        f"o{own} {tag1} {class1}",
    ]
    if not known:
        found += _spelling(context, index, tag1, class1)
    return found


_END = Entry("$", (), "$", known=True)
"""What stands behind the last word."""


def _spelling(context: Context, index: int, tag1: str, class1: str) -> list[str]:
    """What the letters of a word tell that was seldom or never seen in training."""
    words = context.words
    word = words[index]
    shape, after = _shape(word, index), index + 1 < len(words)
    capitals = f"{index > 0 and words[index - 1][0].isupper():d}{words[index + 1][0].isupper() if after else 0:d}"
    found = ["1" + word[-1], "2" + word[-2:], "3" + word[-3:], "4" + word[-4:], "5" + word[:3], "s" + shape]
    found += [f"x{shape} {tag1}", f"y{word[-2:]} {tag1}", f"z{word[-3:]} {class1}", f"q{shape} {class1}"]
    if word[0].isupper():
        found += [f"r{shape} {capitals}", f"v{' '.join(lexicon().get(word.lower(), ()))} {capitals}"]
    return found


def _shape(word: str, index: int) -> str:
    place = "0" if index == 0 else "1"
    if word.isupper():
        return place + "XX"
    if word[0].isupper():
        return place + ("Xx" if word.isalpha() else "X.")
    return place + ("x" if word.isalpha() else "x.")
