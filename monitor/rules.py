"""What a watch says about telling: vocabulary that watches read and alerts obey."""

from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours in which messages wait, on the clock of alerts; over midnight where `until` is not after `start`."""

    start: time
    until: time  # the same as `start`: no hour is quiet, whatever the house says


@dataclass(frozen=True, slots=True)
class WatchRules:
    """What a watch says about telling. Keys of [[watch]] beside name and query."""

    name: str
    channels: tuple[str, ...] | None = None  # None: every channel; (): nobody
    copies: str = "thread"  # thread | silent | alert
    severity: str = "normal"  # low | normal | high
    every: timedelta | None = None  # alerts are collected and leave together, this far apart
    digest: time | None = None  # ... or once a day, at this time
    max_per_hour: int | None = None  # messages; None: as the house does, 0: no limit
    quiet: QuietHours | None = None  # None: as the house does
    breaks_quiet: str | None = None  # the severity that quiet hours do not hold, or "never"; None: as the house does
    expires: date | None = None  # a datetime, or a date whose whole day still counts; from then on it tells nothing new
