"""Claims what is due and hands it to `submit`. The database remembers what waits; nothing is queued here."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from monitor.model import Step, Work
from monitor.store import Store

LEASE = timedelta(minutes=5)
"""How long a claim holds. It outlasts the longest step: a fetch of several pages at the usual time limit each."""

STEP = timedelta(seconds=10)
"""A clock that goes back further than this at once was set; less is drift that is being corrected."""

_ORDER = (Step.DELIVER, Step.READ, Step.POLL)  # what is nearest to the reader first


class Dispatcher:
    """Keeps `workers` steps in flight, one for a host, and polls that wait for a worker ahead of time: claiming them one by
    one would cost more than polling them."""

    def __init__(self, store: Store, submit: Callable[[Work], None], workers: int, now: Callable[[], datetime]) -> None:
        self._store = store
        self._submit = submit
        self._workers = workers
        self._ahead = workers
        self._now = now
        self._lock = threading.Lock()
        self._in_flight: dict[tuple[Step, int], str] = {}
        self._stopped = False
        self._clock = now(), monotonic()
        self.idle = threading.Condition(self._lock)

    def tick(self) -> int:
        """Claims and submits what is due and has room. Returns how much."""
        with self._lock:
            self._watch_clock()
            claimed = [] if self._stopped else self._claim()
            for work in claimed:
                self._in_flight[work.step, work.id] = work.host
        for work in claimed:
            self._submit(work)
        return len(claimed)

    def more(self) -> int:
        """As `tick`, when a step has ended: does nothing while enough polls wait for a worker."""
        with self._lock:
            enough = len(self._in_flight) > self._workers
        return 0 if enough else self.tick()

    def done(self, work: Work) -> None:
        """Says that a step has ended, well or badly."""
        with self._lock:
            self._in_flight.pop((work.step, work.id), None)
            if not self._in_flight:
                self.idle.notify_all()

    @property
    def in_flight(self) -> int:
        with self._lock:
            return len(self._in_flight)

    def stop(self, patience: float) -> int:
        """Claims no more and waits up to `patience` seconds for what is in flight. Returns how much is left."""
        with self.idle:
            self._stopped = True
            self.idle.wait_for(lambda: not self._in_flight, timeout=patience)
            return len(self._in_flight)

    def _watch_clock(self) -> None:
        """What waits for a moment that a clock set back has moved away does not wait for it. A clock set forward needs
        nothing: what becomes due by it at once is claimed in turn, a host and a channel at a time."""
        (then, mark), self._clock = self._clock, (self._now(), monotonic())
        back = timedelta(seconds=self._clock[1] - mark) - (self._clock[0] - then)
        if back > STEP:
            self._store.set_clock_back(back, self._clock[0])

    def _room(self, step: Step, claimed: Sequence[Work]) -> int:
        """For how many more there is room: reads and deliveries are not kept out by polls that wait for a worker."""
        taken = [taken for taken, _ in self._in_flight] + [work.step for work in claimed]
        if step is Step.POLL:
            return self._workers + self._ahead - len(taken)
        return self._workers - sum(other is not Step.POLL for other in taken)

    def _claim(self) -> list[Work]:
        claimed: list[Work] = []
        busy = {step: set[str]() for step in Step}
        for (step, _), host in self._in_flight.items():
            busy[step].add(host)
        # A poll and a read of one host are one request at a time; a channel's name is no host.
        busy[Step.POLL] = busy[Step.READ] = busy[Step.POLL] | busy[Step.READ]
        due = self._store.due_steps(self._now())
        for step in _ORDER:
            if step not in due:
                continue
            room = self._room(step, claimed)
            if room > 0:
                works = self._store.claim(step, self._now(), room, LEASE, busy[step])
                busy[step] |= {work.host for work in works}
                claimed += works
        return claimed
