"""What a poll costs, next to lemon24/reader on the same server; memory, restart, and 1,000 sources of which 200 are ill.

Run: make bench, or python -m tests.bench.bench_polling [--quick]
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.poller import configure
from tests.bench.press import Door, open_press

READER = Path(".venv-bench/bin/python")
GOALS = {"304": 0.5, "unchanged": 0.1, "changed": 2 / 3}
Figures = dict[str, Any]


class Child:
    """A process that answers a line with a line."""

    def __init__(self, *command: str) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line: str) -> Figures:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer: Figures = json.loads(self._process.stdout.readline())
        return answer

    def end(self) -> None:
        self._process.communicate()


@contextmanager
def ronda(folder: Path, urls: list[str], interval: str = "1h", timeout: str = "30s") -> Iterator[Child]:
    child = Child(sys.executable, "-m", "tests.bench.poller", str(configure(folder, urls, interval, timeout)))
    try:
        yield child
    finally:
        child.end()


def passes(door: Door, child: Child, count: int, line: str) -> dict[str, float]:
    """CPU milliseconds a poll of the first pass, unchanged by 304, unchanged without validators, one new of twenty."""
    cost = {}

    def go(name: str) -> None:
        cost[name] = child.ask(line)["cpu"] / count * 1000

    door.say("validators", 1)
    door.say("version", 1)
    for name in ("first", "304"):
        go(name)
    door.say("validators", 0)
    door.say("version", 2)
    for name in ("without validators", "unchanged"):
        go(name)
    door.say("version", 3)
    go("changed")
    return cost


def against_reader(folder: Path, count: int, out: Console) -> None:
    with open_press() as door, ronda(folder, door.urls(count)) as child:
        ours = passes(door, child, count, "all 600")
    theirs: dict[str, float] = {}
    if READER.exists():
        with open_press() as door:
            (folder / "urls").write_text("\n".join(door.urls(count)))
            command = (str(READER), str(Path(__file__).with_name("reader_peer.py")))
            peer = Child(*command, str(folder / "reader.sqlite"), str(folder / "urls"))
            theirs = passes(door, peer, count, "go")
            peer.end()
    else:
        out.print("SKIPPED: no reader in .venv-bench (make bench installs it where the package index answers)")
    table = Table("poll", "ronda, CPU ms", "reader, CPU ms", "ratio", "goal", title=f"{count} feeds of 20 items")
    for name, cost in ours.items():
        peer_cost = theirs.get(name)
        goal = GOALS.get(name)
        table.add_row(
            name, f"{cost:.2f}", f"{peer_cost:.2f}" if peer_cost else "-", f"{cost / peer_cost:.2f}" if peer_cost else "-",
            f"{goal:.2f}" if goal else "",
        )  # fmt: skip
    out.print(table)


def sizes(folder: Path, many: int, out: Console) -> None:
    table = Table("sources", "peak MB", "304, CPU ms", "changed, CPU ms", title="memory and cost by size")
    for count in (100, many):
        here = folder / str(count)
        here.mkdir()
        with open_press() as door:
            with ronda(here, door.urls(count)) as child:
                child.ask("all 900")
                unchanged = [child.ask("all 900") for _ in range(2 if count > 100 else 6)]
                door.say("version", 2)
                changed = child.ask("all 900")
            cost = sum(each["cpu"] for each in unchanged) / len(unchanged) / count * 1000
            table.add_row(str(count), f"{changed['peak']:.0f}", f"{cost:.2f}", f"{changed['cpu'] / count * 1000:.2f}")
            before = door.say("requests")
            with ronda(here, door.urls(count)) as child:
                child.ask("due -5")
            early = int(door.say("requests") - before)
        out.print(f"restart with {count} sources: {early} requests before their time")
    out.print(table)


def ill_and_healthy(folder: Path, count: int, seconds: int, out: Console) -> None:
    interval = 20
    with open_press() as door:
        door.say("ill", count)
        with ronda(folder, door.urls(count), f"{interval}s", "5s") as child:
            child.ask(f"due -{seconds}")
            longest = door.say("longest-wait")
    goal = interval * 1.1 + 30
    out.print(
        f"{count} sources, every fifth ill, {seconds} s: a healthy one waited {longest:.1f} s (goal {goal:.0f}) at most"
    )


def main(arguments: list[str]) -> None:
    out, quick = Console(width=None if sys.stdout.isatty() else 120), "--quick" in arguments
    with tempfile.TemporaryDirectory() as name:
        against_reader(_new(name, "peer"), 50 if quick else 300, out)
        sizes(_new(name, "sizes"), 500 if quick else 5_000, out)
        ill_and_healthy(_new(name, "ill"), 100 if quick else 1_000, 60 if quick else 180, out)


def _new(folder: str, name: str) -> Path:
    made = Path(folder) / name
    made.mkdir()
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
