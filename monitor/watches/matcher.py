"""Fires watches: one automaton over all literals, then only the queries whose anchor occurred are evaluated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain
from operator import itemgetter
from typing import Any

import ahocorasick_rs

from monitor.model import Document, Match, NearMiss, Span
from monitor.rules import WatchRules
from monitor.watches.anchors import Anchors
from monitor.watches.compiling import Compiler, Costs
from monitor.watches.conditions import Condition, separate_marks
from monitor.watches.entities import Entity
from monitor.watches.features import Features
from monitor.watches.finding import Found, Mark, SpanMaker
from monitor.watches.formatting import fields_of
from monitor.watches.literals import Key, Lexicon, Literals
from monitor.watches.missing import near_miss
from monitor.watches.query import Node
from monitor.watches.text import ChunkMemory, Reader
from monitor.watches.watch import Watch
from monitor.watches.words import Words

MOST_SPANS = 40
"""Spans a match carries at most."""
_WORD = re.compile("[a-z]+")


class Roster:
    """Some watches with the automaton over their anchors; the rest of a query is made ready when one first occurs."""

    __slots__ = ("_anchors", "_automaton", "_compiler", "_conditions", "_mentions", "_names", "watches")

    def __init__(self, watches: Iterable[Watch], compiler: Compiler) -> None:
        self.watches = tuple(watches)
        self._names = [watch.name for watch in self.watches]
        self._compiler = compiler
        self._anchors = Anchors()
        for number, watch in enumerate(self.watches):
            self._anchor(number, watch.tree)
        self._anchors.close()
        self._automaton = ahocorasick_rs.AhoCorasick(self._anchors.patterns, store_patterns=False)
        self._conditions: dict[int, Condition] = {}
        self._mentions: _Mentions | None = None

    def _anchor(self, number: int, tree: Node) -> None:
        words = self._compiler.words(tree)
        if words is not None:
            for term, keys in words:
                self._anchors.tell(keys, number, term)
            return
        keys, also = self._compiler.anchor(tree)
        if keys:
            self._anchors.ask(keys, number, also)
        else:
            self._anchors.always.append(number)

    def fires(self, found: Found) -> list[tuple[str, tuple[Any, ...]]]:
        """The watches that hold, in their order, each with the places that make it hold."""
        anchors = self._anchors
        firsts, watches, whats, terms = anchors.firsts, anchors.watches, anchors.whats, anchors.terms
        marks: dict[int, Sequence[Mark]] = {}
        asked = dict.fromkeys(anchors.always)
        places = found.located(self._automaton.find_matches_as_indexes(found.stream, overlapping=True))
        holds = found.text.present(len(places))
        for number, hits in places.items():
            told: dict[int, list[Mark]] = {}
            for row in range(firsts[number], firsts[number + 1]):
                what = whats[row]
                if what >= 0:
                    if holds[what]:
                        asked[watches[row]] = None
                    continue
                more = told.get(what)
                if more is None:
                    more = told[what] = found.word_marks(hits, terms[~what])
                watch = watches[row]
                marks[watch] = [*marks[watch], *more] if watch in marks else more
        for watch, what in anchors.by_features(found.features):
            if holds[what]:
                asked[watch] = None
        for watch in asked:
            condition = self._condition(watch)
            if condition.holds(found):
                marks[watch] = condition.marks(found)
        names = self._names
        return [(names[number], _spans(marks[number])) for number in sorted(marks)]

    def _condition(self, number: int) -> Condition:
        known = self._conditions.get(number)
        if known is None:
            known = self._conditions[number] = self._compiler.condition(self.watches[number].tree)
        return known

    def near_misses(self, found: Found, only: str | None) -> list[NearMiss]:
        misses = []
        for number in sorted(self._touched(found)):
            watch = self.watches[number]
            if only in (None, watch.name) and not self._condition(number).holds(found):
                miss = near_miss(self._compiler, watch, found)
                if miss is not None:
                    misses.append(miss)
        return misses

    def _touched(self, found: Found) -> set[int]:
        """Watches of which any term occurs."""
        if self._mentions is None:
            self._mentions = _Mentions(self._compiler.all_keys(watch.tree) for watch in self.watches)
        return self._mentions.touched(found) | set(self._anchors.always)

    def naming(self, entities: Set[str]) -> list[Watch]:
        """The watches that refer to one of these entities."""
        return [
            watch for watch in self.watches
            if "@" in watch.query and any(t.mode == "entity" and t.text in entities for t, _ in fields_of(watch.tree))
        ]  # fmt: skip


class _Mentions:
    """The watches under every one of their keys: for telling near misses."""

    __slots__ = ("_automaton", "_keys")

    def __init__(self, keys_of: Iterable[Set[Key]]) -> None:
        self._keys = Anchors()
        for number, keys in enumerate(keys_of):
            self._keys.ask(keys, number)
        self._keys.close()
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys.patterns, store_patterns=False)

    def touched(self, found: Found) -> set[int]:
        hits = self._automaton.find_matches_as_indexes(found.stream, overlapping=True)
        under = chain.from_iterable(map(self._keys.under, set(map(_number, hits))))
        return {watch for watch, _ in chain(under, self._keys.by_features(found.features))}


def _counted(rules: Mapping[str, WatchRules]) -> bool:
    """Whether any watch limits its messages of an hour."""
    return any(rule.max_per_hour for rule in rules.values())


class Matcher:
    """All watches, ready to be held against documents. Immutable: an edit yields another matcher.

    `frequencies` tell in what share of articles a word occurs (`word_shares`); they only make matching faster.
    """

    __slots__ = ("_costs", "_edited", "_entities", "_features", "_lexicon", "_masked", "_memory", "_reader", "_roster",
                 "_words", "counted", "rules")  # fmt: skip

    def __init__(
        self,
        watches: Iterable[Watch],
        entities: Mapping[str, Entity],
        words: Words,
        frequencies: Mapping[str, float] | None = None,
    ) -> None:
        self._words = words
        self._entities = entities
        self._costs = Costs(words, frequencies or {})
        self._memory = ChunkMemory(words)
        self._lexicon = Lexicon()
        self._edited: Roster | None = None
        self._masked: frozenset[str] = frozenset()
        self._roster = self._enrol(watches)
        self.rules: Mapping[str, WatchRules] = {watch.name: watch.rules for watch in self._roster.watches}
        self.counted = _counted(self.rules)

    def match(self, document: Document) -> list[Match]:
        """The watches that the document satisfies, each with the places that made it."""
        return [Match(name, spans) for name, spans in self.fires(document, Span)]

    def fires(self, document: Document, make: SpanMaker) -> list[tuple[str, tuple[Any, ...]]]:
        """The same as names and spans, these as `make` makes them: once, however many watches share one."""
        found = self._read(document, make)
        fired = self._roster.fires(found)
        if self._masked:
            fired = [(name, spans) for name, spans in fired if name not in self._masked]
        return fired + self._edited.fires(found) if self._edited is not None else fired

    def near_misses(self, document: Document, only: str | None = None) -> list[NearMiss]:
        """The watches that nearly fired, with the clause that failed; `only` asks about one watch."""
        found = self._read(document, Span)
        misses = [miss for miss in self._roster.near_misses(found, only) if miss.watch not in self._masked]
        return misses + (self._edited.near_misses(found, only) if self._edited is not None else [])

    def _read(self, document: Document, make: SpanMaker) -> Found:
        text = self._reader.read(document)
        return Found(text, self._features.of_text(text) if self._features.any else {}, make)

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
        other._words, other._costs, other._memory = self._words, self._costs, self._memory
        other._roster, other._lexicon = self._roster, self._lexicon
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
        other._features = self._features
        edited = other._enrol(current.values(), self._reader)
        other._edited = edited if current else None
        rules = dict(self.rules)
        for name in gone:
            rules.pop(name, None)
        rules.update((watch.name, watch.rules) for watch in current.values())
        other.rules, other.counted = rules, _counted(rules)
        return other

    def _enrol(self, watches: Iterable[Watch], reader: Reader | None = None) -> Roster:
        """An automaton over these watches, and a reader that knows all words of all watches: `reader`, if it does already.

        Words get codes and never lose them, so that a text is read once for the automata of before and after an edit.
        """
        lexicon = self._lexicon
        before = len(lexicon.vocabulary), len(lexicon.features)
        literals = Literals(self._memory, self._words)
        roster = Roster(watches, Compiler(lexicon, literals, self._words, self._entities, self._costs))
        if reader is None or before != (len(lexicon.vocabulary), len(lexicon.features)):
            self._features = Features(lexicon.features)
            of_word = self._features.of_word if self._features.of_words else None
            reader = Reader(self._memory, lexicon.vocabulary, of_word)
        self._reader = reader
        return roster


def word_shares(documents: Iterable[Document]) -> dict[str, float]:
    """In what share of some stored articles each word occurs, for the choice of anchors."""
    seen: Counter[str] = Counter()
    total = 0
    for document in documents:
        total += 1
        seen.update(set(_WORD.findall(f"{document.title} {document.body}".lower())))
    return {word: count / total for word, count in seen.items()}


_number = itemgetter(0)


def _spans(marks: Sequence[Mark]) -> tuple[Any, ...]:
    if len(marks) == 1:
        return (marks[0][2],)
    return tuple([span for _, _, span in separate_marks(marks)[:MOST_SPANS]])
