"""What goes into the store and comes out of it, beyond the vocabulary of monitor.model. Plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from monitor.alerts.waiting import Mute
from monitor.model import (
    AlertId,
    AlertReason,
    Announced,
    Article,
    ArticleId,
    Credit,
    Decided,
    Delivery,
    DeliveryId,
    Entry,
    EntryId,
    EntryState,
    Link,
    Match,
    Member,
    Placing,
    PublisherId,
    Relation,
    Source,
    SourceKind,
    SourceOrigin,
    SourceState,
    Step,
    StoryId,
    ToldAlert,
)

# -------------------------------------------------------------------------------------------------- sources and polling


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as the catalogue, the configuration or a command names it."""

    url: str
    publisher: PublisherId
    origin: SourceOrigin
    host: str  # addresses.host_of(url)
    due_at: datetime  # of the first poll, where the source is new
    kind: SourceKind | None = None
    interval: timedelta | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many rows a sync touched."""

    added: int = 0
    changed: int = 0
    returned: int = 0  # were removed, are named again
    removed: int = 0


@dataclass(frozen=True, slots=True)
class AddedSource:
    source: Source
    new: bool  # False: was there (a removed one is active again)


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """A known entry with the address it was announced with first, and the date and title it was announced with last."""

    id: EntryId
    published: datetime | None
    discovered_at: datetime
    state: EntryState
    canonical: str
    title: str = ""
    tries: int = 0  # to read its page, so far


@dataclass(frozen=True, slots=True)
class EditedEntry:
    """An entry that was read and is to be read again, with the date and title it is announced with now."""

    id: EntryId
    published: datetime | None
    title: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class NewEntry:
    announced: Announced
    state: EntryState  # DUE or KNOWN
    due_at: datetime | None = None  # needed when DUE
    host: str = ""  # addresses.host_of(announced.url); needed when DUE


@dataclass(frozen=True, slots=True)
class NewNotice:
    """Ronda about itself: once for each key, to each (channel, recipient)."""

    key: str
    subject: str
    text: str
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PollRecord:
    """All that one poll leaves behind.

    `source` is the source as the poll leaves it. Taken from it: url (a new one: the move is adopted), kind, tried,
    validators, digest, rhythm, moved_*, usual_items, health,
    gap, *_at, last_outcome, due_*, failures, and a state of GONE. Not taken: publisher,
    origin, interval, any other state; they are the operator's.
    """

    source: Source
    now: datetime
    entries: tuple[NewEntry, ...] = ()
    host: str = ""  # of source.url; needed where that may be new
    quiet_until: datetime | None = None  # a 429: nothing of this host is due before
    edited: tuple[EditedEntry, ...] = ()
    notice: NewNotice | None = None  # what the operator is told of it


# ---------------------------------------------------------------------------------------------------------- articles


class IndexRow(NamedTuple):
    """What an in-memory index needs of an article; rows come in order of article_id, which is the order of commits."""

    article_id: ArticleId
    story_id: StoryId
    fingerprint: bytes
    hour: int  # of its discovery, in whole hours since 1970


PlainIndexRow = tuple[ArticleId, StoryId, bytes, int]
"""An IndexRow as the database gives it."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what the store knows beside it."""

    id: ArticleId
    story_id: StoryId
    article: Article
    relation: Relation
    discovered_at: datetime
    recorded_at: datetime
    fingerprint: bytes
    entry_id: EntryId
    named_original: Credit | None  # of its story
    original: ArticleId | None  # of its story
    placing_reason: str = ""
    alerting_reason: str = ""  # why nobody is told, where nobody is
    supersedes: ArticleId | None = None  # the article of the same outlet that this is a new version of


@dataclass(frozen=True, slots=True)
class CreditKey:
    """A normalised (publisher, headline) an article can be found by; `role` says whose: "own", "credit"."""

    key: str
    role: str


