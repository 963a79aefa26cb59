"""The health of sources: what ails them, how much they usually bring, gaps."""

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import Json, WebText

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("usual_items", sa.Float(), nullable=False, server_default="0"))
    op.add_column("sources", sa.Column("health", Json(), nullable=True))
    op.add_column("sources", sa.Column("gap", WebText(), nullable=True))
