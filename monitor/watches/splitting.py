"""Cuts a text into its chunks, the runs between white space, and tells by a hash which of them was met before.

Arrays instead of strings: a chunk that is known costs neither an object nor a walk through memory that lies apart.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]

Array = TypeVar("Array", bound=npt.NDArray[Any])

POINT = np.dtype("<u4")
_POINTS = 1 << 16
_LONGEST = 1 << 16
_SLOTS = 16
"""The table of known chunks begins with two to the power of so many."""
_SPARSE = 4
"""So many places there are in it for a chunk at least."""
_TOGETHER = 2_000
"""So many new chunks are given their places together."""
_SPACES = np.array([chr(point).isspace() for point in range(_POINTS)])


Learnt = tuple[str, int, int, int]
"""What a chunk is in a text: its words in codes, its kind, and the marks before and behind its word, where it is but one."""


Row = tuple[int, int, int, int, int, int]


class Splitter:
    """Cuts texts and hashes chunks. The hash is drawn by lot for each process: nobody can write two chunks that share one.

    It is a polynomial modulo 2**64 over a random number for each character; two chunks of a million share one with a
    probability of 10**-7 or less.
    """

    __slots__ = ("_base", "_inverses", "_powers", "_random")

    def __init__(self) -> None:
        lot = np.random.default_rng()
        base = 2 * int(lot.integers(1 << 62)) + 1
        self._random = lot.integers(1 << 64, size=_POINTS, dtype=np.uint64)
        self._base = np.uint64(base)
        self._powers, self._inverses = _powers(base), _powers(pow(base, -1, 1 << 64))

    def split(self, text: str) -> tuple[Ints, Ints, Hashes]:
        """For each chunk of a text that ends with white space: its first character, one past its last, its hash."""
        points = _points(" " + text)
        spaces = _SPACES.take(points, mode="clip")
        edges = (spaces[1:] != spaces[:-1]).nonzero()[0]
        sums = self._random.take(points, mode="wrap")
        if points.itemsize > 1 and points.max() >= _POINTS:
            sums += (points >> 16) * self._base
        powers, inverses = self._powers, self._inverses
        if len(sums) > _LONGEST:  # a chunk across the turn of these has a hash of its own, no other one's
            powers, inverses = np.resize(powers, len(sums)), np.resize(inverses, len(sums))
        sums *= powers[: len(sums)]
        before = sums.cumsum().take(edges)
        starts, ends = edges[::2], edges[1::2]
        return starts, ends, (before[1::2] - before[::2]) * inverses.take(starts)


def _powers(base: int) -> Hashes:
    powers: Hashes = np.full(_LONGEST, base, np.uint64).cumprod(dtype=np.uint64)
    return powers


def _points(text: str) -> npt.NDArray[np.uint8] | npt.NDArray[np.uint32]:
    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), POINT)


class KnownChunks:
    """Chunks met before, each with a row: its hash, where in `codes` its words begin, how many there are, and what else was
    learnt of it.

    A row stands in the table, under the first digits of its hash, or aside: the new ones until there are many, and
    those whose place is taken. Threads share all this: what a row leads to is written before the row can be found.
    """

    __slots__ = ("_aside", "_count", "_learn", "_lock", "_new", "_rows", "_table", "_used", "border", "codes")

    def __init__(self, border: Learnt, learn: Callable[[str], Learnt]) -> None:
        self._learn = learn
        self._lock = Lock()
        self._table = _table(_SLOTS)
        self._rows: Ints = np.zeros((1, 6), np.int64)
        self._count = 1
        self._aside: dict[int, Row] = {}
        self._new: list[Row] = []
        self.codes: Codes = np.frombuffer(border[0].encode("utf-32-le"), POINT).copy()
        self._used = len(self.codes)
        self.border: Row = 0, 0, self._used, *border[1:]
        """The row of what stands between two fields."""

    def __len__(self) -> int:
        return self._count + len(self._new)

    def rows(self, text: str, starts: Ints, ends: Ints, hashes: Hashes) -> Ints:
        """The row of each chunk; those not met before are learnt."""
        table, shift = self._table
        values = hashes.view(np.int64)
        numbers = table.take(hashes >> shift)
        rows = self._rows.take(numbers, 0)  # looked up after the numbers, so that it holds all that these lead to
        missed = (rows[:, 0] != values).nonzero()[0]
        if len(missed):
            rows[missed] = self._look(text, starts[missed].tolist(), ends[missed].tolist(), values[missed].tolist())
        return rows

    def _look(self, text: str, starts: list[int], ends: list[int], values: list[int]) -> list[Row]:
        """The rows that the table does not hold."""
        learn, before = self._learn, self._aside
        new = {
            value: learn(text[start:end])
            for start, end, value in zip(starts, ends, values, strict=True)
            if value not in before
        }
        if not new:
            return [before[value] for value in values]
        with self._lock:
            aside, at = self._aside, self._used
            for value, (code, kind, ahead, behind) in new.items():
                aside[value] = row = value, at, len(code), kind, ahead, behind
                self._new.append(row)
                at += len(code)
            codes = "".join([learnt[0] for learnt in new.values()])
            self.codes = _with(self.codes, self._used, np.frombuffer(codes.encode("utf-32-le"), POINT))
            self._used = at
            found = [before.get(value) or aside[value] for value in values]
            if len(self._new) >= _TOGETHER:
                self._settle()
        return found

    def _settle(self) -> None:
        """Gives the new rows places in the table."""
        table, shift = self._table
        rows = np.array(self._new, np.int64)
        first, last = self._count, self._count + len(rows)
        self._rows = _with(self._rows, first, rows)
        if _SPARSE * last > len(table):
            table, shift = _table(len(table).bit_length() + 1)
            first = 1
        values = self._rows[first:last, 0]
        slots = values.view(np.uint64) >> shift
        free = (table[slots] == 0).nonzero()[0][::-1]  # the first come has the place
        table[slots[free]] = free + first
        self._table, self._count, self._new = (table, shift), last, []
        placed = set(values[table[slots] == np.arange(first, last)].tolist())
        self._aside = {value: row for value, row in self._aside.items() if value not in placed}


def _table(bits: int) -> tuple[Ints, np.uint64]:
    """Room for numbers, and how far a hash is shifted to find its place there."""
    return np.zeros(1 << bits, np.int64), np.uint64(64 - bits)


def _with(array: Array, at: int, values: Array) -> Array:
    """The array with these values from a place on; a longer one where there is no room."""
    end = at + len(values)
    if end > len(array):
        more = np.zeros((max(len(array), end - len(array)), *array.shape[1:]), array.dtype)
        array = np.concatenate((array, more))  # type: ignore[assignment]  # numpy's stubs lose the type of the elements
    array[at:end] = values
    return array
