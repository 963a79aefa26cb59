"""Reads a changed watch file at the cost of what changed in it, and tells which watches differ.

A file of a hundred thousand watches takes seconds to read; a person who edits one of them should not wait for the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import tomli

from monitor.errors import ConfigError
from monitor.watches.entities import Entity
from monitor.watches.reading import read_watches
from monitor.watches.watch import Watch, WatchFile

_HEAD = "\n[[watch]]"
_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A watch file as it was read: its text, the entities of other files that it could refer to, and what it holds."""

    text: str
    known: Mapping[str, Entity]
    file: WatchFile
    lined: bool = False  # no text in it is of several lines, so that [[watch]] at the beginning of one is a table


def read_file(text: str, origin: str, known: Mapping[str, Entity], before: ReadFile | None = None) -> ReadFile:
    """The file, of which `before` is an earlier reading. Raises ConfigError, and TOMLDecodeError where it is no TOML."""
    if before is not None and before.known == known:
        file = before.file if before.text == text else _amended(before, text, origin)
        if file is not None:
            return replace(before, text=text, file=file)
    return ReadFile(text, known, read_watches(tomli.loads(text), origin, known), _is_lined(text))


def differences(before: WatchFile, now: WatchFile) -> tuple[list[Watch], list[str]]:
    """The watches that are new or changed, and the names of those that are gone."""
    old, new = before.watches, now.watches
    first = _common(old, new)
    last = min(_common(old, new, backwards=True), len(old) - first, len(new) - first)
    was = {watch.name: watch for watch in old[first : len(old) - last]}
    among = new[first : len(new) - last]
    changed = [watch for watch in among if was.pop(watch.name, None) != watch]
    return changed, list(was)


def _amended(before: ReadFile, text: str, origin: str) -> WatchFile | None:
    """The file with only the tables read anew among which something changed; None where that cannot be told apart for
    sure, or where something is wrong with them, which reading all of it says best.
    """
    old = before.text
    same = _common(old, text)
    start = old.rfind(_HEAD, 0, same) + 1
    tail = min(_common(old, text, backwards=True), len(old) - same, len(text) - same)
    end = old.find(_HEAD, len(old) - tail)
    end = len(old) if end < 0 else end + 1
    now = text[start : len(text) - (len(old) - end)]
    if not start or not before.lined or not _is_lined(now):
        return None
    try:
        gone, come = tomli.loads(old[start:end]), tomli.loads(now)
        if gone.keys() | come.keys() != {"watch"}:
            return None
        part = read_watches(come, origin, {**before.known, **before.file.entities})
    except (tomli.TOMLDecodeError, ConfigError):
        return None
    names = [table["name"] for table in gone.get("watch", [])]
    at = old.count(_HEAD, 0, start) + old.startswith(_HEAD[1:])
    return _replaced(before.file, at, names, part)


def _replaced(file: WatchFile, at: int, names: list[str], part: WatchFile) -> WatchFile | None:
    """The file with other watches in the place of those of these names; None where that is not where they stand."""
    watches = file.watches
    kept = watches[:at], watches[at + len(names) :]
    if [watch.name for watch in watches[at : at + len(names)]] != names:
        return None
    new = {watch.name for watch in part.watches}.difference(names)
    if new and any(watch.name in new for side in kept for watch in side):
        return None
    old = tuple(f'watch "{name}": ' for name in names)
    warnings = [warning for warning in file.warnings if not any(mark in warning for mark in old)]
    return WatchFile((*kept[0], *part.watches, *kept[1]), file.entities, (*warnings, *part.warnings))


def _is_lined(text: str) -> bool:
    return "'''" not in text and '"""' not in text


def _common(one: Sequence[object], other: Sequence[object], *, backwards: bool = False) -> int:
    """How many characters or watches are the same from the beginning on, or from the end."""

    def alike(low: int, high: int) -> bool:
        if backwards:
            return one[len(one) - high : len(one) - low] == other[len(other) - high : len(other) - low]
        return one[low:high] == other[low:high]

    size = min(len(one), len(other))
    low = 0
    while low < size and alike(low, min(low + _STEP, size)):
        low = min(low + _STEP, size)
    high = min(low + _STEP, size)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if alike(low, middle) else (low, middle - 1)
    return low
