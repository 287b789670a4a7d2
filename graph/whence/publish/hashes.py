"""The hash of a graph: the same for the same triples in any order, made without holding or sorting them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256, sha512

_MODULUS = 2**512


def graph_hash(pieces: Iterable[bytes]) -> str:
    """The hash of a graph without blank nodes that comes as pieces of N-Triples, each of whole lines.

    The SHA-512 digests of the lines are added up (AdHash: Bellare and Micciancio, 1997, who show why it is a sum and
    not an exclusive or); the SHA-256 of sum and count is the hash.
    """
    total, count = 0, 0
    for piece in pieces:
        for line in piece.splitlines():
            total += int.from_bytes(sha512(line).digest())
            count += 1
    return sha256(b"%d %d" % (count, total % _MODULUS)).hexdigest()
