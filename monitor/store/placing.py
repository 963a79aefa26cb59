"""Placing: the one short transaction in which an article is compared with what came before, and written."""

from collections.abc import Collection
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from monitor.model import Alert, ArticleId, Decided, DeliveryId, Link, Match, StoryId, ToldAlert, Work
from monitor.store import articles, deliveries, entries, search, stories
from monitor.store import tables as t
from monitor.store.articles import article_values, credit_json
from monitor.store.ready import Ready, ready
from monitor.store.records import ArticleRecord, CreditHit, IndexRow, RecordedArticle, Ruling, StoredArticle
from monitor.store.statements import insert_missing
from monitor.watches.indexing import words_of

_STORY = ready(update(t.stories).where(t.stories.c.id == bindparam("its_id")))
_DISCOVERED = select(t.entries.c.discovered_at).where(t.entries.c.id == bindparam("its_entry"))
_NEW_STORY = ready(insert(t.stories).returning(t.stories.c.id))
_NEW_ARTICLE = ready(insert(t.articles).values(discovered_at=_DISCOVERED.scalar_subquery()).returning(t.articles.c.id))
_LINKS, _KEYS, _MATCHES = (ready(insert(table)) for table in (t.links, t.credit_keys, t.matches))
_ALERT = Ready(lambda database: insert_missing(database, t.alerts, "watch"))


