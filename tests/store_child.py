"""Processes for the crash suite: each polls, reads and sends without end, and says each article once it is recorded.

`python -m tests.store_child DATA_DIR DATABASE` starts one for every line on its input, to spare each the imports; it
says "pid N" when one begins and "ended" when it was killed.
"""

import os
import sys
from itertools import count
from pathlib import Path

from monitor.model import Receipt, Step
from monitor.store import open_store
from tests.store_values import LEASE, NOW, announce, due_entry, record_claimed, tells


def main(data_dir: str, database: str) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            work(Path(data_dir), database or None)
        os.waitpid(child, 0)
        say("ended")


def work(data_dir: Path, database: str | None) -> None:
    say(f"pid {os.getpid()}")
    store = open_store(data_dir, database)
    store.release_claims()
    for number in count():
        host = f"h{os.getpid()}-{number}.example"
        announce(store, due_entry(f"{host}/1"))
        for read in store.claim(Step.READ, NOW, 100, LEASE):
            recorded = record_claimed(store, read, f"{read.host}/1", decided=tells("redaksi", "pimpinan"))
            say(str(recorded.article_id))
        for send in store.claim(Step.DELIVER, NOW, 1, LEASE):
            store.record_delivery(send, Receipt(str(send.id)), NOW)


def say(line: str) -> None:
    """In one piece, since a kill may come at any moment: `print` may write a line and its end apart."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
