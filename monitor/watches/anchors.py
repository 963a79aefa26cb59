"""Which watches stand under which literal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.watches.literals import Key

Anchored = tuple[int, str, tuple[str, ...]]
"""A watch under one of its anchors; how the anchor was written, where that is enough for the watch to hold; else "", and the
patterns of which one must occur, too, for the watch to be worth asking (() where nothing is known)."""


class Anchors:
    """For each key the watches that cannot hold without it (or another one of their keys), in their order."""

    __slots__ = ("_by_feature", "_numbers", "always", "by_pattern", "patterns")

    def __init__(self) -> None:
        self.always: list[int] = []
        """Watches without anchor, which are asked about every text."""
        self.patterns: list[str] = []
        """The keys that are runs of codes, in the order of their numbers."""
        self.by_pattern: list[Sequence[Anchored]] = []
        """By number what stands under a pattern."""
        self._numbers: dict[str, int] = {}
        self._by_feature: dict[int, list[Anchored]] = {}

    def add(self, keys: Iterable[Key], anchored: Anchored) -> None:
        """Puts a watch under each of its keys."""
        for key in keys:
            if isinstance(key, int):
                self._by_feature.setdefault(key, []).append(anchored)
                continue
            number = self._numbers.setdefault(key, len(self.patterns))
            if number < len(self.patterns):
                self.by_pattern[number] = (*self.by_pattern[number], anchored)
            else:
                self.patterns.append(key)
                self.by_pattern.append((anchored,))

    def close(self) -> None:
        """No more watches come: what served to find numbers is let go."""
        self._numbers = {}

    def by_features(self, numbers: Iterable[int]) -> Iterator[Anchored]:
        """What stands under the features that a text has."""
        for number in numbers:
            yield from self._by_feature.get(number, ())
