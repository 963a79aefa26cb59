"""The keys of a watch that say when its alerts leave, and what is said about wrong ones."""

import tomllib
from datetime import date, time, timedelta
from typing import Any

import pytest

from monitor.errors import ConfigError
from monitor.rules import QuietHours, WatchRules
from monitor.watches import read_watches


def rules(keys: str) -> WatchRules:
    table = tomllib.loads(f'[[watch]]\nname = "Emas"\nquery = "emas"\n{keys}')
    return read_watches(table, "watches.toml").watches[0].rules


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        ('group = "immediate"', "every", None),
        ('every = "30m"', "every", timedelta(minutes=30)),
        ('every = "2h"', "every", timedelta(hours=2)),
        ('digest = "07:00"', "digest", time(7)),
        ('digest = "16.30"', "digest", time(16, 30)),
        ("max_per_hour = 0", "max_per_hour", 0),
        ('quiet = "22:00-06:00"', "quiet", QuietHours(time(22), time(6))),
        ('quiet = ""', "quiet", QuietHours(time(0), time(0))),
        ('breaks_quiet = "never"', "breaks_quiet", "never"),
        ("expires = 2026-12-31", "expires", date(2026, 12, 31)),
    ],
)
def test_keys_are_read(keys: str, field: str, value: Any) -> None:
    assert getattr(rules(keys), field) == value


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ('quite = "22:00-06:00"', 'unknown key "quite" (did you mean "quiet"?)'),
        ('evry = "30m"', 'unknown key "evry" (did you mean "every"?)'),
        ('group = "30m"', """group: '30m' is unknown; it can be "immediate" (write every = "30m" or digest"""),
        ('every = "30m"\ndigest = "07:00"', "digest: stands beside every; a watch has one rhythm"),
        ('every = "0m"', 'every: a time from "1m" to "24h" is expected'),
        ('digest = "25:00"', 'digest: a time of day is expected, "07:00"'),
        ("max_per_hour = -1", "max_per_hour: a whole number from 0"),
        ("max_per_hour = true", "max_per_hour: a whole number from 0"),
        ('quiet = "22:00"', 'quiet: hours are expected, "22:00-06:00"'),
        ('quiet = "06:00-06:00"', 'quiet: hours are expected, "22:00-06:00"'),
        ('breaks_quiet = "hgh"', "breaks_quiet: 'hgh' is unknown (one of low, normal, high, never)"),
        ('expires = "2026-12-31"', "expires: a date without quotes is expected"),
    ],
)
def test_wrong_keys_are_refused_with_the_watch_the_key_and_the_remedy(keys: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        rules(keys)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].startswith('watches.toml: watch "Emas"')
    assert problem in caught.value.problems[0]
