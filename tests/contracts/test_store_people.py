"""What people ask of the store: the state of the house, the alerts, and everything about one article."""

from dataclasses import replace

from monitor.model import (
    AlertReason,
    DeliveryKind,
    DeliveryState,
    EntryState,
    PublisherId,
    Receipt,
    SourceState,
    Step,
)
from monitor.store import ChannelStatus, Counts, Status, Store
from tests.store_values import (
    LEASE,
    MINUTE,
    NOW,
    announce,
    article,
    claim_one,
    copies,
    due_entry,
    known_entry,
    new_source,
    polled,
    record,
    tells,
)

LATER = NOW + 60 * MINUTE


def test_an_empty_house_has_a_status(store: Store) -> None:
    assert store.status(NOW) == Status(
        sources={},
        failing=0,
        overdue=0,
        entries={},
        articles=0,
        stories=0,
        alerts=0,
        channels=(),
        due={Step.POLL: 0, Step.READ: 0, Step.DELIVER: 0},
        next_due=None,
    )
    assert store.list_alerts() == []


def test_status_counts_what_is_there_and_what_waits(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    record(store, "lain.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    announce(store, due_entry("warta.example/3"), known_entry("warta.example/4"))
    store.set_source_state(new_source(store, "diam.example/rss"), SourceState.PAUSED, NOW)
    redaksi, pimpinan = store.claim(Step.DELIVER, NOW, 5, LEASE)
    store.record_delivery(redaksi, Receipt("1"), NOW)
    store.record_delivery_failure(pimpinan, "invalid_auth", None, NOW)
    status = store.status(LATER)
    assert status.sources == {SourceState.ACTIVE: 1, SourceState.PAUSED: 1}
    assert status.entries == {EntryState.READ: 2, EntryState.DUE: 1, EntryState.KNOWN: 1}
    assert (status.articles, status.stories, status.alerts) == (2, 1, 1)
    assert status.channels == (
        ChannelStatus("pimpinan", 0, None, 0, 1, None, "invalid_auth"),
        ChannelStatus("redaksi", 1, NOW, 1, 0, NOW, ""),
    )
    assert status.due == {Step.POLL: 1, Step.READ: 1, Step.DELIVER: 1}
    assert status.overdue == 1
    assert status.next_due == NOW


def test_status_counts_the_sources_that_fail(store: Store) -> None:
    new_source(store)
    work = claim_one(store, Step.POLL)
    store.record_poll(work, polled(store, work, failures=2, last_outcome="http-503", due_at=LATER))
    status = store.status(NOW)
    assert (status.failing, status.overdue, status.next_due) == (1, 0, LATER)


def test_counts_begin_at_the_moment_asked_for(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    store.record_delivery(claim_one(store, Step.DELIVER), Receipt("1"), NOW)
    record(store, "lain.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY), now=LATER)
    store.record_delivery_failure(claim_one(store, Step.DELIVER), "gone", None, LATER)
    assert store.counts_since(NOW) == Counts(
        entries=2, articles=2, copies=1, matches=2, alerts=1, delivered=1, given_up=1
    )
    assert store.counts_since(NOW + MINUTE) == Counts(
        entries=1, articles=1, copies=1, matches=1, alerts=0, delivered=0, given_up=1
    )


def test_alerts_are_listed_the_newest_first_with_how_their_messages_fare(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    second = record(store, "lain.example/1", decided=tells("redaksi", watch="rob"), now=LATER)
    store.record_delivery(claim_one(store, Step.DELIVER), Receipt("1"), NOW)
    newest, oldest = store.list_alerts()
    assert (newest.watch, newest.story_id, newest.created_at) == ("rob", second.story_id, LATER)
    assert (oldest.article_id, oldest.reason, oldest.title) == (
        first.article_id,
        AlertReason.FIRST_MATCH,
        "Judul warta.example/1",
    )
    assert oldest.deliveries == {DeliveryState.SENT: 1, DeliveryState.DUE: 1}
    assert [line.watch for line in store.list_alerts(limit=1)] == ["rob"]
    assert [line.watch for line in store.list_alerts(since=NOW + MINUTE)] == ["rob"]


def test_an_article_is_explained_by_any_of_its_addresses(store: Store) -> None:
    made = replace(article("warta.example/asli"), url="https://warta.example/asli?page=all")
    recorded = record(store, "warta.example/amp", decided=tells("redaksi"), made=made)
    for url in (
        "https://warta.example/asli",
        "https://warta.example/asli?page=all",
        "https://warta.example/amp",
        "https://warta.example/amp?utm_source=rss",
    ):
        explained = store.explain(url=url)
        assert explained is not None
        assert explained.article is not None
        assert explained.article.id == recorded.article_id
        assert [entry.announced.canonical for entry in explained.entries] == ["https://warta.example/amp"]
    assert store.explain(url="https://warta.example/lain") is None
    assert store.explain(article_id=99) is None


def test_an_explanation_tells_the_whole_story(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    second = record(store, "lain.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts-1"), NOW)
    explained = store.explain(article_id=second.article_id, names={PublisherId("warta"): "Warta"})
    assert explained is not None
    assert [member.article_id for member in explained.members] == [first.article_id, second.article_id]
    assert explained.members[1].link == copies(first).links[0]
    assert explained.members[0].publisher == "Warta"
    assert [match.watch for match in explained.matches] == ["banjir"]
    assert [alert.article_id for alert in explained.alerts] == [first.article_id]
    assert [(one.kind, one.state) for one in explained.deliveries] == [
        (DeliveryKind.ALERT, DeliveryState.SENT),
        (DeliveryKind.COPY, DeliveryState.DUE),
    ]


def test_an_address_only_announced_is_explained_by_its_entries(store: Store) -> None:
    announce(store, due_entry("warta.example/1"))
    work = claim_one(store, Step.READ)
    store.record_read_failure(work, "http-404", None)
    explained = store.explain(url="https://warta.example/1")
    assert explained is not None
    assert explained.article is None
    assert [(entry.state, entry.failure) for entry in explained.entries] == [(EntryState.FAILED, "http-404")]
