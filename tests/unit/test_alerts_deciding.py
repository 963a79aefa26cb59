"""Who is told what: one alert per watch and story, copies in the thread, merged messages, words for silence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.deciding import decide
from monitor.model import (
    AlertReason,
    ArticleId,
    Decided,
    DeliveryKind,
    Match,
    Placing,
    PlannedDelivery,
    Relation,
    StoryId,
    ToldAlert,
)
from monitor.rules import WatchRules

NOW = datetime(2026, 11, 23, 15, 15, tzinfo=UTC)
OPENS = Placing(None, Relation.NEW)
COPY = Placing(StoryId(7), Relation.SAME)
LATE_ORIGINAL = Placing(StoryId(7), Relation.SAME, is_original=True)
CORRECTED = Placing(StoryId(7), Relation.SAME, supersedes=ArticleId(3))
CHANNELS = {"redaksi": ("",), "surat": ("ani@example.org", "budi@example.org")}


def hit(*watches: str) -> list[Match]:
    return [Match(watch, ()) for watch in watches]


def told(watch: str, *channels: str, minutes: int = 10) -> ToldAlert:
    return ToldAlert(watch, ArticleId(3), NOW - timedelta(minutes=minutes), channels)


def rules(*given: WatchRules) -> dict[str, WatchRules]:
    return {rule.name: rule for rule in given}


def sent(decided: Decided) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.channel, one.recipient, one.kind.value, one.watches) for one in decided.deliveries]


def raised(decided: Decided) -> list[str]:
    return [alert.watch for alert in decided.alerts]


PUTIN = WatchRules("Putin", channels=("redaksi",))
EMAS = WatchRules("Emas", channels=("redaksi",))


def test_first_match_tells_the_channels_the_watch_names_at_once() -> None:
    decided = decide(hit("Putin"), OPENS, [], rules(PUTIN), CHANNELS, NOW)
    assert decided.deliveries == (PlannedDelivery("redaksi", "", DeliveryKind.ALERT, ("Putin",), NOW),)
    assert [(alert.watch, alert.reason) for alert in decided.alerts] == [("Putin", AlertReason.FIRST_MATCH)]
    assert decided.reason == ""


def test_watch_without_channels_tells_every_recipient_of_every_channel() -> None:
    decided = decide(hit("Semua"), OPENS, [], rules(WatchRules("Semua")), CHANNELS, NOW)
    assert [line[:2] for line in sent(decided)] == [
        ("redaksi", ""),
        ("surat", "ani@example.org"),
        ("surat", "budi@example.org"),
    ]


def test_watch_that_tells_nobody_still_counts_as_told() -> None:
    decided = decide(hit("Diam"), OPENS, [], rules(WatchRules("Diam", channels=())), CHANNELS, NOW)
    assert raised(decided) == ["Diam"]
    assert decided.deliveries == ()
    assert decided.reason == "no channel to tell: Diam tells nobody (channels = [])"


def test_channel_that_does_not_exist_is_passed_over() -> None:
    named = WatchRules("Putin", channels=("lama", "redaksi"))
    assert [line[0] for line in sent(decide(hit("Putin"), OPENS, [], rules(named), CHANNELS, NOW))] == ["redaksi"]


def test_watch_that_names_only_missing_channels_says_so() -> None:
    decided = decide(hit("Putin"), OPENS, [], rules(WatchRules("Putin", channels=("lama",))), CHANNELS, NOW)
    assert raised(decided) == ["Putin"]
    assert decided.reason == "no channel to tell: Putin names no channel that exists"


def test_article_that_nobody_watches_raises_nothing_and_says_why() -> None:
    assert decide([], OPENS, [], rules(PUTIN), CHANNELS, NOW) == Decided(reason="no watch matches")


def test_several_watches_on_one_channel_share_one_message() -> None:
    decided = decide(hit("Putin", "Emas"), OPENS, [], rules(PUTIN, EMAS), CHANNELS, NOW)
    assert raised(decided) == ["Putin", "Emas"]
    assert sent(decided) == [("redaksi", "", "alert", ("Putin", "Emas"))]


def test_watch_that_matches_twice_raises_one_alert() -> None:
    decided = decide(hit("Putin", "Putin"), OPENS, [], rules(PUTIN), CHANNELS, NOW)
    assert raised(decided) == ["Putin"]
    assert sent(decided) == [("redaksi", "", "alert", ("Putin",))]


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        ("thread", [("redaksi", "", "copy", ("Putin",))]),
        ("silent", []),
        ("alert", [("redaksi", "", "alert", ("Putin",))]),
    ],
)
def test_copy_of_a_told_story_raises_no_alert_and_is_told_as_the_watch_asks(
    copies: str, expected: list[tuple[str, str, str, tuple[str, ...]]]
) -> None:
    rule = WatchRules("Putin", channels=("redaksi",), copies=copies)
    decided = decide(hit("Putin"), COPY, [told("Putin", "redaksi")], rules(rule), CHANNELS, NOW)
    assert decided.alerts == ()
    assert sent(decided) == expected


def test_silent_copy_says_why_nobody_hears_of_it() -> None:
    rule = WatchRules("Putin", copies="silent")
    decided = decide([], COPY, [told("Putin", "redaksi")], rules(rule), CHANNELS, NOW)
    assert decided.reason == 'a copy of a story already told: Putin keeps copies to itself (copies = "silent")'


def test_copy_too_short_to_match_joins_the_thread_all_the_same() -> None:
    assert sent(decide([], COPY, [told("Putin", "redaksi")], rules(PUTIN), CHANNELS, NOW)) == [
        ("redaksi", "", "copy", ("Putin",))
    ]


def test_copy_goes_only_where_the_story_was_told_first() -> None:
    every = WatchRules("Putin")
    decided = decide(hit("Putin"), COPY, [told("Putin", "surat")], rules(every), CHANNELS, NOW)
    assert [line[:3] for line in sent(decided)] == [
        ("surat", "ani@example.org", "copy"),
        ("surat", "budi@example.org", "copy"),
    ]


def test_copy_is_not_told_where_the_watch_no_longer_points() -> None:
    moved = WatchRules("Putin", channels=("surat",))
    decided = decide(hit("Putin"), COPY, [told("Putin", "redaksi")], rules(moved), CHANNELS, NOW)
    assert decided.deliveries == ()


def test_copy_is_not_told_for_a_watch_that_was_deleted() -> None:
    decided = decide([], COPY, [told("Lama", "redaksi")], rules(PUTIN), CHANNELS, NOW)
    assert decided == Decided(reason="a copy of a story already told: Lama no longer exists")


def test_copy_that_is_first_to_match_another_watch_raises_that_watch() -> None:
    mail = WatchRules("Emas", channels=("surat",))
    decided = decide(hit("Putin", "Emas"), COPY, [told("Putin", "redaksi")], rules(PUTIN, mail), CHANNELS, NOW)
    assert raised(decided) == ["Emas"]
    assert [line[:3] for line in sent(decided)] == [
        ("surat", "ani@example.org", "alert"),
        ("surat", "budi@example.org", "alert"),
        ("redaksi", "", "copy"),
    ]


def test_first_alert_and_copy_that_meet_on_a_channel_are_one_alert() -> None:
    decided = decide(hit("Putin", "Emas"), COPY, [told("Putin", "redaksi")], rules(PUTIN, EMAS), CHANNELS, NOW)
    assert raised(decided) == ["Emas"]
    assert sent(decided) == [("redaksi", "", "alert", ("Emas", "Putin"))]


def test_story_told_to_nobody_stays_quiet_when_copied() -> None:
    quiet = WatchRules("Diam", channels=())
    decided = decide(hit("Diam"), COPY, [told("Diam")], rules(quiet), CHANNELS, NOW)
    assert decided.alerts == ()
    assert decided.deliveries == ()
    assert "tells nobody" in decided.reason


def test_late_original_updates_the_thread() -> None:
    decided = decide(hit("Putin"), LATE_ORIGINAL, [told("Putin", "redaksi")], rules(PUTIN), CHANNELS, NOW)
    assert decided.alerts == ()
    assert sent(decided) == [("redaksi", "", "update", ("Putin",))]


@pytest.mark.parametrize("relation", [Relation.TEMPLATE, Relation.CONTAINS, Relation.FOLLOW_UP])
def test_article_that_only_resembles_a_told_story_is_news_of_its_own(relation: Relation) -> None:
    decided = decide(hit("Putin"), Placing(None, relation), [told("Putin", "redaksi")], rules(PUTIN), CHANNELS, NOW)
    assert raised(decided) == ["Putin"]
    assert sent(decided) == [("redaksi", "", "alert", ("Putin",))]


def test_corrected_version_tells_nobody_twice() -> None:
    decided = decide(hit("Putin"), CORRECTED, [told("Putin", "redaksi")], rules(PUTIN), CHANNELS, NOW)
    assert decided == Decided(reason="a corrected version of an article already told, which no further watch matches")


def test_correction_that_adds_a_match_raises_it_as_a_correction() -> None:
    decided = decide(hit("Putin", "Emas"), CORRECTED, [told("Putin", "redaksi")], rules(PUTIN, EMAS), CHANNELS, NOW)
    assert [(alert.watch, alert.reason) for alert in decided.alerts] == [("Emas", AlertReason.CORRECTION)]
    assert sent(decided) == [("redaksi", "", "alert", ("Emas",))]


def test_match_on_the_announcement_alone_is_marked_as_not_read() -> None:
    decided = decide(hit("Putin"), OPENS, [], rules(PUTIN), CHANNELS, NOW, read=False)
    assert [alert.reason for alert in decided.alerts] == [AlertReason.NOT_READ]


def test_watch_told_twice_about_merged_stories_threads_on_every_channel_it_used() -> None:
    history = [told("Putin", "surat", minutes=5), told("Putin", "redaksi", minutes=50)]
    decided = decide([], COPY, history, rules(WatchRules("Putin")), {"redaksi": ("",), "surat": ("a@b.id",)}, NOW)
    assert [line[0] for line in sent(decided)] == ["redaksi", "surat"]


def test_recipient_named_twice_gets_one_message() -> None:
    decided = decide(hit("Putin"), OPENS, [], rules(WatchRules("Putin")), {"surat": ("a@b.id", "a@b.id")}, NOW)
    assert len(decided.deliveries) == 1


WATCHES = ("Putin", "Emas", "Minyak")
PLACES = {"redaksi": ("",), "surat": ("ani@example.org", "budi@example.org"), "kait": ("",)}
SOME_CHANNELS = st.one_of(st.none(), st.lists(st.sampled_from((*PLACES, "lama")), max_size=3).map(tuple))
RULES = st.fixed_dictionaries(
    {
        name: st.builds(WatchRules, st.just(name), SOME_CHANNELS, st.sampled_from(("thread", "silent", "alert")))
        for name in WATCHES
    }
)


@given(
    rules=RULES, first=st.sets(st.sampled_from(WATCHES)), second=st.sets(st.sampled_from(WATCHES)), late=st.booleans()
)
def test_whatever_the_rules_each_watch_alerts_once_and_each_recipient_hears_once(
    rules: dict[str, WatchRules], first: set[str], second: set[str], late: bool
) -> None:
    opening = decide(hit(*first), OPENS, [], rules, PLACES, NOW)
    history = [
        ToldAlert(
            alert.watch,
            ArticleId(3),
            NOW,
            tuple(dict.fromkeys(one.channel for one in opening.deliveries if alert.watch in one.watches)),
        )
        for alert in opening.alerts
    ]
    copy = decide(hit(*second), LATE_ORIGINAL if late else COPY, history, rules, PLACES, NOW)
    assert set(raised(opening)) == first
    assert set(raised(copy)) == second - first
    for decided in (opening, copy):
        heard = [(one.channel, one.recipient) for one in decided.deliveries]
        assert len(heard) == len(set(heard))
        assert bool(decided.reason) != bool(decided.deliveries)
    told_first = {(one.channel, watch) for one in opening.deliveries for watch in one.watches}
    later = {(one.channel, watch) for one in copy.deliveries for watch in one.watches if watch in first}
    assert later <= told_first


@pytest.mark.parametrize(
    ("expires", "when", "expected"),
    [
        (date(2026, 11, 23), "2026-11-23T23:59+07:00", ["Putin"]),
        (date(2026, 11, 23), "2026-11-24T00:00+07:00", []),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), "2026-11-23T18:59+07:00", ["Putin"]),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), "2026-11-23T19:00+07:00", []),
    ],
)
def test_watch_that_has_expired_raises_nothing_new(expires: date, when: str, expected: list[str]) -> None:
    rule = WatchRules("Putin", channels=("redaksi",), expires=expires)
    decided = decide(hit("Putin"), OPENS, [], rules(rule), CHANNELS, datetime.fromisoformat(when))
    assert raised(decided) == expected
    assert decided.reason == ("" if expected else "expired: Putin")


def test_copy_of_an_acknowledged_story_is_recorded_and_not_told() -> None:
    seen = replace(told("Putin", "redaksi"), acked=True)
    decided = decide(hit("Putin"), COPY, [seen], rules(PUTIN), CHANNELS, NOW)
    assert decided == Decided(reason="a copy of a story that was acknowledged for Putin")
