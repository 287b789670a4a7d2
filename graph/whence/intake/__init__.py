"""From pieces of inputs to articles ready for the store: the work that is done in many processes at once."""

from whence.intake.reading import TASK, Arrival, Taken, digest, taken

__all__ = ["TASK", "Arrival", "Taken", "digest", "taken"]
