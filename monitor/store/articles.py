"""Articles, stories and links as values: what placing, deliveries and people read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, and_, bindparam, func, or_, select

from monitor.model import (
    Article,
    ArticleId,
    Credit,
    DeliveryKind,
    EntryId,
    Link,
    Match,
    Member,
    PublisherId,
    Relation,
    Span,
    StoryId,
    ToldAlert,
)
from monitor.store import tables as t
from monitor.store.columns import hours_since_1970, in_zone, offset_minutes
from monitor.store.ready import Ready, among, at_most, ready
from monitor.store.records import ArticleVersion, CreditHit, IndexRow, PlainIndexRow, StoredArticle
from monitor.store.statements import chunks

_a = t.articles.c

NOT_READ = "announced"
"""The extractor of an article that is only what its source announced."""


def index_rows_after(connection: Connection, article_id: int) -> list[IndexRow]:
    """Articles after that one, in order of id."""
    return list(map(IndexRow._make, _INDEX_ROWS_AFTER.tuples(connection, {"after": article_id})))


def index_portion_after(connection: Connection, article_id: int, most: int) -> list[PlainIndexRow]:
    """The next so many, without names for their columns, for reading half a million."""
    return _INDEX_PORTION_AFTER.tuples(connection, {"after": article_id, "most": most})


def last_recorded_before(connection: Connection, moment: datetime) -> int:
    """The article after whose id those begin that were recorded at that moment or later; 0 where all were."""
    query = select(_a.id).where(_a.recorded_at < moment).order_by(_a.recorded_at.desc(), _a.id.desc()).limit(1)
    return connection.scalar(query) or 0


def first_recorded_at(connection: Connection) -> datetime | None:
    """When the first article was recorded; None where there is none."""
    return connection.scalar(select(_a.recorded_at).order_by(_a.recorded_at).limit(1))


def stored_articles(connection: Connection, ids: Collection[int]) -> list[StoredArticle]:
    """In the order of `ids`; those that are not there are left out."""
    found = {
        row.id: _stored(row) for chunk in chunks(dict.fromkeys(ids)) for row in _STORED.all(connection, {"ids": chunk})
    }
    return [found[article_id] for article_id in dict.fromkeys(ids) if article_id in found]


def articles_of(connection: Connection, stories: Collection[int]) -> list[ArticleId]:
    """The articles of some stories."""
    queries = (select(_a.id).where(_a.story_id.in_(chunk)) for chunk in chunks(stories))
    return [ArticleId(id_) for query in queries for id_ in connection.scalars(query)]


def article_by_canonical(connection: Connection, canonical_url: str) -> StoredArticle | None:
    row = _AT.first(connection, {"address": canonical_url})
    return None if row is None else _stored(row)


def articles_since(connection: Connection, since: datetime, after: int, limit: int) -> list[StoredArticle]:
    """Recorded at or after `since`, of an id beyond `after`, in order of id: for going through texts page by page."""
    query = _with_story().where(_a.recorded_at >= since, _a.id > after).order_by(_a.id).limit(limit)
    return [_stored(row) for row in connection.execute(query)]


def articles_by_credit_keys(
    connection: Connection, own: Collection[str], credited: Collection[str], latest: int
) -> list[CreditHit]:
    """Articles whose own key is among `own`, and those whose credit is among `credited`: of each key no more than the
    latest, since a headline may recur daily. First come first."""
    rows = _CREDITED.all(connection, {"own": list(own), "credited": list(credited), "latest": latest})
    return [
        CreditHit(ArticleId(row.article_id), StoryId(row.story_id), row.key, row.role)
        for row in sorted(rows, key=lambda row: (row.article_id, row.key, row.role))
    ]


def alert_history(connection: Connection, story_id: StoryId) -> list[ToldAlert]:
    """The story's alerts, the oldest first, each with the channels whose messages name its watch."""
    alerts = _ALERTS_OF.all(connection, {"story": story_id})
    sent = _TOLD_OF.all(connection, {"story": story_id}) if alerts else ()
    return [
        ToldAlert(
            watch=row.watch,
            article_id=ArticleId(row.article_id),
            created_at=row.created_at,
            channels=tuple(dict.fromkeys(message.channel for message in sent if row.watch in message.watches)),
            acked=row.acked_at is not None,
        )
        for row in alerts
    ]


