"""The last step of the journey: a claimed message leaves, waits, or is folded into a digest; and what its failure means
for its channel and the operator.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import random
from time import sleep
from typing import TYPE_CHECKING

from monitor import logs
from monitor.alerts.message import Message
from monitor.alerts.notices import (
    Notice,
    channel_locked,
    channel_refuses,
    channel_silent,
    store_stuck,
    template_breaks,
)
from monitor.alerts.pacing import (
    ASKED_FOR,
    FAILS_OFTEN,
    FOLLOWED_UP,
    HOUR,
    Fold,
    GiveUp,
    Hold,
    Moment,
    Send,
    Unfold,
    Verdict,
    pace,
)
from monitor.alerts.waiting import Waiting
from monitor.alerts.wording import broke_at, write, write_digest, write_notice
from monitor.channels import FAILS_AS_A_WHOLE, MACHINES, NO_ANSWER, Channel
from monitor.errors import Failure, Permanent, SignInRefused, Transient
from monitor.model import ArticleId, Delivery, DeliveryId, DeliveryKind, DeliveryState, Step, Work
from monitor.sources import next_attempt
from monitor.tools import LEASE, Report, Sent, Tools

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBE = timedelta(minutes=15)
"""A channel that fails as a whole is tried this often at least, however long its messages have waited."""
DEAD = timedelta(minutes=10)
"""After so long without success the operator is told, through another channel."""
ALARM = timedelta(hours=1)


def deliver(work: Work, on: Tools) -> Report:
    unrecorded = on.unwritten.sent(work.id)
    if unrecorded is not None:  # it has left, and only its receipt is wanting
        return _record(work, *_claimed(work, on), unrecorded, "", on)
    with on.store.snapshot():  # what is judged is what is told
        delivery, channel = _claimed(work, on)
        verdict, beside = _judge(delivery, channel, on)
        joined = _joined(verdict, beside)
        message, broken = _written(delivery, verdict, list(joined.values()), on)
    if message is None:
        return _kept(work, delivery, verdict, on)
    if broken:
        _tell_of_template(*broken, delivery, on)
    _keep_distance(channel, on)
    receipt = channel.send(message, delivery.recipient, delivery.parent)
    return _record(work, delivery, channel, Sent(receipt, tuple(joined)), message.subject, on)


def _kept(work: Work, delivery: Delivery, verdict: Verdict, on: Tools) -> Report:
    """What becomes of a message that does not leave as it is."""
    match verdict:
        case Hold(until, why):
            on.store.hold(work, until, why)
            return Report("held", _fields(delivery, until=until, why=why))
        case Fold(batches, why):
            digests = on.store.fold(work, batches, on.now(), why)
            fields = _fields(delivery, digests=len(digests), messages=sum(map(len, batches)), why="; ".join(why))
            return Report("folded", fields, follows=True)
        case Unfold():
            return Report("unfolded", _fields(delivery, messages=on.store.unfold(work, on.now())), follows=True)
        case GiveUp(why):
            on.store.record_delivery_failure(work, why, None, on.now())
            return Report("abandoned", _fields(delivery, why=why), level="WARNING")
        case Send():
            raise AssertionError("a message that leaves has been written")


def _claimed(work: Work, on: Tools) -> tuple[Delivery, Channel]:
    delivery = on.store.delivery(DeliveryId(work.id))
    assert delivery is not None
    channel = on.channels.get(delivery.channel)
    if channel is None:
        raise Permanent(delivery.channel, "no-such-channel", "the configuration no longer names it")
    return delivery, channel


def _is_abandoned(held: str, watches: Sequence[str], on: Tools) -> bool:
    """What a watch held that is no more, and its pace with it, would leave at once: it is given up, until a person asks."""
    return held not in ("", FOLLOWED_UP, ASKED_FOR) and not any(watch in on.watches.rules for watch in watches)


def _joined(verdict: Verdict, beside: Sequence[Waiting]) -> dict[DeliveryId, ArticleId]:
    """The waiting messages that are told in this one, and the articles they are about."""
    if not isinstance(verdict, Send):
        return {}
    return {one.id: one.article_id for one in beside if one.id in verdict.joins and one.article_id is not None}


def _judge(delivery: Delivery, channel: Channel, on: Tools) -> tuple[Verdict, Sequence[Waiting]]:
    """What becomes of it, by the rules and mutes of this moment; and what waits beside it."""
    if delivery.kind is DeliveryKind.NOTICE:
        return Send(), ()
    if _is_abandoned(delivery.held, delivery.watches, on):
        return GiveUp("its watch is no more (ronda alerts resend sends it all the same)"), ()
    now = on.now()
    own, others = on.store.waiting(delivery, now, on.house.flood)
    beside = [one for one in others if not _is_abandoned(one.held, one.watches, on)]
    at = Moment(
        now=now,
        rules=on.watches.rules,
        house=on.house,
        mutes=on.store.mutes(now),
        waiting=beside,
        recent=on.store.sent_lately(delivery, now - HOUR) if _asks_what_was_sent(delivery, channel, on) else (),
        follow_up_gap=channel.follow_up_gap,
        outage=on.comeback.lasts(now, lambda moment: _is_behind(moment, on)),
        failing_since=on.store.failing_channels().get(channel.name) if beside else None,
        most_stories=channel.most_stories,
    )
    return pace(own, at), beside


def _is_behind(moment: datetime, on: Tools) -> bool:
    due = on.store.count_due(moment)
    return bool(due[Step.POLL] or due[Step.READ])


def _asks_what_was_sent(delivery: Delivery, channel: Channel, on: Tools) -> bool:
    spaced = bool(channel.follow_up_gap) and delivery.kind is not DeliveryKind.ALERT
    return on.counts_messages or spaced or delivery.kind is DeliveryKind.UPDATE


def _written(
    delivery: Delivery, verdict: Verdict, news: Sequence[ArticleId], on: Tools
) -> tuple[Message | None, tuple[str, str] | None]:
    """What leaves, in the user's wording; in ours, where that breaks, and where and why it does: an alert in our words beats
    none."""
    if not isinstance(verdict, Send):
        return None, None
    try:
        return replace(_message(delivery, news, on.templates, on), aside=verdict.aside), None
    except Exception as error:  # the user's templates can raise anything
        if not on.templates:
            raise
        return replace(_message(delivery, news, {}, on), aside=verdict.aside), broke_at(error)


def _message(delivery: Delivery, news: Sequence[ArticleId], templates: "Mapping[str, str]", on: Tools) -> Message:
    language, zone = on.language, on.zone
    if delivery.notice:
        return write_notice(delivery, language=language, zone=zone, templates=templates)
    if delivery.kind is DeliveryKind.DIGEST:
        told = on.store.digest(delivery, on.names)
        return write_digest(told, delivery, language=language, zone=zone, templates=templates)
    dossier = on.store.dossier(delivery, on.names, news)
    return write(dossier, delivery, language=language, zone=zone, templates=templates)


def _tell_of_template(name: str, problem: str, delivery: Delivery, on: Tools) -> None:
    logs.event("template-failed", "ERROR", delivery=delivery.id, template=name, error=problem)
    key = f"template-{name}-{on.now():%Y-%m-%d}"
    subject, text = template_breaks(name, problem, on.language)
    on.store.add_notice(key, subject, text, on.operator_targets, on.now())


def _keep_distance(channel: Channel, on: Tools) -> None:
    """Waits for the channel's next slot. Nobody else is held up: of such a channel one message is in flight at a time."""
    if channel.gap:
        slot = on.store.reserve_slot(channel.name, channel.gap, on.now())
        sleep(max(0.0, (slot - on.now()).total_seconds()))


