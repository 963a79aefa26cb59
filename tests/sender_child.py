"""Senders for the crash suite: each sends what is due, by the daemon's own dispatcher and steps, until it is killed.

`python -m tests.sender_child CONFIG` starts one for every line on its input, to spare each the imports and the reading of
the configuration. It says "pid N" when one begins; what became of it is the killer's affair.
"""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from time import sleep

from monitor import app
from monitor.config import Settings, load_settings
from monitor.daemon import run_once
from monitor.logs import set_up
from monitor.plan import Plan, read_plan
from monitor.tools import Shelf, Tally, Unwritten

THREADS = 4


def main(config: str) -> None:
    settings = load_settings(Path(config))
    plan = read_plan(settings, app.now())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    for _ in sys.stdin:
        if os.fork() == 0:
            send(settings, plan)


def send(settings: Settings, plan: Plan) -> None:
    set_up("error", "text", None, "Asia/Jakarta")
    with app.open_store_of(settings) as store:
        if settings.database is None:
            store.release_claims()
        shelf = Shelf(plan.catalogue, timedelta(days=1))
        tools = app._tools(settings, plan, app.matcher_of(plan, store), store, shelf, Tally(), Unwritten())
        print(f"pid {os.getpid()}", flush=True)
        while True:
            run_once(tools, THREADS)
            sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1])
