"""One working Ronda a data_dir: a lock of the operating system's that ends with the process, however it ends."""

import contextlib
import fcntl
import json
import os
import socket
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from monitor.errors import ConfigError, InUseError

_LENGTH = 2048


class DataDirLock:
    """`with DataDirLock(data_dir, now):`. InUseError names the process that holds it. By flock(2)."""

    def __init__(self, data_dir: Path, now: datetime, command: str = "") -> None:
        self.path = data_dir / "ronda.lock"
        self._note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": now.astimezone().isoformat(timespec="seconds"),
            "command": command or " ".join(sys.argv),
        }
        self._file: int | None = None

    def acquire(self) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise unwritable(self.path.parent, error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _read(os.pread(file, 4096, 0))
            os.close(file)
            raise InUseError(f"data_dir {self.path.parent} is in use by {_described(holder)}; stop it first") from error
        self._file = file
        self._write(self._note)

    def tell(self, trouble: str, now: datetime) -> None:
        """Leaves word for `trouble()` that the holder is in trouble, or is no more (""): in the file's own block, which can be
        written on a disk that is full."""
        told = {"trouble": trouble, "troubled_since": now.astimezone().isoformat(timespec="seconds")} if trouble else {}
        with contextlib.suppress(OSError):
            self._write(self._note | told)

    def _write(self, note: Mapping[str, object]) -> None:
        assert self._file is not None
        os.pwrite(self._file, json.dumps(note).encode().ljust(_LENGTH), 0)

    def release(self) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None

    def holder(self) -> str:
        """Who holds it, in words; "" for nobody. By the note and whether its process lives: taking the lock to look would
        turn away a Ronda that starts at that moment."""
        holder = self._holder()
        return _described(holder) if holder else ""

    def trouble(self) -> tuple[str, datetime] | None:
        """What keeps the holder from its work, and since when; None where nothing does."""
        holder = self._holder()
        if not holder.get("trouble"):
            return None
        return holder["trouble"], datetime.fromisoformat(holder["troubled_since"])

    def _holder(self) -> dict[str, Any]:
        with contextlib.suppress(OSError):
            holder = _read(self.path.read_bytes())
            with contextlib.suppress(PermissionError):  # somebody else's process
                if holder.get("host") == self._note["host"]:
                    os.kill(holder["pid"], 0)
            return holder
        return {}

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def unwritable(data_dir: Path, error: OSError) -> ConfigError:
    """What is said of a folder in which nothing can be kept."""
    why = "it is a file" if data_dir.is_file() else error.strerror
    return ConfigError([f"data_dir {data_dir}: cannot be written to: {why} (name a folder that Ronda may write to)"])


def _read(note: bytes) -> dict[str, Any]:
    """What a holder left; {} where that cannot be read."""
    try:
        holder = json.loads(note)
        return holder if {"pid", "host", "since", "command"} <= holder.keys() else {}
    except (ValueError, AttributeError):
        return {}


def _described(holder: Mapping[str, Any]) -> str:
    if not holder:
        return "another Ronda that has only just started"
    since = datetime.fromisoformat(holder["since"]).astimezone()
    return f"`{holder['command']}` (process {holder['pid']} on {holder['host']}, since {since:%d %b %H.%M %Z})"
