"""The outbox: messages to send, their receipts, and what a message about a story may say."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, or_, select, update

from monitor.model import (
    AlertReason,
    ArticleId,
    Delivery,
    DeliveryId,
    DeliveryKind,
    DeliveryState,
    Dossier,
    PlannedDelivery,
    PublisherId,
    Receipt,
    Relation,
    StoryId,
    Work,
)
from monitor.store import articles, claims, outbox, resting
from monitor.store import tables as t
from monitor.store.columns import Json
from monitor.store.ready import Ready, among, ready
from monitor.store.statements import insert_missing

_MOST_LOOKED_AT = 2_000
_REASONS = (AlertReason.SPLIT, AlertReason.CORRECTION, AlertReason.FIRST_MATCH, AlertReason.NOT_READ)
_d = t.deliveries.c


def plan(
    connection: Connection,
    instance: str,
    story_id: StoryId,
    article_id: ArticleId,
    planned: Sequence[PlannedDelivery],
    now: datetime,
) -> tuple[DeliveryId, ...]:
    """Rows for these messages; one that is there already, by its key, is passed over."""
    rows = [
        {
            "key": f"{instance}-s{story_id}-a{article_id}-{message.kind}-{_mark(message)}",
            "kind": message.kind,
            "channel": message.channel,
            "recipient": message.recipient,
            "watches": message.watches,
            "story_id": story_id,
            "article_id": article_id,
            "notice_id": None,
            "due_at": message.due_at,
        }
        for message in planned
    ]
    return _insert(connection, rows, now)


def add_notice(
    connection: Connection,
    instance: str,
    key: str,
    subject: str,
    text: str,
    targets: Iterable[tuple[str, str]],
    now: datetime,
) -> bool:
    """Ronda about itself, to each (channel, recipient); False, and nothing written, where the key was used before."""
    statement = insert_missing(connection.dialect.name, t.notices).values(
        key=key, subject=subject, text=text, created_at=now
    )
    notice_id = connection.scalar(statement.returning(t.notices.c.id))
    if notice_id is None:
        return False
    _tell(connection, instance, notice_id, targets, now)
    return True


def pass_on_notices(
    connection: Connection, instance: str, channel: str, about: str, targets: Sequence[tuple[str, str]], now: datetime
) -> None:
    """Notices whose key begins with `about`, and that wait for this channel or were given up there at this moment, are told
    to these as well."""
    waits = (_d.state == DeliveryState.DUE) | ((_d.state == DeliveryState.GIVEN_UP) & (_d.settled_at >= now))
    stuck = select(_d.notice_id).distinct().join(t.notices, t.notices.c.id == _d.notice_id)
    stuck = stuck.where(_d.channel == channel, waits, t.notices.c.key.startswith(about, autoescape=True))
    for notice_id in connection.scalars(stuck.order_by(_d.notice_id)).all():
        _tell(connection, instance, notice_id, targets, now)


def _tell(
    connection: Connection, instance: str, notice_id: int, targets: Iterable[tuple[str, str]], now: datetime
) -> None:
    planned = [PlannedDelivery(channel, recipient, DeliveryKind.NOTICE, (), now) for channel, recipient in targets]
    rows = [
        {
            "key": f"{instance}-n{notice_id}-notice-{_mark(message)}",
            "kind": message.kind,
            "channel": message.channel,
            "recipient": message.recipient,
            "watches": (),
            "story_id": None,
            "article_id": None,
            "notice_id": notice_id,
            "due_at": now,
        }
        for message in planned
    ]
    _insert(connection, rows, now)


def one_delivery(connection: Connection, delivery_id: DeliveryId) -> Delivery | None:
    row = _ONE.first(connection, {"its_id": delivery_id})
    return None if row is None else _delivery(row, _parent(connection, row))


def sends_others(connection: Connection, delivery_id: DeliveryId) -> bool:
    """Whether its channel has sent anything since this message was there."""
    own = t.deliveries.alias("own")
    later = (_d.state == DeliveryState.SENT, _d.channel == own.c.channel, _d.settled_at >= own.c.created_at)
    return bool(connection.scalar(select(_d.id).join(own, own.c.id == delivery_id).where(*later).limit(1)))


def deliveries_of(connection: Connection, story_id: StoryId) -> tuple[Delivery, ...]:
    """In the order they were planned; without parents, and with the messages that they are told in."""
    rows = connection.execute(_with_notice().where(_d.story_id == story_id).order_by(_d.id)).all()
    inside = {row.folded_into for row in rows if row.state == DeliveryState.FOLDED}
    others = {row.id: _delivery(row, None) for row in connection.execute(_with_notice().where(_d.id.in_(inside)))}
    return tuple(replace(_delivery(row, None), told_in=others.get(row.folded_into)) for row in rows)


def latest(connection: Connection, watch: str) -> Delivery | None:
    """The first alert that waits for this watch; else the last one there was."""
    of_watch = _with_notice().where(_d.kind == DeliveryKind.ALERT)
    for query in (
        of_watch.where(_d.state == DeliveryState.DUE).order_by(_d.due_at, _d.id),
        of_watch.order_by(_d.id.desc()),
    ):
        for row in connection.execute(query.limit(_MOST_LOOKED_AT)):
            if watch in row.watches:
                other = None if row.folded_into is None else one_delivery(connection, DeliveryId(row.folded_into))
                return replace(_delivery(row, None), told_in=other)
    return None


def record_delivery(
    connection: Connection, work: Work, receipt: Receipt, now: datetime, joins: Sequence[DeliveryId] = ()
) -> bool:
    """Sent, and with it the waiting messages `joins` that it told. The receipt says so where an earlier attempt may have
    arrived as well."""
    doubtful = _DOUBTFUL.scalar(connection, {"its_id": work.id})
    kept = {
        "id": receipt.id,
        "detail": dict(receipt.detail),
        "maybe_repeated": receipt.maybe_repeated or bool(doubtful),
    }
    sent = claims.settle(
        connection,
        work,
        state=DeliveryState.SENT,
        receipt=kept,
        maybe_repeated=kept["maybe_repeated"],
        settled_at=now,
        due_at=None,
        failures=0,
        error="",
        held="",
    )
    if sent:
        outbox.join(connection, work.id, joins, now)
        resting.recover(connection, work.host)
    return sent


def record_delivery_failure(
    connection: Connection,
    work: Work,
    error: str,
    due_at: datetime | None,
    now: datetime,
    maybe_repeated: bool,
    failures: int,
) -> bool:
    """Again at `due_at`, or given up where that is None. `maybe_repeated`: it may have arrived all the same."""
    values: dict[str, Any] = {"error": error, "failures": failures, "due_at": due_at}
    if due_at is None:
        values |= {"state": DeliveryState.GIVEN_UP, "settled_at": now}
    if maybe_repeated:
        values["maybe_repeated"] = True
    return claims.settle(connection, work, **values)


def retry_given_up(connection: Connection, now: datetime, channel: str | None) -> int:
    """What was given up (on this channel, where one is named) is due once more; how many."""
    chosen = [_d.state == DeliveryState.GIVEN_UP] + ([_d.channel == channel] if channel is not None else [])
    values = {"state": DeliveryState.DUE, "due_at": now, "settled_at": None, "failures": 0, "held": ""}
    return len(connection.execute(update(t.deliveries).where(*chosen).values(**values).returning(_d.id)).all())


def dossier(
    connection: Connection, delivery: Delivery, names: Mapping[PublisherId, str], news: Collection[ArticleId] = ()
) -> Dossier:
    """What the message may say, as of now, `news` being further articles that it tells of. ValueError for a delivery
    that is about no story."""
    if delivery.story_id is None or delivery.article_id is None:
        raise ValueError(f"delivery {delivery.id} is about no story")
    members = articles.members_of(connection, delivery.story_id, names)
    about = articles.stored_articles(connection, [delivery.article_id])[0]
    if delivery.kind is DeliveryKind.UPDATE and about.original is not None and about.original in news:
        about = articles.stored_articles(connection, [about.original])[0]  # of several that were the original the last
    related = articles.related_to(connection, about.id, names)
    own = [member for member in members if member.article_id == about.id]
    return Dossier(
        story_id=delivery.story_id,
        about=own[0] if own else articles.member(connection, about.id, names),
        members=members,
        original=about.original,
        named_original=about.named_original,
        matches=articles.matches_of(connection, about.id, delivery.watches),
        body=about.article.text,
        related=tuple((link, other) for link, other in related if link.relation is not Relation.SAME),
        news=tuple(dict.fromkeys((about.id, delivery.article_id, *news))) if news else (),
        reason=_reason(connection, about.id, delivery.watches),
    )


def _reason(connection: Connection, article_id: ArticleId, watches: Sequence[str]) -> AlertReason | None:
    """Why an article was told for these watches: a person's word or a correction before a plain match."""
    found = set(_REASONS_OF.scalars(connection, {"article": article_id, "watches": list(watches)}))
    return next((reason for reason in _REASONS if reason in found), None)


