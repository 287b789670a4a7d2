#!/usr/bin/env python3
"""Train the part-of-speech tagger: scripts/train_tagger.py TREEBANK_DIR [--test]

Reads ewt-train.conllu.gz and ewt-dev.conllu.gz (Universal Dependencies English EWT) and writes
graph/whence/data/analyse/tagger.json; the same treebank gives the same bytes. With --test it only measures the model
in the package on ewt-test.conllu.gz.
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
CURLY = str.maketrans("’‘“”–—", "''\"\"--")
DASHES = ("-", "--", "---", "...", "....", ".....")
Tagged = tuple[list[str], list[str]]


def read(path: Path) -> Iterator[Tagged]:
    """The sentences of a CoNLL-U file as words and Penn tags."""
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if fields[0].isdigit():
                word, tag = normal(fields[1].translate(CURLY), fields[4])
                words.append(word)
                tags.append(tag)
            elif not fields[0] and words:
                yield words, tags
                words, tags = [], []


def normal(word: str, tag: str) -> tuple[str, str]:
    """The word and tag in our convention, which tells a dash from a hyphen by the space around it."""
    if word in DASHES and tag in (",", ".", ":", "NFP"):
        return ("--" if word == "-" else word), ":"
    return word, "CD" if tag == "LS" and word[0].isdigit() else tag


def lexicon(sentences: Iterable[Tagged]) -> dict[str, tuple[str, ...]]:
    """The words seen often enough to trust the set of tags seen with them."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for words, tags in sentences:
        titled = is_titled(words)
        for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
            name = tag in ("NNP", "NNPS")
            seen[word if name or not (index == 0 or titled) else word.lower()][tag] += 1
    found: dict[str, tuple[str, ...]] = {}
    for word, counts in sorted(seen.items()):
        total = sum(counts.values())
        kept = [tag for tag, count in counts.most_common() if count > max(RARE_SHARE * total, 1 if total > 20 else 0)]
        if total >= KNOWN and not word[0].isdigit():
            found[word] = tuple(kept)
    found.update({word: (tag,) for word, tag in fixed_tags().items()})
    return found


KNOWN = 4
RARE_SHARE = 0.004
ROUNDS = 8
SMALLEST = 15
SCALE = 10


def train(sentences: list[Tagged], words: dict[str, tuple[str, ...]]) -> Model:
    """An averaged perceptron over the words whose tag needs the context."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    step = 0
    shuffled = list(sentences)
    order = random.Random(0)  # noqa: S311
    for turn in range(ROUNDS):
        order.shuffle(shuffled)
        wrong = 0
        for forms, gold in shuffled:
            context = read_words(forms, words)
            tags: list[str] = []
            for index, candidates in enumerate(context.candidates):
                if len(candidates) == 1:
                    tags.append(candidates[0])
                    continue
                step += 1
                scores = dict.fromkeys(candidates, 0.0)
                found = features(context, index, tags)
                for feature in found:
                    if feature in weights:
                        for tag, weight in weights[feature].items():
                            if tag in scores:
                                scores[tag] += weight
                guess = max(scores, key=scores.__getitem__)
                right = gold[index]
                if guess != right and right in scores:
                    wrong += 1
                    for feature in found:
                        row, total = weights[feature], totals[feature]
                        row[right] += 1
                        row[guess] -= 1
                        total[right] += step
                        total[guess] -= step
                tags.append(guess)
        print(f"round {turn + 1}: {wrong} wrong", file=sys.stderr)
    averaged = {
        feature: {tag: weight - totals[feature][tag] / step for tag, weight in row.items()}
        for feature, row in weights.items()
    }
    return Model(words, quantized(averaged))


def quantized(weights: dict[str, dict[str, float]]) -> dict[str, dict[str, int]]:
    """Whole-number weights; those too small to matter are left out."""
    kept: dict[str, dict[str, int]] = {}
    for feature, row in sorted(weights.items()):
        small = {tag: value for tag, weight in sorted(row.items()) if abs(value := round(weight * SCALE)) >= SMALLEST}
        if small:
            kept[feature] = small
    return kept


def accuracy(sentences: Iterable[Tagged], model: Model) -> tuple[float, Counter[tuple[str, str]]]:
    right = total = 0
    confused: Counter[tuple[str, str]] = Counter()
    for words, gold in sentences:
        for expected, found in zip(gold, tagger.tag(words, model), strict=True):
            total += 1
            right += expected == found
            if expected != found:
                confused[expected, found] += 1
    return right / total, confused


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("treebank", type=Path)
    arguments.add_argument("--test", action="store_true")
    options = arguments.parse_args()
    if options.test:
        part, model = "test", tagger.shipped_model()
    else:
        sentences = list(read(options.treebank / "ewt-train.conllu.gz"))
        part, model = "dev", train(sentences, lexicon(sentences))
        stored = {
            "words": {w: " ".join(t) for w, t in model.words.items() if w not in fixed_tags()},
            "weights": model.weights,
        }
        MODEL.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")), "utf-8")
    measured = list(read(options.treebank / f"ewt-{part}.conllu.gz"))
    started = time.perf_counter()
    share, confused = accuracy(measured, model)
    speed = sum(len(words) for words, _ in measured) / (time.perf_counter() - started)
    print(f"{part}: {share:.4f} at {speed:,.0f} tokens/s, model {MODEL.stat().st_size:,} bytes")
    print(confused.most_common(25), file=sys.stderr)


if __name__ == "__main__":
    main()