def _record(work: Work, delivery: Delivery, channel: Channel, sent: Sent, subject: str, on: Tools) -> Report:
    """The receipt is kept in memory until the database has it. With it the channel's next message is claimed, unless a
    message of this channel has to keep its distance."""
    on.unwritten.keep(work.id, sent)
    following = None
    if channel.gap:
        on.store.record_delivery(work, sent.receipt, on.now(), sent.joins)
    else:
        following = on.store.record_and_claim(work, sent.receipt, on.now(), sent.joins, LEASE)
    on.unwritten.forget(work.id)
    joined = len(sent.joins) or None
    first = sent.receipt.detail.get("first_message")  # of a thread, which could not be renewed
    refused = first if first not in ("updated", "unchanged") else None
    fields = _fields(delivery, receipt=sent.receipt.id, joined=joined, subject=subject or None, first_message=refused)
    return Report("sent", fields, {"delivered": 1}, next=following)


def _fields(delivery: Delivery, **more: object) -> dict[str, object]:
    return {
        "channel": delivery.channel,
        "recipient": delivery.recipient or None,
        "kind": delivery.kind,
        "story": delivery.story_id,
        "watches": ",".join(delivery.watches) or None,
        **more,
    }


# --------------------------------------------------------------------------------------------------------------- failures


