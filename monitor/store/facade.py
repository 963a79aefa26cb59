"""The store as the rest of Ronda sees it: every method is one transaction; thread-safe; raises Transient "store-*"."""

import contextlib
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from monitor.model import (
    AlertId,
    ArticleId,
    Delivery,
    Entry,
    EntryId,
    PublisherId,
    Source,
    SourceId,
    SourceState,
    Step,
    StoryId,
    ToldAlert,
    Work,
)
from monitor.store import articles, claims, deliveries, entries, search, sources, status, stories
from monitor.store import tables as t
from monitor.store.engine import Database, Lock, open_postgres, open_sqlite
from monitor.store.migrating import migrate
from monitor.store.placing import Placer
from monitor.store.records import (
    AddedSource,
    AlertDetail,
    AlertLine,
    Counts,
    DatedEntry,
    Explanation,
    IndexRow,
    NewEntry,
    PlainIndexRow,
    PollRecord,
    SourceSpec,
    Status,
    StoredArticle,
    StoryFile,
    StoryLine,
    SyncReport,
)
from monitor.store.sending import Sending
from monitor.store.statements import insert_missing
from monitor.watches.indexing import Need

SQLITE_FILE = "ronda.sqlite3"
_NAMES: Mapping[PublisherId, str] = {}


def open_store(data_dir: Path, database: str | None = None) -> "Store":
    """SQLite in `data_dir/ronda.sqlite3`, or PostgreSQL where `database` is its address; tables are made or migrated.

    Raises UsageError (unsafe SQLite library, a newer Ronda's data), ConfigError (unwritable folder, wrong address),
    Transient "store-lost" (PostgreSQL does not answer).
    """
    opened = open_sqlite(data_dir / SQLITE_FILE) if not database else open_postgres(database)
    try:
        migrate(opened)
        return Store(opened)
    except BaseException:
        opened.close()
        raise


