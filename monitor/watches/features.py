"""What words are found by beside their own form: prefixes, roots, typing errors; and fixed words inside expressions."""

from collections.abc import Mapping

from monitor.watches.stems import roots
from monitor.watches.text import PUBLISHER, SECTION, Place, Text
from monitor.watches.typos import Misspelt

Places = dict[int, list[Place]]
"""Where words stand that have a feature, by its number; of some it only counts that they stand anywhere."""

_MARKS = (PUBLISHER, SECTION)


class Features:
    """The features that the watches ask for, by kind."""

    __slots__ = ("_inside", "_on_lines", "_prefixes", "_sizes", "_stems", "_typos", "any", "of_words")

    def __init__(self, numbers: Mapping[tuple[str, str], int]) -> None:
        kinds: dict[str, dict[str, int]] = {"prefix": {}, "stem": {}, "typo": {}, "inside": {}}
        for (kind, value), number in numbers.items():
            kinds[kind][value] = number
        self._prefixes = kinds["prefix"]
        self._sizes = sorted({len(prefix) for prefix in self._prefixes})
        self._stems = kinds["stem"]
        self._typos = Misspelt(kinds["typo"]) if kinds["typo"] else None
        self._inside = kinds["inside"]
        self.of_words = bool(self._prefixes or self._stems or self._typos)
        self._on_lines = any(value[0] in _MARKS for _, value in numbers)
        self.any = self.of_words or bool(self._inside)

    def of_word(self, word: str) -> tuple[int, ...]:
        """Numbers of the features of a word of title or body."""
        found: list[int] = []
        if self._sizes:
            prefixes = self._prefixes
            found += [prefixes[word[:size]] for size in self._sizes if size <= len(word) and word[:size] in prefixes]
        if self._stems:
            found += [self._stems[root] for root in roots(word) & self._stems.keys()]
        if self._typos:
            found += self._typos.numbers(word)
        return tuple(found)

    def _of_line(self, mark: str, form: str) -> list[int]:
        """The same for a word of publisher or section, whose features stand under its mark."""
        prefixes = [mark + form[:size] for size in range(1, len(form) + 1)]
        stems = [mark + root for root in roots(form)]
        return [self._prefixes[p] for p in prefixes if p in self._prefixes] + [
            self._stems[stem] for stem in stems if stem in self._stems
        ]

    def of_text(self, text: Text) -> Places:
        """Where the document has which feature."""
        found: Places = {}
        for number, start, end in text.features():
            found.setdefault(number, []).append(Place(start, end))
        if self._on_lines:
            for mark, form in text.line_forms():
                for number in self._of_line(mark, form):
                    found[number] = [Place(text.lines, text.lines)]
        if self._inside:
            document = text.document
            lowered = f"{document.title}\n{document.body}".lower()
            for literal, number in self._inside.items():
                if literal in lowered:
                    found[number] = [Place(0, 0)]
        return found
