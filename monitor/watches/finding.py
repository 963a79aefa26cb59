"""From raw occurrences of literals to hits of terms: case, fields, typing errors, stems, expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from monitor.watches.text import Place, Text


class Hit(NamedTuple):
    """A place that counts for a term. `rejected` is why it does not, where it does not."""

    place: Place
    term: str
    reason: str
    rejected: str = ""


class Found:
    """What one document holds of all literals; hits of terms are worked out once, when first asked for."""

    __slots__ = ("memo", "raw", "text")

    def __init__(self, text: Text, raw: dict[int, list[tuple[int, int]]]) -> None:
        self.text = text
        self.raw = raw
        self.memo: dict[int, tuple[Hit, ...]] = {}

    def places(self, number: int) -> list[Place]:
        """Places of a literal, without those a detour repeats."""
        place, stream = self.text.place, self.text.stream
        raw = self.raw.get(number, ())
        found = (place(start + 1, end - 1 if stream[end - 1] == " " else end) for start, end in raw)
        return [p for p in found if p is not None]


class Finder(Protocol):
    """Finds the hits of one term, rejected ones included."""

    def __call__(self, found: Found) -> tuple[Hit, ...]: ...


def word_finder(numbers: tuple[int, ...], term: str, *, cased: str | None, clitics: bool) -> Finder:
    """A word or phrase, its numbers being those of its patterns."""

    def find(found: Found) -> tuple[Hit, ...]:
        hits: dict[tuple[int, int], Hit] = {}
        for number in numbers:
            for place in found.places(number):
                clitic = found.text.clitic_after(place)
                reason = f"clitic -{clitic}" if clitic else "word"
                rejected = ""
                if clitic and not clitics:
                    rejected = f"clitic -{clitic}"
                elif cased is not None:
                    reason, rejected = judge_case(found.text, place, cased, reason)
                hits.setdefault((place.start, place.end), Hit(place, term, reason, rejected))
        return tuple(hits.values())

    return find


def judge_case(text: Text, place: Place, cased: str, reason: str) -> tuple[str, str]:
    """Reason and refusal of an exact-case form."""
    written = text.cased(place)
    wanted = cased.split()
    if len(wanted) == len(written):
        same = all(w in ("?", seen) for w, seen in zip(wanted, written, strict=True))
    else:
        same = "?" not in wanted and "".join(wanted) == "".join(written)
    if not same:
        if text.is_shouted(place) and "".join(wanted).replace("?", "").upper() in "".join(written):
            return "all caps, low confidence", ""
        return reason, "written in other letters"
    if text.is_shouted(place):
        return "all caps, low confidence", ""
    return ("exact case" if reason == "word" else reason), ""


def prefix_finder(number: int, term: str) -> Finder:
    def find(found: Found) -> tuple[Hit, ...]:
        places = found.places(number)
        return tuple(Hit(found.text.whole_word(place), term, "begins so") for place in places)

    return find


def chunk_finder(number: int, term: str, reason: str) -> Finder:
    """Whole words found by another way than literals; raw holds their places already."""

    def find(found: Found) -> tuple[Hit, ...]:
        return tuple(Hit(place, term, reason) for place in found.places(number))

    return find


Condition = Callable[[Found], bool]
