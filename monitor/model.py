"""The vocabulary of Ronda: frozen values, ids and closed sets that every floor shares, with README.md's "Words". Times are aware
datetimes (UTC inside; an article's `published` keeps its page's zone). Text offsets count characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

SourceId = NewType("SourceId", int)
EntryId = NewType("EntryId", int)
ArticleId = NewType("ArticleId", int)
StoryId = NewType("StoryId", int)
AlertId = NewType("AlertId", int)
DeliveryId = NewType("DeliveryId", int)
PublisherId = NewType("PublisherId", str)
"""Slug of the catalogue ("kontan", "sosok-grid"); the host name where the catalogue does not know the publisher."""


class SourceKind(StrEnum):
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"


class SourceOrigin(StrEnum):
    CATALOGUE = "catalogue"
    CONFIG = "config"
    DATABASE = "database"


class SourceState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    GONE = "gone"  # answered 410
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class BodyRule:
    """How a publisher's pages are read; CSS selectors, facts kept in seeds/."""

    body: tuple[str, ...] = ()  # every container that holds body text, merged in page order
    drop: tuple[str, ...] = ()  # inside the body: what is not text
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet as readers know it."""

    id: PublisherId
    name: str  # as readers write it: "Kontan"
    names: tuple[str, ...] = ()  # as credits write it: "Kontan.co.id", "KONTAN"
    domains: tuple[str, ...] = ()  # "kontan.co.id"; subdomains belong to it unless another publisher names them
    group: str = ""  # "KG Media"
    zone: str = "Asia/Jakarta"  # of times that name none
    rule: BodyRule = BodyRule()
    full_form: str = ""  # of the whole article's address: "?page=all", "/all", "?page={n}"; "" where one page is all
    obstacles: tuple[str, ...] = ()  # known: "cloudflare", "paywall", ...
    listing: tuple[str, ...] = ()  # selectors of article links on its listing pages; () to find them by structure


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave for conditional requests, byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What ails a source, and what the operator was told of it. Without a sign it is well."""

    sign: str = ""  # "http-403", "not-a-feed", "nothing", "thin", "frozen", "moved", ...
    detail: str = ""
    since: datetime | None = None
    polls: int = 0  # in a row that showed a sign
    told: int = 0  # notices about this illness
    told_at: datetime | None = None  # the last notice of an illness, this one or one before
    relapses: int = 0  # illnesses told of before this one, each within a week of the last


@dataclass(frozen=True, slots=True)
class Source:
    """One pollable address, with what the last polls left behind."""

    id: SourceId
    url: str
    publisher: PublisherId
    kind: SourceKind | None  # None: found out at the first poll
    origin: SourceOrigin
    state: SourceState = SourceState.ACTIVE
    interval: timedelta | None = None  # the operator's wish; None: the rhythm decides
    tried: bool = False  # ever polled with success
    validators: Validators = Validators()
    digest: bytes = b""  # of the last body that was parsed
    first_polled_at: datetime | None = None
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_at: datetime | None = None
    last_outcome: str = ""  # "new=3", "unchanged", "http-503", ...
    failures: int = 0  # consecutive
    due_at: datetime | None = None
    due_reason: str = ""  # why then: "every 15m", "429 until 10.20 WIB", ...
    moved_to: str = ""  # where a permanent redirect led
    moved_count: int = 0  # consecutive polls on different days that led there
    rhythm: bytes = b""  # what timing has learnt about when this source publishes
    usual_items: float = 0.0  # that its document holds; 0: not yet known
    health: Health = Health()
    gap: str = ""  # what a poll that found everything new may have missed


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer over HTTP, decoded (gzip) but not interpreted. `body` is empty on 304."""

    url: str  # as asked
    final_url: str  # after redirects
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    permanent_url: str = ""  # where a chain of only 301/308 led; "" otherwise
    ms: float = 0.0

    @property
    def validators(self) -> Validators:
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Announced:
    """One item as a source announced it: what parsing a feed, a sitemap or a listing yields."""

    url: str  # absolute, otherwise exactly as the document gives it
    canonical: str
    guid: str  # the document's own id; the canonical URL where it has none
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    section: str = ""
    credited: str = ""  # a feed's <source>: whose item it says this is
    updated: datetime | None = None  # of the last edit, where the document gives that beside `published`


@dataclass(frozen=True, slots=True)
class Yield:
    """What a source's document holds, in document order."""

    kind: SourceKind
    items: tuple[Announced, ...]
    warnings: tuple[str, ...] = ()
    children: tuple[str, ...] = ()  # a sitemap index: the sitemaps it names
    older: str = ""  # a listing: the page where it goes on
    ttl: timedelta | None = None  # the feed's own wish (ttl, sy:updatePeriod)


