"""Every illness of the bench, polled once by the real command: each ends in time, is named in the log, and harms nobody."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli import run
from tests.bench.illnesses import KINDS
from tests.bench.poller import configure
from tests.bench.press import Door, open_press

OUTCOMES = {
    "mute": "timeout", "drip": "timeout", "drip of headers": "timeout", "endless": "too-large", "endless headers": "bad-reply",
    "cut short": "cut-short", "closed": "connection", "reset": "connection bad-reply", "no HTTP": "bad-reply",
    "gzip bomb": "too-large", "deflate bomb": "too-large", "brotli bomb": "bad-encoding", "entity bomb": "polled",
    "outside entity": "polled", "deep": "polled unreadable", "deep page": "no-articles not-a-feed", "loop": "redirects",
    "private address": "blocked-address", "file": "bad-address", "nowhere": "dns", "challenge": "no-articles not-a-feed",
    "soft 404": "no-articles not-a-feed", "login": "no-articles not-a-feed", "empty": "empty", "noise": "not-a-feed",
    "NUL": "polled", "UTF-16": "polled", "wrong label": "polled", "nothing in it": "polled", "50,000 items": "polled",
    "no guid, no date": "polled", "a headline of 10 MB": "polled", "410": "gone",
}  # fmt: skip


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with open_press() as opened:
        opened.say("ill", 5 * len(KINDS))
        yield opened


def test_every_illness_is_named_in_the_log_and_the_healthy_are_polled(door: Door, tmp_path: Path) -> None:
    urls = door.urls(5 * len(KINDS))
    ill, healthy = dict(zip(urls[::5], KINDS, strict=True)), urls[1:12:5]
    config = configure(tmp_path, [*ill, *healthy], "1h", "3s")
    config.write_text(config.read_text() + '[log]\nlevel = "debug"\nfile = "log.jsonl"\n')
    began = time.process_time()
    assert run(["once", "--all", "--config", str(config)]) == 1
    assert time.process_time() - began < 90
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    said = {line["url"]: line["error"] for line in lines if line["event"] == "poll-failed"}
    polled = sum(line["event"] == "polled" for line in lines)
    for url, kind in ill.items():
        assert said.get(url, "polled") in OUTCOMES.get(kind, f"http-{kind}").split(), kind
    assert polled == len(healthy) + sum(url not in said for url in ill)
    assert "root:" not in (tmp_path / "log.jsonl").read_text("utf-8")
