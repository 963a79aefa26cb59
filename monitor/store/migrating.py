"""Brings a database to the tables of this version when a store is opened: a new one has them made at once, an older one
by Alembic's scripts in `migrations`. A daemon that starts on tables of its own version never loads Alembic."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, text

from monitor.errors import UsageError
from monitor.store import search
from monitor.store.engine import Database, Lock
from monitor.store.tables import metadata

HEAD = "0009"
"""The newest revision of `migrations/versions`; kept here so that an up-to-date database opens without Alembic."""

_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""As Alembic makes it."""


def migrate(database: Database) -> None:
    """Up to HEAD, in one transaction. UsageError for a database that a newer Ronda wrote, or something else."""
    with database.read() as connection:
        if revision(connection) == HEAD:
            return
    with database.write(Lock.MIGRATE) as connection:
        found = revision(connection)
        if found is None:
            _refuse_others(connection, database.where)
            _make(connection)
        elif found != HEAD:
            upgrade(connection, database.where)


def revision(connection: Connection) -> str | None:
    """None for a database without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _refuse_others(connection: Connection, where: str) -> None:
    """Raises UsageError where something else keeps tables of our names there."""
    theirs = metadata.tables.keys() & set(inspect(connection).get_table_names())
    if theirs:
        raise UsageError(f"{where}: is no database of Ronda's: it has a table `{min(theirs)}` of something else's")


def _make(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    search.create(connection)
    _VERSION.create(connection)
    connection.execute(insert(_VERSION).values(version_num=HEAD))


def upgrade(connection: Connection, where: str) -> None:
    """From whatever revision, none included, by the scripts. UsageError where they do not know it."""
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