class EntryState(StrEnum):
    DUE = "due"  # to be read
    READ = "read"  # has an article
    KNOWN = "known"  # was there before we came, or belongs to an article we have: not news
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True)
class Entry:
    """An announced item in the store."""

    id: EntryId
    source_id: SourceId
    publisher: PublisherId
    announced: Announced
    discovered_at: datetime
    state: EntryState
    failures: int = 0
    failure: str = ""
    article_id: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """What an article says about where its text came from."""

    publisher: str  # as written: "Kontan"
    title: str = ""  # the quoted headline
    url: str = ""
    text: str = ""  # the whole line
    foot: bool = True  # a line of its own about this text; False: "dikutip dari X" and the like, a hint only
    partial: bool = False  # "sebagian artikel ini ...": says that only a part is from there
    count: int = 1  # how many such lines the page has; a round-up has several


@dataclass(frozen=True, slots=True)
class Article:
    """One published page, read."""

    url: str
    canonical_url: str
    title: str
    publisher: PublisherId
    paragraphs: tuple[str, ...]  # the body and nothing else; white space folded
    author: str = ""  # several joined by ", "
    section: str = ""
    language: str = "id"
    published: datetime | None = None
    modified: datetime | None = None
    credit: Credit | None = None
    extractor: str = ""  # "rule:<name>", "finder", "fallback:<library>", "announced" (text not read)
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


class Relation(StrEnum):
    NEW = "new"
    SAME = "same"
    CONTAINS = "contains"
    FOLLOW_UP = "follow-up"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Link:
    """How an article relates to an earlier one, with evidence for people."""

    to: ArticleId
    relation: Relation
    coverage: tuple[float, float]  # share of this article's text found in that one, and the reverse; 0..1
    reason: str  # in words: "credit line names Kontan and this headline; 71 % of the text"
    by_credit: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an article belongs."""

    story_id: StoryId | None  # None: it opens a story
    relation: Relation
    links: tuple[Link, ...] = ()  # the strongest first
    named_original: Credit | None = None  # an original that we know by name only
    is_original: bool = False  # a late original: the story's copies were here first
    reason: str = ""
    supersedes: ArticleId | None = None  # a corrected version of this outlet's own article


@dataclass(frozen=True, slots=True)
class Document:
    """What watches are matched against. `body` is the paragraphs joined by newlines."""

    title: str
    body: str
    publisher: str = ""  # as readers know it, id and domain, space-separated where several
    section: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text that made a watch fire."""

    field: str  # "title" | "body"
    start: int
    end: int
    text: str
    term: str  # the term of the query or the alias that matched
    reason: str = ""  # "alias", "clitic -nya", "all caps, low confidence", ...


