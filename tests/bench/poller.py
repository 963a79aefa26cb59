"""A Ronda that only polls, in a process of its own: told by lines on standard input, it answers with figures."""

import json
import resource
import sys
import threading
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.app import open_tools
from monitor.collector import collect_seldom
from monitor.config import load_settings
from monitor.daemon import share_memory
from monitor.dispatch import Dispatcher
from monitor.model import Step, Work
from monitor.pipeline import run
from monitor.store import Store
from monitor.tools import Tools

CONFIG = """
data_dir = "data"
[polling]
interval = "{interval}"
min_interval = "{interval}"
max_interval = "{interval}"
host_gap = "0s"
[network]
allow_addresses = ["127.0.0.0/8"]
timeout = "{timeout}"
"""


class PollsOnly:
    """The store, but for entries that would be read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def due_steps(self, now: datetime) -> frozenset[Step]:
        return self._store.due_steps(now) - {Step.READ}

    def claim(self, step: Step, now: datetime, limit: int, lease: timedelta, busy: Collection[str] = ()) -> list[Work]:
        return self._store.claim(step, now, limit, lease, busy)


def configure(folder: Path, urls: list[str], interval: str, timeout: str) -> Path:
    path = folder / "ronda.toml"
    sources = "".join(f'[[source]]\nurl = "{url}"\n' for url in urls)
    path.write_text(CONFIG.format(interval=interval, timeout=timeout) + sources)
    return path


def work_off(tools: Tools, seconds: float, workers: int = 16) -> int:
    """As the daemon does: claims every second and whenever a step is done. Ends when nothing is due, or after `seconds`."""
    polls, lock = 0, threading.Lock()
    with ThreadPoolExecutor(workers) as pool:

        def one(work: Work) -> None:
            nonlocal polls
            try:
                run(work, tools)
            finally:
                dispatcher.done(work)
            with lock:
                polls += 1
            if time.monotonic() < end:
                dispatcher.more()

        store: Any = PollsOnly(tools.store)
        dispatcher = Dispatcher(store, lambda work: _drop(pool.submit(one, work)), workers, tools.now)
        end = time.monotonic() + abs(seconds)
        while time.monotonic() < end:
            dispatcher.tick()
            if seconds > 0 and not dispatcher.in_flight and not tools.store.count_due(tools.now())[Step.POLL]:
                break
            with dispatcher.idle:
                dispatcher.idle.wait(1.0)
    return polls


def _drop(_: object) -> None:
    pass


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(path: str) -> None:
    from monitor import logs

    logs.set_up("error", "text", None, "Asia/Jakarta")
    share_memory()
    with open_tools(load_settings(Path(path))) as house:
        collect_seldom()
        for line in sys.stdin:
            word, seconds = line.split()
            if word == "all":
                house.tools.store.make_sources_due(house.tools.now())
            before, began = _cpu(), time.monotonic()
            polls = work_off(house.tools, float(seconds))
            figures = {"polls": polls, "cpu": _cpu() - before, "wall": time.monotonic() - began}
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(json.dumps(figures | {"peak": peak}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
