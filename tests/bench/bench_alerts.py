"""From an article's announcement to its alert, a thousand articles at once: seconds and CPU, beside rss2email.

Run: make bench, or python -m tests.bench.bench_alerts [--quick]. The clock is the town's (tests/bench/town.py): an article
counts as discovered when a feed that names it was handed out, and as told when the mail server had its mail.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

from rich.console import Console
from rich.table import Table

from monitor.store import open_store
from tests.bench.press import address
from tests.bench.town import watched

R2E = Path(".venv-bench/bin/r2e")
RONDA = (sys.executable, "-m", "monitor")
PATIENCE = 120.0
CONFIG = """
data_dir = "data"
watches = ["watches.toml"]
[polling]
interval = "15m"
[network]
allow_addresses = ["127.0.0.0/8"]
[alerts]
flood = 1000
[log]
format = "json"
[channels.surel]
type = "email"
host = "127.0.0.1"
port = {mail}
security = "none"
from = "ronda@example.org"
to = ["redaksi@example.org"]
"""
SLACK = """
[channels.obrolan]
type = "slack"
token = {{ env = "BENCH_TOKEN" }}
channel = "#redaksi"
api_url = "http://127.0.0.1:{web}/api/"
"""


class Door:
    """The town as those who measure see it."""

    def __init__(self, web: int, mail: int) -> None:
        self.web, self.mail = web, mail
        self._opener = build_opener(ProxyHandler({}))

    def feeds(self, count: int) -> list[str]:
        return [f"http://{address(n)}:{self.web}/rss" for n in range(count)]

    def publish(self, count: int) -> float:
        """When it happened."""
        return float(self._ask(f"publish/{count}")["at"])

    def notes(self) -> dict[str, Any]:
        return self._ask("notes")

    def _ask(self, path: str) -> dict[str, Any]:
        with self._opener.open(f"http://127.0.0.1:{self.web}/{path}") as answer:
            told: dict[str, Any] = json.loads(answer.read())
        return told

    def wait(self, enough: Callable[[dict[str, Any]], bool], patience: float = PATIENCE) -> dict[str, Any]:
        end = time.monotonic() + patience
        while not enough(notes := self.notes()) and time.monotonic() < end:
            time.sleep(0.5)
        return notes


@contextmanager
def open_town(feeds: int, spread: int) -> Iterator[Door]:
    command = [sys.executable, "-m", "tests.bench.town", str(feeds), str(spread)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            web, mail = map(int, process.stdout.readline().split())
            yield Door(web, mail)
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds from discovery (`each`, ascending) and from publication to the last mail; the daemon's CPU."""

    each: tuple[float, ...]
    last: float
    cpu: float
    sessions: int
    posted: tuple[float, ...]  # when

    @property
    def median(self) -> float:
        return statistics.median(self.each)


@dataclass(frozen=True, slots=True)
class Ronda:
    """A daemon and its folder."""

    folder: Path
    process: subprocess.Popen[bytes]

    def make_due(self) -> None:
        """Every source is polled now, as if its time had come."""
        from datetime import UTC, datetime

        store = open_store(self.folder / "data")
        store.make_sources_due(datetime.now(UTC))
        store.close()

    def cpu(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def ronda(folder: Path, door: Door, feeds: int, *, slack: bool) -> Iterator[Ronda]:
    """The first look, at what was there before, is over when this begins."""
    folder.mkdir()
    sources = "".join(f'[[source]]\nurl = "{url}"\nkind = "feed"\n' for url in door.feeds(feeds))
    text = CONFIG + (SLACK if slack else "")
    (folder / "ronda.toml").write_text(text.format(mail=door.mail, web=door.web) + sources)
    watches = [f'[[watch]]\nname = "W{n}"\nquery = \'"{watched(n)}"\'\n' for n in range(100)]
    (folder / "watches.toml").write_text("\n".join(watches))
    options = ("--config", str(folder / "ronda.toml"))
    own: dict[str, Any] = {"env": os.environ | {"BENCH_TOKEN": "xoxb-bench"}}
    with (folder / "log.jsonl").open("wb") as log:
        subprocess.run([*RONDA, "once", "--all", *options], check=True, stderr=log, stdout=subprocess.DEVNULL, **own)
        command = os.environ.get("BENCH_RUN", "").split() or [*RONDA]
        with subprocess.Popen([*command, "run", *options], stderr=log, **own) as process:
            try:
                yield Ronda(folder, process)
            finally:
                process.send_signal(signal.SIGTERM)


def burst(door: Door, one: Ronda, articles: int) -> Outcome:
    at = door.publish(articles)
    before = one.cpu()
    one.make_due()
    notes = door.wait(lambda notes: len(notes["mailed"]) >= articles)
    cpu = one.cpu() - before
    told = dict(reversed(notes["mailed"]))
    seen = {int(number): moment for number, moment in notes["announced"].items()}
    each = sorted(told[number] - seen[number] for number in told)
    last = max(told.values(), default=at) - at
    return Outcome(tuple(each), last, cpu, notes["sessions"], tuple(moment for _, moment in notes["posted"]))


def tell(table: Table, name: str, outcome: Outcome, articles: int) -> None:
    each = outcome.each
    table.add_row(
        name, f"{len(each)} of {articles}", f"{each[0]:.2f}", f"{outcome.median:.2f}", f"{each[-1]:.2f}",
        f"{outcome.last:.2f}", f"{1000 * outcome.cpu / articles:.2f}", str(outcome.sessions),
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    out, quick = Console(width=None if sys.stdout.isatty() else 120), "--quick" in arguments
    articles = 200 if quick else 1_000
    title = f"{articles} articles at once, 100 watches, pages on {articles} hosts; seconds"
    table = Table(
        "burst",
        "told",
        "first",
        "median",
        "last",
        "all, from publication",
        "CPU ms an article",
        "sessions",
        title=title,
    )
    with tempfile.TemporaryDirectory() as name, suppress(KeyboardInterrupt):
        for feeds in (50, articles):
            with open_town(feeds, articles) as door, ronda(Path(name) / f"f{feeds}", door, feeds, slack=False) as one:
                for turn in ("cold", "warm"):
                    tell(table, f"{feeds} feeds, {turn}", burst(door, one, articles), articles)
    out.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
