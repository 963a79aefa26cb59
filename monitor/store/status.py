"""Read models for people: the state of the house, lists of alerts, and everything known about one article."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from monitor.model import (
    AlertId,
    AlertReason,
    ArticleId,
    DeliveryState,
    EntryState,
    PublisherId,
    Relation,
    SourceState,
    StoryId,
)
from monitor.store import articles, claims, deliveries, entries, mutes
from monitor.store import tables as t
from monitor.store.records import AlertDetail, AlertLine, ChannelStatus, Counts, Explanation, Status

_OVERDUE = timedelta(minutes=10)


def status(connection: Connection, now: datetime) -> Status:
    s = t.sources.c
    active = s.state == SourceState.ACTIVE
    late = (s.due_at < now - _OVERDUE) & (s.claimed_until.is_(None) | (s.claimed_until <= now))
    by_state = connection.execute(select(s.state, func.count().label("n")).group_by(s.state)).all()
    e = t.entries.c
    by_entry_state = connection.execute(select(e.state, func.count().label("n")).group_by(e.state)).all()
    return Status(
        sources={SourceState(row.state): row.n for row in by_state},
        failing=_count(connection, select(s.id).where(active, s.failures > 0)),
        overdue=_count(connection, select(s.id).where(active, late)),
        entries={EntryState(row.state): row.n for row in by_entry_state},
        articles=_count(connection, select(t.articles.c.id)),
        stories=_count(connection, select(t.stories.c.id).where(t.stories.c.first_article_id.is_not(None))),
        alerts=_count(connection, select(t.alerts.c.id)),
        channels=_channels(connection),
        mutes=tuple(mutes.mutes(connection, now)),
        due=claims.count_due(connection, now),
        next_due=claims.next_due(connection, now),
    )


def counts_since(connection: Connection, since: datetime) -> Counts:
    a, d = t.articles.c, t.deliveries.c
    recorded = select(a.id).where(a.recorded_at >= since)
    settled = select(d.id).where(d.settled_at >= since)
    return Counts(
        entries=_count(connection, select(t.entries.c.id).where(t.entries.c.discovered_at >= since)),
        articles=_count(connection, recorded),
        copies=_count(connection, recorded.where(a.relation == Relation.SAME)),
        matches=_count(connection, select(t.matches.c.watch).where(t.matches.c.created_at >= since)),
        alerts=_count(connection, select(t.alerts.c.id).where(t.alerts.c.created_at >= since)),
        delivered=_count(connection, settled.where(d.state == DeliveryState.SENT)),
        given_up=_count(connection, settled.where(d.state == DeliveryState.GIVEN_UP)),
    )


def list_alerts(
    connection: Connection, limit: int, since: datetime | None, story_id: StoryId | None = None
) -> list[AlertLine]:
    """The newest first; of one story, where one is named."""
    a = t.alerts.c
    query = _alerts() if since is None else _alerts().where(a.created_at >= since)
    if story_id is not None:
        query = query.where(a.story_id == story_id)
    return _lines(connection, query.order_by(a.id.desc()).limit(limit))


def alert(connection: Connection, alert_id: AlertId) -> AlertDetail | None:
    """None where there is none of this id."""
    lines = _lines(connection, _alerts().where(t.alerts.c.id == alert_id))
    if not lines:
        return None
    acked_at = connection.scalar(select(t.alerts.c.acked_at).where(t.alerts.c.id == alert_id))
    messages = deliveries.deliveries_of(connection, lines[0].story_id)
    return AlertDetail(lines[0], acked_at, tuple(one for one in messages if lines[0].watch in one.watches))


def _alerts() -> Select[Any]:
    p = t.articles.c
    return select(t.alerts, p.title, p.url, p.publisher).join(t.articles, t.alerts.c.article_id == p.id)


def _lines(connection: Connection, query: Select[Any]) -> list[AlertLine]:
    rows = connection.execute(query).all()
    d, other = t.deliveries.c, t.deliveries.alias("other")
    became = func.coalesce(other.c.state, d.state).label("state")  # what is told in another message fares as that one
    told = connection.execute(
        select(d.article_id, d.watches, became)
        .outerjoin(other, other.c.id == d.folded_into)
        .where(d.article_id.in_({row.article_id for row in rows}))
    ).all()
    return [
        AlertLine(
            id=AlertId(row.id),
            watch=row.watch,
            reason=AlertReason(row.reason),
            created_at=row.created_at,
            story_id=StoryId(row.story_id),
            article_id=ArticleId(row.article_id),
            title=row.title,
            url=row.url,
            publisher=PublisherId(row.publisher),
            deliveries=Counter(
                message.state
                for message in told
                if message.article_id == row.article_id and row.watch in message.watches
            ),
        )
        for row in rows
    ]


def explain(
    connection: Connection, article_id: int | None, url: str, names: Mapping[PublisherId, str]
) -> Explanation | None:
    """By article id, or by address: canonical, or exactly as a source or a page gave it. None: never heard of it."""
    if article_id is None:
        article_id = _article_at(connection, url)
    found = articles.stored_articles(connection, [article_id]) if article_id is not None else []
    article = found[0] if found else None
    announcing = entries.entries_of(connection, article_id, article.article.canonical_url if article else url)
    if article is None:
        return Explanation(entries=tuple(announcing)) if announcing else None
    return Explanation(
        entries=tuple(announcing),
        article=article,
        versions=articles.versions_of(connection, article.id),
        members=articles.members_of(connection, article.story_id, names),
        links=articles.related_to(connection, article.id, names),
        linked_from=articles.related_to(connection, article.id, names, incoming=True),
        matches=articles.matches_of(connection, article.id),
        alerts=tuple(articles.alert_history(connection, article.story_id)),
        deliveries=deliveries.deliveries_of(connection, article.story_id),
    )


def _article_at(connection: Connection, url: str) -> int | None:
    a, e = t.articles.c, t.entries.c
    by_address = select(a.id).where((a.canonical_url == url) | (a.url == url)).order_by(a.id).limit(1)
    by_entry = (
        select(e.article_id)
        .where((e.canonical_url == url) | (e.url == url), e.article_id.is_not(None))
        .order_by(e.id)
        .limit(1)
    )
    return connection.scalar(by_address) or connection.scalar(by_entry)


def _channels(connection: Connection) -> tuple[ChannelStatus, ...]:
    d = t.deliveries.c

    def number(state: DeliveryState) -> Any:
        return func.count(case((d.state == state, d.id))).label(state.name.lower())

    rows = connection.execute(
        select(
            d.channel,
            number(DeliveryState.DUE),
            number(DeliveryState.SENT),
            number(DeliveryState.GIVEN_UP),
            func.count(case(((d.state == DeliveryState.DUE) & (d.held != ""), d.id))).label("held"),
            func.min(case((d.state == DeliveryState.DUE, d.due_at))).label("oldest_due_at"),
            func.max(case((d.state == DeliveryState.SENT, d.settled_at))).label("last_sent_at"),
            func.max(t.channels.c.rests_until).label("rests_until"),
            func.max(t.channels.c.failing_since).label("failing_since"),
        )
        .outerjoin(t.channels, t.channels.c.name == d.channel)
        .group_by(d.channel)
        .order_by(d.channel)
    ).all()
    return tuple(
        ChannelStatus(
            row.channel,
            row.due,
            row.oldest_due_at,
            row.sent,
            row.given_up,
            row.last_sent_at,
            _error(connection, row.channel),
            row.held,
            row.rests_until,
            row.failing_since,
        )
        for row in rows
    )


def _error(connection: Connection, channel: str) -> str:
    d = t.deliveries.c
    newest = select(d.error).where(d.channel == channel, d.state != DeliveryState.SENT, d.error != "")
    return connection.scalar(newest.order_by(d.id.desc()).limit(1)) or ""


def _count(connection: Connection, query: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0
