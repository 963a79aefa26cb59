"""Typed reading of TOML tables that collects every problem with its path and remedy instead of stopping at the first."""

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.config.settings import Secret
from monitor.written import nearest, why_unread

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZES = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_MISSING = object()


class Table:
    """One table of the file. Getters take a key and its default; what is left at `close` is unknown. `wanting`: secrets that
    cannot be read, which is a problem to those alone who need them."""

    def __init__(self, data: Any, path: str, problems: list[str], wanting: list[str], base: Path) -> None:
        self.path = path
        self.problems = problems
        self.wanting = wanting
        self.base = base
        if not isinstance(data, Mapping):
            self.problem("", f"must be a table, not {_kind(data)}")
            data = {}
        self._data: dict[str, Any] = dict(data)
        self._asked: list[str] = []

    def problem(self, key: str, text: str) -> None:
        self.problems.append(f"{self.inner(key) if key else self.path}: {text}")

    def take(self, key: str, default: Any = None) -> Any:
        self._asked.append(key)
        return self._data.pop(key, default)

    def close(self) -> None:
        """Refuses what nobody asked for."""
        for key in self._data:
            self.problem(key, f"unknown key{nearest(key, self._asked)}")

    def text(self, key: str, default: str = "", *, choices: Collection[str] = ()) -> str:
        value = self.take(key, default)
        if not isinstance(value, str):
            self.problem(key, f'must be a text in quotes, not {_kind(value)} (write {key} = "...")')
            return default
        if choices and value != default and value not in choices:
            self.problem(key, f'"{value}" is not one of {", ".join(choices)}{nearest(value, choices)}')
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a lone text stands for a list of one."""
        value = self.take(key, [])
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(key, f'must be a list of texts (write {key} = ["..."])')
            return ()
        return tuple(value)

    def number(self, key: str, default: int, low: int, high: int) -> int:
        value = self.take(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.problem(key, f"must be a whole number from {low} to {high}, not {value!r}")
            return default
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.take(key, default)
        if not isinstance(value, bool):
            self.problem(key, f"must be true or false, not {_kind(value)}")
            return default
        return value

    def duration(self, key: str, default: timedelta) -> timedelta:
        return self.optional_duration(key) if key in self._data else self._default(key, default)

    def optional_duration(self, key: str) -> timedelta:
        value = self.take(key)
        match = re.fullmatch(r"(\d+)([smhd])", value.strip()) if isinstance(value, str) else None
        if not match:
            self.problem(key, f'{value!r} is not a duration (write "90s", "15m", "6h" or "7d")')
            return timedelta(0)
        return timedelta(seconds=int(match[1]) * _UNITS[match[2]])

    def size(self, key: str, default: int) -> int:
        value = self.take(key, None)
        if value is None:
            return default
        match = re.fullmatch(r"(\d+) ?(B|KB|MB|GB)", value.strip().upper()) if isinstance(value, str) else None
        if not match or not int(match[1]):
            self.problem(key, f'{value!r} is not a size (write "15MB" or "500KB")')
            return default
        return int(match[1]) * _SIZES[match[2]]

    def has(self, key: str) -> bool:
        return key in self._data

    def table(self, key: str) -> "Table":
        value = self.take(key, {})
        return self._inner_table(value, self.inner(key))

    def tables(self, key: str) -> "Iterator[Table]":
        """One after the other: there may be thousands."""
        value = self.take(key, [])
        if not isinstance(value, list):
            self.problem(key, f"must be written as [[{key}]], once for each")
            return
        for n, item in enumerate(value, 1):
            yield self._inner_table(item, f"{self.inner(key)}[{n}]")

    def named_tables(self, key: str) -> "dict[str, Table]":
        value = self.take(key, {})
        if not isinstance(value, Mapping):
            self.problem(key, f"must be written as [{key}.NAME], once for each")
            return {}
        return {name: self._inner_table(item, f"{self.inner(key)}.{name}") for name, item in value.items()}

    def _inner_table(self, data: Any, path: str) -> "Table":
        return Table(data, path, self.problems, self.wanting, self.base)

    def inner(self, key: str) -> str:
        """Where a key of this table stands: `ronda.toml: polling.interval`."""
        return f"{self.path}{'.' if ': ' in self.path else ': '}{key}"

    def secret(self, key: str) -> Secret | None:
        """`{ env = … }`, `{ file = … }` or `{ credential = … }`, read now so that a missing one is a problem at start; it is then
        empty, and `wanting` says why. A credential comes from systemd, to commands of the administrator's from `credentials/`
        beside ronda.toml."""
        value = self.take(key, _MISSING)
        if value is _MISSING:
            return None
        form = '{ env = "NAME" }, { file = "path" } or { credential = "name" }'
        if isinstance(value, str):
            self.problem(key, f"a secret is never written into this file (write {form})")
            return None
        if not isinstance(value, Mapping) or len(value) != 1 or not all(isinstance(v, str) for v in value.values()):
            self.problem(key, f"must be {form}")
            return None
        ((how, name),) = value.items()
        if how not in ("env", "file", "credential"):
            self.problem(
                key, f'unknown kind of secret "{how}"{nearest(how, ("env", "file", "credential"))} (write {form})'
            )
            return None
        value, trouble = self._read_secret(how, name)
        if trouble:
            self.wanting.append(f"{self.inner(key)}: {trouble}")
        return Secret(f"{how} {name}", value)

    def text_or_secret(self, key: str) -> "str | Secret | None":
        """A text that may be public or not (an address with a token in it, say)."""
        if isinstance(self._data.get(key), str):
            return self.text(key)
        return self.secret(key)

    def _read_secret(self, how: str, name: str) -> tuple[str, str]:
        """Its value, or "" and why there is none."""
        if how == "env":
            value = os.environ.get(name, "")
            return value, "" if value else f"the environment variable {name} is not set"
        folder = os.environ.get("CREDENTIALS_DIRECTORY") if how == "credential" else None
        path = Path(folder) / name if folder else self.base / ("credentials" if how == "credential" else "") / name
        try:
            if not folder and stat.S_IMODE(path.stat().st_mode) & 0o077:
                return "", f"{path} can be read by others (chmod 600 {path})"
            value = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            hint = "" if folder or how == "file" else " (LoadCredential= in the unit hands it to the service)"
            return "", f"{path} {why_unread(error)}{hint}"
        return value, "" if value else f"{path} is empty"

    def _default(self, key: str, default: timedelta) -> timedelta:
        self._asked.append(key)
        return default


def _kind(value: object) -> str:
    names = {bool: "true/false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)
