"""When a message leaves: quiet hours, rounds, limits, mutes, digests, floods; tables of named cases and laws."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.causes import Cause, because, brief, cause_of, length_of
from monitor.alerts.pacing import (
    ASKED_FOR,
    FOLLOWED_UP,
    HOUR,
    LATE,
    Fold,
    Hold,
    Moment,
    PaceRules,
    Send,
    Unfold,
    Verdict,
    next_clock,
    pace,
    quiet_until,
)
from monitor.alerts.waiting import Mute, MuteKind, SentLately, Waiting
from monitor.model import ArticleId, DeliveryId, DeliveryKind, StoryId
from monitor.rules import QuietHours, WatchRules

ALERT, COPY, UPDATE, DIGEST = DeliveryKind.ALERT, DeliveryKind.COPY, DeliveryKind.UPDATE, DeliveryKind.DIGEST
NIGHT = QuietHours(time(22), time(6))
MINUTE = timedelta(minutes=1)
OUTAGE = because(Cause.OUTAGE, "9h")


def wib(clock: str, day: int = 23) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{clock}:00+07:00").astimezone(UTC)


def message(number: int = 1, story: int | None = None, kind: DeliveryKind = ALERT, **changes: object) -> Waiting:
    plain = Waiting(
        id=DeliveryId(number),
        kind=kind,
        story_id=StoryId(story or number),
        article_id=ArticleId(number),
        publisher="kontan",
        watches=("Putin",),
        created_at=wib("12:00"),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def moment(clock: str = "12:00", *given: WatchRules, day: int = 23, **changes: object) -> Moment:
    plain = Moment(wib(clock, day), {rule.name: rule for rule in given})
    return replace(plain, **changes)  # type: ignore[arg-type]


def rule(**keys: object) -> WatchRules:
    return WatchRules("Putin", **keys)  # type: ignore[arg-type]


def until(verdict: Verdict) -> datetime | None:
    return verdict.until if isinstance(verdict, Hold) else None


def folded(verdict: Verdict) -> tuple[tuple[DeliveryId, ...], ...]:
    return verdict.batches if isinstance(verdict, Fold) else ()


@pytest.mark.parametrize(
    ("name", "given", "clock", "expected"),
    [
        ("no rule: at once", rule(), "23:15", None),
        ("quiet before midnight", rule(quiet=NIGHT), "23:15", wib("06:00", 24)),
        ("quiet after midnight", rule(quiet=NIGHT), "05:59", wib("06:00")),
        ("quiet begins on the minute", rule(quiet=NIGHT), "22:00", wib("06:00", 24)),
        ("quiet is over on the minute", rule(quiet=NIGHT), "06:00", None),
        ("quiet by day", rule(quiet=QuietHours(time(12), time(13))), "12:30", wib("13:00")),
        ("high breaks through", rule(quiet=NIGHT, severity="high"), "23:15", None),
        ("normal breaks what it may", rule(quiet=NIGHT, breaks_quiet="normal"), "23:15", None),
        ("nothing breaks never", rule(quiet=NIGHT, severity="high", breaks_quiet="never"), "23:15", wib("06:00", 24)),
        ("digest of tomorrow", rule(digest=time(7)), "12:30", wib("07:00", 24)),
        ("digest of today", rule(digest=time(15)), "12:30", wib("15:00")),
        ("half-hourly round", rule(every=timedelta(minutes=30)), "12:10", wib("12:30")),
        ("round counted from midnight", rule(every=timedelta(hours=5)), "12:10", wib("15:00")),
        ("last round ends with the day", rule(every=timedelta(hours=7)), "12:10", wib("14:00")),
        (
            "quiet outlasts the round",
            rule(every=30 * MINUTE, quiet=QuietHours(time(12), time(13))),
            "12:10",
            wib("13:00"),
        ),
    ],
)
def test_rules_of_a_watch_hold_its_alert(name: str, given: WatchRules, clock: str, expected: datetime | None) -> None:
    assert until(pace(message(created_at=wib("12:00")), moment(clock, given))) == expected, name


def test_what_a_digest_waited_for_is_over_when_its_time_has_come() -> None:
    assert pace(message(created_at=wib("12:00")), moment("07:00", rule(digest=time(7)), day=24)) == Send()


def test_house_rules_hold_where_the_watch_says_nothing_and_not_where_it_does() -> None:
    house = PaceRules(quiet=NIGHT)
    assert until(pace(message(), moment("23:00", rule(), house=house))) == wib("06:00", 24)
    none = rule(quiet=QuietHours(time(0), time(0)))
    assert pace(message(), moment("23:00", none, house=house)) == Send()
    assert pace(message(), moment("23:00", rule(breaks_quiet="low"), house=house)) == Send()


def test_what_an_outage_left_waits_until_it_has_been_read_and_what_is_urgent_does_not() -> None:
    at = moment("12:00", rule(), outage=9 * HOUR)
    assert pace(message(), at) == Hold(wib("12:00") + timedelta(seconds=15), OUTAGE)
    assert pace(message(), moment("12:00", rule(severity="high"), outage=9 * HOUR)) == Send()
    held = [message(n, held=OUTAGE) for n in (1, 2, 3)]
    assert folded(pace(held[0], moment(waiting=held[1:]))) == ((DeliveryId(3), DeliveryId(2), DeliveryId(1)),)
    assert pace(held[0], moment(waiting=[message(2)])) == Send()


def test_what_a_person_asks_for_leaves_as_it_is_whatever_holds_others() -> None:
    mute = Mute(1, MuteKind.WATCH, "Putin", wib("11:00"), wib("14:00"))
    at = moment("23:00", rule(quiet=NIGHT, digest=time(7)), mutes=[mute], house=PaceRules(flood=1))
    asked = [message(n, held=ASKED_FOR, created_at=wib("12:00")) for n in (1, 2, 3)]
    assert pace(asked[0], replace(at, waiting=asked[1:])) == Send()
    late = [message(n, created_at=wib("10:00")) for n in (4, 5)]
    assert folded(pace(late[0], moment(waiting=[*asked, late[1]]))) == ((DeliveryId(5), DeliveryId(4)),)


def test_a_message_of_several_watches_leaves_when_the_first_of_them_may() -> None:
    both = message(watches=("Putin", "Emas"))
    patient, hasty = rule(digest=time(7)), WatchRules("Emas", every=30 * MINUTE)
    assert until(pace(both, moment("12:10", patient, hasty))) == wib("12:30")
    assert pace(both, moment("12:10", patient, WatchRules("Emas"))) == Send()


@pytest.mark.parametrize(
    ("kind", "value"), [(MuteKind.WATCH, "Putin"), (MuteKind.STORY, "1"), (MuteKind.PUBLISHER, "kontan")]
)
def test_a_mute_holds_until_it_ends_and_is_then_as_if_it_had_never_been(kind: MuteKind, value: str) -> None:
    mute = Mute(1, kind, value, wib("11:00"), wib("14:00"))
    assert until(pace(message(), moment("12:00", rule(severity="high"), mutes=[mute]))) == wib("14:00")
    assert pace(message(held="muted"), moment("14:00", rule(), mutes=[mute])) == Send()
    other = replace(mute, value="lain")
    assert pace(message(), moment("12:00", rule(), mutes=[other])) == Send()


def test_the_hourly_limit_counts_alerts_and_digests_of_that_watch() -> None:
    sent = [
        SentLately(wib("11:10"), ALERT, StoryId(8), ("Putin",)),
        SentLately(wib("11:20"), DIGEST, None, ("Emas", "Putin")),
        SentLately(wib("11:30"), COPY, StoryId(8), ("Putin",)),
        SentLately(wib("11:40"), ALERT, StoryId(9), ("Emas",)),
    ]
    assert until(pace(message(), moment("12:00", rule(max_per_hour=2), recent=sent))) == wib("12:10")
    assert pace(message(), moment("12:00", rule(max_per_hour=3), recent=sent)) == Send()
    assert pace(message(), moment("12:10", rule(max_per_hour=2), recent=sent)) == Send()
    assert (
        pace(message(), moment("12:00", rule(max_per_hour=0), recent=sent, house=PaceRules(max_per_hour=1))) == Send()
    )
    assert pace(message(kind=COPY), moment("12:00", rule(max_per_hour=1), recent=sent)) == Send()


def test_a_clock_set_back_does_not_stretch_a_limit() -> None:
    ahead = [SentLately(wib("15:00"), ALERT, StoryId(8), ("Putin",))]
    assert until(pace(message(), moment("12:00", rule(max_per_hour=1), recent=ahead))) == wib("13:00")


def test_follow_ups_of_one_story_keep_their_distance_and_then_tell_all_copies() -> None:
    sent = [SentLately(wib("11:30"), COPY, StoryId(1), ("Putin",))]
    copy, second, other = message(5, 1, COPY), message(6, 1, COPY), message(7, 2, COPY)
    at = moment("12:00", rule(), recent=sent, waiting=[second], follow_up_gap=HOUR)
    assert pace(copy, at) == Hold(wib("12:30"), FOLLOWED_UP)
    assert pace(other, at) == Send()
    assert pace(replace(copy, held=FOLLOWED_UP), replace(at, now=wib("12:30"))) == Send((DeliveryId(6),))


def test_follow_ups_that_waited_leave_one_for_each_story_unless_their_watch_collects() -> None:
    night = [message(n, n, COPY, held="quiet hours until 06:00", created_at=wib("01:00")) for n in (11, 12, 13)]
    at = moment("06:00", rule(), waiting=[*night[1:], message(14, 11, UPDATE)], follow_up_gap=HOUR)
    assert pace(night[0], at) == Send((DeliveryId(14),))
    collects = replace(at, rules={"Putin": rule(digest=time(6))}, waiting=night[1:])
    assert folded(pace(night[0], collects)) == ((DeliveryId(13), DeliveryId(12), DeliveryId(11)),)
    assert pace(night[0], replace(collects, follow_up_gap=timedelta(0))) == Send()


def test_a_flood_of_follow_ups_is_one_where_each_asks_for_attention() -> None:
    many = [message(n, n, COPY) for n in range(1, 9)]
    at = moment(waiting=many[1:], house=PaceRules(flood=5), follow_up_gap=HOUR)
    assert isinstance(pace(many[0], at), Fold)
    assert pace(many[0], replace(at, follow_up_gap=timedelta(0))) == Send()


def test_an_alert_takes_along_the_copies_and_the_original_that_wait_behind_it() -> None:
    behind = [message(2, 1, COPY), message(3, 1, UPDATE), message(4, 9, COPY), message(5, 1, ALERT)]
    assert pace(message(1, 1), moment(waiting=behind)) == Send((DeliveryId(2), DeliveryId(3)))


@pytest.mark.parametrize(
    ("kind", "value"), [(MuteKind.WATCH, "Putin"), (MuteKind.STORY, "1"), (MuteKind.PUBLISHER, "sosok")]
)
def test_a_copy_that_a_person_muted_is_told_in_no_other_message(kind: MuteKind, value: str) -> None:
    at = moment(mutes=[Mute(1, kind, value, wib("11:00"), wib("14:00"))])
    copy = message(2, 1, COPY, publisher="sosok")
    alert = message(1, 1, watches=("Emas",), held=QUIET)
    if kind is not MuteKind.STORY:
        assert pace(alert, replace(at, waiting=[copy])) == Send()
        assert folded(pace(alert, replace(at, waiting=[copy, message(3, watches=("Emas",), held=QUIET)]))) == ((3, 1),)
    assert pace(message(1, 1, COPY, watches=("Emas",)), replace(at, mutes=(), waiting=[copy])) == Send((copy.id,))


def test_the_next_original_of_a_story_within_the_hour_is_told_aside_where_that_asks_nobody_for_attention() -> None:
    sent = [SentLately(wib("11:30"), UPDATE, StoryId(1), ("Putin",))]
    at = moment("12:00", rule(), recent=sent)
    assert pace(message(5, 1, UPDATE), at) == Send(aside=True)
    assert pace(message(5, 1, COPY), at) == pace(message(5, 2, UPDATE), at) == Send()
    assert pace(message(5, 1, UPDATE), replace(at, follow_up_gap=HOUR)) == Hold(wib("12:30"), FOLLOWED_UP)


def test_several_that_were_held_leave_as_one_digest_newest_first_with_their_copies() -> None:
    held = [message(n, held="quiet hours until 06:00") for n in (1, 2, 3)]
    copy = message(4, 1, COPY)
    verdict = pace(held[0], moment("06:00", waiting=[*held[1:], copy]))
    assert folded(verdict) == ((DeliveryId(3), DeliveryId(2), DeliveryId(1), DeliveryId(4)),)


def test_a_fresh_alert_is_not_folded_with_what_was_held() -> None:
    others = [message(n, held="digest at 07:00") for n in (2, 3)]
    assert pace(message(1), moment(waiting=others)) == Send()


def test_one_held_alert_leaves_as_itself() -> None:
    assert pace(message(1, held="quiet hours until 06:00"), moment("06:00")) == Send()


def test_what_is_still_held_stays_out_of_the_digest() -> None:
    mute = Mute(1, MuteKind.STORY, "3", wib("05:00"), wib("09:00"))
    held = [message(n, held="quiet hours until 06:00") for n in (1, 2, 3)]
    verdict = pace(held[0], moment("06:00", waiting=held[1:], mutes=[mute]))
    assert folded(verdict) == ((DeliveryId(2), DeliveryId(1)),)


def test_what_an_outage_held_up_leaves_as_a_catch_up_digest() -> None:
    late = [message(n, created_at=wib("12:00") - LATE) for n in (1, 2)]
    assert folded(pace(late[0], moment("12:00", waiting=late[1:]))) == ((DeliveryId(2), DeliveryId(1)),)


def test_more_stories_at_once_than_the_house_wants_are_a_flood_in_digests_of_bounded_length() -> None:
    many = [message(n) for n in range(1, 72)]
    verdict = pace(many[0], moment(waiting=many[1:], house=PaceRules(flood=20)))
    assert isinstance(verdict, Fold)
    assert [len(batch) for batch in verdict.batches] == [30, 30, 11]
    assert [batch[0] for batch in verdict.batches] == [71, 41, 11]
    assert len(folded(pace(many[0], moment(waiting=many[1:], house=PaceRules(flood=20), most_stories=100)))) == 1
    assert pace(many[0], moment(waiting=many[1:20])) == Send()


def test_a_digest_that_could_not_be_sent_takes_in_what_waited_since() -> None:
    digest = message(50, kind=DIGEST, story_id=None)
    inside = [message(n, held="digest", digest=digest.id) for n in (1, 2)]
    late = message(60, created_at=wib("12:00") - LATE)
    assert pace(digest, moment(waiting=inside)) == Send()
    assert pace(digest, moment(waiting=[*inside, message(61)])) == Send()
    assert folded(pace(digest, moment(waiting=[*inside, late]))) == ((DeliveryId(60), DeliveryId(2), DeliveryId(1)),)
    copy = message(62, story=1, kind=COPY)
    assert folded(pace(digest, moment(waiting=[*inside, copy]))) == ((DeliveryId(2), DeliveryId(1), DeliveryId(62)),)


def test_a_digest_that_could_not_be_sent_takes_in_news_together_with_the_digests_behind_it() -> None:
    first, second = (message(n, kind=DIGEST, story_id=None) for n in (50, 51))
    inside = [message(n, digest=first.id) for n in (3, 4)] + [message(n, digest=second.id) for n in (1, 2)]
    assert pace(first, moment(waiting=inside, most_stories=2)) == Send()
    late = message(60, created_at=wib("12:00") - LATE)
    assert folded(pace(first, moment(waiting=[*inside, late], most_stories=2))) == ((60, 4), (3, 2), (1,))
    asked = replace(late, held=ASKED_FOR)
    assert pace(first, moment(waiting=[*inside, asked], most_stories=2)) == Send()


QUIET, AT_SEVEN = because(Cause.QUIET, "06:00"), because(Cause.DAILY, "07:00")
ASLEEP = because(Cause.MUTE, 'watch "Putin"')
HOURS_AGO = wib("07:30")


@pytest.mark.parametrize(
    ("name", "held", "created", "failing", "expected"),
    [
        ("quiet hours", (QUIET, QUIET), wib("11:50"), None, (QUIET,)),
        ("several causes", (QUIET, AT_SEVEN), wib("11:50"), None, (QUIET, AT_SEVEN)),
        ("a mute", (ASLEEP, ASLEEP), wib("11:50"), None, (ASLEEP,)),
        ("an outage of the press", (OUTAGE, OUTAGE), wib("11:50"), None, (OUTAGE,)),
        ("Ronda was away", ("", ""), HOURS_AGO, None, (because(Cause.LATE, "2026-11-23T00:30:00+00:00"),)),
        ("a dead channel", ("", ""), HOURS_AGO, wib("08:00"), (because(Cause.DEAD, "2026-11-23T01:00:00+00:00"),)),
        (
            "quiet, then dead",
            (QUIET,),
            HOURS_AGO,
            wib("08:00"),
            (QUIET, because(Cause.DEAD, "2026-11-23T01:00:00+00:00")),
        ),
        ("quiet, then a stumble", (QUIET,), HOURS_AGO, wib("11:59"), (QUIET,)),
        ("a flood", ("", ""), wib("11:59"), None, (because(Cause.FLOOD, 2),)),
    ],
)
def test_a_digest_knows_what_made_its_stories_wait(
    name: str, held: tuple[str, ...], created: datetime, failing: datetime | None, expected: tuple[str, ...]
) -> None:
    waits = [message(n, held=why, created_at=created) for n, why in enumerate((*held, *held[:1]), 1)][:2]
    verdict = pace(waits[0], moment(waiting=waits[1:], house=PaceRules(flood=1), failing_since=failing))
    assert isinstance(verdict, Fold), name
    assert verdict.why == expected, name


@given(cause=st.sampled_from(Cause), detail=st.text(min_size=1))
def test_what_made_a_message_wait_is_read_back_as_it_was_said(cause: Cause, detail: str) -> None:
    assert cause_of(because(cause, detail)) == (cause, detail)


@given(minutes=st.integers(0, 100_000))
def test_a_length_is_read_back_as_it_was_said(minutes: int) -> None:
    assert length_of(brief(timedelta(minutes=minutes))) == timedelta(minutes=minutes)


def test_a_digest_tells_nothing_that_was_muted_since_and_without_a_member_leaves_nothing() -> None:
    digest = message(50, kind=DIGEST, story_id=None)
    inside = [message(n, digest=digest.id) for n in (1, 2)]
    mute = Mute(1, MuteKind.STORY, "2", wib("11:00"), wib("14:00"))
    assert pace(digest, moment(waiting=inside, mutes=[mute])) == Unfold()
    assert pace(digest, moment(waiting=[message(3, digest=DeliveryId(51))])) == Unfold()
    limited = moment(
        "12:00", rule(max_per_hour=1), waiting=inside, recent=[SentLately(wib("11:50"), DIGEST, None, ("Putin",))]
    )
    assert pace(digest, limited) == Send()


def test_a_digest_that_may_have_arrived_is_repeated_as_it_was() -> None:
    digest = message(50, kind=DIGEST, story_id=None, maybe_repeated=True)
    inside = [message(n, digest=digest.id) for n in (1, 2)]
    mute = Mute(1, MuteKind.STORY, "2", wib("11:00"), wib("14:00"))
    late = message(60, created_at=wib("12:00") - LATE)
    assert pace(digest, moment(waiting=[*inside, late], mutes=[mute])) == Send()
    assert pace(digest, moment(waiting=[late])) == Unfold()


@given(
    hours=st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] != pair[1]),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (aware by timezones)
    zone=st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "Europe/Amsterdam", "America/New_York"]),
)
def test_quiet_hours_always_end_within_a_day(hours: tuple[time, time], now: datetime, zone: str) -> None:
    start, end = (one.replace(tzinfo=None, fold=0) for one in hours)
    ends = quiet_until(QuietHours(start, end), now, zone)
    assert ends is None or now < ends <= now + timedelta(hours=26)
    assert now < next_clock(start, now, zone) <= now + timedelta(hours=50)


KINDS = st.sampled_from([ALERT, COPY, UPDATE])
WAITING = st.lists(st.tuples(st.integers(1, 40), KINDS, st.sampled_from(["", "muted"]), st.booleans()), max_size=60)


@given(
    rows=WAITING,
    clock=st.sampled_from(["05:00", "12:00", "23:00"]),
    flood=st.integers(1, 30),
    kind=KINDS,
    gap=st.booleans(),
)
def test_nothing_is_dropped_and_nothing_is_told_twice(
    rows: list[tuple[int, DeliveryKind, str, bool]], clock: str, flood: int, kind: DeliveryKind, gap: bool
) -> None:
    made = [
        message(n, story, kind, held=held, created_at=wib(clock) - (LATE if late else MINUTE))
        for n, (story, kind, held, late) in enumerate(rows, 2)
    ]
    at = moment(clock, rule(), waiting=made, house=PaceRules(flood=flood), follow_up_gap=HOUR if gap else timedelta(0))
    verdict = pace(message(1, 99, kind), at)
    if isinstance(verdict, Fold):
        told = [one for batch in verdict.batches for one in batch]
        assert 1 in told
        assert len(told) == len(set(told))
        assert set(told) <= {1, *(one.id for one in made)}
    else:
        assert isinstance(verdict, Send)
        assert set(verdict.joins) <= {one.id for one in made if one.story_id == 99}
