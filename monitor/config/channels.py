"""Reads one [channels.NAME] table by what its type wants to know (monitor.channels says what that is)."""

from typing import Any

from monitor.channels import CHANNELS, Key
from monitor.config.reading import Table
from monitor.config.settings import ChannelSettings, Secret
from monitor.errors import ConfigError


def read_channel(name: str, table: Table) -> ChannelSettings | None:
    """The channel, or None (and a problem noted) where its type is unknown or a key it needs is missing."""
    if not table.has("type"):
        table.problem("type", f"is missing (one of {', '.join(CHANNELS)})")
        return None
    type_ = table.text("type", choices=tuple(CHANNELS))
    if not type_:
        return None
    spec, before = CHANNELS[type_], len(table.problems)
    options = {key: value for key, about in spec.keys.items() if (value := _value(table, key, about)) is not None}
    table.close()
    if len(table.problems) > before:
        return None
    settings = ChannelSettings(name, type_, options)
    if any(isinstance(value, Secret) and not value.value for value in options.values()):
        return settings  # cannot be built, and `wanting` says why
    try:
        spec.make(name, plain_values(settings))
    except ConfigError as error:
        table.problems += [f"{table.path.partition(':')[0]}: {problem}" for problem in error.problems]
        return None
    return settings


def plain_values(settings: ChannelSettings) -> dict[str, Any]:
    """The options with secrets in the clear: for building the channel, and nothing else."""
    return {key: value.value if isinstance(value, Secret) else value for key, value in settings.options.items()}


def _value(table: Table, key: str, about: Key) -> Any:
    """The value, or None where the key is absent."""
    if not table.has(key):
        if about.required:
            table.problem(key, "is missing")
        table.take(key)
        return None
    match about.kind:
        case "secret":
            return table.secret(key)
        case "either":
            return table.text_or_secret(key)
        case "texts":
            return table.texts(key)
        case "port":
            return table.number(key, 0, 1, 65535)
        case "duration":
            return table.optional_duration(key)
        case "flag":
            return table.flag(key, default=False)
        case "choice":
            return table.text(key, choices=about.choices)
        case _:
            return table.text(key)
