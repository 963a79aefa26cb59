"""A process for the crash suite: polls, reads and sends without end, and says each article once it is recorded.

Started as `python -m tests.store_child DATA_DIR [DATABASE]`; meant to be killed.
"""

import os
import sys
from itertools import count
from pathlib import Path

from monitor.model import Receipt, Step
from monitor.store import open_store
from tests.store_values import LEASE, NOW, announce, due_entry, record_claimed, tells


def main(data_dir: str, database: str = "") -> None:
    store = open_store(Path(data_dir), database or None)
    store.release_claims(NOW)
    for number in count():
        host = f"h{os.getpid()}-{number}.example"
        announce(store, due_entry(f"{host}/1"))
        for work in store.claim(Step.READ, NOW, 100, LEASE):
            name = f"{work.host}/1"
            recorded = record_claimed(store, work, name, decided=tells("redaksi", "pimpinan"))
            print(recorded.article_id, flush=True)
        for work in store.claim(Step.DELIVER, NOW, 1, LEASE):
            store.record_delivery(work, Receipt(str(work.id)), NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])
