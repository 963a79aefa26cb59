"""SMTP connections kept open for the next messages: in a burst, greeting and handshake cost more than the mails."""

import contextlib
import smtplib
import threading
from collections.abc import Callable
from math import inf
from time import monotonic
from weakref import WeakKeyDictionary

IDLE = 5.0
"""Seconds after which a connection that nobody needed again is ended; servers close theirs after minutes."""
FRESH = 1.0
"""Seconds within which the server need not be asked whether it is still there."""
MOST = 50
"""Messages of one connection: servers end it after a hundred or so, and not always with a word."""
AT_ONCE = 3
"""Connections at a time: no server known to us takes fewer from one sender, and Microsoft 365 takes no more."""
CAUTION = 600.0
"""Seconds for which one at a time must do after something failed while several were at work."""


class Kept:
    """The connections to one server: those at work, and those kept for what comes next. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._idle: list[tuple[smtplib.SMTP, float]] = []  # since when; the last used last
        self._uses: WeakKeyDictionary[smtplib.SMTP, int] = WeakKeyDictionary()
        self._at_work = 0
        self._watched = False
        self._careful_until = inf

    @property
    def at_once(self) -> int:
        """How many messages may leave at a time: several where the server has taken the last one, unless it lately failed
        those that came together."""
        with self._lock:
            return 1 if self._clock() < self._careful_until else AT_ONCE

    def take(self) -> smtplib.SMTP | None:
        """A connection that is kept and whose server still answers; None: one is to be made. `give` or `drop` follows."""
        with self._lock:
            self._at_work += 1
            server, since = self._idle.pop() if self._idle else (None, 0.0)
        if server is None:
            return None
        try:
            if self._clock() - since < FRESH or server.noop()[0] == 250:
                return server
        except OSError:  # smtplib's own exceptions are OSErrors too
            pass
        server.close()
        return None

    def give(self, server: smtplib.SMTP) -> None:
        """Keeps a connection that has just sent a message, or ends it where it has served enough."""
        with self._lock:
            self._at_work -= 1
            if self._careful_until == inf:
                self._careful_until = 0.0
            self._uses[server] = self._uses.get(server, 0) + 1
            full = self._uses[server] >= MOST
            if not full:
                self._idle.append((server, self._clock()))
            watch, self._watched = not (self._watched or full), self._watched or not full
        if full:
            end(server)
        elif watch:
            self._watch(IDLE)

    def drop(self, server: smtplib.SMTP | None, *, again: bool = False) -> bool:
        """Closes a connection that failed, or was never had; `again`: in a way that may pass. Whether others are at work."""
        with self._lock:
            self._at_work -= 1
            crowded = self._at_work > 0
            if again:
                self._careful_until = self._clock() + CAUTION if crowded else inf
        if server is not None:
            server.close()
        return crowded

    def close(self) -> None:
        """Drops what is kept, without a word to the server."""
        with self._lock:
            idle, self._idle = self._idle, []
        for server, _ in idle:
            server.close()

    def _watch(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self._end_idle)
        timer.daemon = True
        timer.start()

    def _end_idle(self) -> None:
        with self._lock:
            latest = self._clock() - IDLE
            over = [server for server, since in self._idle if since <= latest]
            self._idle = [(server, since) for server, since in self._idle if since > latest]
            left = min((since for _, since in self._idle), default=latest) - latest
            self._watched = bool(self._idle)
        for server in over:
            end(server)
        if left > 0:
            self._watch(left)


def end(server: smtplib.SMTP) -> None:
    """Says goodbye; a server that hangs up without a word is no matter."""
    with contextlib.suppress(OSError):
        server.quit()
    server.close()
