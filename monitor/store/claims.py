"""What waits and whose turn it is: claims with a lease, over sources, entries and deliveries alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate, Update

from monitor.alerts.causes import Cause, because
from monitor.alerts.pacing import ASKED_FOR, FAILS_OFTEN, FOLLOW_UPS, FOLLOWED_UP, LATE
from monitor.model import SUSPECT, DeliveryKind, DeliveryState, EntryState, SourceState, Step, Work
from monitor.store import tables as t
from monitor.store.columns import UtcDateTime
from monitor.store.ready import Ready, at_most, not_among, ready
from monitor.store.sources import source_of


@dataclass(frozen=True, slots=True)
class _Queue:
    table: Table
    turn: str  # the column that says whose turn it is
    waits: str  # the state of what waits

    def waiting(self, rows: FromClause) -> ColumnElement[bool]:
        """Of the table, or of an alias of it."""
        condition = self.in_state(rows)
        return and_(condition, _not_behind(rows), _not_resting(rows)) if self.table is t.deliveries else condition

    def in_state(self, rows: FromClause) -> ColumnElement[bool]:
        # The state stands in the statement itself: SQLite does not match a parameter with a partial index's condition.
        state: ColumnElement[str] = literal_column(f"'{self.waits}'")
        return rows.c.state == state

    def free(self, rows: FromClause) -> ColumnElement[bool]:
        c = rows.c
        return and_(self.waiting(rows), c.due_at <= _NOW, or_(c.claimed_until.is_(None), c.claimed_until <= _NOW))


def claim(
    connection: Connection, step: Step, now: datetime, limit: int, lease: timedelta, busy: Collection[str]
) -> list[Work]:
    """At most one due row a host (a channel, for deliveries), none of a busy one, the longest due first.

    A host that another row is claimed for, by whomever, is busy too: one request in flight per host.
    """
    values = {"now": now, "until": now + lease, "number": limit, "busy": list(busy), "long_ago": now - LATE}
    claimed = _CLAIMING[step].all(connection, values)
    return [_work(step, row) for row in sorted(claimed, key=lambda row: (row.due_at, row.id))]


def claim_of(connection: Connection, channel: str, now: datetime, lease: timedelta) -> Work | None:
    """The message of a channel that has been due the longest; None where none is due."""
    values = {"now": now, "until": now + lease, "its_channel": channel, "long_ago": now - LATE}
    row = _CLAIMING_OF.first(connection, values)
    return None if row is None else _work(Step.DELIVER, row)


def _work(step: Step, row: Any) -> Work:
    source = source_of(row) if step is Step.POLL else None
    return Work(step, row.id, row.attempts, row.turn, row.failures, row.lost, source)


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the next row of any step can be claimed (now or earlier: one can be already); None where nothing waits."""
    moments = connection.execute(_next_moments(), {"now": now}).one()
    return min((moment for moment in moments if moment is not None), default=None)


def due_steps(connection: Connection, now: datetime) -> frozenset[Step]:
    """The steps for which anything is due at all: asking is cheaper than claiming nothing."""
    row = _ANY_DUE.first(connection, {"now": now})
    assert row is not None
    return frozenset(step for step, due in zip(_QUEUES, row, strict=True) if due)


def count_due(connection: Connection, now: datetime) -> dict[Step, int]:
    """Rows due now, the claimed ones among them."""
    counts = {}
    for step, queue in _QUEUES.items():
        due = select(func.count(queue.table.c.id)).where(queue.waiting(queue.table), queue.table.c.due_at <= _NOW)
        counts[step] = connection.scalar(due, {"now": now}) or 0
    return counts


def settle(connection: Connection, work: Work, **values: Any) -> bool:
    """Writes `values` to the claimed row and ends the claim. False, and nothing written, where the claim is no longer
    `work`'s: somebody claimed the row again, recorded it, or its state changed."""
    return _SETTLING[work.step].first(connection, ended(work, values)) is not None