@dataclass(frozen=True, slots=True)
class Match:
    """An article satisfies a watch."""

    watch: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A watch that nearly fired, and the clause that failed."""

    watch: str
    missed: str
    rejected: tuple[Span, ...] = ()


class AlertReason(StrEnum):
    FIRST_MATCH = "first-match"
    NOT_READ = "not-read"  # matched on the announced title and summary; the page could not be read
    CORRECTION = "correction"  # a corrected version added the match
    SPLIT = "split"  # a person took two articles apart


@dataclass(frozen=True, slots=True)
class Alert:
    """The decision to tell: one per watch and story."""

    watch: str
    reason: AlertReason


class DeliveryKind(StrEnum):
    ALERT = "alert"  # first message about a story
    COPY = "copy"  # a copy found later; threads under the alert
    UPDATE = "update"  # a late original, a text read at last
    NOTICE = "notice"  # Ronda about itself, to operator.channels
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    """One message to one recipient of one channel, before it has an id."""

    channel: str
    recipient: str  # an email address; "" where the channel has one destination
    kind: DeliveryKind
    watches: tuple[str, ...]
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ToldAlert:
    """An alert that a story already has, with the channels it went to."""

    watch: str
    article_id: ArticleId
    created_at: datetime
    channels: tuple[str, ...]
    acked: bool = False  # a person has seen to it: copies of its story are recorded and not told


@dataclass(frozen=True, slots=True)
class Decided:
    """What follows from one article: new alerts, and who is told what."""

    alerts: tuple[Alert, ...] = ()
    deliveries: tuple[PlannedDelivery, ...] = ()
    reason: str = ""  # why nobody is told, where nobody is


class DeliveryState(StrEnum):
    DUE = "due"
    SENT = "sent"
    GIVEN_UP = "given-up"
    FOLDED = "folded"  # told in another message: a digest, or the first message of its own story


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said when it took a message."""

    id: str  # Message-ID, Slack ts, ...
    detail: Mapping[str, Any] = field(default_factory=dict)  # JSON-ready; Slack: {"channel": "C..", "ts": ".."}
    maybe_repeated: bool = False  # an earlier attempt ended without an answer and may have arrived


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one recipient, in the store."""

    id: DeliveryId
    key: str  # deterministic: a repeated send is recognisable by it
    story_id: StoryId | None  # None for a notice
    article_id: ArticleId | None
    channel: str
    recipient: str
    kind: DeliveryKind
    watches: tuple[str, ...]
    state: DeliveryState
    created_at: datetime
    attempts: int = 0
    failures: int = 0
    error: str = ""
    maybe_repeated: bool = False  # an earlier attempt ended without an answer and may have arrived
    receipt: Receipt | None = None
    parent: Receipt | None = None  # of the first message about this story on this channel to this recipient
    notice: tuple[str, str] | None = None  # subject and text of a notice
    why: tuple[str, ...] = ()  # of a digest: what made its stories wait, as the outbox says it
    part: tuple[int, int] = (1, 1)  # of a digest: which of how many that were made together, the newest stories first
    due_at: datetime | None = None
    held: str = ""  # why it waits, where a rule or a person makes it
    settled_at: datetime | None = None  # sent, given up or folded
    told_in: "Delivery | None" = None  # the message that it is folded into, where that was asked for


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story, as people are told about it."""

    article_id: ArticleId
    publisher: str  # as readers know it
    title: str
    url: str
    published: datetime | None
    discovered_at: datetime
    credit: Credit | None
    link: Link | None  # to the member that it comes from; None for the original and for what stands alone
    read: bool = True  # False: matched on its announcement, the page could not be read


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a message about a story may say."""

    story_id: StoryId
    about: Member  # the article this message is about
    members: tuple[Member, ...]  # first come first
    original: ArticleId | None
    named_original: Credit | None  # an original that we know by name only
    matches: tuple[Match, ...]  # of `about`, for the watches that are told
    body: str  # text of `about`, for the words around a match
    related: tuple[tuple[Link, Member], ...] = ()  # articles it resembles and is no copy of, with why
    news: tuple[ArticleId, ...] = ()  # of a follow-up that tells of several copies at once: all of them
    reason: AlertReason | None = AlertReason.FIRST_MATCH  # of the alert about `about`; None where it raised none


class Step(StrEnum):
    POLL = "poll"
    READ = "read"
    DELIVER = "deliver"


SUSPECT = 4
"""A step whose process ended so many times in a row may be the cause: a page that brings the parser down."""


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed row: one step due on one subject. Recording requires the `attempts` it was claimed with."""

    step: Step
    id: int
    attempts: int
    host: str  # whose turn it is; the channel's name for a delivery
    failures: int = 0  # consecutive, before this attempt
    lost: int = 0  # earlier claims that ended with their process, in a row
    source: Source | None = field(default=None, compare=False, repr=False)  # to be polled, as it was when claimed

    @property
    def suspect(self) -> bool:
        return self.lost >= SUSPECT
