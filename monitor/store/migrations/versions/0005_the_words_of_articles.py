"""The full-text index, with the articles that are there."""

from alembic import op

from monitor.store import search

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    search.create(op.get_bind())
    search.rebuild(op.get_bind())
