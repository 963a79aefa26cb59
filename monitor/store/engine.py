"""Connections: one writer and read-only readers on SQLite, a pool on PostgreSQL; and what their errors mean."""

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import IntEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import NullPool

from monitor.errors import ConfigError, Transient, UsageError
from monitor.store.lock import unwritable
from monitor.store.ready import Ready, execute
from monitor.store.turns import Turns

_BUSY = timedelta(seconds=5)
_POOL = 24  # of PostgreSQL, for the usual day
_MORE = 24  # and in a burst: 16 pollers, 16 readers, 12 senders, the ticks
_WAIT_FOR_WRITER_S = 60.0
_READER_CACHE_KB = 128  # of pages, for each of them: what is kept is void as soon as anybody has written
_TIGHT = 50_000_000  # bytes: with less the disk is as good as full
_WRITER_CACHE_KB = 1024  # the operating system keeps what no longer fits


class Lock(IntEnum):
    """Advisory locks on PostgreSQL; on SQLite every writing transaction excludes the others anyway."""

    MIGRATE = 0x526F_0001
    PLACE = 0x526F_0002
    CLAIM = 0x526F_0003
    ENTER = 0x526F_0004


class _Own(threading.local):
    """Of each thread."""

    snapshot: Connection | None = None


class Database:
    """Thread-safe. `read()` and `write()` give a connection in a transaction that ends with the block.

    Both raise Transient where the database refuses for now: kinds "store-busy", "store-full", "store-io", "store-lost".
    SQLite's connections are kept open: one that writes, and as many as threads have read at a time.
    """

    def __init__(self, where: str, reader: Engine, writer: Engine) -> None:
        self.where = where
        self._reader = reader
        self._writer = writer
        self._lock = threading.Lock()
        self._postponed: dict[Ready, list[Mapping[str, Any]]] = {}
        self._own = _Own()
        self._turns = Turns()
        self._writing: Connection | None = None
        self._free: list[Connection] = []  # to read on
        self._unforced = False

    @property
    def writers_waiting(self) -> int:
        return self._turns.waiting

    @property
    def is_sqlite(self) -> bool:
        return self._writer.dialect.name == "sqlite"

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Read-only, and one snapshot for the whole block."""
        if self._own.snapshot is not None:
            yield self._own.snapshot
            return
        self._write_postponed()
        with self._own_errors(), self._to_read() as connection:
            yield connection

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads inside it reads from one snapshot. For blocks that neither write nor wait."""
        with self.read() as connection:
            self._own.snapshot = connection
            try:
                yield
            finally:
                self._own.snapshot = None

    @contextlib.contextmanager
    def write(self, lock: Lock | None = None, *, light: bool = False, ahead: bool = False) -> Iterator[Connection]:
        """Commits at the end, rolls back on any exception. Not to be nested in one thread. `light`: what is done again
        after a power cut, and need not be forced to the disk. `ahead`: before the others that wait for the one writer of
        SQLite, for messages.
        """
        self._write_postponed()
        with self._to_write(light=light, ahead=ahead) as connection:
            if lock is not None and not self.is_sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(int(lock))))
            yield connection

    def postpone(self, statement: Ready, values: Mapping[str, Any]) -> None:
        """Has this written just before the next transaction of this object, together with all else that waits for that:
        for what many threads write often and nobody misses when it is lost with the process."""
        with self._lock:
            self._postponed.setdefault(statement, []).append(values)

    def force(self) -> None:
        """SQLite: forces to the disk what was committed since the last time, unless it is light. To be called every second,
        and at the end: a power cut takes back no more than that, all of it together, so that it is done again."""
        if not self._unforced:
            return
        self._unforced = False  # what is written from here on is for the next time
        try:
            with Path(f"{self.where}-wal").open("rb") as log:
                os.fdatasync(log.fileno())
        except FileNotFoundError:  # all of it is in the database itself
            pass
        except OSError as error:
            self._unforced = True
            raise Transient(self.where, "store-io", error.strerror or str(error)) from error

    def prepare(self) -> None:
        """Connects the writer, so that a log left by a crash is taken in by one that may write."""
        with self._own_errors(), self._turns.take(self.where):
            self._kept_writer()

    def maintain(self) -> None:
        """SQLite only: `PRAGMA optimize`, and the write-ahead log folded into the database."""
        with self._own_errors(), self._turns.take(self.where):
            driver = self._kept_writer().connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA optimize")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with contextlib.suppress(Transient):
            self._write_postponed()
            self.force()
        for connection in (*self._free, self._writing):
            if connection is not None:
                connection.close()
        self._reader.dispose()
        self._writer.dispose()

    @contextlib.contextmanager
    def _to_read(self) -> Iterator[Connection]:
        if not self.is_sqlite:
            with self._reader.begin() as connection:
                yield connection
            return
        with self._lock:
            free = self._free.pop() if self._free else None
        connection = free or self._reader.connect()
        try:
            with connection.begin():
                yield connection
        finally:
            with self._lock:
                self._free.append(connection)

    @contextlib.contextmanager
    def _to_write(self, *, light: bool, ahead: bool = False) -> Iterator[Connection]:
        if not self.is_sqlite:
            with self._own_errors(), self._writer.begin() as connection:
                yield connection
            return
        with self._turns.take(self.where, ahead=ahead), self._own_errors():
            connection = self._kept_writer()
            with connection.begin():
                yield connection
            self._unforced = self._unforced or not light

    def _kept_writer(self) -> Connection:
        """To be called in one's turn."""
        if self._writing is None:
            self._writing = self._writer.connect()
        return self._writing

    def _write_postponed(self) -> None:
        if not self._postponed:
            return
        with self._lock:
            taken, self._postponed = self._postponed, {}
        try:
            with self._to_write(light=True) as connection:
                for statement, rows in taken.items():
                    statement.run_each(connection, rows)
        except Transient:
            for statement, rows in taken.items():
                for values in rows:
                    self.postpone(statement, values)
            raise

    @contextlib.contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeoutError as error:
            raise Transient(self.where, "store-busy", "no connection became free") from error
        except DBAPIError as error:
            kind = _kind_of(error)
            if kind is None:
                raise
            raise Transient(self.where, kind, f"{error.orig}{self._room(kind)}") from error
        except StatementError as error:
            if isinstance(error.orig, ValueError):  # a column type refused a value
                raise error.orig from None
            raise

    def _room(self, kind: str) -> str:
        """SQLite says "disk I/O error" of a full disk and of a broken one alike: how much room is left tells them apart."""
        if not self.is_sqlite or kind not in ("store-full", "store-io"):
            return ""
        try:
            free = shutil.disk_usage(Path(self.where).parent).free
        except OSError as error:
            return f" (its folder cannot be looked at: {error.strerror})"
        return f" ({free / 1e6:,.1f} MB are free on its disk{'' if free > _TIGHT else ': make room'})"


