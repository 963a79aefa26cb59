"""Column types with one meaning on SQLite and PostgreSQL: instants in UTC, text any page may hold, JSON, row ids."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    Text,
    cast,
    extract,
    func,
    literal_column,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from monitor.language.storable import storable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class RowId(TypeDecorator[int]):
    """A primary key that grows: BIGINT, and INTEGER on SQLite, where only that is an alias of the rowid."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Takes any aware datetime, refuses a naive one with ValueError, gives back UTC.

    SQLite keeps whole microseconds since 1970, because its text form drops the offset; PostgreSQL keeps timestamptz.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r} has no zone")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else (instant - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "postgresql":
            instant: datetime = value.astimezone(UTC)
            return instant
        return _EPOCH + int(value) * _MICROSECOND


def hours_since_1970(database: str, instant: ColumnElement[Any]) -> ColumnElement[int]:
    """Whole hours of a UtcDateTime, reckoned by the database."""
    if database == "postgresql":
        return cast(func.floor(extract("epoch", instant) / 3600), BigInteger)
    return type_coerce(instant, BigInteger).op("/", return_type=BigInteger())(literal_column("3600000000"))


class WebText(TypeDecorator[str]):
    """Text from anywhere. What no database takes (NUL, lone surrogates) becomes U+FFFD, one for one: offsets stay."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy calls it so)
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """Plain values as JSON text, the same bytes on both databases. None is SQL NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy calls it so)
        return None if value is None else storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002  (SQLAlchemy calls it so)
        return None if value is None else json.loads(value)


def offset_minutes(moment: datetime | None) -> int | None:
    """The zone a page shows, as minutes east of UTC; kept beside the instant."""
    offset = None if moment is None else moment.utcoffset()
    return None if offset is None else round(offset / timedelta(minutes=1))


def in_zone(instant: datetime | None, minutes: int | None) -> datetime | None:
    """The instant in the zone that `offset_minutes` noted."""
    if instant is None or minutes is None:
        return instant
    return instant.astimezone(timezone(timedelta(minutes=minutes)))
