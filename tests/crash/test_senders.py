"""kill -9 at random moments while several senders are at work: no alert is lost, none is repeated more often than the kills
allow, threads keep their order, and nothing is sent again after a clean stop.

RONDA_KILLS says how many kills; `make crash` asks for a thousand.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest

from monitor.app import now, open_tools
from monitor.config import load_settings
from monitor.daemon import run_once
from monitor.model import Decided, DeliveryKind, PlannedDelivery
from monitor.store import RecordedArticle, Store
from tests.sender_child import THREADS
from tests.smtp import MailServer
from tests.store_values import copies, record, tells

KILLS = int(os.environ.get("RONDA_KILLS", "6"))
CHANNELS = ("satu", "dua", "tiga")
BEFORE_COPIED = 4
PATIENCE = float(os.environ.get("RONDA_PATIENCE", "0.3"))
"""A sender lives for up to so many seconds: time for a handful of messages."""
FAR = datetime(2099, 1, 1, tzinfo=UTC)

WATCHES = '[[watch]]\nname = "banjir"\nquery = "banjir"\n'


@dataclass
class Senders:
    """Processes that send; `kill` ends one in the middle of whatever it does, and starts the next."""

    process: "subprocess.Popen[str]"
    alive: list[int] = field(default_factory=list)

    def start(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.alive.append(int(self.process.stdout.readline().removeprefix("pid ")))

    def kill(self, which: int) -> None:
        os.kill(self.alive.pop(which), signal.SIGKILL)


@contextmanager
def open_senders(config: Path, several: int) -> Iterator[Senders]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sender_child", str(config)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        senders = Senders(process)
        for _ in range(several):
            senders.start()
        try:
            yield senders
        finally:
            for _ in tuple(senders.alive):
                senders.kill(0)
            process.kill()


def configure(folder: Path, server: MailServer, database: str) -> Path:
    channels = "".join(
        f'[channels.{name}]\ntype = "email"\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
        f'from = "Ronda <ronda@uji.example>"\nto = ["{name}@uji.example"]\n'
        for name in CHANNELS
    )
    (folder / "watches.toml").write_text(WATCHES)
    config = folder / "ronda.toml"
    top = 'data_dir = "data"\nwatches = ["watches.toml"]\n' + database
    config.write_text(f"{top}\n[alerts]\nflood = 1000\n{channels}")
    return config


def tell(store: Store, told: list[RecordedArticle]) -> None:
    """A story for every channel, and a copy of one told a little earlier: polled and read in a far future, where no sender
    does it for us; the messages are due now."""
    number = len(told)
    told.append(record(store, f"kisah-{number}.example/1", decided=to_all(DeliveryKind.ALERT), now=FAR))
    if number >= BEFORE_COPIED:
        name = f"salinan-{number - BEFORE_COPIED}.example/1"
        record(store, name, copies(told[number - BEFORE_COPIED]), to_all(DeliveryKind.COPY), now=FAR)


def to_all(kind: DeliveryKind) -> Decided:
    alerts = tells("satu", kind=kind).alerts
    watches = ("banjir",)
    return Decided(
        alerts, tuple(PlannedDelivery(name, f"{name}@uji.example", kind, watches, now()) for name in CHANNELS)
    )


@pytest.mark.parametrize(("base", "several"), [("sqlite", 1), ("postgresql", 2)])
def test_kill_9_among_several_senders_loses_nothing_and_repeats_little(
    tmp_path: Path, base: str, several: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = ""
    if base == "postgresql":
        monkeypatch.setenv("RONDA_TEST_DATABASE", request.getfixturevalue("postgres_url"))
        database = 'database = { env = "RONDA_TEST_DATABASE" }'
    chance = random.Random(20261123)
    with MailServer() as server:
        config = configure(tmp_path, server, database)
        with open_tools(load_settings(config)) as house:
            store, told = house.tools.store, list[RecordedArticle]()
            for _ in range(5):
                tell(store, told)
            with open_senders(config, several) as senders:
                for _ in range(KILLS):
                    tell(store, told)
                    sleep(chance.uniform(0, PATIENCE))
                    senders.kill(chance.randrange(several))
                    senders.start()
            store.release_claims()
            run_once(house.tools, THREADS)
            before = len(server.mails)
            run_once(house.tools, THREADS)
            assert len(server.mails) == before
        judge(server, len(told), KILLS + several)


def judge(server: MailServer, stories: int, kills: int) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    order: dict[tuple[str, str], list[str]] = {}
    for mail in server.mails:
        subject, recipient = str(mail.message["Subject"]), mail.recipients[0]
        body = mail.message.get_body(("plain",))
        text = body.get_content() if body else ""
        kind = "copy" if subject.startswith("Re: ") or "Juga di" in text.split("\n", 1)[0] else "alert"
        number = text.split(".example/1", 1)[0].rsplit("-", 1)[1]
        order.setdefault((number, recipient), []).append(kind)
        seen[mail.message["Message-ID"], recipient] += 1
    assert len(order) == stories * len(CHANNELS)
    assert [key for key, kinds in order.items() if "alert" not in kinds] == []
    assert [key for key, kinds in order.items() if kinds != sorted(kinds)] == []
    repeated = sum(count - 1 for count in seen.values())
    assert repeated <= kills * THREADS
    print(f"kills={kills} mails={len(server.mails)} repeated={repeated} most={max(seen.values())}")
