"""What is new at a publisher: parsing documents, deciding what counts as news, and when to look again. Pure."""

from monitor.sources.gaps import Before, Edited, edited, may_hide_a_gap, read_back
from monitor.sources.health import News, Told, examine, is_ill
from monitor.sources.news import is_another, sort_entries, was_there_before
from monitor.sources.parsing import digest, parse
from monitor.sources.remedies import remedy
from monitor.sources.timing import LONGEST_WAIT, Pace, PollOutcome, next_attempt, next_poll, validators_for

__all__ = [
    "LONGEST_WAIT",
    "Before",
    "Edited",
    "News",
    "Pace",
    "PollOutcome",
    "Told",
    "digest",
    "edited",
    "examine",
    "is_another",
    "is_ill",
    "may_hide_a_gap",
    "next_attempt",
    "next_poll",
    "parse",
    "read_back",
    "remedy",
    "sort_entries",
    "validators_for",
    "was_there_before",
]