@dataclass(frozen=True, slots=True)
class CreditHit:
    article_id: ArticleId
    story_id: StoryId
    key: str
    role: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """All that one read leaves behind."""

    article: Article
    fingerprint: bytes
    placing: Placing
    now: datetime
    credit_keys: tuple[CreditKey, ...] = ()
    matches: tuple[Match, ...] = ()
    decided: Decided = field(default_factory=Decided)
    updates: ArticleId | None = None  # a re-read: the article that gets this text; its earlier version is kept
    failure: str = ""  # why the page could not be read, where this is only its announcement
    again_at: datetime | None = None  # the page is tried again then; None with a failure: it is given up
    look_again_at: datetime | None = None  # the page is read once more then, should it have been edited
    words: list[str] | None = None  # `words_of` the article, where they were found before the transaction


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    article_id: ArticleId
    story_id: StoryId
    joined: bool = False  # the address had an article already: the entry was joined to it, nothing else was written
    alerts: tuple[str, ...] = ()  # watches newly alerted
    deliveries: tuple[DeliveryId, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """A text that a re-read replaced."""

    title: str
    paragraphs: tuple[str, ...]
    extractor: str
    recorded_at: datetime
    replaced_at: datetime


class RulingKind(StrEnum):
    SPLIT = "split"  # a person took an article out of its story
    MERGE = "merge"  # a person put an article's story into another
    READ = "read"  # an article was read again and has another text, which may belong elsewhere


@dataclass(frozen=True, slots=True)
class Ruling:
    """An article changed its story after it was placed."""

    id: int  # ascending in the order they were made
    verdict: RulingKind
    article_id: ArticleId
    from_story: StoryId
    to_story: StoryId
    made_at: datetime


# ------------------------------------------------------------------------------------------------------- for people


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One line of `ronda alerts list`."""

    id: AlertId
    watch: str
    reason: AlertReason
    created_at: datetime
    story_id: StoryId
    article_id: ArticleId
    title: str
    url: str
    publisher: PublisherId
    deliveries: Mapping[str, int]  # state -> how many, of the messages about this article that name this watch


@dataclass(frozen=True, slots=True)
class AlertDetail:
    """What `ronda alerts show` tells."""

    line: AlertLine
    acked_at: datetime | None
    deliveries: tuple[Delivery, ...]  # of its story that name its watch, in the order they were planned


@dataclass(frozen=True, slots=True)
class ChannelStatus:
    channel: str
    due: int
    oldest_due_at: datetime | None
    sent: int
    given_up: int
    last_sent_at: datetime | None
    last_error: str  # of what is due or given up, the newest
    held: int = 0  # of what is due: made to wait by a rule or a person
    rests_until: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened since a moment."""

    entries: int
    articles: int
    copies: int
    matches: int
    alerts: int
    delivered: int
    given_up: int


@dataclass(frozen=True, slots=True)
class Status:
    """What `ronda status` shows beside list_sources()."""

    sources: Mapping[SourceState, int]
    failing: int  # active sources whose last poll failed
    overdue: int  # active sources due for longer than ten minutes and not being polled
    entries: Mapping[EntryState, int]
    articles: int
    stories: int
    alerts: int
    channels: tuple[ChannelStatus, ...]
    due: Mapping[Step, int]
    next_due: datetime | None
    mutes: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that `ronda explain` can say about an address or an article id."""

    entries: tuple[Entry, ...]  # that announced it
    article: StoredArticle | None = None
    versions: tuple[ArticleVersion, ...] = ()  # earlier texts, the oldest first
    members: tuple[Member, ...] = ()  # of its story, first come first
    links: tuple[tuple[Link, Member], ...] = ()  # to what it resembles, with why
    linked_from: tuple[tuple[Link, Member], ...] = ()  # later articles that resemble it; the Member is the later one
    matches: tuple[Match, ...] = ()
    alerts: tuple[ToldAlert, ...] = ()  # of its story
    deliveries: tuple[Delivery, ...] = ()  # of its story


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of `ronda stories list`."""

    id: StoryId
    head: Member  # its original, or the first that came where the original is known by name only
    articles: int
    copies: int
    publishers: int
    first_at: datetime  # published, where a page said when
    last_at: datetime  # recorded
    watches: tuple[str, ...]  # that it was alerted for


@dataclass(frozen=True, slots=True)
class StoryFile:
    """All that `ronda stories show` can say about a story."""

    id: StoryId
    opened_at: datetime
    original: ArticleId | None
    named_original: Credit | None  # an original that we know by name only
    merged_into: StoryId | None  # it has no article any more: where they went
    articles: tuple[StoredArticle, ...]  # first come first
    members: tuple[Member, ...]  # the same articles, as people are told about them
    links: tuple[tuple[ArticleId, Link], ...]  # between them: whose, and to which; the strongest of each first
    versions: Mapping[ArticleId, tuple[ArticleVersion, ...]]  # earlier texts, of those that have some
    rulings: tuple[Ruling, ...]  # that led into it or out of it
    alerts: tuple[AlertLine, ...]  # the newest first
    related: tuple[tuple[ArticleId, Link, Member], ...]  # an article of it, the link, the article outside
