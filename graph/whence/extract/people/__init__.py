"""People and organizations as an article introduces them: who is named where, in which role and for whom they work."""

from __future__ import annotations

from whence.extract.people.cast import employers, scenes
from whence.extract.people.scene import Mention, Scene

__all__ = ["Mention", "Scene", "employers", "scenes"]
