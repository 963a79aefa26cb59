"""The database: what waits, what was read, what was told. All SQL is here; see facade.Store for what it does."""

from monitor.store.columns import UtcDateTime
from monitor.store.facade import Store, open_store
from monitor.store.lock import DataDirLock
from monitor.store.placing import Placer
from monitor.store.records import (
    AddedSource,
    AlertDetail,
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
    PollRecord,
    RecordedArticle,
    SourceSpec,
    Status,
    StoredArticle,
    SyncReport,
)

__all__ = [
    "AddedSource",
    "AlertDetail",
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
    "Placer",
    "PollRecord",
    "RecordedArticle",
    "SourceSpec",
    "Status",
    "Store",
    "StoredArticle",
    "SyncReport",
    "UtcDateTime",
    "open_store",
]
