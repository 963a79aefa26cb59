"""The tables, in the words of the product. What waits is a row: due_at, claimed_until, attempts, failures, host."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from monitor.store.columns import Json, RowId, UtcDateTime, WebText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", WebText, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", WebText, nullable=False, unique=True),
    Column(
        "named_url", WebText, nullable=False, unique=True
    ),  # as the operator writes it; `url` follows permanent moves
    Column("publisher", WebText, nullable=False),
    Column("kind", String),
    Column("origin", String, nullable=False),
    Column("state", String, nullable=False),
    Column("interval_seconds", Float),
    Column("tried", Boolean, nullable=False),
    Column("etag", WebText),
    Column("last_modified", WebText),
    Column("digest", LargeBinary, nullable=False),
    Column("rhythm", LargeBinary, nullable=False),
    Column("moved_to", WebText, nullable=False),
    Column("moved_count", Integer, nullable=False),
    Column("usual_items", Float, nullable=False, server_default="0"),
    Column("health", Json),  # NULL: well
    Column("gap", WebText),
    Column("created_at", UtcDateTime, nullable=False),
    Column("first_polled_at", UtcDateTime),
    Column("last_polled_at", UtcDateTime),
    Column("last_success_at", UtcDateTime),
    Column("last_new_at", UtcDateTime),
    Column("last_outcome", WebText, nullable=False),
    Column("due_at", UtcDateTime),
    Column("due_reason", WebText, nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("lost", Integer, nullable=False, server_default="0"),
    Column("host", WebText, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("source_id", RowId, ForeignKey("sources.id"), nullable=False),
    Column("guid", WebText, nullable=False),
    Column("url", WebText, nullable=False),
    Column("canonical_url", WebText, nullable=False, index=True),
    Column("title", WebText, nullable=False),
    Column("summary", WebText, nullable=False),
    Column("published_at", UtcDateTime),
    Column("published_offset", Integer),
    Column("section", WebText, nullable=False),
    Column("credited", WebText, nullable=False),
    Column("discovered_at", UtcDateTime, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("article_id", RowId, index=True),  # no foreign key: an article needs its entry first
    Column("failure", WebText, nullable=False),
    Column("due_at", UtcDateTime),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("lost", Integer, nullable=False, server_default="0"),
    Column("host", WebText, nullable=False),
    UniqueConstraint("source_id", "guid"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", RowId, primary_key=True),
    # No foreign keys: an article needs its story first.
    Column("first_article_id", RowId),
    Column("original_article_id", RowId),
    Column("named_original", Json),
    Column("opened_at", UtcDateTime, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("canonical_url", WebText, nullable=False, unique=True),
    Column("url", WebText, nullable=False),
    Column("title", WebText, nullable=False),
    Column("publisher", WebText, nullable=False),
    Column("author", WebText, nullable=False),
    Column("section", WebText, nullable=False),
    Column("language", WebText, nullable=False),
    Column("published_at", UtcDateTime),
    Column("published_offset", Integer),
    Column("modified_at", UtcDateTime),
    Column("modified_offset", Integer),
    Column("paragraphs", Json, nullable=False),
    Column("credit", Json),
    Column("extractor", WebText, nullable=False),
    Column("warnings", Json, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("story_id", RowId, ForeignKey("stories.id"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("placing_reason", WebText, nullable=False),
    Column("alerting_reason", WebText, nullable=False),
    Column("supersedes", RowId, ForeignKey("articles.id")),
    Column("entry_id", RowId, ForeignKey("entries.id"), nullable=False),
    Column("discovered_at", UtcDateTime, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False, index=True),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("article_id", RowId, ForeignKey("articles.id"), nullable=False, index=True),
    Column("title", WebText, nullable=False),
    Column("paragraphs", Json, nullable=False),
    Column("extractor", WebText, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("replaced_at", UtcDateTime, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", RowId, primary_key=True),  # ascending: the strongest first
    Column("article_id", RowId, ForeignKey("articles.id"), nullable=False, index=True),
    Column("to_article_id", RowId, ForeignKey("articles.id"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("coverage_own", Float, nullable=False),
    Column("coverage_other", Float, nullable=False),
    Column("reason", WebText, nullable=False),
    Column("by_credit", Boolean, nullable=False),
)

credit_keys = Table(
    "credit_keys",
    metadata,
    Column("key", WebText, primary_key=True),
    Column("article_id", RowId, ForeignKey("articles.id"), primary_key=True, index=True),
    Column("role", String, primary_key=True),
)

matches = Table(
    "matches",
    metadata,
    Column("article_id", RowId, ForeignKey("articles.id"), primary_key=True),
    Column("watch", WebText, primary_key=True),
    Column("spans", Json, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("watch", WebText, nullable=False),
    Column("story_id", RowId, ForeignKey("stories.id"), nullable=False, index=True),
    Column("article_id", RowId, ForeignKey("articles.id"), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("acked_at", UtcDateTime),
    UniqueConstraint("watch", "story_id"),
)

mutes = Table(
    "mutes",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", String, nullable=False),
    Column("value", WebText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False, index=True),
)

channels = Table(
    "channels",
    metadata,
    Column("name", WebText, primary_key=True),
    Column("slot_at", UtcDateTime),  # when the last message was to leave: the next one keeps its distance
    Column("rests_until", UtcDateTime),
    Column("failing_since", UtcDateTime),
)

rulings = Table(
    "rulings",
    metadata,
    Column("id", RowId, primary_key=True),  # ascending: an index in memory follows it
    Column("verdict", String, nullable=False),
    Column("article_id", RowId, ForeignKey("articles.id"), nullable=False, index=True),
    Column("from_story_id", RowId, ForeignKey("stories.id"), nullable=False, index=True),
    Column("to_story_id", RowId, ForeignKey("stories.id"), nullable=False),
    Column("apart_from", RowId, ForeignKey("stories.id"), index=True),  # of a split; follows later merges
    Column("made_at", UtcDateTime, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("key", WebText, nullable=False, unique=True),
    Column("subject", WebText, nullable=False),
    Column("text", WebText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("key", WebText, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("channel", WebText, nullable=False),
    Column("recipient", WebText, nullable=False),
    Column("watches", Json, nullable=False),
    Column("story_id", RowId, ForeignKey("stories.id"), index=True),
    Column("article_id", RowId, ForeignKey("articles.id")),
    Column("notice_id", RowId, ForeignKey("notices.id")),
    Column("state", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime, index=True),  # sent or given up
    Column("receipt", Json),
    Column("maybe_repeated", Boolean, nullable=False),
    Column("error", WebText, nullable=False),
    Column("due_at", UtcDateTime),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("lost", Integer, nullable=False, server_default="0"),
    Column(
        "held", WebText, nullable=False, server_default=text("''")
    ),  # why it waits, where a rule or a person makes it
    Column("folded_into", RowId, index=True),  # the delivery it is told in; no foreign key: SQLite could not add it
    Column("digest", Json),  # of a digest: why it is one, and which of how many
    Column("resends", Integer, nullable=False, server_default="0"),  # how often a person has asked for it once more
)


def _partial(name: str, table: Table, columns: tuple[str, ...], condition: str) -> Index:
    where = text(condition)
    return Index(name, *(table.c[column] for column in columns), sqlite_where=where, postgresql_where=where)


_partial("ix_sources_due", sources, ("due_at", "host", "claimed_until"), "state = 'active'")
_partial("ix_entries_due", entries, ("host", "due_at", "claimed_until"), "state = 'due'")
_partial("ix_deliveries_due", deliveries, ("channel", "due_at", "id"), "state = 'due'")
_partial("ix_sources_claimed", sources, ("claimed_until",), "claimed_until IS NOT NULL")
_partial("ix_entries_claimed", entries, ("claimed_until",), "claimed_until IS NOT NULL")
_partial("ix_deliveries_claimed", deliveries, ("claimed_until",), "claimed_until IS NOT NULL")
