"""Moments as people read them: "22.15 WIB", "Senin, 23 November 2026, 22.15 WIB", "12 menit setelah Kontan"."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alerts.phrases import Phrases


def clock(when: datetime, zone: str, words: Phrases) -> str:
    """The time of day with the name of its zone: WIB, WITA, WIT, else the zone's own abbreviation or its offset."""
    local = when.astimezone(ZoneInfo(zone))
    name = local.tzname() or ""
    return f"{local.strftime(words.clock)} {'UTC' + name if name[:1] in '+-' else name}"


def moment(when: datetime, zone: str, words: Phrases, pattern: str = "") -> str:
    """The whole date and the time of day."""
    local = when.astimezone(ZoneInfo(zone))
    return (pattern or words.date).format(
        weekday=words.weekdays[local.weekday()],
        day=local.day,
        month=words.months[local.month - 1],
        year=local.year,
        clock=clock(when, zone, words),
    )


def near(when: datetime, other: datetime, zone: str, words: Phrases) -> str:
    """No more of the date than `other` leaves open: the time of day on the same day, the year only in another one."""
    here = ZoneInfo(zone)
    day, known = when.astimezone(here).date(), other.astimezone(here).date()
    if day == known:
        return clock(when, zone, words)
    return moment(when, zone, words, words.date_of_year if day.year == known.year else words.date)


def span(length: timedelta, words: Phrases) -> str:
    """A length of time as people say it, rounded down: "1 jam 49 menit", from six hours on hours, from two days on days."""
    hours, minutes = divmod(int(abs(length).total_seconds() // 60), 60)
    little, in_minutes, in_hours, in_days = words.spans
    if hours < 1:
        return in_minutes.format(n=minutes) if minutes else little
    if hours < 6 and minutes:
        return f"{in_hours.format(n=hours)} {in_minutes.format(n=minutes)}"
    return in_hours.format(n=hours) if hours < 48 else in_days.format(n=number(hours // 24, words))


def number(count: int, words: Phrases) -> str:
    """With its thousands apart: 1.240 in Indonesian, 1,240 in English."""
    return f"{count:,}".replace(",", words.thousands)


def percent(share: float) -> str:
    """A share of 0..1 in whole per cent, rounded down so that only all of it reads 100%."""
    return f"{int(min(max(share, 0.0), 1.0) * 100 + 1e-9)}%"
