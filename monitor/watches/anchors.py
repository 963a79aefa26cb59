"""Which watches stand under which literal, packed into arrays: a text touches few places of a hundred thousand watches."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from monitor.watches.literals import Key

_END = -1


class Anchors:
    """For each key the watches that cannot hold without it (or another one of their keys)."""

    __slots__ = ("_before", "_by_feature", "_last", "_numbers", "_watches", "always", "patterns")

    def __init__(self) -> None:
        self.always: list[int] = []
        """Watches without anchor, which are asked about every text."""
        self.patterns: list[str] = []
        """The keys that are runs of codes, in the order of their numbers."""
        self._numbers: dict[str, int] = {}
        self._by_feature: dict[int, list[int]] = {}
        self._last = array("i")  # by number: its last entry
        self._watches = array("i")  # by entry: the watch
        self._before = array("i")  # by entry: the one before it under the same number

    def add(self, watch: int, keys: Iterable[Key]) -> None:
        """Puts a watch under each of its keys, or among those that are always asked if it has none."""
        numbers, last, watches, before = self._numbers, self._last, self._watches, self._before
        none = True
        for key in keys:
            none = False
            if isinstance(key, int):
                self._by_feature.setdefault(key, []).append(watch)
                continue
            entry = len(watches)
            number = numbers.setdefault(key, len(last))
            if number == len(last):
                self.patterns.append(key)
                last.append(entry)
                before.append(_END)
            else:
                before.append(last[number])
                last[number] = entry
            watches.append(watch)
        if none:
            self.always.append(watch)

    def close(self) -> None:
        """No more watches come: what served to find numbers is let go."""
        self._numbers = {}

    def under(self, number: int) -> list[int]:
        """The watches under a pattern (from zero up) or a feature (from minus one down), each once, in their order."""
        if number < 0:
            return sorted(set(self._by_feature.get(number, ())))
        found = set()
        entry = self._last[number]
        while entry != _END:
            found.add(self._watches[entry])
            entry = self._before[entry]
        return sorted(found)
