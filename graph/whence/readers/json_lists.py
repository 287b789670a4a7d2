"""JSON documents that are one long list inside a small frame, written item by item."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any


def write_list(frame: Any, items: Iterable[Any], output: IO[bytes]) -> int:
    """Write the frame with the items in the place of its only empty list; returns how many there were."""
    before, after = _json(frame).split("[]")
    output.write(f"{before}[".encode())
    count = 0
    for count, item in enumerate(items, 1):
        output.write(f"{',' if count > 1 else ''}\n{_json(item)}".encode())
    output.write(f"\n]{after}\n".encode())
    return count


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
