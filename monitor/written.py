"""Files that people write, TOML or lines of JSON: read whatever their editor made of them, or refused in words that say where
and what to do."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import orjson
import tomli

from monitor.errors import ConfigError

_YAML = re.compile(r"\s*(?:- |[\w-]+:(?:\s|$))")


def read_toml(path: Path, name: str = "", key: str = "") -> dict[str, Any]:
    """The tables of a file. Raises ConfigError, in which the file is called by `name`, else by its own. `key`: of
    ronda.toml, that names the file."""
    name = name or path.name
    text = read_text(path, name, key)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise not_toml(name, error) from None


def read_text(path: Path, name: str, key: str = "") -> str:
    """A file's text, without the mark that Windows editors put before it. Raises ConfigError, as `read_toml` does."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{name}: {why_unread(error)}{f' (named under {key})' if key else ''}"]) from None


def read_json(line: bytes) -> Any:
    """What a line of JSON says. Raises ValueError that says why it is none."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if error.msg.startswith("str is not valid UTF-8"):
            raise ValueError("not JSON: not UTF-8") from None
        raise ValueError(f"not JSON: {error.msg} (column {error.colno})") from None


def nearest(word: str, choices: Collection[str]) -> str:
    """` (did you mean "…"?)`, or nothing where no choice is like the word."""
    close = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""


def why_unread(error: OSError | UnicodeDecodeError) -> str:
    """`cannot be read: No such file or directory`, or where it is no UTF-8."""
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    line = error.object.count(b"\n", 0, error.start) + 1
    return f"cannot be read: line {line} is not UTF-8 (save the file as UTF-8)"


def not_toml(name: str, error: tomli.TOMLDecodeError) -> ConfigError:
    """What is said of a file that is no TOML."""
    hint = " (TOML is written key = value)" if _YAML.match(error.doc.splitlines()[error.lineno - 1 :][:1][0]) else ""
    return ConfigError([f"{name}: is not valid TOML: {error}{hint}"])
