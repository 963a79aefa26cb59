"""Claims what is due and hands it to `submit`. The database remembers what waits; nothing is queued here."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence, Set
from datetime import datetime, timedelta
from heapq import heappop, heappush
from time import monotonic

from monitor.model import Step, Work
from monitor.store import Store
from monitor.tools import LEASE

AHEAD = 0.25
"""What is claimed ahead is worked off in about so many seconds, at the speed of the moment: one claim for many polls."""

MOST_AHEAD = 8
"""So many a worker are claimed ahead at most: should every host fall silent at once, the claims hold until their turn."""

STEP = timedelta(seconds=10)
"""A clock that goes back further than this at once was set; less is drift that is being corrected."""

NEAREST_FIRST = (Step.DELIVER, Step.READ, Step.POLL)
"""What is nearest to the reader comes first."""


class Dispatcher:
    """Keeps `workers` of these `steps` in flight, one for a host, and polls and reads that wait for a worker ahead of time:
    claiming them one by one would cost more than polling them. `rest` says for how many seconds a host is left alone
    after a step: what waits for it is claimed when that is over, so that no worker stands waiting for a host's turn.
    `at_once` says how many messages a channel takes side by side: each tick adds one, while more waits than leaves."""

    def __init__(
        self,
        store: Store,
        submit: Callable[[Work], None],
        workers: int,
        now: Callable[[], datetime],
        *,
        steps: Sequence[Step] = NEAREST_FIRST,
        rest: Callable[[Work], float] = lambda _: 0.0,
        at_once: Callable[[str], int] = lambda _: 1,
        mark: Callable[[], float] = monotonic,
    ) -> None:
        self._store = store
        self._submit = submit
        self._workers = workers
        self._ended = 0  # steps, since `_since`
        self._mark = mark
        self._since = mark()
        self._now = now
        self._steps = steps
        self._rest = rest
        self._at_once = at_once
        self._resting: dict[tuple[bool, str], float] = {}  # hosts, and channels, until when (monotonic)
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

    def more(self, channels: Set[str] = frozenset(), *, news: bool = False) -> int:
        """As `tick`, when a step has ended: does nothing while enough waits for a worker (where it is about `news`: enough
        that is no poll), nor for the sake of `channels` that are all at work or left alone: more is claimed for them when
        they are free again."""
        with self._lock:
            waits = sum(not news or step is not Step.POLL for step, _ in self._in_flight)
            enough = waits > self._workers or (bool(channels) and channels <= self._busy()[True])
        return 0 if enough else self.tick()

    def done(self, work: Work, following: Work | None = None) -> float:
        """Says that a step has ended, well or badly, and that another, which it claimed, takes its place. Returns for how
        long its host is left alone."""
        rest = self._rest(work)
        with self._lock:
            self._in_flight.pop((work.step, work.id), None)
            if following is not None:
                self._in_flight[following.step, following.id] = following.host
            self._ended += 1
            if rest > 0:
                self._resting[work.step is Step.DELIVER, work.host] = monotonic() + rest
            if not self._in_flight:
                self.idle.notify_all()
        return rest

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
        nothing: what becomes due by it at once is claimed in turn, a host and a channel at a time. Of several dispatchers
        the one that polls sees to it."""
        if Step.POLL not in self._steps:
            return
        (then, mark), self._clock = self._clock, (self._now(), monotonic())
        back = timedelta(seconds=self._clock[1] - mark) - (self._clock[0] - then)
        if back > STEP:
            self._store.set_clock_back(back, self._clock[0])

    def _ahead(self) -> int:
        """How many may wait for a worker: more, the faster steps have ended since the last claim."""
        since, self._since = self._since, self._mark()
        speed = self._ended / max(self._since - since, 0.001)
        self._ended = 0
        return max(self._workers, min(round(speed * AHEAD), self._workers * MOST_AHEAD))

    def _room(self, step: Step, claimed: Sequence[Work], ahead: int) -> int:
        """For how many more there is room: reads and deliveries are not kept out by polls that wait for a worker."""
        taken = [taken for taken, _ in self._in_flight] + [work.step for work in claimed]
        before = [other for other in taken if step is Step.POLL or other is not Step.POLL]
        return self._workers + (0 if step is Step.DELIVER else ahead) - len(before)

    def _claim(self) -> list[Work]:
        claimed: list[Work] = []
        busy, ahead = self._busy(self._at_once), self._ahead()
        due = self._store.due_steps(self._now()) if len(self._steps) > 1 else self._steps
        for step in self._steps:
            if step not in due:
                continue
            room = self._room(step, claimed, ahead)
            if room > 0:
                alone = busy[step is Step.DELIVER]
                works = self._store.claim(step, self._now(), room, LEASE, alone)
                alone |= {work.host for work in works}
                claimed += works
        return claimed

    def _busy(self, at_once: Callable[[str], int] = lambda _: 1) -> dict[bool, set[str]]:
        """Hosts that are asked, or left alone, at this moment; and (True) channels: a channel's name is no host."""
        mark = monotonic()
        sending = Counter(host for (step, _), host in self._in_flight.items() if step is Step.DELIVER)
        self._resting = {place: until for place, until in self._resting.items() if until > mark}
        busy: dict[bool, set[str]] = {False: set(), True: set()}
        for delivers, host in self._resting:
            busy[delivers].add(host)
        busy[True] |= {channel for channel, messages in sending.items() if messages >= at_once(channel)}
        busy[False] |= {host for (step, _), host in self._in_flight.items() if step is not Step.DELIVER}
        return busy


class Alarm:
    """Calls what is to be called after so many seconds, in a thread of its own. Calls of one thing that are due within a
    moment of each other are one."""

    MOMENT = 0.02

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._calls: list[tuple[float, int, Callable[[], None]]] = []
        self._set = 0
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="ronda-alarm", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def set(self, seconds: float, call: Callable[[], None]) -> None:
        with self._changed:
            self._set += 1
            heappush(self._calls, (monotonic() + seconds, self._set, call))
            if self._calls[0][1] == self._set:
                self._changed.notify()

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while due := self._next():
            for call in due:
                call()

    def _next(self) -> list[Callable[[], None]]:
        """What is to be called now, waited for; [] at the end."""
        with self._changed:
            while not self._stopped and not (self._calls and self._calls[0][0] <= monotonic()):
                self._changed.wait(self._calls[0][0] - monotonic() if self._calls else None)
            due: dict[Callable[[], None], None] = {}
            while not self._stopped and self._calls and self._calls[0][0] <= monotonic() + self.MOMENT:
                due[heappop(self._calls)[2]] = None
            return list(due)
