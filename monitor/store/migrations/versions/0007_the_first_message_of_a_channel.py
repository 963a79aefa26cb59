"""What waits is found channel by channel, the first due first, however much of it there is."""

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    waits = text("state = 'due'")
    op.drop_index("ix_deliveries_due", "deliveries")
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["channel", "due_at", "id"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
