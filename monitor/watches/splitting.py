"""Cuts a text into its chunks, the runs between white space, and tells by a hash which of them was met before.

Arrays instead of strings: a chunk that is known costs neither an object nor a walk through memory that lies apart.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
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
"""The table of known chunks begins with two to the power of so many places."""
_SPARSE = 4
"""So many places there are in it for a chunk at least."""
_ROWS = 1 << 10
_ODD = np.uint64(1)
_SPACES = np.array([chr(point).isspace() for point in range(_POINTS)])
_ASCII_SPACES = _SPACES[:256].tobytes()

Learnt = tuple[str, int, int, int]
"""What a chunk is in a text: its words in codes, its kind, and the marks before and behind its word, where it is but one."""


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
        points, spaces = _points(" " + text)
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


def _points(text: str) -> tuple[npt.NDArray[np.uint8] | Codes, npt.NDArray[np.bool_]]:
    """The characters, and which of them are white space."""
    if text.isascii():
        written = text.encode()
        return np.frombuffer(written, np.uint8), np.frombuffer(written.translate(_ASCII_SPACES), np.bool_)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), POINT)
    return points, _SPACES.take(points, mode="clip")


class KnownChunks:
    """Chunks met before, each by its hash. Chunks that are the same in a text share a row: where in `codes` their words
    begin, how many these are, and what else was learnt.

    A place of the table, under the first digits of a hash, holds the number of a row and the hash; a chunk whose place is
    taken stands aside. Threads read all this without a lock: codes are written before the row that leads to them, that
    before its number, and this before the hash; they are read the other way round, and what outgrows its array is
    copied into a longer one first. A chunk learnt twice gets the same row, so that it does no harm.
    """

    __slots__ = ("_aside", "_count", "_learn", "_lock", "_numbers", "_rows", "_table", "_used", "codes")

    def __init__(self, border: Learnt, learn: Callable[[list[str]], list[Learnt]]) -> None:
        self._learn = learn
        self._lock = Lock()
        self._table = _table(_SLOTS)
        self._aside: dict[int, int] = {}
        self._count = 0
        self._numbers: dict[Learnt, int] = {}
        self._rows: Ints = np.zeros((_ROWS, 5), np.int64)
        self.codes: Codes = np.zeros(_ROWS, POINT)
        self._used = 0
        self._numbered([border])

    def __len__(self) -> int:
        return self._count

    def rows(self, text: str, starts: Ints, ends: Ints, hashes: Hashes, border: int) -> Ints:
        """The row of each chunk, where one, by its number, stands between two fields; those not met before are learnt."""
        table, shift = self._table
        places = _places(hashes, shift)
        values = hashes.view(np.int64)
        missed = (table.take(places) != values).nonzero()[0]
        numbers = table.take(places - 1)
        if len(missed):
            numbers[missed] = self._look(text, starts[missed].tolist(), ends[missed].tolist(), values[missed])
        numbers[border] = 0
        return self._rows.take(numbers, 0)

    def _look(self, text: str, starts: list[int], ends: list[int], values: Ints) -> Ints:
        """The numbers that the table does not hold."""
        aside, keys = self._aside, values.tolist()
        new = {key: text[start:end] for start, end, key in zip(starts, ends, keys, strict=True) if key not in aside}
        if not new:
            return _ints([aside[key] for key in keys])
        learnt = self._learn(list(new.values()))
        with self._lock:
            found = dict(zip(new, self._numbered(learnt), strict=True))
            numbers = _ints([found[key] if key in found else aside[key] for key in keys])
            self._count += len(found)
            while _SPARSE * self._count > len(self._table[0]) // 2:
                self._grow()
            self._place(values, numbers)
        return numbers

    def _numbered(self, learnt: Collection[Learnt]) -> list[int]:
        """The numbers of the rows that say this."""
        numbers = self._numbers
        new = list(dict.fromkeys([one for one in learnt if one not in numbers]))
        if new:
            rows = _ints([part for codes, *more in new for part in (0, len(codes), *more)]).reshape(-1, 5)
            rows[:, 0] = self._used + rows[:, 1].cumsum() - rows[:, 1]
            codes = np.frombuffer("".join([one[0] for one in new]).encode("utf-32-le"), POINT)
            self.codes = _with(self.codes, self._used, codes)
            self._used += len(codes)
            self._rows = _with(self._rows, len(numbers), rows)
            numbers.update(zip(new, range(len(numbers), len(numbers) + len(new)), strict=True))
        return [numbers[one] for one in learnt]

    def _place(self, values: Ints, numbers: Ints) -> None:
        """Gives chunks, by their hashes, places in the table, or puts them aside."""
        table, shift = self._table
        places = _places(values.view(np.uint64), shift)
        free = (table.take(places) == 0).nonzero()[0]
        at = places[free]
        table[at - 1] = numbers[free]
        table[at] = values[free]
        beside = (table.take(places) != values).nonzero()[0]
        self._aside.update(zip(values[beside].tolist(), numbers[beside].tolist(), strict=True))

    def _grow(self) -> None:
        """A longer table: what had a place in the old one has one in it, the rest may find one."""
        old, _ = self._table
        table, shift = _table(len(old).bit_length())
        known = old[1::2].nonzero()[0]
        values = old[1::2][known]
        places = _places(values.view(np.uint64), shift)
        table[places] = values
        table[places - 1] = old[::2][known]
        aside, self._aside, self._table = self._aside, {}, (table, shift)
        self._place(_ints(aside), _ints(aside.values()))


def _table(bits: int) -> tuple[Ints, np.uint64]:
    """Room for two to the power of `bits` numbers, each with a hash behind it, and how far hashes are shifted to find it."""
    return np.zeros(2 << bits, np.int64), np.uint64(63 - bits)


def _ints(numbers: Collection[int]) -> Ints:
    return np.fromiter(numbers, np.int64, len(numbers))


def _places(hashes: Hashes, shift: np.uint64) -> Ints:
    """Where in a table these stand; the number is one before."""
    return ((hashes >> shift) | _ODD).view(np.int64)


def _with(array: Array, at: int, values: Array) -> Array:
    """The array with these values from a place on; a longer one where there is no room."""
    end = at + len(values)
    if end > len(array):
        more = np.zeros((max(len(array), end - len(array)), *array.shape[1:]), array.dtype)
        array = np.concatenate((array, more))  # type: ignore[assignment]  # numpy's stubs lose the type of the elements
    array[at:end] = values
    return array