def open_sqlite(path: Path, busy: timedelta = _BUSY) -> Database:
    """Opens or creates the file (0600; its folder, where it has to be made, 0700). `busy`: patience with other writers.

    Raises UsageError on an unsafe library, ConfigError where the folder cannot be written to.
    """
    refuse_unsafe_sqlite(pysqlite3.sqlite_version_info)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise unwritable(path.parent, error) from error
    writer = _sqlite_engine(path, "rwc", "IMMEDIATE", busy)
    reader = _sqlite_engine(path, "ro", "DEFERRED", busy)
    database = Database(str(path), reader, writer)
    try:
        database.prepare()
    except DatabaseError as error:
        raise UsageError(f"{path}: is no database of Ronda's, or is damaged: {error.orig}") from error
    return database


def open_postgres(url: str) -> Database:
    """`postgresql://user@host/name`, by psycopg 3; connects at first use. ConfigError where it is no such address."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise ConfigError(["database: not an address (use postgresql://user@host/name)"]) from error
    if address.get_backend_name() not in {"postgresql", "postgres"}:
        raise ConfigError([f'database: "{address.drivername}" is not supported (use postgresql://user@host/name)'])
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=_POOL,
        max_overflow=_MORE,
        pool_timeout=_WAIT_FOR_WRITER_S,
        pool_pre_ping=True,
        use_native_hstore=False,  # not ours; asking for it costs each connection two round trips
        connect_args={"connect_timeout": 10, "application_name": "ronda"},
    )
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(address.render_as_string(hide_password=True), reader, engine)


def refuse_unsafe_sqlite(version: tuple[int, int, int]) -> None:
    """Raises UsageError for a library that can corrupt a WAL database with several connections.

    https://sqlite.org/wal.html, "The WAL-reset bug": 3.7.0 to 3.51.2, but for the fixes in 3.44.6 and 3.50.7.
    """
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    if not fixed:
        raise UsageError(
            f"SQLite {'.'.join(map(str, version))} can corrupt a database that several connections write to "
            "(fixed in 3.51.3); install a newer `pysqlite3` wheel: pip install --upgrade pysqlite3"
        )


def _sqlite_engine(path: Path, mode: str, begin: str, busy: timedelta) -> Engine:
    address = f"file:{quote(str(path.resolve()))}?mode={mode}"

    def connect() -> Any:
        connection = pysqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=busy.total_seconds()
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if mode == "ro":
            connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KB}")
        else:
            connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # see Database.force
        return connection

    engine = create_engine("sqlite://", module=pysqlite3, creator=connect, poolclass=NullPool, paramstyle="named")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        execute(connection, f"BEGIN {begin}")

    return engine


def _kind_of(error: DBAPIError) -> str | None:
    """The kind of a refusal that may pass; None for an error of ours (a broken constraint, a wrong statement)."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE_KINDS.get(code & 0xFF)  # extended codes keep the kind in the lowest byte
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _POSTGRES_KINDS.get(state) or _POSTGRES_KINDS.get(state[:2])
    return "store-lost" if isinstance(error, OperationalError | InterfaceError) else None


_SQLITE_KINDS = {
    5: "store-busy",  # SQLITE_BUSY
    6: "store-busy",  # SQLITE_LOCKED
    7: "store-full",  # SQLITE_NOMEM
    8: "store-io",  # SQLITE_READONLY
    10: "store-io",  # SQLITE_IOERR
    13: "store-full",  # SQLITE_FULL
    14: "store-lost",  # SQLITE_CANTOPEN
}
_POSTGRES_KINDS = {
    "08": "store-lost",  # connection exceptions
    "40": "store-busy",  # serialisation failure, deadlock
    "53": "store-full",  # disk full, out of memory, too many connections
    "55P03": "store-busy",  # lock not available
    "57": "store-lost",  # administrator's shutdown, crash, cannot connect now
    "58": "store-io",  # system error
}
