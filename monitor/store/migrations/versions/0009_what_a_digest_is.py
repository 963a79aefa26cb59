"""Why a digest is one, and which of how many; how often a person has asked for a message once more."""

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import Json

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("digest", Json(), nullable=True))
    op.add_column("deliveries", sa.Column("resends", sa.Integer, nullable=False, server_default="0"))
