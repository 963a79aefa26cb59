"""Text to words, and what kind of fact each word is: a number, part of a date, a name. Words are numbers (codes) where
they are only compared; as strings they are cut from the text when somebody asks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

WORD, NUMBER, DATE, NAME = range(4)

Codes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Day = tuple[int, int]
"""Day of the month and month."""

_GAP, _LETTER, _DIGIT, _SEPARATOR = range(4)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt ags", "september sep sept", "oktober okt", "november nov nop", "desember des"),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = frozenset(("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad"))
_FIGURE_DATE = re.compile(r"(\d{1,2})[/\-](\d{1,2})(?:[/\-](\d{4}|\d{2}))?")


def _classes() -> npt.NDArray[np.uint8]:
    """For every code point up to U+FFFF whether words, numbers or the separators inside numbers are made of it."""
    table = np.full(0x10000, _GAP, np.uint8)
    for first, last in ("az", "AZ", "\u00c0\u1fff", "\u2c00\ud7ff", "\uf900\ufefe"):
        table[ord(first) : ord(last) + 1] = _LETTER
    table[ord("0") : ord("9") + 1] = _DIGIT
    table[[ord(mark) for mark in ".,:/-–"]] = _SEPARATOR
    return table


_CLASSES = _classes()
_BASE = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))


@dataclass(frozen=True)
class Tokens:
    """The words of a text in reading order. A number with its separators is one word ("1.904.000", "04.30")."""

    written: str
    lowered: str  # as long as `written`; separators in one form
    starts: Places
    ends: Places
    numeric: npt.NDArray[np.bool_]
    codes: Codes  # equal for equal words, on every machine

    def __len__(self) -> int:
        return len(self.codes)

    def word(self, at: int) -> str:
        return self.lowered[self.starts[at] : self.ends[at]]

    @cached_property
    def words(self) -> list[str]:
        """In lower case."""
        return self._cut(self.lowered)

    @cached_property
    def raw(self) -> list[str]:
        """As written."""
        return self._cut(self.written)

    @cached_property
    def keys(self) -> list[int]:
        """The codes, for sets and dictionaries."""
        keys: list[int] = self.codes.tolist()
        return keys

    @cached_property
    def kinds(self) -> bytes:
        """A byte for each word: WORD, NUMBER, DATE or NAME. A name is written with a capital wherever it stands."""
        kinds = np.where(self.numeric, np.uint8(NUMBER), np.uint8(WORD))
        kinds[self._names()] = NAME
        kinds[self._timely] = WORD
        for first, end, *_ in self._dates:
            kinds[first:end] = DATE
        return kinds.tobytes()

    @cached_property
    def days(self) -> tuple[tuple[int, Day], ...]:
        """Where in the text, which day."""
        return tuple((at, day) for _, _, at, day in self._dates if day)

    def part(self, first: int, end: int) -> "Tokens":
        """The words from `first` up to `end`."""
        part = slice(first, end)
        columns = self.starts[part], self.ends[part], self.numeric[part], self.codes[part]
        return Tokens(self.written, self.lowered, *columns)

    def _names(self) -> Places:
        if not len(self):
            return self.starts
        span = slice(self.starts[0], self.ends[-1])
        written = _points(self.written[span])
        letters = np.flatnonzero((written != _points(self.lowered[span])) & (_class_of(written) == _LETTER))
        capital = np.zeros(len(self), np.bool_)
        capital[self.starts.searchsorted(letters + self.starts[0], "right") - 1] = True
        capital &= ~self.numeric
        small = np.sort(self.codes[~capital])
        return np.flatnonzero(capital)[~_among(self.codes[capital], small)]

    @cached_property
    def _timely(self) -> list[int]:
        """Where weekdays and months stand."""
        return np.flatnonzero(_among(self.codes, _TIMELY_CODES)).tolist()

    @cached_property
    def _dates(self) -> list[tuple[int, int, int, Day | None]]:
        """First word, end, place of the month or the figures; the day where it is no mere weekday."""
        found: list[tuple[int, int, int, Day | None]] = []
        for at in self._timely:
            month = _TIMELY[self.keys[at]]
            if not month:
                found.append((at, at + 1, at, None))
            elif at and (day := self._figure(at - 1)) and len(day) <= 2:
                year = at + 1 < len(self) and len(self._figure(at + 1)) == 4
                found.append((at - 1, at + 1 + year, at, (int(day), month)))
        for at in np.flatnonzero(self.numeric & (self.ends - self.starts > 2)).tolist():
            if date := _FIGURE_DATE.fullmatch(self.word(at)):
                of_month, month = int(date[1]), int(date[2])
                if 1 <= of_month <= 31 and 1 <= month <= 12 and (date[3] or "/" in self.word(at)):
                    found.append((at, at + 1, at, (of_month, month)))
        return found

    def _figure(self, at: int) -> str:
        """A word of nothing but digits; "" for any other."""
        word = self.word(at) if self.numeric[at] else ""
        return word if word.isdigit() else ""

    def _cut(self, text: str) -> list[str]:
        return [text[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


def read(text: str) -> Tokens:
    text = text if text.isascii() else unicodedata.normalize("NFKC", text).replace("İ", "I")
    written = f" {text} "
    lowered = written.lower().replace(",", ".").replace(":", ".").replace("–", "-")
    points = _points(lowered)
    kinds = _class_of(points)
    marks = np.flatnonzero(kinds == _SEPARATOR)
    inside = (kinds[marks - 1] == _DIGIT) & (kinds[marks + 1] == _DIGIT)
    kinds[marks] = np.where(inside, np.uint8(_DIGIT), np.uint8(_GAP))
    changes = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    begins = kinds[changes] != _GAP
    starts, ends = changes[begins], changes[1:][begins[:-1]]
    return Tokens(written, lowered, starts, ends, kinds[starts] == _DIGIT, _codes(points, starts, ends))


def places_of(kind: int, kinds: bytes, start: int = 0, end: int | None = None) -> Iterator[int]:
    at = kinds.find(kind, start, end)
    while at >= 0:
        yield at
        at = kinds.find(kind, at + 1, end)


def read_day(word: str) -> int:
    """A date in figures as a number of days, months taken as 31; 0 for every other word."""
    found = _FIGURE_DATE.fullmatch(word)
    return int(found[1]) + 31 * int(found[2]) if found else int(word) if word.isdigit() and len(word) <= 2 else 0


def _points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _class_of(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    return _CLASSES.take(points, mode="clip")


def _codes(points: npt.NDArray[np.uint32], starts: Places, ends: Places) -> Codes:
    """The sum of each word's letters, each times a power of one odd number that depends on its place in the word:
    taken from running sums over the whole text, by which every word costs the same."""
    sums = np.cumsum(points * np.cumprod(np.full(len(points), _BASE)), dtype=np.uint64)
    inverse = np.cumprod(np.full(len(points), _INVERSE), dtype=np.uint64)
    return np.asarray((sums[ends - 1] - sums[starts - 1]) * inverse[starts], np.uint64)


def _among(codes: Codes, wanted: Codes) -> npt.NDArray[np.bool_]:
    """Which of them are `wanted`, which is sorted."""
    if not len(wanted):
        return np.zeros(len(codes), np.bool_)
    found: npt.NDArray[np.bool_] = wanted.take(wanted.searchsorted(codes), mode="clip") == codes
    return found


_TIMELY = dict(zip(read(" ".join((*WEEKDAYS, *_MONTHS))).keys, (*[0] * len(WEEKDAYS), *_MONTHS.values()), strict=True))
"""The month that a word names by its code; 0 for a weekday."""
_TIMELY_CODES = np.array(sorted(_TIMELY), np.uint64)
