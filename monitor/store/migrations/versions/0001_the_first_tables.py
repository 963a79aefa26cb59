"""The first tables."""

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import Json, RowId, UtcDateTime, WebText

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _meta()
    _notices()
    _sources()
    _stories()
    _entries()
    _articles()
    _alerts()
    _article_versions()
    _credit_keys()
    _deliveries()
    _links()
    _matches()


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", WebText(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("key", WebText(), nullable=False),
        sa.Column("subject", WebText(), nullable=False),
        sa.Column("text", WebText(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("url", WebText(), nullable=False),
        sa.Column("named_url", WebText(), nullable=False),
        sa.Column("publisher", WebText(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("interval_seconds", sa.Float(), nullable=True),
        sa.Column("tried", sa.Boolean(), nullable=False),
        sa.Column("etag", WebText(), nullable=True),
        sa.Column("last_modified", WebText(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("rhythm", sa.LargeBinary(), nullable=False),
        sa.Column("moved_to", WebText(), nullable=False),
        sa.Column("moved_count", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("first_polled_at", UtcDateTime(), nullable=True),
        sa.Column("last_polled_at", UtcDateTime(), nullable=True),
        sa.Column("last_success_at", UtcDateTime(), nullable=True),
        sa.Column("last_new_at", UtcDateTime(), nullable=True),
        sa.Column("last_outcome", WebText(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("due_reason", WebText(), nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("host", WebText(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("named_url", name=op.f("uq_sources_named_url")),
        sa.UniqueConstraint("url", name=op.f("uq_sources_url")),
    )
    op.create_index(
        "ix_sources_claimed",
        "sources",
        ["claimed_until"],
        unique=False,
        sqlite_where=sa.text("claimed_until IS NOT NULL"),
        postgresql_where=sa.text("claimed_until IS NOT NULL"),
    )
    op.create_index(
        "ix_sources_due",
        "sources",
        ["due_at", "host", "claimed_until"],
        unique=False,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("first_article_id", RowId(), nullable=True),
        sa.Column("original_article_id", RowId(), nullable=True),
        sa.Column("named_original", Json(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("source_id", RowId(), nullable=False),
        sa.Column("guid", WebText(), nullable=False),
        sa.Column("url", WebText(), nullable=False),
        sa.Column("canonical_url", WebText(), nullable=False),
        sa.Column("title", WebText(), nullable=False),
        sa.Column("summary", WebText(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_offset", sa.Integer(), nullable=True),
        sa.Column("section", WebText(), nullable=False),
        sa.Column("credited", WebText(), nullable=False),
        sa.Column("discovered_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("article_id", RowId(), nullable=True),
        sa.Column("failure", WebText(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("host", WebText(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_entries_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("source_id", "guid", name=op.f("uq_entries_source_id_guid")),
    )
    op.create_index(op.f("ix_entries_article_id"), "entries", ["article_id"], unique=False)
    op.create_index(op.f("ix_entries_canonical_url"), "entries", ["canonical_url"], unique=False)
    op.create_index(
        "ix_entries_claimed",
        "entries",
        ["claimed_until"],
        unique=False,
        sqlite_where=sa.text("claimed_until IS NOT NULL"),
        postgresql_where=sa.text("claimed_until IS NOT NULL"),
    )
    op.create_index(op.f("ix_entries_discovered_at"), "entries", ["discovered_at"], unique=False)
    op.create_index(
        "ix_entries_due",
        "entries",
        ["host", "due_at", "claimed_until"],
        unique=False,
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("canonical_url", WebText(), nullable=False),
        sa.Column("url", WebText(), nullable=False),
        sa.Column("title", WebText(), nullable=False),
        sa.Column("publisher", WebText(), nullable=False),
        sa.Column("author", WebText(), nullable=False),
        sa.Column("section", WebText(), nullable=False),
        sa.Column("language", WebText(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_offset", sa.Integer(), nullable=True),
        sa.Column("modified_at", UtcDateTime(), nullable=True),
        sa.Column("modified_offset", sa.Integer(), nullable=True),
        sa.Column("paragraphs", Json(), nullable=False),
        sa.Column("credit", Json(), nullable=True),
        sa.Column("extractor", WebText(), nullable=False),
        sa.Column("warnings", Json(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("story_id", RowId(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("placing_reason", WebText(), nullable=False),
        sa.Column("alerting_reason", WebText(), nullable=False),
        sa.Column("supersedes", RowId(), nullable=True),
        sa.Column("entry_id", RowId(), nullable=False),
        sa.Column("discovered_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_articles_entry_id")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_articles_story_id")),
        sa.ForeignKeyConstraint(["supersedes"], ["articles.id"], name=op.f("fk_articles_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("canonical_url", name=op.f("uq_articles_canonical_url")),
    )
    op.create_index(op.f("ix_articles_recorded_at"), "articles", ["recorded_at"], unique=False)
    op.create_index(op.f("ix_articles_story_id"), "articles", ["story_id"], unique=False)


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("watch", WebText(), nullable=False),
        sa.Column("story_id", RowId(), nullable=False),
        sa.Column("article_id", RowId(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_alerts_article_id")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_alerts_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("watch", "story_id", name=op.f("uq_alerts_watch_story_id")),
    )
    op.create_index(op.f("ix_alerts_created_at"), "alerts", ["created_at"], unique=False)
    op.create_index(op.f("ix_alerts_story_id"), "alerts", ["story_id"], unique=False)


def _article_versions() -> None:
    op.create_table(
        "article_versions",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("article_id", RowId(), nullable=False),
        sa.Column("title", WebText(), nullable=False),
        sa.Column("paragraphs", Json(), nullable=False),
        sa.Column("extractor", WebText(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_versions_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_versions")),
    )
    op.create_index(op.f("ix_article_versions_article_id"), "article_versions", ["article_id"], unique=False)


def _credit_keys() -> None:
    op.create_table(
        "credit_keys",
        sa.Column("key", WebText(), nullable=False),
        sa.Column("article_id", RowId(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_credit_keys_article_id")),
        sa.PrimaryKeyConstraint("key", "article_id", "role", name=op.f("pk_credit_keys")),
    )
    op.create_index(op.f("ix_credit_keys_article_id"), "credit_keys", ["article_id"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("key", WebText(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", WebText(), nullable=False),
        sa.Column("recipient", WebText(), nullable=False),
        sa.Column("watches", Json(), nullable=False),
        sa.Column("story_id", RowId(), nullable=True),
        sa.Column("article_id", RowId(), nullable=True),
        sa.Column("notice_id", RowId(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("receipt", Json(), nullable=True),
        sa.Column("maybe_repeated", sa.Boolean(), nullable=False),
        sa.Column("error", WebText(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_deliveries_article_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_deliveries_notice_id")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_deliveries_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    op.create_index(
        "ix_deliveries_claimed",
        "deliveries",
        ["claimed_until"],
        unique=False,
        sqlite_where=sa.text("claimed_until IS NOT NULL"),
        postgresql_where=sa.text("claimed_until IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at", "channel", "claimed_until"],
        unique=False,
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_index(op.f("ix_deliveries_settled_at"), "deliveries", ["settled_at"], unique=False)
    op.create_index(op.f("ix_deliveries_story_id"), "deliveries", ["story_id"], unique=False)


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("article_id", RowId(), nullable=False),
        sa.Column("to_article_id", RowId(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("coverage_own", sa.Float(), nullable=False),
        sa.Column("coverage_other", sa.Float(), nullable=False),
        sa.Column("reason", WebText(), nullable=False),
        sa.Column("by_credit", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_links_article_id")),
        sa.ForeignKeyConstraint(["to_article_id"], ["articles.id"], name=op.f("fk_links_to_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_article_id"), "links", ["article_id"], unique=False)
    op.create_index(op.f("ix_links_to_article_id"), "links", ["to_article_id"], unique=False)


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("article_id", RowId(), nullable=False),
        sa.Column("watch", WebText(), nullable=False),
        sa.Column("spans", Json(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_matches_article_id")),
        sa.PrimaryKeyConstraint("article_id", "watch", name=op.f("pk_matches")),
    )
    op.create_index(op.f("ix_matches_created_at"), "matches", ["created_at"], unique=False)
