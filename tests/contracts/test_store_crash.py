"""kill -9 while a process records: what it acknowledged is there, and nothing is there by half."""

import contextlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

import monitor.store
from monitor.model import EntryState
from monitor.store import Store
from tests.contracts.conftest import Home
from tests.store_values import NOW

KILLS = 10

HALVES = {
    "articles without a match": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM matches)",
    "articles without an alert": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM alerts)",
    "articles without both messages": "SELECT count(*) FROM articles WHERE 2 != "
    "(SELECT count(*) FROM deliveries WHERE article_id = articles.id)",
    "stories without an article": "SELECT count(*) FROM stories WHERE first_article_id IS NULL "
    "OR id NOT IN (SELECT story_id FROM articles)",
    "entries read without an article": "SELECT count(*) FROM entries WHERE state = 'read' AND article_id IS NULL",
    "articles whose entry still waits": "SELECT count(*) FROM entries WHERE state = 'due' "
    "AND canonical_url IN (SELECT canonical_url FROM articles)",
    "messages sent without a receipt": "SELECT count(*) FROM deliveries "
    "WHERE (state = 'sent') != (receipt IS NOT NULL)",
}


def test_ten_kills_lose_nothing_and_leave_no_half(home: Home) -> None:
    randomness = random.Random(20261123)
    acknowledged: list[int] = []
    with nursery(home) as children:
        for _ in range(KILLS):
            acknowledged += run_and_kill(children, randomness.randrange(1, 10))
            store = home.open()
            assert {name: halves(store, query) for name, query in HALVES.items()} == dict.fromkeys(HALVES, 0)
            there = {row.article_id for row in store.index_rows_after(0)}
            assert there.issuperset(acknowledged)
            store.close()
    assert len(acknowledged) >= KILLS
    assert_the_rest_is_still_to_do(home)


@contextlib.contextmanager
def nursery(home: Home) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store_child", str(home.data_dir), home.database or ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(monitor.store.__file__).parents[2],
    ) as process:
        yield process


def run_and_kill(children: subprocess.Popen[str], after: int) -> list[int]:
    """The articles that a process said it had recorded before it was killed, shortly after so many."""
    assert children.stdin is not None
    assert children.stdout is not None
    children.stdin.write("\n")
    children.stdin.flush()
    pid = int(children.stdout.readline().removeprefix("pid "))
    said = [children.stdout.readline() for _ in range(after)]
    os.kill(pid, signal.SIGKILL)
    said += iter(children.stdout.readline, "ended\n")
    return [int(line) for line in said]


def halves(store: Store, query: str) -> int:
    with store._db.read() as connection:
        return int(connection.execute(text(query)).scalar_one())


def assert_the_rest_is_still_to_do(home: Home) -> None:
    store = home.open()
    store.release_claims()
    status = store.status(NOW)
    waiting = sum(channel.due for channel in status.channels)
    assert waiting + sum(channel.sent for channel in status.channels) == 2 * status.articles
    assert status.entries[EntryState.READ] == status.articles
    assert status.alerts == status.articles
    assert all(channel.given_up == 0 for channel in status.channels)
    store.close()
