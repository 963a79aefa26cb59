"""Moments as people read them: "22.15 WIB", "Senin, 23 November 2026, 22.15 WIB", "12 menit setelah Kontan"."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alerts.phrases import Phrases


def clock(when: datetime, zone: str, words: Phrases) -> str:
    """The time of day with the name of its zone: WIB, WITA, WIT, else the zone's own abbreviation or its offset."""
    local = when.astimezone(ZoneInfo(zone))
    name = local.tzname() or ""
    return f"{local.strftime(words.clock)} {'UTC' + name if name[:1] in '+-' else name}"


def moment(when: datetime, zone: str, words: Phrases) -> str:
    """The whole date and the time of day."""
    local = when.astimezone(ZoneInfo(zone))
    return words.date.format(
        weekday=words.weekdays[local.weekday()],
        day=local.day,
        month=words.months[local.month - 1],
        year=local.year,
        clock=clock(when, zone, words),
    )


def near(when: datetime, other: datetime, zone: str, words: Phrases) -> str:
    """The time of day where `other` is of the same day in that zone, else the whole date."""
    here = ZoneInfo(zone)
    same_day = when.astimezone(here).date() == other.astimezone(here).date()
    return clock(when, zone, words) if same_day else moment(when, zone, words)


def span(length: timedelta, words: Phrases) -> str:
    """A length of time in its largest fitting unit, rounded down: minutes to two hours, hours to two days."""
    minutes = int(abs(length).total_seconds() // 60)
    if minutes < 1:
        return words.spans[0]
    if minutes < 120:
        return words.spans[1].format(n=minutes)
    if minutes < 48 * 60:
        return words.spans[2].format(n=minutes // 60)
    return words.spans[3].format(n=minutes // (24 * 60))


def percent(share: float) -> str:
    """A share of 0..1 in whole per cent, rounded down so that only all of it reads 100%."""
    return f"{int(min(max(share, 0.0), 1.0) * 100 + 1e-9)}%"
