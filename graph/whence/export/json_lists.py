"""JSON documents that are one long list inside a small frame, written item by item."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any


def write_list(frame: Any, items: Iterable[Any], output: IO[bytes]) -> int:
    """Write the frame with the items in the place of its only empty list, one a line; returns how many there were."""
    before, after = json.dumps(frame, ensure_ascii=False, indent=1).split("[]")
    output.write(f"{before}[".encode())
    count = 0
    for count, item in enumerate(items, 1):
        line = json.dumps(item, ensure_ascii=False, allow_nan=False)
        output.write(f"{',' if count > 1 else ''}\n{line}".encode())
    output.write(f"\n]{after}\n".encode())
    return count
