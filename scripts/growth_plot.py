"""Growth against size, both axes logarithmic, as an SVG drawing: what is proportional to size goes up by 45 degrees."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 560, 360, 70, 40, 150, 50
_COLOURS = ("#1b6ca8", "#b3541e", "#3f7d20", "#7a3e9d")


def growth_plot(title: str, across: str, up: str, series: Mapping[str, Points]) -> str:
    """The drawing of named series of points, all above 0; the same points give the same bytes."""
    points = [point for each in series.values() for point in each]
    low_x, high_x = _decades([x for x, _ in points])
    low_y, high_y = _decades([y for _, y in points])

    def at_x(value: float) -> float:
        part = (math.log10(value) - low_x) / (high_x - low_x)
        return round(_LEFT + part * (_WIDTH - _LEFT - _RIGHT), 1)

    def at_y(value: float) -> float:
        part = (math.log10(value) - low_y) / (high_y - low_y)
        return round(_HEIGHT - _BOTTOM - part * (_HEIGHT - _TOP - _BOTTOM), 1)

    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">{escape(title)}</text>',
        f'<text x="{(_LEFT + right) / 2}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(16 {(_TOP + bottom) / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    for power in range(low_x, high_x + 1):
        x = at_x(10.0**power)
        drawn.append(f'<path d="M{x} {_TOP}V{bottom}" stroke="#ddd"/>{_tick(x, bottom + 16, power, "middle")}')
    for power in range(low_y, high_y + 1):
        y = at_y(10.0**power)
        drawn.append(f'<path d="M{_LEFT} {y}H{right}" stroke="#ddd"/>{_tick(_LEFT - 6, y + 4, power, "end")}')
    for colour, (name, each) in zip(_COLOURS, series.items(), strict=False):
        placed = [(at_x(x), at_y(y)) for x, y in sorted(each)]
        drawn.append(f'<path d="M{" L".join(f"{x} {y}" for x, y in placed)}" fill="none" stroke="{colour}"/>')
        drawn += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in placed]
        drawn.append(f'<text x="{right + 8}" y="{placed[-1][1] + 4}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*drawn, "</svg>\n"])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _tick(x: float, y: float, power: int, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{10.0**power:,g}</text>'
