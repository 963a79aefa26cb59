"""Sources: what the operator names, what a sync may touch, and what polls leave behind."""

from dataclasses import replace
from datetime import timedelta

from monitor.model import Health, PublisherId, SourceId, SourceKind, SourceOrigin, SourceState, Step, Validators
from monitor.store import NewNotice, Store, SyncReport
from tests.contracts.conftest import Home
from tests.store_values import LEASE, MINUTE, NOW, claim_one, due_entry, known_entry, new_source, polled, spec

LATER = NOW + 60 * MINUTE


def test_new_sources_are_due_when_their_spec_says(store: Store) -> None:
    specs = [spec("a.example/rss", due_at=NOW), spec("b.example/rss", due_at=NOW + 3 * MINUTE)]
    assert store.sync_sources(specs, NOW) == SyncReport(added=2)
    assert {source.url: source.due_at for source in store.list_sources()} == {
        "https://a.example/rss": NOW,
        "https://b.example/rss": NOW + 3 * MINUTE,
    }


def test_naming_the_same_sources_again_changes_nothing(store: Store) -> None:
    specs = [spec("a.example/rss", interval=10 * MINUTE), spec("b.example/rss")]
    store.sync_sources(specs, NOW)
    before = store.list_sources()
    assert store.sync_sources([replace(one, due_at=LATER) for one in specs], LATER) == SyncReport()
    assert store.list_sources() == before


def test_sources_no_longer_named_are_removed_and_come_back_with_their_history(store: Store) -> None:
    store.sync_sources([spec("a.example/rss"), spec("b.example/rss")], NOW)
    work = next(work for work in store.claim(Step.POLL, NOW, 2, LEASE) if work.host == "a.example")
    store.record_poll(work, polled(store, work, validators=Validators('W/"x1"', None)))
    assert store.sync_sources([spec("b.example/rss")], NOW) == SyncReport(removed=1)
    assert store.list_sources()[0].state is SourceState.REMOVED
    assert store.sync_sources([spec("a.example/rss"), spec("b.example/rss")], LATER) == SyncReport(returned=1)
    returned = store.list_sources()[0]
    assert returned.state is SourceState.ACTIVE
    assert returned.validators.etag == 'W/"x1"'
    assert returned.due_at == NOW + 15 * MINUTE


def test_sources_that_people_added_stay_whatever_the_files_name(store: Store) -> None:
    new_source(store, "own.example/rss")
    assert store.sync_sources([], NOW) == SyncReport()
    named = [spec("own.example/rss", publisher="lain")]
    assert store.sync_sources(named, NOW) == SyncReport(changed=1)
    assert store.sync_sources([], NOW) == SyncReport()
    (source,) = store.list_sources()
    assert (source.state, source.origin, source.publisher) == (SourceState.ACTIVE, SourceOrigin.DATABASE, "lain")


def test_a_paused_source_stays_paused_when_it_is_named_again(store: Store) -> None:
    store.sync_sources([spec("a.example/rss")], NOW)
    store.set_source_state(store.list_sources()[0].id, SourceState.PAUSED, NOW)
    store.sync_sources([spec("a.example/rss")], NOW)
    assert store.list_sources()[0].state is SourceState.PAUSED


def test_only_a_shorter_interval_makes_a_source_due_earlier(store: Store) -> None:
    named = spec("a.example/rss", interval=60 * MINUTE)
    store.sync_sources([named], NOW)
    work = claim_one(store, Step.POLL)
    store.record_poll(work, polled(store, work, due_at=NOW + 60 * MINUTE))
    soon = NOW + MINUTE
    for interval, due_at in ((90, NOW + 60 * MINUTE), (10, NOW + 10 * MINUTE), (30, NOW + 10 * MINUTE)):
        store.sync_sources([replace(named, interval=interval * MINUTE)], soon)
        (source,) = store.list_sources()
        assert source.due_at == due_at
        assert source.interval == timedelta(minutes=interval)


def test_a_shorter_interval_does_not_break_into_a_back_off(store: Store) -> None:
    named = spec("a.example/rss", interval=60 * MINUTE)
    store.sync_sources([named], NOW)
    work = claim_one(store, Step.POLL)
    store.record_poll(work, polled(store, work, due_at=NOW + 120 * MINUTE, failures=1, last_outcome="http-429"))
    store.sync_sources([replace(named, interval=10 * MINUTE)], NOW)
    assert store.list_sources()[0].due_at == NOW + 120 * MINUTE


