"""An SMTP connection kept open for the next message: in a burst, greeting and handshake cost more than the mails."""

import contextlib
import smtplib
import threading
from time import monotonic

IDLE = 5.0
"""Seconds after which a connection that nobody needed again is ended; servers close theirs after minutes."""
FRESH = 1.0
"""Seconds within which the server need not be asked whether it is still there."""
MOST = 50
"""Messages of one connection: servers end it after a hundred or so, and not always with a word."""


class Kept:
    """Room for one idle connection. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._server: smtplib.SMTP | None = None
        self._since = 0.0
        self._uses = 0
        self._watched = False

    def take(self) -> smtplib.SMTP | None:
        """The connection, where one is kept and its server still answers."""
        with self._lock:
            server, self._server = self._server, None
            fresh = monotonic() - self._since < FRESH
        if server is None:
            return None
        try:
            if fresh or server.noop()[0] == 250:
                return server
        except OSError:  # smtplib's own exceptions are OSErrors too
            pass
        server.close()
        return None

    def give(self, server: smtplib.SMTP) -> None:
        """Keeps a connection that has just sent a message, or ends it where there is no room or it has served enough."""
        with self._lock:
            self._uses += 1
            full = self._server is not None or self._uses >= MOST
            if full:
                self._uses = 0
            else:
                self._server, self._since = server, monotonic()
                watch, self._watched = not self._watched, True
        if full:
            end(server)
        elif watch:
            self._watch(IDLE)

    def close(self) -> None:
        """Drops what is kept, without a word to the server."""
        with self._lock:
            server, self._server = self._server, None
        if server is not None:
            server.close()

    def _watch(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self._end_idle)
        timer.daemon = True
        timer.start()

    def _end_idle(self) -> None:
        with self._lock:
            left = self._since + IDLE - monotonic()
            server = None
            if left <= 0 or self._server is None:
                server, self._server, self._watched, self._uses = self._server, None, False, 0
        if server is not None:
            end(server)
        elif left > 0 and self._watched:
            self._watch(left)


def end(server: smtplib.SMTP) -> None:
    """Says goodbye; a server that hangs up without a word is no matter."""
    with contextlib.suppress(OSError):
        server.quit()
    server.close()
