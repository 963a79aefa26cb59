"""What commands say and try for people: samples, previews, and the names that they may mean."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.alerts.message import Message
from monitor.alerts.pacing import HOUR, Fold, Moment, pace
from monitor.alerts.sample import made_up
from monitor.alerts.waiting import MuteKind
from monitor.alerts.wording import write, write_digest, write_notice
from monitor.app import has_store, house_of, now, open_channel, open_store_of, publisher_names
from monitor.catalogue import load_catalogue
from monitor.config import Settings
from monitor.errors import Failure, RondaError, UsageError
from monitor.model import (
    Delivery,
    DeliveryId,
    DeliveryKind,
    DeliveryState,
    Receipt,
)
from monitor.plan import templates_of, watches_of
from monitor.store import Store
from monitor.written import nearest

_MOST_NAMES = 20


def checked_channel(settings: Settings, name: str) -> str:
    """The name; UsageError, with the nearest one, where no channel has it."""
    names = [channel.name for channel in settings.channels]
    if name not in names:
        raise UsageError(f'there is no channel "{name}"{_meant(name, names)} (channels: {_few(names)})')
    return name


def checked_watch(settings: Settings, name: str) -> str:
    """The name; UsageError, with the nearest one, where no watch has it."""
    names = [watch.name for watch in watches_of(settings).watches]
    if name not in names:
        raise UsageError(f'there is no watch "{name}"{_meant(name, names)} (watches: {_few(names)})')
    return name


def _meant(word: str, names: Sequence[str]) -> str:
    """` (did you mean "…"?)`: a name that is like the word, or that alone holds it."""
    holding = [name for name in names if word.strip() and word.casefold() in name.casefold()]
    return f' (did you mean "{holding[0]}"?)' if len(holding) == 1 else nearest(word, names)


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES]) or "none"
    return f"{shown}, and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else shown


def mutable(settings: Settings, store: Store, kind: MuteKind, value: str | int) -> str:
    """What a mute is to name; UsageError for what there is not."""
    if kind is MuteKind.WATCH:
        return checked_watch(settings, str(value))
    if kind is MuteKind.STORY:
        if not store.has_story(int(value)):
            raise UsageError(f"there is no story {value} (ronda explain names the story of an article)")
        return str(value)
    catalogue = load_catalogue()
    known = catalogue.by_credit_name(str(value))
    ids = {*catalogue.publishers, *(source.publisher for source in store.list_sources())}
    if value in ids or known is None:
        if value not in ids:
            raise UsageError(f'there is no publisher "{value}"{nearest(str(value), ids)}')
        return str(value)
    return known.id


def preview_message(settings: Settings, watch: str) -> tuple[Message, str]:
    """A watch's next message, and what it is in words. Its last one where none waits; a made-up story before any."""
    checked_watch(settings, watch)
    names = publisher_names()
    wording: dict[str, Any] = {
        "language": settings.language,
        "zone": settings.timezone,
        "templates": templates_of(settings),
    }
    with open_store_of(settings) as store:
        delivery = store.latest_delivery(watch)
        digest = delivery.told_in if delivery else None
        if digest is not None:
            which = "next" if digest.state is DeliveryState.DUE else "last"
            return write_digest(store.digest(digest, names), digest, **wording), f"The {which} message, a digest:"
        together = _with_others(delivery, settings, store) if delivery and delivery.state is DeliveryState.DUE else None
        if delivery is not None and together is not None:
            told = store.together(together.batches[0], names)
            watches = tuple(sorted({watch for message, _ in told for watch in message.watches}))
            digest = replace(delivery, kind=DeliveryKind.DIGEST, watches=watches, created_at=_when(delivery))
            digest = replace(digest, why=together.why, part=(1, len(together.batches)))
            return write_digest(told, digest, **wording), "The next message, a digest of what waits by now:"
        if delivery is not None:
            what = (
                "The next message:"
                if delivery.state is DeliveryState.DUE
                else "The last message, as it would read now:"
            )
            return write(store.dossier(delivery, names), delivery, **wording), what
    return write(*made_up(watch, now(), number=0), **wording), "This watch has not fired yet; a made-up story:"


def _with_others(delivery: Delivery, settings: Settings, store: Store) -> Fold | None:
    """The digests in which a waiting message leaves, as things stand; None where it leaves by itself."""
    when = _when(delivery)
    own, beside = store.waiting(delivery, when)
    rules = {watch.name: watch.rules for watch in watches_of(settings).watches}
    recent = store.sent_lately(delivery, when - HOUR)
    at = Moment(when, rules, house_of(settings), store.mutes(when), beside, recent)
    channel = next((open_channel(one) for one in settings.channels if one.name == delivery.channel), None)
    verdict = pace(own, replace(at, most_stories=channel.most_stories) if channel else at)
    return verdict if isinstance(verdict, Fold) else None


def _when(delivery: Delivery) -> datetime:
    return max(now(), delivery.due_at or now())


def send_sample(settings: Settings, name: str) -> Iterator[tuple[str, Receipt | Failure]]:
    """Sends a sample to each recipient of a channel; where it is taken, what waits there waits no longer. Raises UsageError
    where there is no such channel."""
    checked_channel(settings, name)
    channel = open_channel(next(channel for channel in settings.channels if channel.name == name))
    taken = False
    for recipient in channel.recipients:
        try:
            yield recipient, channel.send(_sample(name, recipient, settings), recipient, None)
            taken = True
        except Failure as failure:
            yield recipient, failure
    if taken and has_store(settings):
        with (
            suppress(RondaError),
            open_store_of(settings) as store,
        ):  # the sample is out, whoever may write the database
            store.channel_recovers(name, now())


def _sample(name: str, recipient: str, settings: Settings) -> Message:
    text = {
        "id": "Ini pesan percobaan. Kalau Anda membacanya, kanal ini siap menerima peringatan.",
        "en": "This is a sample. If you can read it, this channel is ready for alerts.",
    }[settings.language]
    subject = {"id": "Ronda: pesan percobaan", "en": "Ronda: a sample"}[settings.language]
    delivery = replace(_sample_delivery(name, recipient), notice=(subject, text))
    return write_notice(delivery, language=settings.language, zone=settings.timezone)


def _sample_delivery(channel: str, recipient: str) -> Delivery:
    return Delivery(
        id=DeliveryId(0),
        key=f"sample-{now():%Y%m%d%H%M%S%f}",
        story_id=None,
        article_id=None,
        channel=channel,
        recipient=recipient,
        kind=DeliveryKind.NOTICE,
        watches=(),
        state=DeliveryState.DUE,
        created_at=now(),
    )
