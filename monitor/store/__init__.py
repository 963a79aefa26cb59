"""The database: what waits, what was read, what was told. All SQL is here; see facade.Store for what it does."""

from monitor.store.articles import NOT_READ
from monitor.store.columns import UtcDateTime
from monitor.store.facade import Store, open_store
from monitor.store.lock import DataDirLock
from monitor.store.placing import Placer
from monitor.store.records import (
    AddedSource,
    AlertLine,
    ArticleRecord,
    ArticleVersion,
    ChannelStatus,
    Counts,
    CreditHit,
    CreditKey,
    Explanation,
    IndexRow,
    KnownEntries,
    NewEntry,
    NewNotice,
    PollRecord,
    RecordedArticle,
    Ruling,
    RulingKind,
    SourceSpec,
    Status,
    StoredArticle,
    StoryFile,
    StoryLine,
    SyncReport,
)

__all__ = [
    "NOT_READ",
    "AddedSource",
    "AlertLine",
    "ArticleRecord",
    "ArticleVersion",
    "ChannelStatus",
    "Counts",
    "CreditHit",
    "CreditKey",
    "DataDirLock",
    "Explanation",
    "IndexRow",
    "KnownEntries",
    "NewEntry",
    "NewNotice",
    "Placer",
    "PollRecord",
    "RecordedArticle",
    "Ruling",
    "RulingKind",
    "SourceSpec",
    "Status",
    "Store",
    "StoredArticle",
    "StoryFile",
    "StoryLine",
    "SyncReport",
    "UtcDateTime",
    "open_store",
]
