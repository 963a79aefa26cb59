"""Finds and reads ronda.toml: every problem of the whole file at once, each with its path and what to do."""

import ipaddress
from collections.abc import Collection, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from monitor.config.channels import read_channel
from monitor.config.reading import Table
from monitor.config.settings import (
    AlertSettings,
    ChannelSettings,
    LogSettings,
    NetworkSettings,
    PollingSettings,
    Secret,
    Settings,
    SourceSettings,
    StorySettings,
)
from monitor.errors import ConfigError
from monitor.model import SourceKind
from monitor.watches.pace_keys import BREAKS, read_quiet
from monitor.written import nearest, read_toml

_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def load_settings(path: Path, *, secrets: bool = True) -> Settings:
    """Reads and checks the file. Raises ConfigError with all its problems. Not `secrets`: passwords and tokens of channels that
    cannot be read are none, since nothing is to be sent."""
    return read_settings(read_toml(path), path, secrets=secrets)


def read_settings(data: Mapping[str, Any], path: Path, *, secrets: bool = True) -> Settings:
    """As `load_settings`, from the parsed file."""
    problems: list[str] = []
    wanting: list[str] = []
    warnings: list[str] = []
    base = path.resolve().parent
    top = Table(data, path.name, problems, wanting, base)
    watch_tables = {key: value for key in ("watch", "entities") if (value := top.take(key)) is not None}
    polling = _polling(top.table("polling"), warnings)
    channels, operator_channels = _channels(top), _operator(top)
    if channels and not operator_channels:
        warnings.append(
            f"{path.name}: operator.channels: names none: a dead channel, a silent source or a full disk is told nobody"
        )
    settings = Settings(
        path=path.resolve(),
        base=base,
        data_dir=(base / top.text("data_dir", "./ronda-data")).resolve(),
        database=_database(top),
        language="en" if top.text("language", "id", choices=("id", "en")) == "en" else "id",
        timezone=_zone(top),
        catalogue=top.texts("catalogue"),
        watches=top.texts("watches"),
        words=top.texts("words"),
        watch_tables=watch_tables,
        polling=polling,
        network=_network(top.table("network")),
        log=_log(top.table("log")),
        stories=_stories(top.table("stories")),
        alerts=_alerts(top.table("alerts")),
        sources=_sources(top),
        channels=channels,
        operator_channels=operator_channels,
        warnings=tuple(warnings),
    )
    top.close()
    _check_names(settings, problems)
    if secrets:
        problems += wanting
    if problems:
        raise ConfigError(problems)
    return settings


def _database(top: Table) -> Secret | None:
    wanting = len(top.wanting)
    address = top.secret("database")
    top.problems += top.wanting[wanting:]  # nothing goes on without it
    del top.wanting[wanting:]
    if (
        address
        and address.value
        and address.value.partition("://")[0].partition("+")[0] not in ("postgresql", "postgres")
    ):
        top.problem("database", f"{address.origin} holds no address (postgresql://user:password@host/name)")
    return address


def _zone(top: Table) -> str:
    name = top.text("timezone", "Asia/Jakarta")
    if name not in available_timezones():
        hint = f' (write "{_ZONES[name]}")' if name in _ZONES else nearest(name, available_timezones())
        top.problem("timezone", f'"{name}" is no time zone{hint}')
        return "Asia/Jakarta"
    ZoneInfo(name)
    return name


def _polling(table: Table, warnings: list[str]) -> PollingSettings:
    usual = PollingSettings()
    polling = PollingSettings(
        interval=table.duration("interval", usual.interval),
        min_interval=table.duration("min_interval", usual.min_interval),
        max_interval=table.duration("max_interval", usual.max_interval),
        host_gap=table.duration("host_gap", usual.host_gap),
        first_look=table.duration("first_look", usual.first_look),
        workers=table.number("workers", usual.workers, 1, 256),
    )
    table.close()
    if polling.max_interval < polling.min_interval:
        table.problem("max_interval", "is shorter than min_interval")
    if polling.max_interval <= timedelta(0):
        table.problem("max_interval", 'must be more than nothing (write "60m")')
    if polling.min_interval < usual.min_interval:
        warnings.append(f"{table.path}.min_interval: below 5m is only for hosts of your own")
    if polling.host_gap < usual.host_gap:
        warnings.append(f"{table.path}.host_gap: below 1s is only for hosts of your own")
    return polling


