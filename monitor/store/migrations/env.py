"""Alembic's entry: runs the scripts on the connection, and in the transaction, that monitor.store.migrating hands over."""

from alembic import context

from monitor.store.search import TABLE
from monitor.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=context.config.attributes.get("batch", True),
    user_module_prefix="",
    include_name=lambda name, *_: not str(name).startswith(TABLE),
)
context.run_migrations()
