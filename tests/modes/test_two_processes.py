"""Two processes, each with a store and an index of its own, that read two copies at once open one story."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest

from monitor.app import open_store_of, open_tools
from monitor.config import load_settings
from monitor.demo.pieces import Piece
from monitor.model import DeliveryKind, Step, StoryId
from monitor.pipeline import run
from monitor.tools import LEASE
from tests.walk import Walk

HOUSES = ("kontan", "sosok")


class Reader:
    """A reading process, driven step by step."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def expect(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == word


@contextmanager
def reader(walk: Walk) -> Iterator[Reader]:
    line = [sys.executable, "-m", "tests.reader_child", str(walk.config)]
    with (walk.folder / "readers.txt").open("ab") as errors:
        process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True)
    with process:
        try:
            yield Reader(process)
        finally:
            process.kill()


@pytest.fixture(params=["sqlite", "postgresql"])
def settled(walk: Walk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A walk whose first, silent poll is done, on each database."""
    top = ""
    if request.param == "postgresql":
        monkeypatch.setenv("RONDA_TEST_DATABASE", request.getfixturevalue("postgres_url"))
        top = 'database = { env = "RONDA_TEST_DATABASE" }'
    walk.configure(top=top, houses=HOUSES)
    walk.once()
    return walk


def poll(walk: Walk) -> None:
    """Announces what was published, and reads none of it."""
    with open_tools(load_settings(walk.config)) as house:
        house.tools.store.make_sources_due(house.tools.now())
        for work in house.tools.store.claim(Step.POLL, house.tools.now(), 10, LEASE):
            run(work, house.tools)


def pairs(walk: Walk) -> list[tuple[Piece, Piece]]:
    """An original and its copy: with a credit line, and twice without."""
    call, copy = walk.pieces["telepon"], walk.pieces["salinan"]
    boats, bread = walk.pieces["perahu"], walk.pieces["pasar"]
    return [
        (call, copy),
        (
            replace(boats, key="p1", house="kontan"),
            replace(boats, key="p2", house="sosok", title="Perahu naga berlaga lagi"),
        ),
        (replace(bread, key="b1", house="kontan"), replace(bread, key="b2", house="sosok")),
    ]


def test_two_processes_that_read_two_copies_at_once_open_one_story(settled: Walk) -> None:
    with ExitStack() as open_readers:
        both = [open_readers.enter_context(reader(settled)) for _ in range(2)]
        for one in both:
            one.expect("ready")
        for pair in pairs(settled):
            for piece in pair:
                settled.newsroom.publish(piece)
            poll(settled)
            for word, answer in (("read", "near"), ("place", "placed")):
                for one in both:
                    one.tell(word)
                for one in both:
                    one.expect(answer)
    with open_store_of(load_settings(settled.config)) as store:
        rows = store.index_rows_after(0)
        assert Counter(row.story_id for row in rows) == {1: 2, 2: 2, 3: 2}
        story = store.story(StoryId(1))
        assert story is not None
        assert [alert.watch for alert in story.alerts] == ["Trump dan Putin"]
        explained = store.explain(article_id=1)
        assert explained is not None
        told = Counter(delivery.kind for delivery in explained.deliveries)
        assert told[DeliveryKind.ALERT] == 3  # two desks by mail, one channel
        assert sum(told.values()) == 6  # and the copy, or the original that came second, in their threads
