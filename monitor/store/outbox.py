"""The outbox in motion: what waits beside a message, holding it, folding many into a digest, telling copies with it."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from monitor.model import (
    ArticleId,
    Delivery,
    DeliveryId,
    DeliveryKind,
    DeliveryState,
    PublisherId,
    SentLately,
    StoryId,
    Waiting,
    Work,
)
from monitor.store import claims
from monitor.store import tables as t

MOST_WAITING = 1_000
_d = t.deliveries.c
_DUE = _d.state == DeliveryState.DUE


def waiting(connection: Connection, delivery: Delivery, now: datetime) -> tuple[Waiting, list[Waiting]]:
    """The delivery as its pace is judged, and the others that wait for the same recipient of its channel, claimed by
    nobody, the oldest first. Digests and notices are not among them."""
    query = (
        select(_d.id, _d.kind, _d.story_id, _d.article_id, _d.watches, _d.created_at, _d.held, t.articles.c.publisher)
        .outerjoin(t.articles, t.articles.c.id == _d.article_id)
        .where(
            _DUE,
            _d.channel == delivery.channel,
            _d.recipient == delivery.recipient,
            or_(
                _d.id == delivery.id,
                (_d.claimed_until.is_(None) | (_d.claimed_until <= now)) & _d.story_id.is_not(None),
            ),
        )
        .order_by(_d.id)
        .limit(MOST_WAITING)
    )
    rows = [_waiting(row) for row in connection.execute(query)]
    own = next((row for row in rows if row.id == delivery.id), None)
    return own or _of(delivery), [row for row in rows if row.id != delivery.id]


def sent_lately(connection: Connection, delivery: Delivery, since: datetime) -> list[SentLately]:
    """What this recipient of this channel got since then, the oldest first."""
    rows = connection.execute(
        select(_d.settled_at, _d.kind, _d.story_id, _d.watches)
        .where(
            _d.settled_at >= since,
            _d.state == DeliveryState.SENT,
            _d.channel == delivery.channel,
            _d.recipient == delivery.recipient,
        )
        .order_by(_d.settled_at)
    )
    return [SentLately(row.settled_at, DeliveryKind(row.kind), row.story_id, tuple(row.watches)) for row in rows]


def hold(connection: Connection, work: Work, until: datetime, why: str) -> bool:
    """Not before `until`. False, and nothing written, where the claim is no longer `work`'s."""
    return claims.settle(connection, work, due_at=until, held=why)


def release_held(connection: Connection, now: datetime) -> int:
    """Lets everything that was held be judged anew: rules have changed, or a mute has ended. How many."""
    waits = update(t.deliveries).where(_DUE, _d.held != "", _d.due_at > now).values(due_at=now)
    return len(connection.execute(waits.returning(_d.id)).all())


def fold(
    connection: Connection, instance: str, work: Work, batches: Sequence[Sequence[DeliveryId]], now: datetime
) -> tuple[DeliveryId, ...]:
    """One digest for each batch, in their order, and its members told in it; () where the claim is no longer `work`'s.
    What somebody else claimed meanwhile stays out."""
    if not claims.settle(connection, work, held="digest"):
        return ()
    head = connection.execute(select(_d.channel, _d.recipient).where(_d.id == work.id)).one()
    made = [_digest(connection, instance, head, batch, now) for batch in batches]
    return tuple(digest for digest in made if digest is not None)


def join(connection: Connection, into: int, ids: Sequence[DeliveryId], now: datetime) -> tuple[ArticleId, ...]:
    """These waiting messages are told in `into`; what somebody else claimed meanwhile is not."""
    if not ids:
        return ()
    rows = connection.execute(
        update(t.deliveries)
        .where(_d.id.in_(ids), *_free(now))
        .values(state=DeliveryState.FOLDED, folded_into=into, settled_at=now, due_at=None)
        .returning(_d.article_id)
    )
    return tuple(ArticleId(row.article_id) for row in rows)


def _digest(
    connection: Connection, instance: str, head: Any, batch: Sequence[DeliveryId], now: datetime
) -> DeliveryId | None:
    free = connection.execute(select(_d.id, _d.watches).where(_d.id.in_(batch), *_free(now)).order_by(_d.id)).all()
    if not free:
        return None
    ids = [row.id for row in free]
    told = blake2b("\x1f".join((head.channel, head.recipient, *map(str, ids))).encode(errors="replace"), digest_size=8)
    values = {
        "key": f"{instance}-d{ids[0]}-digest-{told.hexdigest()}",
        "kind": DeliveryKind.DIGEST,
        "channel": head.channel,
        "recipient": head.recipient,
        "watches": sorted({watch for row in free for watch in row.watches}),
        "state": DeliveryState.DUE,
        "created_at": now,
        "due_at": now,
        "maybe_repeated": False,
        "error": "",
        "attempts": 0,
        "failures": 0,
    }
    digest = DeliveryId(connection.execute(insert(t.deliveries).returning(_d.id), values).scalar_one())
    join(connection, digest, ids, now)
    return digest


def _free(now: datetime) -> tuple[Any, ...]:
    return (_DUE, _d.claimed_until.is_(None) | (_d.claimed_until <= now))


def _waiting(row: Any) -> Waiting:
    return Waiting(
        id=DeliveryId(row.id),
        kind=DeliveryKind(row.kind),
        story_id=None if row.story_id is None else StoryId(row.story_id),
        article_id=None if row.article_id is None else ArticleId(row.article_id),
        publisher=PublisherId(row.publisher or ""),
        watches=tuple(row.watches),
        created_at=row.created_at,
        held=row.held,
    )


def _of(delivery: Delivery) -> Waiting:
    return Waiting(
        delivery.id, delivery.kind, delivery.story_id, delivery.article_id, "", delivery.watches, delivery.created_at
    )
