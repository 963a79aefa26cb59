"""A document as the matcher sees it: one stream of compared words per document, with the way back to the original.

The costly part, reading a chunk, is remembered: news repeats its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from monitor.model import Document
from monitor.watches.chunks import STOP, Chunk, ChunkReader, Token
from monitor.watches.words import Words

_SPACED = re.compile(r"\S+")
_REMEMBERED = 200_000
PUBLISHER, SECTION = "\x01", "\x02"
"""Set before the words of these fields, so that one automaton finds them and nothing mistakes them for the text."""
_AROUND = 8
"""Words on either side of a chunk that has another reading: longer phrases are found only as written."""


_begin = attrgetter("at")


class Place(NamedTuple):
    """Where a literal stands: characters [start, end) of a stream, chunks first..last of the document."""

    first: int
    last: int
    start: int
    end: int


class TextReader:
    """Turns documents and literals into streams; remembers the chunks it has met."""

    __slots__ = ("_chunks", "_norms", "_reader", "_special")

    def __init__(self, words: Words) -> None:
        self._reader = ChunkReader(words)
        self._norms: dict[str, str] = _Norms(self)
        self._chunks: dict[str, Chunk] = {}
        self._special: set[str] = set()

    def read(self, document: Document) -> Text:
        title, body = document.title.split(), document.body.split()
        chunks = title + body
        norms = list(map(self._norms.__getitem__, chunks))
        return Text(self, document, chunks, norms, len(title))

    def chunk(self, chunk: str) -> Chunk:
        """The chunk read; raises nothing."""
        known = self._chunks.get(chunk)
        if known is None:
            if len(self._chunks) > _REMEMBERED:
                self._chunks.clear()
                self._norms.clear()
                self._special.clear()
            known = self._chunks[chunk] = self._reader.read(chunk)
            if known.joined or known.initial:
                self._special.add(chunk)
        return known

    def norm(self, chunk: str) -> str:
        return self._norms[chunk]

    def specials(self, chunks: list[str]) -> list[int]:
        """Numbers of the chunks that can be read in more than one way."""
        special = self._special
        return [] if special.isdisjoint(chunks) else [at for at, chunk in enumerate(chunks) if chunk in special]

    def line(self, text: str, mark: str) -> str:
        """A publisher's name or a section, every word marked as such, for the end of a stream."""
        words = "".join(map(self._norms.__getitem__, text.split())).split()
        return f" {mark}".join(["", *words]) + " " if words else ""


class _Norms(dict[str, str]):
    """What chunks become in a stream, read on first sight."""

    __slots__ = ("_texts",)

    def __init__(self, texts: TextReader) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, chunk: str) -> str:
        norm = self[chunk] = self._texts.chunk(chunk).norm
        return norm