def matches_of(connection: Connection, article_id: int, watches: Collection[str] | None = None) -> tuple[Match, ...]:
    """By watch; only of the watches named, where any are."""
    rows = _MATCHES_OF.all(connection, {"article": article_id})
    return tuple(
        Match(row.watch, tuple(Span(*span) for span in row.spans))
        for row in rows
        if watches is None or row.watch in watches
    )


def versions_of(connection: Connection, article_id: int) -> tuple[ArticleVersion, ...]:
    v = t.article_versions.c
    rows = connection.execute(select(t.article_versions).where(v.article_id == article_id).order_by(v.id))
    return tuple(
        ArticleVersion(row.title, tuple(row.paragraphs), row.extractor, row.recorded_at, row.replaced_at)
        for row in rows
    )


def members_of(connection: Connection, story_id: int, names: Mapping[PublisherId, str]) -> tuple[Member, ...]:
    """The story's articles, first come first, each with the link to the one that it comes from."""
    from monitor.stories.lineage import sources  # brings numpy: commands that list something need not wait for it

    rows = _MEMBERS_OF.all(connection, {"story": story_id})
    if len(rows) < 2:
        return tuple(_member(row, names, None) for row in rows)
    fellows = {row.id for row in rows}
    inside = [(owner, link) for owner, link in links_from(connection, fellows) if link.to in fellows]
    found = sources(inside, rows[0].original_article_id)
    return tuple(_member(row, names, found.get(row.id)) for row in rows)


def member(connection: Connection, article_id: int, names: Mapping[PublisherId, str]) -> Member:
    """One article as people are told about it, without a link."""
    return members(connection, [article_id], names)[article_id]


def members(connection: Connection, ids: Iterable[int], names: Mapping[PublisherId, str]) -> dict[int, Member]:
    """Articles as people are told about them, without links."""
    return {
        row.id: _member(row, names, None) for chunk in chunks(ids) for row in _MEMBERS.all(connection, {"ids": chunk})
    }


def related_to(
    connection: Connection, article_id: int, names: Mapping[PublisherId, str], *, incoming: bool = False
) -> tuple[tuple[Link, Member], ...]:
    """Articles it is linked to (or, incoming, that link to it), the strongest first."""
    if incoming:
        query = select(t.links).where(t.links.c.to_article_id == article_id).order_by(t.links.c.id)
        found = [(row.article_id, _link(row)) for row in connection.execute(query)]
    else:
        found = [(link.to, link) for _, link in links_from(connection, [article_id])]
    others = members(connection, (other for other, _ in found), names)
    return tuple((link, others[other]) for other, link in found)


def links_from(connection: Connection, articles: Iterable[int]) -> list[tuple[ArticleId, Link]]:
    """The links of these articles with the article each belongs to, the strongest of an article first."""
    rows = [row for chunk in chunks(articles) for row in _LINKS_FROM.all(connection, {"ids": chunk})]
    return [(ArticleId(row.article_id), _link(row)) for row in rows]


def article_values(article: Article) -> dict[str, Any]:
    """The columns that hold an article's own text and metadata."""
    return {
        "canonical_url": article.canonical_url,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "section": article.section,
        "language": article.language,
        "published_at": article.published,
        "published_offset": offset_minutes(article.published),
        "modified_at": article.modified,
        "modified_offset": offset_minutes(article.modified),
        "paragraphs": article.paragraphs,
        "credit": credit_json(article.credit),
        "extractor": article.extractor,
        "warnings": article.warnings,
    }


def credit_json(credit: Credit | None) -> dict[str, Any] | None:
    return None if credit is None else asdict(credit)


def credit_from(value: dict[str, Any] | None) -> Credit | None:
    return None if value is None else Credit(**value)


def _with_story() -> Select[Any]:
    s = t.stories.c
    return select(t.articles, s.named_original, s.original_article_id).join(t.stories, _a.story_id == s.id)


_STORY: BindParameter[Any] = bindparam("story")
_k, _m, _al, _d = t.credit_keys.c, t.matches.c, t.alerts.c, t.deliveries.c


