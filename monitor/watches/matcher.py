"""Fires watches: one automaton over all literals, then only the queries whose anchor occurred are evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick_rs

from monitor.model import Document, Match, Span, WatchRules
from monitor.watches.compiling import Compiler, Costs
from monitor.watches.conditions import Condition, separate
from monitor.watches.entities import Entity
from monitor.watches.features import Features
from monitor.watches.finding import Found, Hit, Raw
from monitor.watches.literals import Literals
from monitor.watches.text import ChunkMemory, Reader
from monitor.watches.watch import Watch
from monitor.watches.words import Words

MOST_SPANS = 40
"""Spans a match carries at most."""


class Roster:
    """Some watches with the automaton over their literals."""

    def __init__(
        self, watches: Iterable[Watch], entities: Mapping[str, Entity], words: Words, memory: ChunkMemory, costs: Costs
    ) -> None:
        self.watches = tuple(watches)
        self._compiler = Compiler(Literals(memory, words), words, entities, costs)
        self._conditions: list[Condition | None] = [None] * len(self.watches)
        self._always: list[int] = []
        self._anchored: dict[int, list[int]] = {}
        self._anchor_all()
        lexicon = self._compiler.lexicon
        self._features = Features(lexicon.features)
        self._reader = Reader(memory, lexicon.vocabulary, self._features.of_word if self._features.of_words else None)
        self._automaton = ahocorasick_rs.AhoCorasick(lexicon.patterns, store_patterns=False)

    def _anchor_all(self) -> None:
        anchor_of, anchored = self._compiler.anchor, self._anchored
        for number, watch in enumerate(self.watches):
            anchor = anchor_of(watch.tree)
            if anchor is None:
                self._always.append(number)
                continue
            for literal in anchor.numbers:
                known = anchored.get(literal)
                if known is None:
                    anchored[literal] = [number]
                else:
                    known.append(number)

    def read(self, document: Document) -> Found:
        """What the document holds of the literals of these watches."""
        text = self._reader.read(document)
        size, lines = text.size, text.lines
        raw: Raw = {}
        for number, start, end in self._automaton.find_matches_as_indexes(text.stream, overlapping=True):
            if size <= start < lines:
                detour = text.on_detour(start, end)
                if detour is None:
                    continue
                start, end = detour  # noqa: PLW2901  (the same words, counted in the document)
            places = raw.get(number)
            if places is None:
                raw[number] = [(start, end)]
            else:
                places.append((start, end))
        if self._features.any:
            self._features.add_to(raw, text)
        return Found(text, raw)

    def firing(self, found: Found) -> list[tuple[Watch, Condition]]:
        """The watches that hold, in their order."""
        candidates = set(self._always)
        anchored = self._anchored
        for number in found.raw:
            if number in anchored:
                candidates.update(anchored[number])
        fired = []
        for number in sorted(candidates):
            condition = self._conditions[number] or self._compile(number)
            if condition.holds(found):
                fired.append((self.watches[number], condition))
        return fired

    def _compile(self, number: int) -> Condition:
        condition = self._conditions[number] = self._compiler.condition(self.watches[number].tree)
        return condition


class Matcher:
    """All watches, ready to be held against documents."""

    def __init__(
        self,
        watches: Iterable[Watch],
        entities: Mapping[str, Entity],
        words: Words,
        frequencies: Mapping[str, float] | None = None,
    ) -> None:
        memory = ChunkMemory(words)
        self._roster = Roster(watches, entities, words, memory, Costs(words, frequencies or {}))
        self.rules: Mapping[str, WatchRules] = {watch.name: watch.rules for watch in self._roster.watches}

    def match(self, document: Document) -> list[Match]:
        """The watches that the document satisfies, each with the places that made it."""
        found = self._roster.read(document)
        return [Match(watch.name, _spans(found, condition)) for watch, condition in self._roster.firing(found)]


def _spans(found: Found, condition: Condition) -> tuple[Span, ...]:
    hits = condition.hits(found)
    if len(hits) == 1:
        return (found.span(hits[0]),)
    return tuple([found.span(hit) for hit in separate(hits)[:MOST_SPANS]])
