"""The benchmark's table and drawings; what it measures is measured by `scripts/bench`."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"

pytestmark = pytest.mark.skipif(not SCRIPTS.is_dir(), reason="needs the checkout")


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])


def test_a_bar_is_held_not_held_or_not_measured() -> None:
    import bench

    assert bench.at_most("growth", 1.3, 1.3, "as told").held is True
    assert bench.at_most("growth", 1.31, 1.3, "as told").verdict == "NOT HELD"
    assert bench.Bar("growth", "≤ 1.3×", "not measured", None).verdict == "–"


def test_what_has_no_script_or_no_tool_is_not_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import bench

    monkeypatch.setattr(bench, "HERE", tmp_path)
    monkeypatch.setattr(bench, "find_spec", lambda name: None if name == "quantulum3" else name)
    rows = {row.what.partition(" against ")[2]: row for row in bench.of_other_scripts()}
    assert {row.held for row in rows.values()} == {None}
    assert rows["quantulum3"].measured == "not measured: quantulum3 is not installed"
    assert rows["stock pySHACL"].measured == "not measured: there is no scripts/bench_validation.py"


@pytest.mark.parametrize(
    ("script", "told", "held"),
    [
        ("print('core 12.5 × the same')", "12.5 ×", True),
        ("print('core 1.5 ×'); raise SystemExit(1)", "1.5 ×", False),
        ("raise ValueError('no such thing')", "it failed: ValueError: no such thing", None),
    ],
    ids=["held", "not held", "failed"],
)
def test_another_script_tells_by_its_exit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, told: str, held: bool | None
) -> None:
    import bench

    (tmp_path / "bench_validation.py").write_text(script)
    monkeypatch.setattr(bench, "HERE", tmp_path)
    monkeypatch.setattr(bench, "find_spec", lambda name: name)
    (row,) = (row for row in bench.of_other_scripts() if "pySHACL" in row.what)
    assert (row.measured, row.held) == (told, held)


def test_another_script_tells_its_ratio_and_whether_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    import bench

    few = ("bench_extraction.py", "--only", "pages", "--pages", "none", "--most", "2", "--rounds", "1")
    monkeypatch.setattr(bench, "_OTHERS", [("a", "b", few, "sys")])
    (row,) = bench.of_other_scripts()
    assert re.fullmatch(r"[\d.]+×", row.measured), row
    assert row.held is (float(row.measured[:-1]) <= 1.5)


def test_a_drawing_is_one_of_points_at_45_degrees() -> None:
    from growth_plot import growth_plot

    drawn = growth_plot("Cost <&>", "articles", "seconds", {"linear": [(10, 1), (100, 10), (1000, 100)]})
    drawing = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    points = [
        (float(c.get("cx", 0)), float(c.get("cy", 0))) for c in drawing.iter("{http://www.w3.org/2000/svg}circle")
    ]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    assert len(points) == 3
    assert steps[0] == pytest.approx(steps[1], abs=0.2)
    assert drawn == growth_plot("Cost <&>", "articles", "seconds", {"linear": [(1000, 100), (10, 1), (100, 10)]})


def test_the_page_tells_every_row(tmp_path: Path) -> None:
    from bench_page import write_page

    told = {"cpu": 1.5, "memory": 80.0, "workers": 60.0, "triples": 900, "milliseconds": {"origins": 2.5}}
    growth = {10: told, 100: told | {"cpu": 15.0, "triples": 9000}}
    write_page(tmp_path, [("speed", "≥ 2×", "1×", "NOT HELD")], "a machine", growth)
    page = (tmp_path / "performance.md").read_text("utf-8")
    assert "| speed | ≥ 2× | 1× | NOT HELD |" in page
    assert "| 100 | 15.0 | 150.0 | 80 | 60 | 9,000 |" in page
    assert {each.name for each in tmp_path.glob("*.svg")} == {
        f"growth-{n}.svg" for n in ("time", "memory", "questions")
    }
