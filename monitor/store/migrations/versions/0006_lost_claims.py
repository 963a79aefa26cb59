"""How often in a row the process ended while a row was claimed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("sources", "entries", "deliveries"):
        op.add_column(table, sa.Column("lost", sa.Integer, nullable=False, server_default="0"))
