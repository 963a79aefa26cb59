"""What a decision and its message cost a store that remembers a hundred thousand alerts, beside one that remembers none.

Run: make bench, or python -m tests.bench.bench_history [ALERTS]. CPU of what the journey asks of the store for one article:
its story's history, the record of article, alert and message, the claim of the message, all that it says, its receipt.
The index of stories in memory has a bench of its own (bench_stories).
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Table as Stored
from sqlalchemy import insert

from monitor.model import DeliveryId, Receipt, Step, StoryId
from monitor.store import RecordedArticle, Store, open_store
from monitor.store import tables as t
from monitor.store.engine import Database, open_sqlite
from tests.store_values import LEASE, NOW, announce, copies, due_entry, new_source, record_claimed, tells

GOAL = 1.2
WATCHES = 100
ROUNDS, OF = 8, 50
CHANNEL, FLOOD = "surel", 20


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU ms of one."""

    article: float
    message: float


def remember(database: Database, alerts: int) -> None:
    """So many stories of one article each, told and sent in the months before."""
    with database.write() as connection:
        for table, rows in past(alerts).items():
            while portion := list(islice(rows, 5_000)):
                connection.execute(insert(table), portion)


def past(alerts: int) -> dict[Stored, Iterator[dict[str, Any]]]:
    numbers = range(1, alerts + 1)
    when = {n: NOW - timedelta(minutes=alerts - n + 60) for n in numbers}
    address = "https://lama.example/{}".format
    row = {"attempts": 1, "failures": 0, "lost": 0, "due_at": None}
    about = {"author": "", "section": "", "language": "", "extractor": "finder", "warnings": (), "fingerprint": b"lama"}
    about |= {"relation": "new", "placing_reason": "", "alerting_reason": "", "publisher": "lama"}
    return {
        t.stories: ({"id": n, "opened_at": when[n]} for n in numbers),
        t.entries: (
            {"id": n, "source_id": 1, "guid": str(n), "url": address(n), "canonical_url": address(n), "title": "", "host": "",
             "summary": "", "section": "", "credited": "", "discovered_at": when[n], "state": "read", "failure": "", **row}
            for n in numbers
        ),
        t.articles: (
            {"id": n, "story_id": n, "entry_id": n, "url": address(n), "canonical_url": address(n), "title": f"Kabar {n}",
             "paragraphs": ("Air laut naik.",), "discovered_at": when[n], "recorded_at": when[n], **about}
            for n in numbers
        ),
        t.alerts: (
            {"watch": f"W{n % WATCHES}", "story_id": n, "article_id": n, "reason": "first-match", "created_at": when[n]}
            for n in numbers
        ),
        t.deliveries: (
            {"key": f"lama-{n}", "kind": "alert", "channel": CHANNEL, "recipient": "", "watches": (f"W{n % WATCHES}",),
             "story_id": n, "article_id": n, "state": "sent", "created_at": when[n], "settled_at": when[n], "held": "",
             "receipt": {"id": f"<{n}@lama>", "detail": {}, "maybe_repeated": False}, "maybe_repeated": False, "error": "", **row}
            for n in numbers
        ),
    }  # fmt: skip


def one_round(store: Store, turn: int) -> Cost:
    """So many articles read, a third of them copies of the story before, and their messages sent."""
    now = NOW + turn * timedelta(hours=2)
    names = [f"baru{turn}-{n}.example/kabar" for n in range(OF)]
    announce(store, *(due_entry(name, due_at=now) for name in names), now=now)
    works = store.claim(Step.READ, now, OF, LEASE)
    recorded: list[RecordedArticle] = []
    began = thread_time()
    for number, (work, name) in enumerate(zip(works, names, strict=True)):
        store.alert_history(StoryId(number + 1))
        placing = copies(recorded[-1]) if number % 3 == 2 else None
        decided = tells(CHANNEL, watch=f"W{number % WATCHES}", due_at=now)
        recorded.append(record_claimed(store, work, name, placing, decided, now=now))
    read = thread_time() - began
    began = thread_time()
    for _ in range(OF):
        send(store, now)
    return Cost(1000 * read / OF, 1000 * (thread_time() - began) / OF)


def send(store: Store, now: datetime) -> None:
    (work,) = store.claim(Step.DELIVER, now, 1, LEASE)
    with store.snapshot():
        delivery = store.delivery(DeliveryId(work.id))
        assert delivery is not None
        _, beside = store.waiting(delivery, now, FLOOD)
        store.mutes(now)
        store.sent_lately(delivery, now - timedelta(hours=1))
        store.dossier(delivery, {}, [one.article_id for one in beside if one.article_id])
    assert store.record_delivery(work, Receipt(f"<{work.id}@baru>", {}), now)


def main(arguments: list[str]) -> None:
    alerts = int(arguments[0]) if arguments else 100_000
    out = Console(width=None if sys.stdout.isatty() else 120)
    costs: dict[int, list[Cost]] = {0: [], alerts: []}
    with TemporaryDirectory() as name:
        stores = {}
        for count in costs:
            folder = Path(name) / str(count)
            open_store(folder).close()
            database = open_sqlite(folder / "ronda.sqlite3")
            stores[count] = Store(database)
            new_source(stores[count])
            remember(database, count)
        for turn in range(ROUNDS):
            for count, store in stores.items():
                costs[count].append(one_round(store, turn))
    table = Table("stored alerts", "CPU ms an article", "CPU ms a message", title="The store's part of an alert")
    for count, rounds in costs.items():
        table.add_row(f"{count:,}", *(f"{value:.2f}" for value in least(rounds)))
    ratios = [many / none for none, many in zip(least(costs[0]), least(costs[alerts]), strict=True)]
    table.add_row("ratio", *(f"{value:.2f}" for value in ratios))
    table.add_row("goal", *(f"<= {GOAL}" for _ in ratios))
    out.print(table)


def least(rounds: list[Cost]) -> tuple[float, float]:
    return min(cost.article for cost in rounds), min(cost.message for cost in rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