def _network(table: Table) -> NetworkSettings:
    usual = NetworkSettings()
    network = NetworkSettings(
        contact=table.text("contact", usual.contact),
        timeout=table.duration("timeout", usual.timeout),
        max_body=table.size("max_body", usual.max_body),
        allow_addresses=table.texts("allow_addresses"),
        proxy=table.text("proxy", usual.proxy),
    )
    table.close()
    for item in network.allow_addresses:
        try:
            ipaddress.ip_network(item, strict=False)
        except ValueError:
            table.problem("allow_addresses", f'"{item}" is not a network (write "127.0.0.0/8" or "10.1.2.3/32")')
    if network.timeout <= timedelta(0):
        table.problem("timeout", 'must be more than nothing (write "30s")')
    if network.proxy and urlsplit(network.proxy).scheme not in ("http", "https"):
        table.problem("proxy", f'"{network.proxy}" is not an http(s) address')
    if not network.contact.isprintable():
        table.problem("contact", "holds characters that cannot stand in a header")
    return network


def _log(table: Table) -> LogSettings:
    log = LogSettings(
        level=table.text("level", "info", choices=("debug", "info", "warning", "error")),
        format=table.text("format", "auto", choices=("auto", "text", "json", "journal")),
        file=table.text("file", ""),
    )
    table.close()
    return log


def _stories(table: Table) -> StorySettings:
    stories = StorySettings(window=table.duration("window", StorySettings().window))
    table.close()
    if stories.window < timedelta(days=1):
        table.problem("window", 'must be a day at least (write "21d")')
    return stories


def _alerts(table: Table) -> AlertSettings:
    usual = AlertSettings()
    quiet = read_quiet(table.take("quiet", ""))
    if quiet is None:
        table.problem("quiet", 'hours are expected: "22:00-06:00" ("" for none)')
    alerts = AlertSettings(
        quiet=None if quiet is None or quiet.start == quiet.until else quiet,
        breaks_quiet=table.text("breaks_quiet", usual.breaks_quiet, choices=BREAKS),
        max_per_hour=table.number("max_per_hour", usual.max_per_hour, 0, 10_000),
        flood=table.number("flood", usual.flood, 1, 1_000),
        templates=table.text("templates", usual.templates),
    )
    table.close()
    folder = table.base / alerts.templates
    if alerts.templates and not folder.is_dir():
        table.problem("templates", f"{folder} is no folder")
    return alerts


def _sources(top: Table) -> tuple[SourceSettings, ...]:
    rows = []
    seen: dict[str, int] = {}
    for n, table in enumerate(top.tables("source"), 1):
        url = table.text("url")
        if not url:
            table.problem("url", 'is missing (write url = "https://...")')
        elif urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            table.problem("url", f'"{url}" is not an http(s) address')
        elif url in seen:
            table.problem("url", f"stands in source[{seen[url]}] already")
        seen.setdefault(url, n)
        kind = table.text("kind", choices=tuple(SourceKind))
        interval = table.optional_duration("interval") if table.has("interval") else None
        rows.append(SourceSettings(url, table.text("publisher"), SourceKind(kind) if kind else None, interval))
        table.close()
    return tuple(rows)


def _channels(top: Table) -> tuple[ChannelSettings, ...]:
    return tuple(
        channel for name, table in top.named_tables("channels").items() if (channel := read_channel(name, table))
    )


def _operator(top: Table) -> tuple[str, ...]:
    table = top.table("operator")
    channels = table.texts("channels")
    table.close()
    return channels


def _check_names(settings: Settings, problems: list[str]) -> None:
    names = [channel.name for channel in settings.channels]
    assert settings.path is not None
    for name in settings.operator_channels:
        if name not in names:
            problems.append(
                f'{settings.path.name}: operator.channels: there is no channel "{name}"{_remedy(name, names)}'
            )


def _remedy(name: str, names: Collection[str]) -> str:
    return nearest(name, names) or f" (write a table [channels.{name}])"
