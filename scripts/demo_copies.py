"""The demo's graph, over and over under other IRIs: a graph of any size that is as real as a small one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO

from whence import resources
from whence.export import Format, export
from whence.export.namespaces import KINDS
from whence.store import Store

_NODE = re.compile(
    rb"/id/(%s)/([0-9a-f]{4})(?=[0-9a-f])" % "|".join(sorted(set(KINDS) - {"extraction", "software"})).encode()
)


def demo() -> bytes:
    """The demo's graph as N-Quads."""
    from whence.building import build  # not in who only exports: an export doesn't load what extracts

    with Store() as store:
        build([str(resources.data("demo"))], store)
        written = BytesIO()
        export(store, written, Format.NQUADS)
    return written.getvalue()


def copies(graph: bytes, number: int) -> Iterator[bytes]:
    """So many copies of a graph, the IRIs of each told apart by its number and spread over all."""
    for copy in range(number):

        def renamed(node: re.Match[bytes], copy: int = copy) -> bytes:
            spread = hashlib.sha256(b"%s %d" % (node[2], copy)).hexdigest()[:4].encode()
            return b"/id/%s/%s%x" % (node[1], spread, copy)

        yield _NODE.sub(renamed, graph)
