"""What the steps of the journey work with: the parts, wired; the story index of this process; counts of what was done."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

from monitor.alerts.pacing import PaceRules
from monitor.alerts.phrases import Language
from monitor.catalogue import Catalogue
from monitor.channels import Channel
from monitor.collector import collector_at_rest
from monitor.extracting import Extractor
from monitor.fetching import Fetcher
from monitor.model import ArticleId, DeliveryId, Publisher, PublisherId, Receipt, Step, StoryId, Work
from monitor.sources.timing import Pace
from monitor.store import CreditHit, Placer, PlainIndexRow, Ruling, RulingKind, Store, StoredArticle
from monitor.stories import BEARERS, Earlier, Prepared, StoryIndex, prepare_all, still_sought
from monitor.watches import Matcher

COUNTED = (
    "polled", "unchanged", "failed", "entries", "articles", "copies", "matches", "alerts", "delivered", "given_up", "undelivered",
)  # fmt: skip

LEASE = timedelta(minutes=5)
"""How long a claim holds. It outlasts the longest step: a fetch of several pages at the usual time limit each."""

PORTION = 4_096
"""Rows of the articles table read at a time when the index is filled."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a step did: one line of the log, and counts for the summary."""

    event: str
    fields: Mapping[str, object]
    counts: Mapping[str, int] = field(default_factory=dict)
    level: str = "INFO"
    follows: bool = False  # it left something to do that is due: entries to read, messages to send
    tells: frozenset[str] = frozenset()  # channels for which it left messages
    next: Work | None = None  # claimed with the end of this step, to be done now


class Tally:
    """Counts of what was done since they were last taken. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, counts: Mapping[str, int]) -> None:
        with self._lock:
            self._counts.update(counts)

    def take(self) -> dict[str, int]:
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return {name: taken[name] for name in COUNTED}


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that left and is not yet recorded, and the waiting messages that it told."""

    receipt: Receipt
    joins: tuple[DeliveryId, ...] = ()


