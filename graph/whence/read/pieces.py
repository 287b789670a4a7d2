"""A piece of an input: what one reader reads by itself, in whichever process, without the files it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of an article (of some, where only its reader can part them), their format, and how they are named.

    `form` is the key of a format in `whence.read.formats`, `source` and `file_name` are as those of a Document, and
    `about` is what the format has to know besides; JSON can tell it.
    """

    form: str
    source: str
    file_name: str
    content: bytes
    about: Mapping[str, object] = field(default_factory=dict)
