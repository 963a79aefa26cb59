"""Which watches stand under which literal, packed into arrays: a text touches few places of a hundred thousand watches."""

from __future__ import annotations

from array import array
from collections.abc import KeysView
from itertools import accumulate

from monitor.watches.conditions import Condition

Sought = tuple[int, str]
"""The number of a literal, and the term it was written as."""


class Anchors:
    """Filled watch by watch, then closed.

    A mere OR of words holds wherever one of them occurs: it stands under each of them, with the term. Any other watch
    stands under what its rarest part needs, with what else must occur before it is worth asking.
    """

    __slots__ = ("_beside", "_first", "_lowest", "_numbers", "_watches", "always")

    def __init__(self) -> None:
        self._numbers = array("i")
        self._watches = array("i")
        self._beside: list[str | tuple[int, ...]] = []
        self._first = array("i")
        self._lowest = 0
        self.always: list[int] = []

    def add(self, watch: int, condition: Condition) -> bool:
        """Whether the watch must be asked, and does not simply hold."""
        words = condition.words()
        if words:
            for number, term in words:
                self._numbers.append(number)
                self._watches.append(watch)
                self._beside.append(term)
            return False
        needs = condition.needs
        if not needs:
            self.always.append(watch)
        self._numbers.extend(needs)
        self._watches.extend([watch] * len(needs))
        self._beside += [condition.also] * len(needs)
        return True

    def close(self, lowest: int, size: int) -> None:
        """Sorts the entries by number, of which there are `size` from `lowest` on (features count down from zero)."""
        numbers, watches, beside = self._numbers, self._watches, self._beside
        order = sorted(range(len(numbers)), key=numbers.__getitem__)
        self._watches = array("i", [watches[at] for at in order])
        self._beside = [beside[at] for at in order]
        counts = [0] * (size + 1)
        for number in numbers:
            counts[number - lowest + 1] += 1
        self._first = array("i", accumulate(counts))
        self._lowest = lowest
        self._numbers = array("i")

    def under(self, present: KeysView[int]) -> tuple[dict[int, list[Sought]], set[int]]:
        """Of the numbers that occur: the watches that hold, with their words, and those that must be asked."""
        first, watches, beside, before = self._first, self._watches, self._beside, -self._lowest
        lacks_all = present.isdisjoint
        holding: dict[int, list[Sought]] = {}
        asked = set(self.always)
        for number in present:
            at, end = first[number + before], first[number + before + 1]
            while at < end:
                watch, term = watches[at], beside[at]
                at += 1
                if isinstance(term, tuple):
                    if not (term and lacks_all(term)):
                        asked.add(watch)
                elif watch in holding:
                    holding[watch].append((number, term))
                else:
                    holding[watch] = [(number, term)]
        return holding, asked