class Unwritten:
    """What the database would not take and must not be forgotten meanwhile: receipts, so that no message is sent again
    for want of room on the disk; and which alarms were raised. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: dict[int, Sent] = {}
        self._alarms: dict[str, datetime] = {}

    def keep(self, delivery: int, sent: Sent) -> None:
        with self._lock:
            self._sent[delivery] = sent

    def sent(self, delivery: int) -> Sent | None:
        with self._lock:
            return self._sent.get(delivery)

    def forget(self, delivery: int) -> None:
        with self._lock:
            self._sent.pop(delivery, None)

    def alarm(self, kind: str, now: datetime, every: timedelta) -> bool:
        """Whether this alarm is to be raised now; it then is not for a while."""
        with self._lock:
            last = self._alarms.get(kind)
            due = last is None or not timedelta(0) <= now - last < every
            if due:
                self._alarms[kind] = now
            return due


class Comeback:
    """Whether sources answer again after none of them did for long, because the network or Ronda itself was away: what they
    then bring is caught up with before it is told. Only the daemon begins it; a round of `once` is told as it comes. Thread-safe.
    """

    LONG = timedelta(hours=2)
    LEAST, MOST = timedelta(seconds=30), timedelta(minutes=10)

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: datetime | None = None  # when a source last answered; None: not begun
        self._since: datetime | None = None
        self._silence = timedelta()  # until then

    def begin(self, heard: datetime | None, now: datetime) -> None:
        """From now on; `heard` is when a source last answered, None where none ever did."""
        with self._lock:
            self._heard = heard or now

    def heard(self, now: datetime) -> None:
        """A source has answered."""
        with self._lock:
            if self._heard is None:
                return
            if now - self._heard > self.LONG:
                self._since, self._silence = now, now - self._heard
            self._heard = now

    def lasts(self, now: datetime, is_behind: Callable[[datetime], bool]) -> timedelta | None:
        """How long the outage was that is still being caught up with; None where none is. `is_behind` says whether anything
        that was due at a moment waits yet."""
        with self._lock:
            age, silence = now - self._since if self._since else self.MOST, self._silence
        lasts = timedelta(0) <= age < self.MOST and (age < self.LEAST or is_behind(now - self.LEAST))
        return silence if lasts else None


class Shelf:
    """The story index of this process. It follows the articles table by article id, and the rulings about stories by
    theirs, so a crash loses nothing, and what a person rules in another process holds at the very next placing.
    """

    def __init__(self, catalogue: Catalogue, window: timedelta) -> None:
        self._catalogue = catalogue
        self._window = window
        self._index = StoryIndex()
        self._lock = threading.Lock()
        self._ruling = 0  # the last one taken in
        self._moved: dict[ArticleId, StoryId] = {}  # by rulings that were taken in since the start
        self._reread: set[ArticleId] = set()  # those that have another text since then

    def load(self, store: Store, now: datetime) -> int:
        """Takes in what the table holds within the window. Returns how many articles."""
        self._ruling = store.last_ruling()
        before = len(self._index)
        with self._lock, collector_at_rest():
            self._index.load(chain.from_iterable(self._portions(store, now - self._window)))
            return len(self._index) - before

    def _portions(self, store: Store, since: datetime) -> Iterator[list[PlainIndexRow]]:
        """Half a million rows never stand in memory at once."""
        last = max(int(self._index.cursor), store.last_recorded_before(since))
        while rows := store.index_portion_after(last, PORTION):
            yield rows
            last = rows[-1][0]

    def near(self, draft: Prepared, store: Store) -> dict[ArticleId, Earlier]:
        """Earlier articles that share text with `draft`, ready to be compared: the costly part, outside the lock."""
        with self._lock:
            ids = self._index.candidates(draft)
        return self._earlier(store.stored_articles(ids)) if ids else {}

    def settle(
        self, draft: Prepared, ready: Mapping[ArticleId, Earlier], table: Placer
    ) -> tuple[list[Earlier], frozenset[int]]:
        """As `near`, with whatever came in meanwhile and what credits name, and the text that its outlet always repeats.
        To be called under the placing lock.
        """
        with self._lock:
            for row in table.index_rows_after(self._index.cursor):
                self._index.add(*row)
            for ruling in table.rulings_after(self._ruling):
                self._heed(ruling, table)
            current = {id_: self._where_now(one) for id_, one in ready.items() if id_ not in self._reread}
            ids = set(self._index.candidates(draft))
            house = self._index.house_text(draft)
        keys = draft.keys
        hits = table.articles_by_credit_keys(keys.sought, keys.meeting | keys.near | {draft.url}, BEARERS)
        near = _few([hit for hit in hits if hit.key in keys.near])
        ids |= near | _few([hit for hit in hits if hit.key not in keys.near])
        for address in filter(None, {draft.url, keys.credited_address}):
            if found := table.article_by_canonical(address):
                ids.add(found.id)
        current |= self._earlier(table.stored_articles(ids - current.keys()))
        if wanted := still_sought(draft, (current[id_].prepared for id_ in ids & current.keys())):
            nearly = _few(table.articles_by_credit_keys(wanted, wanted, BEARERS))
            current |= self._earlier(table.stored_articles(nearly - current.keys()))
            near |= nearly
            ids |= nearly
        settled = (one for id_, one in sorted(current.items()) if id_ in ids)
        return [replace(one, near=True) if one.article_id in near else one for one in settled], house

    def expire(self, now: datetime) -> None:
        with self._lock:
            self._index.expire(now - self._window)

    def _heed(self, ruling: Ruling, table: Placer) -> None:
        self._ruling = ruling.id
        self._moved[ruling.article_id] = ruling.to_story
        if ruling.verdict is not RulingKind.READ:
            self._index.move(ruling.article_id, ruling.to_story)
            return
        self._reread.add(ruling.article_id)
        for stored in table.stored_articles([ruling.article_id]):
            self._index.renew(stored.id, stored.story_id, stored.fingerprint)

    def _where_now(self, one: Earlier) -> Earlier:
        """What was looked up outside the lock may have changed its story since."""
        story = self._moved.get(one.article_id, one.story_id)
        return one if story == one.story_id else replace(one, story_id=story)

    def _earlier(self, articles: Sequence[StoredArticle]) -> dict[ArticleId, Earlier]:
        publishers = self._catalogue.publishers
        prepared = prepare_all((stored.article, publishers.get(stored.article.publisher)) for stored in articles)
        return {
            stored.id: Earlier(stored.id, stored.story_id, ready)
            for stored, ready in zip(articles, prepared, strict=True)
        }


def _few(hits: Sequence[CreditHit]) -> set[ArticleId]:
    """Of each story the first and the last that bear a key in one role: hundreds of copies credit one headline, and one
    comparison tells as much as hundreds."""
    first: dict[tuple[str, StoryId], ArticleId] = {}
    last: dict[tuple[str, StoryId], ArticleId] = {}
    for hit in hits:
        kind = hit.role, hit.story_id
        first.setdefault(kind, hit.article_id)
        last[kind] = hit.article_id
    return {*first.values(), *last.values()}


@dataclass(frozen=True, slots=True)
class Tools:
    """Put together by app.py; a reload makes a new one."""

    store: Store
    fetcher: Fetcher
    extractor: Extractor
    catalogue: Catalogue
    shelf: Shelf
    watches: Matcher
    channels: Mapping[str, Channel]
    recipients: Mapping[str, tuple[str, ...]]  # of each channel; ("",) where it has one destination
    operator: tuple[str, ...]  # channels where Ronda speaks about itself
    pace: Pace
    first_look: timedelta
    language: Language
    zone: str
    house: PaceRules  # of the pace of alerts
    templates: Mapping[str, str]  # the user's own wording, by name
    names: Mapping[PublisherId, str]  # as readers know them
    source_count: int
    tally: Tally
    unwritten: Unwritten
    comeback: Comeback
    now: Callable[[], datetime]
    news: Callable[[], None] = lambda: None  # called where a step that goes on has left pages to read

    def close(self) -> None:
        """Ends what these parts keep open; the store and the index go on."""
        self.fetcher.close()
        self.extractor.close()

    @property
    def operator_targets(self) -> tuple[tuple[str, str], ...]:
        """Every (channel, recipient) where Ronda speaks about itself."""
        return tuple((name, recipient) for name in self.operator for recipient in self.recipients.get(name, ()))

    def rest(self, work: Work) -> float:
        """For how many seconds the host, or channel, of a step that has ended is left alone."""
        if work.step is not Step.DELIVER:
            return self.fetcher.rest(work.host)
        channel = self.channels.get(work.host)
        return channel.gap.total_seconds() if channel else 0.0

    def at_once(self, channel: str) -> int:
        """How many messages of a channel may leave side by side: one where they are counted before the next one leaves."""
        known = self.channels.get(channel)
        return 1 if known is None or self.counts_messages else known.at_once

    @property
    def counts_messages(self) -> bool:
        """Whether any rule limits the messages of an hour."""
        return self.house.max_per_hour > 0 or self.watches.counted

    def publisher(self, url_host: str, source_publisher: PublisherId) -> Publisher:
        """Whose page this is: by its host where the catalogue knows it, else the source's publisher."""
        known = self.catalogue.by_domain(url_host) or self.catalogue.publishers.get(source_publisher)
        return known or Publisher(
            source_publisher, name=source_publisher, names=(source_publisher,), domains=(url_host,)
        )
