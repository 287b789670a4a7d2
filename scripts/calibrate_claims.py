"""How often each rule that finds a population or a measure is right, counted on annotated articles.

Usage: python scripts/calibrate_claims.py GOLD_FOLDER [NAME ...]

GOLD_FOLDER holds NAME.txt and NAME.json pairs; names limit the count to those articles. A population is right when half
of its content words and of the annotation's are shared, a measure when it has half of the annotation's. Prints the
rows of graph/whence/data/claims/confidence.txt, then how the confidence that follows from them compares with what is
right.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whence.analyse import analyse
from whence.extract.claims import findings
from whence.extract.claims.confidence import confidence
from whence.extract.claims.drafts import Draft, drafts
from whence.extract.claims.reading import What, Whom
from whence.model import Document
from whence.read import read

_WORD = re.compile(r"[a-z0-9]+")
_STOP = re.compile(
    r"\b(?:an?|the|of|to|in|on|for|and|or|is|are|was|were|be|been|by|with|th(?:is|at|ese|ose|eir|ey|an)|its?|as|at|from"
    r"|ha(?:ve|s|d)|sa(?:ys?|id)|wh(?:o|ich)|would|will|not|more|less|about|over|under|his|her|our|your|we|i|you|do|does)\b"
)
BINS = (0.0, 0.4, 0.6, 0.8, 0.9, 1.01)
"""Borders of the classes of confidence."""


def content(text: str) -> set[str]:
    """The words of a text that carry meaning, without the endings of plurals and verbs."""
    return {re.sub(r"(?:ies|es|s|ing|ed)$", "", word) for word in _WORD.findall(_STOP.sub(" ", text.lower()))}


def is_same(row: dict[str, Any], draft: Draft) -> bool:
    """Whether an annotated row and a draft are of one number: equal value, and the number stands in the row's quote."""
    quantity = draft.reading.segment.found.quantity
    is_share = row["unit"] == "percent"
    if abs(float(row["value"]) - float(quantity.value)) > 0.051 or is_share != (quantity.unit == "unit:PERCENT"):
        return False
    words = set(_WORD.findall(row["quote"].lower()))
    sentence = set(_WORD.findall(draft.sentence.text.lower()))
    return len(words & sentence) >= 0.6 * min(len(words), len(sentence))


def judged(folder: Path, names: set[str]) -> Iterator[tuple[Draft, bool, bool]]:
    """Each draft that is annotated, whether its population is right, and whether its measure is."""
    for path in sorted(folder.glob("*.txt")):
        if names and path.stem not in names:
            continue
        rows = json.loads(path.with_suffix(".json").read_text("utf-8"))["statistics"]
        for document in read([str(path)]):
            if isinstance(document, Document):
                yield from _of_article(
                    [row for row in rows if not row.get("optional")], drafts(analyse(document), findings)
                )


def _of_article(rows: list[dict[str, Any]], found: list[Draft]) -> Iterator[tuple[Draft, bool, bool]]:
    for draft in found:
        row = next((row for row in rows if is_same(row, draft)), None)
        if row is None:
            continue
        rows.remove(row)
        wanted, named = content(row["population"] or ""), content(draft.population or "")
        said = content(draft.measure) | named
        population = 2 * len(wanted & named) >= 0.5 * (len(wanted) + len(named)) if named else wanted <= said
        about = content(row["about"])
        yield draft, population, len(about & said) >= 0.5 * len(about)


def main() -> int:
    """Count, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    right: Counter[tuple[str, str]] = Counter()
    all_: Counter[tuple[str, str]] = Counter()
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for draft, population, measure in judged(arguments.folder, set(arguments.names)):
        for key, is_right in ((("population", draft.whom.value), population), (("measure", draft.what.value), measure)):
            all_[key] += 1
            right[key] += is_right
        sure = confidence(draft.whom, draft.what)
        bins[sum(sure >= border for border in BINS)].append((sure, population and measure))
    for part, rules in (("population", list(Whom)), ("measure", list(What))):
        for rule in rules:
            key = (part, rule.value)
            print(f"{part} {rule.value} {(right[key] + 1) / (all_[key] + 2):.2f}  # {right[key]} of {all_[key]}")
    for index in sorted(bins):
        pairs = bins[index]
        mean = sum(sure for sure, _ in pairs) / len(pairs)
        share = sum(is_right for _, is_right in pairs) / len(pairs)
        print(f"# {len(pairs):4} claims of confidence {mean:.2f}: {share:.2f} right")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
