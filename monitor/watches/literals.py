"""What terms look like in a stream of words: literals, as runs of codes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.watches.chunks import CLITIC_MARK, CLITICS, STOP, is_simple
from monitor.watches.text import ChunkMemory
from monitor.watches.vocabulary import Vocabulary
from monitor.watches.words import Words

_BRACES = re.compile(r"\{([^{}]*)\}")
ANY_CASE = "?"

Forms = tuple[str, ...]

Key = str | int
"""What is looked for in a text: a run of codes, or the number of a feature."""


class Literal(NamedTuple):
    """`readings`: the words of the same thing written in different ways; `cased`: their capitals, "?" for any case."""

    readings: tuple[Forms, ...]
    cased: tuple[str, ...] | None = None


class Literals:
    """Makes literals from what people write."""

    __slots__ = ("_apart", "_compound_words", "_joined", "_memory")

    def __init__(self, memory: ChunkMemory, words: Words) -> None:
        self._memory = memory
        self._apart = {a + b: (a, b) for a, b in words.compounds}
        self._joined = set(words.compounds)
        self._compound_words = {*self._apart, *(a for a, _ in words.compounds)}

    def of(self, text: str) -> Literal:
        """A word or phrase; words in braces want exact case. No readings where nothing is left to look for."""
        cased = self._cased(text) if "{" in text else None
        forms, other = self._forms(_BRACES.sub(r"\1", text) if "{" in text else text)
        if not forms:
            return Literal(())
        readings = dict.fromkeys(reading for way in (forms, *other) for reading in self._written(way))
        return Literal(tuple(readings), cased)

    def simple(self, word: str) -> str:
        """The form of a plain word that can be read in one way; "" where `of` must look closer."""
        form = word.lower()
        if not is_simple(word) or form.endswith(CLITICS) or form in self._compound_words or len(word) == 1:
            return ""
        return form

    def _forms(self, text: str) -> tuple[Forms, list[Forms]]:
        """The words, initials drawn together; and the words with hyphens left out."""
        forms: list[str] = []
        closed: list[str] = []
        initials = ""
        for name in [*text.split(), ""]:
            chunk = self._memory.chunk(name)
            if chunk.initial:
                initials += chunk.parts[0].form
                continue
            if initials:
                forms.append(initials)
                closed.append(initials)
                initials = ""
            parts = [part.form for part in chunk.parts if part.form != STOP]
            reading = chunk.other[0] if chunk.other else ()
            if len(reading) > 1 and reading[0] == reading[1]:
                parts = list(reading)
            forms += parts
            closed += reading or parts
        return tuple(forms), [] if closed == forms else [tuple(closed)]

    def _written(self, forms: Forms) -> tuple[Forms, ...]:
        """The words with pairs like "wali kota" apart and joined."""
        found = [forms]
        for at, form in enumerate(forms):
            pair = self._apart.get(form)
            if pair:
                found.append((*forms[:at], *pair, *forms[at + 1 :]))
            elif (form, *forms[at + 1 : at + 2]) in self._joined:
                found.append((*forms[:at], form + forms[at + 1], *forms[at + 2 :]))
        return tuple(found)

    def _cased(self, text: str) -> tuple[str, ...]:
        out: list[str] = []
        at = 0
        for found in _BRACES.finditer(text):
            out += self._letters(text[at : found.start()], exact=False)
            out += self._letters(found[1], exact=True)
            at = found.end()
        return (*out, *self._letters(text[at:], exact=False))

    def _letters(self, text: str, *, exact: bool) -> list[str]:
        parts = [part for name in text.split() for part in self._memory.chunk(name).parts if part.form != STOP]
        return [part.cased if exact and part.form[0] != CLITIC_MARK else ANY_CASE for part in parts]


class Lexicon:
    """Codes for words, and numbers (from minus one down) for features of words. It only grows, so what was made stays right."""

    __slots__ = ("features", "vocabulary")

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.features: dict[tuple[str, str], int] = {}
        """Numbers by kind ("prefix", "stem", "typo", "inside") and value."""

    def pattern(self, forms: Sequence[str], mark: str = "") -> str:
        """A run of words in codes; `mark` says in which field they are looked for."""
        code = self.vocabulary.code
        return "".join([code(mark + form) for form in forms])

    def feature(self, kind: str, value: str) -> int:
        return self.features.setdefault((kind, value), -1 - len(self.features))
