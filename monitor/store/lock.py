"""One working Ronda a data_dir: a lock of the operating system's that ends with the process, however it ends."""

import fcntl
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.errors import ConfigError, InUseError


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
            holder = os.pread(file, 4096, 0)
            os.close(file)
            raise InUseError(f"data_dir {self.path.parent} is in use by {_described(holder)}; stop it first") from error
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(self._note).encode(), 0)
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None

    def holder(self) -> str:
        """Who holds it, in words; "" for nobody. By the note and whether its process lives: taking the lock to look would
        turn away a Ronda that starts at that moment."""
        try:
            note = self.path.read_bytes()
            holder = json.loads(note)
            if holder["host"] == self._note["host"]:
                os.kill(holder["pid"], 0)
        except PermissionError:
            return _described(note)  # somebody else's process
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return _described(note)

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


def _described(note: bytes) -> str:
    try:
        holder = json.loads(note)
        since = datetime.fromisoformat(holder["since"]).astimezone()
        return f"`{holder['command']}` (process {holder['pid']} on {holder['host']}, since {since:%d %b %H.%M %Z})"
    except (ValueError, KeyError, TypeError):
        return "another Ronda that has only just started"
