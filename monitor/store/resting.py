"""Channels between messages: the slots of those that want a distance, the rest of those that fail."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from monitor.model import DeliveryState
from monitor.store import tables as t
from monitor.store.ready import Ready, ready
from monitor.store.statements import insert_missing

_LONGEST_QUEUE = timedelta(minutes=1)
"""A slot further ahead was given by a clock that was wrong."""
_c = t.channels.c
_RECOVERED = ready(
    update(t.channels)
    .where(_c.name == bindparam("channel"), _c.failing_since.is_not(None))
    .values(failing_since=None, rests_until=None)
)
_NAMED = Ready(lambda database: insert_missing(database, t.channels))


def reserve_slot(connection: Connection, channel: str, gap: timedelta, now: datetime) -> datetime:
    """When the next message may leave, `gap` after the one before it, by whichever process; the slot is then taken."""
    _row(connection, channel)
    last: datetime | None = connection.scalar(select(_c.slot_at).where(_c.name == channel).with_for_update())
    slot = now if last is None or last > now + _LONGEST_QUEUE else max(now, last + gap)
    connection.execute(update(t.channels).where(_c.name == channel).values(slot_at=slot))
    return slot


def rest(connection: Connection, channel: str, until: datetime, now: datetime) -> datetime:
    """The channel failed as a whole: nothing is claimed for it before `until`. Since when it has been failing."""
    since = fails(connection, channel, now)
    connection.execute(update(t.channels).where(_c.name == channel).values(rests_until=until))
    return since


def fails(connection: Connection, channel: str, now: datetime) -> datetime:
    """The channel took no message. Since when it has taken none."""
    _row(connection, channel)
    found = connection.execute(select(_c.failing_since).where(_c.name == channel).with_for_update()).one()
    since: datetime = min(found.failing_since or now, now)
    connection.execute(update(t.channels).where(_c.name == channel).values(failing_since=since))
    return since


def failing(connection: Connection) -> dict[str, datetime]:
    rows = connection.execute(select(_c.name, _c.failing_since).where(_c.failing_since.is_not(None)))
    return {row.name: row.failing_since for row in rows}


def recover(connection: Connection, channel: str) -> None:
    """The channel took a message."""
    _RECOVERED.run(connection, {"channel": channel})


def recover_by_hand(connection: Connection, channel: str, now: datetime) -> None:
    """A person has seen the channel take a message: what waits for its next try waits no longer."""
    recover(connection, channel)
    d = t.deliveries.c
    failed = (d.channel == channel, d.state == DeliveryState.DUE, d.failures > 0, d.due_at > now)
    connection.execute(update(t.deliveries).where(*failed).values(due_at=now))


def _row(connection: Connection, channel: str) -> None:
    _NAMED.run(connection, {"name": channel})
