"""The words around a match: the sentence it stands in, a neighbour where that is short, and the match marked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.model import Match

MOST_EXCERPTS = 3
_LONG = 420
_SHORT = 70
_MOST_PLACES = 200
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]*[^\Wa-zß-öø-ÿ_])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Za-z]|[DdIi]rs?|Prof|Hj|Jl|Jln|Jend|Kol|Letjen|Mayjen|Brigjen|Kombes|Ust|Tn|Ny|"
    r"No|Rp|St|Moh|Muh|Abd|hlm|dkk|dll|dsb|a\.n|u\.b|S\.[A-Z]\w*|M\.[A-Z]\w*|Mr|Mrs|Ms)\.$"
)
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked where it made a watch fire."""

    text: str
    marked: bool = False


Excerpt = tuple[Piece, ...]
_Place = tuple[int, int, str]
"""Start, end, and the term that matched there."""
_Bounds = tuple[int, int]


def plain(text: str) -> str:
    """The same number of characters, with controls, line breaks and direction overrides made spaces."""
    return _FORBIDDEN.sub(" ", text)


def one_line(text: str, limit: int) -> str:
    """Folded to one line of at most `limit` characters, cut at a word where one is near."""
    folded = " ".join(plain(text[: limit * 4 + 1000]).split())
    if len(folded) <= limit:
        return folded
    cut = folded[: limit - 1]
    at_word = cut.rfind(" ", limit * 2 // 3)
    return (cut[:at_word] if at_word > 0 else cut).rstrip(" ,;:-–—") + "…"


def marked_title(title: str, matches: Iterable[Match], limit: int) -> Excerpt:
    """The headline with its matches marked; unmarked and cut where it is longer than `limit`."""
    if len(title) > limit:
        return (Piece(one_line(title, limit)),)
    return _pieces(title, (0, len(title)), _places(matches, "title", title))


def excerpts(body: str, matches: Sequence[Match], most: int = MOST_EXCERPTS) -> tuple[Excerpt, ...]:
    """Up to `most` places of the body, in text order; those that show another term come before repeats.

    Spans whose text no longer stands at its offsets are passed over. `body` is lines that sentences never cross.
    """
    found: dict[_Bounds, list[_Place]] = {}
    for place in _places(matches, "body", body):
        bounds = next((known for known in found if known[0] <= place[0] and place[1] <= known[1]), None)
        found.setdefault(bounds or _around(body, place[0], place[1]), []).append(place)
    return tuple(_cut(body, bounds, found[bounds]) for bounds in sorted(_most_telling(found, most)))


def lead(body: str) -> Excerpt:
    """The first sentences of the body, for an article whose headline alone matched."""
    line = body.split("\n", 1)[0].strip()
    return (Piece(one_line(line, _LONG)),) if line else ()


def _places(matches: Iterable[Match], field: str, text: str) -> list[_Place]:
    spans = [span for match in matches for span in match.spans if span.field == field]
    standing = [
        span for span in spans if 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text
    ]
    places = sorted((span.start, min(span.end, span.start + _LONG), span.term) for span in standing)
    return places[:_MOST_PLACES]


def _most_telling(found: Mapping[_Bounds, Sequence[_Place]], most: int) -> list[_Bounds]:
    seen: set[str] = set()
    telling: list[_Bounds] = []
    repeating: list[_Bounds] = []
    for bounds, places in found.items():
        terms = {term for _, _, term in places}
        (telling if terms - seen else repeating).append(bounds)
        seen |= terms
    return (telling + repeating[: max(0, 2 - len(telling))])[:most]


def _around(body: str, start: int, end: int) -> _Bounds:
    """Bounds of the sentence with [start, end), and of a neighbour in its paragraph where the sentence is short."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    ends = _sentence_ends(body, first, len(body) if last < 0 else last)
    here = next(number for number, stop in enumerate(ends) if stop >= end)
    left = _start_of(body, ends, here, first)
    right = ends[here]
    if right - left < _SHORT and here + 1 < len(ends):
        right = ends[here + 1]
    elif right - left < _SHORT and here > 0:
        left = _start_of(body, ends, here - 1, first)
    return left, right


def _start_of(body: str, ends: Sequence[int], number: int, first: int) -> int:
    at = first if number == 0 else ends[number - 1]
    while at < ends[number] and body[at].isspace():
        at += 1
    return at


def _sentence_ends(body: str, first: int, last: int) -> list[int]:
    ends = [
        found.end()
        for found in _SENTENCE_END.finditer(body, first, last)
        if not _ABBREVIATION.search(body[max(first, found.start() - 12) : found.start() + 1])
    ]
    return [*ends, last] if not ends or ends[-1] < last else ends


def _cut(body: str, bounds: _Bounds, places: Sequence[_Place]) -> Excerpt:
    """The pieces of a sentence; of a very long one only the words about its first match."""
    start, end = bounds
    if end - start <= _LONG:
        return _pieces(body, bounds, places)
    first, after, _ = places[0]
    left = max(start, first - _LONG // 2)
    if left > start:
        left = body.find(" ", left, first) + 1 or left
    right = min(end, max(left + _LONG, after))
    if right < end:
        right = max(body.rfind(" ", after, right), after)
    pieces = _pieces(body, (left, right), [place for place in places if place[1] <= right])
    return (Piece("… "),) * (left > start) + pieces + (Piece(" …"),) * (right < end)


def _pieces(text: str, bounds: _Bounds, places: Iterable[_Place]) -> Excerpt:
    pieces: list[Piece] = []
    at, end = bounds
    for left, right, _ in places:
        if right <= at:
            continue
        if left > at:
            pieces.append(Piece(plain(text[at:left])))
        pieces.append(Piece(plain(text[max(left, at) : right]), marked=True))
        at = right
    if at < end:
        pieces.append(Piece(plain(text[at:end])))
    return tuple(pieces)
