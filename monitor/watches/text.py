"""A document as the matcher sees it: one code point a word, so that one automaton finds words and phrases alike.

The costly part, reading a chunk, is remembered: news repeats its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import numpy as np

from monitor.model import Document
from monitor.watches.chunks import CLITIC_MARK, STOP, Chunk, ChunkReader, Part
from monitor.watches.splitting import POINT, Codes, Ints, KnownChunks, Learnt, splitter
from monitor.watches.vocabulary import UNKNOWN, StreamCodes, Vocabulary
from monitor.watches.words import Words

_REMEMBERED = 200_000
_REMEMBERED_LINES = 5_000
_AROUND = 8
"""Words on either side of a chunk that has another reading: longer phrases are found only as written."""
_BORDER_MARK = " \x00 "
"""What stands between title and body: a chunk without a word, which is read as the end of a sentence."""
_ONE, _SPECIAL, _INITIAL = 1, 2, 4
"""Kinds of chunks: one word with marks around it at most; with features or another reading; an initial or half a word, which
are one word in another reading with the chunk behind them."""
_MANY_QUESTIONS = 50
PUBLISHER, SECTION = "\x01", "\x02"
"""Set before the words of these fields, so that nothing mistakes them for the text."""

_COUNTED = np.arange(1 << 12)
_COUNTED.flags.writeable = False

Feature = Callable[[str], tuple[int, ...]]
FeaturesOf = dict[str, tuple[tuple[int, int, int], ...]]
"""By chunk (number, first part, one past the last part) for each of its features."""


class Place(NamedTuple):
    """Words [start, end) of a document, counted over title, a stop, and body."""

    start: int
    end: int


class ChunkMemory:
    """Chunks read before. Shared by everything that reads texts with the same word lists."""

    __slots__ = ("_chunks", "_reader", "plain", "simple", "split")

    def __init__(self, words: Words) -> None:
        self._reader = ChunkReader(words)
        self.simple, self.plain = self._reader.simple, self._reader.plain
        self._chunks: dict[str, Chunk] = {}
        self.split = splitter().split

    def chunk(self, chunk: str) -> Chunk:
        known = self._chunks.get(chunk)
        if known is None:
            if len(self._chunks) > _REMEMBERED:
                self._chunks.clear()
            known = self._chunks[chunk] = self._reader.read(chunk)
        return known


class Reader:
    """Turns documents into codes of one vocabulary.

    `feature` names, for a word, what it is found by beside its own code: the numbers of prefixes, roots and typing
    errors that some watch asks for.
    """

    __slots__ = ("_feature", "_lines", "_memory", "_met", "_most", "_vocabulary", "chunk")

    def __init__(
        self, memory: ChunkMemory, vocabulary: Vocabulary, feature: Feature | None, most: int = _REMEMBERED
    ) -> None:
        self.chunk = memory.chunk
        self._memory = memory
        self._vocabulary = vocabulary
        self._feature = feature
        self._most = most
        self._met = self._nothing_met()
        self._lines: dict[tuple[str, str], str] = {}

    def _nothing_met(self) -> tuple[KnownChunks, FeaturesOf]:
        """Chunks and what their words are found by: they are forgotten together, and a text keeps those it was read with."""
        features: FeaturesOf = {}
        return KnownChunks((STOP, 0, 0, 0), partial(self._learn, features)), features

    def read(self, document: Document) -> Text:
        known, features = self._met
        if len(known) > self._most:
            known, features = self._met = self._nothing_met()
        written = f"{document.title}{_BORDER_MARK}{document.body} "
        starts, ends, hashes = self._memory.split(written)
        title = int(starts.searchsorted(len(document.title) + 1))
        rows = known.rows(written, starts, ends, hashes, title)
        return Text(self, document, rows, known.codes, starts, ends, title, features)

    def _learn(self, features: FeaturesOf, names: list[str]) -> list[Learnt]:
        code, asked = self._vocabulary.codes.get, self._feature is not None
        learnt: list[Learnt] = []
        for name, form in zip(names, self._memory.simple(names), strict=True):
            if not form:
                learnt.append(self._look_closely(features, name))
                continue
            stem, clitic, behind = form, "", len(name) - len(form)
            if CLITIC_MARK in form:
                at = form.index(CLITIC_MARK)
                stem, clitic = form[:at], form[at:]
            kind = self._note(features, name, (stem, clitic) if clitic else (stem,)) if asked else 0
            if clitic:
                learnt.append((code(stem, UNKNOWN) + code(clitic, UNKNOWN), kind, 0, 0))
            elif behind and name[-1] == ".":
                learnt.append((code(stem, UNKNOWN) + STOP, kind | _ONE, 0, 1))
            else:
                learnt.append((code(stem, UNKNOWN), kind | _ONE, 0, behind))
        return learnt

    def _look_closely(self, features: FeaturesOf, name: str) -> Learnt:
        kind = before = behind = 0
        forms = self._memory.plain(name)
        other: tuple[tuple[str, ...], ...] = ()
        if forms:
            if len(forms) == 1 or forms[1] == STOP:
                kind, before = _ONE, name.lower().index(forms[0])
                behind = len(name) - before - len(forms[0])
        else:
            chunk = self._memory.chunk(name)
            forms, other = tuple([part.form for part in chunk.parts]), chunk.other
            if other and any(self._vocabulary.known(reading).strip(UNKNOWN) for reading in other):
                kind = _SPECIAL
            if chunk.initial or chunk.broken:
                kind |= _INITIAL
        return self._vocabulary.known(forms), kind | self._note(features, name, forms, other), before, behind

    def _note(
        self, features: FeaturesOf, name: str, forms: tuple[str, ...], other: tuple[tuple[str, ...], ...] = ()
    ) -> int:
        """Keeps what a chunk's words are found by beside their codes. The kind that it has then."""
        found = _features(forms, other, self._feature) if self._feature is not None else ()
        if found:
            features[name] = found
        return _SPECIAL if found else 0

    @property
    def limit(self) -> int:
        """One more than the highest code."""
        return self._vocabulary.limit

    def codes_of(self, forms: Iterable[str]) -> str:
        return self._vocabulary.known(forms)

    def line(self, text: str, mark: str) -> str:
        """A publisher's name or a section in codes."""
        known = self._lines.get((text, mark))
        if known is None:
            forms = [part.form for name in text.split() for part in self._memory.chunk(name).parts]
            known = STOP + self._vocabulary.known([mark + form for form in forms]) if forms else ""
            if len(self._lines) < _REMEMBERED_LINES:
                self._lines[text, mark] = known
        return known


