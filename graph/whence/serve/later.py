"""A value that takes long to make: made once, by a thread of its own, while pages are already served without it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from whence.errors import WhenceError

Value = TypeVar("Value")


class Later(Generic[Value]):
    """A value that `make` makes when it is first asked for, or when it is told to begin."""

    def __init__(self, make: Callable[[], Value], name: str) -> None:
        """Make nothing yet; `name` is that of the thread."""
        self._make, self._name = make, name
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._value: Value | None = None

    def begin(self) -> threading.Thread:
        """Begin to make it, unless somebody did."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name=self._name)
                self._thread.start()
            return self._thread

    def value(self, patience: float) -> Value | None:
        """The value; None where it can't be made, or takes more than so many seconds from now."""
        self.begin().join(patience)
        return self._value

    def _run(self) -> None:
        try:
            self._value = self._make()
        except WhenceError:  # a page without it is still a page
            self._value = None
