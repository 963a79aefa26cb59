"""What a poll costs, next to lemon24/reader on the same server; memory, restart, and 1,000 sources of which 200 are ill.

Run: make bench, or python -m tests.bench.bench_polling [--quick]
"""

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from tests.bench.illnesses import KINDS
from tests.bench.poller import configure
from tests.bench.press import Door, open_press

READER = Path(".venv-bench/bin/python")
GOALS = {"304": 0.5, "unchanged": 0.1, "changed": 2 / 3}
MOST_MEMORY, MOST_GROWTH = 130.0, 10.0  # MB at the larger size, and above that of a hundred sources
MOST_STEEPNESS = 1.15  # cost of a poll at the larger size, a hundred sources being 1
Figures = dict[str, Any]


class BrokenPeerError(Exception):
    """A process that ended before it answered; its last words."""


class Child:
    """A process that answers a line with a line."""

    def __init__(self, *command: str) -> None:
        self._said = TemporaryFile("w+")  # noqa: SIM115  (closed by `end`)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, text=True
        )

    def ask(self, line: str) -> Figures:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            answer: Figures = json.loads(self._process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            self._process.wait()
            self._said.seek(0)
            raise BrokenPeerError(self._said.read().strip().rpartition("\n")[2] or "it said nothing") from error
        return answer

    def end(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._process.communicate()
        self._said.close()


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
    try:
        theirs = by_reader(folder, count)
    except BrokenPeerError as broken:
        out.print(f"SKIPPED: lemon24/reader does not run here: {broken}")
    table = Table("poll", "ronda, CPU ms", "reader, CPU ms", "ratio", "goal", title=f"{count} feeds of 20 items")
    for name, cost in ours.items():
        peer_cost = theirs.get(name)
        goal = GOALS.get(name)
        table.add_row(
            name, f"{cost:.2f}", f"{peer_cost:.2f}" if peer_cost else "-", f"{cost / peer_cost:.2f}" if peer_cost else "-",
            _against(cost / peer_cost, goal) if goal and peer_cost else "",
        )  # fmt: skip
    out.print(table)


def _against(figure: float, goal: float, unit: str = "") -> str:
    return f"at most {goal:.3g}{unit}: {'holds' if figure <= goal else 'MISSED'}"


def by_reader(folder: Path, count: int) -> dict[str, float]:
    if not READER.exists():
        raise BrokenPeerError("it is not in .venv-bench (make bench installs it where the package index answers)")
    with open_press() as door:
        (folder / "urls").write_text("\n".join(door.urls(count)))
        command = (str(READER), str(Path(__file__).with_name("reader_peer.py")))
        peer = Child(*command, str(folder / "reader.sqlite"), str(folder / "urls"))
        try:
            return passes(door, peer, count, "go")
        finally:
            peer.end()


def sizes(folder: Path, many: int, out: Console) -> None:
    table = Table("sources", "peak MB", "304, CPU ms", "changed, CPU ms", title="memory and cost by size")
    rows = []
    for count in (100, many):
        here = folder / str(count)
        here.mkdir()
        with open_press() as door:
            with ronda(here, door.urls(count)) as child:
                passes = 2 if count > 100 else 6
                child.ask("all 900")
                unchanged = [child.ask("all 900") for _ in range(passes)]
                changed = []
                for version in range(2, 2 + passes):
                    door.say("version", version)
                    changed.append(child.ask("all 900"))
            rows.append((changed[-1]["peak"], *(_cost(passed, count) for passed in (unchanged, changed))))
            table.add_row(str(count), f"{rows[-1][0]:.0f}", *(f"{cost:.2f}" for cost in rows[-1][1:]))
            before = door.say("requests")
            with ronda(here, door.urls(count)) as child:
                child.ask("due -5")
            early = int(door.say("requests") - before)
        out.print(f"restart with {count} sources: {early} requests before their time (goal 0)")
    few, lot = rows
    out.print(table)
    out.print(f"memory at {many} sources: {lot[0]:.0f} MB ({_against(lot[0], MOST_MEMORY, ' MB')})")
    growth = lot[0] - few[0]
    out.print(f"growth of memory from 100 to {many}: {growth:.1f} MB ({_against(growth, MOST_GROWTH, ' MB')})")
    for name, one, other in zip(("304", "changed"), few[1:], lot[1:], strict=True):
        steepness = other / one
        out.print(
            f"cost of a {name} poll at {many} against 100: {steepness:.2f} ({_against(steepness, MOST_STEEPNESS)})"
        )


def _cost(passed: list[Figures], count: int) -> float:
    """CPU milliseconds a poll, of the quickest pass: the others were disturbed."""
    return min(float(each["cpu"]) for each in passed) / count * 1000


def ill_and_healthy(folder: Path, count: int, seconds: int, out: Console) -> None:
    interval = 20
    with open_press() as door:
        door.say("ill", count)
        with ronda(folder, door.urls(count), f"{interval}s", "5s") as child:
            door.say("begin")
            child.ask(f"all -{seconds}")
            longest = door.say("longest-wait")
    goal = interval * 1.1 + 30
    out.print(
        f"{count} sources, every fifth ill in {len(KINDS)} ways, {seconds} s: "
        f"a healthy one waited {longest:.1f} s at most (goal {goal:.0f})"
    )


@click.command()
@click.option("--quick", is_flag=True, help="Fewer sources: a minute or two.")
def main(quick: bool) -> None:
    """What a poll costs beside lemon24/reader; memory and cost at 100 and 5,000 sources; ill and healthy sources."""
    out = Console(width=None if sys.stdout.isatty() else 120)
    with tempfile.TemporaryDirectory() as name:
        against_reader(_new(name, "peer"), 50 if quick else 300, out)
        sizes(_new(name, "sizes"), 500 if quick else 5_000, out)
        ill_and_healthy(_new(name, "ill"), 100 if quick else 1_000, 60 if quick else 180, out)


def _new(folder: str, name: str) -> Path:
    made = Path(folder) / name
    made.mkdir()
    return made


if __name__ == "__main__":
    main()
