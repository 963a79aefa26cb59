"""The settings in force as people and programs read them: defaults filled in, secrets masked."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.config.settings import Secret, Settings
from monitor.rules import QuietHours


def as_table(settings: Settings) -> dict[str, Any]:
    """The file as it would have to be written to mean the same; JSON-ready."""
    polling, network = settings.polling, settings.network
    return {
        "data_dir": str(settings.data_dir),
        "database": _plain(settings.database),
        "language": settings.language,
        "timezone": settings.timezone,
        "catalogue": list(settings.catalogue),
        "watches": list(settings.watches),
        "words": list(settings.words),
        "polling": {key: _plain(getattr(polling, key)) for key in polling.__slots__},
        "network": {
            key: _size(network.max_body) if key == "max_body" else _plain(getattr(network, key))
            for key in network.__slots__
        },
        "stories": {"window": _plain(settings.stories.window)},
        "alerts": {key: _plain(getattr(settings.alerts, key)) for key in settings.alerts.__slots__}
        | ({} if settings.alerts.quiet else {"quiet": ""}),
        "log": {key: _plain(getattr(settings.log, key)) for key in settings.log.__slots__},
        "source": [
            {"url": row.url, "publisher": row.publisher, "kind": row.kind, "interval": _plain(row.interval)}
            for row in settings.sources
        ],
        "channels": {
            row.name: {"type": row.type, **{key: _plain(value) for key, value in row.options.items()}}
            for row in settings.channels
        },
        "operator": {"channels": list(settings.operator_channels)},
        **settings.watch_tables,
    }


def as_toml(settings: Settings) -> str:
    """The same as TOML text."""
    lines = [f"# in force, from {settings.path}"]
    lines += _table(as_table(settings), "")
    return "\n".join(lines) + "\n"


def _table(values: Mapping[str, Any], path: str) -> list[str]:
    inner = {key: value for key, value in values.items() if _is_table(value)}
    lines = [f"{_key(key)} = {_toml(value)}" for key, value in values.items() if key not in inner and value is not None]
    for key, value in inner.items():
        name = f"{path}{_key(key)}"
        if isinstance(value, Mapping):
            body = _table(value, f"{name}.")
            lines += [*([] if value and all(map(_is_table, value.values())) else ["", f"[{name}]"]), *body]
        else:
            for row in value:
                lines += ["", f"[[{name}]]", *_table(row, f"{name}.")]
    return lines


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    return (
        key
        if key.replace("-", "").replace("_", "").isalnum() and key.isascii()
        else json.dumps(key, ensure_ascii=False)
    )


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, QuietHours):
        return f"{value.start:%H:%M}-{value.until:%H:%M}"
    if isinstance(value, Secret | Path):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _size(value: int) -> str:
    return f"{value // 1_000_000}MB" if value % 1_000_000 == 0 else f"{value}B"
