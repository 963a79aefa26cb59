"""Fires watches: one automaton over all literals, then only the queries whose anchor occurred are evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick_rs

from monitor.model import Document, Match, Span, WatchRules
from monitor.watches.compiling import Compiler, separate
from monitor.watches.entities import Entity
from monitor.watches.finding import Condition, Found, Hit
from monitor.watches.literals import Literals
from monitor.watches.text import Text, TextReader
from monitor.watches.watch import Watch
from monitor.watches.words import Words

MOST_SPANS = 40
"""Spans a match carries at most."""


class _Part:
    """Some watches with their automaton."""

    def __init__(self, watches: Iterable[Watch], entities: Mapping[str, Entity], words: Words, texts: TextReader) -> None:
        self.watches = list(watches)
        self.compiler = Compiler(Literals(texts, words), words, dict(entities), {})
        self._conditions: list[Condition | None] = [None] * len(self.watches)
        self._always: list[int] = []
        anchored: dict[int, list[int]] = {}
        for number, watch in enumerate(self.watches):
            anchor = self.compiler.anchor(watch.tree)
            if anchor is None:
                self._always.append(number)
                continue
            for literal in anchor.numbers:
                anchored.setdefault(literal, []).append(number)
        self._anchored = anchored
        self._automaton = ahocorasick_rs.AhoCorasick(self.compiler.lexicon.patterns, store_patterns=False)

    def fires(self, text: Text) -> list[tuple[Watch, Found]]:
        raw: dict[int, list[tuple[int, int]]] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(text.stream, overlapping=True):
            places = raw.get(number)
            if places is None:
                raw[number] = [(start, end)]
            else:
                places.append((start, end))
        found = Found(text, raw)
        candidates = set(self._always)
        anchored = self._anchored
        for number in raw:
            if number in anchored:
                candidates.update(anchored[number])
        return [(self.watches[n], found) for n in sorted(candidates) if self._condition(n)(found)]

    def _condition(self, number: int) -> Condition:
        condition = self._conditions[number]
        if condition is None:
            condition = self._conditions[number] = self.compiler.condition(self.watches[number].tree)
        return condition

    def hits(self, watch: Watch, found: Found) -> list[Hit]:
        return self.compiler.hits(watch.tree, found)


class Matcher:
    """All watches, ready to be held against documents."""

    def __init__(self, watches: Iterable[Watch], entities: Mapping[str, Entity], words: Words) -> None:
        self._texts = TextReader(words)
        self._part = _Part(watches, entities, words, self._texts)
        self.rules: Mapping[str, WatchRules] = {watch.name: watch.rules for watch in self._part.watches}

    def match(self, document: Document) -> list[Match]:
        """The watches that the document satisfies, each with the places that made it."""
        text = self._texts.read(document)
        return [Match(watch.name, spans(text, self._part.hits(watch, found))) for watch, found in self._part.fires(text)]


def spans(text: Text, hits: list[Hit]) -> tuple[Span, ...]:
    """Hits in terms of the document as given."""
    out = []
    for hit in separate(hits)[:MOST_SPANS]:
        if hit.place.start >= text.lines:
            continue
        field, start, end = text.span(hit.place)
        whole = text.document.title if field == "title" else text.document.body
        out.append(Span(field, start, end, whole[start:end], hit.term, hit.reason))
    return tuple(out)
