"""Abbreviations that an article itself defines: "Amerika Serikat (AS)" makes AS mean that from there on.

So do "Amerika Serikat atau AS", "AS (Amerika Serikat)" and, of syllables, "Kementerian Keuangan (Kemenkeu)".
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.watches.chunks import CLITIC_MARK, Part
from monitor.watches.entities import EntityKind
from monitor.watches.finding import Hit
from monitor.watches.text import Place, Text
from monitor.watches.typos import one_error

_LONGEST = 8
"""Letters of an abbreviation of capitals; one of syllables may be half as long again."""
_SHORTEST_SYLLABLES = 4
_SAME_BEGINNING = 5
"""Letters by which a word is another form of one: "pengawasan" of "pengawas"."""
_INTRODUCE = frozenset(["atau", "disingkat", "dikenal", "disebut", "alias"])
_BESIDE = frozenset(["yang", "biasa", "selanjutnya", "kerap", "sebagai", "lebih", "dengan"])
_PASSED_OVER = frozenset(["dan", "di", "untuk", "of", "the", "and"])


class Definitions:
    """Looks for definitions of one entity's forms, and for rival ones of its abbreviations."""

    __slots__ = ("_kind", "_readings", "_spelt")

    def __init__(self, kind: EntityKind | None, readings: Sequence[tuple[str, ...]]) -> None:
        self._kind = kind
        self._readings = {reading for reading in readings if len(reading) > 1}
        self._spelt = {initials(reading) for reading in self._readings}

    def defined(self, text: Text, hits: Sequence[Hit]) -> list[Hit]:
        """Places of abbreviations that the article introduces for the entity."""
        taken = {hit.place.start for hit in hits}
        found: list[Hit] = []
        introduced = self._introduced(text, hits)
        for number in range(min(introduced.values(), default=len(text.chunks)), len(text.chunks)):
            if text.chunks[number].islower():
                continue
            for at, part in enumerate(text.read_chunk(number).parts):
                if introduced.get(part.cased, number + 1) <= number:
                    start = text.start_of(number) + at
                    if start not in taken:
                        found.append(Hit(Place(start, start + 1), part.cased, "defined in the article"))
        return found

    def refuse(self, text: Text, hits: Sequence[Hit]) -> None:
        """Rejects an abbreviation of the entity where the article gives it to something else."""
        rivals: dict[str, str] = {}
        for hit in hits:
            if hit.rejected or hit.place.end - hit.place.start != 1:
                continue
            part = text.part(hit.place.start)
            if part.form in self._spelt and part.cased.isupper():
                if part.cased not in rivals:
                    rivals[part.cased] = self._rival(text, part)
                rival = rivals[part.cased]
                hit.rejected = f"here {part.cased} is {rival}" if rival else ""

    def _introduced(self, text: Text, hits: Sequence[Hit]) -> dict[str, int]:
        """Abbreviations that stand beside a full form and are set equal to it, with the chunk from which on."""
        found: dict[str, int] = {}
        for hit in hits:
            if hit.rejected or hit.place.end - hit.place.start < 2:
                continue
            first, last = text.chunk_of(hit.place.start), text.chunk_of(hit.place.end - 1)
            forms = [part.form for part in text.parts(hit.place) if part.form[0] != CLITIC_MARK]
            short = _bracketed(text, last + 1)
            if short and self._fits(short, forms):
                found.setdefault(short, last + 1)
            number = _set_equal(text, last)
            if number and _spells(_capitals(text, number), forms):
                found.setdefault(_capitals(text, number), number)
            if first and text.chunks[first][:1] == "(" and _spells(_capitals(text, first - 1), forms):
                found.setdefault(_capitals(text, first - 1), first - 1)
        return found

    def _fits(self, short: str, forms: Sequence[str]) -> bool:
        """Whether an abbreviation in brackets is one of the words before it."""
        return (self._kind is EntityKind.ORGANISATION and short.isupper()) or _spells(short, forms)

    def _rival(self, text: Text, short: Part) -> str:
        """The words that the article spells the abbreviation out by, where they are none of the entity's: "mata kuliah (MK)",
        "UI (user interface)"."""
        for number, chunk in enumerate(text.chunks):
            if short.cased not in chunk:
                continue
            words: Sequence[Part] = ()
            if _bracketed(text, number) == short.cased:
                words = _spelt_before(text, number, short.form)
            elif chunk.strip('"“') == short.cased:
                words = _spelt_behind(text, number, short.form)
            if words:
                forms = [word.form for word in words]
                return "" if self._resembles(forms) else " ".join(word.cased for word in words)
        return ""

    def _resembles(self, forms: Sequence[str]) -> bool:
        """Whether the words are one of the entity's own forms, a misprint in each or another word among several allowed for."""
        return any(2 * _alike(forms, reading) > len(reading) for reading in self._readings)


