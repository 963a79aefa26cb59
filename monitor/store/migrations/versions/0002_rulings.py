"""What people ruled about stories: articles taken apart, stories merged."""

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import RowId, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("article_id", RowId(), nullable=False),
        sa.Column("from_story_id", RowId(), nullable=False),
        sa.Column("to_story_id", RowId(), nullable=False),
        sa.Column("apart_from", RowId(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_rulings_article_id")),
        sa.ForeignKeyConstraint(["from_story_id"], ["stories.id"], name=op.f("fk_rulings_from_story_id")),
        sa.ForeignKeyConstraint(["to_story_id"], ["stories.id"], name=op.f("fk_rulings_to_story_id")),
        sa.ForeignKeyConstraint(["apart_from"], ["stories.id"], name=op.f("fk_rulings_apart_from")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    for column in ("apart_from", "article_id", "from_story_id"):
        op.create_index(op.f(f"ix_rulings_{column}"), "rulings", [column], unique=False)