class Placer:
    """What a placing may read and write while nobody else places. Reads see all that was committed before."""

    def __init__(self, connection: Connection, instance: str) -> None:
        self._connection = connection
        self._instance = instance

    def index_rows_after(self, article_id: int) -> list[IndexRow]:
        return articles.index_rows_after(self._connection, article_id)

    def stored_articles(self, ids: Collection[int]) -> list[StoredArticle]:
        return articles.stored_articles(self._connection, ids)

    def articles_by_credit_keys(self, own: Collection[str], credited: Collection[str], latest: int) -> list[CreditHit]:
        return articles.articles_by_credit_keys(self._connection, own, credited, latest)

    def article_by_canonical(self, canonical_url: str) -> StoredArticle | None:
        return articles.article_by_canonical(self._connection, canonical_url)

    def alert_history(self, story_id: StoryId) -> list[ToldAlert]:
        return articles.alert_history(self._connection, story_id)

    def original_came_after(self, story_id: StoryId, published: datetime) -> bool:
        """Whether a story's original was published later than that, and no credit line says that it is the original."""
        return stories.original_came_after(self._connection, story_id, published)

    def rulings_after(self, ruling_id: int) -> list[Ruling]:
        """Articles that changed their story since, in order."""
        return stories.rulings_after(self._connection, ruling_id)

    def apart(self, among: Collection[StoryId]) -> frozenset[tuple[StoryId, StoryId]]:
        """Pairs of these stories that a person took apart; the lower id first."""
        return stories.apart(self._connection, among)

    def split(self, article_id: ArticleId, now: datetime) -> tuple[StoryId, StoryId, tuple[ArticleId, ...]]:
        """The article into a story of its own, with what it was alerted for, and with its own copies where a merge brought
        them in together: (the story it leaves, the new one, those copies).

        Raises UsageError where there is no such article, or no other in its story.
        """
        return stories.split(self._connection, article_id, now)

    def merge(self, one: StoryId, other: StoryId, now: datetime) -> tuple[StoryId, tuple[ArticleId, ...]]:
        """The newer story's articles into the older one: (the older one, what moved). Raises UsageError."""
        return stories.merge(self._connection, one, other, now)

    def matches_in(self, story_id: StoryId) -> list[tuple[ArticleId, tuple[Match, ...]]]:
        """The story's articles, first come first, with what they match."""
        return stories.matches_in(self._connection, story_id)

    def tell(
        self, article_id: ArticleId, story_id: StoryId, decided: Decided, now: datetime
    ) -> tuple[tuple[str, ...], tuple[DeliveryId, ...]]:
        """Alerts that an article raises without being read again: (watches newly alerted, messages). Messages that
        would have called it a copy are withdrawn."""
        stories.withdraw(self._connection, story_id, article_id, now)
        alerts = self._alerts(article_id, story_id, decided.alerts, now)
        return alerts, deliveries.plan(self._connection, self._instance, story_id, article_id, decided.deliveries, now)

    def record_article(self, work: Work, record: ArticleRecord) -> RecordedArticle | None:
        """Writes what a read leaves behind and ends it; None, and nothing written, where the claim was no longer ours.

        Where the address has an article already and the record updates none, the entry only joins that article.
        """
        there = self.article_by_canonical(record.article.canonical_url)
        look_again_at = record.look_again_at if there is None else None
        if not entries.mark_read(self._connection, work, record.again_at, record.failure, look_again_at):
            return None
        if there is not None and record.updates is None:
            entries.name_article(self._connection, work, there.id)
            return RecordedArticle(there.id, there.story_id, joined=True)
        if record.updates is None:
            article_id, story_id = self._new_article(work, record)
        else:
            article_id, story_id = self._new_text(record.updates, record)
        entries.name_article(self._connection, work, article_id)
        self._evidence(article_id, record)
        words = words_of(record.article) if record.words is None else record.words
        search.index(self._connection, article_id, words, new=record.updates is None)
        alerts = self._alerts(article_id, story_id, record.decided.alerts, record.now)
        planned = record.decided.deliveries
        sent = deliveries.plan(self._connection, self._instance, story_id, article_id, planned, record.now)
        return RecordedArticle(article_id, story_id, alerts=alerts, deliveries=sent)

    def _new_article(self, work: Work, record: ArticleRecord) -> tuple[ArticleId, StoryId]:
        placing = record.placing
        story_id = placing.story_id or self._open_story(record)
        entry = {"entry_id": work.id, "its_entry": work.id}
        values = article_values(record.article) | self._placed(record, story_id) | entry
        article_id = ArticleId(_NEW_ARTICLE.scalar(self._connection, values))
        self._crown(article_id, story_id, record, opens=placing.story_id is None)
        return article_id, story_id

    def _new_text(self, article_id: ArticleId, record: ArticleRecord) -> tuple[ArticleId, StoryId]:
        """The article keeps its id and, unless the placing names another story, its story; the text it had is kept."""
        a = t.articles.c
        before = self._connection.execute(select(t.articles).where(a.id == article_id)).one()
        self._connection.execute(
            insert(t.article_versions).values(
                article_id=article_id,
                title=before.title,
                paragraphs=before.paragraphs,
                extractor=before.extractor,
                recorded_at=before.recorded_at,
                replaced_at=record.now,
            )
        )
        story_id = record.placing.story_id or StoryId(before.story_id)
        values = article_values(record.article) | self._placed(record, story_id) | {"supersedes": before.supersedes}
        self._connection.execute(update(t.articles).where(a.id == article_id).values(**values))
        for table in (t.links, t.credit_keys, t.matches):
            self._connection.execute(delete(table).where(table.c.article_id == article_id))
        self._crown(article_id, story_id, record, opens=False)
        stories.read_again(self._connection, article_id, StoryId(before.story_id), story_id, record.now)
        return article_id, story_id

    def _open_story(self, record: ArticleRecord) -> StoryId:
        return StoryId(_NEW_STORY.scalar(self._connection, {"opened_at": record.now}))

    def _placed(self, record: ArticleRecord, story_id: StoryId) -> dict[str, Any]:
        return {
            "fingerprint": record.fingerprint,
            "story_id": story_id,
            "relation": record.placing.relation,
            "placing_reason": record.placing.reason,
            "alerting_reason": record.decided.reason,
            "supersedes": record.placing.supersedes,
            "recorded_at": record.now,
        }

    def _crown(self, article_id: ArticleId, story_id: StoryId, record: ArticleRecord, *, opens: bool) -> None:
        """The story's first article, and its original, by name where we lack it."""
        placing = record.placing
        values: dict[str, Any] = {"first_article_id": article_id} if opens else {}
        if placing.named_original is not None:
            values |= {"original_article_id": None, "named_original": credit_json(placing.named_original)}
        elif placing.is_original or opens:
            values |= {"original_article_id": article_id, "named_original": None}
        if values:
            _STORY.run(self._connection, values | {"its_id": story_id})

    def _evidence(self, article_id: ArticleId, record: ArticleRecord) -> None:
        links = [_link_row(article_id, link) for link in record.placing.links]
        keys = [{"key": k.key, "article_id": article_id, "role": k.role} for k in dict.fromkeys(record.credit_keys)]
        found = [
            {
                "article_id": article_id,
                "watch": match.watch,
                "spans": [astuple(span) for span in match.spans],
                "created_at": record.now,
            }
            for match in record.matches
        ]
        for statement, rows in ((_LINKS, links), (_KEYS, keys), (_MATCHES, found)):
            statement.run_each(self._connection, rows)

    def _alerts(
        self, article_id: ArticleId, story_id: StoryId, decided: Collection[Alert], now: datetime
    ) -> tuple[str, ...]:
        rows = [
            {
                "watch": alert.watch,
                "story_id": story_id,
                "article_id": article_id,
                "reason": alert.reason,
                "created_at": now,
            }
            for alert in decided
        ]
        added = (_ALERT.scalar(self._connection, row) for row in rows)
        return tuple(watch for watch in added if watch is not None)


def _link_row(article_id: ArticleId, link: Link) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "to_article_id": link.to,
        "relation": link.relation,
        "coverage_own": link.coverage[0],
        "coverage_other": link.coverage[1],
        "reason": link.reason,
        "by_credit": link.by_credit,
    }
