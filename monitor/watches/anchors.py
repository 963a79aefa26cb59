"""Which watches stand under which literal."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from monitor.watches.literals import Key

_MOST_BESIDE = 16
"""Of so many codes one is looked for beside an anchor; where there are more, the watch is asked without."""


class Anchors:
    """For each key the watches that cannot hold without it (or another one of their keys).

    Under a key a watch stands with a number: below zero that of the term, in `terms` from its end, whose occurrence is
    enough for it to hold; else the code of a word that must stand in the text, too, for it to be worth asking, or 0
    where none is known. The numbers lie side by side in arrays: objects would lie apart in memory.
    """

    __slots__ = ("_by_feature", "_keys", "_numbers", "_term_numbers", "always", "firsts", "patterns", "terms", "watches",
                 "whats")  # fmt: skip

    def __init__(self) -> None:
        self.always: list[int] = []
        """Watches without anchor, which are asked about every text."""
        self.patterns: list[str] = []
        """The keys that are runs of codes, in the order of their numbers."""
        self.terms: list[str] = []
        self.firsts = array("i")
        """By number where in the next two stands what is under a pattern; up to where the next one's begins."""
        self.watches = array("i")
        self.whats = array("i")
        self._keys = array("i")
        self._numbers: dict[str, int] = {}
        self._term_numbers: dict[str, int] = {}
        self._by_feature: dict[int, list[tuple[int, int]]] = {}

    def tell(self, keys: Iterable[Key], watch: int, term: str) -> None:
        """Puts a watch under keys any of which, an occurrence of this term, is enough."""
        number = self._term_numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        self._add(keys, watch, (~number,))

    def ask(self, keys: Iterable[Key], watch: int, beside: Iterable[Key] = ()) -> None:
        """Puts a watch under keys of which one must occur, and one of those beside it, too."""
        # of a phrase the word that was named last: it is hardly a common one
        codes = {0 if isinstance(key, int) else ord(max(key)) for key in beside}
        self._add(keys, watch, (0,) if 0 in codes or not 0 < len(codes) <= _MOST_BESIDE else codes)

    def _add(self, keys: Iterable[Key], watch: int, whats: Iterable[int]) -> None:
        for key in keys:
            if isinstance(key, int):
                self._by_feature.setdefault(key, []).extend((watch, what) for what in whats)
                continue
            number = self._numbers.setdefault(key, len(self.patterns))
            if number == len(self.patterns):
                self.patterns.append(key)
            for what in whats:
                self._keys.append(number)
                self.watches.append(watch)
                self.whats.append(what)

    def close(self) -> None:
        """No more watches come: those under one key are put side by side."""
        keys = np.frombuffer(self._keys, np.intc)
        order = keys.argsort(kind="stable")
        counts = np.bincount(keys, minlength=len(self.patterns))
        self.firsts = array("i", [0])
        self.firsts.frombytes(counts.cumsum().astype(np.intc).tobytes())
        self.watches, self.whats = (
            array("i", np.frombuffer(row, np.intc)[order].tobytes()) for row in (self.watches, self.whats)
        )
        self._keys, self._numbers, self._term_numbers = array("i"), {}, {}

    def under(self, number: int) -> Iterator[tuple[int, int]]:
        """Watches, with their numbers, under a pattern."""
        part = slice(self.firsts[number], self.firsts[number + 1])
        return zip(self.watches[part], self.whats[part], strict=True)

    def by_features(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The same under the features that a text has."""
        for number in numbers:
            yield from self._by_feature.get(number, ())