class Text:
    """One document. `stream` holds title, body and, after them, the other readings of single places."""

    __slots__ = ("_bounds", "_detours", "_empty", "_places", "_reader", "_starts", "chunks", "document", "lines", "main", "norms",
                 "stream", "title_size")  # fmt: skip

    def __init__(self, reader: TextReader, document: Document, chunks: list[str], norms: list[str], title_size: int) -> None:
        self._reader = reader
        self.document = document
        self.chunks = chunks
        self.norms = norms
        self.title_size = title_size
        if title_size and title_size < len(chunks):
            norms.insert(title_size, STOP + " ")
            chunks.insert(title_size, "")
        stream = " " + "".join(norms)
        self.main = len(stream)
        self._detours: list[tuple[int, int, list[int]]] = []
        special = reader.specials(chunks)
        if special:
            stream = self._with_detours(stream, special)
        self.lines = len(stream)
        self.stream = stream + reader.line(document.publisher, PUBLISHER) + reader.line(document.section, SECTION)
        self._starts: list[int] | None = None
        self._bounds: list[int] | None = None
        self._places: list[int] | None = None
        self._empty: list[int] | None = None

    # ---- places

    def place(self, start: int, end: int) -> Place | None:
        """Where characters [start, end) of the stream stand; None for a hit that a detour merely repeats."""
        if start >= self.main:
            return self._on_detour(start, end) if start < self.lines else Place(0, 0, start, end)
        starts = self.starts
        return Place(bisect_right(starts, start) - 1, bisect_left(starts, end) - 1, start, end)

    @property
    def starts(self) -> list[int]:
        """Where in the stream each chunk begins."""
        if self._starts is None:
            self._starts = list(accumulate(map(len, self.norms), initial=1))
        return self._starts

    def is_title(self, chunk: int) -> bool:
        return chunk < self.title_size

    def gap(self, left: int, right: int) -> int:
        """Words between two chunks; dashes that stand alone are no words."""
        if right <= left:
            return 0
        if self._empty is None:
            self._empty = [at for at, norm in enumerate(self.norms) if len(norm) <= 1 or norm == STOP + " "]
        empty = bisect_left(self._empty, right) - bisect_right(self._empty, left) if self._empty else 0
        return right - left - 1 - empty

    def read_chunk(self, number: int) -> Chunk:
        return self._reader.chunk(self.chunks[number])

    def whole_word(self, place: Place) -> Place:
        """The place extended to the end of its last word, clitics included."""
        end = self.stream.find(" ", place.end)
        while self.stream.startswith(" ~", end):
            end = self.stream.find(" ", end + 1)
        return place._replace(end=end)

    def cased(self, place: Place) -> list[str]:
        """The words of a place with their capitals, without the clitic that may follow."""
        words = [token.cased.replace("'", "").replace(".", "") for token in self.tokens(place)]
        clitic = self.clitic_after(place)
        if clitic and words and words[-1].lower().endswith(clitic) and len(words[-1]) > len(clitic):
            words[-1] = words[-1][: -len(clitic)]
        return words

    def tokens(self, place: Place) -> list[Token]:
        if place.start >= self.main:
            return [t for n in range(place.first, place.last + 1) for t in self.read_chunk(n).tokens]
        if place.first == place.last:
            chunk = self.read_chunk(place.first)
            begin = self.starts[place.first]
            low, high = _token_at(chunk, place.start - begin), _token_at(chunk, place.end - 1 - begin)
            return list(chunk.tokens[low : high + 1])
        head, tail = self.read_chunk(place.first), self.read_chunk(place.last)
        low = _token_at(head, place.start - self.starts[place.first])
        high = _token_at(tail, place.end - 1 - self.starts[place.last])
        between = [t for n in range(place.first + 1, place.last) for t in self.read_chunk(n).tokens]
        return [*head.tokens[low:], *between, *tail.tokens[: high + 1]]

    def is_shouted(self, place: Place) -> bool:
        """Whether the words around are all in capitals, so that capitals say nothing."""
        low, high = (0, self.title_size) if place.first < self.title_size else (self.title_size, len(self.chunks))
        around = self.chunks[max(low, place.first - 5) : place.first] + self.chunks[place.last + 1 : min(high, place.last + 6)]
        words = [word for word in around if sum(map(str.isalpha, word)) > 1]
        return len(words) > 1 and all(word.upper() == word for word in words) and max(map(len, words)) > 4

    # ---- the way back to the original

    def span(self, place: Place) -> tuple[str, int, int]:
        """Field and character offsets in the field as given."""
        first, last = place.first, place.last
        field = "title" if first < self.title_size else "body"
        begin, end = self._offset(first), self._offset(last)
        head, tail = self.read_chunk(first), self.read_chunk(last)
        if place.start >= self.main:
            return field, begin + head.tokens[0].start, end + tail.tokens[-1].end
        front = head.tokens[_token_at(head, place.start - self.starts[first])].start
        back = tail.tokens[_token_at(tail, place.end - 1 - self.starts[last])].end
        clitic = self._clitic_length(place, tail, self.starts[last])
        return field, begin + front, end + back - clitic

    def _clitic_length(self, place: Place, chunk: Chunk, start: int) -> int:
        """Letters of a glued clitic that belong to the token but not to the literal."""
        rest = chunk.norm[place.end - start :]
        if not rest.startswith(" ~"):
            return 0
        clitic = rest[2:].split(" ", 1)[0]
        token = chunk.tokens[_token_at(chunk, place.end - 1 - start)]
        return len(clitic) if token.form.endswith(clitic) and len(token.form) > len(clitic) else 0

    def clitic_after(self, place: Place) -> str:
        """The clitic that follows a place, or ""."""
        rest = self.stream[place.end : place.end + 6]
        return rest[2:].split(" ", 1)[0] if rest.startswith(" ~") else ""

    def _offset(self, chunk: int) -> int:
        """Where a chunk begins in its field."""
        if self._places is None:
            self._places = [m.start() for m in _SPACED.finditer(self.document.title)]
            if len(self._places) != len(self.chunks):
                if self._places:
                    self._places.append(0)
                self._places += _offsets(self.document.body, self.chunks[len(self._places) :])
        return self._places[chunk]

    # ---- other readings

    def _with_detours(self, stream: str, special: list[int]) -> str:
        norms, parts, at = self.norms, [stream], len(stream)
        for first, last, reading in self._readings(special):
            before = max(0 if first < self.title_size else self.title_size, first - _AROUND)
            after = last + 1 + _AROUND
            pieces = [STOP + " ", *norms[before:first], reading, *norms[last + 1 : after], STOP + " "]
            starts = list(accumulate(map(len, pieces[:-1]), initial=at))
            self._detours.append((first, last, starts))
            parts.extend(pieces)
            at = starts[-1] + len(pieces[-1])
        return "".join(parts)

    def _readings(self, special: list[int]) -> list[tuple[int, int, str]]:
        found = []
        run: list[int] = []
        for number in special:
            chunk = self.read_chunk(number)
            found += [(number, number, reading + " ") for reading in chunk.joined]
            if not chunk.initial:
                continue
            if run and number != run[-1] + 1:
                found += self._initials(run)
                run = []
            run.append(number)
        return found + self._initials(run)

    def _initials(self, run: list[int]) -> list[tuple[int, int, str]]:
        if len(run) < 2:
            return []
        return [(run[0], run[-1], "".join(self.read_chunk(n).tokens[0].form for n in run) + " ")]

    def _on_detour(self, start: int, end: int) -> Place | None:
        number = bisect_right(self._detours, start, key=lambda d: d[2][0]) - 1
        if number < 0:
            return None
        first, last, starts = self._detours[number]
        before = max(0 if first < self.title_size else self.title_size, first - _AROUND)
        turn = first - before + 1
        head, tail = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        if not head <= turn <= tail:
            return None
        begin = first if head == turn else before + head - 1
        close = last if tail == turn else last + tail - turn
        return Place(begin, close, start, end)


def _token_at(chunk: Chunk, offset: int) -> int:
    """Which token of a chunk holds character `offset` of its norm."""
    return bisect_right(chunk.tokens, offset, key=_begin) - 1


def _offsets(text: str, chunks: list[str]) -> list[int]:
    """Where chunks begin; without a search where the text is single-spaced."""
    sizes = list(accumulate(map(len, chunks)))
    if chunks and len(text) == sizes[-1] + len(chunks) - 1:
        return [0, *(size + at for at, size in enumerate(sizes[:-1], 1))]
    return [m.start() for m in _SPACED.finditer(text)]
