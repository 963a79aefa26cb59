"""What ails a source, when the operator is told, and what he can do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import Failure, Permanent, Transient
from monitor.model import (
    Announced,
    Health,
    PublisherId,
    Reply,
    Source,
    SourceId,
    SourceKind,
    SourceOrigin,
    SourceState,
    Yield,
)  # fmt: skip
from monitor.sources import News, Pace, PollOutcome, Told, examine, next_poll, remedy
from monitor.sources.rhythm import Rhythm, observe

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://harian.example/rss"
OK = Reply(URL, URL, 200, {"etag": '"x"'}, b"x")


def source(**changes: object) -> Source:
    plain = Source(
        SourceId(7), URL, PublisherId("harian"), SourceKind.FEED, SourceOrigin.CONFIG, first_polled_at=NOW - 90 * DAY,
        last_polled_at=NOW - HOUR, last_success_at=NOW - HOUR, last_new_at=NOW - HOUR, usual_items=20.0,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def holds(count: int, kind: SourceKind = SourceKind.FEED, age: timedelta = HOUR) -> Yield:
    return Yield(kind, tuple(Announced("", "", str(n), published=NOW - age) for n in range(count)))


def fails(kind: str, detail: str = "") -> PollOutcome:
    return PollOutcome(failure=Transient(URL, kind, detail))


def after(row: Source, outcome: PollOutcome, now: datetime = NOW) -> tuple[Source, Told | None]:
    polled = next_poll(row, outcome, now, Pace(), 0.5)
    success = row.last_success_at if outcome.failure else now
    seen = replace(
        polled, last_polled_at=now, last_success_at=success, last_new_at=now if outcome.new else row.last_new_at
    )
    return examine(row, seen, outcome, now)


def story(row: Source, *outcomes: PollOutcome, every: timedelta = HOUR) -> tuple[Source, list[str]]:
    """Polls one after the other; what was told at each, "" for nothing."""
    told = []
    for number, outcome in enumerate(outcomes):
        row, notice = after(row, outcome, NOW + number * every)
        told.append(str(notice.news) if notice else "")
    return row, told


GOOD = PollOutcome(OK, holds(20), new=1)
SAME = PollOutcome(OK, None)
MOVED = PollOutcome(replace(OK, permanent_url="https://baru.example/rss"), None)
SIGNS = {
    "a server in trouble": (fails("http-503"), "http-503"),
    "a name that is not found": (fails("dns"), "dns"),
    "a challenge with status 200": (
        fails("not-a-feed", "an HTML page: a challenge that wants a browser"),
        "not-a-feed",
    ),
    "a soft 404": (fails("not-a-feed", "an HTML page: a page that says it is not there"), "not-a-feed"),
    "an empty document": (fails("empty"), "empty"),
    "a listing without articles": (fails("no-articles"), "no-articles"),
    "a feed without items": (PollOutcome(OK, holds(0)), "nothing"),
    "far fewer items than usual": (PollOutcome(OK, holds(4)), "thin"),
    "another address for good": (MOVED, "moved"),
}


@pytest.mark.parametrize(("outcome", "sign"), SIGNS.values(), ids=SIGNS.keys())
def test_an_ill_source_is_told_of_once_at_the_third_poll_and_when_it_is_well(outcome: PollOutcome, sign: str) -> None:
    row, told = story(source(), outcome, outcome, outcome, outcome, outcome)
    assert told == ["", "", "ill", "", ""]
    assert row.health.sign == sign
    assert remedy(row)
    _, told = story(row, replace(GOOD, found=holds(20)), GOOD)
    assert told == ["well", ""]


def test_a_document_that_stays_poor_without_changing_is_ill_all_the_same() -> None:
    _, told = story(source(), PollOutcome(OK, holds(0)), SAME, SAME)
    assert told == ["", "", "ill"]


def test_a_source_that_is_gone_is_told_of_at_once_and_is_the_only_one_given_up() -> None:
    row, told = story(source(), PollOutcome(failure=Permanent(URL, "gone", status=410)))
    assert (told, row.state, row.due_at) == (["ill"], SourceState.GONE, None)
    for outcome, _ in SIGNS.values():
        assert story(source(), *[outcome] * 40)[0].due_at is not None


def test_notices_are_repeated_after_1_2_4_8_days() -> None:
    row, days = source(), []
    for hour in range(24 * 40):
        row, notice = after(row, fails("timeout"), NOW + hour * HOUR)
        if notice:
            days.append(round((hour - 2) / 24))
    assert days == [0, 1, 3, 7, 15, 31]


def test_a_changed_kind_of_failure_is_the_same_illness() -> None:
    row, told = story(source(), fails("dns"), fails("timeout"), fails("http-502"), fails("http-503"))
    assert told == ["", "", "ill", ""]
    assert (row.health.sign, row.health.since) == ("http-503", NOW)


def test_a_passing_weakness_is_not_told() -> None:
    row, told = story(source(), fails("timeout"), fails("timeout"), GOOD, fails("timeout"), fails("timeout"), GOOD)
    assert not any(told)
    assert row.health == Health()


def test_one_that_falls_ill_again_and_again_is_told_of_ever_more_rarely() -> None:
    round_ = [fails("timeout")] * 3 + [GOOD]
    _, told = story(source(), *round_ * 12)
    assert told.count("ill") == 3
    assert told.count("well") == told.count("ill")


@pytest.mark.parametrize("kind", ["host-busy", "store-busy", "store-full"])
def test_what_is_our_own_trouble_says_nothing_about_the_source(kind: str) -> None:
    assert story(source(), *[fails(kind)] * 5)[0].health == Health()


def busy(daily: int, days: int = 14) -> bytes:
    times = [NOW - days * DAY + n * DAY / daily for n in range(daily * days)]
    return observe(observe(Rhythm(), [], NOW - days * DAY), times, NOW).pack()


FROZEN = {
    "a portal silent for a day": (100, DAY + HOUR, True),
    "a portal silent for half a day": (100, DAY / 2, False),
    "a city paper silent over a weekend": (5, 2 * DAY, False),
    "a city paper silent for a week": (5, 7 * DAY, True),
    "a village paper silent for a week": (1, 7 * DAY, False),
    "a village paper silent for six weeks": (1, 42 * DAY, True),
}


@pytest.mark.parametrize(("daily", "silence", "ill"), FROZEN.values(), ids=FROZEN.keys())
def test_a_feed_is_frozen_when_its_own_rhythm_no_longer_explains_the_silence(
    daily: int, silence: timedelta, ill: bool
) -> None:
    row = source(last_new_at=NOW, rhythm=busy(daily))
    told = []
    for hour in range(int(silence / HOUR) + 1):
        row, notice = after(row, SAME, NOW + hour * HOUR)
        told += [notice] if notice else []
    assert bool(told) is ill
    assert (row.health.sign == "frozen") is ill


def test_a_feed_that_was_old_when_we_came_is_told_of_and_stays_frozen_until_news_comes() -> None:
    new = source(first_polled_at=None, last_polled_at=None, last_success_at=None, last_new_at=None, usual_items=0.0)
    row, told = after(new, PollOutcome(OK, holds(10, age=60 * DAY), first=True))
    assert told is not None
    assert told.health.sign == "frozen"
    row = replace(row, first_polled_at=NOW)
    row, again = after(row, SAME, NOW + HOUR)
    assert (row.health.sign, again) == ("frozen", None)
    row, well = after(row, GOOD, NOW + 2 * HOUR)
    assert well is not None
    assert well.news is News.WELL


def test_a_news_sitemap_may_be_short_or_empty_for_a_day() -> None:
    for count in (1, 0):
        outcome = PollOutcome(OK, holds(count, SourceKind.SITEMAP))
        assert not any(story(source(kind=SourceKind.SITEMAP, usual_items=200.0), *[outcome] * 5)[1])


def test_a_publisher_that_shortens_his_feed_for_good_becomes_usual() -> None:
    row, told = story(source(), *[PollOutcome(OK, holds(4), new=1)] * 120)
    assert told.count("ill") == 1
    assert told.count("well") == 1
    assert row.usual_items < 16


REMEDIES = {
    "http-403": ("", "network.contact"),
    "not-a-feed": ("an HTML page: a challenge that wants a browser", "turns programs away"),
    "http-404": ("", "ronda sources discover https://harian.example/"),
    "no-articles": ("", "markup has probably changed"),
    "frozen": ("", "stopped bringing news"),
    "moved": ("https://baru.example/rss", "https://baru.example/rss"),
    "http-502": ("", "Ronda goes on trying"),
    "blocked-address": ("", "network.allow_addresses"),
    "something-new": ("", "ronda sources try"),
}


@pytest.mark.parametrize("sign", REMEDIES)
def test_each_illness_has_its_remedy(sign: str) -> None:
    detail, words = REMEDIES[sign]
    assert words in remedy(source(health=Health(sign, detail, NOW, 3)))


def test_a_source_that_is_well_needs_none() -> None:
    assert remedy(source()) == ""


KINDS = st.sampled_from([*(outcome for outcome, _ in SIGNS.values()), GOOD, SAME])


@given(st.lists(KINDS, max_size=60))
def test_every_illness_told_of_is_ended_before_the_next_is_told(outcomes: list[PollOutcome]) -> None:
    _, told = story(source(), *outcomes)
    heard = [word for word in told if word and word != "still-ill"]
    assert heard[::2] == ["ill"] * len(heard[::2])
    assert heard[1::2] == ["well"] * len(heard[1::2])


def test_failures_of_any_kind_are_accepted() -> None:
    failure: Failure = Permanent(URL, "bad-address", "odd")
    assert story(source(), *[PollOutcome(failure=failure)] * 3)[1][-1] == "ill"
