"""The daemon: one process, APScheduler ticks, a thread pool works, signals end and reload it, systemd is told."""

import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler

from monitor import logs
from monitor.collector import collect_seldom
from monitor.delivering import raise_alarm
from monitor.dispatch import Alarm, Dispatcher
from monitor.errors import Failure, RondaError
from monitor.model import Step, Work
from monitor.pipeline import run
from monitor.tools import Report, Tools

PATIENCE = 40.0
"""Seconds given to what is in flight at the end; the unit's TimeoutStopSec is longer."""

SENDERS = 12
"""So many messages leave at once, beside the workers: a message never waits for pages that are being read."""

SWITCH_S = 0.001
"""So long a thread computes while others wait for the interpreter (five times that is Python's own): a message that comes
back from the network stands in line at every answer, and in a burst all the readers stand there too."""

_M_ARENA_MAX = -8  # malloc.h

SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


class Daemon:
    """Runs until SIGTERM or SIGINT; SIGHUP takes what `reload` returns, or keeps what is in force when that fails."""

    def __init__(
        self,
        tools: Tools,
        workers: int,
        reload: Callable[[], Tools],
        tell: Callable[[str, datetime], None] = lambda _, __: None,
    ) -> None:
        """`tell`: what keeps the daemon from its work, "" when that is over, for those who ask in other processes."""
        self._tools = self._heard(tools)
        self._trouble = logs.Lasting("tick", lambda trouble: tell(trouble, tools.now()))
        self._reload = reload
        self._pools = {
            Step.POLL: ThreadPoolExecutor(workers, thread_name_prefix="ronda-poller"),
            Step.READ: ThreadPoolExecutor(workers, thread_name_prefix="ronda-reader"),
            Step.DELIVER: ThreadPoolExecutor(SENDERS, thread_name_prefix="ronda-sender"),
        }
        self._readers = self._dispatcher(workers, Step.READ, Step.POLL)
        self._senders = self._dispatcher(SENDERS, Step.DELIVER)
        self._again = {each: partial(self._claim_more, each) for each in (self._readers, self._senders)}
        self._alarm = Alarm()
        self._stopping = False

    def _heard(self, tools: Tools) -> Tools:
        """So that pages which a poll has entered are read at once, however long it goes on."""
        return replace(tools, news=lambda: self._claim_more(self._readers, news=True))

    def _dispatcher(self, workers: int, *steps: Step) -> Dispatcher:
        store, now = self._tools.store, self._tools.now
        submit = lambda work: void(self._pools[work.step].submit(self._work, work))  # noqa: E731
        rest = lambda work: self._tools.rest(work)  # noqa: E731, PLW0108  (the tools change on reload)
        at_once = lambda channel: self._tools.at_once(channel)  # noqa: E731, PLW0108
        return Dispatcher(store, submit, workers, now, steps=steps, rest=rest, at_once=at_once)

    def run(self) -> int:
        """Blocks. SIGNALS must be blocked in every thread by now. Returns how many steps were left unfinished."""
        share_memory()
        collect_seldom()
        sys.setswitchinterval(SWITCH_S)
        scheduler = self._schedule()
        self._tools.comeback.begin(self._tools.store.last_heard(), self._tools.now())
        try:
            scheduler.start()
            self._alarm.start()
            self._notify("READY=1", f"STATUS=watching {self._tools.source_count} sources")
            self._wait()
        finally:
            self._notify("STOPPING=1", "STATUS=finishing what is in flight")
            scheduler.shutdown(wait=True)
            self._alarm.stop()
            patience = monotonic() + PATIENCE
            left = sum(each.stop(max(0.0, patience - monotonic())) for each in (self._readers, self._senders))
            for pool in self._pools.values():
                pool.shutdown(wait=not left, cancel_futures=True)
        logs.event("stopped", "WARNING" if left else "INFO", unfinished=left)
        return left

    def _wait(self) -> None:
        while signal.sigwait(SIGNALS) == signal.SIGHUP:
            self._take_new_settings()
        self._stopping = True

    def _schedule(self) -> BackgroundScheduler:
        # The default misfire_grace_time of one second would silently drop a tick that comes late.
        usual = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler = BackgroundScheduler(job_defaults=usual, timezone="UTC")
        scheduler.add_job(self._tick, "interval", seconds=1, next_run_time=datetime.now().astimezone(), id="claim")
        scheduler.add_job(self._summarise, "interval", minutes=1, id="summary")
        scheduler.add_job(self._upkeep, "interval", hours=1, id="upkeep")
        return scheduler

    def _tick(self) -> None:
        try:
            self._senders.tick()
            self._readers.tick()
            self._tools.store.force()
        except RondaError as error:
            self._trouble.meet(str(error))
            if isinstance(error, Failure):
                self._pools[Step.DELIVER].submit(raise_alarm, error, self._tools)
            return
        self._trouble.end()
        self._notify("WATCHDOG=1")  # only a tick that reached the database counts as alive

    def _work(self, work: Work) -> None:
        """One step; and those that its end claimed, one after the other: nobody waits for this thread, since no more
        messages are claimed than there are senders."""
        own = self._senders if work.step is Step.DELIVER else self._readers
        following: Work | None = work
        while following is not None:
            work, report = following, Report("", {})
            try:
                report = run(work, self._tools)
            finally:
                rest = own.done(work, report.next)
            if self._stopping:
                if report.next:
                    self._give_back(report.next, own)
                return
            following = report.next
        if report.tells:
            self._claim_more(self._senders, report.tells)
        self._claim_more(own, news=work.step is Step.READ or report.follows)
        if rest and (report.follows or work.step is not Step.POLL):
            self._alarm.set(rest, self._again[own])

    def _give_back(self, work: Work, dispatcher: Dispatcher) -> None:
        with suppress(RondaError):  # its claim runs out by itself
            self._tools.store.release(work)
        dispatcher.done(work)

    def _claim_more(self, dispatcher: Dispatcher, channels: Set[str] = frozenset(), *, news: bool = False) -> None:
        try:
            dispatcher.more(channels, news=news)
        except RondaError as error:
            self._trouble.meet(str(error))

    def _summarise(self) -> None:
        self._tools.extractor.tidy()
        due = self._tools.store.count_due(self._tools.now())
        waiting = {f"due_{step}": count for step, count in due.items()}
        logs.event(
            "summary",
            **self._tools.tally.take(),
            **waiting,
            in_flight=self._readers.in_flight + self._senders.in_flight,
        )

    def _upkeep(self) -> None:
        self._tools.shelf.expire(self._tools.now())

    def _take_new_settings(self) -> None:
        self._notify("RELOADING=1", f"MONOTONIC_USEC={int(monotonic() * 1e6)}")
        try:
            self._tools = self._heard(self._reload())
            logs.event("reloaded", sources=self._tools.source_count, watches=len(self._tools.watches.rules))
        except RondaError as error:
            for line in str(error).splitlines():
                logs.event("reload-refused", "ERROR", problem=line, kept="the settings before")
        self._notify("READY=1")

    def _notify(self, *states: str) -> None:
        notify_systemd("\n".join(states))


