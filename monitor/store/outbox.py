"""The outbox in motion: what waits beside a message, holding it, folding many into a digest, telling copies with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from monitor.alerts.pacing import FOLLOW_UPS, FOLLOWED_UP, LATE
from monitor.alerts.waiting import SentLately, Waiting
from monitor.model import ArticleId, Delivery, DeliveryId, DeliveryKind, DeliveryState, PublisherId, StoryId, Work
from monitor.store import claims
from monitor.store import tables as t
from monitor.store.columns import UtcDateTime
from monitor.store.ready import at_most, ready

MOST_WAITING = 5_000
_IN_DIGEST = "digest"
_d = t.deliveries.c
_DUE = _d.state == DeliveryState.DUE
_OWN: BindParameter[Any] = bindparam("own")
_CHANNEL: BindParameter[Any] = bindparam("channel")
_RECIPIENT: BindParameter[Any] = bindparam("recipient")
_MOST = at_most("most")
_NOW, _LONG_AGO = (bindparam(name, type_=UtcDateTime) for name in ("now", "long_ago"))


def waiting(
    connection: Connection, delivery: Delivery, now: datetime, flood: int = 0, most: int = MOST_WAITING
) -> tuple[Waiting, list[Waiting]]:
    """The delivery as its pace is judged, and the others that wait for the same recipient of its channel, claimed by
    nobody, the `most` newest; among them what a digest would tell that could not be sent yet.

    Where with it no more wait than `flood` and none of them has been held or has waited long, only those of its own story are
    given: the others leave one by one whatever is judged here."""
    place = {"own": delivery.id, "channel": delivery.channel, "recipient": delivery.recipient, "now": now}
    apart = flood > 0 and delivery.kind is not DeliveryKind.DIGEST and _few(connection, place, flood)
    place["most"] = most + 1
    asked = [(_IN_STORY, place | {"story": delivery.story_id})] if apart else [(_WAITING_NOW, place), (_UNSENT, place)]
    rows = [_waiting(row) for query, where in asked for row in query.all(connection, where)]
    own = next((row for row in rows if row.id == delivery.id), None)
    others = sorted(
        (row for row in rows if row.id != delivery.id), key=lambda row: (row.digest != delivery.id, -row.id)
    )
    return own or _of(delivery), sorted(others[:most], key=lambda row: row.id)


def _few(connection: Connection, place: Mapping[str, Any], flood: int) -> bool:
    """Whether no digest can come of what waits there."""
    waits = _HOW_MANY.first(connection, {**place, "long_ago": place["now"] - LATE})
    assert waits is not None
    return waits.number < flood and not waits.held


def _how_many() -> Select[Any]:
    held_back = (_d.held != "") & (_d.held != FOLLOWED_UP)
    held = (_d.kind == DeliveryKind.DIGEST) | held_back | (_d.created_at <= _LONG_AGO)
    where = (_DUE, _d.channel == _CHANNEL, _d.recipient == _RECIPIENT, _d.id != _OWN, _unclaimed(_d))
    counts: list[Any] = [func.count().label("number"), func.count(case((held, _d.id))).label("held")]
    return select(*counts).where(*where)


def _in_story() -> Select[Any]:
    beside = _DUE & _unclaimed(_d)
    of_story = (_d.story_id == bindparam("story"), _d.channel == _CHANNEL, _d.recipient == _RECIPIENT)
    return _columns().where(*of_story, beside | (_d.id == _OWN)).order_by(_own_first(_d), _d.id.desc()).limit(_MOST)


def _waiting_now() -> Select[Any]:
    beside = _d.story_id.is_not(None) & _unclaimed(_d)
    of_recipient = (_DUE, _d.channel == _CHANNEL, _d.recipient == _RECIPIENT)
    return _columns().where(*of_recipient, (_d.id == _OWN) | beside).order_by(_own_first(_d), _d.id.desc()).limit(_MOST)


def _unsent() -> Select[Any]:
    """What digests would tell that could not be sent yet, and first of all what this one would: found by the digests that
    wait, which are few."""
    digests = t.deliveries.alias("digests")
    waits = digests.c.state == DeliveryState.DUE
    of_recipient = (digests.c.channel == _CHANNEL, digests.c.recipient == _RECIPIENT)
    free = (~digests.c.maybe_repeated & _unclaimed(digests.c)) | (digests.c.id == _OWN)
    told = (_d.state == DeliveryState.FOLDED, _d.story_id.is_not(None))
    inside = _columns().join(digests, digests.c.id == _d.folded_into).where(waits, *of_recipient, *told, free)
    return inside.order_by(_own_first(digests.c), _d.id.desc()).limit(_MOST)


def _columns() -> Select[Any]:
    columns = (_d.id, _d.kind, _d.story_id, _d.article_id, _d.watches, _d.created_at, _d.held, _d.folded_into)
    query = select(*columns, _d.maybe_repeated, t.articles.c.publisher)
    return query.outerjoin(t.articles, t.articles.c.id == _d.article_id)


def _own_first(c: Any) -> ColumnElement[int]:
    return case((c.id == _OWN, literal_column("0")), else_=literal_column("1"))


def _unclaimed(c: Any) -> ColumnElement[bool]:
    return or_(c.claimed_until.is_(None), c.claimed_until <= _NOW)


_HOW_MANY, _IN_STORY = ready(_how_many()), ready(_in_story())
_WAITING_NOW, _UNSENT = ready(_waiting_now()), ready(_unsent())


def sent_lately(connection: Connection, delivery: Delivery, since: datetime) -> list[SentLately]:
    """What this recipient of this channel got since then, the oldest first; of a digest also the follow-ups told in it."""
    rows = _SENT.all(connection, {"channel": delivery.channel, "recipient": delivery.recipient, "since": since})
    got = [SentLately(row.settled_at, DeliveryKind(row.kind), row.story_id, tuple(row.watches)) for row in rows]
    return sorted(got, key=lambda one: one.at)


def _sent() -> CompoundSelect[Any]:
    inside = t.deliveries.alias("inside")
    told = [one.label(one.name) for one in (inside.c.kind, inside.c.story_id, inside.c.watches)]
    to_recipient = (_d.channel == _CHANNEL, _d.recipient == _RECIPIENT)
    sent = (_d.settled_at >= bindparam("since", type_=UtcDateTime), _d.state == DeliveryState.SENT, *to_recipient)
    follow_up = (_d.kind == DeliveryKind.DIGEST, or_(*(inside.c.kind == kind for kind in FOLLOW_UPS)))
    in_digests = select(_d.settled_at, *told).join(inside, inside.c.folded_into == _d.id)
    single = select(_d.settled_at, _d.kind, _d.story_id, _d.watches).where(*sent)
    return union_all(single, in_digests.where(*sent, *follow_up))


_SENT = ready(_sent())


def hold(connection: Connection, work: Work, until: datetime, why: str) -> bool:
    """Not before `until`. False, and nothing written, where the claim is no longer `work`'s."""
    return claims.settle(connection, work, due_at=until, held=why)