def ended(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of ENDING that write `values` and end this claim."""
    lost = SUSPECT - 1 if work.suspect else 0  # what was set aside gets one more try, not as many as before
    named = {"claimed_id": work.id, "claimed_attempts": work.attempts, "claimed_until": None, "lost": lost}
    return {**named, **values}


def _ending(step: Step) -> Update:
    queue = _QUEUES[step]
    c = queue.table.c
    still_ours = [c.id == bindparam("claimed_id"), c.attempts == bindparam("claimed_attempts")]
    still_ours.append(c.claimed_until.is_not(None))
    if step is not Step.POLL:  # a source paused during its poll still keeps what the poll found
        still_ours.append(c.state == queue.waits)
    return update(queue.table).where(*still_ours)


def release_all(connection: Connection) -> int:
    """Ends every claim, and counts it as lost. For the one process that holds the data_dir, at its start."""
    held = 0
    for queue in _QUEUES.values():
        c = queue.table.c
        claimed = update(queue.table).where(c.claimed_until.is_not(None))
        statement = claimed.values(claimed_until=None, lost=c.lost + 1).returning(c.id)
        held += len(connection.execute(statement).all())
    return held


def set_clock_back(connection: Connection, by: timedelta, now: datetime) -> None:
    """The clock was set back to `now`: what waits for a moment ahead waits no longer for it, and claims end as soon."""
    for queue in _QUEUES.values():
        for column in (queue.table.c.due_at, queue.table.c.claimed_until):
            rows = connection.execute(select(queue.table.c.id, column.label("moment")).where(column > now)).all()
            moved = [{"its_id": row.id, "moment": max(now, row.moment - by)} for row in rows]
            if moved:
                own = update(queue.table).where(queue.table.c.id == bindparam("its_id"))
                connection.execute(own.values({column.key: bindparam("moment", type_=UtcDateTime)}), moved)
    rests = update(t.channels).where(t.channels.c.rests_until > now)
    connection.execute(rests.values(rests_until=None))


def quiet_host(connection: Connection, host: str, until: datetime, reason: str) -> None:
    """Nothing of this host is due before `until`: what a 429 asks for."""
    for step in (Step.POLL, Step.READ):
        queue = _QUEUES[step]
        c = queue.table.c
        rest = update(queue.table).where(queue.waiting(queue.table), c.host == host, c.due_at < until)
        connection.execute(rest, {"due_at": until} | ({"due_reason": reason} if step is Step.POLL else {}))


def _claiming(step: Step, database: str) -> ReturningUpdate[Any]:
    queue = _QUEUES[step]
    ids = _turns_of_channels(queue, database) if step is Step.DELIVER else _turns_of_hosts(queue, database)
    return _claiming_these(step, ids)


def _claiming_of_channel() -> ReturningUpdate[Any]:
    queue = _QUEUES[Step.DELIVER]
    one = queue.table.alias("one")
    of_channel = and_(queue.free(one), one.c.channel == bindparam("its_channel"), _told_beside_others(one))
    return _claiming_these(Step.DELIVER, select(one.c.id).where(of_channel).order_by(one.c.due_at, one.c.id).limit(1))


def _claiming_these(step: Step, ids: Select[Any]) -> ReturningUpdate[Any]:
    queue = _QUEUES[step]
    c, turn, own = queue.table.c, queue.table.c[queue.turn], queue.table.alias("own")
    locked = select(own.c.id).where(own.c.id.in_(ids), queue.free(own)).with_for_update(skip_locked=True, of=own)
    return (
        update(queue.table)
        .where(c.id.in_(locked))
        .values(claimed_until=bindparam("until"), attempts=c.attempts + 1)
        .returning(turn.label("turn"), *(c if step is Step.POLL else (c.id, c.due_at, c.attempts, c.failures, c.lost)))
    )


def _turns_of_hosts(queue: _Queue, database: str) -> Select[Any]:
    due, one = (queue.table.alias(name) for name in ("due", "one"))
    host = due.c[queue.turn]
    candidate = and_(queue.free(due), not_among(database, host, "busy"), host.not_in(_hosts_in_flight()))
    longest = func.min(due.c.due_at).label("longest")
    by_host = select(host.label("host"), longest).where(candidate).group_by(host).order_by(longest, host)
    turns = by_host.limit(_NUMBER).subquery("turns")
    its_longest = and_(one.c[queue.turn] == turns.c.host, one.c.due_at == turns.c.longest)
    return select(func.min(one.c.id)).where(its_longest, queue.free(one)).group_by(one.c[queue.turn])


def _turns_of_channels(queue: _Queue, database: str) -> Select[Any]:
    """Channels are few, and what waits for one may be much: its first message is looked up, not found by grouping."""
    due, one, first = (queue.table.alias(name) for name in ("due", "one", "first"))
    waits = and_(queue.in_state(due), not_among(database, due.c.channel, "busy"))
    channels = select(due.c.channel).where(waits).distinct().subquery("channels")
    of_channel = and_(queue.free(one), one.c.channel == channels.c.channel, _told_beside_others(one))
    its_first = select(one.c.id).where(of_channel).order_by(one.c.due_at, one.c.id).limit(1)
    firsts = select(its_first.correlate(channels).scalar_subquery()).select_from(channels)
    return select(first.c.id).where(first.c.id.in_(firsts)).order_by(first.c.due_at, first.c.id).limit(_NUMBER)


def _settling(step: Step) -> ReturningUpdate[Any]:
    return _ending(step).returning(_QUEUES[step].table.c.id)


def _any_due() -> Select[*tuple[bool, ...]]:
    def due(queue: _Queue) -> ColumnElement[bool]:
        return select(queue.table.c.id).where(queue.in_state(queue.table), queue.table.c.due_at <= _NOW).exists()

    steps: list[Any] = [due(queue) for queue in _QUEUES.values()]
    return select(*steps)


@cache
def _next_moments() -> Select[Any]:
    moments = []
    for queue in _QUEUES.values():
        rows = queue.table
        unclaimed = or_(rows.c.claimed_until.is_(None), rows.c.claimed_until <= _NOW)
        moments.append(select(func.min(rows.c.due_at)).where(queue.waiting(rows), unclaimed).scalar_subquery())
        claimed = rows.c.claimed_until > _NOW
        moments.append(select(func.min(rows.c.claimed_until)).where(queue.waiting(rows), claimed).scalar_subquery())
    waits = select(t.deliveries.c.id).where(t.deliveries.c.channel == t.channels.c.name)
    waits = waits.where(t.deliveries.c.state == DeliveryState.DUE)
    rests = select(func.min(t.channels.c.rests_until)).where(t.channels.c.rests_until > _NOW, waits.exists())
    moments.append(rests.scalar_subquery())
    return select(*moments)


def _hosts_in_flight() -> CompoundSelect[Any]:
    return union_all(
        select(t.sources.c.host).where(t.sources.c.claimed_until > _NOW),
        select(t.entries.c.host).where(t.entries.c.claimed_until > _NOW),
    )


def _not_behind(rows: FromClause) -> ColumnElement[bool]:
    """A message waits until the earlier ones of its thread, or the digest that tells them, are sent or given up; not for a
    follow-up that a person muted. A digest waits for the ones before it, which tell the newer stories, while these have not
    failed often by themselves."""
    earlier, digest, c = t.deliveries.alias("earlier"), t.deliveries.alias("digest"), rows.c
    in_thread = (earlier.c.story_id == c.story_id, earlier.c.channel == c.channel, earlier.c.recipient == c.recipient)
    follow_up = or_(*(earlier.c.kind == kind for kind in FOLLOW_UPS))
    muted = and_(follow_up, earlier.c.held.like(because(Cause.MUTE, "%")), earlier.c.due_at > _NOW)
    unsettled = (
        select(earlier.c.id)
        .outerjoin(digest, digest.c.id == earlier.c.folded_into)
        .where(*in_thread, earlier.c.id < c.id)
        .where(or_(and_(earlier.c.state == DeliveryState.DUE, ~muted), digest.c.state == DeliveryState.DUE))
    )
    newer = t.deliveries.alias("newer")
    to_same = (
        _QUEUES[Step.DELIVER].in_state(newer),
        newer.c.channel == c.channel,
        newer.c.recipient == c.recipient,
        newer.c.id < c.id,
    )
    waits = select(newer.c.id).where(*to_same, newer.c.kind == DeliveryKind.DIGEST, newer.c.failures < FAILS_OFTEN)
    in_order = or_(c.kind != DeliveryKind.DIGEST, ~waits.correlate(rows).exists())
    return and_(~unsettled.correlate(rows).exists(), in_order)


def _not_resting(rows: FromClause) -> ColumnElement[bool]:
    """Nothing is sent on a channel that failed as a whole, or asked for quiet, until its rest is over."""
    rests = select(t.channels.c.name).where(t.channels.c.rests_until > _NOW)
    return rows.c.channel.not_in(rests)


def _told_beside_others(rows: FromClause) -> ColumnElement[bool]:
    """What a digest may come of, having been held or waited long, leaves while nothing else is on its way to its recipient:
    what is on its way at that moment would be missing from the digest."""
    other, c = t.deliveries.alias("other"), rows.c
    not_held = or_(*(c.held == why for why in ("", FOLLOWED_UP, ASKED_FOR)))
    plain = and_(not_held, c.created_at > _LONG_AGO, c.kind != DeliveryKind.DIGEST)
    waits = _QUEUES[Step.DELIVER].in_state(other)
    same = (waits, other.c.channel == c.channel, other.c.recipient == c.recipient, other.c.id != c.id)
    under_way = select(other.c.id).where(*same, other.c.claimed_until > _NOW)
    return or_(plain, ~under_way.correlate(rows).exists())


_NOW = bindparam("now", type_=UtcDateTime)
_LONG_AGO = bindparam("long_ago", type_=UtcDateTime)
_NUMBER = at_most("number")
_QUEUES = {
    Step.POLL: _Queue(t.sources, "host", SourceState.ACTIVE),
    Step.READ: _Queue(t.entries, "host", EntryState.DUE),
    Step.DELIVER: _Queue(t.deliveries, "channel", DeliveryState.DUE),
}
_CLAIMING = {step: Ready(partial(_claiming, step)) for step in Step}
_CLAIMING_OF = ready(_claiming_of_channel())
_SETTLING = {step: ready(_settling(step)) for step in Step}
_ANY_DUE = ready(_any_due())
ENDING = {step: ready(_ending(step)) for step in Step}
"""What `settle` runs, without the answer: with what `ended` gives of each claim."""
