"""What is new at a publisher: parsing documents, deciding what counts as news, and when to look again. Pure."""

from monitor.sources.health import News, Told, examine, is_ill, remedy
from monitor.sources.news import sort_entries
from monitor.sources.parsing import digest, parse
from monitor.sources.timing import LONGEST_WAIT, Pace, PollOutcome, next_attempt, next_poll, validators_for

__all__ = [
    "LONGEST_WAIT",
    "News",
    "Pace",
    "PollOutcome",
    "Told",
    "digest",
    "examine",
    "is_ill",
    "next_attempt",
    "next_poll",
    "parse",
    "remedy",
    "sort_entries",
    "validators_for",
]
