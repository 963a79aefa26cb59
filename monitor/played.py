"""What a replay keeps of the articles it has played: texts in a file, names and look-up keys in a few dozen bytes each."""

import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime

import numpy as np
import numpy.typing as npt
import orjson
import xxhash

from monitor.model import Article, Credit

_HEAD = 2**14
"""Keys that wait unsorted."""
_HIGHEST = 2**32 - 1
"""More than any article's number."""
_BLOCK = 2**16
"""Bytes of text that are written at once."""


class Texts:
    """Articles by number, in a file without a name that goes with the process: about their size on disk."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (closed by close)
        self._ends = array("Q", [0, 0])
        self._waiting = bytearray()
        self._written = 0

    def add(self, article: Article) -> None:
        credit = article.credit
        row = (
            article.url, article.canonical_url, article.title, article.publisher, article.paragraphs,
            article.published.isoformat() if article.published else None,
            astuple(credit) if credit else None,
        )  # fmt: skip
        packed = orjson.dumps(row)
        self._waiting += packed
        self._ends.append(self._ends[-1] + len(packed))
        if len(self._waiting) >= _BLOCK:
            os.pwrite(self._file.fileno(), self._waiting, self._written)
            self._written += len(self._waiting)
            self._waiting.clear()

    def read(self, number: int) -> Article:
        start, end = self._ends[number], self._ends[number + 1]
        if start >= self._written:
            packed = bytes(self._waiting[start - self._written : end - self._written])
        else:
            packed = os.pread(self._file.fileno(), end - start, start)
        row = orjson.loads(packed)
        url, address, title, publisher, paragraphs, published, credit = row
        return Article(
            url, address, title, publisher, tuple(paragraphs),
            published=datetime.fromisoformat(published) if published else None,
            credit=Credit(*credit) if credit else None,
        )  # fmt: skip

    def close(self) -> None:
        self._file.close()


class Names(Sequence[str]):
    """Texts of a few letters, in hardly more bytes than they have letters."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._letters = bytearray()
        self._ends = array("Q", [0])
        for name in names:
            self.append(name)

    def append(self, name: str) -> None:
        self._letters += name.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._letters))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:  # type: ignore[override]
        return self._letters[self._ends[at] : self._ends[at + 1]].decode("utf-8", "surrogatepass")


class Keys:
    """Which articles have a key (a credit's, an address): eight bytes a key. Of millions, one may be taken for another:
    who asks must look closer."""

    def __init__(self) -> None:
        self._sorted: npt.NDArray[np.uint64] = np.zeros(0, np.uint64)  # the key's hash, then the article's number
        self._head: dict[int, list[int]] = {}
        self._waiting = 0

    def add(self, keys: Iterable[str], number: int) -> None:
        for digest in map(_digest, keys):
            self._head.setdefault(digest, []).append(number)
            self._waiting += 1
        if self._waiting >= _HEAD:
            self._sort()

    def numbers(self, keys: Iterable[str], latest: int) -> Iterator[int]:
        """Of each key the latest articles that have it."""
        digests = [_digest(key) for key in keys]
        lowest = [digest << 32 for digest in digests]
        bounds = np.array([*lowest, *(low + _HIGHEST for low in lowest)], np.uint64)
        places: list[int] = self._sorted.searchsorted(bounds).tolist()
        for digest, start, stop in zip(digests, places, places[len(digests) :], strict=False):
            waiting = self._head.get(digest, [])
            if start < stop:
                kept: list[int] = self._sorted[max(start, stop - latest) : stop].astype(np.uint32).tolist()
                waiting = kept + waiting
            yield from waiting[-latest:]

    def _sort(self) -> None:
        waiting = ((digest << 32) + number for digest, numbers in self._head.items() for number in numbers)
        new = np.fromiter(waiting, np.uint64, self._waiting)
        self._sorted = np.concatenate((self._sorted, new))
        self._sorted.sort()
        self._head, self._waiting = {}, 0


def _digest(key: str) -> int:
    return xxhash.xxh32_intdigest(key.encode())
