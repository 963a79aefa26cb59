"""The few statements that SQLAlchemy spells differently for the two databases."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

_CHUNK = 2_000  # parameters of one statement; PostgreSQL and SQLite both take ten times as many
_ROWS = 200  # written at a time: thousands at once stand in memory several times over


def insert_missing(database: str, table: Table, returning: str = "") -> Any:
    """INSERT that passes over a row whose key is there. Count by RETURNING: psycopg gives no row count for it."""
    insert = sqlite.insert(table) if database == "sqlite" else postgresql.insert(table)
    missing = insert.on_conflict_do_nothing()
    return missing.returning(table.c[returning]) if returning else missing


def chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """For IN lists."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def portions(rows: Iterable[T]) -> Iterator[list[T]]:
    """For rows to be written."""
    return chunks(rows, _ROWS)