class Store(Sending):
    """Recording methods take the Work they settle; None or False: that claim ran out and was taken again, so nothing
    was written. Readers that name publishers take `names`, id -> as readers know it."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.instance = self._instance()

    def close(self) -> None:
        self._db.close()

    # -------------------------------------------------------------------------------------------------------- sources

    def sync_sources(self, specs: Sequence[SourceSpec], now: datetime) -> SyncReport:
        """What catalogue and configuration name, all of it: others of those origins become REMOVED."""
        with self._db.write() as connection:
            return sources.sync(connection, specs, now)

    def add_sources(self, specs: Sequence[SourceSpec], now: datetime) -> list[AddedSource]:
        with self._db.write() as connection:
            return sources.add(connection, specs, now)

    def set_source_state(self, source_id: SourceId, state: SourceState, now: datetime) -> bool:
        with self._db.write() as connection:
            return sources.set_state(connection, source_id, state, now)

    def make_sources_due(self, now: datetime, reason: str = "asked for") -> int:
        """For `once --all`."""
        with self._db.write() as connection:
            return sources.make_due(connection, now, reason)

    def catch_up(self, now: datetime, of: Collection[SourceId] | None = None) -> int:
        """What waits to be read becomes KNOWN, `of` these sources or of all; how many entries."""
        with self._db.write() as connection:
            return entries.catch_up(connection, of, now)

    def list_sources(self) -> list[Source]:
        with self._db.read() as connection:
            return sources.all_sources(connection)

    def sources_of(self, publisher: PublisherId) -> list[Source]:
        with self._db.read() as connection:
            return sources.sources_of(connection, publisher)

    def count_failing(self) -> tuple[int, int]:
        """Of the active sources those whose last poll failed, and all."""
        with self._db.read() as connection:
            return sources.count_failing(connection)

    def last_heard(self) -> datetime | None:
        """When a source last answered as it should."""
        with self._db.read() as connection:
            return sources.last_heard(connection)

    def source(self, source_id: SourceId) -> Source | None:
        with self._db.read() as connection:
            return sources.one_source(connection, source_id)

    # ----------------------------------------------------------------------------------------------------------- work

    def claim(self, step: Step, now: datetime, limit: int, lease: timedelta, busy: Collection[str] = ()) -> list[Work]:
        """Up to `limit` due rows, the longest due first, no two of one host (channel), none of a busy one. Each is ours
        until it is recorded, released, or `now + lease`."""
        with self._db.write(Lock.CLAIM, light=True, ahead=step is Step.DELIVER) as connection:
            return claims.claim(connection, step, now, limit, lease, busy)

    def release(self, work: Work) -> bool:
        """Gives a claim back unused."""
        with self._db.write(light=True) as connection:
            return claims.settle(connection, work)

    def release_claims(self) -> int:
        """Ends the claims that a killed predecessor left, and counts them as lost. Only for the process that holds the
        data_dir's lock."""
        with self._db.write() as connection:
            return claims.release_all(connection)

    def due_steps(self, now: datetime) -> frozenset[Step]:
        """The steps for which anything is due at all: asking is cheaper than claiming nothing."""
        with self._db.read() as connection:
            return claims.due_steps(connection, now)

    def next_due(self, now: datetime) -> datetime | None:
        with self._db.read() as connection:
            return claims.next_due(connection, now)

    def count_due(self, now: datetime) -> dict[Step, int]:
        with self._db.read() as connection:
            return claims.count_due(connection, now)

    # -------------------------------------------------------------------------------------------------------- polling

    def known_entries(self, source_id: SourceId, guids: Collection[str]) -> dict[str, DatedEntry]:
        """By guid, those of these that this source has announced before."""
        with self._db.read() as connection:
            return entries.known_entries(connection, source_id, guids)

    def known_addresses(self, canonicals: Collection[str]) -> set[str]:
        """Those of these that any source has announced or an article bears."""
        with self._db.read() as connection:
            return entries.known_addresses(connection, canonicals)

    def record_poll(self, work: Work, record: PollRecord) -> int | None:
        """How many entries are newly due. Those that another source's entry stands for already become KNOWN. What a power
        cut takes back of it is polled again."""
        with self._db.write(Lock.ENTER if record.entries else None, light=True) as connection:
            due = entries.record_poll(connection, work, record)
            if record.notice is not None and due is not None:
                notice = record.notice
                deliveries.add_notice(
                    connection, self.instance, notice.key, notice.subject, notice.text, notice.targets, record.now
                )
            return due

    def enter(self, source_id: SourceId, new: Sequence[NewEntry], now: datetime) -> int:
        """Entries of a poll that is still at work and recorded later; how many are due."""
        with self._db.write(Lock.ENTER, light=True) as connection:
            return entries.enter(connection, source_id, new, now)

    def note_poll(self, work: Work, source: Source) -> None:
        """As `record_poll` for a poll that brought nothing: written with the next transaction, together with others. Lost
        with the process, it is a poll that is done again."""
        self._db.postpone(claims.ENDING[Step.POLL], claims.ended(work, sources.polled_values(source)))

    # -------------------------------------------------------------------------------------------------------- reading

    def entry(self, entry_id: EntryId) -> Entry | None:
        with self._db.read() as connection:
            return entries.one_entry(connection, entry_id)

    def record_read_failure(
        self,
        work: Work,
        failure: str,
        due_at: datetime | None,
        quiet_until: datetime | None = None,
        failures: int | None = None,
    ) -> bool:
        """`due_at` None: given up. `quiet_until`: the whole host rests (429). `failures`: in a row by now; one more than
        before where it is not said."""
        with self._db.write() as connection:
            return entries.record_read_failure(connection, work, failure, due_at, quiet_until, failures)

    def record_no_news(self, work: Work, reason: str) -> bool:
        """The page is nothing to place (an index page, say): the entry becomes KNOWN, the reason is kept."""
        with self._db.write() as connection:
            return entries.mark_known(connection, work, reason)

    def read_again(self, entry_id: EntryId, due_at: datetime) -> bool:
        """A settled entry is due once more; False where it waits already."""
        with self._db.write() as connection:
            return entries.read_again(connection, entry_id, due_at)

    @contextlib.contextmanager
    def placing(self) -> Iterator[Placer]:
        """Nobody else places meanwhile; all that is read and written inside is one transaction. Keep it short, and call
        no other method of the store inside that writes."""
        with self._db.write(Lock.PLACE) as connection:
            yield Placer(connection, self.instance)

    def index_rows_after(self, article_id: int) -> list[IndexRow]:
        with self._db.read() as connection:
            return articles.index_rows_after(connection, article_id)

    def index_portion_after(self, article_id: int, most: int) -> list[PlainIndexRow]:
        with self._db.read() as connection:
            return articles.index_portion_after(connection, article_id, most)

    def last_recorded_before(self, moment: datetime) -> int:
        """The article after whose id those begin that were recorded at that moment or later; 0 where all were."""
        with self._db.read() as connection:
            return articles.last_recorded_before(connection, moment)

    def stored_articles(self, ids: Collection[int]) -> list[StoredArticle]:
        with self._db.read() as connection:
            return articles.stored_articles(connection, ids)

    def article_by_canonical(self, canonical_url: str) -> StoredArticle | None:
        with self._db.read() as connection:
            return articles.article_by_canonical(connection, canonical_url)

    def last_ruling(self) -> int:
        """The id of the last article that changed its story after it was placed; 0 for none."""
        with self._db.read() as connection:
            return stories.last_ruling(connection)

    def articles_of(self, stories: Collection[int]) -> list[ArticleId]:
        with self._db.read() as connection:
            return articles.articles_of(connection, stories)

    def alert_history(self, story_id: StoryId) -> list[ToldAlert]:
        with self._db.read() as connection:
            return articles.alert_history(connection, story_id)

    # ----------------------------------------------------------------------------------------------------- for people

    def status(self, now: datetime) -> Status:
        with self._db.read() as connection:
            return status.status(connection, now)

    def counts_since(self, since: datetime) -> Counts:
        with self._db.read() as connection:
            return status.counts_since(connection, since)

    def list_alerts(self, limit: int = 50, since: datetime | None = None) -> list[AlertLine]:
        with self._db.read() as connection:
            return status.list_alerts(connection, limit, since)

    def alert(self, alert_id: AlertId) -> AlertDetail | None:
        with self._db.read() as connection:
            return status.alert(connection, alert_id)

    def latest_delivery(self, watch: str) -> Delivery | None:
        """The next message that this watch sends; where none waits, its last one about a story."""
        with self._db.read() as connection:
            return deliveries.latest(connection, watch)

    def explain(
        self, *, url: str = "", article_id: int | None = None, names: Mapping[PublisherId, str] = _NAMES
    ) -> Explanation | None:
        """By article id or by address (give the canonical one; the exact one works too). None: never heard of it."""
        with self._db.read() as connection:
            return status.explain(connection, article_id, url, names)

    def story(self, story_id: StoryId, names: Mapping[PublisherId, str] = _NAMES) -> StoryFile | None:
        """None: there never was such a story."""
        with self._db.read() as connection:
            return stories.story(connection, story_id, names)

    def list_stories(
        self, since: datetime, min_copies: int = 0, limit: int = 50, names: Mapping[PublisherId, str] = _NAMES
    ) -> list[StoryLine]:
        """With an article recorded at or after `since` and at least so many copies; the latest first."""
        with self._db.read() as connection:
            return stories.list_stories(connection, since, min_copies, limit, names)

    def articles_since(self, since: datetime, after: int = 0, limit: int = 1_000) -> list[StoredArticle]:
        with self._db.read() as connection:
            return articles.articles_since(connection, since, after, limit)

    def newest_texts(self, limit: int) -> list[tuple[str, str]]:
        """Headline and body of the articles recorded last: a sample of how the press writes."""
        with self._db.read() as connection:
            return search.newest_texts(connection, limit)

    def first_recorded_at(self) -> datetime | None:
        """When the oldest article that is kept was recorded."""
        with self._db.read() as connection:
            return articles.first_recorded_at(connection)

    def search_candidates(self, need: Need | None, since: datetime) -> list[ArticleId]:
        """Articles recorded since then that may hold what is asked for, the last recorded first; None: all of them."""
        with self._db.read() as connection:
            return search.candidates(connection, need, since)

    # --------------------------------------------------------------------------------------------------------- upkeep

    def force(self) -> None:
        """To be called every second: what was committed until then outlasts a power cut."""
        self._db.force()

    def upkeep(self) -> None:
        """Now and then: statistics for the query planner, and a write-ahead log that does not grow."""
        if self._db.is_sqlite:
            self._db.maintain()

    def _instance(self) -> str:
        """Eight letters that tell this database's messages from those of any other; made once."""
        m = t.meta.c
        query = select(m.value).where(m.key == "instance")
        with self._db.read() as connection:
            found: str | None = connection.scalar(query)
        if found is not None:
            return found
        with self._db.write() as connection:
            connection.execute(
                insert_missing(connection.dialect.name, t.meta).values(key="instance", value=secrets.token_hex(4))
            )
            made: str = connection.execute(query).scalar_one()
            return made