def test_a_later_spec_of_the_same_address_wins(store: Store) -> None:
    catalogue = spec("a.example/rss", origin=SourceOrigin.CATALOGUE, publisher="katalog")
    config = spec("a.example/rss", interval=5 * MINUTE, publisher="warta")
    assert store.sync_sources([catalogue, config], NOW) == SyncReport(added=1)
    (source,) = store.list_sources()
    assert (source.origin, source.publisher) == (SourceOrigin.CONFIG, "warta")


def test_adding_a_source_twice_says_so_and_keeps_it(store: Store) -> None:
    wanted = [spec("a.example/rss", origin=SourceOrigin.DATABASE)]
    (first,) = store.add_sources(wanted, NOW)
    (second,) = store.add_sources(wanted, LATER)
    assert (first.new, second.new) == (True, False)
    assert first.source == second.source


def test_adding_a_removed_source_makes_it_active(store: Store) -> None:
    store.sync_sources([spec("a.example/rss")], NOW)
    store.sync_sources([], NOW)
    (added,) = store.add_sources([spec("a.example/rss", origin=SourceOrigin.DATABASE)], NOW)
    assert (added.new, added.source.state) == (False, SourceState.ACTIVE)
    assert store.sync_sources([], NOW) == SyncReport()


def test_a_gone_source_made_active_again_is_due(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    store.record_poll(work, polled(store, work, state=SourceState.GONE, due_at=None, last_outcome="http-410"))
    gone = store.source(store.list_sources()[0].id)
    assert gone is not None
    assert (gone.state, gone.due_at) == (SourceState.GONE, None)
    assert store.set_source_state(gone.id, SourceState.ACTIVE, LATER)
    assert claim_one(store, Step.POLL, LATER).id == gone.id


def test_a_source_that_is_not_there_has_no_state_to_set(store: Store) -> None:
    lost = new_source(store)
    assert store.source(type(lost)(lost + 1)) is None
    assert not store.set_source_state(type(lost)(lost + 1), SourceState.PAUSED, NOW)


def test_a_poll_leaves_all_it_learnt(store: Store, home: Home) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    learnt = polled(
        store,
        work,
        kind=SourceKind.SITEMAP,
        validators=Validators('"é-1"', "Mon, 23 Nov 2026 03:00:00 GMT"),
        digest=b"\x00\x01\xff",
        rhythm=b"\x07" * 24,
        first_polled_at=NOW,
        last_new_at=NOW,
        failures=0,
        moved_to="https://baru.example/rss",
        moved_count=2,
        usual_items=24.5,
        health=Health("http-403", "ditolak", NOW, 4, told=1, told_at=NOW, relapses=2),
        gap="30 of 30 were new",
    )
    store.record_poll(work, learnt)
    again = home.open()
    assert again.source(learnt.source.id) == learnt.source
    again.close()


def test_a_poll_and_its_notice_are_written_together_or_not_at_all(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    notice = NewNotice("source-1-ill", "sakit", "tidak menjawab", (("surel", "meja@uji.example"), ("slack", "")))
    assert store.record_poll(work, replace(polled(store, work), notice=notice)) == 0
    assert store.record_poll(work, replace(polled(store, work), notice=replace(notice, key="late"))) is None
    assert store.count_due(LATER)[Step.DELIVER] == 2
    assert store.count_failing() == (0, 1)


def test_what_the_operator_set_during_a_poll_stays(store: Store) -> None:
    source_id = new_source(store)
    work = claim_one(store, Step.POLL)
    learnt = polled(store, work, due_entry("warta.example/1"))
    store.set_source_state(source_id, SourceState.PAUSED, NOW)
    store.add_sources([spec("warta.example/rss", origin=SourceOrigin.DATABASE)], NOW)
    assert store.record_poll(work, learnt) == 1
    source = store.source(source_id)
    assert source is not None
    assert (source.state, source.last_outcome) == (SourceState.PAUSED, "new=1")


def test_a_permanent_move_is_adopted_and_survives_the_next_sync(store: Store) -> None:
    named = [spec("lama.example/rss")]
    store.sync_sources(named, NOW)
    work = claim_one(store, Step.POLL)
    moved = polled(store, work, url="https://baru.example/rss")
    store.record_poll(work, replace(moved, host="baru.example"))
    assert store.sync_sources(named, NOW) == SyncReport()
    (source,) = store.list_sources()
    assert source.url == "https://baru.example/rss"
    assert claim_one(store, Step.POLL, LATER).host == "baru.example"


def test_a_move_onto_another_source_leaves_one_of_them(store: Store) -> None:
    store.sync_sources([spec("lama.example/rss"), spec("baru.example/rss")], NOW)
    work = next(work for work in store.claim(Step.POLL, NOW, 2, LEASE) if work.host == "lama.example")
    store.record_poll(work, replace(polled(store, work, url="https://baru.example/rss"), host="baru.example"))
    states = {source.url: source.state for source in store.list_sources()}
    assert states == {
        "https://lama.example/rss": SourceState.REMOVED,
        "https://baru.example/rss": SourceState.ACTIVE,
    }


def test_every_active_source_can_be_made_due(store: Store) -> None:
    store.sync_sources([spec("a.example/rss", due_at=LATER), spec("b.example/rss", due_at=LATER)], NOW)
    store.set_source_state(store.list_sources()[0].id, SourceState.PAUSED, NOW)
    assert store.make_sources_due(NOW, "once --all") == 1
    assert claim_one(store, Step.POLL).host == "b.example"
    assert store.list_sources()[1].due_reason == "once --all"


def test_five_thousand_sources_are_synced_and_kept(store: Store, home: Home) -> None:
    specs = [spec(f"h{n}.example/rss", due_at=NOW + n * timedelta(seconds=1)) for n in range(5_000)]
    assert store.sync_sources(specs, NOW).added == 5_000
    again = home.open()
    assert again.sync_sources(specs, LATER) == SyncReport()
    assert len(again.claim(Step.POLL, LATER, 100, LEASE)) == 100
    again.close()


def test_a_restart_polls_nothing_early(store: Store, home: Home) -> None:
    named = [spec("a.example/rss")]
    store.sync_sources(named, NOW)
    work = claim_one(store, Step.POLL)
    store.record_poll(work, polled(store, work, known_entry("a.example/1")))
    store.close()
    restarted = home.open()
    restarted.sync_sources([replace(named[0], due_at=NOW + MINUTE)], NOW + MINUTE)
    assert restarted.claim(Step.POLL, NOW + MINUTE, 5, LEASE) == []
    assert restarted.next_due(NOW + MINUTE) == NOW + 15 * MINUTE
    restarted.close()


def test_publishers_of_sources_are_kept_as_ids(store: Store) -> None:
    store.sync_sources([spec("a.example/rss", publisher="sosok-grid")], NOW)
    assert store.list_sources()[0].publisher == PublisherId("sosok-grid")


def test_a_poll_that_brought_nothing_is_written_with_the_next_transaction(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    store.note_poll(work, polled(store, work, last_outcome="unchanged").source)
    assert store.claim(Step.POLL, NOW, 1, LEASE) == []
    source = store.source(SourceId(work.id))
    assert source is not None
    assert (source.last_outcome, source.due_at) == ("unchanged", NOW + 15 * MINUTE)
    assert claim_one(store, Step.POLL, NOW + 15 * MINUTE).attempts == work.attempts + 1


def test_a_noted_poll_is_written_when_the_store_is_closed(home: Home) -> None:
    store = home.open()
    new_source(store)
    work = claim_one(store, Step.POLL)
    store.note_poll(work, polled(store, work, last_outcome="unchanged").source)
    store.close()
    again = home.open()
    (source,) = again.list_sources()
    assert source.last_outcome == "unchanged"
    again.close()


def test_a_noted_poll_that_is_lost_with_the_process_is_done_again(home: Home) -> None:
    killed, started = home.open(), home.open()
    new_source(killed)
    work = claim_one(killed, Step.POLL)
    killed.note_poll(work, polled(killed, work).source)
    started.release_claims()
    assert claim_one(started, Step.POLL).id == work.id
    for store in (killed, started):
        store.close()


def test_a_noted_poll_whose_claim_was_taken_again_changes_nothing(store: Store) -> None:
    new_source(store)
    late = claim_one(store, Step.POLL)
    later = NOW + LEASE + MINUTE
    current = claim_one(store, Step.POLL, later)
    store.note_poll(late, polled(store, late, last_outcome="late").source)
    store.note_poll(current, polled(store, current, last_outcome="current").source)
    (source,) = store.list_sources()
    assert source.last_outcome == "current"


def test_the_claim_of_a_poll_brings_its_source(store: Store) -> None:
    source_id = new_source(store)
    assert claim_one(store, Step.POLL).source == store.source(source_id)


def test_steps_are_due_when_something_of_theirs_is(store: Store) -> None:
    assert store.due_steps(NOW) == frozenset()
    new_source(store)
    assert store.due_steps(NOW - MINUTE) == frozenset()
    assert store.due_steps(NOW) == {Step.POLL}
