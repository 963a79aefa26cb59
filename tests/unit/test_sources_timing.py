"""When to look again: the polling checklist as far as it is arithmetic."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import Failure, Permanent, Transient
from monitor.model import (
    Announced,
    PublisherId,
    Reply,
    Source,
    SourceId,
    SourceKind,
    SourceOrigin,
    SourceState,
    Step,
    Validators,
    Yield,
)
from monitor.sources import LONGEST_WAIT, Pace, PollOutcome, next_attempt, next_poll, validators_for
from monitor.sources.timing import spoken

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # Monday, 10.00 WIB
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PACE = Pace()
OWN = replace(PACE, interval=MINUTE, min_interval=timedelta(seconds=1))  # a host of one's own
URL = "https://harian.example/rss"
CONDITIONAL = {"etag": '"x"'}
HALF = 0.5  # no jitter


def source(**changes: object) -> Source:
    plain = Source(
        SourceId(1), URL, PublisherId("harian"), SourceKind.FEED, SourceOrigin.CONFIG, interval=15 * MINUTE,
        first_polled_at=NOW - DAY, last_polled_at=NOW - 15 * MINUTE,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def answered(headers: dict[str, str] | None = None, *, status: int = 200, moved: str = "") -> Reply:
    return Reply(URL, moved or URL, status, CONDITIONAL if headers is None else headers, b"", moved)


def found(count: int, every: timedelta = HOUR, ttl: timedelta | None = None) -> Yield:
    items = [Announced(f"{URL}/{n}", f"{URL}/{n}", str(n), published=NOW - n * every) for n in range(count)]
    return Yield(SourceKind.FEED, tuple(items), ttl=ttl)


def wait_after(before: Source, outcome: PollOutcome, pace: Pace = PACE, spread: float = HALF) -> timedelta:
    after = next_poll(before, outcome, NOW, pace, spread)
    assert after.due_at is not None
    return after.due_at - NOW


def test_an_unchanged_source_is_polled_again_after_its_interval() -> None:
    after = next_poll(source(failures=3), PollOutcome(answered(status=304)), NOW, PACE, HALF)
    assert after.due_at == NOW + 15 * MINUTE
    assert (after.due_reason, after.failures) == ("every 15m", 0)


WISHES = {
    "max-age": ({"cache-control": "public, max-age=1800"}, 30 * MINUTE),
    "max-age in quotes": ({"cache-control": 'max-age="1800"'}, 30 * MINUTE),
    "max-age that is shorter than ours": ({"cache-control": "max-age=60"}, 15 * MINUTE),
    "max-age with no-cache": ({"cache-control": "no-cache, max-age=1800"}, 15 * MINUTE),
    "max-age with no-store": ({"cache-control": "max-age=1800, no-store"}, 15 * MINUTE),
    "bogus max-age": ({"cache-control": "max-age=31536000"}, HOUR),
    "max-age that is no number": ({"cache-control": "max-age=lama"}, 15 * MINUTE),
    "Expires": ({"date": "Mon, 23 Nov 2026 02:00:00 GMT", "expires": "Mon, 23 Nov 2026 02:40:00 GMT"}, 40 * MINUTE),
    "Expires on a server whose clock is wrong": (
        {"date": "Mon, 23 Nov 2020 02:00:00 GMT", "expires": "Mon, 23 Nov 2020 02:40:00 GMT"},
        40 * MINUTE,
    ),
    "Expires in the past": ({"date": "Mon, 23 Nov 2026 02:00:00 GMT", "expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 15 * MINUTE),
    "Expires: 0": ({"date": "Mon, 23 Nov 2026 02:00:00 GMT", "expires": "0"}, 15 * MINUTE),
    "max-age before Expires": (
        {"cache-control": "max-age=1200", "date": "Mon, 23 Nov 2026 02:00:00 GMT", "expires": "Mon, 23 Nov 2026 02:50:00 GMT"},
        20 * MINUTE,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "wait"), WISHES.values(), ids=WISHES.keys())
def test_what_the_server_asks_for_is_granted_up_to_our_longest(headers: dict[str, str], wait: timedelta) -> None:
    assert wait_after(source(), PollOutcome(answered(headers | CONDITIONAL), found(20))) == wait


def test_what_the_feed_asks_for_is_granted_up_to_our_longest() -> None:
    assert wait_after(source(), PollOutcome(answered(), found(20, ttl=30 * MINUTE))) == 30 * MINUTE
    assert wait_after(source(), PollOutcome(answered(), found(20, ttl=DAY))) == HOUR


def test_the_reason_says_whose_wish_it_was() -> None:
    after = next_poll(source(), PollOutcome(answered({"cache-control": "max-age=1800"} | CONDITIONAL)), NOW, PACE, HALF)
    assert after.due_reason == "every 30m (the server asks for it)"


def test_no_source_is_polled_sooner_than_the_floor() -> None:
    assert wait_after(source(interval=MINUTE), PollOutcome(answered())) == 5 * MINUTE
    assert wait_after(source(interval=MINUTE), PollOutcome(answered()), spread=0.0) == 5 * MINUTE
    assert wait_after(source(interval=MINUTE), PollOutcome(answered()), OWN) == MINUTE


def test_a_server_that_takes_no_conditional_requests_is_asked_hourly() -> None:
    bare = answered({})
    assert wait_after(source(interval=None), PollOutcome(bare, found(20))) == HOUR
    assert wait_after(source(interval=None), PollOutcome(bare, found(20)), OWN) < HOUR  # hosts of one's own
    assert wait_after(source(), PollOutcome(bare, found(20))) == 15 * MINUTE  # the operator's own wish
    assert wait_after(source(), PollOutcome(answered({}, status=304))) == 15 * MINUTE


def test_the_interval_is_spread_by_ten_percent() -> None:
    waits = [wait_after(source(), PollOutcome(answered()), spread=spread) / MINUTE for spread in (0.0, 0.5, 1.0)]
    assert waits == [13.5, 15.0, 16.5]


def test_a_poll_in_which_every_entry_is_new_is_followed_by_a_quick_one() -> None:
    after = next_poll(source(), PollOutcome(answered(), found(20), new=20), NOW, PACE, HALF)
    assert after.due_at == NOW + 5 * MINUTE
    assert "some may have been missed" in after.due_reason
    assert wait_after(source(), PollOutcome(answered(), found(20), new=19)) == 15 * MINUTE
    assert wait_after(source(first_polled_at=None), PollOutcome(answered(), found(20), first=True)) == 15 * MINUTE


# ------------------------------------------------------------------------------------------------------------- failures


def failed(status: int = 0, kind: str = "", retry_after: timedelta | None = None) -> PollOutcome:
    failure = Transient(
        URL, kind or f"http-{status}", status=status or None, retry_after=retry_after, host_wide=status == 429
    )
    return PollOutcome(failure=failure)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_to_and_shown(status: int) -> None:
    after = next_poll(source(), failed(status, retry_after=20 * MINUTE), NOW, PACE, 0.0)
    assert after.due_at == NOW + 20 * MINUTE
    assert after.due_reason == f"{status} until 10.20 WIB"
    assert wait_after(source(), failed(status, retry_after=20 * MINUTE), spread=1.0) == 22 * MINUTE


def test_retry_after_is_never_shortened_below_the_floor_nor_followed_beyond_a_day() -> None:
    assert wait_after(source(), failed(503, retry_after=timedelta())) >= 5 * MINUTE
    assert wait_after(source(), failed(503, retry_after=365 * DAY)) == DAY


def test_the_reason_names_the_day_where_it_is_another() -> None:
    after = next_poll(source(), failed(503, retry_after=20 * HOUR), NOW, PACE, 0.0)
    assert after.due_reason == "503 until 24/11 06.00 WIB"
    east = next_poll(source(), failed(503, retry_after=HOUR), NOW, PACE, 0.0, zone="Asia/Jayapura")
    assert east.due_reason == "503 until 13.00 WIT"


@pytest.mark.parametrize(
    "kind", ["http-404", "http-500", "timeout", "dns", "connection", "tls", "not-a-feed", "blocked-address"]
)
def test_failures_double_the_longest_wait_up_to_a_day(kind: str) -> None:
    longest = [wait_after(source(failures=n), failed(kind=kind), spread=1.0) for n in range(12)]
    assert longest[:4] == [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR]
    assert longest[-1] == DAY
    assert all(wait_after(source(failures=n), failed(kind=kind), spread=0.0) == 5 * MINUTE for n in range(12))


def test_a_failure_is_counted_and_said() -> None:
    after = next_poll(source(failures=2), failed(kind="timeout"), NOW, PACE, 0.0)
    assert (after.failures, after.due_reason) == (3, "timeout, failure 3, until 10.05 WIB")


def test_what_waited_for_its_host_has_not_failed() -> None:
    busy = PollOutcome(failure=Transient(URL, "host-busy", retry_after=MINUTE, host_wide=True))
    after = next_poll(source(failures=2), busy, NOW, PACE, HALF)
    assert (after.failures, after.due_at) == (2, NOW + MINUTE)


def test_410_ends_a_source_and_404_never_does() -> None:
    gone = next_poll(source(), PollOutcome(failure=Permanent(URL, "gone", status=410)), NOW, PACE, HALF)
    assert (gone.state, gone.due_at) == (SourceState.GONE, None)
    missing = next_poll(source(failures=500), failed(404), NOW, PACE, HALF)
    assert missing.state is SourceState.ACTIVE
    assert missing.due_at is not None


def test_a_permanent_failure_that_is_not_410_is_tried_again() -> None:
    blocked = PollOutcome(failure=Permanent(URL, "blocked-address"))
    assert next_poll(source(), blocked, NOW, PACE, HALF).due_at is not None


# ---------------------------------------------------------------------------------------------------------------- moves

ELSEWHERE = "https://baru.example/rss"


def test_a_lasting_move_is_adopted_on_the_third_day() -> None:
    now, row = NOW, source()
    for hour in (0, 1, 24, 25, 48):
        now = NOW + hour * HOUR
        row = replace(next_poll(row, PollOutcome(answered(moved=ELSEWHERE)), now, PACE, HALF), last_polled_at=now)
        assert row.url == (ELSEWHERE if hour == 48 else URL)
    assert (row.moved_to, row.moved_count) == ("", 0)


def test_a_move_is_forgotten_when_a_poll_stays() -> None:
    row = next_poll(source(moved_to=ELSEWHERE, moved_count=2), PollOutcome(answered(status=304)), NOW, PACE, HALF)
    assert (row.moved_to, row.moved_count) == ("", 0)


def test_a_move_to_yet_another_address_counts_anew() -> None:
    row = next_poll(
        source(moved_to="https://lain.example/", moved_count=2), PollOutcome(answered(moved=ELSEWHERE)), NOW, PACE, HALF
    )
    assert (row.moved_to, row.moved_count) == (ELSEWHERE, 1)


def test_a_failure_between_two_days_of_a_move_changes_nothing() -> None:
    row = next_poll(source(moved_to=ELSEWHERE, moved_count=2), failed(503), NOW, PACE, HALF)
    assert (row.moved_to, row.moved_count, row.url) == (ELSEWHERE, 2, URL)


# ---------------------------------------------------------------------------------------------------- weekly refresh


def test_once_a_week_the_request_is_unconditional() -> None:
    row = source(validators=Validators('"x"'))
    polls = [NOW + n * HOUR for n in range(1, 15 * 24)]
    bare = [
        now
        for before, now in pairwise(polls)
        if validators_for(replace(row, last_polled_at=before), now) == Validators()
    ]
    assert len(bare) == 2
    assert bare[1] - bare[0] == 7 * DAY


def test_sources_are_refreshed_at_different_hours() -> None:
    week = [NOW + n * HOUR for n in range(8 * 24)]

    def refreshed(number: int) -> datetime:
        row = source(id=number, validators=Validators('"x"'))
        return next(b for a, b in pairwise(week) if not validators_for(replace(row, last_polled_at=a), b).etag)

    assert len({refreshed(number) for number in range(0, 60, 5)}) > 8


# --------------------------------------------------------------------------------------------------- pages, deliveries


def tries(step: Step, failure: Failure) -> list[timedelta]:
    waits: list[timedelta] = []
    for failures in range(1, 500):
        due = next_attempt(step, failures, failure, NOW, HALF)
        if due is None:
            return waits
        waits.append(due - NOW)
    return waits


def test_a_page_that_cannot_be_read_is_tried_for_two_days() -> None:
    waits = tries(Step.READ, Transient(URL, "http-403", status=403))
    assert 40 * HOUR < sum(waits, timedelta()) < 50 * HOUR
    assert waits == sorted(waits)
    assert waits[0] <= 2 * MINUTE


def test_a_page_that_is_not_there_is_given_up_sooner_and_one_that_is_gone_at_once() -> None:
    assert sum(tries(Step.READ, Transient(URL, "http-404", status=404)), timedelta()) < 3 * HOUR
    assert tries(Step.READ, Permanent(URL, "gone", status=410)) == []
    assert tries(Step.READ, Permanent(URL, "robots")) == []


def test_a_delivery_is_tried_for_three_days_and_a_refused_one_not_again() -> None:
    assert 2 * DAY < sum(tries(Step.DELIVER, Transient("smtp", "timeout")), timedelta()) < 4 * DAY
    assert tries(Step.DELIVER, Permanent("smtp", "refused")) == []


def test_an_attempt_waits_as_long_as_it_was_asked_to() -> None:
    asked = Transient(URL, "http-429", status=429, retry_after=3 * HOUR)
    assert next_attempt(Step.READ, 1, asked, NOW, HALF) == NOW + 3 * HOUR


def test_what_waits_for_its_host_is_never_given_up() -> None:
    busy = Transient(URL, "host-busy", retry_after=MINUTE)
    assert next_attempt(Step.READ, 400, busy, NOW, HALF) == NOW + MINUTE


SPOKEN = {timedelta(seconds=45): "45s", 5 * MINUTE: "5m", HOUR: "1h", 90 * MINUTE: "1h30m", DAY: "24h"}


@pytest.mark.parametrize(("wait", "words"), SPOKEN.items())
def test_durations_are_written_as_people_do(wait: timedelta, words: str) -> None:
    assert spoken(wait) == words


# ----------------------------------------------------------------------------------------------------------------- laws

OUTCOMES = st.one_of(
    st.builds(
        PollOutcome,
        reply=st.builds(
            answered,
            st.dictionaries(
                st.sampled_from(["cache-control", "expires", "date", "etag", "retry-after"]), st.text(max_size=30)
            ),
            status=st.sampled_from([200, 304]),
        ),
        found=st.one_of(
            st.none(),
            st.builds(found, st.integers(0, 60), ttl=st.one_of(st.none(), st.timedeltas(timedelta(), 400 * DAY))),
        ),
        new=st.integers(0, 60),
        first=st.booleans(),
    ),
    st.builds(
        failed,
        st.sampled_from([0, 404, 429, 503]),
        st.sampled_from(["", "timeout", "host-busy"]),
        st.one_of(st.none(), st.timedeltas(timedelta(), 400 * DAY)),
    ),
)


@given(
    OUTCOMES,
    st.floats(0, 1),
    st.integers(0, 1000),
    st.one_of(st.none(), st.timedeltas(timedelta(seconds=1), DAY)),
    st.binary(max_size=400),
)
def test_the_next_poll_is_never_in_the_past_nor_beyond_the_longest_wait(
    outcome: PollOutcome, spread: float, failures: int, interval: timedelta | None, rhythm: bytes
) -> None:
    row = source(failures=failures, interval=interval, rhythm=rhythm)
    wait = wait_after(row, outcome, PACE, spread)
    least = PACE.min_interval if not (outcome.failure and outcome.failure.kind == "host-busy") else timedelta()
    assert least <= wait <= LONGEST_WAIT
