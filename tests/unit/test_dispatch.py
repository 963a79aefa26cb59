"""When a step has ended, more is claimed only where somebody could do it."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from monitor.dispatch import Dispatcher
from monitor.model import Step, Work
from monitor.store import Store

NOW = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)


class Waiting:
    """A store in which so many messages wait for each channel."""

    def __init__(self, **messages: int) -> None:
        self.messages = messages
        self.claims = 0

    def claim(self, step: Step, now: datetime, limit: int, lease: timedelta, busy: Collection[str] = ()) -> list[Work]:
        self.claims += 1
        free = [channel for channel, count in self.messages.items() if count and channel not in busy][:limit]
        for channel in free:
            self.messages[channel] -= 1
        return [Work(step, 10 * self.claims + at, 1, channel, 0) for at, channel in enumerate(free)]


def sender(store: Waiting, rest: float = 0.0, at_once: int = 1) -> tuple[Dispatcher, list[Work]]:
    sent: list[Work] = []
    dispatcher = Dispatcher(
        cast("Store", store),
        sent.append,
        8,
        lambda: NOW,
        steps=(Step.DELIVER,),
        rest=lambda _: rest,
        at_once=lambda _: at_once,
    )
    dispatcher.tick()
    return dispatcher, sent


@pytest.mark.parametrize(
    ("channels", "claims"),
    [
        ({"surel"}, 0),
        ({"surel", "obrolan"}, 0),
        ({"surel", "baru"}, 1),
        (set(), 1),
    ],
    ids=["the one at work", "all at work", "one is free", "whatever waits"],
)
def test_nothing_is_claimed_for_channels_that_are_all_at_work(channels: set[str], claims: int) -> None:
    store = Waiting(surel=3, obrolan=3)
    dispatcher, sent = sender(store)
    assert sorted(work.host for work in sent) == ["obrolan", "surel"]
    before = store.claims
    dispatcher.more(channels)
    assert store.claims - before == claims


def test_a_channel_that_has_sent_gets_its_next_message() -> None:
    store = Waiting(surel=2)
    dispatcher, sent = sender(store)
    dispatcher.done(sent[0])
    assert dispatcher.more({"surel"}) == 1


def test_a_channel_that_is_left_alone_is_not_asked_for() -> None:
    store = Waiting(obrolan=2)
    dispatcher, sent = sender(store, rest=3600)
    dispatcher.done(sent[0])
    before = store.claims
    assert dispatcher.more({"obrolan"}) == 0
    assert store.claims == before


def test_a_channel_that_takes_several_messages_gets_one_more_with_each_tick() -> None:
    dispatcher, sent = sender(Waiting(surel=9), at_once=3)
    assert len(sent) == 1
    assert dispatcher.more({"surel"}) == 0
    assert [dispatcher.tick() for _ in range(3)] == [1, 1, 0]
    dispatcher.done(sent[0])
    assert dispatcher.tick() == 1
