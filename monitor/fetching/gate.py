"""One request in flight a host, and a gap between two: whoever comes early waits for the host's turn."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from monitor.errors import Transient

_WORTH_TIDYING = 1024
_MOMENT = 0.05  # of a host that is being asked, where no gap is kept


@dataclass(slots=True)
class _Turn:
    """Of one host: whoever waits for it is woken by nobody else's."""

    changed: threading.Condition
    free_at: float = 0.0  # monotonic: when the next request may start
    held_until: float = 0.0
    busy: bool = False
    waiting: int = 0


class HostGate:
    """Hands out turns. A host is `name:port`; hosts never wait for each other."""

    def __init__(self, gap: timedelta) -> None:
        self._gap = gap.total_seconds()
        self._lock = threading.Lock()
        self._turns: dict[str, _Turn] = {}

    @contextmanager
    def turn(self, host: str, patience: float) -> Iterator[None]:
        """Hold the host's turn. Raises Transient (kind "host-busy") when it is not had within `patience` seconds."""
        self._take(host, time.monotonic() + patience)
        try:
            yield
        finally:
            with self._lock:
                turn = self._turns[host]
                turn.busy, turn.free_at = False, max(turn.held_until, time.monotonic() + self._gap)
                turn.changed.notify_all()

    def hold(self, host: str, wanted: timedelta) -> None:
        """Leave the host alone for so long: it said that it has too much to do."""
        with self._lock:
            turn = self._turn_of(host)
            turn.held_until = max(turn.held_until, time.monotonic() + wanted.total_seconds())
            turn.free_at = max(turn.free_at, turn.held_until)

    def left(self, host: str) -> float:
        """Seconds until the host may be asked again; while it is asked, at least the gap that follows."""
        with self._lock:
            turn = self._turns.get(host)
            if turn is None:
                return 0.0
            return max(self._gap or _MOMENT if turn.busy else 0.0, turn.free_at - time.monotonic())

    def _take(self, host: str, latest: float) -> None:
        with self._lock:
            self._tidy()
            turn = self._turn_of(host)
            turn.waiting += 1
            try:
                while turn.busy or time.monotonic() < turn.free_at:
                    now = time.monotonic()
                    if now >= latest or turn.free_at > latest:
                        wait = timedelta(seconds=max(1.0, turn.free_at - now))
                        raise Transient(host, "host-busy", self._why(turn), retry_after=wait, host_wide=True)
                    turn.changed.wait(latest - now if turn.busy else min(turn.free_at, latest) - now)
                turn.busy = True
            finally:
                turn.waiting -= 1

    def _turn_of(self, host: str) -> _Turn:
        if host not in self._turns:
            self._turns[host] = _Turn(threading.Condition(self._lock))
        return self._turns[host]

    @staticmethod
    def _why(turn: _Turn) -> str:
        return "the host asked to be left alone" if turn.held_until > time.monotonic() else "others come first"

    def _tidy(self) -> None:
        if len(self._turns) >= _WORTH_TIDYING:
            now = time.monotonic()
            idle = [
                host for host, turn in self._turns.items() if not (turn.busy or turn.waiting) and turn.free_at < now
            ]
            for host in idle:
                del self._turns[host]