def digest(
    connection: Connection, delivery: Delivery, names: Mapping[PublisherId, str]
) -> tuple[tuple[Delivery, Dossier], ...]:
    """What a digest tells, the newest story first: of each story the message that was to be sent, and its dossier."""
    return _together(connection, names, _d.folded_into == delivery.id)


def together(
    connection: Connection, ids: Sequence[DeliveryId], names: Mapping[PublisherId, str]
) -> tuple[tuple[Delivery, Dossier], ...]:
    """What a digest of these would tell."""
    return _together(connection, names, _d.id.in_(ids))


def _together(
    connection: Connection, names: Mapping[PublisherId, str], which: ColumnElement[bool]
) -> tuple[tuple[Delivery, Dossier], ...]:
    stories: dict[StoryId, list[Delivery]] = {}
    rows = connection.execute(_with_notice().where(which, _d.story_id.is_not(None)).order_by(_d.id))
    for row in rows:
        stories.setdefault(row.story_id, []).append(_delivery(row, None))
    told = []
    for messages in sorted(stories.values(), key=lambda messages: messages[0].id, reverse=True):
        first = next((one for one in messages if one.kind is DeliveryKind.ALERT), messages[0])
        watches = tuple(dict.fromkeys(watch for one in messages for watch in one.watches))
        first = replace(first, watches=watches)
        others = [one.article_id for one in messages if one.article_id and one.article_id != first.article_id]
        told.append((first, dossier(connection, first, names, others)))
    return tuple(told)


