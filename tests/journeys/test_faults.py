"""What the house does when the disk is full and when the clock jumps: nothing is lost, nothing storms, the operator is told."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.daemon import Daemon, void
from monitor.delivering import raise_alarm
from monitor.dispatch import Dispatcher
from monitor.errors import Transient
from monitor.model import SUSPECT, DeliveryId, EntryId, Receipt, Step, Work
from monitor.pipeline import run
from monitor.store import Store
from tests.desk import Desk, open_desk
from tests.store_values import LEASE, announce, due_entry

FULL = "PRAGMA max_page_count = 1"
ROOM = "PRAGMA max_page_count = 1073741823"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def pragma(desk: Desk, statement: str) -> None:
    """On the one connection that writes."""
    with desk.store._db.write() as connection:
        connection.exec_driver_sql(statement)


def integrity(desk: Desk) -> str:
    with desk.store._db.read() as connection:
        return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())


def test_a_full_disk_corrupts_nothing_and_ronda_goes_on_when_there_is_room(desk: Desk) -> None:
    desk.tell("satu")
    pragma(desk, FULL)
    with pytest.raises(Transient) as caught:
        desk.tell(*(f"kisah-{number}" for number in range(200)))
    assert caught.value.kind == "store-full"
    assert integrity(desk) == "ok"
    before = desk.store.status(desk.clock())
    pragma(desk, ROOM)
    assert desk.store.status(desk.clock()).articles == before.articles
    desk.store.release_claims()
    desk.tell("sesudahnya")
    desk.work()
    assert any("sesudahnya" in subject for subject in desk.subjects())
    assert any("satu" in subject for subject in desk.subjects())


def test_the_operator_hears_of_a_full_disk_once_an_hour_past_the_outbox(desk: Desk) -> None:
    full = Transient("ronda.sqlite3", "store-full", "database or disk is full")
    for _ in range(5):
        raise_alarm(full, desk.tools)
        desk.clock.forward(minutes=10)
    assert desk.subjects() == ["[Ronda] disk penuh"]
    desk.clock.forward(minutes=11)
    raise_alarm(full, desk.tools)
    assert len(desk.mail.mails) == 2
    raise_alarm(Transient("ronda.sqlite3", "store-busy"), desk.tools)
    assert len(desk.mail.mails) == 2


class Full:
    """A store that claims nothing while its disk is full."""

    def __init__(self, store: Store) -> None:
        self._store, self.is_full = store, True

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def claim(self, *given: Any) -> list[Work]:
        if self.is_full:
            raise Transient("ronda.sqlite3", "store-full", "database or disk is full")
        return self._store.claim(*given)


def test_a_disk_that_stays_full_is_told_once_to_those_who_ask_and_so_is_its_end(desk: Desk) -> None:
    told: list[str] = []
    store = Full(desk.store)
    desk.use(store=store)
    daemon = Daemon(desk.tools, 1, lambda: desk.tools, lambda trouble, _: told.append(trouble))
    for is_full in (True, True, True, False, False):
        store.is_full = is_full
        daemon._tick()
    assert told == ["ronda.sqlite3: store-full: database or disk is full", ""]


def test_a_page_that_ended_ronda_several_times_is_set_aside_and_tried_again_later(desk: Desk) -> None:
    announce(desk.store, due_entry("127.0.0.1/racun", due_at=desk.clock()))
    for _ in range(SUSPECT):
        assert len(desk.store.claim(Step.READ, desk.clock(), 1, LEASE)) == 1
        desk.store.release_claims()
    (work,) = desk.store.claim(Step.READ, desk.clock(), 1, LEASE)
    run(work, desk.tools)
    entry = desk.store.entry(EntryId(work.id))
    assert entry is not None
    assert entry.failure == "ended-ronda"
    assert desk.store.claim(Step.READ, desk.clock(), 1, LEASE) == []
    desk.clock.forward(hours=1)
    (again,) = desk.store.claim(Step.READ, desk.clock(), 1, LEASE)
    assert not again.suspect


def test_a_message_that_left_is_not_sent_again_for_want_of_room_for_its_receipt(desk: Desk) -> None:
    desk.tell("satu")
    (work,) = desk.store.claim(Step.DELIVER, desk.clock(), 1, LEASE)
    with desk.store._db.write() as connection:
        connection.exec_driver_sql(
            "CREATE TEMP TRIGGER penuh BEFORE UPDATE ON main.deliveries BEGIN SELECT RAISE(ABORT, 'penuh'); END"
        )
    run(work, desk.tools)
    assert len(desk.mail.mails) == 1
    with desk.store._db.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER temp.penuh")
    desk.clock.forward(minutes=6)
    desk.work()
    assert len(desk.mail.mails) == 1
    delivery = desk.store.delivery(DeliveryId(work.id))
    assert delivery is not None
    assert isinstance(delivery.receipt, Receipt)


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1)], ids=["an hour", "a day"])
def test_a_clock_set_back_stalls_nothing_that_waits(desk: Desk, jump: timedelta) -> None:
    desk.mail.answers["meja@uji.example"] = "451 4.3.0 nanti"
    desk.tell("satu")
    desk.tell("dua", channel="redaksi")
    dispatcher = Dispatcher(desk.store, lambda work: void(run(work, desk.tools)), 1, desk.clock)
    desk.work()
    assert len(desk.slack.messages) == 1
    del desk.mail.answers["meja@uji.example"]
    desk.tell("tiga")
    desk.clock.moment -= jump
    dispatcher.tick()
    desk.clock.forward(seconds=20)
    desk.work()
    assert sorted(desk.subjects()) == ["[banjir] Judul satu.example/1 - warta", "[banjir] Judul tiga.example/1 - warta"]


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1)], ids=["an hour", "a day"])
def test_a_clock_set_forward_raises_no_storm(desk: Desk, jump: timedelta) -> None:
    desk.tell("satu")
    desk.work()
    desk.tell("dua", "tiga", "empat")
    desk.clock.moment += jump
    desk.work()
    assert len(desk.mail.mails) == 2
    desk.clock.forward(hours=2)
    desk.work()
    assert len(desk.mail.mails) == 2
