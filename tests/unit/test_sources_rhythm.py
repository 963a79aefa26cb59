"""What timing learns about when a source publishes, and what that is worth."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.sources import Pace
from monitor.sources.rhythm import Rhythm, observe, rates, unpack, wait
from tests.rhythms import fixed, fortnight, read_press, simulate

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # Monday, 10.00 WIB
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def waiting(rhythm: Rhythm, now: datetime = NOW, room: int = 0) -> timedelta:
    return wait(rhythm, now, 15 * MINUTE, 5 * MINUTE, HOUR, room)


def learnt(times: list[datetime], until: datetime) -> Rhythm:
    return observe(Rhythm(), times, until)


def test_of_an_unknown_source_the_press_at_large_is_expected() -> None:
    assert waiting(Rhythm()) == 15 * MINUTE
    assert waiting(Rhythm(), NOW - 8 * HOUR) > 30 * MINUTE  # 2.00 WIB


def test_a_busy_source_is_waited_for_less_and_a_calm_one_more() -> None:
    busy = learnt([NOW - n * 4 * MINUTE for n in range(2000)], NOW)
    calm = learnt([NOW - n * 25 * HOUR for n in range(13)], NOW)
    assert waiting(busy) == 5 * MINUTE
    assert waiting(calm) >= 50 * MINUTE


def test_the_hours_of_a_source_are_learnt() -> None:
    mornings = [
        NOW.replace(hour=0) - n * DAY + k * 4 * MINUTE for n in range(14) for k in range(30)
    ]  # 7.00 to 9.00 WIB
    rhythm = learnt([time for time in mornings if time < NOW], NOW)
    assert waiting(rhythm, NOW.replace(hour=0, minute=10)) == 5 * MINUTE
    assert waiting(rhythm, NOW.replace(hour=8)) >= 30 * MINUTE


def test_the_days_of_a_source_are_learnt() -> None:
    weekdays = [NOW - n * HOUR for n in range(24 * 14) if (NOW - n * HOUR + 7 * HOUR).weekday() < 5]
    *_, by_day = rates(learnt(weekdays, NOW))
    assert min(by_day[:5]) > 3 * max(by_day[5:])


def test_the_minutes_of_a_source_are_learnt() -> None:
    hours = [NOW.replace(minute=0) - n * HOUR for n in range(1, 300)]
    punctual = learnt([hour + minute * MINUTE for hour in hours for minute in range(3)], NOW)
    even = learnt([hour + minute * MINUTE for hour in hours for minute in (10, 30, 50)], NOW)
    assert waiting(punctual, NOW.replace(minute=20)) > waiting(even, NOW.replace(minute=20))
    assert waiting(punctual, NOW.replace(minute=59)) < waiting(even, NOW.replace(minute=59))


def test_a_wait_ends_before_the_document_overflows() -> None:
    steady = learnt([NOW - n * 10 * MINUTE for n in range(1000)], NOW)
    roomy, narrow = (wait(steady, NOW, 120 * MINUTE, 5 * MINUTE, HOUR, room) for room in (0, 4))
    assert narrow <= 25 * MINUTE < roomy


def test_what_was_learnt_is_forgotten_slowly() -> None:
    rhythm = learnt([NOW - n * HOUR for n in range(100)], NOW)
    later = observe(rhythm, [], NOW + 14 * DAY)
    assert sum(later.by_hour) == pytest.approx(sum(rhythm.by_hour) / 2)


def test_old_items_that_are_listed_again_teach_nothing() -> None:
    rhythm = learnt([NOW - HOUR], NOW)
    assert sum(observe(rhythm, [NOW - 3 * DAY], NOW + HOUR).by_hour) <= 1


@given(st.lists(st.timedeltas(timedelta(), 22 * DAY).map(NOW.__sub__), max_size=40))
def test_what_is_packed_is_unpacked_alike(times: list[datetime]) -> None:
    rhythm = learnt(times, NOW)
    again = unpack(rhythm.pack())
    assert again.by_hour == pytest.approx(rhythm.by_hour)
    assert again.watched == pytest.approx(rhythm.watched)
    assert again.pack() == rhythm.pack()


@given(st.binary(max_size=300), st.timedeltas(-9000 * DAY, 9000 * DAY).map(NOW.__sub__))
def test_no_bytes_of_another_version_raise(kept: bytes, now: datetime) -> None:
    assert 5 * MINUTE <= waiting(unpack(kept), now) <= HOUR


def test_bytes_that_mean_nothing_are_an_unknown_source() -> None:
    assert unpack(b"") == unpack(b"\x01") == Rhythm()
    assert Rhythm().pack() == b""


def test_a_simulated_fortnight_finds_news_sooner_for_no_more_requests_and_as_soon_for_fewer() -> None:
    press = fortnight(16, seed=5)
    plain = simulate(press, Pace(), fixed)
    sooner = simulate(press, Pace(16 * MINUTE))
    fewer = simulate(press, Pace(35 * MINUTE))
    assert sooner.requests <= plain.requests
    assert sooner.median <= 0.6 * plain.median
    assert fewer.median <= plain.median
    assert fewer.requests <= 0.6 * plain.requests


def test_a_press_is_read_from_json_lines_and_moved_by_whole_weeks() -> None:
    lines = [
        '{"source": "a", "published": "2025-03-10T08:00:00+07:00"}',
        "",
        '{"source": "a", "published": "2025-03-03T08:00:00+07:00"}',
    ]
    (times,) = read_press(lines).values()
    assert times[1] - times[0] == 7 * DAY
    assert times[1].astimezone(UTC).weekday() == 0
    assert (times[1] - datetime(2026, 11, 15, tzinfo=UTC)) < 2 * DAY


@pytest.mark.parametrize("line", ['{"source": 1}', "bukan json", '{"source": "a", "published": "kemarin"}', "[]"])
def test_a_press_that_cannot_be_read_names_the_line(line: str) -> None:
    with pytest.raises(ValueError, match="line 2: "):
        read_press(["", line])
