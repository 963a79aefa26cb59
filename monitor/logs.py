"""Logging: one line an event, with a stable name and fields; for people tailing, for programs, for journald.

Words from the web are arguments, never format strings, and cannot break a line. `diagnose` is off: no secret shows.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from loguru import logger

if TYPE_CHECKING:
    from loguru import Message
else:
    Message = object

_PRIORITY = {"DEBUG": 7, "INFO": 6, "WARNING": 4, "ERROR": 3, "CRITICAL": 2}  # sd-daemon(3)


def event(name: str, level: str = "INFO", /, **fields: object) -> None:
    """Logs one finished step. Fields that are None are left out."""
    kept = {key: value for key, value in fields.items() if value is not None}
    logger.bind(event=name, fields=kept).log(level, "{}", name)


def crash(name: str, error: BaseException, /, **fields: object) -> None:
    """Logs an error that nobody foresaw, with its traceback."""
    logger.opt(exception=error).bind(event=name, fields=fields).error("{}", name)


class Lasting:
    """A trouble that lasts: a line when it begins, one every ten minutes, and one when it is over. `tell` hears what it is,
    and "" when it is over. Thread-safe."""

    AGAIN = 600.0  # seconds

    def __init__(self, name: str, tell: Callable[[str], None], clock: Callable[[], float] = monotonic) -> None:
        self._name, self._tell, self._clock = name, tell, clock
        self._lock = threading.Lock()
        self._since: float | None = None
        self._said = 0.0

    def meet(self, error: str) -> None:
        with self._lock:
            now, begins = self._clock(), self._since is None
            self._since = now if self._since is None else self._since
            if not begins and now - self._said < self.AGAIN:
                return
            self._said, lasts = now, now - self._since
        event(f"{self._name}-failed", "ERROR", error=error, lasts_s=None if begins else round(lasts))
        self._tell(error)

    def end(self) -> None:
        if self._since is None:
            return
        with self._lock:
            lasted, self._since = self._clock() - (self._since or 0.0), None
        event(f"{self._name}-recovered", lasted_s=round(lasted))
        self._tell("")


def set_up(level: str, form: str, file: Path | None, zone: str) -> None:
    """Sends events to standard error (and to `file` as JSON lines). `form`: auto | text | json | journal."""
    logger.remove()
    if form == "auto":
        form = "journal" if os.environ.get("JOURNAL_STREAM") else "text"
    writers: dict[str, Callable[[Message], None]] = {
        "text": _Text(ZoneInfo(zone)),
        "json": _write_json,
        "journal": _Journal(ZoneInfo(zone)),
    }
    logger.add(writers[form], level=level.upper(), format="{message}", diagnose=False, backtrace=False)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        logger.add(_JsonFile(file), level=level.upper(), format="{message}", diagnose=False, backtrace=False)


def logfmt(fields: Mapping[str, object], zone: ZoneInfo | None = None) -> str:
    """`key=value` pairs on one line; a value with blanks, quotes or control characters is quoted and escaped. Times are
    shown in `zone`, else in their own."""
    return " ".join(f"{key}={_value(value, zone)}" for key, value in fields.items())


class _Text:
    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def __call__(self, message: Message) -> None:
        record = message.record
        time = record["time"].astimezone(self._zone).strftime("%H:%M:%S")
        sys.stderr.write(f"{time} {record['level'].name.lower():7} {_line(record, self._zone)}\n")


class _Journal:
    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def __call__(self, message: Message) -> None:
        record = message.record
        priority = _PRIORITY.get(record["level"].name, 6)
        sys.stderr.write("".join(f"<{priority}>{line}\n" for line in _line(record, self._zone).splitlines()))


class _JsonFile:
    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def write(self, message: Message) -> None:
        self._file.write(_json(message) + "\n")

    def stop(self) -> None:
        self._file.close()


def _write_json(message: Message) -> None:
    sys.stderr.write(_json(message) + "\n")


def _line(record: Any, zone: ZoneInfo) -> str:
    extra = record["extra"]
    line = logfmt({"event": extra.get("event", record["message"]), **extra.get("fields", {})}, zone)
    return line + _traceback(record)


def _json(message: Message) -> str:
    record = message.record
    extra = record["extra"]
    row: dict[str, object] = {
        "time": record["time"].isoformat(),
        "level": record["level"].name.lower(),
        "event": extra.get("event", record["message"]),
        **extra.get("fields", {}),
    }
    if record["exception"]:
        row["traceback"] = _traceback(record).strip()
    return json.dumps(row, ensure_ascii=False, default=_plain)


def _traceback(record: Any) -> str:
    import traceback

    caught = record["exception"]
    return "\n" + "".join(traceback.format_exception(caught.value)).rstrip() if caught and caught.value else ""


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _value(value: object, zone: ZoneInfo | None) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
    if isinstance(value, datetime):
        value = (value.astimezone(zone) if zone else value).isoformat(timespec="seconds")
    text = str(value)
    if text and all(char.isprintable() and char not in ' "=\\' for char in text):
        return text
    return (
        json.dumps(text, ensure_ascii=False)
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .replace("\x85", "\\u0085")
    )
