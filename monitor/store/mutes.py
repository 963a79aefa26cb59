"""People's say over alerts: mutes that end by themselves, acknowledgements, sending again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

from monitor.alerts.pacing import ASKED_FOR, FOLLOW_UPS
from monitor.alerts.waiting import Mute, MuteKind
from monitor.model import AlertId, DeliveryKind, DeliveryState
from monitor.store import outbox
from monitor.store import tables as t
from monitor.store.columns import UtcDateTime
from monitor.store.ready import ready

_m, _a, _d = t.mutes.c, t.alerts.c, t.deliveries.c
_IN_FORCE = ready(select(t.mutes).where(_m.until > bindparam("now", type_=UtcDateTime)).order_by(_m.until, _m.id))


def mutes(connection: Connection, now: datetime) -> list[Mute]:
    """Those in force, the first to end first."""
    rows = _IN_FORCE.all(connection, {"now": now})
    return [Mute(row.id, MuteKind(row.kind), row.value, row.created_at, row.until) for row in rows]


def mute(connection: Connection, kind: MuteKind, value: str, until: datetime, now: datetime) -> Mute:
    """From now on; a mute of the same thing that is in force is replaced."""
    connection.execute(delete(t.mutes).where(or_(_m.until <= now, (_m.kind == kind) & (_m.value == value))))
    values = {"kind": kind, "value": value, "created_at": now, "until": until}
    id_ = connection.execute(insert(t.mutes).returning(_m.id), values).scalar_one()
    outbox.release_held(connection, now)
    return Mute(id_, kind, value, now, until)


def unmute(connection: Connection, ids: Collection[int], now: datetime) -> int:
    """Ends these mutes; what they held is judged anew. How many there were."""
    ended = connection.execute(delete(t.mutes).where(_m.id.in_(ids)).returning(_m.id)).all()
    outbox.release_held(connection, now)
    return len(ended)


def acknowledge(connection: Connection, alert_id: AlertId, now: datetime) -> bool:
    """A person has seen to it, and what waits to be told of further copies waits no more. False where there is no such alert."""
    seen = update(t.alerts).where(_a.id == alert_id).values(acked_at=now).returning(_a.story_id)
    story = connection.scalar(seen)
    if story is None:
        return False
    acked = set(connection.scalars(select(_a.watch).where(_a.story_id == story, _a.acked_at.is_not(None))))
    follow_ups = (_d.story_id == story, _d.kind.in_(FOLLOW_UPS))
    free = _d.claimed_until.is_(None) | (_d.claimed_until <= now)
    coming = select(_d.id).where(
        _d.kind == DeliveryKind.DIGEST, _d.state == DeliveryState.DUE, free, ~_d.maybe_repeated
    )
    waits = ((_d.state == DeliveryState.DUE) & free) | _d.folded_into.in_(coming.with_for_update())
    for row in connection.execute(select(_d.id, _d.watches).where(*follow_ups, waits).with_for_update()).all():
        others = [watch for watch in row.watches if watch not in acked]
        if others:
            connection.execute(update(t.deliveries).where(_d.id == row.id).values(watches=others))
        else:  # as of copies that come from now on: the story keeps them, nothing waits
            connection.execute(delete(t.deliveries).where((_d.id == row.id) | (_d.folded_into == row.id)))
    return True


def resend(connection: Connection, alert_id: AlertId, channel: str | None, now: datetime) -> int:
    """The first messages of an alert (on this channel, where one is named) are due once more, whatever became of them;
    how many. Each is a new message to those who know repeated ones by their key. Neither rules nor mutes hold them."""
    alert = connection.execute(select(_a.story_id, _a.watch).where(_a.id == alert_id)).first()
    if alert is None:
        return 0
    rows = connection.execute(
        select(_d.id, _d.watches)
        .where(_d.story_id == alert.story_id, _d.kind == DeliveryKind.ALERT, _d.channel == (channel or _d.channel))
        .where(_d.claimed_until.is_(None) | (_d.claimed_until <= now))
    )
    ids = [row.id for row in rows if alert.watch in row.watches]
    again = {"state": DeliveryState.DUE, "due_at": now, "settled_at": None, "failures": 0, "folded_into": None}
    statement = (
        update(t.deliveries)
        .where(_d.id.in_(ids))
        .values(**again, receipt=None, error="", held=ASKED_FOR, maybe_repeated=False, resends=_d.resends + 1)
    )
    return len(connection.execute(statement.returning(_d.id)).all())


def has_story(connection: Connection, story_id: int) -> bool:
    return bool(connection.scalar(select(exists().where(t.stories.c.id == story_id))))
