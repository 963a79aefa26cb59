"""The sources table: what the operator names, and what polls leave behind."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, func, insert, select, update

from monitor.model import Health, PublisherId, Source, SourceId, SourceKind, SourceOrigin, SourceState, Validators
from monitor.store import tables as t
from monitor.store.ready import ready
from monitor.store.records import AddedSource, SourceSpec, SyncReport
from monitor.store.statements import portions

_c = t.sources.c
_HOLDER = select(_c.id).where((_c.url == bindparam("address")) | (_c.named_url == bindparam("address")))
_WELL = Health()
_TIMES = ("since", "told_at")
_NAMED: Select[Any] = select(
    _c.id, _c.url, _c.named_url, _c.publisher, _c.kind, _c.origin, _c.state, _c.interval_seconds, _c.host, _c.due_at,
    _c.last_polled_at, _c.failures,
)  # fmt: skip
_OF_PUBLISHER = ready(select(t.sources).where(_c.publisher == bindparam("its_publisher")).order_by(_c.url))
_BY_ID = ready(select(t.sources).where(_c.id == bindparam("source_id")))


def sync(connection: Connection, specs: Sequence[SourceSpec], now: datetime) -> SyncReport:
    """Makes the table say what catalogue and configuration name; rows that people added by command stay.

    A later spec of the same address wins. Nothing becomes due earlier but by a shorter interval of the operator's.
    """
    named = {spec.url: spec for spec in specs}
    rows = connection.execute(_NAMED).all()
    there = {row.url: row for row in rows} | {row.named_url: row for row in rows}
    new = [spec for url, spec in named.items() if url not in there]
    changes = [(there[url], _change(there[url], spec, now)) for url, spec in named.items() if url in there]
    kept = {there[url].id for url in named if url in there}
    gone = [row.id for row in rows if row.id not in kept and _leaves(row)]
    for some in portions(new):
        connection.execute(insert(t.sources), [_first_row(spec, now) for spec in some])
    for row, values in changes:
        if values:
            connection.execute(update(t.sources).where(_c.id == row.id).values(**values))
    if gone:
        connection.execute(update(t.sources).where(_c.id.in_(gone)).values(state=SourceState.REMOVED))
    returned = sum("state" in values for _, values in changes)
    changed = sum(bool(values) for _, values in changes) - returned
    return SyncReport(added=len(new), changed=changed, returned=returned, removed=len(gone))


def add(connection: Connection, specs: Sequence[SourceSpec], now: datetime) -> list[AddedSource]:
    """In the order of `specs`; an address that is there stays as it is, but a removed one is active again."""
    added = []
    for spec in specs:
        row = connection.execute(select(t.sources).where((_c.url == spec.url) | (_c.named_url == spec.url))).first()
        if row is None:
            row = connection.execute(insert(t.sources).values(**_first_row(spec, now)).returning(t.sources)).one()
            added.append(AddedSource(source_of(row), new=True))
            continue
        if row.state == SourceState.REMOVED:
            row = connection.execute(
                update(t.sources)
                .where(_c.id == row.id)
                .values(state=SourceState.ACTIVE, origin=spec.origin, due_at=row.due_at or now)
                .returning(t.sources)
            ).one()
        added.append(AddedSource(source_of(row), new=False))
    return added


def set_state(connection: Connection, source_id: SourceId, state: SourceState, now: datetime) -> bool:
    """False where there is no such source. One made active that has no due time is due now."""
    row = connection.execute(select(_c.due_at).where(_c.id == source_id)).first()
    if row is None:
        return False
    due_at = now if state is SourceState.ACTIVE and row.due_at is None else row.due_at
    connection.execute(update(t.sources).where(_c.id == source_id).values(state=state, due_at=due_at))
    return True


def make_due(connection: Connection, now: datetime, reason: str) -> int:
    """Every active source is due now; how many."""
    statement = update(t.sources).where(_c.state == SourceState.ACTIVE).values(due_at=now, due_reason=reason)
    return connection.execute(statement).rowcount


def all_sources(connection: Connection) -> list[Source]:
    """By publisher and address, the removed ones too."""
    return [source_of(row) for row in connection.execute(select(t.sources).order_by(_c.publisher, _c.url))]


def sources_of(connection: Connection, publisher: PublisherId) -> list[Source]:
    """By address, the removed ones too."""
    return [source_of(row) for row in _OF_PUBLISHER.all(connection, {"its_publisher": publisher})]


def one_source(connection: Connection, source_id: SourceId) -> Source | None:
    row = _BY_ID.first(connection, {"source_id": source_id})
    return None if row is None else source_of(row)


def count_failing(connection: Connection) -> tuple[int, int]:
    """Of the active sources those whose last poll failed, and all."""
    failing = func.count(case((_c.failures > 0, _c.id)))
    row = connection.execute(select(failing, func.count()).where(_c.state == SourceState.ACTIVE)).one()
    return row[0], row[1]


def last_heard(connection: Connection) -> datetime | None:
    """When a source last answered as it should."""
    found: datetime | None = connection.scalar(select(func.max(_c.last_success_at)))
    return found


def polled_values(source: Source) -> dict[str, Any]:
    """The columns that a poll writes; see PollRecord for those that stay the operator's."""
    values: dict[str, Any] = {
        "kind": source.kind,
        "tried": source.tried,
        "etag": source.validators.etag,
        "last_modified": source.validators.last_modified,
        "digest": source.digest,
        "rhythm": source.rhythm,
        "moved_to": source.moved_to,
        "moved_count": source.moved_count,
        "usual_items": source.usual_items,
        "health": health_json(source.health),
        "gap": source.gap or None,
        "first_polled_at": source.first_polled_at,
        "last_polled_at": source.last_polled_at,
        "last_success_at": source.last_success_at,
        "last_new_at": source.last_new_at,
        "last_outcome": source.last_outcome,
        "failures": source.failures,
        "due_at": source.due_at,
        "due_reason": source.due_reason,
    }
    return values


