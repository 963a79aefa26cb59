"""How soon, and in what memory, `ronda run` is ready on a database of half a million articles: made up, in SQLite.

Run: python -m tests.bench.bench_start [articles]   (500,000 by default; needs 2 GB of disk and some minutes)
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert

from monitor.model import Relation, SourceOrigin
from monitor.replay import read_line
from monitor.store import open_store
from monitor.store import tables as t
from monitor.store.articles import article_values
from monitor.stories import prepare_all
from tests.bench.made_up import fingerprints, lines
from tests.store_values import spec

POOL = 4_000
"""Texts that are written; the articles take turns with them."""
PORTION = 5_000
NOW = datetime.now(UTC)
WINDOW = timedelta(days=20)


def main(total: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "ronda.toml")
        config.write_text('data_dir = "./data"\ncatalogue = []\n', encoding="utf-8")
        for size in (0, total):
            if size:
                # In a process of its own: a child's peak memory counts what its parent had when it was started.
                filling = [sys.executable, "-m", "tests.bench.bench_start", str(size), str(Path(folder, "data"))]
                subprocess.run(filling, check=True)
            cpu, wall, peak = min(started(config) for _ in range(3))
            print(
                f"{size:>7} articles: ready after {wall:.2f} s, {cpu:.2f} s CPU, {peak / 1024:.0f} MB at most",
                flush=True,
            )


def started(config: Path) -> tuple[float, float, int]:
    """(CPU seconds, seconds until systemd is told that it is ready, peak memory in KB) of a daemon that is then killed."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address := str(config.with_name(f"notify{time.monotonic_ns()}")))
        begin = time.monotonic()
        line = [sys.executable, "-m", "monitor", "run", "--config", str(config)]
        process = subprocess.Popen(line, stderr=subprocess.DEVNULL, env=os.environ | {"NOTIFY_SOCKET": address})
        while b"READY=1" not in systemd.recv(4096):
            pass
        wall = time.monotonic() - begin
        process.kill()
        _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss


def fill(data_dir: Path, total: int) -> None:
    with closing(open_store(data_dir)) as store:
        (added,) = store.add_sources([spec("outlet.example/rss", origin=SourceOrigin.DATABASE)], NOW)
        source = added.source.id
    engine = create_engine(f"sqlite:///{data_dir / 'ronda.sqlite3'}")
    made = enumerate(islice(articles(), total), 1)
    while portion := list(islice(made, PORTION)):
        seen = {n: NOW - WINDOW * (1 - n / total) for n, _ in portion}
        with engine.begin() as connection:
            connection.execute(
                insert(t.stories), [{"id": n, "opened_at": seen[n], "first_article_id": n} for n, _ in portion]
            )
            connection.execute(insert(t.entries), [entry(n, source, row, seen[n]) for n, row in portion])
            own = [
                {"id": n, "story_id": n, "entry_id": n, "discovered_at": seen[n], "recorded_at": seen[n]}
                for n, _ in portion
            ]
            connection.execute(insert(t.articles), [row | more for (_, row), more in zip(portion, own, strict=True)])


def articles() -> Iterator[dict[str, Any]]:
    """Rows of the articles table: a few thousand texts in turn, with fingerprints that share as many grams as news do."""
    pool = [read_line(line)[1] for line in lines(POOL)]
    samples = [prepared.sample for prepared in prepare_all((article, None) for article in pool)]
    shared = {"relation": Relation.NEW, "placing_reason": "", "alerting_reason": "", "supersedes": None}
    for number, (article, grams) in enumerate(zip(cycle(pool), fingerprints(samples), strict=False), 1):
        own = {"url": f"{article.url}/{number}", "fingerprint": grams.astype("<u4").tobytes()}
        yield article_values(article) | shared | own | {"canonical_url": own["url"]}


def entry(number: int, source: int, row: dict[str, Any], seen: datetime) -> dict[str, Any]:
    return {
        "id": number, "source_id": source, "guid": row["url"], "url": row["url"], "canonical_url": row["url"],
        "title": row["title"], "summary": "", "section": "", "credited": "", "discovered_at": seen, "state": "read",
        "article_id": number, "failure": "", "attempts": 1, "failures": 0, "host": "outlet.example",
    }  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 2:
        fill(Path(sys.argv[2]), int(sys.argv[1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
