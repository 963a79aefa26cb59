"""When sources publish: made-up fortnights, and a simulation of polling them with the daemon's own timing."""

import math
import random
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median

from monitor.model import Announced, PublisherId, Reply, Source, SourceId, SourceKind, SourceOrigin, Yield
from monitor.sources import Pace, PollOutcome, next_poll

START = datetime(2026, 11, 1, 17, 0, tzinfo=UTC)  # Monday, midnight WIB
FORTNIGHT = timedelta(days=14)
_WIB_HOURS = 7
_ROOM = 30  # items that a feed holds
_ANSWER = Reply("", "", 200, {"etag": '"x"'}, b"")

Fortnight = Mapping[str, list[datetime]]  # published times of each source, sorted, from days before START on
Wait = Callable[[Source, PollOutcome, datetime, Pace, float], Source]


@dataclass(frozen=True)
class Result:
    """What polling cost and how soon it found things, over all sources."""

    requests: int
    median: timedelta
    ninetieth: timedelta
    found: int


def fortnight(sources: int, seed: int = 1) -> dict[str, list[datetime]]:
    """Make a press: a few portals that never rest, city papers, village papers; nights, weekends, bursts and habits."""
    chance = random.Random(seed)
    return {f"sumber-{number}": _one(chance) for number in range(sources)}


def _one(chance: random.Random) -> list[datetime]:
    daily = chance.uniform(*chance.choices([(150, 500), (25, 90), (4, 18), (0.3, 2.5)], [1, 3, 4, 2])[0])
    mornings, evenings = (chance.gauss(8, 1.5), chance.uniform(2, 4)), (chance.gauss(20, 1.5), 2.0)
    peaks = [mornings, (chance.gauss(15, 2), chance.uniform(2, 5)), evenings]
    night, weekend = chance.uniform(0.02, 0.3), chance.uniform(0.3, 1.0)
    punctual = chance.random() < 0.25  # publishes by the clock
    times: list[datetime] = []
    begin = START - timedelta(days=3)
    for hour in range(24 * 17):
        at = begin + timedelta(hours=hour)
        local = at + timedelta(hours=_WIB_HOURS)
        shape = night + sum(math.exp(-(((local.hour + 0.5 - mean) / width) ** 2)) for mean, width in peaks)
        rate = daily / 24 * shape * 1.6 * (weekend if local.weekday() >= 5 else 1.0)
        count = _poisson(chance, rate * chance.choice([0.5, 0.8, 1.0, 1.7]))
        minutes = (
            chance.choice([0, 0, 30, 15]) + chance.uniform(0, 4) if punctual else chance.uniform(0, 60)
            for _ in range(count)
        )
        times += [at + timedelta(minutes=minute) for minute in minutes]
    return sorted(times)


def _poisson(chance: random.Random, rate: float) -> int:
    count, product, limit = 0, chance.random(), math.exp(-rate)
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


def fixed(source: Source, _outcome: PollOutcome, now: datetime, pace: Pace, spread: float) -> Source:
    """Poll every interval, come what may."""
    return replace(source, due_at=now + pace.interval * (0.9 + 0.2 * spread))


def simulate(press: Fortnight, pace: Pace, decide: Wait = next_poll, seed: int = 2) -> Result:
    """Poll every source of a press for a fortnight; delays count from publication to discovery."""
    chance = random.Random(seed)
    requests, delays = 0, []
    for times in press.values():
        asked, found = _poll(times, pace, decide, chance)
        requests += asked
        delays += found
    delays.sort()
    return Result(
        requests, timedelta(seconds=median(delays)), timedelta(seconds=delays[len(delays) * 9 // 10]), len(delays)
    )


def _poll(times: list[datetime], pace: Pace, decide: Wait, chance: random.Random) -> tuple[int, list[float]]:
    items = [Announced("", "", str(n), published=time) for n, time in enumerate(times)]
    row = Source(SourceId(1), "https://h.example/rss", PublisherId("h"), SourceKind.FEED, SourceOrigin.CATALOGUE)
    now, known, requests, delays = START + pace.interval * chance.random(), 0, 0, list[float]()
    while now < START + FORTNIGHT:
        there = bisect_right(times, now)
        first = requests == 0
        delays += [(now - time).total_seconds() for time in times[known:there] if time >= START]
        document = (
            Yield(SourceKind.FEED, tuple(items[max(0, there - _ROOM) : there])) if there > known or first else None
        )
        outcome = PollOutcome(_ANSWER, document, 0 if first else there - known, first)
        row = replace(
            decide(row, outcome, now, pace, chance.random()),
            first_polled_at=row.first_polled_at or now,
            last_polled_at=now,
        )
        requests, known = requests + 1, there
        assert row.due_at is not None
        now = row.due_at
    return requests, delays


def tuned(press: Fortnight, wanted: Callable[[Result], bool], *, shortest: bool, rounds: int = 8) -> Result:
    """Find the shortest (or longest) pace whose result is as wanted; more interval means fewer requests, longer delays."""
    low, high, best = 1.0, 240.0, None
    for _ in range(rounds):
        middle = (low * high) ** 0.5
        result = simulate(press, Pace(timedelta(minutes=middle)))
        good = wanted(result)
        best = result if good else best
        if good == shortest:
            high = middle
        else:
            low = middle
    assert best is not None, "no pace will do"
    return best


def read_press(lines: Iterable[str]) -> dict[str, list[datetime]]:
    """Read a press from JSON lines {"source", "published"}, moved by whole weeks to end with the fortnight.

    A time without an offset is UTC. Raises ValueError that names the line.
    """
    import json

    press: dict[str, list[datetime]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            source, time = str(row["source"]), datetime.fromisoformat(row["published"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f'line {number}: {{"source", "published"}} is expected, times in ISO 8601 ({error!r})'
            ) from None
        press.setdefault(source, []).append(time if time.tzinfo else time.replace(tzinfo=UTC))
    if not press:
        raise ValueError("no lines")
    last = max(time for times in press.values() for time in times)
    weeks = timedelta(days=7) * math.ceil((last - START - FORTNIGHT) / timedelta(days=7))
    return {name: sorted(time - weeks for time in times) for name, times in press.items()}
