"""What waits and whose turn it is: claims with a lease, over sources, entries and deliveries alike."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, or_, select, union_all, update

from monitor.model import DeliveryState, EntryState, SourceState, Step, Work
from monitor.store import tables as t


@dataclass(frozen=True, slots=True)
class _Queue:
    table: Table
    turn: str  # the column that says whose turn it is
    waits: str  # the state of what waits

    @property
    def waiting(self) -> ColumnElement[bool]:
        return and_(self.table.c.state == self.waits, self.table.c.due_at.is_not(None), _not_behind(self.table))


def claim(
    connection: Connection, step: Step, now: datetime, limit: int, lease: timedelta, busy: Collection[str]
) -> list[Work]:
    """At most one due row a host (a channel, for deliveries), none of a busy one, the longest due first.

    A host that another row is claimed for, by whomever, is busy too: one request in flight per host.
    """
    queue = _QUEUES[step]
    c, turn = queue.table.c, queue.table.c[queue.turn]
    free = and_(queue.waiting, c.due_at <= now, or_(c.claimed_until.is_(None), c.claimed_until <= now))
    candidate = and_(free, turn.not_in(busy)) if busy else free
    if step is not Step.DELIVER:
        candidate = and_(candidate, turn.not_in(_hosts_in_flight(now)))
    place = func.row_number().over(partition_by=turn, order_by=(c.due_at, c.id)).label("place")
    ranked = select(c.id, c.due_at, place).where(candidate).subquery()
    first = select(ranked.c.id).where(ranked.c.place == 1).order_by(ranked.c.due_at, ranked.c.id).limit(limit)
    locked = select(c.id).where(c.id.in_(first), free).with_for_update(skip_locked=True, of=queue.table)
    claimed = connection.execute(
        update(queue.table)
        .where(c.id.in_(locked))
        .values(claimed_until=now + lease, attempts=c.attempts + 1)
        .returning(c.id, c.due_at, c.attempts, turn.label("turn"), c.failures)
    ).all()
    return [
        Work(step=step, id=row.id, attempts=row.attempts, host=row.turn, failures=row.failures)
        for row in sorted(claimed, key=lambda row: (row.due_at, row.id))
    ]


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the next row of any step can be claimed (now or earlier: one can be already); None where nothing waits."""
    moments = [
        connection.scalar(
            select(func.min(case((c.claimed_until > now, func.coalesce(c.claimed_until, now)), else_=c.due_at))).where(
                queue.waiting
            )
        )
        for queue in _QUEUES.values()
        for c in (queue.table.c,)
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def count_due(connection: Connection, now: datetime) -> dict[Step, int]:
    """Rows due now, the claimed ones among them."""
    return {
        step: connection.scalar(
            select(func.count()).select_from(queue.table).where(queue.waiting, queue.table.c.due_at <= now)
        )
        or 0
        for step, queue in _QUEUES.items()
    }


def settle(connection: Connection, work: Work, **values: Any) -> bool:
    """Writes `values` to the claimed row and ends the claim. False, and nothing written, where the claim is no longer
    `work`'s: somebody claimed the row again, recorded it, or its state changed."""
    queue = _QUEUES[work.step]
    c = queue.table.c
    still_ours = [c.id == work.id, c.attempts == work.attempts, c.claimed_until.is_not(None)]
    if work.step is not Step.POLL:  # a source paused during its poll still keeps what the poll found
        still_ours.append(c.state == queue.waits)
    statement = update(queue.table).where(*still_ours).values(claimed_until=None, **values).returning(c.id)
    return connection.execute(statement).first() is not None


def release_all(connection: Connection, now: datetime) -> int:
    """Ends every claim. For the one process that holds the data_dir, at its start."""
    held = 0
    for queue in _QUEUES.values():
        c = queue.table.c
        statement = update(queue.table).where(c.claimed_until > now).values(claimed_until=None).returning(c.id)
        held += len(connection.execute(statement).all())
    return held


def quiet_host(connection: Connection, host: str, until: datetime, reason: str) -> None:
    """Nothing of this host is due before `until`: what a 429 asks for."""
    for table in (t.sources, t.entries):
        values: dict[str, Any] = {"due_at": until}
        if table is t.sources:
            values["due_reason"] = reason
        connection.execute(update(table).where(table.c.host == host, table.c.due_at < until).values(**values))


def _hosts_in_flight(now: datetime) -> Any:
    return union_all(
        select(t.sources.c.host).where(t.sources.c.claimed_until > now),
        select(t.entries.c.host).where(t.entries.c.claimed_until > now),
    )


def _not_behind(table: Table) -> ColumnElement[bool]:
    """A message waits until the earlier ones of its thread are sent or given up."""
    if table is not t.deliveries:
        return table.c.id.is_not(None)
    earlier = t.deliveries.alias("earlier")
    c = t.deliveries.c
    in_thread = (earlier.c.story_id == c.story_id, earlier.c.channel == c.channel, earlier.c.recipient == c.recipient)
    unsettled = select(earlier.c.id).where(*in_thread, earlier.c.id < c.id, earlier.c.state == DeliveryState.DUE)
    return ~unsettled.exists()


_QUEUES = {
    Step.POLL: _Queue(t.sources, "host", SourceState.ACTIVE),
    Step.READ: _Queue(t.entries, "host", EntryState.DUE),
    Step.DELIVER: _Queue(t.deliveries, "channel", DeliveryState.DUE),
}
