"""The few statements that SQLAlchemy spells differently for the two databases."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

_CHUNK = 2_000  # parameters of one statement; PostgreSQL and SQLite both take ten times as many
_ROWS = 200  # written at a time: thousands at once stand in memory several times over


def insert_missing(connection: Connection, table: Table) -> Any:
    """INSERT that passes over a row whose key is there. Count by RETURNING: psycopg gives no row count for it."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """For IN lists."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def portions(rows: Iterable[T]) -> Iterator[list[T]]:
    """For rows to be written."""
    return chunks(rows, _ROWS)
