"""A watch played over the past: what it would have raised, and what another version of it would have raised instead."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model import Document, Match
from monitor.watches.matcher import Matcher

_FULL = "█"
_PARTS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Past:
    """An article of the past. `story`: the same for all copies of a text, whose `original` it may be; `at`: when it came,
    None where unknown."""

    id: str
    story: str
    at: datetime | None
    title: str
    url: str
    publisher: str
    document: Document
    original: bool = False


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert that would have been raised, with how many later copies of the story match, too."""

    past: Past
    match: Match
    copies: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`gained` and `lost` hold what the other version would not, and would alone, have raised."""

    articles: int
    alerts: tuple[Raised, ...]
    gained: tuple[Raised, ...] = ()
    lost: tuple[Raised, ...] = ()

    @property
    def copies(self) -> int:
        return sum(raised.copies for raised in self.alerts)


def play_back(pasts: Iterable[Past], matcher: Matcher, against: Matcher | None = None) -> Outcome:
    """Plays one watch, and another version of it, over articles in the order they came: one alert a story.

    Each matcher holds the one watch. Alerts come in the order they would have been raised.
    """
    own, other = _Told(matcher), _Told(against) if against else None
    articles = 0
    for past in pasts:
        articles += 1
        own.hear(past)
        if other is not None:
            other.hear(past)
    alerts = own.alerts()
    if other is None:
        return Outcome(articles, alerts)
    gained = tuple(raised for raised in alerts if raised.past.story not in other.first)
    lost = tuple(raised for raised in other.alerts() if raised.past.story not in own.first)
    return Outcome(articles, alerts, gained, lost)


class _Told:
    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.first: dict[str, tuple[Past, Match]] = {}
        self._more: Counter[str] = Counter()

    def hear(self, past: Past) -> None:
        for match in self._matcher.match(past.document):
            if past.story in self.first:
                self._more[past.story] += 1
            else:
                self.first[past.story] = past, match

    def alerts(self) -> tuple[Raised, ...]:
        return tuple(Raised(past, match, self._more[story]) for story, (past, match) in self.first.items())


def days_of(alerts: Iterable[Raised], zone: str, first: datetime | None, last: datetime | None) -> dict[date, int]:
    """Alerts a day of the zone, quiet days from `first` to `last` included; undated alerts are left out."""
    there = ZoneInfo(zone)
    counts = Counter(raised.past.at.astimezone(there).date() for raised in alerts if raised.past.at)
    days = set(counts) | {moment.astimezone(there).date() for moment in (first, last) if moment}
    if not days:
        return {}
    start, size = min(days), (max(days) - min(days)).days + 1
    return {day: counts[day] for day in (start + timedelta(days=number) for number in range(size))}


def bars(days: dict[date, int], width: int) -> list[str]:
    """A bar for each day, the longest `width` characters wide: `Sen 23 Nov ███▌ 7`."""
    most = max(days.values(), default=0)
    return [f"{_name(day)} {_bar(count, most, width)} {count}" for day, count in days.items()]


def _bar(count: int, most: int, width: int) -> str:
    eighths = round(count * width * 8 / most) if most else 0
    return (_FULL * (eighths // 8) + _PARTS[eighths % 8]).rstrip()


def _name(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day:2} {_MONTHS[day.month - 1]}"


_WEEKDAYS: Sequence[str] = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_MONTHS: Sequence[str] = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
