"""From trees to what the matcher needs: at load a watch's anchors, at its first chance to fire its condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from monitor.watches.conditions import (
    AllOf,
    AnyOf,
    AnyWord,
    Condition,
    Counted,
    Judged,
    Nearby,
    OnLine,
    Single,
    Without,
)
from monitor.watches.entities import Entity
from monitor.watches.finding import FeatureFinder, Finder, Found, Hit, WordFinder
from monitor.watches.formatting import fields_of
from monitor.watches.literals import Lexicon, Literals
from monitor.watches.names import spellings
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term, Within
from monitor.watches.recognising import EntityFinder, forms_of
from monitor.watches.regexes import RegexFinder, required_literal
from monitor.watches.text import PUBLISHER, SECTION
from monitor.watches.typos import slots
from monitor.watches.words import Words

_MARKS = {"publisher": PUBLISHER, "section": SECTION}
_FEATURE_COST = 0.02
"""Share of articles in which a prefix, a root or a misspelt name is expected; no better guess is kept."""


_PHRASE = 0.05
"""How much rarer a phrase is than its rarest word."""


class Anchor(NamedTuple):
    """Numbers of which at least one occurs wherever the node holds; `cost`: how many times an article that may be."""

    cost: float
    numbers: tuple[int, ...]


_UNANCHORED = Anchor(float("inf"), ())


class Costs:
    """In what share of articles a word occurs: learnt from stored articles, else guessed from rank and length."""

    __slots__ = ("_known",)

    def __init__(self, words: Words, frequencies: Mapping[str, float]) -> None:
        ranked = {word: 1.0 / (1.0 + rank / 40.0) for rank, word in enumerate(words.common)}
        self._known = {**ranked, **frequencies}

    def of_word(self, form: str) -> float:
        return self._known.get(form) or 0.5 / (len(form) + 1) ** 2

    def of(self, text: str) -> float:
        """A phrase is as rare as its rarest word, and rarer."""
        costs = [self.of_word(part) for part in text.lower().split()]
        return costs[0] if len(costs) == 1 else min(costs, default=1.0) * _PHRASE


class Compiler:
    """Compiles the trees of one set of watches; terms that several watches share are made once."""

    def __init__(self, literals: Literals, words: Words, entities: Mapping[str, Entity], costs: Costs) -> None:
        self.lexicon = Lexicon()
        self._literals = literals
        self._words = words
        self._entities = entities
        self._costs = costs
        self._anchors: dict[tuple[Term, str], Anchor] = {}
        self._finders: dict[Term, Finder] = {}
        self._simple: dict[str, tuple[str, float]] = {}

    # ---- anchors

    def anchor(self, node: Node, mark: str = "") -> Anchor | None:
        """What must occur for the node to hold; None where it can hold without anything. Registers all literals."""
        if isinstance(node, Term):
            known = self._anchors.get((node, mark))
            if known is None:
                known = self._anchors[node, mark] = self._term_anchor(node, mark) or _UNANCHORED
            return known if known.numbers else None
        if isinstance(node, Or):
            return _any([self.anchor(item, mark) for item in node.items])
        if isinstance(node, And):
            cheapest: Anchor | None = None
            for item in node.items:
                found = self.anchor(item, mark)
                if found is not None and (cheapest is None or found.cost < cheapest.cost):
                    cheapest = found
            return cheapest
        if isinstance(node, Near):
            left, right = self.anchor(node.left, mark), self.anchor(node.right, mark)
            return min([anchor for anchor in (left, right) if anchor is not None], default=None)
        inner = self.anchor(node.item, _MARKS.get(node.field, "") if isinstance(node, Within) else mark)
        return None if isinstance(node, Not) else inner

    def all_numbers(self, node: Node) -> set[int]:
        """The numbers of every term of a query, those under NOT included."""
        anchors = [self.anchor(term, _MARKS.get(field, "")) for term, field in fields_of(node)]
        return {number for anchor in anchors if anchor is not None for number in anchor.numbers}

    def _term_anchor(self, term: Term, mark: str) -> Anchor | None:
        if term.mode == "word" and not mark:
            anchor = self._simple_anchor(term.text)
            if anchor is not None:
                return anchor
        if term.mode == "regex":
            literal = required_literal(term.text)
            return Anchor(0.1, (self.lexicon.feature("inside", literal),)) if literal else None
        if term.mode == "entity":
            numbers, cost = self._entity_numbers(term)
            return Anchor(cost, numbers)
        if term.mode in {"prefix", "stem", "typo"}:
            exact = self._word_numbers(term, mark) if term.mode == "typo" else ()
            features = tuple([number for number, _, _ in self._slots(term, mark)])
            return Anchor(_FEATURE_COST * (len(features) + len(exact)), exact + features)
        return Anchor(self._costs.of(term.text), self._word_numbers(term, mark))

    def _simple_anchor(self, text: str) -> Anchor | None:
        """The quick way for plain words, which nearly all terms are made of."""
        simple = self._simple
        pattern, rarest = "", 1.0
        for word in text.split():
            known = simple.get(word) or self._learn(word)
            if not known[0]:
                return None
            pattern += known[0]
            if known[1] < rarest:
                rarest = known[1]
        cost = rarest if len(pattern) == 1 else rarest * _PHRASE
        return Anchor(cost, (self.lexicon.number_of(pattern),)) if pattern else None

    def _learn(self, word: str) -> tuple[str, float]:
        """Code and cost of a plain word; no code where the word must be looked at more closely."""
        form = self._literals.simple(word)
        code = self.lexicon.vocabulary.code(form) if form else ""
        known = self._simple[word] = code, self._costs.of_word(form)
        return known

    def _entity_numbers(self, term: Term) -> tuple[tuple[int, ...], float]:
        number, entity = self.lexicon.number, self._entities[term.text]
        numbers: list[int] = []
        cost = 0.0
        for form in forms_of(entity, self._words):
            literal = self._literals.of(form.text)
            numbers += [] if form.weak else [number(reading) for reading in literal.readings]
            cost += 0.0 if form.weak else self._costs.of(form.text)
            for reading in literal.readings:
                number(reading)
                if entity.typos and not form.weak:
                    numbers += [slot[0] for slot in slots(reading, self.lexicon)]
        return tuple(dict.fromkeys(numbers)), cost

    def _word_numbers(self, term: Term, mark: str) -> tuple[int, ...]:
        number = self.lexicon.number
        if term.mode == "name":
            forms = spellings(term.text, self._words)
            return tuple({number(reading, mark): 0 for form in forms for reading in self._literals.of(form).readings})
        text = "{" + term.text + "}" if term.mode == "cased" else term.text
        return tuple([number(reading, mark) for reading in self._literals.of(text).readings])

    def _slots(self, term: Term, mark: str) -> tuple[tuple[int, str, str], ...]:
        """The ways a prefix, a root or a misspelt phrase is found."""
        readings = self._literals.of(term.text).readings
        if term.mode == "typo":
            return tuple([slot for reading in readings for slot in slots(reading, self.lexicon, mark)])
        *before, last = readings[0]
        code = self.lexicon.vocabulary.code
        number = self.lexicon.feature(term.mode, mark + last)
        return ((number, "".join([code(mark + form) for form in before]), ""),)

    # ---- conditions

    def condition(self, node: Node, field: str = "") -> Condition:
        """The node ready for evaluation; `field` narrows it to one field."""
        if isinstance(node, Term):
            return self._term(node, field)
        if isinstance(node, Or):
            return AnyOf([self.condition(item, field) for item in node.items])
        if isinstance(node, And):
            return AllOf([self.condition(item, field) for item in node.items])
        if isinstance(node, Not):
            return Without(self.condition(node.item, field))
        if isinstance(node, Near):
            left, right = self.condition(node.left, field), self.condition(node.right, field)
            return Nearby(left, right, node.distance, ordered=node.ordered)
        if isinstance(node, AtLeast):
            return Counted(node.least, self.condition(node.item, field))
        return self.condition(node.item, node.field)

    def _term(self, term: Term, field: str) -> Condition:
        mark = _MARKS.get(field, "")
        if mark:
            anchor = self.anchor(term, mark)
            return OnLine(anchor.numbers if anchor else ())
        finder = self.finder(term)
        if field or term.mode not in {"word", "name"} or "{" in term.text:
            return Judged(finder, field)
        numbers = self._numbers(term)
        return Single(numbers[0], finder) if len(numbers) == 1 else AnyWord(numbers, finder)

    def finder(self, term: Term) -> Finder:
        """What finds a term in title and body."""
        known = self._finders.get(term)
        if known is None:
            known = self._finders[term] = self._make_finder(term)
        return known

    def all_hits(self, term: Term, found: Found) -> tuple[Hit, ...]:
        """Hits of a term in title and body, rejected ones included."""
        return found.hits(self.finder(term))

    def _numbers(self, term: Term) -> tuple[int, ...]:
        anchor = self.anchor(term)
        return anchor.numbers if anchor else ()

    def _make_finder(self, term: Term) -> Finder:
        mode, text = term.mode, term.text
        if mode == "regex":
            return RegexFinder(text)
        if mode == "entity":
            return EntityFinder(self._entities[text], self._literals, self.lexicon, self._words)
        if mode in {"prefix", "stem"}:
            label, reason = (text + "*", "begins so") if mode == "prefix" else (f"stem:{text}", "same root")
            return FeatureFinder(self._slots(term, ""), label, reason, None)
        if mode == "typo":
            exact = WordFinder(self._word_numbers(term, ""), text, None)
            return FeatureFinder(self._slots(term, ""), text, "one typing error", exact)
        cased = None
        if mode == "cased" or "{" in text:
            cased = self._literals.of("{" + text + "}" if mode == "cased" else text).cased
        return WordFinder(self._numbers(term), text, cased, clitics=mode != "exact")


def _any(found: list[Anchor | None]) -> Anchor | None:
    numbers: list[int] = []
    cost = 0.0
    for anchor in found:
        if anchor is None:
            return None
        numbers += anchor.numbers
        cost += anchor.cost
    return Anchor(cost, tuple(numbers))
