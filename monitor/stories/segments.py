"""Which rows hold which gram: sorted segments of postings, six bytes each, merged as they grow and dropped when old."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.stories.prepared import Grams

Rows = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int64]

HEAD = 512
"""Rows that wait unsorted."""
FAN = 4
"""Segments of one size that are merged into the next."""
LARGEST = 2**16
"""Rows a segment spans at most: a posting keeps its row, relative to the segment's first, in two bytes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of the rows from `first` up to `end`, sorted by gram."""

    first: int
    end: int
    grams: Grams
    rows: npt.NDArray[np.uint16]


class _Hit(NamedTuple):
    """Where a segment holds wanted grams: their places in the query, and their ranges in the segment."""

    segment: Segment
    places: Rows
    left: Rows
    counts: Counts


def _hits(segment: Segment, wanted: Grams) -> _Hit | None:
    grams = segment.grams
    left = np.searchsorted(grams, wanted)
    places = np.flatnonzero(grams[np.minimum(left, len(grams) - 1)] == wanted) if len(grams) else left[:0]
    if not places.size:
        return None
    left = left[places]
    return _Hit(segment, places, left, np.searchsorted(grams, wanted[places], "right") - left)


def build(first: int, end: int, grams: Grams, rows: Rows) -> Segment:
    """Sorts postings; `rows` are absolute."""
    packed = grams.astype(np.uint64) << np.uint64(16)
    packed |= (rows - first).astype(np.uint64)
    packed.sort()
    return Segment(first, end, (packed >> np.uint64(16)).astype(np.uint32), packed.astype(np.uint16))


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
        hits = [hit for segment in self._segments if (hit := _hits(segment, wanted)) is not None]
        for hit in hits:
            total[hit.places] += hit.counts
        fresh = [(at, row) for at, found in enumerate(held) if found and total[at] <= most for row in found]
        head = np.array(fresh, np.int64).reshape(-1, 2)
        which, rows = [head[:, 0]], [head[:, 1]]
        for hit in hits:
            counts = np.where(total[hit.places] <= most, hit.counts, 0)
            which.append(np.repeat(hit.places, counts))
            starts = np.repeat(hit.left - np.cumsum(counts) + counts, counts)
            rows.append(hit.segment.rows[starts + np.arange(len(starts))].astype(np.int64) + hit.segment.first)
        return np.concatenate(which), np.concatenate(rows), total

    def drop(self, before: int) -> None:
        """Forgets segments whose rows all come before `before`."""
        self._segments = [segment for segment in self._segments if segment.end > before]

    @property
    def nbytes(self) -> int:
        """Of the segments; the head has a bounded size of its own."""
        return sum(segment.grams.nbytes + segment.rows.nbytes for segment in self._segments)

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