def notify_systemd(state: str) -> None:
    """sd_notify(3): one datagram to $NOTIFY_SOCKET; nothing where there is none."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect("\0" + address[1:] if address.startswith("@") else address)
            sock.sendall(state.encode())
        except OSError as error:
            logs.event("notify-failed", "WARNING", error=error)


def run_once(tools: Tools, workers: int) -> timedelta:
    """Works off everything that is due and all that follows from it. Returns how long it took."""
    started = monotonic()
    share_memory()
    with ThreadPoolExecutor(workers, thread_name_prefix="ronda") as pool:

        def work_off(work: Work) -> None:
            report = Report("", {})
            try:
                report = run(work, tools)
            finally:
                dispatcher.done(work, report.next)
            if report.next:
                submit(report.next)
                return
            with suppress(RondaError):  # a database that refuses for now is asked again by the loop below
                dispatcher.more()

        def submit(work: Work) -> None:
            pool.submit(work_off, work)

        dispatcher = Dispatcher(tools.store, submit, workers, tools.now, rest=tools.rest, at_once=tools.at_once)
        while dispatcher.more() or dispatcher.in_flight or any(tools.store.count_due(tools.now()).values()):
            with dispatcher.idle:
                dispatcher.idle.wait(0.05)
            tools.store.force()
        dispatcher.stop(PATIENCE)  # what a worker has claimed at the last moment is done too
    return timedelta(seconds=monotonic() - started)


def share_memory() -> None:
    """Has the threads of this process share two pools of the C library's memory: glibc would give each a pool of its own,
    and what one thread has freed the others could not use (mallopt(3))."""
    with suppress(AttributeError, OSError):  # not every C library has it
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def void(_: object) -> None:
    """Drops a result nobody needs."""
