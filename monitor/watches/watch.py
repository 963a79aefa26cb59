"""A watch as its file says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.rules import WatchRules
from monitor.watches.entities import Entity
from monitor.watches.query import Node


class Watch(NamedTuple):
    """A standing question: `query` as written, `tree` as read, `rules` for telling."""

    name: str
    query: str
    tree: Node
    rules: WatchRules


@dataclass(frozen=True, slots=True)
class WatchFile:
    """What one file of watches holds."""

    watches: tuple[Watch, ...] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