def _features(
    forms: tuple[str, ...], other: tuple[tuple[str, ...], ...], feature: Feature
) -> tuple[tuple[int, int, int], ...]:
    found: list[tuple[int, int, int]] = []
    for at, form in enumerate(forms):
        numbers = feature(form)
        if at + 1 < len(forms) and forms[at + 1][0] == CLITIC_MARK:
            numbers += feature(form + forms[at + 1][1:])
        found += [(number, at, at + 1) for number in numbers]
    for reading in other:
        found += [(number, 0, len(forms)) for form in reading for number in feature(form)]
    return tuple(dict.fromkeys(found))


_BORDER = Part(STOP, 0, 0, "")
"""What stands between title and body."""


def _numbers(size: int) -> Ints:
    """0, 1, 2, ... for so many."""
    return _COUNTED[:size] if size <= len(_COUNTED) else np.arange(size)


class Text:
    """One document in codes: title, stop, body; then other readings of single places; then publisher and section."""

    __slots__ = (
        "_chunk",
        "_chunks",
        "_dashes",
        "_detours",
        "_ends",
        "_features",
        "_firsts",
        "_numbers",
        "_reader",
        "_rows",
        "_spots",
        "_starts",
        "_turn",
        "document",
        "lines",
        "size",
        "special",
        "stream",
        "title_chunks",
    )

    def __init__(
        self,
        reader: Reader,
        document: Document,
        rows: Ints,
        codes: Codes,
        starts: Ints,
        ends: Ints,
        title_chunks: int,
        features: FeaturesOf,
    ) -> None:
        self._reader = reader
        self._features = features
        self._chunk = reader.chunk
        self.document = document
        self.title_chunks = title_chunks
        self._starts, self._ends = starts, ends
        self._turn = len(document.title) + len(_BORDER_MARK)
        self._chunks: list[str] | None = None
        self._dashes: list[int] | None = None
        self._detours: list[tuple[int, int, int, int, int]] = []
        self._rows = rows
        self._spots: tuple[memoryview, memoryview, memoryview, memoryview] | None = None
        widths = rows[:, 1]
        lasts = widths.cumsum()
        self.size: int = lasts.item(-1)
        lasts -= widths
        self._firsts = firsts = lasts
        self._numbers = _numbers(len(firsts)).repeat(widths)
        places = (rows[:, 0] - firsts).take(self._numbers)
        places += _numbers(self.size)
        stream = codes.take(places).tobytes().decode("utf-32-le")
        self.special: list[int] = (rows[:, 2] > _ONE).nonzero()[0].tolist()
        if self.special:
            stream = self._with_detours(stream)
        self.lines = len(stream)
        self.stream = stream + reader.line(document.publisher, PUBLISHER) + reader.line(document.section, SECTION)

    # ---- places

    def present(self, questions: int) -> StreamCodes | bytearray:
        """For each code whether it stands anywhere in all this, for so many questions."""
        if questions < _MANY_QUESTIONS:
            return StreamCodes(self.stream)
        flags = bytearray(self._reader.limit)
        np.frombuffer(flags, np.uint8)[np.frombuffer(self.stream.encode("utf-32-le"), POINT)] = 1
        flags[0] = 1
        return flags

    @property
    def chunks(self) -> list[str]:
        """All chunks, "" for what stands between title and body."""
        if self._chunks is None:
            self._chunks = [*self.document.title.split(), "", *self.document.body.split()]
        return self._chunks

    def start_of(self, chunk: int) -> int:
        """The number of the first word of a chunk, or of one past the last."""
        return self._firsts.item(chunk) if chunk < len(self._firsts) else self.size

    def chunk_of(self, word: int) -> int:
        return self._numbers.item(word)

    @property
    def title_words(self) -> int:
        return self.start_of(self.title_chunks)

    def part(self, word: int) -> Part:
        number = self.chunk_of(word)
        parts = self.read_chunk(number).parts
        return parts[word - self.start_of(number)] if parts else _BORDER

    def read_chunk(self, number: int) -> Chunk:
        return self._chunk(self._name(number))

    def _name(self, number: int) -> str:
        """A chunk as written."""
        if number == self.title_chunks:
            return ""
        start, end = self._starts.item(number), self._ends.item(number)
        if number < self.title_chunks:
            return self.document.title[start:end]
        return self.document.body[start - self._turn : end - self._turn]

    def parts(self, place: Place) -> list[Part]:
        return [self.part(word) for word in range(place.start, place.end)]

    def gap(self, left: int, right: int) -> int:
        """Words, as people count them, between two words; dashes that stand alone are none."""
        first, last = self.chunk_of(left), self.chunk_of(right)
        if last <= first:
            return 0
        if self._dashes is None:
            self._dashes = (self._firsts[1:] == self._firsts[:-1]).nonzero()[0].tolist()
        return last - first - 1 - (bisect_left(self._dashes, last) - bisect_right(self._dashes, first))

    def places(self, pattern: str) -> list[tuple[int, int]]:
        """Where a run of codes stands in title and body, first as written, then in other readings."""
        stream, size, width = self.stream, self.size, len(pattern)
        found: list[tuple[int, int]] = []
        at = stream.find(pattern, 0, self.lines)
        while at >= 0:
            if at < size:
                found.append((at, at + width))
            else:
                detour = self.on_detour(at, at + width)
                if detour is not None:
                    found.append(detour)
            at = stream.find(pattern, at + 1, self.lines)
        return found

    def features(self) -> Iterable[tuple[int, int, int]]:
        """(number, first word, one past the last) of words found by something else than their code."""
        for number in self.special:
            for feature, start, end in self._features.get(self._name(number), ()):
                begin = self.start_of(number)
                yield feature, begin + start, begin + end

    def line_forms(self) -> Iterable[tuple[str, str]]:
        """The words of publisher and section, each with the mark of its field."""
        for mark, line in ((PUBLISHER, self.document.publisher), (SECTION, self.document.section)):
            for name in line.split():
                yield from ((mark, part.form) for part in self._chunk(name).parts)

    # ---- the way back to the original

    def written(self, start: int, end: int) -> tuple[str, int, int, str]:
        """Words [start, end) as given: their field, their characters [begin, close) in it, and these."""
        if self._spots is None:  # memoryviews give single numbers four times as fast
            self._spots = self._numbers.data, self._rows.data, self._starts.data, self._ends.data
        numbers, rows, starts, ends = self._spots
        first = last = numbers[start]
        kind = rows[first, 2]
        if end - start > 1:
            last = numbers[end - 1]
            kind = kind if kind == rows[last, 2] else 0
        if kind == _ONE:
            begin, close = starts[first] + rows[first, 3], ends[last] - rows[last, 4]
        else:
            begin = starts[first] + self.read_chunk(first).parts[start - self.start_of(first)].start
            close = starts[last] + self.read_chunk(last).parts[end - 1 - self.start_of(last)].end
        if first < self.title_chunks:
            return "title", begin, close, self.document.title[begin:close]
        begin, close = begin - self._turn, close - self._turn
        return "body", begin, close, self.document.body[begin:close]

    def words_at(self, field: str, start: int, end: int) -> Place | None:
        """The words that characters [start, end) of a field touch; None where they touch none."""
        low, high = (0, self.title_chunks) if field == "title" else (self.title_chunks + 1, len(self._starts))
        if field != "title":
            start, end = start + self._turn, end + self._turn
        starts = self._starts
        first = max(low, low + int(starts[low:high].searchsorted(start, "right")) - 1)
        touched: list[int] = []
        for number in range(first, high):
            offset = starts.item(number)
            if offset >= end:
                break
            for at, part in enumerate(self.read_chunk(number).parts):
                if offset + part.start < end and offset + part.end > start and part.form != STOP:
                    touched.append(self.start_of(number) + at)
        return Place(touched[0], touched[-1] + 1) if touched else None

    # ---- other readings

    def _with_detours(self, stream: str) -> str:
        """The stream with, at its end, each other reading amid its neighbours."""
        parts = [stream]
        at = len(stream)
        for first, last, forms in self._readings():
            reading = self._reader.codes_of(forms)
            if not reading.strip(UNKNOWN):
                continue
            begin, end = self.start_of(first), self.start_of(last + 1)
            before = stream[max(0, begin - _AROUND) : begin]
            after = stream[end : end + _AROUND]
            self._detours.append((at, at + 1 + len(before), len(reading), begin, end))
            parts += (STOP, before, reading, after)
            at += 1 + len(before) + len(reading) + len(after)
        return "".join(parts)

    def _readings(self) -> Iterable[tuple[int, int, tuple[str, ...]]]:
        run: list[int] = []
        for number in self.special:
            chunk = self.read_chunk(number)
            for forms in chunk.other:
                yield number, number, forms
            if chunk.initial:
                if run and number != run[-1] + 1:
                    yield from self._initials(run)
                    run = []
                run.append(number)
            if chunk.broken and number + 1 < len(self._firsts):
                behind = [part.form for part in self.read_chunk(number + 1).parts]
                if behind and self._name(number + 1)[:1].islower():
                    yield number, number + 1, (chunk.parts[0].form + behind[0], *behind[1:])
        yield from self._initials(run)

    def _initials(self, run: list[int]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
        if len(run) > 1:
            yield run[0], run[-1], ("".join(self.read_chunk(n).parts[0].form for n in run),)

    def on_detour(self, start: int, end: int) -> Place | None:
        """Where a hit in another reading stands in the document; None for what the neighbours alone hold."""
        number = bisect_right(self._detours, start, key=lambda detour: detour[0]) - 1
        if number < 0:
            return None
        _, turn, size, first, last = self._detours[number]
        if start >= turn + size or end <= turn:
            return None
        begin = first if start >= turn else first - (turn - start)
        close = last if end <= turn + size else last + end - turn - size
        return Place(begin, close)