def _insert(connection: Connection, rows: list[dict[str, Any]], now: datetime) -> tuple[DeliveryId, ...]:
    if not rows:
        return ()
    start = {"state": DeliveryState.DUE, "created_at": now, "maybe_repeated": False, "error": ""}
    start |= {"attempts": 0, "failures": 0}
    added = [_NEW.scalar(connection, row | start) for row in rows]
    return tuple(sorted(DeliveryId(row_id) for row_id in added if row_id is not None))


def _mark(message: PlannedDelivery) -> str:
    """Tells apart the messages about one article: a mark that is safe in a Message-ID and names nobody."""
    told = "\x1f".join((message.channel, message.recipient, *message.watches))
    return blake2b(told.encode(errors="replace"), digest_size=8).hexdigest()


def _parent(connection: Connection, row: Row[Any]) -> Receipt | None:
    """Of the first message about the story that this channel's recipient got: its alert, the digest that told it, or the
    first follow-up where the alert was given up."""
    if row.story_id is None:
        return None
    thread = {"story": row.story_id, "channel": row.channel, "recipient": row.recipient, "before": row.id}
    receipt = _FIRST_RECEIPT.scalar(connection, thread)
    return None if receipt is None else Receipt(**receipt)


def _first_receipt() -> Select[Any]:
    digests = t.deliveries.alias("digests")
    in_thread = (_d.story_id == bindparam("story"), _d.channel == bindparam("channel"))
    told = or_(_d.state == DeliveryState.SENT, digests.c.state == DeliveryState.SENT)
    return (
        select(func.coalesce(_d.receipt, digests.c.receipt, type_=Json))
        .outerjoin(digests, digests.c.id == _d.folded_into)
        .where(*in_thread, _d.recipient == bindparam("recipient"), _d.id < bindparam("before"), told)
        .order_by(_d.id)
        .limit(1)
    )


def _with_notice() -> Select[Any]:
    n = t.notices.c
    return select(t.deliveries, n.subject, n.text).outerjoin(t.notices, _d.notice_id == n.id)


_ONE = ready(_with_notice().where(_d.id == bindparam("its_id")))
_FIRST_RECEIPT = ready(_first_receipt())
_REASONS_OF = Ready(
    lambda database: select(t.alerts.c.reason).where(
        t.alerts.c.article_id == bindparam("article"), among(database, t.alerts.c.watch, "watches")
    )
)
_DOUBTFUL = ready(select(_d.maybe_repeated).where(_d.id == bindparam("its_id")))
_NEW = Ready(lambda database: insert_missing(database, t.deliveries, "id"))


def _delivery(row: Row[Any], parent: Receipt | None) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        key=f"{row.key}-again-{row.resends}" if row.resends else row.key,
        story_id=None if row.story_id is None else StoryId(row.story_id),
        article_id=None if row.article_id is None else ArticleId(row.article_id),
        channel=row.channel,
        recipient=row.recipient,
        kind=DeliveryKind(row.kind),
        watches=tuple(row.watches),
        state=DeliveryState(row.state),
        created_at=row.created_at,
        attempts=row.attempts,
        failures=row.failures,
        error=row.error,
        maybe_repeated=row.maybe_repeated,
        receipt=None if row.receipt is None else Receipt(**row.receipt),
        parent=parent,
        notice=None if row.notice_id is None else (row.subject, row.text),
        why=tuple(row.digest["why"]) if row.digest else (),
        part=(row.digest["number"], row.digest["of"]) if row.digest else (1, 1),
        due_at=row.due_at,
        held=row.held if row.state == DeliveryState.DUE else "",
        settled_at=row.settled_at,
    )