def release_held(connection: Connection, now: datetime) -> int:
    """Lets everything that was held be judged anew: rules have changed, or a mute has ended. How many."""
    waits = update(t.deliveries).where(_DUE, _d.held != "", _d.due_at > now).values(due_at=now)
    return len(connection.execute(waits.returning(_d.id)).all())


def fold(
    connection: Connection,
    instance: str,
    work: Work,
    batches: Sequence[Sequence[DeliveryId]],
    now: datetime,
    why: Sequence[str] = (),
) -> tuple[DeliveryId, ...]:
    """One digest for each batch, in their order, and its members told in it; () where the claim is no longer `work`'s.
    What somebody else claimed meanwhile stays out."""
    head = connection.execute(select(_d.channel, _d.recipient, _d.held).where(_d.id == work.id)).one()
    if not claims.settle(connection, work, held=head.held or _IN_DIGEST):
        return ()
    before = _unfold(connection, [id_ for batch in batches for id_ in batch], now)
    key = f"{instance}-d{work.id}-{work.attempts}-digest"
    parts = [{"why": [*why], "number": number + 1, "of": len(batches)} for number in range(len(batches))]
    made = [
        _digest(connection, f"{key}-{number}", head, batch, now, part)
        for number, (batch, part) in enumerate(zip(batches, parts, strict=True))
    ]
    digests = tuple(digest for digest in made if digest is not None)
    if before and digests:
        emptied = update(t.deliveries).where(_d.id.in_(before), *_free(now))
        connection.execute(
            emptied.values(state=DeliveryState.FOLDED, folded_into=digests[0], settled_at=now, due_at=None)
        )
    return digests


def unfold(connection: Connection, work: Work, now: datetime) -> int:
    """The members of a digest wait by themselves again, to be judged now, and it is no more; how many. 0, and nothing
    written, where the claim is no longer `work`'s."""
    if not claims.settle(connection, work):
        return 0
    inside = (_d.folded_into == work.id, _d.state == DeliveryState.FOLDED)
    again = update(t.deliveries).where(*inside, _d.story_id.is_not(None))
    values = {"state": DeliveryState.DUE, "folded_into": None, "settled_at": None, "due_at": now, "held": _IN_DIGEST}
    freed = connection.execute(again.values(**values).returning(_d.id)).all()
    connection.execute(delete(t.deliveries).where((_d.id == work.id) | (_d.folded_into == work.id)))
    return len(freed)


def _unfold(connection: Connection, ids: Sequence[DeliveryId], now: datetime) -> list[int]:
    """What was to be told in digests that could not be sent waits again, and so does what else was in them: by itself.
    Those digests, claimed by nobody."""
    inside = select(_d.folded_into).where(_d.id.in_(ids), _d.folded_into.is_not(None))
    digests = list(connection.scalars(select(_d.id).where(_d.id.in_(inside), *_free(now)).with_for_update()))
    again = update(t.deliveries).where(_d.folded_into.in_(digests), _d.story_id.is_not(None))
    connection.execute(again.values(state=DeliveryState.DUE, folded_into=None, settled_at=None, due_at=now))
    return digests


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
    connection: Connection, key: str, head: Any, batch: Sequence[DeliveryId], now: datetime, part: Mapping[str, Any]
) -> DeliveryId | None:
    free = connection.execute(select(_d.id, _d.watches).where(_d.id.in_(batch), *_free(now)).order_by(_d.id)).all()
    if not free:
        return None
    ids = [row.id for row in free]
    mark = blake2b(f"{head.channel}\x1f{head.recipient}".encode(errors="replace"), digest_size=8).hexdigest()
    values = {
        "key": f"{key}-{mark}",
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
        "digest": part,
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
        digest=None if row.folded_into is None else DeliveryId(row.folded_into),
        maybe_repeated=row.maybe_repeated,
    )


def _of(delivery: Delivery) -> Waiting:
    what = delivery.id, delivery.kind, delivery.story_id, delivery.article_id
    return Waiting(*what, "", delivery.watches, delivery.created_at, delivery.held)
