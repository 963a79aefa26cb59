"""The demo's folder and everything that stands in it: newsroom, sinks, ronda.toml, watches.toml."""

import fcntl
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.demo.mail_sink import MailSink
from monitor.demo.newsroom import Answer, Newsroom
from monitor.demo.pieces import House, load_houses, load_pieces
from monitor.demo.slack_sink import SlackSink
from monitor.errors import UsageError

MARK = ".ronda-demo"
TOKEN = "xoxb-only-for-the-demo"  # noqa: S105  (the stand-in's)
CHANNEL = "#redaksi"
DESK = "meja@redaksi.example"
SICK = "suara-pesisir"
RETRY_AFTER = 120

CONFIG = """\
# Made by `ronda demo`: a newsroom on loopback. The rhythm is sped up; real hosts are asked every 5 minutes at most.
data_dir = "data"
language = "{language}"
catalogue = []
watches = ["watches.toml"]

[polling]
interval = "1s"
min_interval = "1s"
max_interval = "1s"
host_gap = "0s"

[network]
contact = "https://example.org/ronda-demo"
allow_addresses = ["127.0.0.0/8"]

[log]
file = "log.jsonl"
level = "debug"                      # every poll, too
{sources}
[channels.meja]
type = "email"
host = "{host}"
port = {port}
security = "none"
from = "Ronda <ronda@redaksi.example>"
to = ["{desk}"]

[channels.redaksi]
type = "slack"
token = {{ file = "slack-token" }}
channel = "{channel}"
api_url = "{api_url}"
"""
SOURCE = """
[[source]]
url = "{url}"
publisher = "{publisher}"
"""
WATCHES = """\
# What the demo listens for. No `channels`: every channel is told.

[entities.trump]
name = "Donald Trump"
aliases = ["Trump", "Presiden Amerika Serikat"]
kind = "person"

[entities.putin]
name = "Vladimir Putin"
aliases = ["Putin", "Presiden Rusia"]
weak = ["Vladimir"]
kind = "person"

[[watch]]
name = "Trump dan Putin"
query = '@trump AND @putin'

[[watch]]
name = "Harga emas"
query = 'title:"harga emas" AND gram'
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands on loopback while the demo runs."""

    folder: Path
    newsroom: Newsroom
    mail: MailSink
    slack: SlackSink

    @property
    def config(self) -> Path:
        return self.folder / "ronda.toml"

    @property
    def watches(self) -> list[tuple[str, str]]:
        """Name and query of what is listened for."""
        return [(watch["name"], watch["query"]) for watch in tomllib.loads(WATCHES)["watch"]]

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"


@contextmanager
def open_stage(folder: Path, language: str = "id") -> Iterator[Stage]:
    """Empties `folder`, opens newsroom and sinks, writes the configuration. Everything closes with the block.

    Raises UsageError where the folder holds something that no demo made, or another demo runs in it.
    """
    with ExitStack() as opened:
        opened.enter_context(_own(folder))
        newsroom = opened.enter_context(Newsroom(load_houses()))
        for piece in load_pieces(datetime.now(UTC)).values():
            if piece.old:
                newsroom.publish(piece)
        door = next(house.door for house in newsroom.houses if house.key == SICK)
        newsroom.say(SICK, door, Answer(b"Sedang dalam perbaikan.", 503, headers={"Retry-After": str(RETRY_AFTER)}))
        stage = Stage(
            folder,
            newsroom,
            opened.enter_context(MailSink(folder / "mail")),
            opened.enter_context(SlackSink(folder / "slack.jsonl", TOKEN, (CHANNEL,))),
        )
        _write_configuration(stage, language)
        yield stage


def _write_configuration(stage: Stage, language: str) -> None:
    sources = "".join(
        SOURCE.format(url=stage.newsroom.door(house.key), publisher=_publisher(house))
        for house in stage.newsroom.houses
    )
    stage.config.write_text(
        CONFIG.format(language=language, sources=sources, host=stage.mail.host, port=stage.mail.port, desk=DESK,
                      channel=CHANNEL, api_url=stage.slack.api_url),
        encoding="utf-8",
    )  # fmt: skip
    (stage.folder / "watches.toml").write_text(WATCHES, encoding="utf-8")
    token = stage.folder / "slack-token"
    token.touch(mode=0o600)
    token.write_text(TOKEN + "\n", encoding="utf-8")


def _publisher(house: House) -> str:
    """The catalogue's id where the house is a real one; the name of a made-up one as readers write it."""
    return house.catalogue or house.name


@contextmanager
def _own(folder: Path) -> Iterator[None]:
    mark = folder / MARK
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file (name another folder with --dir)")
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise UsageError(
            f"{folder}: holds files that no demo made; they are left alone (name another folder with --dir)"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with mark.open("a", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"{folder}: another demo runs here (name another folder with --dir)") from None
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path != mark:
                path.unlink()
        yield
