"""What a poll may have missed, and what a source announces as edited."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Announced, EntryId, EntryState
from monitor.sources import Before, edited, may_hide_a_gap, read_back

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DUE, KNOWN = EntryState.DUE, EntryState.KNOWN


def item(name: str, age: timedelta | None = None) -> Announced:
    return Announced(name, name, name, published=None if age is None else NOW - age)


def titled(name: str, title: str) -> Announced:
    return replace(item(name, 5 * HOUR), title=title)


def edit(name: str, age: timedelta, since: timedelta) -> Announced:
    return Announced(name, name, name, published=NOW - age, updated=NOW - since)


GAPS = {
    "all of many new": (20, [DUE] * 20, False, True),
    "one of them known": (20, [DUE] * 19, False, False),
    "one of them known from another source": (20, [*[DUE] * 19, KNOWN], False, False),
    "the first poll": (20, [DUE] * 20, True, False),
    "a single item": (1, [DUE], False, False),
    "nothing at all": (0, [], False, False),
}


@pytest.mark.parametrize(("total", "states", "first", "gap"), GAPS.values(), ids=GAPS.keys())
def test_a_gap_may_be_where_everything_is_new(total: int, states: list[EntryState], first: bool, gap: bool) -> None:
    assert may_hide_a_gap(total, states, first=first) is gap


def test_a_sitemap_is_read_back_to_the_last_poll() -> None:
    items = [item("a", MINUTE), item("b", 2 * HOUR), item("c", 5 * HOUR)]
    missed, reached = read_back(items, {"c"}, NOW - 3 * HOUR)
    assert ([one.url for one in missed], reached) == (["a", "b"], True)


def test_a_page_without_dates_is_read_down_to_the_first_known() -> None:
    missed, reached = read_back([item("a"), item("b"), item("k"), item("alt")], {"k"}, NOW - HOUR)
    assert ([one.url for one in missed], reached) == (["a", "b"], True)


def test_a_page_that_reaches_nothing_known_and_has_no_dates_is_not_believed() -> None:
    assert read_back([item("a"), item("b")], set(), NOW - HOUR) == ([], False)


def test_what_is_read_back_is_bounded() -> None:
    assert len(read_back([item(str(n), MINUTE) for n in range(5_000)], set(), NOW - HOUR)[0]) == 300


def before(
    name: str, age: timedelta, state: EntryState = EntryState.READ, title: str = "", tries: int = 1
) -> dict[str, Before]:
    return {name: Before(EntryId(1), NOW - age, NOW - age, state, title, tries)}


EDITS = {
    "a later date": (item("a", HOUR), before("a", 5 * HOUR), True),
    "the same date": (item("a", HOUR), before("a", HOUR), False),
    "an earlier date": (item("a", 5 * HOUR), before("a", HOUR), False),
    "an edit beside the date": (edit("a", 5 * HOUR, HOUR), before("a", 5 * HOUR), True),
    "an edit that we came after": (edit("a", 5 * HOUR, 4 * HOUR), before("a", 3 * HOUR), False),
    "an edit that was read": (edit("a", 5 * HOUR, HOUR), before("a", HOUR), False),
    "a date in the future": (item("a", -HOUR), before("a", HOUR), False),
    "not yet read": (item("a", HOUR), before("a", 5 * HOUR, DUE), False),
    "never news": (item("a", HOUR), before("a", 5 * HOUR, KNOWN), False),
    "an old item listed anew": (item("a", HOUR), before("a", 200 * HOUR), False),
    "no date": (item("a"), before("a", HOUR), False),
    "another headline": (
        titled("a", "Gempa guncang Palu, 3 tewas"),
        before("a", 5 * HOUR, title="Gempa guncang Palu"),
        True,
    ),
    "the same headline": (
        titled("a", "Gempa  guncang Palu!"),
        before("a", 5 * HOUR, title="GEMPA guncang Palu"),
        False,
    ),
    "a headline where none was": (titled("a", "Gempa guncang Palu"), before("a", 5 * HOUR), False),
    "edited later than anybody edits": (item("a", MINUTE), before("a", 2 * HOUR, tries=10), False),
}


@pytest.mark.parametrize(("announced", "known", "again"), EDITS.values(), ids=EDITS.keys())
def test_an_article_with_a_later_date_or_another_headline_is_read_again(
    announced: Announced, known: dict[str, Before], again: bool
) -> None:
    others = [item(str(n), HOUR) for n in range(10)]
    assert bool(edited([announced, *others], known, NOW)) is again


@pytest.mark.parametrize(
    ("found", "tries", "due"),
    [
        pytest.param(9 * MINUTE, 1, MINUTE, id="a moment ago"),
        pytest.param(11 * MINUTE, 1, timedelta(), id="some minutes ago"),
        pytest.param(2 * HOUR, 5, 40 * MINUTE, id="five times within two hours"),
        pytest.param(3 * HOUR, 5, timedelta(), id="five times within three hours"),
    ],
)
def test_an_edit_of_what_was_just_read_is_read_when_its_time_comes(
    found: timedelta, tries: int, due: timedelta
) -> None:
    edits = edited([titled("a", "b")], before("a", found, title="a", tries=tries), NOW)
    assert [edit.due_at - NOW for edit in edits] == [due]


def test_a_feed_that_redates_everything_says_nothing_about_edits() -> None:
    known = {str(n): Before(EntryId(n), NOW - 5 * HOUR, NOW - 5 * HOUR, EntryState.READ) for n in range(10)}
    assert len(edited([item("0", MINUTE), *(item(str(n), 5 * HOUR) for n in range(1, 10))], known, NOW)) == 1
    assert edited([item(str(n), MINUTE) for n in range(10)], known, NOW) == ()
