"""A chain as a picture: an SVG of boxes from left to right, from the study to the last telling.

The drawing is layered: the column of a telling is its distance from its first, so that every arrow points right.
It holds no script and no outside reference, and brings its own light ground, so that it reads on a dark page, too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from whence.explain.chains import Chain, Explanation, Hop
from whence.explain.words import outlet

_WIDTH, _LINE, _PAD, _GAP_X, _GAP_Y, _MARGIN = 236, 17, 12, 150, 26, 16
_COLUMNS = 30
"""Characters that fit into a box's line at 13 pixels."""

_GROUND = '<rect width="100%" height="100%" fill="#fbfbfa" rx="8"/>'
_STYLE = """
text{font:13px system-ui,sans-serif;fill:#1b1f24}.h{font-weight:600}.m{fill:#57606a;font-size:12px}
.box{fill:#fff;stroke:#57606a}.study{fill:#e8f1fb;stroke:#0a58a8}.open{stroke-dasharray:5 4}
.tip{fill:#57606a}.arrow{fill:none;stroke:#57606a;stroke-width:1.4}.note{font-size:11.5px;fill:#7a3b00;text-anchor:middle;paint-order:stroke;stroke:#fbfbfa;stroke-width:4px}
"""


@dataclass(frozen=True, slots=True)
class _Box:
    key: str
    kind: str
    lines: tuple[tuple[str, str], ...]

    @property
    def height(self) -> int:
        return 2 * _PAD + _LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class _Arrow:
    source: str
    target: str
    notes: tuple[str, ...]


def picture(explanation: Explanation) -> str:
    """The explanation as a standalone SVG document."""
    return _svg(*_layered(explanation), f"<style>{_STYLE}</style>", _GROUND)


def figure(explanation: Explanation, link: Callable[[str], str | None]) -> str:
    """The explanation as an SVG element of a page, whose style sheet says how its classes look.

    `link` gives the address that a claim's or a study's box leads to.
    """
    return _svg(*_layered(explanation), link=link)


def _layered(explanation: Explanation) -> tuple[dict[str, _Box], dict[str, int], list[_Arrow]]:
    """The boxes by key, the column of each, and the arrows between them."""
    boxes: dict[str, _Box] = {}
    column: dict[str, int] = {}
    arrows: dict[tuple[str, str], _Arrow] = {}
    for chain in explanation.chains:
        for depth, box in enumerate(_boxes(chain)):
            boxes.setdefault(box.key, box)
            column[box.key] = max(column.get(box.key, 0), depth)
        for arrow in _arrows(chain):
            arrows[arrow.source, arrow.target] = arrow
    return boxes, column, list(arrows.values())


def _boxes(chain: Chain) -> Iterator[_Box]:
    """The boxes of a chain from its beginning to its end."""
    if chain.study:
        facts = (", ".join(chain.study.conductors), chain.study.year or "", *chain.study.samples[:3])
        lines = [("h", line) for line in _wrap(chain.study.label)] + [("m", f) for f in facts if f for f in _wrap(f)]
        yield _Box(chain.study.iri, "study", tuple(lines))
    else:
        speaker = chain.tellings[-1].speaker
        end = "said it" if speaker else "the trail ends here"
        yield _Box(_open_end(chain), "open", (("h", speaker or "no study named"), ("m", end)))
    for telling in reversed(chain.tellings):
        lines = [("h", line) for line in _wrap(outlet(telling), 1)]
        lines += [("m", line) for line in _wrap(", ".join(telling.authors) or "no author", 1)]
        lines.append(("m", telling.date or "no date"))
        lines += [("q", line) for line in _wrap(f"“{telling.quote}”", 5)]
        yield _Box(telling.claim, "box", tuple(lines))


def _open_end(chain: Chain) -> str:
    return f"end of {chain.tellings[-1].speaker or chain.tellings[-1].claim}"


def _arrows(chain: Chain) -> Iterator[_Arrow]:
    start = chain.study.iri if chain.study else _open_end(chain)
    yield _Arrow(start, chain.tellings[chain.named_at].claim, ("reports",) if chain.study else ())
    for later, earlier, hop in zip(chain.tellings, chain.tellings[1:], chain.hops, strict=False):
        yield _Arrow(earlier.claim, later.claim, _notes(hop))


def _notes(hop: Hop) -> tuple[str, ...]:
    return hop.alterations or ("unchanged",)


def _wrap(text: str, most: int = 3) -> list[str]:
    lines = textwrap.wrap(text, _COLUMNS) or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: _COLUMNS - 1] + "…"]


def _svg(
    boxes: dict[str, _Box],
    column: dict[str, int],
    arrows: list[_Arrow],
    style: str = "",
    ground: str = "",
    link: Callable[[str], str | None] | None = None,
) -> str:
    place, width, height = _places(boxes, column)
    body = "".join(_draw_arrow(arrow, boxes, place) for arrow in arrows)
    body += "".join(_linked(_draw_box(box, *place[key]), link(key) if link else None) for key, box in boxes.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="{"group" if link else "img"}" '
        'aria-label="How a number travelled from its study to the articles that tell it">'
        f"{style}{ground}"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>{body}</svg>\n'
    )


def _linked(shape: str, address: str | None) -> str:
    return f'<a href="{escape(address)}">{shape}</a>' if address else shape


def _places(boxes: dict[str, _Box], column: dict[str, int]) -> tuple[dict[str, tuple[int, int]], int, int]:
    """The upper left corner of each box, and the size of the whole; the boxes of a column stand centred."""
    columns: dict[int, list[str]] = {}
    for key in boxes:
        columns.setdefault(column[key], []).append(key)
    tall = {c: sum(boxes[key].height for key in keys) + _GAP_Y * (len(keys) - 1) for c, keys in columns.items()}
    height = max(tall.values()) + 2 * _MARGIN
    place: dict[str, tuple[int, int]] = {}
    for c, keys in columns.items():
        y = (height - tall[c]) // 2
        for key in keys:
            place[key] = (_MARGIN + c * (_WIDTH + _GAP_X), y)
            y += boxes[key].height + _GAP_Y
    return place, 2 * _MARGIN + max(columns) * (_WIDTH + _GAP_X) + _WIDTH, height


def _draw_box(box: _Box, x: int, y: int) -> str:
    kind = "box open" if box.kind == "open" else box.kind
    shape = f'<rect class="{kind}" x="{x}" y="{y}" width="{_WIDTH}" height="{box.height}" rx="6"/>'
    texts = (
        f'<text class="{style}" x="{x + _PAD}" y="{y + _PAD + _LINE * index + 13}">{escape(line)}</text>'
        for index, (style, line) in enumerate(box.lines)
    )
    return shape + "".join(texts)


def _draw_arrow(arrow: _Arrow, boxes: dict[str, _Box], place: dict[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = place[arrow.source], place[arrow.target]
    start, end = (x1 + _WIDTH, y1 + boxes[arrow.source].height // 2), (x2 - 2, y2 + boxes[arrow.target].height // 2)
    bend = (end[0] - start[0]) // 2
    path = f"M{start[0]} {start[1]}C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}"
    x, y = start[0] + _GAP_X // 2, (start[1] + end[1]) // 2
    lines = [line for note in arrow.notes for line in textwrap.wrap(note, 22)]
    texts = (
        f'<text class="note" x="{x}" y="{y - 8 - 14 * (len(lines) - 1 - index)}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
    return f'<path class="arrow" d="{path}" marker-end="url(#tip)"/>' + "".join(texts)
