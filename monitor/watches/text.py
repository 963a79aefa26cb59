"""A document as the matcher sees it: one code point a word, so that one automaton finds words and phrases alike.

The costly part, reading a chunk, is remembered: news repeats its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from sys import intern
from typing import NamedTuple

from monitor.model import Document
from monitor.watches.chunks import CLITIC_MARK, CLITICS, STOP, Chunk, ChunkReader, Part, simple_form
from monitor.watches.words import Words

_SPACED = re.compile(r"\S+")
_REMEMBERED = 200_000
_REMEMBERED_LINES = 5_000
_AROUND = 8
"""Words on either side of a chunk that has another reading: longer phrases are found only as written."""
_UNKNOWN = "\x00"
_WIDE, _SPECIAL, _INITIAL = "\x05", "\x03", "\x04"
"""The first stands on both sides of the code of a chunk that is not just one word; inside it the second begins that of a chunk
which has features or another reading, and the third stands on both sides of an initial's: two initials side by side are one
word in another reading."""
_NO_WORD = _WIDE + _WIDE
_TWO_INITIALS = _INITIAL + _NO_WORD + _INITIAL
_COUNTED = tuple(range(10_000))
"""Numbers that need not be made for each text."""
_FIRST_CODE = 0x80
_SURROGATES = 0xD800, 0x800
PUBLISHER, SECTION = "\x01", "\x02"
"""Set before the words of these fields, so that nothing mistakes them for the text."""

CLITIC_CODES = {chr(at): clitic for at, clitic in enumerate(CLITICS, 0x10)}

Feature = Callable[[str], tuple[int, ...]]


class Place(NamedTuple):
    """Words [start, end) of a document, counted over title, a stop, and body."""

    start: int
    end: int


class Vocabulary:
    """A code point for every word that some literal holds; words of no literal share one."""

    __slots__ = ("_codes",)

    def __init__(self) -> None:
        self._codes: dict[str, str] = {STOP: STOP} | {CLITIC_MARK + name: code for code, name in CLITIC_CODES.items()}

    def __len__(self) -> int:
        return len(self._codes)

    def code(self, form: str) -> str:
        """The code of a word of a literal, given to it now if it is new."""
        known = self._codes.get(form)
        if known is None:
            number = len(self._codes) + _FIRST_CODE
            if number >= _SURROGATES[0]:
                number += _SURROGATES[1]
            known = self._codes[form] = chr(number)
        return known

    def of_text(self, form: str) -> str:
        """The code of a word of a text."""
        return self._codes.get(form, _UNKNOWN)

    def known(self, forms: Iterable[str]) -> str:
        """Words of a text in codes."""
        get = self._codes.get
        return "".join([get(form, _UNKNOWN) for form in forms])


class ChunkMemory:
    """Chunks read before. Shared by everything that reads texts with the same word lists."""

    __slots__ = ("_chunks", "_reader")

    def __init__(self, words: Words) -> None:
        self._reader = ChunkReader(words)
        self._chunks: dict[str, Chunk] = {}

    def plain(self, chunk: str) -> tuple[str, ...]:
        """The forms of a plain word, which are not worth remembering; () for anything else."""
        return self._reader.plain(chunk)

    def chunk(self, chunk: str) -> Chunk:
        known = self._chunks.get(chunk)
        if known is None:
            if len(self._chunks) > _REMEMBERED:
                self._chunks.clear()
            known = self._chunks[chunk] = self._reader.read(chunk)
        return known


class _Codes(dict[str, str]):
    """Codes of the chunks met so far. One that is asked for and not known is learnt."""

    __slots__ = ("_code_of", "_learn", "_simple")

    def __init__(
        self, learn: Callable[[str], str], simple: Callable[[str], str], code_of: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._learn = learn
        self._simple = simple
        self._code_of = code_of

    def __missing__(self, chunk: str) -> str:
        form = self._simple(chunk)
        code = self[chunk] = self._code_of(form) if form else self._learn(chunk)
        return code


class Reader:
    """Turns documents into codes of one vocabulary.

    `feature` names, for a word, what it is found by beside its own code: the numbers of prefixes, roots and typing
    errors that some watch asks for.
    """

    __slots__ = ("_codes", "_feature", "_features", "_lines", "_memory", "_vocabulary", "chunk", "words_of")

    def __init__(self, memory: ChunkMemory, vocabulary: Vocabulary, feature: Feature | None) -> None:
        self.chunk = memory.chunk
        self._memory = memory
        self._vocabulary = vocabulary
        self._feature = feature
        self._features: dict[str, tuple[tuple[int, int, int], ...]] = {}
        simple = simple_form if feature is None else _never_simple
        self._codes = _Codes(self._learn, simple, vocabulary.of_text)
        self._lines: dict[tuple[str, str], str] = {}
        self.words_of: dict[str, int] = {}
        """How many words there are in what stands between the marks of wide codes."""

    def read(self, document: Document) -> Text:
        if len(self._codes) > _REMEMBERED:
            self._codes.clear()
            self._features.clear()
            self.words_of.clear()
        title = document.title.split()
        chunks = [*title, "", *document.body.split()]
        return Text(self, document, chunks, list(map(self._codes.__getitem__, chunks)), len(title))

    def _learn(self, name: str) -> str:
        if not name:
            return STOP
        forms = self._memory.plain(name)
        special = initial = False
        other: tuple[tuple[str, ...], ...] = ()
        if not forms:
            chunk = self._memory.chunk(name)
            forms, other = tuple([part.form for part in chunk.parts]), chunk.other
            special = any(self._vocabulary.known(reading).strip(_UNKNOWN) for reading in other)
            initial = chunk.initial
        if self._feature is not None:
            features = _features(forms, other, self._feature)
            if features:
                self._features[name] = features
                special = True
        code = self._vocabulary.known(forms)
        if len(code) == 1 and not special and not initial:
            return code
        wide = (_SPECIAL if special else "") + (_INITIAL + code + _INITIAL if initial else code)
        self.words_of[wide] = len(code)
        return intern(_WIDE + wide + _WIDE)

    def codes_of(self, forms: Iterable[str]) -> str:
        return self._vocabulary.known(forms)

    def features(self, name: str) -> tuple[tuple[int, int, int], ...]:
        """(number, first part, one past the last part) for each feature of a chunk."""
        return self._features.get(name, ())

    def line(self, text: str, mark: str) -> str:
        """A publisher's name or a section in codes."""
        known = self._lines.get((text, mark))
        if known is None:
            forms = [part.form for name in text.split() for part in self._memory.chunk(name).parts]
            known = STOP + self._vocabulary.known([mark + form for form in forms]) if forms else ""
            if len(self._lines) < _REMEMBERED_LINES:
                self._lines[text, mark] = known
        return known


