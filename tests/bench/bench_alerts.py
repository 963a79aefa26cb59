"""From an article's announcement to its alert, a thousand articles at once: seconds and CPU, beside rss2email.

Run: make bench, or python -m tests.bench.bench_alerts [--quick]. The clock is the town's (tests/bench/town.py): an article
counts as discovered when a feed that names it was handed out, and as told when the mail server had its mail. rss2email mails
what feeds say, reads no page, and goes from feed to feed; so how far behind it is depends on how long servers take to
answer. Its time from publication is set beside ours from publication, and, named as that, beside ours after discovery, which leaves
out how long a feed waits to be asked. CPU is that of Ronda and its helpers; the town shares the machine with what it measures.
"""

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
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
DELAYS = ((0, 0), (50, 15))
"""Milliseconds before each answer of the press, and of the mail server, where rss2email is looked at beside Ronda: none, which
no server manages, and what near ones take."""
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
R2E_CONFIG = """
[DEFAULT]
from = ronda@example.org
to = redaksi@example.org
email-protocol = smtp
smtp-server = 127.0.0.1
smtp-port = {mail}
smtp-ssl = False
smtp-auth = False
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
def open_town(feeds: int, spread: int, delays: tuple[int, int] = (0, 0)) -> Iterator[Door]:
    """`delays`: milliseconds before each answer of the press, and of the mail server."""
    command = [sys.executable, "-m", "tests.bench.town", *map(str, (feeds, spread, *delays))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            web, mail = map(int, process.stdout.readline().split())
            yield Door(web, mail)
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds, ascending: from discovery (`each`) and from publication (`since`) to the mail; CPU of all processes."""

    each: tuple[float, ...]
    since: tuple[float, ...]
    cpu: float
    posted: tuple[float, ...]  # to Slack: when

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def median_since(self) -> float:
        return statistics.median(self.since)


def outcome(notes: dict[str, Any], published: float, cpu: float) -> Outcome:
    told = dict(reversed(notes["mailed"]))  # of mails about one article the first counts
    seen = {int(number): moment for number, moment in notes["announced"].items()}
    each = sorted(told[number] - seen[number] for number in told)
    since = sorted(moment - published for moment in told.values())
    return Outcome(tuple(each), tuple(since), cpu, tuple(sorted(moment for _, moment in notes["posted"])))


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
        """Of the daemon and of its helpers, those that have ended included."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it has just ended
                fields = stat.read_text().rpartition(")")[2].split()
                if stat.parent.name == str(self.process.pid):
                    ticks += sum(map(int, fields[11:15]))
                elif fields[1] == str(self.process.pid):
                    ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")


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
    return outcome(notes, at, one.cpu() - before)


def peer(folder: Path, door: Door, feeds: int, articles: int) -> Outcome:
    """rss2email, in its own words: one pass over all feeds, begun at the moment of publication."""
    folder.mkdir()
    told = "".join(f"[feed.k{n}]\nurl = {url}\n" for n, url in enumerate(door.feeds(feeds)))
    (folder / "r2e.cfg").write_text(R2E_CONFIG.format(mail=door.mail) + told)
    command = [str(R2E.absolute()), "-c", str(folder / "r2e.cfg"), "-d", str(folder / "r2e.json"), "run"]
    own: dict[str, Any] = {"env": os.environ | {"no_proxy": "*"}, "stderr": subprocess.DEVNULL}
    subprocess.run([*command, "--no-send"], check=True, **own)
    at = door.publish(articles)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, **own)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return outcome(door.wait(lambda notes: len(notes["mailed"]) >= articles, patience=5), at, cpu)


def tell(table: Table, name: str, one: Outcome, articles: int) -> None:
    if not one.each:
        table.add_row(name, f"0 of {articles}")
        return
    seconds = (one.each[0], one.median, one.each[-1], one.median_since, one.since[-1])
    shown = (f"{value:.2f}" for value in seconds)
    table.add_row(name, f"{len(one.each)} of {articles}", *shown, f"{1000 * one.cpu / articles:.2f}")


def compare(table: Table, folder: Path, articles: int, delays: tuple[int, int]) -> None:
    """Ronda, hosts known, and rss2email beside it, each in a town of its own that takes so long to answer."""
    folder.mkdir()
    with open_town(articles, articles, delays) as door, ronda(folder / "ronda", door, articles, slack=False) as one:
        burst(door, one, articles)
        own = burst(door, one, articles)
    with open_town(articles, articles, delays) as door:
        other = peer(folder / "r2e", door, articles, articles)
    web, mail = delays
    waits = f"answers after {web} ms, mail's {mail}" if web or mail else "answers at once"
    tell(table, f"{articles} feeds, {waits}", own, articles)
    tell(table, "rss2email there", other, articles)
    whole = statistics.median(other.since), other.since[-1]
    published = (f"{theirs / ours:.2f}" for theirs, ours in zip(whole, (own.median_since, own.since[-1]), strict=True))
    table.add_row("ratio to it (goal 3)", "", "", "", "", *published)
    after = (f"{theirs / ours:.2f}" for theirs, ours in zip(whole, (own.median, own.each[-1]), strict=True))
    table.add_row("its whole run / ours after discovery", "", "", *after, end_section=True)


def main(arguments: list[str]) -> None:
    out, quick = Console(width=None if sys.stdout.isatty() else 120), "--quick" in arguments
    articles = 200 if quick else 1_000
    title = f"{articles} articles at once, 100 watches, pages on {articles} hosts; seconds to the mail"
    table = Table("burst", "told", "first", "median", "last", "published: median", "last", "CPU ms each", title=title)
    with tempfile.TemporaryDirectory() as name, suppress(KeyboardInterrupt):
        folder = Path(name)
        for feeds in (50, articles):
            with open_town(feeds, articles) as door, ronda(folder / f"f{feeds}", door, feeds, slack=False) as one:
                for turn in ("cold", "warm"):
                    warm = burst(door, one, articles)
                    tell(table, f"{feeds} feeds, {turn}", warm, articles)
        with open_town(50, articles) as door, ronda(folder / "slack", door, 50, slack=True) as one:
            both = burst(door, one, articles)
            tell(table, "50 feeds, and Slack", both, articles)
        table.add_row("goal, on a quiet machine", "all", "2", "2", "5", "", "", "8", end_section=True)
        if R2E.exists():
            for delays in DELAYS:
                compare(table, folder / f"delay{delays[0]}", articles, delays)
        else:
            table.caption = "rss2email is not in .venv-bench (make bench installs it where the package index answers)"
        out.print(table)
        gaps = [later - earlier for earlier, later in pairwise(both.posted)]
        if gaps:
            took = both.posted[-1] - both.posted[0]
            out.print(
                f"Slack meanwhile: {len(both.posted)} messages, {len(gaps) / took:.2f} a second (goal: at most 1), "
                f"the nearest two {min(gaps):.2f} s apart"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