def _alike(forms: Sequence[str], reading: Sequence[str]) -> int:
    return sum(any(_is_like(form, word) for form in forms) for word in reading)


def _is_like(form: str, word: str) -> bool:
    beginning = word[:_SAME_BEGINNING]
    return form == word or one_error(form, word) or (len(beginning) == _SAME_BEGINNING and form.startswith(beginning))


def _spelt_before(text: Text, number: int, short: str) -> Sequence[Part]:
    """The words before chunk `number` whose first letters are the abbreviation, if there are such."""
    words: list[Part] = []
    at = number
    while at > 0 and len(words) < 2 * len(short):
        at -= 1
        words = [*text.read_chunk(at).parts, *words]
        if initials([word.form for word in words]) == short:
            return words
    return ()


def _spelt_behind(text: Text, number: int, short: str) -> Sequence[Part]:
    """The words in the bracket behind chunk `number`, if the abbreviation is made of their first letters."""
    words: list[Part] = []
    for at in range(number + 1, min(number + 1 + 2 * len(short), len(text.chunks))):
        chunk = text.chunks[at]
        if not words and chunk[:1] != "(":
            return ()
        words += [part for part in text.read_chunk(at).parts if part.cased]
        if ")" in chunk:
            return words if initials([word.form for word in words]) == short else ()
    return ()


def initials(forms: Sequence[str]) -> str:
    """First letters, without those of little words."""
    return "".join(form[0] for form in forms if form not in _PASSED_OVER)


def _spells(short: str, forms: Sequence[str]) -> bool:
    """Whether the words may be shortened so: by their first letters, or by syllables in their order ("Bawaslu")."""
    if short.isupper():
        return short.lower() == initials(forms)
    letters = iter("".join(forms))
    return (
        bool(short) and any(form[0] == short[0].lower() for form in forms) and all(c in letters for c in short.lower())
    )


def _bracketed(text: Text, number: int) -> str:
    """The abbreviation that chunk `number` holds in brackets, or ""."""
    if number >= len(text.chunks) or text.chunks[number][:1] != "(" or ")" not in text.chunks[number]:
        return ""
    words = [part for part in text.read_chunk(number).parts if part.cased]
    if len(words) != 1:
        return ""
    cased = words[0].cased
    if cased.isupper():
        return cased if 2 <= len(cased) <= _LONGEST else ""
    syllables = cased[:1].isupper() and cased.isalpha() and _SHORTEST_SYLLABLES <= len(cased) <= _LONGEST * 3 // 2
    return cased if syllables else ""


def _set_equal(text: Text, number: int) -> int:
    """The chunk behind "atau", "yang disingkat" and the like after chunk `number`; 0 where nothing of it stands there."""
    introduced = False
    for at in range(number + 1, min(number + 5, len(text.chunks))):
        word = text.chunks[at].strip("(,").lower()
        if word not in _INTRODUCE and word not in _BESIDE:
            return at if introduced else 0
        introduced = introduced or word in _INTRODUCE
    return 0


def _capitals(text: Text, number: int) -> str:
    """The word of chunk `number`, if it is one of capitals."""
    words = [part.cased for part in text.read_chunk(number).parts if part.cased] if text.chunks[number] else []
    return words[0] if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= _LONGEST else ""
