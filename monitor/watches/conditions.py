"""Queries ready to be held against what a document holds: whether they hold, by which hits, and what is missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from monitor.watches.finding import Finder, Found, Hit, Mark
from monitor.watches.literals import Key
from monitor.watches.text import Place, Text

NOWHERE = float("inf")
"""The cost of looking where nothing says where to look: at every article."""


class Condition:
    """A node of a query."""

    __slots__ = ()

    def holds(self, found: Found) -> bool:
        return bool(self.hits(found))

    def hits(self, found: Found) -> Sequence[Hit]:  # noqa: ARG002
        """The places that make the node hold; none of what stands under NOT or on no line of the text."""
        return ()

    def marks(self, found: Found) -> Sequence[Mark]:
        """The same as spans."""
        return [found.mark(hit) for hit in self.hits(found)]


class Word(Condition):
    """A word or phrase in title or body of which the mere occurrence is enough: nearly every term.

    It finds itself, and as spans without the detour of hits, which only NEAR and the like want.
    """

    __slots__ = ("pattern", "text")

    def __init__(self, pattern: str, text: str) -> None:
        self.pattern = pattern
        self.text = text

    @property
    def finder(self) -> Finder:
        return self

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        return tuple(
            [Hit(Place(start, end), self.text, found.reason(end)) for start, end in found.places(self.pattern)]
        )

    def holds(self, found: Found) -> bool:
        return self.pattern in found.stream

    def hits(self, found: Found) -> Sequence[Hit]:
        return found.hits(self)

    def marks(self, found: Found) -> Sequence[Mark]:
        return found.word_marks(found.places(self.pattern), self.text)


class AnyWord(Condition):
    """The same for a term with several readings."""

    __slots__ = ("_patterns", "finder")

    def __init__(self, patterns: tuple[str, ...], finder: Finder) -> None:
        self._patterns = patterns
        self.finder = finder

    def holds(self, found: Found) -> bool:
        stream = found.stream
        return any(pattern in stream for pattern in self._patterns)

    def hits(self, found: Found) -> Sequence[Hit]:
        return found.hits(self.finder)


class OnLine(Condition):
    """A word of publisher or section. It has no place in the text."""

    __slots__ = ("_keys",)

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self._keys = keys

    def holds(self, found: Found) -> bool:
        return any(map(found.has, self._keys))


class Judged(Condition):
    """A term whose occurrences are judged one by one, in one field or in both."""

    __slots__ = ("_field", "finder")

    def __init__(self, finder: Finder, field: str = "") -> None:
        self.finder = finder
        self._field = field

    def hits(self, found: Found) -> Sequence[Hit]:
        hits = [hit for hit in found.hits(self.finder) if not hit.rejected]
        if not self._field or not hits:
            return hits
        turn, in_title = found.text.title_words, self._field == "title"
        return [hit for hit in hits if (hit.place.start < turn) is in_title]


class AnyOf(Condition):
    __slots__ = ("_items",)

    def __init__(self, items: Sequence[Condition]) -> None:
        self._items = items

    def holds(self, found: Found) -> bool:
        return any(item.holds(found) for item in self._items)

    def hits(self, found: Found) -> Sequence[Hit]:
        return [hit for item in self._items if item.holds(found) for hit in item.hits(found)]

    def marks(self, found: Found) -> Sequence[Mark]:
        return [mark for item in self._items if item.holds(found) for mark in item.marks(found)]


class AllOf(Condition):
    __slots__ = ("_items",)

    def __init__(self, items: Sequence[Condition]) -> None:
        self._items = items

    def holds(self, found: Found) -> bool:
        return all(item.holds(found) for item in self._items)

    def hits(self, found: Found) -> Sequence[Hit]:
        return [hit for item in self._items for hit in item.hits(found)]

    def marks(self, found: Found) -> Sequence[Mark]:
        return [mark for item in self._items for mark in item.marks(found)]


class Without(Condition):
    __slots__ = ("_item",)

    def __init__(self, item: Condition) -> None:
        self._item = item

    def holds(self, found: Found) -> bool:
        return not self._item.holds(found)


class Nearby(Condition):
    """Two sides at most `distance` words apart in one field, each with a place of its own."""

    __slots__ = ("_distance", "_left", "_ordered", "_right")

    def __init__(self, left: Condition, right: Condition, distance: int, *, ordered: bool) -> None:
        self._left = left
        self._right = right
        self._distance = distance
        self._ordered = ordered

    def holds(self, found: Found) -> bool:
        return self._left.holds(found) and self._right.holds(found) and bool(found.hits(self))

    def hits(self, found: Found) -> Sequence[Hit]:
        return found.hits(self)

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        """The places of either side that have one of the other side near them: each is held against the nearest alone."""
        text, either = found.text, not self._ordered
        lefts, rights = self._left.hits(found), self._right.hits(found)
        kept = self._beside(text, lefts, rights, before=either, behind=True)
        kept += self._beside(text, rights, lefts, before=True, behind=either)
        return tuple(dict.fromkeys(kept))

    def _beside(
        self, text: Text, hits: Sequence[Hit], others: Sequence[Hit], *, before: bool, behind: bool
    ) -> list[Hit]:
        """The hits that have one of the others near before them or near behind them."""
        starts, ends = sorted([other.place.start for other in others]), sorted([other.place.end for other in others])
        kept: list[Hit] = []
        for hit in hits:
            start, end = hit.place
            following, preceding = bisect_left(starts, end), bisect_right(ends, start)
            if (behind and following < len(starts) and self._close(text, end, starts[following])) or (
                before and preceding and self._close(text, ends[preceding - 1], start)
            ):
                kept.append(hit)
        return kept

    def _close(self, text: Text, end: int, start: int) -> bool:
        """Whether a place that ends at one word and a place that begins at a later one are near each other, in one field."""
        if end <= text.title_words <= start:
            return False
        return start - end <= self._distance or text.gap(end - 1, start) <= self._distance


class Counted(Condition):
    """So many places that do not overlap."""

    __slots__ = ("_count", "_item")

    def __init__(self, count: int, item: Condition) -> None:
        self._count = count
        self._item = item

    def holds(self, found: Found) -> bool:
        item = self._item
        if isinstance(item, Word) and found.stream.count(item.pattern) < self._count:
            return False
        return item.holds(found) and len(separate(item.hits(found))) >= self._count

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


def separate_marks(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The same for spans."""
    last = 0
    for start, end, _ in marks:
        if start < last:
            break
        last = -end
    else:
        return marks  # nearly always they stand so already
    kept: list[Mark] = []
    last = -1
    for mark in sorted(marks, key=_mark_order):
        if mark[0] >= last:
            kept.append(mark)
            last = -mark[1]
    return kept


_mark_order = itemgetter(0, 1)
