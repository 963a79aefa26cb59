"""What counts as news: once, and not what was there before we came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Announced, EntryState
from monitor.sources import is_another, sort_entries

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NONE: frozenset[str] = frozenset()


def item(name: str, age: timedelta | None = HOUR) -> Announced:
    url = f"https://harian.example/{name}"
    return Announced(url, url, f"guid-{name}", name, published=None if age is None else NOW - age)


def states(items: list[Announced], **changes: object) -> dict[str, EntryState]:
    options: dict[str, object] = {
        "came_at": NOW - 1000 * HOUR,
        "first_look": timedelta(),
        "now": NOW,
        "guids": NONE,
        "canonicals": NONE,
    } | changes
    guids, canonicals = options.pop("guids"), options.pop("canonicals")
    found = sort_entries(items, guids, canonicals, **options)  # type: ignore[arg-type]
    assert all((due == NOW) if state is EntryState.DUE else (due is None) for _, state, due in found)
    return {announced.guid.removeprefix("guid-"): state for announced, state, _ in found}


def test_the_first_poll_is_silent() -> None:
    assert states([item("a"), item("b", None)], came_at=None) == {"a": EntryState.KNOWN, "b": EntryState.KNOWN}


def test_the_first_look_reads_what_is_young_and_dated() -> None:
    items = [item("muda"), item("tua", 7 * HOUR), item("entah", None)]
    found = states(items, came_at=None, first_look=6 * HOUR)
    assert found == {"muda": EntryState.DUE, "tua": EntryState.KNOWN, "entah": EntryState.KNOWN}


def test_later_polls_read_what_is_new_whatever_its_date() -> None:
    assert set(states([item("a"), item("b", None), item("c", 100 * HOUR)]).values()) == {EntryState.DUE}


def test_what_was_published_long_before_we_came_is_no_news_when_it_is_listed_again() -> None:
    items = [item("draf", 5 * 24 * HOUR), item("lawas", 9 * 24 * HOUR), item("entah", None)]
    found = states(items, came_at=NOW - 24 * HOUR)
    assert found == {"draf": EntryState.DUE, "lawas": EntryState.KNOWN, "entah": EntryState.DUE}
    assert states(items, came_at=NOW - 24 * HOUR, first_look=10 * 24 * HOUR)["lawas"] is EntryState.DUE


def test_a_known_guid_is_left_out_even_with_a_new_date_and_address() -> None:
    moved = replace(
        item("a", timedelta()), url="https://harian.example/judul-baru", canonical="https://harian.example/judul-baru"
    )
    assert states([moved], guids=frozenset({"guid-a"})) == {}


def test_a_known_address_under_a_new_guid_raises_nothing() -> None:
    again = replace(item("a"), guid="guid-lain")
    assert states([again], canonicals=frozenset({again.canonical})) == {"lain": EntryState.KNOWN}


def test_an_article_that_another_source_announced_is_known() -> None:
    assert states([item("a")], canonicals=frozenset({item("a").canonical})) == {"a": EntryState.KNOWN}


def test_one_article_twice_in_a_document_is_read_once() -> None:
    assert states([item("a"), replace(item("a"), guid="guid-b")]) == {"a": EntryState.DUE}


@pytest.mark.parametrize(
    ("canonical", "title", "another"),
    [
        ("https://harian.example/lama", "Jembatan gantung putus diterjang banjir", True),
        ("https://harian.example/baru", "Jembatan gantung putus diterjang banjir", False),  # the same address
        ("https://harian.example/lama", "Harga beras di Cipinang turun lagi", False),  # a new slug for a new headline
        ("https://harian.example/lama", "", False),
    ],
)
def test_a_guid_that_is_used_again_is_known_by_address_and_headline(canonical: str, title: str, another: bool) -> None:
    announced = replace(item("baru"), title="Harga beras medium di Cipinang turun tajam")
    assert is_another(announced, canonical, title) == another
