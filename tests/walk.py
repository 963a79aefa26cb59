"""A newsroom, a mail sink, a Slack stand-in and a configuration in one folder: for tests that walk with the real daemon's parts."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update

from monitor.cli import run
from monitor.demo.mail_sink import MailSink
from monitor.demo.newsroom import Newsroom
from monitor.demo.pieces import Piece, load_houses, load_pieces
from monitor.demo.slack_sink import SlackSink
from monitor.model import EntryState
from monitor.store import Store, open_store
from monitor.store.tables import entries

WATCHES = """
[entities.trump]
name = "Donald Trump"
aliases = ["Trump"]
[entities.putin]
name = "Vladimir Putin"
aliases = ["Putin"]

[[watch]]
name = "Trump dan Putin"
query = "@trump AND @putin"

[[watch]]
name = "Emas"
query = '"harga emas"'
"""


def make_pages_due(store: Store) -> int:
    """Has every page that waits for another try read at once, as if its time had come; how many."""
    waiting = update(entries).where(entries.c.state == EntryState.DUE).values(due_at=datetime.now(UTC))
    with store._db.write() as connection:
        return len(connection.execute(waiting.returning(entries.c.id)).all())


@dataclass
class Walk:
    """One Ronda and its world."""

    folder: Path
    newsroom: Newsroom
    mail: MailSink
    slack: SlackSink
    pieces: dict[str, Piece] = field(default_factory=lambda: dict(load_pieces(datetime.now(UTC))))

    @property
    def config(self) -> Path:
        return self.folder / "ronda.toml"

    def configure(self, top: str = "", more: str = "", houses: Sequence[str] | None = None) -> None:
        """Writes ronda.toml: `top` goes before the first table, `more` to the end."""
        keys = [house.key for house in self.newsroom.houses] if houses is None else houses
        doors = {
            house.key: (self.newsroom.door(house.key), house.catalogue or house.name) for house in self.newsroom.houses
        }
        sources = "".join(f'[[source]]\nurl = "{doors[key][0]}"\npublisher = "{doors[key][1]}"\n' for key in keys)
        token = self.folder / "token"
        token.touch(mode=0o600)
        token.write_text("xoxb-uji\n")
        (self.folder / "watches.toml").write_text(WATCHES)
        self.config.write_text(f"""
data_dir = "data"
watches = ["watches.toml"]
{top}
[polling]
interval = "1s"
min_interval = "1s"
max_interval = "1s"
host_gap = "0s"
[network]
allow_addresses = ["127.0.0.0/8"]
timeout = "5s"
[log]
file = "log.jsonl"
{sources}
[channels.surel]
type = "email"
host = "127.0.0.1"
port = {self.mail.port}
security = "none"
from = "Ronda <ronda@uji.example>"
to = ["meja@uji.example", "piket@uji.example"]
[channels.redaksi]
type = "slack"
token = {{ file = "token" }}
channel = "#redaksi"
api_url = "{self.slack.api_url}"
{more}
""")

    def once(self, *options: str, status: int | None = 0) -> None:
        """`ronda once --all`, in this process."""
        ended = run(["once", "--all", *options, "--config", str(self.config)])
        assert status is None or ended == status

    def door(self, key: str) -> str:
        """The path of a house's source."""
        return next(house.door for house in self.newsroom.houses if house.key == key)

    def read_now(self) -> None:
        """`ronda once`, with every page that waits for another try due now."""
        with closing(open_store(self.folder / "data")) as store:
            make_pages_due(store)
        assert run(["once", "--config", str(self.config)]) in (0, 1)

    def told(self, *words: str, status: int = 0) -> str:
        """What a command prints, on both streams, called in this process."""
        out, errors = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(errors):
            assert run([*words, "--config", str(self.config)]) == status
        return out.getvalue() + errors.getvalue()

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Any command, in a process of its own."""
        return subprocess.run(
            self.line(*words), capture_output=True, text=True, timeout=60, cwd=self.folder, check=False
        )

    def line(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "monitor", *words, "--config", str(self.config)]

    def publish(self, *keys: str) -> None:
        for key in keys:
            self.newsroom.publish(self.pieces[key])

    def events(self, *names: str) -> list[dict[str, Any]]:
        """The log so far, or the events of these names."""
        file = self.folder / "log.jsonl"
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
        return [row for row in rows if not names or row["event"] in names]


@contextmanager
def open_walk(folder: Path) -> Iterator[Walk]:
    with (
        Newsroom(load_houses()) as newsroom,
        MailSink(folder / "mail") as mail,
        SlackSink(folder / "slack.jsonl", "xoxb-uji") as slack,
    ):
        walk = Walk(folder, newsroom, mail, slack)
        for piece in walk.pieces.values():
            if piece.old:
                newsroom.publish(piece)
        walk.configure()
        yield walk
