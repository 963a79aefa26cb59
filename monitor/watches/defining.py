"""Abbreviations that an article itself defines: "Amerika Serikat (AS)" makes AS mean that from there on."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.watches.chunks import CLITIC_MARK, Part
from monitor.watches.entities import EntityKind
from monitor.watches.finding import Hit
from monitor.watches.text import Place, Text

_LONGEST = 8
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
        for short, since in self._introduced(text, hits).items():
            for number, chunk in enumerate(text.chunks):
                if number < since or short not in chunk:
                    continue
                for at, part in enumerate(text.read_chunk(number).parts):
                    place = Place(text.starts[number] + at, text.starts[number] + at + 1)
                    if part.cased == short and place.start not in taken:
                        taken.add(place.start)
                        found.append(Hit(place, short, "defined in the article"))
        return found

    def refuse(self, text: Text, hits: Sequence[Hit]) -> None:
        """Rejects an abbreviation of the entity where the article gives it to something else."""
        for hit in hits:
            if hit.rejected or hit.place.end - hit.place.start != 1:
                continue
            part = text.part(hit.place.start)
            if part.form in self._spelt and part.cased.isupper():
                rival = self._rival(text, part)
                hit.rejected = f"here {part.cased} is {rival}" if rival else ""

    def _introduced(self, text: Text, hits: Sequence[Hit]) -> dict[str, int]:
        """Abbreviations in brackets behind a full form, with the chunk they stand in."""
        found: dict[str, int] = {}
        for hit in hits:
            if hit.rejected or hit.place.end - hit.place.start < 2:
                continue
            number = text.chunk_of(hit.place.end - 1) + 1
            short = _bracketed(text, number)
            if short and self._fits(short, text.parts(hit.place)):
                found.setdefault(short, number)
        return found

    def _fits(self, short: str, parts: Sequence[Part]) -> bool:
        forms = [part.form for part in parts if part.form[0] != CLITIC_MARK]
        return self._kind is EntityKind.ORGANISATION or short.lower() == initials(forms)

    def _rival(self, text: Text, short: Part) -> str:
        """The words that the article spells the abbreviation out by, where they are none of the entity's."""
        for number, chunk in enumerate(text.chunks):
            if chunk[:1] != "(" or short.cased not in chunk or _bracketed(text, number) != short.cased:
                continue
            words: list[Part] = []
            at = number
            while at > 0 and len(words) < 2 * len(short.form):
                at -= 1
                words = [*text.read_chunk(at).parts, *words]
                forms = tuple(word.form for word in words)
                if initials(forms) == short.form and words[0].cased[:1].isupper():
                    return "" if self._resembles(forms) else " ".join(word.cased for word in words)
        return ""

    def _resembles(self, forms: Sequence[str]) -> bool:
        """Whether the words are one of the entity's own forms, a misprint allowed for."""
        return any(2 * len(set(forms) & set(reading)) >= len(reading) for reading in self._readings)


def initials(forms: Sequence[str]) -> str:
    """First letters, without those of little words."""
    return "".join(form[0] for form in forms if form not in _PASSED_OVER)


def _bracketed(text: Text, number: int) -> str:
    """The abbreviation that chunk `number` holds in brackets, or ""."""
    if number >= len(text.chunks) or text.chunks[number][:1] != "(" or ")" not in text.chunks[number]:
        return ""
    words = [part for part in text.read_chunk(number).parts if part.cased]
    if len(words) != 1 or not words[0].cased.isupper() or not 2 <= len(words[0].cased) <= _LONGEST:
        return ""
    return words[0].cased
