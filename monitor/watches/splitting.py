"""Cuts a text into its chunks, the runs between white space, and tells by a hash which of them was met before.

Arrays instead of strings: a chunk that is known costs neither an object nor a walk through memory that lies apart.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection
from functools import cache
from itertools import islice
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
_TOGETHER = 500
"""So many new chunks are given their places together."""
_ROOM = 1 << 10
_ROW = struct.Struct("<5q")
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


@cache
def splitter() -> Splitter:
    """The one of this process: drawing its tables takes a millisecond."""
    return Splitter()


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

    A place of the table, under the first digits of a hash, holds the number of a row and the hash. What is new waits for
    its place until there is more of it; a chunk whose place is taken waits for good, or until the table grows.

    Threads read all this without the lock. Codes are written before the row that leads to them, that before its number,
    and this before the hash, and they are read the other way round; no hash is written over; what outgrows its array is
    copied into a longer one first; from a dictionary nothing is taken, a new one takes its stead. So whoever finds a hash
    finds all behind it, and who looks where it has just been moved from learns the chunk again, which gives the same row.
    """

    __slots__ = ("_aside", "_cells", "_count", "_learn", "_lock", "_numbers", "_points", "_rows", "_table", "_used",
                 "_waiting", "codes")  # fmt: skip

    def __init__(self, border: Learnt, learn: Callable[[list[str]], list[Learnt]]) -> None:
        self._learn = learn
        self._lock = Lock()
        self._table = _table(_SLOTS)
        self._count = 0
        self._aside: dict[int, int] = {}
        self._waiting: dict[int, int] = {}
        self._numbers: dict[Learnt, int] = {}
        self._rows: Ints = np.zeros((_ROOM, _ROW.size // 8), np.int64)
        self.codes: Codes = np.zeros(_ROOM, POINT)
        self._cells, self._points = self._rows.data, self.codes.data  # the same to write into, which is quicker so
        self._used = 0
        self._write(0, border)

    def __len__(self) -> int:
        return self._count + len(self._waiting)

    def rows(self, text: str, starts: Ints, ends: Ints, hashes: Hashes, border: int) -> Ints:
        """The row of each chunk, where one, by its number, stands between two fields; those not met before are learnt."""
        table, shift = self._table
        places = _places(hashes, shift)
        values = hashes.view(np.int64)
        missed = (table.take(places) != values).nonzero()[0]
        places -= 1
        numbers = table.take(places)
        if len(missed):
            numbers[missed] = _ints(self._look(text, starts, ends, missed, values.take(missed).tolist()))
        numbers[border] = 0
        return self._rows.take(numbers, 0)

    def _look(self, text: str, starts: Ints, ends: Ints, missed: Ints, values: list[int]) -> list[int]:
        """The numbers that the table does not hold."""
        numbers = [*map(self._waiting.get, values)]
        if None in numbers:
            places = zip(values, numbers, starts.take(missed).tolist(), ends.take(missed).tolist(), strict=True)
            learnt = self._enter({value: text[start:end] for value, number, start, end in places if number is None})
            numbers = [number or learnt[value] for value, number in zip(values, numbers, strict=True)]
        return numbers  # type: ignore[return-value]  # what was None is a number now

    def _enter(self, new: dict[int, str]) -> dict[int, int]:
        """Learns chunks, by their hashes. Their numbers."""
        learnt = self._learn([*new.values()])
        with self._lock:
            known = self._numbers.get
            numbers = dict(zip(new, [known(one) or self._number(one) for one in learnt], strict=True))
            self._waiting.update(numbers)
            if len(self._waiting) >= len(self._aside) + _TOGETHER:
                self._settle()
        return numbers

    def _number(self, learnt: Learnt) -> int:
        """The number, never 0, of a row that says this."""
        number = len(self._numbers) + 1
        self._write(number, learnt)
        self._numbers[learnt] = number
        return number

    def _write(self, number: int, learnt: Learnt) -> None:
        codes, kind, before, behind = learnt
        at, width = self._used, len(codes)
        self._used += width
        if self._used > len(self.codes):
            self.codes = _longer(self.codes, self._used)
            self._points = self.codes.data
        if number >= len(self._rows):
            self._rows = _longer(self._rows, number + 1)
            self._cells = self._rows.data
        points = self._points
        for place, code in enumerate(codes, at):
            points[place] = ord(code)
        _ROW.pack_into(self._cells, _ROW.size * number, at, width, kind, before, behind)

    def _settle(self) -> None:
        """Gives places to the new chunks, which wait behind those that stand aside."""
        new = dict(islice(self._waiting.items(), len(self._aside), None))
        while _SPARSE * (self._count + len(self._waiting)) > len(self._table[0]) // 2:
            self._grow()
        self._aside.update(self._place(new))
        self._waiting = self._aside.copy()

    def _place(self, chunks: dict[int, int]) -> dict[int, int]:
        """Gives chunks places in the table. Those whose places are taken."""
        table, shift = self._table
        values, numbers = _ints(chunks), _ints(chunks.values())
        places = _places(values.view(np.uint64), shift)
        free = (table.take(places) == 0).nonzero()[0]
        at, written = places[free], numbers[free]
        table[at - 1] = written  # of several that want a place one has it, and any other one with the same number
        has = (table.take(at - 1) == written).nonzero()[0]
        table[at[has]] = values[free[has]]
        beside = (table.take(places) != values).nonzero()[0]
        self._count += len(chunks) - len(beside)
        return dict(zip(values[beside].tolist(), numbers[beside].tolist(), strict=True))

    def _grow(self) -> None:
        """A table twice as long: what had a place in the old one has one in it."""
        old, _ = self._table
        table, shift = _table(len(old).bit_length() - 1)
        known = old[1::2].nonzero()[0]
        values = old[1::2][known]
        places = _places(values.view(np.uint64), shift)
        table[places] = values
        table[places - 1] = old[::2][known]
        self._table = table, shift
        self._aside = self._place(self._aside)


def _table(bits: int) -> tuple[Ints, np.uint64]:
    """Room for two to the power of `bits` numbers, each with a hash behind it, and how far hashes are shifted to find it."""
    return np.zeros(2 << bits, np.int64), np.uint64(63 - bits)


def _ints(numbers: Collection[int]) -> Ints:
    return np.fromiter(numbers, np.int64, len(numbers))


def _places(hashes: Hashes, shift: np.uint64) -> Ints:
    """Where in a table these stand; the number is one before."""
    return ((hashes >> shift) | _ODD).view(np.int64)


def _longer(array: Array, size: int) -> Array:
    """An array twice as long that begins with this one."""
    longer = np.zeros((max(2 * len(array), size), *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer  # type: ignore[return-value]  # numpy's stubs lose the type of the elements
