"""Which watches stand under which literal, packed into arrays: a text touches few places of a hundred thousand watches."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from monitor.watches.literals import Key

Beside = str | tuple[Key, ...]
"""What is noted beside an anchor: the term it was written as, where that is enough for the watch to hold; else what must
occur, too, for the watch to be worth asking (one of these; () where nothing is known)."""

_END = -1


class Anchors:
    """For each key the watches that cannot hold without it (or another one of their keys), in their order."""

    __slots__ = ("_after", "_besides", "_by_feature", "_first", "_last", "_numbers", "_watches", "always", "patterns")

    def __init__(self) -> None:
        self.always: list[int] = []
        """Watches without anchor, which are asked about every text."""
        self.patterns: list[str] = []
        """The keys that are runs of codes, in the order of their numbers."""
        self._numbers: dict[str, int] = {}
        self._by_feature: dict[int, list[tuple[int, Beside]]] = {}
        self._first = array("i")  # by number: its first entry
        self._last = array("i")
        self._after = array("i")  # by entry: the next one under the same number
        self._watches = array("i")  # by entry: the watch, and what is noted beside it
        self._besides: list[Beside] = []

    def add(self, watch: int, keys: Iterable[Key], beside: Beside) -> None:
        """Puts a watch under each of its keys."""
        last, after, watches = self._last, self._after, self._watches
        for key in keys:
            if isinstance(key, int):
                self._by_feature.setdefault(key, []).append((watch, beside))
                continue
            entry, number = len(watches), self._numbers.setdefault(key, len(last))
            if number < len(last):
                after[last[number]] = entry
                last[number] = entry
            else:
                self.patterns.append(key)
                self._first.append(entry)
                last.append(entry)
            watches.append(watch)
            after.append(_END)
            self._besides.append(beside)

    def close(self) -> None:
        """No more watches come: what served to find numbers is let go."""
        self._numbers = {}
        self._last = array("i")

    def under(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, Beside]]:
        """Number, watch, and what is noted beside it, for patterns (from zero up) and features (from minus one down)."""
        first, after, watches, besides = self._first, self._after, self._watches, self._besides
        for number in numbers:
            if number < 0:
                for watch, beside in self._by_feature.get(number, ()):
                    yield number, watch, beside
                continue
            entry = first[number]
            while entry != _END:
                yield number, watches[entry], besides[entry]
                entry = after[entry]
