"""Cost of `ronda replay` as the articles grow in number, and what the index needs: with a made-up press.

Run: python -m tests.bench.bench_stories [articles]   (500,000 by default: a quarter of an hour, 1.2 GB of disk)
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from monitor.model import ArticleId, StoryId
from monitor.replay import read_line
from monitor.stories import IndexRow, StoryIndex, hour_of, prepare_all
from tests.bench.made_up import fingerprints, lines

FEW = 10_000
POOL = 4_000
"""Texts whose fingerprints those of the index are made from."""
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def main(total: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        idle, _ = replayed(0, Path(folder))
        costs = []
        for size in (FEW, total):
            cpu, peak = replayed(size, Path(folder))
            costs.append(1000 * (cpu - idle) / size)
            print(f"{size:>7} articles replayed: {costs[-1]:.2f} ms CPU each, {peak:.0f} MB at most", flush=True)
    print(f"goal 1.5 ms at 500,000; {costs[1] / costs[0]:.2f} times the cost at {FEW:,} (goal 3)", flush=True)
    indexed(total)


def replayed(size: int, folder: Path) -> tuple[float, float]:
    """(CPU seconds of the whole command, peak memory in MB) of a replay."""
    file = folder / "articles.jsonl"
    # In a process of its own: a child's peak memory counts what its parent had when it was started.
    subprocess.run([sys.executable, "-m", "tests.bench.bench_stories", str(size), str(file)], check=True)
    line = [sys.executable, "-m", "monitor", "replay", str(file), "--json"]
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    _, status, used = os.wait4(os.posix_spawn(line[0], line, os.environ, file_actions=nowhere), 0)
    assert status == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def indexed(total: int) -> None:
    texts = [(read_line(line)[1], None) for line in lines(POOL)]
    made = fingerprints([prepared.sample for prepared in prepare_all(texts)])
    numbers = range(1, total + 1)
    rows = [
        IndexRow(ArticleId(number), StoryId(number), grams.astype("<u4").tobytes(), hour_of(NOW))
        for number, grams in zip(numbers, made, strict=False)
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, index = time.process_time(), StoryIndex()
    index.load(rows)
    loading = time.process_time() - begin
    more = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    print(
        f"{total:>7} articles indexed: {index.nbytes / total:.0f} bytes each (goal 300), {more / total:.0f} at most while "
        f"loading (goal 600), {loading:.2f} s CPU",
        flush=True,
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        with Path(sys.argv[2]).open("wb") as out:
            out.writelines(lines(int(sys.argv[1])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
