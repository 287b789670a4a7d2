#!/usr/bin/env python3
"""Train the part-of-speech tagger: scripts/train_tagger.py TREEBANK_DIR [--test]

Reads ewt-train.conllu.gz and ewt-dev.conllu.gz (Universal Dependencies English EWT), writes
graph/whence/data/analyse/tagger.json and prints the accuracy on dev; the same treebank gives the same bytes. With
--test it trains nothing and measures the model in the package on ewt-test.conllu.gz.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from whence.analyse import tagger
from whence.analyse.tagger import Model, features, fixed_tags, is_titled, read_words

MODEL = Path(__file__).parents[1] / "graph" / "whence" / "data" / "analyse" / "tagger.json"
KNOWN = 4
"""How often a word must be seen for the tags seen with it to be trusted."""
STRAY = 0.004
"""The share of a common word's tags below which a tag counts as an annotation slip."""
COMMON = 3
"""How often a feature must be seen in training to be weighed at all."""
ROUNDS = 6
SCALE = 10
SMALLEST = 9
"""Weights are stored as whole tenths; smaller ones (in tenths) are left out."""

PLAIN = str.maketrans("’‘“”–—", "''\"\"--")
DASHES = frozenset(("-", "--", "---", "..", "...", "....", ".....", ";"))

Tagged = tuple[list[str], list[str]]
Floats = dict[str, dict[str, float]]


def read(path: Path) -> Iterator[Tagged]:
    """The sentences of a CoNLL-U file as words and Penn tags."""
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if fields[0].isdigit():
                word, tag = normal(fields[1].translate(PLAIN), fields[4])
                words.append(word)
                tags.append(tag)
            elif not fields[0] and words:
                yield words, tags
                words, tags = [], []


def normal(word: str, tag: str) -> tuple[str, str]:
    """The word and tag in our convention, in which the space around a mark tells dash from hyphen and "`` from ''"."""
    if word in DASHES and tag in (",", ".", ":", "NFP"):
        return ("--" if word == "-" else word), ":"
    if word == '"' and tag in ("``", "''"):
        return tag, tag
    if word == "/":
        return word, "SYM"
    return word, "CD" if tag == "LS" and word[0].isdigit() else tag


