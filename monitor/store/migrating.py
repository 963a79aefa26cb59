"""Brings a database to the tables of this version: Alembic's scripts in `migrations`, run when a store is opened."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from monitor.errors import UsageError
from monitor.store.engine import Database, Lock

HEAD = "0008"
"""The newest revision of `migrations/versions`; kept here so that an up-to-date database opens without Alembic."""


def migrate(database: Database) -> None:
    """Up to HEAD, in one transaction. UsageError for a database that a newer Ronda wrote."""
    with database.read() as connection:
        if revision(connection) == HEAD:
            return
    with database.write(Lock.MIGRATE) as connection:
        if revision(connection) != HEAD:
            _upgrade(connection, database.where)


def revision(connection: Connection) -> str | None:
    """None for a database without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise UsageError(f"{where}: was written by a newer Ronda ({error}); update this one") from error