def delivery_failed(work: Work, failure: Failure, on: Tools) -> Report:
    """Again later, or given up; a channel that fails as a whole rests, and the operator hears of it elsewhere: of a password
    that is refused at once, since no other try mends it."""
    now = on.now()
    if on.unwritten.sent(work.id) is not None:  # it left, and only its receipt is wanting: its claim runs out
        return Report("unrecorded", {"step": work.step, "id": work.id, "error": str(failure)}, {"failed": 1}, "ERROR")
    locked = isinstance(failure, SignInRefused)
    whole = locked or (isinstance(failure, Transient) and (failure.host_wide or failure.kind in FAILS_AS_A_WHOLE))
    asked = failure.retry_after if isinstance(failure, Transient) else None
    failures = max(work.failures, min(work.failures + 1, FAILS_OFTEN - 1)) if whole else work.failures + 1
    due = next_attempt(Step.DELIVER, failures, failure, now, spread=random())
    since = _fails_since(work, failure, on, whole=whole)
    if locked:
        due = now + PROBE  # a server that is asked more often with a wrong password may shut us out
    elif due and since and since + DEAD > now and not asked:
        due = min(due, since + DEAD)  # is it dead, or was it away for a while?
    on.store.record_delivery_failure(
        work, str(failure), due, now, maybe_repeated=failure.kind == NO_ANSWER, failures=failures
    )
    if whole:
        on.store.rest_channel(work.host, _quiet_until(failure, due, now), now)
    if due is None:
        _tell_of_refusal(work, failure, on)
    if locked:
        _tell_of_sign_in(work, failure, on)
    elif since and now - since >= DEAD:
        _tell_of_silence(work, failure, since, on, whole=whole)
    fields = {
        "channel": work.host,
        "delivery": work.id,
        "error": failure.kind,
        "detail": failure.detail or None,
        "next": due,
    }
    counts = {"undelivered": 1} if due else {"given_up": 1}
    return Report(
        "send-failed" if due else "send-given-up", fields, counts, "WARNING" if due and not locked else "ERROR"
    )


def _quiet_until(failure: Failure, due: datetime | None, now: datetime) -> datetime:
    if isinstance(failure, Transient) and failure.host_wide and failure.retry_after:
        return now + failure.retry_after
    return min(due or now + PROBE, now + PROBE)


def _fails_since(work: Work, failure: Failure, on: Tools, *, whole: bool) -> datetime | None:
    """Since when nothing has left on the channel; None where the trouble is this message's alone, or is not the channel's."""
    if not isinstance(failure, Transient) or failure.subject != work.host or failure.kind == "host-busy":
        return None
    if not whole and on.store.sends_others(DeliveryId(work.id)):
        return None
    return on.store.channel_fails(work.host, on.now())


def _operator_but(failed: str, on: Tools) -> list[tuple[str, str]]:
    """The operator, past channels that fail: where that leaves nobody, through one other channel, the likeliest to be read.
    Where all of them fail, through whichever recovers."""
    if not on.operator:
        return []
    others = sorted(
        on.channels.keys() - {failed}, key=lambda name: _as_a_spare(on.channels[name], on.channels.get(failed))
    )
    failing = on.store.failing_channels()
    living = [name for name in others if name not in failing]
    chosen = [name for name in on.operator if name in living] or living[:1] or others
    return [(name, recipient) for name in chosen for recipient in on.recipients[name]]


def _as_a_spare(channel: Channel, failed: Channel | None) -> tuple[bool, bool, str]:
    """People before programs; what is of another kind than the one that failed does not share its server."""
    return isinstance(channel, MACHINES), type(channel) is type(failed), channel.name


def _tell_of_refusal(work: Work, failure: Failure, on: Tools) -> None:
    key = f"channel-{work.host}-{failure.kind}-{on.now():%Y-%m-%d}"
    known = work.host in on.channels
    notice = channel_refuses(work.host, failure.kind, work.id, failure, on.language, known=known)
    _tell_elsewhere(work.host, key, notice, on)


def _tell_of_sign_in(work: Work, failure: Failure, on: Tools) -> None:
    key = f"channel-{work.host}-sign-in-{on.now():%Y-%m-%d}"
    _tell_elsewhere(work.host, key, channel_locked(work.host, failure.kind, failure, on.language), on)


def _tell_of_silence(work: Work, failure: Failure, since: datetime, on: Tools, *, whole: bool) -> None:
    key = f"channel-{work.host}-silent-{since:%Y-%m-%dT%H:%M:%SZ}"
    notice = channel_silent(work.host, failure.kind, failure, since, on.language, on.zone, away=whole)
    _tell_elsewhere(work.host, key, notice, on)


def _tell_elsewhere(failed: str, key: str, notice: Notice, on: Tools) -> None:
    """And with it what this channel itself was to say of another one."""
    targets = _operator_but(failed, on)
    on.store.add_notice(key, *notice, targets, on.now())
    on.store.pass_on_notices(failed, "channel-", targets, on.now())


def raise_alarm(failure: Failure, on: Tools) -> None:
    """Says that the database takes nothing, past the outbox, which is in it: once an hour, to the operator's channels."""
    if failure.kind not in ("store-full", "store-io") or not on.unwritten.alarm(failure.kind, on.now(), ALARM):
        return
    now, told = on.now(), store_stuck(failure, on.language, full=failure.kind == "store-full")
    for name, recipient in on.operator_targets:
        key = f"alarm-{failure.kind}-{now:%Y%m%dT%H%M%S}-{name}"
        notice = Delivery(
            id=DeliveryId(0),
            key=key,
            story_id=None,
            article_id=None,
            channel=name,
            recipient=recipient,
            kind=DeliveryKind.NOTICE,
            watches=(),
            state=DeliveryState.DUE,
            created_at=now,
            notice=told,
        )
        try:
            on.channels[name].send(write_notice(notice, language=on.language, zone=on.zone), recipient, None)
        except Failure as error:
            logs.event("alarm-failed", "ERROR", channel=name, error=str(error))
