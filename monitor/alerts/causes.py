"""Why messages wait, and why several of them leave as a digest: as the outbox says it, and read back for people."""

from datetime import datetime, timedelta
from enum import StrEnum


class Cause(StrEnum):
    """As the outbox says it; in the braces stands what it names."""

    QUIET = "quiet hours until {}"  # a time of day
    DAILY = "digest at {}"  # a time of day
    ROUNDS = "collected every {}"  # a length
    LIMIT = "{} messages an hour were sent"
    MUTE = "{} is muted"  # the kind of thing, and its name in quotes
    OUTAGE = "catching up after an outage of {}"  # a length, in which no source answered
    DEAD = "the channel has taken nothing since {}"  # a moment
    LATE = "the oldest has waited since {}"  # a moment
    FLOOD = "{} stories at once"


def because(cause: Cause, detail: object) -> str:
    return cause.format(detail)


def cause_of(said: str) -> tuple[Cause, str] | None:
    """What `because` was told; None for what no cause says."""
    for cause in Cause:
        before, _, after = cause.partition("{}")
        if len(said) > len(before) + len(after) and said.startswith(before) and said.endswith(after):
            return cause, said[len(before) : len(said) - len(after)]
    return None


def brief(length: timedelta) -> str:
    """As people write it in ronda.toml: 30m, 6h, 1h30m."""
    hours, minutes = divmod(int(length.total_seconds() // 60), 60)
    return f"{hours}h{minutes}m" if hours and minutes else f"{hours}h" if hours else f"{minutes}m"


def length_of(text: str) -> timedelta:
    hours, _, minutes = text.removesuffix("m").rpartition("h") if text.endswith("m") else (text[:-1], "", "")
    return timedelta(hours=int(hours or 0), minutes=int(minutes or 0))


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text)
