"""The few statements that SQLAlchemy spells differently for the two databases."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

_CHUNK = 2_000  # parameters of one statement; PostgreSQL and SQLite both take ten times as many
_ROWS = 200  # written at a time: thousands at once stand in memory several times over


def insert_missing(connection: Connection, table: Table, returning: str = "") -> Any:
    """INSERT that passes over a row whose key is there. Count by RETURNING: psycopg gives no row count for it."""
    return _insert_missing(connection.dialect.name, table, returning)


@cache
def _insert_missing(dialect: str, table: Table, returning: str) -> Any:
    """Built once: putting a statement together takes SQLAlchemy longer than running it takes the database."""
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    missing = insert.on_conflict_do_nothing()
    return missing.returning(table.c[returning]) if returning else missing


def single(rows: list[dict[str, Any]]) -> Any:
    """Rows as a statement takes them: one by itself, for which there is a shorter way than for many."""
    return rows[0] if len(rows) == 1 else rows


def chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """For IN lists."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def portions(rows: Iterable[T]) -> Iterator[list[T]]:
    """For rows to be written."""
    return chunks(rows, _ROWS)
