"""Reads one [channels.NAME] table by what its type wants to know."""

from monitor.config.reading import Table
from monitor.config.settings import ChannelSettings


def read_channel(name: str, table: Table) -> ChannelSettings | None:
    """The channel, or None (and a problem noted) where its type is unknown."""
    raise NotImplementedError
