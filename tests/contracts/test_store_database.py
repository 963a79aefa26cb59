"""The ground the store stands on: instants, migrations, files, locks, and what the database's own errors become."""

import contextlib
import importlib
import os
import pkgutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pysqlite3
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, text
from sqlalchemy.dialects import postgresql, sqlite

import monitor.store
from monitor.errors import ConfigError, InUseError, Transient, UsageError
from monitor.language.storable import storable
from monitor.model import Step
from monitor.store import DataDirLock, Store, UtcDateTime, open_store
from monitor.store.columns import Json
from monitor.store.engine import Database, open_postgres, open_sqlite, refuse_unsafe_sqlite
from monitor.store.migrating import HEAD, migrate, revision, upgrade
from monitor.store.ready import Ready
from monitor.store.search import TABLE
from monitor.store.tables import metadata
from tests.contracts.conftest import Home
from tests.postgres import PostgresServer
from tests.store_values import LEASE, MINUTE, NOW, claim_one, due_entry, new_source, polled, spec

SQLITE: Dialect = sqlite.dialect()
POSTGRES: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
instants = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "sqlite":
        database = open_sqlite(tmp_path / "kosong.sqlite3")
        yield database
        database.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(template="template0") as url:
        database = open_postgres(url)
        yield database
        database.close()


# ------------------------------------------------------------------------------------------------------------- columns


@given(instants)
def test_an_instant_comes_back_the_same_and_in_utc(moment: datetime) -> None:
    column = UtcDateTime()
    kept = column.process_result_value(column.process_bind_param(moment, SQLITE), SQLITE)
    assert kept == moment
    assert kept is not None
    assert kept.tzinfo is UTC
    assert column.process_bind_param(moment, POSTGRES) == moment


@given(instants, instants)
def test_instants_sort_as_stored(one: datetime, other: datetime) -> None:
    column = UtcDateTime()
    stored = [column.process_bind_param(moment, SQLITE) for moment in (one, other)]
    assert (stored[0] < stored[1]) == (one < other)


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRES])
def test_a_naive_instant_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="has no zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 23, 10, 0), dialect)  # noqa: DTZ001


def test_a_naive_instant_is_refused_by_the_store(store: Store) -> None:
    naive = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="has no zone"):
        store.add_sources([spec("a.example/rss", due_at=naive)], NOW)
    with pytest.raises(ValueError, match="has no zone"):
        store.next_due(naive)


@given(st.text(alphabet=st.characters(blacklist_categories=())))
def test_any_text_can_be_stored_without_moving_its_characters(words: str) -> None:
    kept = storable(words)
    kept.encode()
    assert "\x00" not in kept
    assert len(kept) == len(words)
    json = Json()
    assert json.process_result_value(json.process_bind_param([kept], SQLITE), SQLITE) == [kept]


# ---------------------------------------------------------------------------------------------------------- migrations


def by_scripts(database: Database) -> None:
    with database.write() as connection:
        upgrade(connection, database.where)


WAYS = pytest.mark.parametrize("make", [migrate, by_scripts])


@WAYS
def test_a_new_database_has_the_tables_of_this_version(empty: Database, make: Callable[[Database], None]) -> None:
    make(empty)
    with empty.write() as connection:
        assert revision(connection) == HEAD
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, *_: not str(name).startswith(TABLE),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_tables_made_at_once_are_those_that_the_scripts_make(tmp_path: Path) -> None:
    made = []
    for make in (migrate, by_scripts):
        database = open_sqlite(tmp_path / f"{make.__name__}.sqlite3")
        make(database)
        with database.read() as connection:
            made.append(set(connection.execute(text("SELECT type, name, tbl_name FROM sqlite_master"))))
        database.close()
    assert made[0] == made[1]


@WAYS
def test_partial_indexes_are_made_with_their_conditions(empty: Database, make: Callable[[Database], None]) -> None:
    make(empty)
    table = "(SELECT * FROM sqlite_master WHERE type = 'index') AS found" if empty.is_sqlite else "pg_indexes"
    column, name = ("sql", "name") if empty.is_sqlite else ("indexdef", "indexname")
    wanted = {index.name for table in metadata.tables.values() for index in table.indexes if index.dialect_options}
    with empty.read() as connection:
        rows = connection.execute(text(f"SELECT {name}, {column} FROM {table} WHERE {column} LIKE '%WHERE%'")).all()
    found = {row[0] for row in rows}
    assert found == {name for name in wanted if str(name).endswith(("_due", "_claimed"))}
    assert all("state" in row[1] or "claimed_until" in row[1] for row in rows)


