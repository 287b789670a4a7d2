"""People and organizations as an article introduces them: who is named where, in which role and for whom they work."""

from __future__ import annotations

from whence.extract.people.cast import Mention, Scene, employers, scenes

__all__ = ["Mention", "Scene", "employers", "scenes"]
