"""Short ways to the values that store tests write: sources, announced items, articles, and whole steps recorded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.model import (
    Alert,
    AlertReason,
    Announced,
    Article,
    ArticleId,
    Decided,
    DeliveryKind,
    EntryState,
    Link,
    Match,
    Placing,
    PlannedDelivery,
    PublisherId,
    Relation,
    Source,
    SourceId,
    SourceOrigin,
    Span,
    Step,
    Work,
)
from monitor.store import ArticleRecord, NewEntry, PollRecord, RecordedArticle, SourceSpec, Store

NOW = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
LEASE = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


def spec(
    name: str,
    *,
    origin: SourceOrigin = SourceOrigin.CONFIG,
    due_at: datetime = NOW,
    interval: timedelta | None = None,
    publisher: str = "warta",
) -> SourceSpec:
    """`name` is host/path."""
    host = name.partition("/")[0]
    return SourceSpec(f"https://{name}", PublisherId(publisher), origin, host, due_at, interval=interval)


def announced(name: str, *, guid: str = "") -> Announced:
    url = f"https://{name}"
    return Announced(url=f"{url}?utm_source=rss", canonical=url, guid=guid or url, title=f"Kabar {name}")


def due_entry(name: str, *, guid: str = "", due_at: datetime = NOW) -> NewEntry:
    return NewEntry(announced(name, guid=guid), EntryState.DUE, due_at, name.partition("/")[0])


def known_entry(name: str) -> NewEntry:
    return NewEntry(announced(name), EntryState.KNOWN)


def article(name: str, *, text: str = "Air laut naik di pesisir utara.", publisher: str = "warta") -> Article:
    url = f"https://{name}"
    return Article(
        url=url, canonical_url=url, title=f"Judul {name}", publisher=PublisherId(publisher), paragraphs=(text,)
    )


def opens(*, relation: Relation = Relation.NEW) -> Placing:
    return Placing(story_id=None, relation=relation, reason="tidak ada yang serupa")


def copies(earlier: RecordedArticle) -> Placing:
    link = Link(earlier.article_id, Relation.SAME, (0.9, 0.8), "85 % teks sama")
    return Placing(story_id=earlier.story_id, relation=Relation.SAME, links=(link,), reason="salinan")


def tells(
    *channels: str,
    watch: str = "banjir",
    kind: DeliveryKind = DeliveryKind.ALERT,
    due_at: datetime = NOW,
    recipient: str = "",
) -> Decided:
    alerts = (Alert(watch, AlertReason.FIRST_MATCH),) if kind is DeliveryKind.ALERT else ()
    messages = tuple(PlannedDelivery(channel, recipient, kind, (watch,), due_at) for channel in channels)
    return Decided(alerts, messages)


def matched(watch: str = "banjir") -> tuple[Match, ...]:
    return (Match(watch, (Span("body", 0, 8, "Air laut", "air laut"),)),)


def claim_one(store: Store, step: Step, now: datetime = NOW) -> Work:
    (work,) = store.claim(step, now, 1, LEASE)
    return work


def new_source(store: Store, name: str = "warta.example/rss") -> SourceId:
    (added,) = store.add_sources([spec(name, origin=SourceOrigin.DATABASE)], NOW)
    return added.source.id


def polled(store: Store, work: Work, *entries: NewEntry, now: datetime = NOW, **changes: object) -> PollRecord:
    """A successful poll's record; `changes` go into the source."""
    source = store.source(SourceId(work.id))
    assert source is not None
    kept: dict[str, object] = {
        "tried": True,
        "last_polled_at": now,
        "last_success_at": now,
        "last_outcome": f"new={len(entries)}",
        "due_at": now + 15 * MINUTE,
        "due_reason": "every 15m",
    }
    after: Source = replace(source, **(kept | changes))  # type: ignore[arg-type]
    return PollRecord(after, now, entries)


def announce(store: Store, *entries: NewEntry, now: datetime = NOW, source: str = "warta.example/rss") -> None:
    """A poll of one source, from claim to record."""
    (added,) = store.add_sources([spec(source, origin=SourceOrigin.DATABASE, due_at=now)], now)
    store.make_sources_due(now)
    claimed = store.claim(Step.POLL, now, 1_000, LEASE)
    for work in claimed:
        if work.id == added.source.id:
            assert store.record_poll(work, polled(store, work, *entries, now=now)) is not None
        else:
            assert store.release(work)


def record(
    store: Store,
    name: str,
    placing: Placing | None = None,
    decided: Decided | None = None,
    *,
    now: datetime = NOW,
    made: Article | None = None,
) -> RecordedArticle:
    """An article announced, read and recorded."""
    announce(store, due_entry(name, due_at=now), now=now)
    return record_claimed(store, claim_one(store, Step.READ, now), name, placing, decided, now=now, made=made)


def record_claimed(
    store: Store,
    work: Work,
    name: str,
    placing: Placing | None = None,
    decided: Decided | None = None,
    *,
    now: datetime = NOW,
    made: Article | None = None,
    updates: ArticleId | None = None,
) -> RecordedArticle:
    values = ArticleRecord(
        article=made or article(name),
        fingerprint=name.encode(),
        placing=placing or opens(),
        now=now,
        matches=matched() if decided else (),
        decided=decided or Decided(),
        updates=updates,
    )
    with store.placing() as placer:
        recorded = placer.record_article(work, values)
    assert recorded is not None
    return recorded