def test_the_newest_revision_is_the_one_the_store_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(monitor.store.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_with_tables_of_something_else_is_refused(empty: Database) -> None:
    with empty.write() as connection:
        connection.execute(text("CREATE TABLE bystanders (x INTEGER)"))
    with empty.write() as connection:
        connection.execute(text("CREATE TABLE sources (x INTEGER)"))
    with pytest.raises(UsageError, match="is no database of Ronda's: it has a table `sources`"):
        migrate(empty)


def test_data_of_a_newer_version_is_refused(empty: Database) -> None:
    migrate(empty)
    with empty.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UsageError, match="newer Ronda"):
        migrate(empty)


def test_stores_opened_at_once_migrate_once(home: Home) -> None:
    opened = [home.open() for _ in range(2)]
    assert opened[0].instance == opened[1].instance
    for one in opened:
        one.close()


# --------------------------------------------------------------------------------------------------- files and versions


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 53, 4), True),
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 51, 0), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 45, 9), False),
        ((3, 40, 1), False),
    ],
)
def test_sqlite_libraries_that_can_corrupt_a_database_are_refused(version: tuple[int, int, int], safe: bool) -> None:
    if safe:
        refuse_unsafe_sqlite(version)
        return
    with pytest.raises(UsageError, match=r"fixed in 3\.51\.3.*pip install"):
        refuse_unsafe_sqlite(version)


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    new_source(store)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "data").iterdir()}
    store.close()
    assert set(modes.values()) == {0o600}
    assert "ronda.sqlite3-wal" in modes
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_sqlite_is_durable_and_its_readers_cannot_write(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "x.sqlite3")
    with database.write() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 1
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    with pytest.raises(Transient, match="readonly"), database.read() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    database.close()


def test_what_was_committed_is_forced_to_the_disk_once_and_what_is_light_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[str] = []
    monkeypatch.setattr(os, "fdatasync", lambda file: forced.append(Path(f"/proc/self/fd/{file}").readlink().name))
    database = open_sqlite(tmp_path / "x.sqlite3")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    database.force()
    database.force()
    assert forced == ["x.sqlite3-wal"]
    with database.write(light=True) as connection:
        connection.execute(text("INSERT INTO t VALUES (1)"))
    database.force()
    assert len(forced) == 1
    with database.write() as connection:
        connection.execute(text("INSERT INTO t VALUES (2)"))
    database.close()
    assert len(forced) == 2


def test_a_disk_that_cannot_be_forced_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_sqlite(tmp_path / "x.sqlite3")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    answers = [OSError(5, "Input/output error"), None]

    def fdatasync(_: int) -> None:
        if answer := answers.pop(0):
            raise answer

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    with pytest.raises(Transient, match="Input/output error") as caught:
        database.force()
    assert caught.value.kind == "store-io"
    database.force()
    assert answers == []
    database.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot be written to"):
        open_store(tmp_path / "data")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "ronda.sqlite3").write_text("Catatan rapat redaksi. " * 100)
    with pytest.raises(UsageError, match=r"ronda\.sqlite3: is no database of Ronda's"):
        open_store(tmp_path)


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(UsageError, match=r"data_dir .*/data: cannot be written to"):
        open_store(tmp_path / "data")
    with pytest.raises(UsageError, match="cannot be written to"):
        DataDirLock(tmp_path / "data", NOW).acquire()


@pytest.mark.parametrize("address", ["mysql://ronda@/ronda", "postgres", "sqlite:///ronda.db"])
def test_other_databases_are_refused_with_a_remedy(tmp_path: Path, address: str) -> None:
    with pytest.raises(ConfigError, match="use postgresql://"):
        open_store(tmp_path, address)


def statements() -> list[tuple[str, Ready]]:
    found = []
    for info in pkgutil.iter_modules(monitor.store.__path__, "monitor.store."):
        if info.ispkg:
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            several = value.values() if isinstance(value, dict) else [value]
            found += [(f"{info.name}.{name}", one) for one in several if isinstance(one, Ready)]
    return found


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRES], ids=["sqlite", "postgresql"])
def test_statements_that_go_to_the_driver_take_no_lists(dialect: Dialect) -> None:
    there = statements()
    assert len(there) > 40
    lists = [
        (name, bind)
        for name, one in there
        for bind, parameter in one.write(dialect.name).compile(dialect=dialect).binds.items()
        if parameter.expanding
    ]
    assert lists == []


# ------------------------------------------------------------------------------------------------- errors of databases


def test_a_database_that_does_not_answer_is_transient_and_hides_its_password(tmp_path: Path) -> None:
    with pytest.raises(Transient) as caught:
        open_store(tmp_path, f"postgresql://ronda:rahasia@/ronda?host={tmp_path}")
    assert caught.value.kind == "store-lost"
    assert "rahasia" not in str(caught.value)


