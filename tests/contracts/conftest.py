"""One suite, two databases: `home` is where a test's store lives, SQLite or PostgreSQL; `store` is it, opened."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Home:
    data_dir: Path
    database: str | None

    def open(self) -> Store:
        return open_store(self.data_dir, self.database)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all its tables, to be copied: migrating takes longer than most tests."""
    folder = tmp_path_factory.mktemp("migrated")
    open_store(folder).close()
    return folder / "ronda.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    if request.param == "postgresql":
        return Home(tmp_path / "data", request.getfixturevalue("postgres_url"))
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "data/ronda.sqlite3")
    return Home(tmp_path / "data", None)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    opened = home.open()
    yield opened
    opened.close()
