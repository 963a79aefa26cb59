"""The keys of a watch that say when its alerts leave: group, every, digest, max_per_hour, quiet, breaks_quiet, expires."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from monitor.rules import QuietHours

PACE_KEYS = ("group", "every", "digest", "max_per_hour", "quiet", "breaks_quiet", "expires")
BREAKS = ("low", "normal", "high", "never")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_EVERY = re.compile(r"(\d{1,4})([mh])")
_LONGEST = timedelta(hours=24)

Problem = tuple[str, str]
"""The key, and what is wrong with it."""


def read_pace(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of WatchRules that the keys of PACE_KEYS give, and what is wrong with them. A key that is wrong, or
    absent, gives no field."""
    if table.keys().isdisjoint(PACE_KEYS):
        return {}, []
    problems: list[Problem] = []
    fields: dict[str, Any] = _group(table, problems)
    most = table.get("max_per_hour")
    if most is not None and (not isinstance(most, int) or isinstance(most, bool) or not 0 <= most <= 10_000):
        problems.append(("max_per_hour", f"a whole number from 0 (no limit) to 10000 is expected, not {most!r}"))
    elif most is not None:
        fields["max_per_hour"] = most
    expires = table.get("expires")
    if expires is not None and not isinstance(expires, date):
        problems.append(("expires", f"a date without quotes is expected: expires = 2026-12-31, not {expires!r}"))
    elif expires is not None:
        fields["expires"] = expires
    if "breaks_quiet" in table and table["breaks_quiet"] not in BREAKS:
        problems.append(("breaks_quiet", f"{table['breaks_quiet']!r} is unknown (one of {', '.join(BREAKS)})"))
    elif "breaks_quiet" in table:
        fields["breaks_quiet"] = table["breaks_quiet"]
    if "quiet" in table:
        quiet = read_quiet(table["quiet"])
        if quiet is None:
            problems.append(("quiet", f'hours are expected, "22:00-06:00", not {table["quiet"]!r} ("" for none)'))
        fields["quiet"] = quiet
    return fields, problems


def read_quiet(value: object) -> QuietHours | None:
    """`"22:00-06:00"`, or `""` for no quiet hour at all; None for anything else."""
    if value == "":
        return QuietHours(time(0), time(0))
    start, _, end = value.partition("-") if isinstance(value, str) else ("", "", "")
    hours = read_clock(start), read_clock(end)
    if hours[0] is None or hours[1] is None or hours[0] == hours[1]:
        return None
    return QuietHours(hours[0], hours[1])


def read_clock(text: object) -> time | None:
    """`07:00` or `07.00`; None for anything else."""
    found = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    return time(int(found[1]), int(found[2])) if found else None


def _group(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    given = [key for key in ("group", "every", "digest") if key in table]
    if len(given) > 1:
        problems.append((given[1], f"stands beside {given[0]}; a watch has one rhythm (group, every or digest)"))
        return {}
    if table.get("group", "immediate") != "immediate":
        hint = 'write every = "30m" or digest = "07:00" in its place'
        problems.append(("group", f'{table["group"]!r} is unknown; it can be "immediate" ({hint})'))
    if "every" in table:
        return _every(table["every"], problems)
    if "digest" in table:
        at = read_clock(table["digest"])
        if at is not None:
            return {"digest": at}
        problems.append(("digest", f'a time of day is expected, "07:00", not {table["digest"]!r}'))
    return {}


def _every(value: object, problems: list[Problem]) -> dict[str, Any]:
    found = _EVERY.fullmatch(value.strip()) if isinstance(value, str) else None
    length = timedelta(minutes=int(found[1]) * (60 if found[2] == "h" else 1)) if found else timedelta(0)
    if timedelta(0) < length <= _LONGEST:
        return {"every": length}
    problems.append(("every", f'a time from "1m" to "24h" is expected, not {value!r}'))
    return {}
