"""Text to words, and what kind of fact each word is: a number, part of a date, a name. Words are numbers (codes) where
they are only compared; as strings they are cut from the text when somebody asks."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

WORD, NUMBER, DATE, NAME = range(4)

Places = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint64]
Grams = npt.NDArray[np.uint32]
_Points = npt.NDArray[np.uint32]
Day = tuple[int, int]
"""Day of the month and month."""

_GAP, _LETTER, _DIGIT, _SEPARATOR = range(4)
_BETWEEN = " zzz "
"""What stands after each of the texts that are read together: a word, so that no date reaches from one into the next."""
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
_BASE = 0x9E3779B97F4A7C15
_ODD = (np.uint64(_BASE), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


def _powers(base: int, count: int) -> Codes:
    powers: Codes = np.full(count, base, np.uint64).cumprod(dtype=np.uint64)
    return powers


_POWERS = _powers(_BASE, 2**16), _powers(pow(_BASE, -1, 2**64), 2**16)


@dataclass(frozen=True)
class Tokens:
    """The words of a text in reading order. A number with its separators is one word ("1.904.000", "04.30")."""

    written: str
    lowered: str  # as long as `written`; separators in one form
    starts: Places
    ends: Places
    codes: Codes  # equal for equal words, on every machine
    grams: Grams  # a number for every three words in a row, likewise
    kinds: bytes  # a byte for each word: WORD, NUMBER, DATE or NAME
    days: tuple[tuple[int, Day], ...]  # where in the text, which day

    def __len__(self) -> int:
        return len(self.kinds)

    def word(self, at: int) -> str:
        return self.lowered[self.starts[at] : self.ends[at]]

    @cached_property
    def words(self) -> list[str]:
        """In lower case."""
        return self._cut(self.lowered)

    @cached_property
    def said(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def raw(self) -> list[str]:
        """As written."""
        return self._cut(self.written)

    @cached_property
    def keys(self) -> list[int]:
        """The codes, for sets and dictionaries."""
        keys: list[int] = self.codes.tolist()
        return keys

    def _cut(self, text: str) -> list[str]:
        return [text[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


def read(text: str) -> Tokens:
    return read_all([text])[0]


def read_all(texts: Sequence[str]) -> list[Tokens]:
    """Together, because a step over an array costs hardly more for twenty texts than for one."""
    normal = [_normal(text) for text in texts]
    small = [text.lower().replace(",", ".").replace(":", ".").replace("–", "-") for text in normal]
    written, lowered = (" " + "".join(text + _BETWEEN for text in forms) for forms in (normal, small))
    places = list(accumulate((len(text) + len(_BETWEEN) for text in normal), initial=1))
    points = _points(lowered)
    starts, ends, numeric = _words(points)
    codes = _codes(points, starts, ends)
    grams = _hash_grams(codes)
    firsts = starts.searchsorted(places).tolist()
    kinds = np.where(numeric, np.uint8(NUMBER), np.uint8(WORD))
    kinds[_names(_points(written), points, starts, _apart(codes, firsts), numeric)] = NAME
    timely = _among(codes, _TIMELY_CODES).nonzero()[0]
    kinds[timely] = WORD
    dates = _Dates(lowered, starts, ends, codes).found(timely, numeric & (ends - starts > 2))
    days: list[list[tuple[int, Day]]] = [[] for _ in texts]
    for first, end, at, day in dates:
        kinds[first:end] = DATE
        if day:
            text = bisect_right(firsts, at) - 1
            days[text].append((at - firsts[text], day))
    found = []
    for n, (first, until) in enumerate(pairwise(firsts)):
        end = until - 1  # the word of _BETWEEN
        part = slice(first, end)
        columns = starts[part] - places[n], ends[part] - places[n], codes[part].copy()
        three = grams[first : max(first, end - 2)].copy()
        found.append(Tokens(normal[n], small[n], *columns, three, kinds[part].tobytes(), tuple(days[n])))
    return found


def places_of(kind: int, kinds: bytes, start: int = 0, end: int | None = None) -> Iterator[int]:
    at = kinds.find(kind, start, end)
    while at >= 0:
        yield at
        at = kinds.find(kind, at + 1, end)


def read_day(word: str) -> int:
    """A date in figures as a number of days, months taken as 31; 0 for every other word."""
    found = _FIGURE_DATE.fullmatch(word)
    return int(found[1]) + 31 * int(found[2]) if found else int(word) if word.isdigit() and len(word) <= 2 else 0


def misspelt(x: str, y: str) -> bool:
    """Most letters agree from both ends: a typing error, not another name."""
    head = next((n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    tail = next((n for n, (p, q) in enumerate(zip(x[::-1], y[::-1], strict=False)) if p != q), min(len(x), len(y)))
    return head + tail >= max(len(x), len(y)) - 2 and head + tail >= 2


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).replace("İ", "I")


def _points(text: str) -> _Points:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _class_of(points: _Points) -> npt.NDArray[np.uint8]:
    return _CLASSES.take(points, mode="clip")


def _words(points: _Points) -> tuple[Places, Places, npt.NDArray[np.bool_]]:
    """(starts, ends, which are numbers). The first and the last character are blanks."""
    classes = _class_of(points)
    marks = (classes == _SEPARATOR).nonzero()[0]
    inside = (classes[marks - 1] == _DIGIT) & (classes[marks + 1] == _DIGIT)
    classes[marks] = np.where(inside, np.uint8(_DIGIT), np.uint8(_GAP))
    changes = (classes[1:] != classes[:-1]).nonzero()[0] + 1
    begins = classes[changes] != _GAP
    starts = changes[begins]
    return starts, changes[1:][begins[:-1]], classes[starts] == _DIGIT


def _codes(points: _Points, starts: Places, ends: Places) -> Codes:
    """The sum of each word's letters, each times a power of one odd number that depends on its place in the word:
    taken from running sums over the whole text, by which every word costs the same."""
    powers, inverses = _POWERS
    if len(points) > len(powers):
        powers, inverses = _powers(_BASE, len(points)), _powers(pow(_BASE, -1, 2**64), len(points))
    sums = (points * powers[: len(points)]).cumsum(dtype=np.uint64)
    codes: Codes = (sums[ends - 1] - sums[starts - 1]) * inverses[starts]
    return codes


def _codes_of(words: Iterable[str]) -> list[int]:
    points = _points(f" {' '.join(words)} ")
    starts, ends, _ = _words(points)
    codes: list[int] = _codes(points, starts, ends).tolist()
    return codes


def _hash_grams(codes: Codes) -> Grams:
    mixed = codes[:-2] * _ODD[0]
    mixed ^= mixed >> np.uint64(29)
    mixed += codes[1:-1] * _ODD[1]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _ODD[2]
    mixed += codes[2:] * _ODD[0]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _ODD[1]
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _apart(codes: Codes, firsts: Sequence[int]) -> Codes:
    """Codes that differ from text to text."""
    text = np.arange(len(firsts) - 1, dtype=np.uint64) * _ODD[1]
    return codes + text.repeat(np.diff(firsts))


def _names(written: _Points, lowered: _Points, starts: Places, codes: Codes, numeric: npt.NDArray[np.bool_]) -> Places:
    """Words with a capital wherever they stand in their text."""
    letters = ((written != lowered) & (_class_of(written) == _LETTER)).nonzero()[0]
    capital = np.zeros(len(starts), np.bool_)
    capital[starts.searchsorted(letters, "right") - 1] = True
    capital &= ~numeric
    return capital.nonzero()[0][~_among(codes[capital], np.sort(codes[~capital]))]


def _among(codes: Codes, wanted: Codes) -> npt.NDArray[np.bool_]:
    """Which of them are `wanted`, which is sorted."""
    return (
        wanted.take(wanted.searchsorted(codes), mode="clip") == codes if len(wanted) else np.zeros(len(codes), np.bool_)
    )


class _Dates:
    """Finds them among the words of a text."""

    def __init__(self, lowered: str, starts: Places, ends: Places, codes: Codes) -> None:
        self._lowered, self._starts, self._ends, self._codes = lowered, starts, ends, codes

    def found(self, timely: Places, figures: npt.NDArray[np.bool_]) -> list[tuple[int, int, int, Day | None]]:
        """First word, end, place of the month or the figures; the day where it is no mere weekday.

        `timely`: where weekdays and months stand; `figures`: which words may be a date in figures.
        """
        found: list[tuple[int, int, int, Day | None]] = []
        for at, key in zip(timely.tolist(), self._codes[timely].tolist(), strict=True):
            month = _TIMELY[key]
            if not month:
                found.append((at, at + 1, at, None))
            elif at and (day := self._word(at - 1)).isdigit() and len(day) <= 2:
                year = self._word(at + 1)
                found.append((at - 1, at + 1 + (year.isdigit() and len(year) == 4), at, (int(day), month)))
        for at in figures.nonzero()[0].tolist():
            date = _FIGURE_DATE.fullmatch(self._lowered, self._starts[at], self._ends[at])
            if date and 1 <= int(date[1]) <= 31 and 1 <= int(date[2]) <= 12 and (date[3] or "/" in date[0]):
                found.append((at, at + 1, at, (int(date[1]), int(date[2]))))
        return found

    def _word(self, at: int) -> str:
        return self._lowered[self._starts[at] : self._ends[at]] if at < len(self._starts) else ""


_TIMELY_WORDS = (*WEEKDAYS, *_MONTHS)
_TIMELY = dict(zip(_codes_of(_TIMELY_WORDS), (*[0] * len(WEEKDAYS), *_MONTHS.values()), strict=True))
"""The month that a word names by its code; 0 for a weekday."""
_TIMELY_CODES = np.array(sorted(_TIMELY), np.uint64)
