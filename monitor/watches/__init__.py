"""Watches: standing questions to the press, in a query language that knows Indonesian."""

from monitor.watches.entities import Entity, EntityKind
from monitor.watches.finding import SpanMaker
from monitor.watches.formatting import format_query
from monitor.watches.matcher import Matcher, word_shares
from monitor.watches.parsing import parse_query
from monitor.watches.query import QueryError
from monitor.watches.reading import read_watches, strangers
from monitor.watches.rereading import ReadFile, differences, read_file
from monitor.watches.watch import Watch, WatchFile
from monitor.watches.words import Words, read_words, together

__all__ = [
    "Entity",
    "EntityKind",
    "Matcher",
    "QueryError",
    "ReadFile",
    "SpanMaker",
    "Watch",
    "WatchFile",
    "Words",
    "differences",
    "format_query",
    "parse_query",
    "read_file",
    "read_watches",
    "read_words",
    "strangers",
    "together",
    "word_shares",
]
