"""Queries ready to be held against what a document holds: whether they hold, by which hits, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from monitor.watches.finding import Finder, Found, Hit
from monitor.watches.text import Text


class Condition(Protocol):
    """A node of a query."""

    def holds(self, found: Found) -> bool: ...

    def hits(self, found: Found) -> Sequence[Hit]:
        """The places that make the node hold; none of what stands under NOT."""
        ...


class Single:
    """A word or phrase in title or body of which the mere occurrence is enough: nearly every term."""

    __slots__ = ("_finder", "number")

    def __init__(self, number: int, finder: Finder) -> None:
        self.number = number
        self._finder = finder

    def holds(self, found: Found) -> bool:
        return self.number in found.raw

    def hits(self, found: Found) -> Sequence[Hit]:
        return found.hits(self._finder) if self.number in found.raw else ()


class AnyWord:
    """The same for a term with several readings."""

    __slots__ = ("_finder", "numbers")

    def __init__(self, numbers: tuple[int, ...], finder: Finder) -> None:
        self.numbers = numbers
        self._finder = finder

    def holds(self, found: Found) -> bool:
        raw = found.raw
        return any(number in raw for number in self.numbers)

    def hits(self, found: Found) -> Sequence[Hit]:
        return found.hits(self._finder)


class OnLine:
    """A word of publisher or section. It has no place in the text."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._numbers = numbers

    def holds(self, found: Found) -> bool:
        return any(number in found.raw for number in self._numbers)

    def hits(self, found: Found) -> Sequence[Hit]:  # noqa: ARG002  (the protocol's)
        return ()


class Judged:
    """A term whose occurrences are judged one by one, in one field or in both."""

    __slots__ = ("_field", "_finder")

    def __init__(self, finder: Finder, field: str = "") -> None:
        self._finder = finder
        self._field = field

    def holds(self, found: Found) -> bool:
        return bool(self.hits(found))

    def hits(self, found: Found) -> Sequence[Hit]:
        hits = [hit for hit in found.hits(self._finder) if not hit.rejected]
        if not self._field or not hits:
            return hits
        turn, in_title = found.text.title_words, self._field == "title"
        return [hit for hit in hits if (hit.place.start < turn) is in_title]


class AnyOf:
    """An OR; single words are asked for in one go."""

    __slots__ = ("_items", "_numbers", "_others")

    def __init__(self, items: Sequence[Condition]) -> None:
        self._items = items
        self._numbers = tuple(item.number for item in items if isinstance(item, Single))
        self._others = tuple(item for item in items if not isinstance(item, Single))

    def holds(self, found: Found) -> bool:
        raw = found.raw
        for number in self._numbers:
            if number in raw:
                return True
        for item in self._others:  # noqa: SIM110  (a generator costs twice as much, a hundred thousand watches over)
            if item.holds(found):
                return True
        return False

    def hits(self, found: Found) -> Sequence[Hit]:
        return [hit for item in self._items if item.holds(found) for hit in item.hits(found)]


class AllOf:
    """An AND; single words are asked for first."""

    __slots__ = ("_items", "_numbers", "_others")

    def __init__(self, items: Sequence[Condition]) -> None:
        self._items = items
        self._numbers = tuple(item.number for item in items if isinstance(item, Single))
        self._others = tuple(item for item in items if not isinstance(item, Single))

    def holds(self, found: Found) -> bool:
        raw = found.raw
        for number in self._numbers:
            if number not in raw:
                return False
        for item in self._others:  # noqa: SIM110  (as above)
            if not item.holds(found):
                return False
        return True

    def hits(self, found: Found) -> Sequence[Hit]:
        return [hit for item in self._items for hit in item.hits(found)]


class Without:
    __slots__ = ("_item",)

    def __init__(self, item: Condition) -> None:
        self._item = item

    def holds(self, found: Found) -> bool:
        return not self._item.holds(found)

    def hits(self, found: Found) -> Sequence[Hit]:  # noqa: ARG002  (the protocol's)
        return ()


class Nearby:
    """Two sides at most `distance` words apart in one field, each with a place of its own."""

    __slots__ = ("_distance", "_left", "_ordered", "_right")

    def __init__(self, left: Condition, right: Condition, distance: int, *, ordered: bool) -> None:
        self._left = left
        self._right = right
        self._distance = distance
        self._ordered = ordered

    def holds(self, found: Found) -> bool:
        return self._left.holds(found) and self._right.holds(found) and bool(self.hits(found))

    def hits(self, found: Found) -> Sequence[Hit]:
        kept: dict[Hit, None] = {}
        rights = self._right.hits(found)
        for left in self._left.hits(found):
            for right in rights:
                if self._close(found.text, left, right):
                    kept[left] = kept[right] = None
        return list(kept)

    def _close(self, text: Text, left: Hit, right: Hit) -> bool:
        one, two = left.place, right.place
        if two.start < one.start:
            if self._ordered:
                return False
            one, two = two, one
        turn = text.title_words
        if two.start < one.end or one.start < turn <= two.start:
            return False
        if two.start - one.end <= self._distance:
            return True
        return text.gap(one.end - 1, two.start) <= self._distance


class Counted:
    """So many places that do not overlap."""

    __slots__ = ("_count", "_item")

    def __init__(self, count: int, item: Condition) -> None:
        self._count = count
        self._item = item

    def holds(self, found: Found) -> bool:
        return self._item.holds(found) and len(separate(self._item.hits(found))) >= self._count

    def hits(self, found: Found) -> Sequence[Hit]:
        return self._item.hits(found)


def separate(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Hits in reading order that do not overlap; of two that begin together the longer one is kept."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    end = -1
    for hit in sorted(hits, key=_reading_order):
        if hit.place.start >= end:
            kept.append(hit)
            end = hit.place.end
    return kept


def _reading_order(hit: Hit) -> tuple[int, int]:
    start, end = hit.place
    return start, -end
