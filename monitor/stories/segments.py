"""Which rows hold which gram: sorted segments of postings, four bytes each once complete, merged as they grow and dropped
when old."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from monitor.stories.tokens import Grams

Rows = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int64]
_Lows = npt.NDArray[np.uint16]

HEAD = 256
"""Rows that wait unsorted."""
YOUNG = 2**13
"""Rows of the segment that the head is merged into, before it goes into the next."""
LARGEST = 2**16
"""Rows of a complete segment at most: a posting keeps its row, relative to the segment's first, in two bytes."""
PLENTY = 64
"""Postings above which a gram tells nothing: from then on it is only counted."""
_LOW_BITS, _HIGH_BITS = 10, 16
"""A bucket spans 2**10 hash values where the sampled grams lie (the first eighth), 2**16 above: so two bytes tell the grams
of a bucket apart."""
_EDGE = 2**29
_BUCKETS = (_EDGE >> _LOW_BITS) + ((2**32 - _EDGE) >> _HIGH_BITS)


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of the rows from `first` up to `end`, sorted by gram, then row."""

    first: int
    end: int
    grams: Grams
    rows: npt.NDArray[np.uint16]

    @property
    def span(self) -> int:
        return self.end - self.first

    @property
    def nbytes(self) -> int:
        return self.grams.nbytes + self.rows.nbytes

    def find(self, wanted: Grams) -> tuple[Rows, Rows]:
        """(places in `wanted`, rows) of every posting."""
        left = self.grams.searchsorted(wanted)
        counts = self.grams.searchsorted(wanted, "right") - left
        places = np.arange(len(wanted)).repeat(counts)
        return places, self.rows.take(_ranges(left, counts)).astype(np.int64) + self.first

    def without(self, before: int) -> "Segment":
        """Without the rows before `before`."""
        kept = self.rows >= before - self.first
        return Segment(before, self.end, self.grams[kept], (self.rows[kept] - (before - self.first)).astype(np.uint16))


_NONE = Segment(0, 0, np.zeros(0, np.uint32), np.zeros(0, np.uint16))


def build(first: int, end: int, grams: Grams, rows: Rows) -> Segment:
    """Sorts postings; rows are absolute."""
    packed = grams.astype(np.uint64)
    packed <<= np.uint64(16)
    packed |= (rows - first).astype(np.uint64)
    return _sorted(first, end, packed)


def merge(parts: Sequence[Segment]) -> Segment:
    first = parts[0].first
    packed = np.empty(sum(len(part.grams) for part in parts), np.uint64)
    at = 0
    for part in parts:
        room = packed[at : at + len(part.grams)]
        room[:] = part.grams
        room <<= np.uint64(16)
        room += part.rows
        room += np.uint64(part.first - first)
        at += len(room)
    return _sorted(first, parts[-1].end, packed)


def _sorted(first: int, end: int, packed: npt.NDArray[np.uint64]) -> Segment:
    """In place where it can be: this is when the index needs the most memory."""
    packed.sort()
    rows = packed.astype(np.uint16)
    packed >>= np.uint64(16)
    return Segment(first, end, packed.astype(np.uint32), rows)


class _Popular:
    """How often each gram stood there that stands too often to be kept; what is old is forgotten by age."""

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self._ages: list[tuple[int, dict[int, int]]] = []  # (first row, what was counted from there on)

    def add(self, gram: int, count: int, row: int) -> None:
        if not self._ages or row - self._ages[-1][0] >= LARGEST:
            self._ages.append((row, {}))
        age = self._ages[-1][1]
        age[gram] = age.get(gram, 0) + count
        self.counts[gram] = self.counts.get(gram, 0) + count

    def drop(self, before: int) -> None:
        while len(self._ages) > 1 and self._ages[1][0] <= before:
            for gram, count in self._ages.pop(0)[1].items():
                self.counts[gram] -= count
                if not self.counts[gram]:
                    del self.counts[gram]

    def taken_from(self, segment: Segment, *, counting: bool) -> Segment:
        """The segment without what is, or now becomes, popular. `counting`: its postings were never counted yet."""
        grams = segment.grams
        many = grams[PLENTY:][grams[PLENTY:] == grams[:-PLENTY]]
        names = np.unique(np.append(many, np.fromiter(self.counts, np.uint32, len(self.counts))))
        left = grams.searchsorted(names)
        counts = grams.searchsorted(names, "right") - left
        if not counts.any():
            return segment
        for gram, count in zip(names.tolist(), counts.tolist(), strict=True):
            if count and (counting or gram not in self.counts):
                self.add(gram, count, segment.first)
        kept = np.ones(len(grams), np.bool_)
        kept[_ranges(left, counts)] = False
        return Segment(segment.first, segment.end, grams[kept], segment.rows[kept])


class _Complete:
    """Segments side by side, so that one look-up serves them all, in the least space: a table says where each bucket of
    grams begins, a posting keeps what the bucket does not tell."""

    def __init__(self) -> None:
        self._firsts: Rows = np.zeros(0, np.int64)
        self._ends: Rows = np.zeros(0, np.int64)
        self._tables = np.zeros((_BUCKETS + 1, 0), np.int32)  # where each bucket begins, of every segment
        self._starts: Rows = np.zeros(1, np.int64)  # of each segment's postings, and the end of all
        self._lows: _Lows = np.zeros(0, np.uint16)
        self._rows: npt.NDArray[np.uint16] = np.zeros(0, np.uint16)

    @property
    def span(self) -> int:
        """Rows; 0 while there is no segment."""
        return int(self._ends[-1] - self._firsts[0]) if len(self._ends) else 0

    @property
    def nbytes(self) -> int:
        return self._lows.nbytes + self._rows.nbytes + self._tables.nbytes

    def append(self, segment: Segment) -> None:
        sizes = np.bincount(_buckets(segment.grams), minlength=_BUCKETS)
        table = np.concatenate((np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)))
        start = int(self._starts[-1])
        end = start + len(segment.grams)
        self._tables = np.column_stack((self._tables, table))
        self._firsts = np.append(self._firsts, segment.first)
        self._ends = np.append(self._ends, segment.end)
        self._starts = np.append(self._starts, end)
        for column, added in ((self._lows, segment.grams), (self._rows, segment.rows)):
            _resize(column, end)
            column[start:] = added.astype(np.uint16)

    def find(self, wanted: Grams) -> tuple[Rows, Rows]:
        """(places in `wanted`, rows) of every posting."""
        buckets = _buckets(wanted)
        left = self._tables[buckets]
        counts = (self._tables[buckets + 1] - left).ravel()
        at = _ranges((left + self._starts[:-1]).ravel(), counts)
        lows = wanted.astype(np.uint16).repeat(len(self._firsts)).repeat(counts)
        equal = (self._lows.take(at) == lows).nonzero()[0]
        places, segments = np.divmod(counts.cumsum().searchsorted(equal, "right"), len(self._firsts))
        return places, self._rows.take(at[equal]) + self._firsts[segments]

    def drop(self, before: int) -> None:
        gone = int(self._ends.searchsorted(before, "right"))
        if not gone:
            return
        start = int(self._starts[gone])
        for column in (self._lows, self._rows):
            column[: len(column) - start] = column[start:]
            _resize(column, len(column) - start)
        self._tables = self._tables[:, gone:].copy()
        self._firsts, self._ends = self._firsts[gone:], self._ends[gone:]
        self._starts = self._starts[gone:] - start


class Postings:
    """Rows come in ascending order, and go from the front."""

    def __init__(self) -> None:
        self._complete = _Complete()
        self._middle = self._young = _NONE
        self._head: dict[int, list[int]] = {}
        self._head_rows: list[int] = []
        self._head_grams: list[Grams] = []
        self._popular = _Popular()

    def add(self, row: int, grams: Grams, popular: Grams) -> None:
        """`popular`: more of the row's grams, those that `find` counted more than PLENTY times."""
        head = self._head
        for gram in grams.tolist():
            if (rows := head.get(gram)) is None:
                head[gram] = [row]
            else:
                rows.append(row)
        for gram in popular.tolist():
            self._popular.add(gram, 1 if gram in self._popular.counts else PLENTY + 1, row)
        self._head_rows.append(row)
        self._head_grams.append(grams)
        if len(self._head_rows) >= HEAD:
            self._flush()

    def extend(self, first: int, end: int, grams: Grams, rows: Rows) -> None:
        """The postings of all rows from `first` up to `end` at once, at most LARGEST of them."""
        self._flush()
        self._take_in(self._popular.taken_from(build(first, end, grams, rows), counting=True))

    def find(self, wanted: Grams) -> tuple[Rows, Rows, Counts]:
        """(places in `wanted`, rows) of every posting, and how many postings each wanted gram has.

        `wanted` is sorted and distinct. Grams with more than PLENTY postings are counted only.
        """
        grams = wanted.tolist()
        total = np.fromiter(map(self._popular.counts.get, grams, repeat(0)), np.int64, len(grams))
        rare = (total == 0).nonzero()[0]
        sought = wanted[rare]
        found = [self._find_in_head(sought)]
        found += [part.find(sought) for part in (self._complete, self._middle, self._young) if part.span]
        which = rare[np.concatenate([places for places, _ in found])]
        rows = np.concatenate([rows for _, rows in found])
        counts = np.bincount(which, minlength=len(grams))
        total += counts
        if which.size and counts.max() > PLENTY:
            few = (counts <= PLENTY)[which]
            which, rows = which[few], rows[few]
        return which, rows, total

    def _find_in_head(self, wanted: Grams) -> tuple[Rows, Rows]:
        places: list[int] = []
        found: list[int] = []
        for at, rows in enumerate(map(self._head.get, wanted.tolist())):
            if rows:
                places += [at] * len(rows)
                found += rows
        return np.array(places, np.int64), np.array(found, np.int64)

    def drop(self, before: int) -> None:
        """Forgets rows before `before`: of complete segments when all of them are, of the others when most are."""
        self._complete.drop(before)
        self._middle, self._young = _shortened(self._middle, before), _shortened(self._young, before)
        self._popular.drop(before)

    @property
    def nbytes(self) -> int:
        """Of the segments; the head has a bounded size of its own, and so has the count of what is popular."""
        return self._complete.nbytes + self._middle.nbytes + self._young.nbytes

    def _flush(self) -> None:
        if not self._head_rows:
            return
        grams = np.concatenate(self._head_grams)
        rows = np.array(self._head_rows, np.int64).repeat([len(grams) for grams in self._head_grams])
        first, end = self._head_rows[0], self._head_rows[-1] + 1
        self._head, self._head_rows, self._head_grams = {}, [], []
        self._take_in(build(first, end, grams, rows))

    def _take_in(self, new: Segment) -> None:
        if self._young.span + new.span <= YOUNG:
            self._young = self._merged(self._young, new)
            return
        if self._young.span:
            self._grow(self._young)
        self._young = _NONE
        if new.span > YOUNG:
            self._grow(new)
        else:
            self._young = new

    def _grow(self, new: Segment) -> None:
        """Into the middle segment; one that would become too large is complete."""
        if self._middle.span + new.span > LARGEST:
            self._complete.append(self._middle)
            self._middle = _NONE
        self._middle = self._merged(self._middle, new)

    def _merged(self, old: Segment, new: Segment) -> Segment:
        return self._popular.taken_from(merge([old, new]), counting=False) if old.span else new


def _shortened(segment: Segment, before: int) -> Segment:
    if segment.end <= before:
        return _NONE
    return segment.without(before) if before - segment.first > segment.span // 2 else segment


def _resize(column: npt.NDArray[Any], size: int) -> None:
    """In place: the operating system moves the pages, nothing is copied, so that there are never two of them."""
    column.resize(size, refcheck=False)


def _ranges(left: Rows, counts: Counts) -> Rows:
    """left[0] .. left[0] + counts[0] - 1, left[1] .. and so on."""
    ends = counts.cumsum()
    return np.repeat(left - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _buckets(grams: Grams) -> Rows:
    low = grams >> np.uint32(_LOW_BITS)
    high = (grams >> np.uint32(_HIGH_BITS)) + np.uint32((_EDGE >> _LOW_BITS) - (_EDGE >> _HIGH_BITS))
    return np.where(grams < _EDGE, low, high).astype(np.int64)
