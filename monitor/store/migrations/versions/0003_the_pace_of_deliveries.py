"""The pace of deliveries: what is held or folded, mutes, acknowledgements, and the rest of a channel."""

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import RowId, UtcDateTime, WebText

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mutes",
        sa.Column("id", RowId(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", WebText(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutes")),
    )
    op.create_index(op.f("ix_mutes_until"), "mutes", ["until"], unique=False)
    op.create_table(
        "channels",
        sa.Column("name", WebText(), nullable=False),
        sa.Column("slot_at", UtcDateTime(), nullable=True),
        sa.Column("rests_until", UtcDateTime(), nullable=True),
        sa.Column("failing_since", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_channels")),
    )
    op.add_column("alerts", sa.Column("acked_at", UtcDateTime(), nullable=True))
    op.add_column("deliveries", sa.Column("held", WebText(), nullable=False, server_default=sa.text("''")))
    op.add_column("deliveries", sa.Column("folded_into", RowId(), nullable=True))
    op.create_index(op.f("ix_deliveries_folded_into"), "deliveries", ["folded_into"], unique=False)