def test_a_full_disk_is_transient_and_leaves_nothing_half(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "x.sqlite3")
    migrate(database)
    store = Store(database)
    new_source(store)
    work = claim_one(store, Step.POLL)
    found = [due_entry(f"warta.example/{n}") for n in range(2_000)]
    with database.write() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
    with pytest.raises(Transient) as caught:
        store.record_poll(work, polled(store, work, *found))
    assert caught.value.kind == "store-full"
    assert "MB are free on its disk" in str(caught.value)
    assert store.count_due(NOW)[Step.READ] == 0
    with database.write() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))
    assert store.record_poll(work, polled(store, work, *found)) == 2_000
    store.close()


def test_a_lock_held_elsewhere_is_transient(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    other = pysqlite3.connect(tmp_path / "ronda.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Transient) as caught:
        _impatient(tmp_path)
    assert caught.value.kind == "store-busy"
    other.execute("ROLLBACK")
    other.close()
    store.close()


def _impatient(data_dir: Path) -> None:
    """A writer that does not wait its five seconds."""
    database = open_sqlite(data_dir / "ronda.sqlite3", busy=timedelta())
    try:
        with database.write():
            pass
    finally:
        database.close()


def test_a_connection_cut_by_the_server_is_transient_once(postgres_url: str, tmp_path: Path) -> None:
    store = open_store(tmp_path, postgres_url)

    def placed_on_a_cut_connection() -> None:
        with store.placing() as placer:
            placer._connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Transient) as caught:
        placed_on_a_cut_connection()
    assert caught.value.kind == "store-lost"
    new_source(store)
    assert claim_one(store, Step.POLL).attempts == 1
    store.close()


def test_upkeep_folds_the_log_into_the_database(store: Store, home: Home) -> None:
    new_source(store)
    store.upkeep()
    if home.database is None:
        assert (home.data_dir / "ronda.sqlite3-wal").stat().st_size == 0
    assert claim_one(store, Step.POLL).host == "warta.example"


# ------------------------------------------------------------------------------------------------------- data_dir lock


def test_a_second_holder_of_the_data_dir_is_told_who_holds_it(tmp_path: Path) -> None:
    with DataDirLock(tmp_path, NOW, command="ronda run"):
        with pytest.raises(InUseError) as caught:
            DataDirLock(tmp_path, NOW).acquire()
        assert f"`ronda run` (process {os.getpid()} on " in str(caught.value)
        assert str(tmp_path) in str(caught.value)
        assert stat.S_IMODE((tmp_path / "ronda.lock").stat().st_mode) == 0o600
    with DataDirLock(tmp_path, NOW):
        pass


def test_the_holder_of_the_data_dir_leaves_word_of_its_trouble(tmp_path: Path) -> None:
    asking = DataDirLock(tmp_path, NOW)
    with DataDirLock(tmp_path, NOW, command="ronda run") as lock:
        assert asking.trouble() is None
        lock.tell("database or disk is full", NOW)
        assert asking.trouble() == ("database or disk is full", NOW)
        assert asking.holder().startswith("`ronda run` (process ")
        lock.tell("", NOW)
        assert asking.trouble() is None
        lock.tell("database or disk is full", NOW)
    assert (asking.holder(), asking.trouble()) == ("", None)


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from monitor.store import DataDirLock\n"
        "DataDirLock(Path(sys.argv[1]), datetime.now(UTC)).acquire(); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(monitor.store.__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InUseError, match=f"process {holder.pid} on"):
            DataDirLock(tmp_path, NOW).acquire()
        holder.kill()
        holder.wait()
        with DataDirLock(tmp_path, NOW):
            pass


def test_reading_while_another_thread_writes_waits_for_nobody(store: Store) -> None:
    new_source(store)
    with store.placing():
        assert len(store.list_sources()) == 1
        assert store.next_due(NOW) == NOW
    assert store.claim(Step.POLL, NOW + MINUTE, 1, LEASE)


def test_those_who_go_ahead_write_before_others_that_asked_first(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "ronda.sqlite3")
    order: list[str] = []

    def write(name: str, ahead: bool) -> None:
        with database.write(ahead=ahead):
            order.append(name)

    writers = [("article", False), ("poll", False), ("message", True), ("receipt", True)]
    threads = [threading.Thread(target=write, args=asked) for asked in writers]
    with database.write():
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            while database.writers_waiting < waiting:
                os.sched_yield()
    for thread in threads:
        thread.join()
    database.close()
    assert order == ["message", "receipt", "article", "poll"]


def test_what_a_thread_reads_in_a_snapshot_is_of_one_moment(home: Home, store: Store) -> None:
    new_source(store)
    with contextlib.closing(home.open()) as other, store.snapshot():
        assert len(store.list_sources()) == 1
        other.add_sources([spec("https://lain.example/rss")], NOW)
        assert len(store.list_sources()) == 1
    assert len(store.list_sources()) == 2
