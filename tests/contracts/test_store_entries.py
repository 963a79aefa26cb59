"""Entries: an announced address is read once, whoever announces it, and a poll is recorded whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from threading import Barrier

import pytest

from monitor.model import EntryId, EntryState, SourceId, Step, Validators, Work
from monitor.store import EditedEntry, NewEntry, PollRecord, Store
from tests.store_values import (
    LEASE,
    MINUTE,
    NOW,
    announce,
    announced,
    article,
    claim_one,
    due_entry,
    known_entry,
    new_source,
    opens,
    polled,
    record,
    record_claimed,
    spec,
)

LATER = NOW + timedelta(hours=1)


def test_entries_come_back_as_they_were_announced(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    wit = timezone(timedelta(hours=9))
    item = replace(
        announced("warta.example/1"),
        summary="Ringkasan \u201cdua\u201d",
        published=datetime(2026, 11, 23, 12, 10, tzinfo=wit),
        section="Nasional",
        credited="Kabar Timur",
    )
    store.record_poll(work, polled(store, work, NewEntry(item, EntryState.DUE, NOW, "warta.example")))
    entry = store.entry(EntryId(claim_one(store, Step.READ).id))
    assert entry is not None
    assert entry.announced == item
    assert entry.announced.published is not None
    assert entry.announced.published.utcoffset() == timedelta(hours=9)
    assert (entry.publisher, entry.discovered_at, entry.state) == ("warta", NOW, EntryState.DUE)


def test_known_entries_are_by_source_for_guids_and_by_house_for_addresses(store: Store) -> None:
    announce(store, known_entry("warta.example/1"), due_entry("warta.example/2", guid="g2"))
    other = new_source(store, "lain.example/rss")
    mine = store.list_sources()[1].id
    addresses = ["https://warta.example/1", "https://warta.example/2", "https://warta.example/3"]
    assert store.known_entries(mine, ["g2", "g3"]).keys() == {"g2"}
    assert store.known_entries(other, ["g2"]) == {}
    assert store.known_addresses(addresses) == set(addresses[:2])


def test_the_address_of_an_article_is_known_even_where_no_entry_bears_it(store: Store) -> None:
    record(store, "warta.example/amp", made=article("warta.example/asli"))
    assert store.known_addresses(["https://warta.example/asli"])
    announce(store, due_entry("warta.example/asli"), now=NOW + MINUTE)
    assert store.count_due(NOW + MINUTE)[Step.READ] == 0


def test_ten_thousand_addresses_are_looked_up_at_once(store: Store) -> None:
    announce(store, known_entry("warta.example/7"))
    source = store.list_sources()[0].id
    addresses = [f"https://warta.example/{n}" for n in range(10_000)]
    assert list(store.known_entries(source, addresses)) == addresses[7:8]
    assert store.known_addresses(addresses) == set(addresses[7:8])


def test_an_address_that_waits_or_was_read_is_only_noted(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    announce(store, due_entry("warta.example/1"), source="lain.example/rss")
    assert store.count_due(NOW)[Step.READ] == 1
    record_claimed(store, claim_one(store, Step.READ), "warta.example/1")
    announce(store, due_entry("warta.example/1"), source="ketiga.example/rss")
    assert store.count_due(NOW)[Step.READ] == 0


def test_an_address_that_was_given_up_is_read_when_another_source_announces_it(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    assert store.record_read_failure(claim_one(store, Step.READ), "http-404", None)
    announce(store, due_entry("warta.example/1"), source="lain.example/rss")
    assert store.count_due(NOW)[Step.READ] == 1


def test_one_document_that_names_an_address_twice_has_it_read_once(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    twice = (due_entry("warta.example/1", guid="a"), due_entry("warta.example/1", guid="b"))
    assert store.record_poll(work, polled(store, work, *twice)) == 1


def test_a_guid_that_is_there_already_is_passed_over(store: Store) -> None:
    announce(store, due_entry("warta.example/1", guid="g"))
    announce(store, due_entry("warta.example/2", guid="g"), now=NOW + MINUTE)
    assert store.count_due(NOW + MINUTE)[Step.READ] == 1


def test_two_sources_polled_at_once_have_an_article_read_once(store: Store) -> None:
    names = [f"warta.example/{n}" for n in range(40)]
    for round_ in range(5):
        now = NOW + round_ * 20 * MINUTE
        store.add_sources([spec("a.example/rss", due_at=now), spec("b.example/rss", due_at=now)], now)
        works = store.claim(Step.POLL, now, 2, LEASE)
        items = [due_entry(f"{name}-{round_}") for name in names]
        records = [polled(store, work, *items, now=now) for work in works]
        assert sum(record_at_once(store, works, records)) == len(names)
        assert store.count_due(now)[Step.READ] == len(names) * (round_ + 1)


def record_at_once(store: Store, works: list[Work], records: list[PollRecord]) -> list[int]:
    start = Barrier(len(works))

    def one_poll(work: Work, record: PollRecord) -> int:
        start.wait()
        return store.record_poll(work, record) or 0

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one_poll, works, records))


def test_a_poll_with_a_wrong_entry_leaves_nothing(store: Store) -> None:
    source_id = new_source(store)
    work = claim_one(store, Step.POLL)
    before = store.source(source_id)
    naive = NewEntry(announced("warta.example/2"), EntryState.DUE, datetime(2026, 11, 23, 3, 0), "warta.example")  # noqa: DTZ001
    fresh = Validators('"2"', "Mon, 23 Nov 2026 03:00:00 GMT")
    with pytest.raises(ValueError, match="naive"):
        store.record_poll(work, polled(store, work, due_entry("warta.example/1"), naive, validators=fresh))
    with pytest.raises(ValueError, match="needs due_at"):
        store.record_poll(work, polled(store, work, NewEntry(announced("warta.example/3"), EntryState.DUE)))
    assert store.source(source_id) == before
    assert store.count_due(NOW)[Step.READ] == 0


def test_a_read_that_failed_is_due_again_with_its_failures_counted(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    work = claim_one(store, Step.READ)
    assert store.record_read_failure(work, "timeout", NOW + 2 * MINUTE)
    assert store.next_due(NOW) == NOW + 2 * MINUTE
    again = claim_one(store, Step.READ, NOW + 2 * MINUTE)
    assert (again.failures, again.attempts) == (1, 2)
    entry = store.entry(EntryId(again.id))
    assert entry is not None
    assert (entry.state, entry.failure, entry.failures) == (EntryState.DUE, "timeout", 1)


def test_a_read_given_up_waits_no_more(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    work = claim_one(store, Step.READ)
    assert store.record_read_failure(work, "http-404", None)
    entry = store.entry(EntryId(work.id))
    assert entry is not None
    assert (entry.state, entry.failure) == (EntryState.FAILED, "http-404")
    assert store.claim(Step.READ, NOW + LEASE, 1, LEASE) == []
    assert not store.record_read_failure(work, "late", NOW)


def test_a_page_that_is_no_article_becomes_known_with_its_reason(store: Store) -> None:
    announce(store, due_entry("warta.example/indeks"))
    work = claim_one(store, Step.READ)
    assert store.record_no_news(work, "halaman indeks")
    entry = store.entry(EntryId(work.id))
    assert entry is not None
    assert (entry.state, entry.failure) == (EntryState.KNOWN, "halaman indeks")


def test_catching_up_makes_all_that_waits_known(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    entries = [due_entry("warta.example/1"), due_entry("lain.example/2", due_at=LATER)]
    store.record_poll(work, polled(store, work, *entries))
    assert store.catch_up(NOW, [SourceId(work.id + 1)]) == 0
    assert store.catch_up(NOW, [SourceId(work.id)]) == 2
    assert store.claim(Step.READ, LATER, 9, LEASE) == []
    assert store.catch_up(NOW) == 0


def test_an_edited_entry_is_due_again_with_its_new_date(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    store.record_poll(work, polled(store, work, known_entry("warta.example/1")))
    (source,) = store.list_sources()
    before = store.known_entries(source.id, {"https://warta.example/1"})["https://warta.example/1"]
    (again,) = store.claim(Step.POLL, LATER, 1, LEASE)
    edit = EditedEntry(before.id, LATER, "Judul lain", LATER + MINUTE)
    store.record_poll(again, replace(polled(store, again), now=LATER, edited=(edit,)))
    after = store.entry(before.id)
    assert after is not None
    assert (after.state, after.announced.published, after.announced.title) == (EntryState.DUE, LATER, "Judul lain")
    assert store.claim(Step.READ, LATER, 1, LEASE) == []
    assert claim_one(store, Step.READ, LATER + MINUTE).id == before.id


def test_a_settled_entry_can_be_read_again(store: Store) -> None:
    record(store, "warta.example/1")
    explained = store.explain(url="https://warta.example/1")
    assert explained is not None
    entry_id = explained.entries[0].id
    assert store.read_again(entry_id, NOW + 2 * MINUTE)
    assert store.read_again(entry_id, NOW + MINUTE)  # sooner than it would have been
    assert store.read_again(entry_id, NOW + 2 * MINUTE)  # and no later
    assert claim_one(store, Step.READ, NOW + MINUTE).id == entry_id


def test_an_entry_that_waits_for_its_first_reading_or_after_a_failure_keeps_its_turn(store: Store) -> None:
    announce(store, due_entry("warta.example/1", due_at=NOW + MINUTE))
    assert not store.read_again(EntryId(1), NOW)
    work = claim_one(store, Step.READ, NOW + MINUTE)
    store.record_read_failure(work, "http-503", LATER)
    assert not store.read_again(EntryId(work.id), NOW)


def test_text_that_no_database_takes_is_replaced_one_for_one(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    item = replace(announced("warta.example/1"), title="ganti\x00baris \ud83d putus \U0001f30a", guid="g\x00")
    store.record_poll(work, polled(store, work, NewEntry(item, EntryState.DUE, NOW, "warta.example")))
    entry = store.entry(EntryId(claim_one(store, Step.READ).id))
    assert entry is not None
    assert entry.announced.title == "ganti\ufffdbaris \ufffd putus \U0001f30a"
    assert store.known_entries(SourceId(work.id), ["g\x00"]).keys() == {"g\ufffd"}


def test_an_entry_that_is_not_there_is_none(store: Store) -> None:
    assert store.entry(EntryId(1)) is None


def test_opening_a_story_ends_the_read(store: Store) -> None:
    recorded = record(store, "warta.example/1", opens())
    explained = store.explain(article_id=recorded.article_id)
    assert explained is not None
    (entry,) = explained.entries
    assert (entry.state, entry.article_id) == (EntryState.READ, recorded.article_id)
    assert store.count_due(NOW)[Step.READ] == 0
