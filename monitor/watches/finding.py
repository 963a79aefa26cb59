"""What one document holds: where patterns stand, the hits of terms, and hits as spans of the original text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from monitor.watches.features import Places
from monitor.watches.literals import ANY_CASE, Key
from monitor.watches.text import Place, Text
from monitor.watches.vocabulary import CLITIC_CODES

SHOUTED = "all caps, low confidence"
_LITTLE = 2
_SMALL = frozenset(
    "dan yang dari untuk pada dengan oleh dalam atau soal bagi agar ini itu tak jadi juga akan bisa saat usai kepada karena"
    " serta hingga sampai antara tentang terhadap demi tapi pun para sang lewat via versus the and for of".split()
)
"""Words that a headline in capitals leaves small."""

SpanMaker = Callable[[str, int, int, str, str, str], Any]
"""Makes a span from field, start, end, text, term and reason: a `Span`, or a line of output."""

AutomatonHit = tuple[int, int, int]
"""(number of the pattern, first word, one past the last)."""

Mark = tuple[int, int, Any]
"""(first word, minus one past the last, span): in reading order, the longer one first."""


class Hit:
    """A place that counts for a term; `rejected` says why it does not, where it does not. Each is one of its kind."""

    __slots__ = ("place", "reason", "rejected", "term")

    def __init__(self, place: Place, term: str, reason: str, rejected: str = "") -> None:
        self.place = place
        self.term = term
        self.reason = reason
        self.rejected = rejected


class Finder(Protocol):
    """Finds the hits of one term, rejected ones included."""

    def __call__(self, found: Found) -> tuple[Hit, ...]: ...


class Found:
    """What a document holds. Places, hits and spans are worked out once, when first asked for."""

    __slots__ = ("_hits", "_make", "_marks", "_places", "features", "stream", "text")

    def __init__(self, text: Text, features: Places, make: SpanMaker) -> None:
        self.text = text
        self.stream = text.stream
        self.features = features
        self._make = make
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._marks: dict[object, list[Mark]] = {}
        self._hits: dict[Finder, tuple[Hit, ...]] = {}

    def has(self, key: Key) -> bool:
        if isinstance(key, int):
            return key in self.features
        return key in self.stream

    def located(self, hits: Sequence[AutomatonHit]) -> dict[int, list[tuple[int, int]]]:
        """What an automaton found: for each pattern, by its number, its places in the order of `Text.places`."""
        size, on_detour = self.text.size, self.text.on_detour
        found: dict[int, list[tuple[int, int]]] = {}
        for number, start, end in hits:
            if start >= size:
                place = on_detour(start, end) if start < self.text.lines else None
                found.setdefault(number, []).extend((place,) if place else ())
            elif number in found:
                found[number].append((start, end))
            else:
                found[number] = [(start, end)]
        return found

    def places(self, pattern: str) -> list[tuple[int, int]]:
        """Where a run of codes stands in title and body."""
        known = self._places.get(pattern)
        if known is None:
            known = self._places[pattern] = self.text.places(pattern)
        return known

    def hits(self, finder: Finder) -> tuple[Hit, ...]:
        known = self._hits.get(finder)
        if known is None:
            known = self._hits[finder] = finder(self)
        return known

    def word_marks(self, places: Iterable[tuple[int, int]], term: str) -> list[Mark]:
        """The spans of a word of which the mere occurrence is enough, and which was written as `term`."""
        written, make, stream, reason = self.text.written, self._make, self.stream, _REASONS.get
        return [
            (start, -end, make(*written(start, end), term, reason(stream[end : end + 1], "word")))
            for start, end in places
        ]

    def mark(self, hit: Hit) -> Mark:
        known = self._marks.get(hit)
        if known is None:
            start, end = hit.place
            reason = f"rejected: {hit.rejected}" if hit.rejected else hit.reason
            span = self._make(*self.text.written(start, end), hit.term, reason)
            known = self._marks[hit] = [(start, -end, span)]
        return known[0]

    def reason(self, end: int) -> str:
        """Why a word that ends before place `end` counts: as it is, or with the clitic that follows it."""
        return _REASONS.get(self.stream[end : end + 1], "word")


_REASONS = {code: f"clitic -{clitic}" for code, clitic in CLITIC_CODES.items()}


class WordFinder:
    """A word or phrase, in the patterns of its readings."""

    __slots__ = ("_cased", "_clitics", "_patterns", "_term")

    def __init__(
        self, patterns: tuple[str, ...], term: str, cased: tuple[str, ...] | None, *, clitics: bool = True
    ) -> None:
        self._patterns = patterns
        self._term = term
        self._cased = cased
        self._clitics = clitics

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        text, term = found.text, self._term
        hits: list[Hit] = []
        for pattern in self._patterns:
            for start, end in found.places(pattern):
                place = Place(start, end)
                reason, rejected = found.reason(end), ""
                if reason != "word" and not self._clitics:
                    rejected = f"with {reason}"
                elif self._cased is not None:
                    reason, rejected = judge_case(text, place, self._cased, reason)
                hits.append(Hit(place, term, reason, rejected))
        return tuple(hits) if len(self._patterns) < 2 else tuple({hit.place: hit for hit in hits}.values())


class FeatureFinder:
    """Words found by a feature (prefix, root, typing error), amid exact words where the term is a phrase.

    `slots` lists, for each way, the feature's number and the codes before and after the word it stands for.
    """

    __slots__ = ("_exact", "_reason", "_slots", "_term")

    def __init__(self, slots: tuple[tuple[int, str, str], ...], term: str, reason: str, exact: Finder | None) -> None:
        self._slots = slots
        self._term = term
        self._reason = reason
        self._exact = exact

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        hits = list(found.hits(self._exact)) if self._exact else []
        taken = {hit.place for hit in hits}
        stream = found.text.stream
        for number, before, after in self._slots:
            for first, last in found.features.get(number, ()):
                start, end = first - len(before), last + len(after)
                if start < 0 or stream[start:first] != before or stream[last:end] != after:
                    continue
                if Place(start, end) not in taken:
                    hits.append(Hit(Place(start, end), self._term, self._reason))
        return tuple({hit.place: hit for hit in hits}.values())


def judge_case(text: Text, place: Place, cased: tuple[str, ...], reason: str) -> tuple[str, str]:
    """Reason and refusal of a form that wants its letters as written."""
    written = [part.cased for part in text.parts(place)]
    if len(written) == len(cased):
        same = all(want in (ANY_CASE, have) for want, have in zip(cased, written, strict=True))
    else:
        same = "".join(cased) == "".join(written)
    if is_shouted(text, place):
        wanted = "".join(cased).replace(ANY_CASE, "").upper()
        return (SHOUTED, "") if wanted in "".join(written).upper() else (reason, "other letters")
    if not same:
        return reason, f"written {' '.join(written)}"
    return ("exact case" if reason == "word" else reason), ""


def is_shouted(text: Text, place: Place) -> bool:
    """Whether the words around are all in capitals, so that capitals say nothing."""
    first, last = text.chunk_of(place.start), text.chunk_of(place.end - 1)
    low, high = (0, text.title_chunks) if first < text.title_chunks else (text.title_chunks + 1, len(text.chunks))
    around = text.chunks[max(low, first - 5) : first] + text.chunks[last + 1 : min(high, last + 6)]
    words = [word for word in around if sum(map(str.isalpha, word)) > 1]
    return len(words) > 1 and all(word.upper() == word for word in words) and max(map(len, words)) > 4


def _bare(chunk: str) -> str:
    return chunk.strip("\"'“”‘’.,:;!?()[]-–—")


def is_titled(headline: Iterable[str]) -> bool:
    """Whether a headline gives a capital to every word but the little ones."""
    words = [word for word in map(_bare, headline) if len(word) > _LITTLE and word[0].isalpha()]
    return len(words) > _LITTLE and all(word[0].isupper() or word in _SMALL for word in words)


def has_capitals(text: Text, place: Place) -> bool:
    """Whether the words around use capitals at all, so that small letters say something."""
    number = text.chunk_of(place.start)
    low, high = (0, text.title_chunks) if number < text.title_chunks else (text.title_chunks + 1, len(text.chunks))
    around = text.chunks[max(low, number - 25) : number] + text.chunks[number + 1 : min(high, number + 26)]
    return any(word[:1].isupper() for word in around)
