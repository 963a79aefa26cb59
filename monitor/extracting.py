"""Pages to articles: in this process where they come one by one, in helpers beside it once many have come at once.

Python computes on one core at a time, and reading pages is most of what a burst costs. A helper gets bytes and gives
values; it has no database, no network and no settings, and is as good as never there: what it held is read again.
"""

import contextlib
import fcntl
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, BinaryIO, NamedTuple

from monitor.articles import PublisherNames, extract, further_pages
from monitor.collector import collect_seldom
from monitor.errors import Transient
from monitor.model import Announced, Article, Publisher
from monitor.watches.indexing import words_of

FEW = 3
"""So many pages at once need no helper."""
PATIENCE_S = 60.0
"""A helper that has had a page for so long is ended: no page takes a second."""
_PIPE = 1 << 20
"""Bytes that the system keeps between two processes: a usual page is handed over at once, in one piece."""
IDLE_S = 30.0
"""A helper without work ends after this, when `tidy` is called."""


@dataclass(frozen=True, slots=True)
class Page:
    body: bytes
    url: str
    content_type: str
    publisher: Publisher
    announced: Announced
    first: bool = True  # of its article


class Read(NamedTuple):
    """The article, the addresses still to fetch for the whole of it, and the words under which it is found."""

    article: Article
    further: tuple[str, ...]
    words: list[str]


def read_page(page: Page, publishers: PublisherNames) -> Read:
    article = extract(
        page.body,
        page.url,
        content_type=page.content_type,
        publisher=page.publisher,
        publishers=publishers,
        announced=page.announced,
        further=not page.first,
    )
    return Read(article, further_pages(page.body, article, page.publisher), words_of(article) if page.first else [])


class Extractor:
    """Thread-safe. `most`: helpers at a time; None: one for each core beside this process's own. `few`: as FEW."""

    def __init__(self, publishers: PublisherNames, most: int | None = None, few: int = FEW) -> None:
        self._publishers = publishers
        self._few = few
        self._most = len(os.sched_getaffinity(0)) - 1 if most is None else most
        self._changed = threading.Condition()
        self._reading = 0
        self._helpers = 0  # started, or being started
        self._starting = 0
        self._free: list[_Helper] = []
        self._closed = False

    def read(self, page: Page) -> Read:
        """Raises Transient "helper-ended" where a helper ended at this page: that costs the page a try, and nobody else."""
        with self._changed:
            self._reading += 1
        try:
            helper = self._helper()
            return read_page(page, self._publishers) if helper is None else self._ask(helper, page)
        finally:
            with self._changed:
                self._reading -= 1

    def pids(self) -> list[int]:
        """Of the helpers that have nothing to do, when those that are being started are there."""
        with self._changed:
            self._changed.wait_for(lambda: not self._starting)
            return [helper.pid for helper in self._free]

    def tidy(self, idle_s: float = IDLE_S) -> None:
        """Ends the helpers that have had nothing to do for a while."""
        with self._changed:
            idle = [helper for helper in self._free if monotonic() - helper.used >= idle_s]
            self._free = [helper for helper in self._free if helper not in idle]
            self._helpers -= len(idle)
        for helper in idle:
            helper.end()

    def close(self) -> None:
        """Ends the helpers: those at work when they have done it."""
        with self._changed:
            self._closed = True
            free, self._free = self._free, []
            self._helpers -= len(free)
            self._changed.notify_all()
        for helper in free:
            helper.end()

    def _helper(self) -> "_Helper | None":
        """One that is free, waited for where all are at work; None: the page is to be read here. Few pages at once start no
        helper, but go to one that is there: this process has enough to do beside it."""
        with self._changed:
            while not self._free:
                many = self._reading > self._few
                if self._closed or not (many or self._helpers):
                    return None
                if many and self._helpers < self._most:
                    self._helpers += 1
                    self._starting += 1
                    threading.Thread(target=self._start, name="ronda-helper", daemon=True).start()
                if self._starting or not self._helpers:
                    return None
                self._changed.wait()
            return self._free.pop()

    def _start(self) -> None:
        helper = None
        try:
            helper = _Helper(self._publishers)
        except (OSError, EOFError, pickle.PickleError):
            self._most = 0  # there is no room for it: all is read here
        finally:
            self._give_back(helper, started=True)

    def _ask(self, helper: "_Helper", page: Page) -> Read:
        try:
            answer = helper.ask(page)
        except (OSError, EOFError, pickle.PickleError) as error:
            helper.end(kill=True)
            self._give_back(None)
            raise Transient(page.url, "helper-ended", f"the process that read the page: {error}") from error
        except BaseException:
            helper.end(kill=True)
            self._give_back(None)
            raise
        self._give_back(helper)
        if isinstance(answer, _Raised):
            raise RuntimeError(answer.error)  # noqa: TRY004  (no type is wrong)
        read: Read = answer
        return read

    def _give_back(self, helper: "_Helper | None", *, started: bool = False) -> None:
        with self._changed:
            self._starting -= started
            keep = helper is not None and not self._closed
            if helper is not None and keep:
                self._free.append(helper)
            else:
                self._helpers -= 1
            self._changed.notify_all() if started or not keep else self._changed.notify()
        if helper is not None and not keep:
            helper.end()


@dataclass(frozen=True, slots=True)
class _Raised:
    """Nobody foresaw that reading raises; the step records it as it does any crash."""

    error: str


class _Helper:
    """A process that reads one page at a time."""

    def __init__(self, publishers: PublisherNames) -> None:
        command = [sys.executable, "-P", "-m", "monitor.extracting"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  (ours)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        for end in (self._in, self._out):
            with contextlib.suppress(OSError):  # the system keeps less for us: pages are handed over in pieces
                fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _PIPE)
        self.pid = self._process.pid
        self.used = monotonic()
        self.ask(publishers)

    def ask(self, what: object) -> Any:
        """Raises OSError, EOFError or pickle's errors where the process ended, or is stuck."""
        pickle.dump(what, self._in, protocol=5)
        self._in.flush()
        waiting = select.poll()
        waiting.register(self._out, select.POLLIN)
        if not waiting.poll(PATIENCE_S * 1000):
            raise TimeoutError(f"no answer in {PATIENCE_S:.0f} seconds")
        answer = pickle.load(self._out)  # noqa: S301  (our own process on the other side)
        self.used = monotonic()
        return answer

    def end(self, *, kill: bool = False) -> None:
        if kill:
            self._process.kill()
        for end in (self._in, self._out):
            with contextlib.suppress(OSError):  # what was not yet written has no reader
                end.close()
        self._process.wait()


def serve(asked: BinaryIO, answers: BinaryIO, read: Callable[[Page, PublisherNames], Read] = read_page) -> None:
    """The helper's side: publishers first, then pages, until the other side closes."""
    collect_seldom()
    publishers: PublisherNames = pickle.load(asked)  # noqa: S301  (the process that started this one)
    answer: object = True
    while True:
        pickle.dump(answer, answers, protocol=5)
        answers.flush()
        try:
            page: Page = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        try:
            answer = read(page, publishers)
        except Exception as error:  # noqa: BLE001  (is raised again on the other side, where such things are recorded)
            answer = _Raised(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # a terminal sends it to all; the end of the pipe is what ends a helper
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes where errors go
    from monitor.extracting import serve as named  # values of `__main__` would mean nothing on the other side

    named(sys.stdin.buffer, pipe)
