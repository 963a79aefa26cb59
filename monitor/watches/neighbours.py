"""The words beside a place of a text, up to the first mark of punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.watches.chunks import STOP
from monitor.watches.text import Place, Text

_REACH = 6
"""Words looked at on either side."""
_BRACKETED = re.compile(r"\([A-Za-z]+\)$")
"""An abbreviation between an office and a name: "Menteri Keuangan (Menkeu) Sri Mulyani"."""


class Neighbour(NamedTuple):
    """A word beside a name with nothing but space between. `opens`: the first word of its sentence."""

    form: str
    cased: str
    opens: bool

    @property
    def is_capital(self) -> bool:
        return self.cased[:1].isupper()


def words_before(text: Text, place: Place) -> Iterator[Neighbour]:
    """Words before the place, the nearest first, up to the first mark of punctuation."""
    number = text.chunk_of(place.start)
    begin = place.start - text.start_of(number)
    if (begin and not _is_slashed(text, number, begin)) or _leads(text, number):
        return
    for _ in range(_REACH):
        number -= 1
        if number < 0 or not text.chunks[number]:
            return
        parts = text.read_chunk(number).parts
        name = text.chunks[number]
        if not parts or parts[-1].form == STOP:
            return
        if _visible(name[parts[-1].end :]) not in {"", "."}:
            return
        opens = opens_sentence(text, number)
        for part in reversed(parts):
            if part.form[0] != "~":
                yield Neighbour(part.form, part.cased, opens and part is parts[0])
        if _leads(text, number):
            return


def _is_slashed(text: Text, number: int, at: int) -> bool:
    """Whether a word of a chunk stands behind another one and a stroke, so that what stands before one stands before both:
    "Gedung DPR/MPR"."""
    parts = text.read_chunk(number).parts
    return text.chunks[number][parts[at - 1].end : parts[at].start] == "/"


def words_behind(text: Text, place: Place) -> Iterator[Neighbour]:
    """Words after the place, the nearest first, up to the first mark of punctuation."""
    number = text.chunk_of(place.end - 1)
    parts = text.read_chunk(number).parts
    if place.end - text.start_of(number) == len(parts) and not _visible(text.chunks[number][parts[-1].end :]):
        yield from _behind(text, number)


def words_behind_office(text: Text, place: Place) -> list[Neighbour]:
    """The same for an office, an abbreviation of it in brackets aside."""
    number = text.chunk_of(place.end - 1)
    if _BRACKETED.match(text.chunks[number]):
        return list(_behind(text, number))
    beside = list(words_behind(text, place))
    if not beside and number + 1 < len(text.chunks) and _BRACKETED.match(text.chunks[number + 1]):
        last = text.read_chunk(number).parts[-1]
        return [] if _visible(text.chunks[number][last.end :]) else list(_behind(text, number + 1))
    return beside


def _behind(text: Text, number: int) -> Iterator[Neighbour]:
    """Words after a chunk, up to the first mark of punctuation."""
    for _ in range(_REACH):
        number += 1
        if number >= len(text.chunks) or not text.chunks[number]:
            return
        parts = text.read_chunk(number).parts
        if not parts or _leads(text, number):
            return
        for part in parts:
            if part.form[0] == "~":
                continue
            if part.form == STOP:
                return
            yield Neighbour(part.form, part.cased, False)
        marks = _visible(text.chunks[number][parts[-1].end :])
        if marks and not (marks == "." and text.read_chunk(number).initial):
            return


def _leads(text: Text, number: int) -> bool:
    """Whether a mark of punctuation stands before the first word of a chunk."""
    parts = text.read_chunk(number).parts
    return bool(parts) and bool(_visible(text.chunks[number][: parts[0].start]))


def _visible(marks: str) -> str:
    return "".join(filter(str.isprintable, marks))


def opens_sentence(text: Text, number: int) -> bool:
    """Whether a chunk is the first of its sentence, of a quotation or a bracket."""
    if number == 0 or not text.chunks[number - 1] or _leads(text, number):
        return True
    before = text.read_chunk(number - 1).parts
    name = text.chunks[number - 1]
    return not before or before[-1].form == STOP or name[-1:] in {":", '"', "“", "”", "'", "("}
