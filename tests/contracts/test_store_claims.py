"""Claims: each due row goes to one worker, one host at a time, and comes back when its lease runs out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from monitor.model import SUSPECT, SourceId, SourceState, Step, Work
from monitor.store import Store
from tests.store_values import (
    LEASE,
    MINUTE,
    NOW,
    announce,
    claim_one,
    due_entry,
    new_source,
    polled,
    record,
    spec,
    tells,
)


def test_eight_threads_claim_four_hundred_sources_each_once(store: Store) -> None:
    store.add_sources([spec(f"h{n}.example/rss") for n in range(400)], NOW)

    def work_off(_: int) -> list[Work]:
        taken: list[Work] = []
        while claimed := store.claim(Step.POLL, NOW, 7, LEASE):
            taken.extend(claimed)
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [work for works in pool.map(work_off, range(8)) for work in works]
    assert len(taken) == 400
    assert len({work.id for work in taken}) == 400
    assert {work.attempts for work in taken} == {1}


def test_one_claim_holds_one_row_a_host_and_the_longest_due_first(store: Store) -> None:
    store.add_sources(
        [
            spec("a.example/1", due_at=NOW - MINUTE),
            spec("a.example/2", due_at=NOW - 3 * MINUTE),
            spec("b.example/1", due_at=NOW - 2 * MINUTE),
            spec("c.example/1", due_at=NOW + MINUTE),
        ],
        NOW,
    )
    claimed = store.claim(Step.POLL, NOW, 10, LEASE)
    assert [work.host for work in claimed] == ["a.example", "b.example"]
    assert store.source(SourceId(claimed[0].id)) == store.list_sources()[1]


def test_a_claim_takes_no_more_than_its_limit(store: Store) -> None:
    store.add_sources([spec(f"h{n}.example/rss", due_at=NOW - n * MINUTE) for n in range(5)], NOW)
    assert [work.host for work in store.claim(Step.POLL, NOW, 2, LEASE)] == ["h4.example", "h3.example"]


def test_a_busy_host_is_left_alone(store: Store) -> None:
    store.add_sources([spec("a.example/1"), spec("b.example/1")], NOW)
    assert [work.host for work in store.claim(Step.POLL, NOW, 10, LEASE, busy={"a.example"})] == ["b.example"]


def test_a_host_claimed_for_a_poll_is_not_claimed_for_a_read(store: Store) -> None:
    announce(store, due_entry("warta.example/1"), due_entry("lain.example/1"))
    store.make_sources_due(NOW)
    assert [work.host for work in store.claim(Step.POLL, NOW, 10, LEASE)] == ["warta.example"]
    assert [work.host for work in store.claim(Step.READ, NOW, 10, LEASE)] == ["lain.example"]


def test_a_host_is_free_again_once_its_work_is_recorded(store: Store) -> None:
    store.add_sources([spec("a.example/1"), spec("a.example/2")], NOW)
    first = claim_one(store, Step.POLL)
    assert store.claim(Step.POLL, NOW, 10, LEASE) == []
    store.record_poll(first, polled(store, first))
    assert claim_one(store, Step.POLL).id != first.id


def test_a_lease_that_ran_out_can_be_claimed_again_with_a_new_fence(store: Store) -> None:
    new_source(store)
    first = claim_one(store, Step.POLL)
    assert store.claim(Step.POLL, NOW + LEASE - timedelta(seconds=1), 1, LEASE) == []
    second = claim_one(store, Step.POLL, NOW + LEASE)
    assert (second.id, second.attempts) == (first.id, first.attempts + 1)


def test_a_late_worker_is_fenced_and_writes_nothing(store: Store) -> None:
    new_source(store)
    late = claim_one(store, Step.POLL)
    current = claim_one(store, Step.POLL, NOW + LEASE)
    assert store.record_poll(late, polled(store, late, due_entry("warta.example/1"), last_outcome="late")) is None
    assert store.claim(Step.READ, NOW + LEASE, 1, LEASE) == []
    assert store.record_poll(current, polled(store, current, last_outcome="current")) == 0
    source = store.source(SourceId(current.id))
    assert source is not None
    assert source.last_outcome == "current"


def test_a_worker_whose_lease_ran_out_unnoticed_may_still_record(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    assert store.record_poll(work, polled(store, work, now=NOW + 2 * LEASE)) == 0


def test_work_is_recorded_once(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    assert store.record_poll(work, polled(store, work)) == 0
    assert store.record_poll(work, polled(store, work, due_entry("warta.example/1"))) is None


def test_released_work_is_due_at_once(store: Store) -> None:
    new_source(store)
    first = claim_one(store, Step.POLL)
    assert store.release(first)
    assert claim_one(store, Step.POLL).id == first.id
    assert not store.release(first)


def test_claims_of_a_killed_predecessor_end_at_once(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    claim_one(store, Step.READ)
    assert store.release_claims() == 1
    assert claim_one(store, Step.READ).attempts == 2


def test_what_was_claimed_whenever_the_process_ended_becomes_suspect_until_it_is_recorded(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    for _ in range(SUSPECT):
        assert not claim_one(store, Step.READ).suspect
        store.release_claims()
    work = claim_one(store, Step.READ)
    assert work.suspect
    store.record_read_failure(work, "ended-ronda", NOW, None)
    again = claim_one(store, Step.READ)
    assert again.lost == SUSPECT - 1, "tried once more, not as often as before"
    store.record_read_failure(again, "timeout", NOW, None)
    assert claim_one(store, Step.READ).lost == 0


def test_paused_gone_and_removed_sources_do_not_wait(store: Store) -> None:
    for n, state in enumerate([SourceState.PAUSED, SourceState.GONE, SourceState.REMOVED]):
        store.set_source_state(new_source(store, f"h{n}.example/rss"), state, NOW)
    assert store.claim(Step.POLL, NOW, 10, LEASE) == []
    assert store.next_due(NOW) is None
    assert store.count_due(NOW)[Step.POLL] == 0


def test_next_due_is_the_earliest_of_all_steps(store: Store) -> None:
    assert store.next_due(NOW) is None
    announce(store, due_entry("b.example/1", due_at=NOW + 5 * MINUTE), source="b.example/rss")
    assert store.next_due(NOW) == NOW + 5 * MINUTE
    store.add_sources([spec("a.example/rss", due_at=NOW + 3 * MINUTE)], NOW)
    assert store.next_due(NOW) == NOW + 3 * MINUTE
    store.add_notice("disk", "Disk penuh", "Kosongkan.", [("redaksi", "")], NOW + MINUTE)
    assert store.next_due(NOW) == NOW + MINUTE


def test_next_due_of_a_claimed_row_is_the_end_of_its_lease(store: Store) -> None:
    new_source(store)
    claim_one(store, Step.POLL)
    assert store.next_due(NOW) == NOW + LEASE


def test_due_rows_are_counted_by_step(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    announce(store, due_entry("warta.example/2"), due_entry("warta.example/3", due_at=NOW + MINUTE))
    store.make_sources_due(NOW)
    assert store.count_due(NOW) == {Step.POLL: 1, Step.READ: 1, Step.DELIVER: 2}


def test_a_429_lets_the_whole_host_rest(store: Store) -> None:
    announce(store, due_entry("warta.example/1"), due_entry("warta.example/2"), due_entry("lain.example/1"))
    work = next(work for work in store.claim(Step.READ, NOW, 5, LEASE) if work.host == "warta.example")
    later = NOW + 30 * MINUTE
    assert store.record_read_failure(work, "http-429", later, quiet_until=later)
    assert store.claim(Step.READ, NOW + LEASE, 5, LEASE)[0].host == "lain.example"
    assert store.count_due(NOW + LEASE)[Step.READ] == 1
    assert store.count_due(later)[Step.READ] == 3


def test_a_poll_answered_with_429_lets_its_host_rest_and_says_why(store: Store) -> None:
    store.add_sources([spec("a.example/1"), spec("a.example/2"), spec("b.example/1")], NOW)
    work = next(work for work in store.claim(Step.POLL, NOW, 5, LEASE) if work.host == "a.example")
    later = NOW + 30 * MINUTE
    refused = polled(store, work, due_at=later, due_reason="429 until 10.45 WIB", failures=1)
    assert store.record_poll(work, replace(refused, quiet_until=later)) == 0
    assert {source.url: source.due_reason for source in store.list_sources()} == {
        "https://a.example/1": "429 until 10.45 WIB",
        "https://a.example/2": "429 until 10.45 WIB",
        "https://b.example/1": "first poll",
    }
    assert store.count_due(NOW)[Step.POLL] == 1