def _index_rows(database: str) -> Select[Any]:
    """The database reckons the hours: of half a million rows, which are read at a start, making moments was a third."""
    hour = hours_since_1970(database, _a.discovered_at)
    return select(_a.id, _a.story_id, _a.fingerprint, hour).where(_a.id > bindparam("after")).order_by(_a.id)


_INDEX_ROWS_AFTER = Ready(_index_rows)
_INDEX_PORTION_AFTER = Ready(lambda database: _index_rows(database).limit(at_most("most")))
_STORED = Ready(lambda database: _with_story().where(among(database, _a.id, "ids")))
_AT = ready(_with_story().where(_a.canonical_url == bindparam("address")))


def _credited(database: str) -> Select[Any]:
    bearers = (
        select(
            t.credit_keys,
            func.row_number().over(partition_by=(_k.key, _k.role), order_by=_k.article_id.desc()).label("nth"),
        )
        .where(
            or_(
                and_(_k.role == "own", among(database, _k.key, "own")),
                and_(_k.role == "credit", among(database, _k.key, "credited")),
            )
        )
        .subquery()
    )
    return (
        select(bearers.c.article_id, _a.story_id, bearers.c.key, bearers.c.role)
        .join(t.articles, _a.id == bearers.c.article_id)
        .where(bearers.c.nth <= bindparam("latest"))
    )


_CREDITED = Ready(_credited)
_ALERTS_OF = ready(select(t.alerts).where(_al.story_id == _STORY).order_by(_al.id))
_TOLD_OF = ready(
    select(_d.channel, _d.watches).where(_d.story_id == _STORY, _d.kind == DeliveryKind.ALERT).order_by(_d.id)
)
_MATCHES_OF = ready(select(_m.watch, _m.spans).where(_m.article_id == bindparam("article")).order_by(_m.watch))
_MEMBER = (
    _a.id, _a.publisher, _a.title, _a.url, _a.published_at, _a.published_offset, _a.discovered_at, _a.credit, _a.extractor
)  # fmt: skip
_MEMBERS_OF = ready(
    select(*_MEMBER, t.stories.c.original_article_id)
    .join(t.stories, _a.story_id == t.stories.c.id)
    .where(_a.story_id == _STORY)
    .order_by(_a.id)
)
_MEMBERS = Ready(lambda database: select(*_MEMBER).where(among(database, _a.id, "ids")))
_LINKS_FROM = Ready(
    lambda database: select(t.links).where(among(database, t.links.c.article_id, "ids")).order_by(t.links.c.id)
)


def _stored(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        id=ArticleId(row.id),
        story_id=StoryId(row.story_id),
        article=_article(row),
        relation=Relation(row.relation),
        discovered_at=row.discovered_at,
        recorded_at=row.recorded_at,
        fingerprint=bytes(row.fingerprint),
        entry_id=EntryId(row.entry_id),
        named_original=credit_from(row.named_original),
        original=None if row.original_article_id is None else ArticleId(row.original_article_id),
        placing_reason=row.placing_reason,
        alerting_reason=row.alerting_reason,
        supersedes=None if row.supersedes is None else ArticleId(row.supersedes),
    )


def _article(row: Row[Any]) -> Article:
    return Article(
        url=row.url,
        canonical_url=row.canonical_url,
        title=row.title,
        publisher=PublisherId(row.publisher),
        paragraphs=tuple(row.paragraphs),
        author=row.author,
        section=row.section,
        language=row.language,
        published=in_zone(row.published_at, row.published_offset),
        modified=in_zone(row.modified_at, row.modified_offset),
        credit=credit_from(row.credit),
        extractor=row.extractor,
        warnings=tuple(row.warnings),
    )


def _member(row: Row[*tuple[Any, ...]], names: Mapping[PublisherId, str], link: Link | None) -> Member:
    return Member(
        article_id=ArticleId(row.id),
        publisher=names.get(row.publisher, row.publisher),
        title=row.title,
        url=row.url,
        published=in_zone(row.published_at, row.published_offset),
        discovered_at=row.discovered_at,
        credit=credit_from(row.credit),
        link=link,
        read=row.extractor != NOT_READ,
    )


def _link(row: Row[Any]) -> Link:
    return Link(
        to=ArticleId(row.to_article_id),
        relation=Relation(row.relation),
        coverage=(row.coverage_own, row.coverage_other),
        reason=row.reason,
        by_credit=row.by_credit,
    )
