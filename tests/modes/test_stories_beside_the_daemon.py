"""What a person rules beside the running daemon holds there within seconds, without a signal."""

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest

from tests.modes.test_daemon import Service, service, until
from tests.walk import Walk

HOUSES = ("kontan", "sosok", "kabarkini", "kawat-nusantara")
SOON = 5.0
"""Seconds in which the daemon sees what another command changed."""


@pytest.fixture
def running(walk: Walk) -> Iterator[tuple[Walk, Service]]:
    """A daemon that has told an article and its copy."""
    walk.configure(houses=HOUSES)
    walk.once()
    with service(walk) as daemon:
        walk.publish("telepon")
        until(lambda: len(walk.slack.posts) == 1, daemon)
        walk.publish("salinan")
        until(lambda: len(walk.slack.posts) == 2, daemon)
        yield walk, daemon


def read(walk: Walk, daemon: Service, house: str, model: str) -> object:
    """The story to which the running daemon puts one more copy of that text."""
    before = len(walk.events("read", "alert"))
    walk.newsroom.publish(replace(walk.pieces[model], key=f"{model}-{house}", house=house, credit=""))
    until(lambda: len(walk.events("read", "alert")) > before, daemon)
    return walk.events("read", "alert")[-1]["story"]


def test_a_split_is_told_and_heeded_by_the_running_daemon(running: tuple[Walk, Service]) -> None:
    walk, daemon = running
    assert walk.command("stories", "split", "2").returncode == 0
    ruled = monotonic()
    until(lambda: len(walk.slack.posts) == 3, daemon)
    assert monotonic() - ruled < SOON
    assert read(walk, daemon, "kabarkini", "salinan") == 2
    assert read(walk, daemon, "kawat-nusantara", "telepon") == 1


def test_a_merge_tells_nobody_and_is_heeded_by_the_running_daemon(running: tuple[Walk, Service]) -> None:
    walk, daemon = running
    assert read(walk, daemon, "kabarkini", "perahu") == 2
    posts = len(walk.slack.posts)
    assert walk.command("stories", "merge", "1", "2").returncode == 0
    assert read(walk, daemon, "kawat-nusantara", "perahu") == 1
    until(lambda: len(walk.slack.posts) > posts, daemon)
    (told,) = walk.slack.posts[posts:]  # the later copy, threaded under the older story; the merge itself sent nothing
    assert told.request["thread_ts"] == walk.slack.posts[0].answer["ts"]