def _never_simple(_: str) -> str:
    """Where words are found by more than their code, each is looked at closely."""
    return ""


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


_BORDER = Part(STOP, 0, 0, "")  # what stands between title and body


class Text:
    """One document in codes: title, stop, body; then other readings of single places; then publisher and section."""

    __slots__ = (
        "_chunk",
        "_codes",
        "_dashes",
        "_detours",
        "_lengths",
        "_marked",
        "_numbers",
        "_reader",
        "_turn",
        "chunks",
        "document",
        "few",
        "lines",
        "size",
        "special",
        "stream",
        "title_chunks",
    )

    def __init__(
        self, reader: Reader, document: Document, chunks: list[str], codes: list[str], title_chunks: int
    ) -> None:
        self._reader = reader
        self._chunk = reader.chunk
        self.document = document
        self.chunks = chunks
        self._codes = codes
        self.title_chunks = title_chunks
        self.special: list[int] = []
        self._dashes: list[int] | None = None
        self._detours: list[tuple[int, int, int, int, int]] = []
        self._numbers: list[int] | None = None
        self._lengths: list[int] | None = None
        self._turn = 0
        self.few = False  # whether few places of it will be asked for
        self._marked = stream = "".join(codes)
        if _WIDE in stream:
            stream = stream.replace(_WIDE, "").replace(_SPECIAL, "").replace(_INITIAL, "")
            if _SPECIAL in self._marked or _TWO_INITIALS in self._marked:
                self._numbers, self.special = self._wide()
        self.size = len(stream)
        if self.special:
            stream = self._with_detours(stream)
        self.lines = len(stream)
        self.stream = stream + reader.line(document.publisher, PUBLISHER) + reader.line(document.section, SECTION)

    # ---- places

    @property
    def numbers(self) -> list[int]:
        """For each word the number of its chunk."""
        if self._numbers is None:
            self._numbers = self._wide()[0]
        return self._numbers

    def _wide(self) -> tuple[list[int], list[int]]:
        """The numbers, and the special ones among the chunks."""
        numbers = list(_COUNTED[: len(self._codes)] if len(self._codes) <= len(_COUNTED) else range(len(self._codes)))
        special: list[int] = []
        number = more = 0  # chunks, and words that are more than one a chunk, so far
        words_of = self._reader.words_of
        pieces = iter(self._marked.split(_WIDE))
        for plain, wide in zip(pieces, pieces, strict=False):
            number += len(plain)
            words = words_of[wide]
            numbers[number + more : number + more + 1] = (number,) * words
            if len(wide) > words:
                special.append(number)
            more += words - 1
            number += 1
        return numbers, special

    def start_of(self, chunk: int) -> int:
        """The number of the first word of a chunk, or of one past the last."""
        return bisect_left(self.numbers, chunk)

    def chunk_of(self, word: int) -> int:
        return self.numbers[word]

    @property
    def title_words(self) -> int:
        return self.start_of(self.title_chunks)

    def part(self, word: int) -> Part:
        number = self.chunk_of(word)
        parts = self._chunk(self.chunks[number]).parts
        return parts[word - self.start_of(number)] if parts else _BORDER

    def read_chunk(self, number: int) -> Chunk:
        return self._chunk(self.chunks[number])

    def parts(self, place: Place) -> list[Part]:
        return [self.part(word) for word in range(place.start, place.end)]

    def gap(self, left: int, right: int) -> int:
        """Words, as people count them, between two words; dashes that stand alone are none."""
        first, last = self.chunk_of(left), self.chunk_of(right)
        if last <= first:
            return 0
        if self._dashes is None:
            self._dashes = [at for at, code in enumerate(self._codes) if code == _NO_WORD]
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
            for feature, start, end in self._reader.features(self.chunks[number]):
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
        codes, chunks, numbers = self._codes, self.chunks, self._numbers or self.numbers
        first, last = numbers[start], numbers[end - 1]
        begin = self._offset(first)
        close = begin if last == first else self._offset(last)
        if len(codes[first]) == 1 == len(codes[last]) and chunks[first].isalpha() and chunks[last].isalpha():
            close += len(chunks[last])
        else:
            begin += self.read_chunk(first).parts[start - self.start_of(first)].start
            close += self.read_chunk(last).parts[end - 1 - self.start_of(last)].end
        if first < self.title_chunks:
            return "title", begin, close, self.document.title[begin:close]
        return "body", begin, close, self.document.body[begin:close]

    def _offset(self, number: int) -> int:
        """Where a chunk begins in its field."""
        lengths = self._lengths
        before = lengths[number] if lengths else self._length_before(number)
        return before + number - (0 if number < self.title_chunks else self._turn)

    def _length_before(self, number: int) -> int:
        """The characters of all chunks before this one; with the spaces between them they make up its place.

        Where few places are asked for, adding up all lengths would cost more than drawing together what stands before each.
        """
        chunks, document, turn = self.chunks, self.document, self.title_chunks
        if self._lengths is None and not self._turn:
            self._turn = len("".join(chunks[:turn])) + turn + 1
            spaces = max(0, turn - 1) + max(0, len(chunks) - turn - 2)
            if len(document.title) + len(document.body) != len("".join(chunks)) + spaces:
                title = [found.start() - at for at, found in enumerate(_SPACED.finditer(document.title))]
                body = [found.start() - at for at, found in enumerate(_SPACED.finditer(document.body), turn + 1)]
                self._lengths = [*title, 0, *[place + self._turn for place in body]]
            elif not self.few:
                self._lengths = list(accumulate(map(len, chunks), initial=0))
        return self._lengths[number] if self._lengths else len("".join(chunks[:number]))

    def words_at(self, field: str, start: int, end: int) -> Place | None:
        """The words that characters [start, end) of a field touch; None where they touch none."""
        turn = self.title_chunks
        low, high = (0, turn) if field == "title" else (turn + 1, len(self.chunks))
        first = max(low, bisect_right(range(high), start, low, high, key=self._offset) - 1)
        touched: list[int] = []
        for number in range(first, high):
            offset = self._offset(number)
            if offset >= end:
                break
            for at, part in enumerate(self._chunk(self.chunks[number]).parts):
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
            if not reading.strip(_UNKNOWN):
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
            chunk = self._chunk(self.chunks[number])
            for forms in chunk.other:
                yield number, number, forms
            if chunk.initial:
                if run and number != run[-1] + 1:
                    yield from self._initials(run)
                    run = []
                run.append(number)
        yield from self._initials(run)

    def _initials(self, run: list[int]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
        if len(run) > 1:
            yield run[0], run[-1], ("".join(self._chunk(self.chunks[n]).parts[0].form for n in run),)

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
