"""The sending side of Ronda with its world in our hands: real SMTP and HTTP servers, a real store, a clock that we set."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor.app import open_tools
from monitor.config import load_settings
from monitor.daemon import run_once
from monitor.model import Decided, DeliveryKind, Placing, PlannedDelivery, SourceState
from monitor.store import RecordedArticle, Store
from monitor.tools import Tools
from tests.slack_standin import TOKEN, SlackStandIn
from tests.smtp import MailServer
from tests.store_values import article, copies, record, tells

NIGHT = "2026-11-23T23:15:00+07:00"
MORNING = "2026-11-24T09:00:00+07:00"

WATCHES = """
[[watch]]
name = "banjir"
query = "banjir"
{keys}
[[watch]]
name = "emas"
query = "emas"
"""


@dataclass
class Clock:
    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **length: float) -> None:
        self.moment += timedelta(**length)

    def set(self, text: str) -> None:
        self.moment = datetime.fromisoformat(text)


@dataclass
class Desk:
    """`tell` records an article whose alert, or copy, is due; `work` sends what is due."""

    folder: Path
    mail: MailServer
    slack: SlackStandIn
    clock: Clock
    tools: Tools
    told: dict[str, RecordedArticle] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.tools.store

    @property
    def config(self) -> Path:
        return self.folder / "ronda.toml"

    def tell(self, *names: str, channel: str = "surel", watch: str = "banjir") -> None:
        for name in names:
            of = [
                tells(channel, recipient=one, watch=watch, due_at=self.clock())
                for one in self.tools.recipients[channel]
            ]
            decided = Decided(of[0].alerts, tuple(message for each in of for message in each.deliveries))
            self.told[name] = record(self.store, f"{name}.example/1", decided=decided, now=self.clock())

    def copy(self, of: str, *names: str, channel: str = "surel", kind: DeliveryKind = DeliveryKind.COPY) -> None:
        recipient = self.tools.recipients[channel][0]
        for name in names:
            planned = PlannedDelivery(channel, recipient, kind, ("banjir",), self.clock())
            placing: Placing = replace(copies(self.told[of]), is_original=kind is DeliveryKind.UPDATE)
            own = article(f"{name}.example/1", publisher=name)
            record(self.store, f"{name}.example/1", placing, Decided((), (planned,)), now=self.clock(), made=own)

    def work(self) -> None:
        self._sources(SourceState.PAUSED)
        run_once(self.tools, 4)
        self._sources(SourceState.ACTIVE)

    def _sources(self, state: SourceState) -> None:
        """Nothing is polled while messages are sent: what there is was recorded by hand."""
        for source in self.store.list_sources():
            self.store.set_source_state(source.id, state, self.clock())

    def subjects(self) -> list[str]:
        return [str(mail.message["Subject"]) for mail in self.mail.mails]

    def bodies(self) -> list[str]:
        found = [mail.message.get_body(("plain",)) for mail in self.mail.mails]
        return [body.get_content().replace("\r\n", "\n") if body else "" for body in found]

    def use(self, **changes: object) -> None:
        self.tools = replace(self.tools, **changes)  # type: ignore[arg-type]


@contextmanager
def open_desk(
    folder: Path, keys: str = "", more: str = "", top: str = "", to: Sequence[str] = ("meja@uji.example",)
) -> Iterator[Desk]:
    """`keys` go into the watch "banjir", `more` to the end of ronda.toml, `top` before its first table; `to` gets mail."""
    with MailServer() as mail, SlackStandIn() as slack:
        (folder / "watches.toml").write_text(WATCHES.format(keys=keys))
        (folder / "ronda.toml").write_text(_config(folder, mail, slack, more, top, to))
        with open_tools(load_settings(folder / "ronda.toml")) as house:
            clock = Clock(datetime.fromisoformat(MORNING))
            desk = Desk(folder, mail, slack, clock, replace(house.tools, now=clock))
            yield desk


def _config(folder: Path, mail: MailServer, slack: SlackStandIn, more: str, top: str, to: Sequence[str]) -> str:
    token = folder / "token"
    token.touch(mode=0o600)
    token.write_text(TOKEN)
    tables: Mapping[str, str] = {
        "surel": f'type = "email"\nhost = "127.0.0.1"\nport = {mail.port}\nsecurity = "none"\n'
        f'from = "Ronda <ronda@uji.example>"\nto = {json.dumps([*to])}\ntimeout = "5s"',
        "redaksi": f'type = "slack"\ntoken = {{ file = "token" }}\nchannel = "#redaksi"\napi_url = "{slack.api_url}"',
    }
    channels = "\n".join(f"[channels.{name}]\n{table}" for name, table in tables.items())
    return (
        f'data_dir = "data"\nwatches = ["watches.toml"]\n{top}\n{channels}\n[operator]\nchannels = ["surel"]\n{more}\n'
    )
