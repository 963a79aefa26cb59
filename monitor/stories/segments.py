"""Which rows hold which gram: sorted segments of postings, six bytes each, merged as they grow and dropped when old."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.stories.tokens import Grams

Rows = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int64]

HEAD = 512
"""Rows that wait unsorted."""
FAN = 4
"""Segments of one size that are merged into the next."""
LARGEST = 2**16
"""Rows a segment spans at most: a posting keeps its row, relative to the segment's first, in two bytes."""


PLENTY = 96
"""Postings of one gram that a segment keeps: more would never be given."""
_LOW_BITS, _HIGH_BITS = 10, 18
"""A bucket spans 2**12 hash values where the sampled grams lie (the first eighth), 2**18 above."""
_EDGE = 2**29
_BUCKETS = (_EDGE >> _LOW_BITS) + ((2**32 - _EDGE) >> _HIGH_BITS)
_WORTHWHILE = 2**14
"""Rows from which a segment has a table of buckets: a binary search of the whole misses the cache ten times a gram."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of the rows from `first` up to `end`, sorted by gram."""

    first: int
    end: int
    grams: Grams
    rows: npt.NDArray[np.uint16]
    table: npt.NDArray[np.int32] | None  # where each bucket begins


class _Hit(NamedTuple):
    """Postings of wanted grams in a segment: the place in the query of each, and where it stands in the segment."""

    segment: Segment
    places: Rows
    at: Rows


def _hit(segment: Segment, wanted: Grams, buckets: Rows) -> _Hit:
    grams, table = segment.grams, segment.table
    if table is None:
        left = np.searchsorted(grams, wanted)
        places = np.flatnonzero(grams[np.minimum(left, len(grams) - 1)] == wanted) if len(grams) else left[:0]
        left = left[places]
        counts = np.searchsorted(grams, wanted[places], "right") - left
        return _Hit(segment, np.repeat(places, counts), _ranges(left, counts))
    left = table[buckets].astype(np.int64)
    counts = table[buckets + 1] - left
    at = _ranges(left, counts)
    places = np.repeat(np.arange(len(wanted)), counts)
    equal = grams[at] == wanted[places]
    return _Hit(segment, places[equal], at[equal])


def _ranges(left: Rows, counts: Counts) -> Rows:
    """left[0] .. left[0] + counts[0] - 1, left[1] .. and so on."""
    ends = counts.cumsum()
    return np.repeat(left - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _buckets(grams: Grams) -> Rows:
    low = grams >> np.uint32(_LOW_BITS)
    high = (grams >> np.uint32(_HIGH_BITS)) + np.uint32((_EDGE >> _LOW_BITS) - (_EDGE >> _HIGH_BITS))
    return np.where(grams < _EDGE, low, high).astype(np.int64)


def build(first: int, end: int, grams: Grams, rows: Rows) -> Segment:
    """Sorts postings; `rows` are absolute."""
    packed = grams.astype(np.uint64) << np.uint64(16)
    packed |= (rows - first).astype(np.uint64)
    packed.sort()
    sorted_grams = (packed >> np.uint64(16)).astype(np.uint32)
    if len(packed) > PLENTY:
        kept = np.ones(len(packed), np.bool_)
        kept[PLENTY:] = sorted_grams[PLENTY:] != sorted_grams[:-PLENTY]
        packed, sorted_grams = packed[kept], sorted_grams[kept]
    table = None
    if end - first >= _WORTHWHILE:
        sizes = np.bincount(_buckets(sorted_grams), minlength=_BUCKETS)
        table = np.concatenate((np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)))
    return Segment(first, end, sorted_grams, packed.astype(np.uint16), table)


def merge(parts: Sequence[Segment]) -> Segment:
    grams = np.concatenate([part.grams for part in parts])
    rows = np.concatenate([part.rows.astype(np.int64) + part.first for part in parts])
    return build(parts[0].first, parts[-1].end, grams, rows)


class Postings:
    """Rows come in ascending order, and go from the front."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._head: dict[int, list[int]] = {}
        self._head_rows: list[int] = []

    def add(self, row: int, grams: Grams) -> None:
        for gram in grams.tolist():
            self._head.setdefault(gram, []).append(row)
        self._head_rows.append(row)
        if len(self._head_rows) >= HEAD:
            self._flush()

    def extend(self, first: int, end: int, grams: Grams, rows: Rows) -> None:
        """The postings of all rows from `first` up to `end` at once, at most LARGEST of them."""
        self._flush()
        self._segments.append(build(first, end, grams, rows))
        self._merge()

    def find(self, wanted: Grams, most: int) -> tuple[Rows, Rows, Counts]:
        """(places in `wanted`, rows) of every posting, and how many postings each wanted gram has.

        `wanted` is sorted and distinct. Grams with more than `most` postings are counted only.
        """
        held = [self._head.get(gram, ()) for gram in wanted.tolist()]
        total = np.fromiter(map(len, held), np.int64, len(held))
        buckets = _buckets(wanted)
        hits = [_hit(segment, wanted, buckets) for segment in self._segments]
        for hit in hits:
            total += np.bincount(hit.places, minlength=len(wanted))
        rare = total <= most
        fresh = [(at, row) for at, found in enumerate(held) if found and rare[at] for row in found]
        head = np.array(fresh, np.int64).reshape(-1, 2)
        which, rows = [head[:, 0]], [head[:, 1]]
        for hit in hits:
            kept = rare[hit.places]
            which.append(hit.places[kept])
            rows.append(hit.segment.rows[hit.at[kept]].astype(np.int64) + hit.segment.first)
        return np.concatenate(which), np.concatenate(rows), total

    def drop(self, before: int) -> None:
        """Forgets segments whose rows all come before `before`."""
        self._segments = [segment for segment in self._segments if segment.end > before]

    @property
    def nbytes(self) -> int:
        """Of the segments; the head has a bounded size of its own."""
        return sum(
            segment.grams.nbytes + segment.rows.nbytes + (0 if segment.table is None else segment.table.nbytes)
            for segment in self._segments
        )

    def _flush(self) -> None:
        if not self._head_rows:
            return
        first, end = self._head_rows[0], self._head_rows[-1] + 1
        size = sum(map(len, self._head.values()))
        grams = np.fromiter((gram for gram, rows in self._head.items() for _ in rows), np.uint32, size)
        rows = np.fromiter((row for rows in self._head.values() for row in rows), np.int64, size)
        self._segments.append(build(first, end, grams, rows))
        self._head, self._head_rows = {}, []
        self._merge()

    def _merge(self) -> None:
        while len(self._segments) >= FAN:
            last = self._segments[-FAN:]
            spans = [part.end - part.first for part in last]
            if max(spans) > 2 * min(spans) or last[-1].end - last[0].first > LARGEST:
                return
            self._segments[-FAN:] = [merge(last)]
