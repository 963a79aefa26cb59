"""What a source's items say about when it publishes, and how long one may wait before looking again.

A rate for every hour of the day, factors for the minutes and the days of the week, all forgotten slowly; before enough
is seen they lean on how the press lives. Hours are WIB; eastern papers are learnt like any other.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_WIB = timezone(timedelta(hours=7))
_PACKED = struct.Struct("<Bdf24f12f7f7f")
_VERSION = 1
_MEMORY_DAYS = 14.0  # after so many days an item counts half
_DAY_PRESS_LIVES = (  # items an hour of an ordinary outlet, night to night, mean 1
    0.35, 0.2, 0.15, 0.15, 0.25, 0.5, 0.85, 1.1, 1.3, 1.45, 1.5, 1.45,
    1.35, 1.4, 1.5, 1.5, 1.5, 1.4, 1.3, 1.25, 1.2, 1.1, 0.85, 0.6,
)  # fmt: skip
_ASSUMED_ITEMS = 6.0  # weight of that belief, in items
_ASSUMED_MINUTES = 400.0  # weight, in items, of the belief that the minutes of an hour are alike
_ASSUMED_DAYS = 0.25  # weight of the belief that a source brings one item an hour
_ASSUMED_RATE = 24.0  # items a day
_EVENNESS = 0.8  # 0: every source alike, 1: every poll expects as much news as any other; see the bench
_STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Decayed counts of items by hour, minute and weekday (Monday first), and how much of each weekday was watched."""

    until: datetime | None = None
    days: float = 0.0
    by_hour: tuple[float, ...] = (0.0,) * 24
    by_minute: tuple[float, ...] = (0.0,) * 12  # of the hour, in steps of five
    by_weekday: tuple[float, ...] = (0.0,) * 7
    watched: tuple[float, ...] = (0.0,) * 7

    def pack(self) -> bytes:
        """Give the bytes that `Source.rhythm` keeps."""
        if self.until is None:
            return b""
        return _PACKED.pack(
            _VERSION, self.until.timestamp(), self.days, *self.by_hour, *self.by_minute, *self.by_weekday, *self.watched
        )


def unpack(kept: bytes) -> Rhythm:
    """Read what `pack` gave; nothing is known of a source whose bytes are of another version."""
    if len(kept) != _PACKED.size or kept[0] != _VERSION:
        return Rhythm()
    _, until, days, *rest = _PACKED.unpack(kept)
    return Rhythm(
        datetime.fromtimestamp(until, UTC), days, *map(tuple, (rest[:24], rest[24:36], rest[36:43], rest[43:]))
    )


def observe(rhythm: Rhythm, published: Iterable[datetime], now: datetime) -> Rhythm:
    """Take in the times of the items that this poll found new; at the first poll, of all items."""
    earliest = now - timedelta(days=_MEMORY_DAYS) if rhythm.until is None else rhythm.until - timedelta(hours=6)
    times = [time for time in published if earliest <= time <= now]
    since = rhythm.until or min(times, default=now)
    span = max(0.0, (now - since) / timedelta(days=1))
    kept = 0.5 ** (span / _MEMORY_DAYS)
    by_hour, by_weekday = [n * kept for n in rhythm.by_hour], [n * kept for n in rhythm.by_weekday]
    by_minute, watched = [n * kept for n in rhythm.by_minute], [n * kept for n in rhythm.watched]
    for time in times:
        local = time.astimezone(_WIB)
        by_hour[local.hour] += 1
        by_minute[local.minute // 5] += 1
        by_weekday[local.weekday()] += 1
    for weekday, part in _weekdays(since, now):
        watched[weekday] += part
    return Rhythm(now, rhythm.days * kept + span, tuple(by_hour), tuple(by_minute), tuple(by_weekday), tuple(watched))


def _weekdays(since: datetime, now: datetime) -> Iterable[tuple[int, float]]:
    """Cut a stretch of time at midnight: each weekday with the part of a day it has of it."""
    here, end = since.astimezone(_WIB), now.astimezone(_WIB)
    while here < end:
        midnight = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        until = min(midnight, end)
        yield here.weekday(), (until - here) / timedelta(days=1)
        here = until


def usual_rate(rhythm: Rhythm, silence: timedelta) -> float:
    """Give the items a day that were usual before a silence of this length, which has been watched since."""
    days = silence / timedelta(days=1)
    kept = 0.5 ** (days / _MEMORY_DAYS)
    return sum(rhythm.by_hour) / kept / max(rhythm.days, 1.0) if kept > 0.001 else 0.0


def rates(rhythm: Rhythm) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Give items an hour for each hour of an average day, and factors for each twelfth of an hour and each weekday."""
    items = sum(rhythm.by_hour)
    daily = (items + _ASSUMED_RATE * _ASSUMED_DAYS) / (rhythm.days + _ASSUMED_DAYS)
    seen = rhythm.by_hour
    smooth = [0.25 * seen[hour - 1] + 0.5 * seen[hour] + 0.25 * seen[(hour + 1) % 24] for hour in range(24)]
    shares = [(smooth[h] + _ASSUMED_ITEMS * _DAY_PRESS_LIVES[h] / 24) / (items + _ASSUMED_ITEMS) for h in range(24)]
    typical = items / rhythm.days if rhythm.days > 0 else daily
    weekdays = tuple(
        (count + daily) / (typical * days + daily) if typical * days + daily > 0 else 1.0
        for count, days in zip(rhythm.by_weekday, rhythm.watched, strict=True)
    )
    minutes = tuple((12 * n + _ASSUMED_MINUTES) / (items + _ASSUMED_MINUTES) for n in rhythm.by_minute)
    return tuple(daily * share for share in shares), minutes, weekdays


def wait(
    rhythm: Rhythm, now: datetime, interval: timedelta, shortest: timedelta, longest: timedelta, room: int
) -> timedelta:
    """Give how long to wait: `interval` where one item an hour is expected, less in busier hours, more in calm ones.

    `room` is how many items the document holds: the wait ends before the expected news fills half of it (0: unknown).
    """
    if shortest >= longest:
        return shortest
    by_hour, by_minute, by_weekday = rates(rhythm)
    spent = expected = 0.0
    waited = timedelta()
    most = room / 2 if room else float("inf")
    limit = interval / timedelta(hours=1)
    step = min(_STEP, max(shortest, timedelta(seconds=1)))
    hours = step / timedelta(hours=1)
    while waited < longest:
        local = (now + waited).astimezone(_WIB)
        rate = by_hour[local.hour] * by_minute[local.minute // 5] * by_weekday[local.weekday()]
        spent += hours * rate**_EVENNESS
        expected += hours * rate
        waited += step
        if spent >= limit or expected >= most:
            break
    return max(shortest, min(longest, waited))
