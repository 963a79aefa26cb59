"""Watches: standing questions to the press, in a query language that knows Indonesian."""

from monitor.watches.entities import Entity, EntityKind
from monitor.watches.matcher import Matcher
from monitor.watches.reading import read_watches
from monitor.watches.watch import Watch, WatchFile
from monitor.watches.words import Words, read_words

__all__ = ["Entity", "EntityKind", "Matcher", "Watch", "WatchFile", "Words", "read_watches", "read_words"]
