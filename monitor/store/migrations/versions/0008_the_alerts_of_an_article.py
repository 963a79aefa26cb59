"""Why an article was told is found without looking through all that its watches ever told."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("ix_alerts_article_id", "alerts", ["article_id"])
