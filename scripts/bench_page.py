"""Writes docs/performance.md: the table of the bars, the facts of the machine, and how cost grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from growth_plot import Points, growth_plot

_PAGE = """# Performance

Written by `scripts/bench --write`; ratios are of one run whose parts take turns, and hold where other work shares the
machine. Seconds don't: they vary twofold. What is not held says so.

{facts}

| what | bar | measured | |
| --- | --- | --- | --- |
{rows}

## Growth

| articles | CPU s | ms an article | memory, MB | of a worker, MB | triples |
| --- | --- | --- | --- | --- | --- |
{sizes}

Both axes are logarithmic: what goes up by 45 degrees is proportional to the number of articles.

![CPU seconds against articles](growth-time.svg)
![Megabytes against articles](growth-memory.svg)
![Milliseconds of questions against articles](growth-questions.svg)
"""


def write_page(
    folder: Path, rows: Iterable[tuple[str, str, str, str]], facts: str, growth: Mapping[int, Mapping[str, Any]]
) -> None:
    """Write the page and its drawings; `growth` has by number of articles what the work told of itself."""
    table = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)
    sizes = "\n".join(
        f"| {size:,} | {told['cpu']:.1f} | {told['cpu'] / size * 1000:.1f} | {told['memory']:.0f} | "
        f"{told['workers']:.0f} | {told['triples']:,} |"
        for size, told in sorted(growth.items())
    )
    (folder / "performance.md").write_text(_PAGE.format(facts=facts, rows=table, sizes=sizes), encoding="utf-8")
    questions = next(iter(growth.values()))["milliseconds"]
    drawings: dict[str, tuple[str, str, dict[str, Points]]] = {
        "time": ("CPU time of a build", "seconds", {"all of it": _points(growth, "cpu")}),
        "memory": ("Peak memory", "MB", {"build": _points(growth, "memory"), "a worker": _points(growth, "workers")}),
        "questions": (
            "Questions about one thing",
            "milliseconds",
            {name: [(size, told["milliseconds"][name]) for size, told in growth.items()] for name in questions},
        ),
    }
    for name, (title, up, series) in drawings.items():
        (folder / f"growth-{name}.svg").write_text(growth_plot(title, "articles", up, series), encoding="utf-8")


def _points(growth: Mapping[int, Mapping[str, Any]], key: str) -> list[tuple[float, float]]:
    return [(size, told[key]) for size, told in growth.items()]
