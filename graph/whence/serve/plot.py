"""A series of numbers over the years as an SVG element; the page's style sheet says how its classes look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from markupsafe import Markup

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 352, 168, 60, 60, 34, 34


@dataclass(frozen=True, slots=True)
class Point:
    """One wave: its year, its number, and the number in words."""

    year: int
    value: Decimal
    words: str


def plotted(points: Sequence[Point]) -> Markup:
    """A line through points in the order of their years; nothing where there are less than two years.

    The axis of values begins at zero where all are positive, so that a slope says how much of the whole has changed.
    """
    years = [point.year for point in points]
    if len(set(years)) < 2:
        return Markup()
    places = [(_x(point.year, years), _y(point.value, points)) for point in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    ground = _HEIGHT - _BOTTOM
    marks = "".join(_mark(point, *place) for point, place in zip(points, places, strict=True))
    told = "; ".join(f"{point.year}: {point.words}" for point in points)
    return Markup(  # noqa: S704 - what is shown is escaped
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img" '
        f'aria-label="{escape(told)}">'
        f'<line class="axis" x1="{_LEFT - 24}" y1="{ground}" x2="{_WIDTH - _RIGHT + 24}" y2="{ground}"/>'
        f'<polyline class="series" points="{line}"/>{marks}</svg>'
    )


def _mark(point: Point, x: float, y: float) -> str:
    return (
        f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
        f'<text class="value" x="{x:.1f}" y="{y - 12:.1f}">{escape(point.words)}</text>'
        f'<text class="year" x="{x:.1f}" y="{_HEIGHT - 10}">{point.year}</text>'
    )


def _x(year: int, years: Sequence[int]) -> float:
    first, last = min(years), max(years)
    return _LEFT + (year - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)


def _y(value: Decimal, points: Sequence[Point]) -> float:
    least = min(Decimal(0), *(point.value for point in points))
    most = max(Decimal(0), *(point.value for point in points))
    share = float((value - least) / (most - least)) if most > least else 0.0
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)
