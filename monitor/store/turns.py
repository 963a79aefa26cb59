"""Whose turn it is to write to SQLite, which has one writer."""

import contextlib
import threading
from collections import deque
from collections.abc import Iterator

from monitor.errors import Transient

_PATIENCE_S = 60.0


class Turns:
    """One at a time; those who wait to go ahead first, then the others, each in their order.

    SQLite lets anybody in who asks at the right moment, so that a message would wait for a whole burst of articles.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy = False
        self._waiting: tuple[deque[threading.Event], deque[threading.Event]] = deque(), deque()

    @contextlib.contextmanager
    def take(self, where: str, *, ahead: bool = False) -> Iterator[None]:
        """Raises Transient "store-busy" where the turn does not come."""
        called = None
        with self._lock:
            if self._busy:
                called = threading.Event()
                self._waiting[not ahead].append(called)
            self._busy = True
        if called is not None and not called.wait(_PATIENCE_S):
            self._give_up(called, where)
        try:
            yield
        finally:
            self._pass_on()

    @property
    def waiting(self) -> int:
        with self._lock:
            return sum(map(len, self._waiting))

    def _give_up(self, called: threading.Event, where: str) -> None:
        with self._lock:
            line = next((line for line in self._waiting if called in line), None)
            if line is None:  # called at the last moment
                return
            line.remove(called)
        raise Transient(where, "store-busy", "others write")

    def _pass_on(self) -> None:
        with self._lock:
            line = next(filter(None, self._waiting), None)
            self._busy = line is not None
            if line:
                line.popleft().set()