def trusted_words(sentences: Iterable[Tagged]) -> dict[str, tuple[str, ...]]:
    """The words seen often enough, each with the tags it can have, the likeliest first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for words, tags in sentences:
        titled = is_titled(words)
        for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
            name = tag in ("NNP", "NNPS")
            seen[word if name or not (index == 0 or titled) else word.lower()][tag] += 1
    found: dict[str, tuple[str, ...]] = {}
    for word, counts in sorted(seen.items()):
        total = counts.total()
        least = max(STRAY * total, 1 if total > 20 else 0)
        if total >= KNOWN and not word[0].isdigit():
            found[word] = completed(word, [tag for tag, count in counts.most_common() if count > least])
    found.update({word: (tag,) for word, tag in fixed_tags().items()})
    return found


def completed(word: str, tags: list[str]) -> tuple[str, ...]:
    """The tags seen with a word, those a dictionary gives it, and those its form shares (VB with VBP)."""
    if any(tag in tagger.OPEN for tag in tags):
        tags = [*tags, *tagger.lexicon().get(word, ())]
    if "VB" in tags or "VBP" in tags:
        tags = [*tags, "VB", "VBP"]
    if word.endswith("ed") and ("VBD" in tags or "VBN" in tags):
        tags = [*tags, "VBD", "VBN"]
    return tuple(dict.fromkeys(tags))


def common_features(sentences: Iterable[Tagged], known: Model) -> frozenset[str]:
    """The features seen often enough, under the right tags, to be weighed."""
    seen: Counter[str] = Counter()
    for forms, gold in sentences:
        context = read_words(forms, known)
        for index, entry in enumerate(context.entries):
            if len(entry.candidates) > 1:
                seen.update(features(context, index, gold[:index]))
    return frozenset(feature for feature, count in seen.items() if count >= COMMON)


def news(sentences: Iterable[Tagged]) -> Iterator[Tagged]:
    """Some of the sentences retold with what web English has little of and the press much.

    A share as subject: "people want" gives "54% want"; a source at the end: "..., the survey found".
    """
    for turn, (words, tags) in enumerate(sentences, start=1):
        if turn % 3 == 0:
            yield from with_share(words, tags, ["54", "%" if turn % 2 else "percent"])
        elif turn % 16 == 1 and words[-1] == "." and len(words) > 6:
            source, verb = SOURCES[turn % len(SOURCES)], VERBS[turn % len(VERBS)]
            tail = [(",", ","), *source, verb, (".", ".")]
            yield words[:-1] + [word for word, _ in tail], tags[:-1] + [tag for _, tag in tail]


SOURCES: list[list[tuple[str, str]]] = [
    [("the", "DT"), ("survey", "NN")],
    [("Acme", "NNP")],
    [("the", "DT"), ("report", "NN")],
    [("a", "DT"), ("new", "JJ"), ("study", "NN")],
    [("poll", "NN")],
    [("Northfield", "NNP"), ("Research", "NNP")],
    [("he", "PRP")],
]
VERBS = [
    *((verb, "VBZ") for verb in ("shows", "finds", "says", "estimates", "suggests", "reports", "predicts", "claims")),
    *((verb, "VBZ") for verb in ("forecasts", "notes", "projects", "adds")),
    *((verb, "VBD") for verb in ("showed", "found", "said", "estimated", "suggested", "reported", "predicted")),
    *((verb, "VBD") for verb in ("revealed", "noted", "warned", "added", "wrote")),
]


def with_share(words: list[str], tags: list[str], share: list[str]) -> Iterator[Tagged]:
    """The sentence with a share in the place of a plural subject right before its verb, if it has one."""
    for index in range(len(words) - 1):
        if tags[index + 1] in ("VBP", "VBD") and (tags[index] == "NNS" or words[index].lower() in ("they", "we")):
            start = index if index and tags[index - 1] not in ("DT", "PRP$", "JJ") else max(index - 1, 0)
            yield words[:start] + share + words[index + 1 :], [*tags[:start], "CD", "NN", *tags[index + 1 :]]
            return


class Perceptron:
    """Weights with the running sums that give their average over all steps."""

    def __init__(self, known: Model, common: frozenset[str]) -> None:
        self.known, self.common = known, common
        self.weights: Floats = defaultdict(lambda: defaultdict(float))
        self.sums: Floats = defaultdict(lambda: defaultdict(float))
        self.step = 0

    def learn(self, forms: list[str], gold: list[str]) -> int:
        """Tag a sentence, correct the weights at each mistake, and count the mistakes."""
        context = read_words(forms, self.known)
        tags: list[str] = []
        wrong = 0
        for index, (_, candidates, _, _) in enumerate(context.entries):
            if len(candidates) == 1:
                tags.append(candidates[0])
                continue
            self.step += 1
            found = [feature for feature in features(context, index, tags) if feature in self.common]
            guess, right = self.guess(candidates, found), gold[index]
            if guess != right and right in candidates:
                wrong += 1
                self.correct(found, right, guess)
            tags.append(guess)
        return wrong

    def guess(self, candidates: tuple[str, ...], found: list[str]) -> str:
        scores = dict.fromkeys(candidates, 0.0)
        for feature in found:
            if feature in self.weights:
                for tag, weight in self.weights[feature].items():
                    if tag in scores:
                        scores[tag] += weight
        return max(scores, key=scores.__getitem__)

    def correct(self, found: list[str], right: str, guess: str) -> None:
        for feature in found:
            row, sums = self.weights[feature], self.sums[feature]
            row[right] += 1
            row[guess] -= 1
            sums[right] += self.step
            sums[guess] -= self.step

    def model(self) -> Model:
        """The averaged weights as whole numbers, without those too small to matter."""
        kept: dict[str, dict[str, int]] = {}
        for feature, row in sorted(self.weights.items()):
            sums = self.sums[feature]
            whole = {tag: round((weight - sums[tag] / self.step) * SCALE) for tag, weight in sorted(row.items())}
            if row := {tag: weight for tag, weight in whole.items() if abs(weight) >= SMALLEST}:
                kept[feature] = row
        return Model(self.known.words, kept)


def train(sentences: list[Tagged]) -> Model:
    known = Model(trusted_words(sentences), {})
    sentences = [*sentences, *news(sentences)]
    perceptron = Perceptron(known, common_features(sentences, known))
    order = random.Random(0)  # noqa: S311
    shuffled = list(sentences)
    for turn in range(ROUNDS):
        order.shuffle(shuffled)
        wrong = sum(perceptron.learn(forms, gold) for forms, gold in shuffled)
        print(f"round {turn + 1}: {wrong} wrong", file=sys.stderr)
    return perceptron.model()


def write(model: Model) -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for word, tags in sorted(model.words.items()):
        if word not in fixed_tags():
            groups[" ".join(tags)].append(word)
    stored = {"words": {tags: " ".join(words) for tags, words in sorted(groups.items())}, "weights": model.weights}
    MODEL.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def measure(sentences: list[Tagged], model: Model) -> tuple[float, float, Counter[tuple[str, str]]]:
    """The share of right tags, the tokens a second, and what was taken for what."""
    started = time.perf_counter()
    guesses = [tagger.tag(words, model) for words, _ in sentences]
    seconds = time.perf_counter() - started
    pairs = [pair for (_, gold), tags in zip(sentences, guesses, strict=True) for pair in zip(gold, tags, strict=True)]
    confused = Counter(pair for pair in pairs if pair[0] != pair[1])
    return 1 - confused.total() / len(pairs), len(pairs) / seconds, confused


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--test", action="store_true", help="measure the model in the package, train nothing")
    options = parser.parse_args()
    if not options.test:
        write(train(list(read(options.treebank / "ewt-train.conllu.gz"))))
    part = "test" if options.test else "dev"
    share, speed, confused = measure(list(read(options.treebank / f"ewt-{part}.conllu.gz")), tagger.shipped_model())
    print(f"{part}: {share:.4f} right, {speed:,.0f} tokens/s, model {MODEL.stat().st_size:,} bytes")
    print(", ".join(f"{gold} as {tag} {count}" for (gold, tag), count in confused.most_common(12)), file=sys.stderr)


if __name__ == "__main__":
    main()
