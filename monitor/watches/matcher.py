"""Fires watches: one automaton over all literals, then only the queries whose anchor occurred are evaluated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any

import ahocorasick_rs

from monitor.model import Document, Match, NearMiss, Span
from monitor.rules import WatchRules
from monitor.watches.anchors import Anchors
from monitor.watches.compiling import Compiler, Costs
from monitor.watches.conditions import Condition, separate_marks
from monitor.watches.entities import Entity
from monitor.watches.features import Features
from monitor.watches.finding import Found, Mark, Raw, SpanMaker
from monitor.watches.formatting import fields_of
from monitor.watches.literals import Literals
from monitor.watches.missing import near_miss
from monitor.watches.text import ChunkMemory, Reader
from monitor.watches.watch import Watch
from monitor.watches.words import Words

MOST_SPANS = 40
"""Spans a match carries at most."""
_WORD = re.compile(r"[^\W\d_]+")


class Roster:
    """Some watches with the automaton over their literals."""

    def __init__(
        self, watches: Iterable[Watch], entities: Mapping[str, Entity], words: Words, memory: ChunkMemory, costs: Costs
    ) -> None:
        self.watches = tuple(watches)
        self._names = [watch.name for watch in self.watches]
        self._compiler = Compiler(Literals(memory, words), words, entities, costs)
        self._asked: dict[int, Condition] = {}
        self._anchors = Anchors()
        self._mentions: dict[int, list[int]] | None = None
        self._anchor_all()
        lexicon = self._compiler.lexicon
        self._features = Features(lexicon.features)
        self._reader = Reader(memory, lexicon.vocabulary, self._features.of_word if self._features.of_words else None)
        self._automaton = ahocorasick_rs.AhoCorasick(lexicon.patterns, store_patterns=False)

    def _anchor_all(self) -> None:
        condition_of, add = self._compiler.condition, self._anchors.add
        for number, watch in enumerate(self.watches):
            condition = condition_of(watch.tree)
            if add(number, condition):
                self._asked[number] = condition
        lexicon = self._compiler.lexicon
        self._anchors.close(-len(lexicon.features), len(lexicon.features) + len(lexicon.patterns))

    def read(self, document: Document, make: SpanMaker = Span) -> Found:
        """What the document holds of the literals of these watches."""
        text = self._reader.read(document)
        size, lines = text.size, text.lines
        raw: Raw = {}
        for hit in self._automaton.find_matches_as_indexes(text.stream, overlapping=True):
            number, start, end = hit
            if start >= size and start < lines:
                detour = text.on_detour(start, end)
                if detour is None:
                    continue
                hit = number, *detour  # noqa: PLW2901  (the same words, counted in the document)
            places = raw.get(number)
            if places is None:
                raw[number] = [hit]
            else:
                places.append(hit)
        if self._features.any:
            self._features.add_to(raw, text)
        return Found(text, raw, make)

    def fires(self, document: Document, make: SpanMaker) -> list[tuple[str, tuple[Any, ...]]]:
        """The watches that hold, in their order, each with the places that make it hold."""
        found = self.read(document, make)
        holding, candidates = self._anchors.under(found.raw.keys())
        marks: dict[int, Sequence[Mark]] = {
            number: found.word_marks(words[0]) if len(words) == 1 else list(chain(*map(found.word_marks, words)))
            for number, words in holding.items()
        }
        marks.update((number, self._asked[number].marks(found)) for number in self._holding(candidates, found))
        names = self._names
        return [(names[number], _spans(marks[number])) for number in sorted(marks)]

    def _holding(self, candidates: Iterable[int], found: Found) -> Iterator[int]:
        return (number for number in candidates if self._asked[number].holds(found))

    def near_misses(self, document: Document, only: str | None) -> list[NearMiss]:
        found = self.read(document)
        holding, candidates = self._anchors.under(found.raw.keys())
        misses = []
        for number in sorted(self._touched(found).difference(holding, self._holding(candidates, found))):
            watch = self.watches[number]
            if only in (None, watch.name):
                miss = near_miss(self._compiler, watch, found)
                if miss is not None:
                    misses.append(miss)
        return misses

    def _touched(self, found: Found) -> set[int]:
        """Watches of which any term occurs."""
        if self._mentions is None:
            mentions: dict[int, list[int]] = {}
            for number, watch in enumerate(self.watches):
                for literal in self._compiler.all_numbers(watch.tree):
                    mentions.setdefault(literal, []).append(number)
            self._mentions = mentions
        return {number for literal in found.raw for number in self._mentions.get(literal, ())} | set(
            self._anchors.always
        )

    def naming(self, entities: Set[str]) -> list[Watch]:
        """The watches that refer to one of these entities."""
        return [
            watch for watch in self.watches
            if "@" in watch.query and any(t.mode == "entity" and t.text in entities for t, _ in fields_of(watch.tree))
        ]  # fmt: skip


class Matcher:
    """All watches, ready to be held against documents. Immutable: an edit yields another matcher.

    `frequencies` tell in what share of articles a word occurs (`word_shares`); they only make matching faster.
    """

    __slots__ = ("_edited", "_entities", "_frequencies", "_masked", "_memory", "_roster", "_words", "rules")

    def __init__(
        self,
        watches: Iterable[Watch],
        entities: Mapping[str, Entity],
        words: Words,
        frequencies: Mapping[str, float] | None = None,
    ) -> None:
        self._words = words
        self._entities = entities
        self._frequencies = frequencies or {}
        self._memory = ChunkMemory(words)
        self._roster = self._enrol(watches, entities)
        self._edited: Roster | None = None
        self._masked: frozenset[str] = frozenset()
        self.rules: Mapping[str, WatchRules] = {watch.name: watch.rules for watch in self._roster.watches}

    def match(self, document: Document) -> list[Match]:
        """The watches that the document satisfies, each with the places that made it."""
        return [Match(name, spans) for name, spans in self.fires(document, Span)]

    def fires(self, document: Document, make: SpanMaker) -> list[tuple[str, tuple[Any, ...]]]:
        """The same as names and spans, these as `make` makes them: once, however many watches share one."""
        fired = self._roster.fires(document, make)
        if self._masked:
            fired = [(name, spans) for name, spans in fired if name not in self._masked]
        return fired + self._edited.fires(document, make) if self._edited is not None else fired

    def near_misses(self, document: Document, only: str | None = None) -> list[NearMiss]:
        """The watches that nearly fired, with the clause that failed; `only` asks about one watch."""
        misses = [miss for miss in self._roster.near_misses(document, only) if miss.watch not in self._masked]
        return misses + (self._edited.near_misses(document, only) if self._edited is not None else [])

    @property
    def edits(self) -> int:
        """Watches changed since the last rebuild; some thousands of them are reason for one."""
        return len(self._masked)

    def amended(
        self, changed: Iterable[Watch], removed: Iterable[str] = (), entities: Mapping[str, Entity] | None = None
    ) -> Matcher:
        """A matcher with some watches new, changed or gone, at the cost of these alone.

        `entities`: all entities there are now, where any changed; watches that name a changed one are taken along.
        """
        other = Matcher.__new__(Matcher)
        other._words, other._frequencies, other._memory = self._words, self._frequencies, self._memory
        other._roster = self._roster
        other._entities = self._entities if entities is None else entities
        current = {watch.name: watch for watch in self._edited.watches} if self._edited is not None else {}
        if entities is not None:
            altered = {key for key in {*entities, *self._entities} if entities.get(key) != self._entities.get(key)}
            current |= {watch.name: watch for watch in self._roster.naming(altered) if watch.name not in self._masked}
        current |= {watch.name: watch for watch in changed}
        gone = set(removed)
        for name in gone:
            current.pop(name, None)
        other._masked = self._masked | current.keys() | gone
        other._edited = other._enrol(current.values(), other._entities) if current else None
        rules = dict(self.rules)
        for name in gone:
            rules.pop(name, None)
        rules.update((watch.name, watch.rules) for watch in current.values())
        other.rules = rules
        return other

    def _enrol(self, watches: Iterable[Watch], entities: Mapping[str, Entity]) -> Roster:
        return Roster(watches, entities, self._words, self._memory, Costs(self._words, self._frequencies))


def word_shares(documents: Iterable[Document]) -> dict[str, float]:
    """In what share of some stored articles each word occurs, for the choice of anchors."""
    seen: Counter[str] = Counter()
    total = 0
    for document in documents:
        total += 1
        seen.update(set(_WORD.findall(f"{document.title} {document.body}".lower())))
    return {word: count / total for word, count in seen.items()}


def _spans(marks: Sequence[Mark]) -> tuple[Any, ...]:
    if len(marks) == 1:
        return (marks[0][2],)
    return tuple([span for _, _, span in separate_marks(marks)[:MOST_SPANS]])