def adopt_address(connection: Connection, source_id: int, url: str, host: str) -> None:
    """A permanent move. Where another source has the new address already, this one is removed in its favour."""
    holder = connection.execute(_HOLDER, {"address": url}).first()
    if holder is None:
        connection.execute(update(t.sources).where(_c.id == source_id).values(url=url, host=host))
    elif holder.id != source_id:
        connection.execute(
            update(t.sources)
            .where(_c.id == source_id)
            .values(state=SourceState.REMOVED, due_reason=f"moved to {url}, which is source {holder.id}")
        )


def _leaves(row: Row[Any]) -> bool:
    return bool(row.origin != SourceOrigin.DATABASE and row.state != SourceState.REMOVED)


def _first_row(spec: SourceSpec, now: datetime) -> dict[str, Any]:
    return {
        "url": spec.url,
        "named_url": spec.url,
        "publisher": spec.publisher,
        "kind": spec.kind,
        "origin": spec.origin,
        "state": SourceState.ACTIVE,
        "interval_seconds": _seconds(spec.interval),
        "tried": False,
        "digest": b"",
        "rhythm": b"",
        "moved_to": "",
        "moved_count": 0,
        "usual_items": 0.0,
        "created_at": now,
        "last_outcome": "",
        "due_at": spec.due_at,
        "due_reason": "first poll",
        "attempts": 0,
        "failures": 0,
        "host": spec.host,
    }


def _change(row: Row[Any], spec: SourceSpec, now: datetime) -> dict[str, Any]:
    """What naming the source again alters; {} for nothing."""
    wanted: dict[str, Any] = {"publisher": spec.publisher, "interval_seconds": _seconds(spec.interval)}
    if row.url == spec.url:
        wanted["host"] = spec.host
    if spec.kind is not None:
        wanted["kind"] = spec.kind
    if row.origin != SourceOrigin.DATABASE:
        wanted["origin"] = spec.origin
    if row.state == SourceState.REMOVED:
        wanted["state"] = SourceState.ACTIVE
        wanted["due_at"] = row.due_at or now
    if spec.interval is not None and row.due_at is not None and row.last_polled_at is not None and not row.failures:
        was = row.interval_seconds
        if was is None or spec.interval < timedelta(seconds=was):
            wanted["due_at"] = min(row.due_at, max(now, row.last_polled_at + spec.interval))
    return {name: value for name, value in wanted.items() if getattr(row, name) != value}


def _seconds(interval: timedelta | None) -> float | None:
    return None if interval is None else interval.total_seconds()


def source_of(row: Row[Any]) -> Source:
    return Source(
        id=SourceId(row.id),
        url=row.url,
        publisher=PublisherId(row.publisher),
        kind=None if row.kind is None else SourceKind(row.kind),
        origin=SourceOrigin(row.origin),
        state=SourceState(row.state),
        interval=None if row.interval_seconds is None else timedelta(seconds=row.interval_seconds),
        tried=row.tried,
        validators=Validators(row.etag, row.last_modified),
        digest=bytes(row.digest),
        first_polled_at=row.first_polled_at,
        last_polled_at=row.last_polled_at,
        last_success_at=row.last_success_at,
        last_new_at=row.last_new_at,
        last_outcome=row.last_outcome,
        failures=row.failures,
        due_at=row.due_at,
        due_reason=row.due_reason,
        moved_to=row.moved_to,
        moved_count=row.moved_count,
        rhythm=bytes(row.rhythm),
        usual_items=row.usual_items,
        health=_health(row.health),
        gap=row.gap or "",
    )


def health_json(health: Health) -> dict[str, Any] | None:
    """What the column holds; None for a source that is well and always was."""
    if health == _WELL:
        return None
    values = {name: getattr(health, name) for name in Health.__slots__}
    return values | {name: values[name].isoformat() for name in _TIMES if values[name] is not None}


def _health(kept: dict[str, Any] | None) -> Health:
    if kept is None:
        return _WELL
    times = {name: datetime.fromisoformat(kept[name]) if kept.get(name) else None for name in _TIMES}
    return Health(**(kept | times))
