"""What words are found by beside their own form: prefixes, roots, typing errors; and fixed words inside expressions."""

from collections.abc import Mapping

from monitor.watches.stems import roots
from monitor.watches.text import Place, Text
from monitor.watches.typos import Misspelt

Places = dict[int, list[Place]]
"""Where words stand that have a feature, by its number; a word inside an expression counts wherever it stands."""


class Features:
    """The features that the watches ask for, by kind."""

    __slots__ = ("_inside", "_prefixes", "_sizes", "_stems", "_typos", "any", "of_words")

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

    def of_text(self, text: Text) -> Places:
        """Where the document has which feature."""
        found: Places = {}
        for number, start, end in text.features():
            found.setdefault(number, []).append(Place(start, end))
        if self._inside:
            document = text.document
            lowered = f"{document.title}\n{document.body}".lower()
            for literal, number in self._inside.items():
                if literal in lowered:
                    found[number] = [Place(0, 0)]
        return found
