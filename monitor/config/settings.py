"""What is in force: one frozen value for the whole of ronda.toml, defaults filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from monitor.model import SourceKind
from monitor.rules import QuietHours


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that never shows: `origin` ("env SLACK_TOKEN") stands for it wherever people read."""

    origin: str
    value: str = field(repr=False)

    def __str__(self) -> str:
        return f"<{self.origin}>"


@dataclass(frozen=True, slots=True)
class PollingSettings:
    interval: timedelta = timedelta(minutes=15)
    min_interval: timedelta = timedelta(minutes=5)
    max_interval: timedelta = timedelta(minutes=60)
    host_gap: timedelta = timedelta(seconds=1)
    first_look: timedelta = timedelta(0)
    workers: int = 16


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    contact: str = ""
    timeout: timedelta = timedelta(seconds=30)
    max_body: int = 15_000_000
    allow_addresses: tuple[str, ...] = ()
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class LogSettings:
    level: str = "info"  # debug | info | warning | error
    format: str = "auto"  # auto | text | json | journal; auto: journal under systemd, else text
    file: str = ""  # JSON lines beside standard error; "" for none


@dataclass(frozen=True, slots=True)
class StorySettings:
    window: timedelta = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """What holds for every watch that does not say otherwise."""

    quiet: QuietHours | None = None
    breaks_quiet: str = "high"  # low | normal | high | never
    max_per_hour: int = 0  # 0: no limit
    flood: int = 100
    templates: str = ""  # a folder with templates of the user's own; "" for none


@dataclass(frozen=True, slots=True)
class SourceSettings:
    url: str
    publisher: str = ""
    kind: SourceKind | None = None
    interval: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    name: str
    type: str
    options: Mapping[str, Any]  # as the channel's class takes them; secrets as Secret


@dataclass(frozen=True, slots=True)
class Settings:
    """`base` is the folder that relative paths of the file start from; `path` is None where no file was found."""

    path: Path | None = None
    base: Path = Path()
    data_dir: Path = Path("ronda-data")
    database: Secret | None = None
    language: Literal["id", "en"] = "id"
    timezone: str = "Asia/Jakarta"
    catalogue: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    watch_tables: Mapping[str, Any] = field(
        default_factory=dict
    )  # [[watch]] and [entities] written into ronda.toml itself
    polling: PollingSettings = PollingSettings()
    network: NetworkSettings = NetworkSettings()
    log: LogSettings = LogSettings()
    stories: StorySettings = StorySettings()
    alerts: AlertSettings = AlertSettings()
    sources: tuple[SourceSettings, ...] = ()
    channels: tuple[ChannelSettings, ...] = ()
    operator_channels: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
