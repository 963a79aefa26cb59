"""What all tests share: one PostgreSQL for a run, started when the first test asks for it, and a world to walk in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import postgres_server, postgres_url
from tests.servers import PressServer
from tests.walk import Walk, open_walk

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with open_walk(tmp_path) as opened:
        yield opened


@pytest.fixture
def press() -> Iterator[PressServer]:
    with PressServer() as server:
        yield server
