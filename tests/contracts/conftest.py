"""One suite, two databases: `home` is where a test's store lives, on SQLite and on PostgreSQL; `store` is it, opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.store import Store, open_store
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@dataclass(frozen=True, slots=True)
class Home:
    data_dir: Path
    database: str | None

    def open(self) -> Store:
        return open_store(self.data_dir, self.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    return Home(tmp_path / "data", database)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    opened = home.open()
    yield opened
    opened.close()
