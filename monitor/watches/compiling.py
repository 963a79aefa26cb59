"""From trees to conditions that are ready to be held against texts, each with what must occur for it to hold."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from monitor.watches.conditions import (
    NOWHERE,
    AllOf,
    AnyOf,
    AnyWord,
    Condition,
    Counted,
    Judged,
    Nearby,
    OnLine,
    Without,
    Word,
)
from monitor.watches.entities import Entity
from monitor.watches.finding import FeatureFinder, Finder, Found, Hit, WordFinder
from monitor.watches.formatting import fields_of
from monitor.watches.literals import Key, Lexicon, Literals
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
_INSIDE_COST = 0.1
"""The same for the fixed word of an expression."""
_PHRASE = 0.05
"""How much rarer a phrase is than its rarest word."""


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


Need = tuple[tuple[Key, ...], float]
"""Keys of which one must occur for a node to hold, and how many times an article one of them is expected."""
_NO_NEED: Need = (), NOWHERE
_ENOUGH = frozenset(["word", "name"])
"""Modes of terms that hold wherever one of their patterns occurs."""


class Compiler:
    """Compiles the trees of one set of watches; terms that several watches share are made once.

    What a watch needs is worked out when it is enrolled, its condition when a text first asks for it.
    """

    def __init__(
        self, lexicon: Lexicon, literals: Literals, words: Words, entities: Mapping[str, Entity], costs: Costs
    ) -> None:
        self.lexicon = lexicon
        self._literals = literals
        self._words = words
        self._entities = entities
        self._costs = costs
        self._conditions: dict[Term, Word | AnyWord | Judged] = {}
        self._needs: dict[Term, Need] = {}
        self._simple: dict[str, tuple[str, float]] = {}

    # ---- what must occur

    def need(self, node: Node, field: str = "") -> Need:
        """What must occur for the node to hold. Gives codes to all its words, so that texts are read with them in mind."""
        if isinstance(node, Term):
            return self._term_need(node, field)
        if isinstance(node, Or):
            keys: list[Key] = []
            total = 0.0
            for item in node.items:
                more, cost = self.need(item, field)
                keys += more
                total += cost
            return (tuple(keys), total) if total != NOWHERE else _NO_NEED
        if isinstance(node, And):
            return min([self.need(item, field) for item in node.items], key=_cost)
        if isinstance(node, Near):
            left, right = self.need(node.left, field), self.need(node.right, field)
            return left if left[1] <= right[1] else right
        if isinstance(node, Within):
            return self.need(node.item, node.field)
        need = self.need(node.item, field)
        return _NO_NEED if isinstance(node, Not) else need

    def anchor(self, tree: Node) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
        """Keys of which one must occur for a query to hold, and further ones of which one must occur, too."""
        if isinstance(tree, And):
            needs = [self.need(item) for item in tree.items]
        elif isinstance(tree, Near):
            needs = [self.need(tree.left), self.need(tree.right)]
        else:
            return self.need(tree)[0], ()
        needs.sort(key=_cost)
        return needs[0][0], needs[1][0]

    def words(self, tree: Node) -> list[tuple[str, tuple[Key, ...]]] | None:
        """The terms of a mere OR of words, any of which is enough, with their patterns; None for any other query."""
        found = []
        for term in tree.items if isinstance(tree, Or) else (tree,):
            if not isinstance(term, Term) or term.mode not in _ENOUGH or "{" in term.text:
                return None
            keys = self._term_need(term, "")[0]
            if not keys:
                return None
            found.append((term.text, keys))
        return found

    def all_keys(self, node: Node) -> set[Key]:
        """The keys of every term of a query, those under NOT and weak aliases included."""
        keys = {key for term, field in fields_of(node) for key in self.need(term, field)[0]}
        entities = [self._entities[term.text] for term, _ in fields_of(node) if term.mode == "entity"]
        weak = [reading for entity in entities for form in entity.weak for reading in self._literals.of(form).readings]
        return keys | {self.lexicon.pattern(reading) for reading in weak}

    def _term_need(self, term: Term, field: str) -> Need:
        if field in _MARKS:
            return self._sought(term, _MARKS[field])
        if term.mode == "word":
            plain = self._plain(term.text)
            if plain is not None:
                return plain
        known = self._needs.get(term)
        if known is None:
            known = self._needs[term] = self._sought(term)
        return known

    def _plain(self, text: str) -> Need | None:
        """The quick way for plain words, which nearly all terms are made of; None where one needs a closer look."""
        simple = self._simple
        known = simple.get(text)
        if known is not None:
            return ((known[0],), known[1]) if known[0] else None
        pattern, rarest = "", 1.0
        for word in text.split():
            code, cost = simple.get(word) or self._learn(word)
            if not code:
                return None
            pattern += code
            if cost < rarest:
                rarest = cost
        if not pattern:
            return None
        return (pattern,), rarest if len(pattern) == 1 else rarest * _PHRASE

    def _learn(self, word: str) -> tuple[str, float]:
        """Code and cost of a plain word; no code for another one."""
        form = self._literals.simple(word)
        code = self.lexicon.vocabulary.code(form) if form else ""
        known = self._simple[word] = code, self._costs.of_word(form)
        return known

    def _sought(self, term: Term, mark: str = "") -> Need:
        """The keys of which one occurs wherever the term does, and the cost of looking for them."""
        if term.mode == "regex":
            literal = required_literal(term.text)
            return ((self.lexicon.feature("inside", literal),), _INSIDE_COST) if literal else _NO_NEED
        if term.mode == "entity":
            return self._entity_need(term)
        keys: tuple[Key, ...]
        if term.mode in {"prefix", "stem", "typo"}:
            exact = self._patterns(term, mark) if term.mode == "typo" else ()
            keys = exact + tuple([number for number, _, _ in self._slots(term, mark)])
            return keys, _FEATURE_COST * len(keys)
        keys = self._patterns(term, mark)
        return (keys, self._costs.of(term.text)) if keys else _NO_NEED

    def _entity_need(self, term: Term) -> Need:
        pattern, entity = self.lexicon.pattern, self._entities[term.text]
        keys: list[Key] = []
        cost = 0.0
        for form in forms_of(entity, self._words):
            literal = self._literals.of(form.text)
            patterns = [pattern(reading) for reading in literal.readings]
            if form.weak:
                continue
            keys += patterns
            cost += self._costs.of(form.text)
            if entity.typos:
                keys += [slot[0] for reading in literal.readings for slot in slots(reading, self.lexicon)]
        return (tuple(dict.fromkeys(keys)), cost) if keys else _NO_NEED

    def _patterns(self, term: Term, mark: str = "") -> tuple[str, ...]:
        """The ways in which a term's words are written, in codes."""
        pattern = self.lexicon.pattern
        if term.mode == "name":
            forms = spellings(term.text, self._words)
            return tuple({pattern(reading, mark): 0 for form in forms for reading in self._literals.of(form).readings})
        text = "{" + term.text + "}" if term.mode == "cased" else term.text
        return tuple([pattern(reading, mark) for reading in self._literals.of(text).readings])

    def _slots(self, term: Term, mark: str) -> tuple[tuple[int, str, str], ...]:
        """The ways a prefix, a root or a misspelt phrase is found."""
        readings = self._literals.of(term.text).readings
        if term.mode == "typo":
            return tuple([slot for reading in readings for slot in slots(reading, self.lexicon, mark)])
        *before, last = readings[0]
        number = self.lexicon.feature(term.mode, mark + last)
        return ((number, self.lexicon.pattern(before, mark), ""),)

    # ---- conditions

    def condition(self, node: Node, field: str = "") -> Condition:
        """The node ready for evaluation, looked for in one field or ("") in title and body."""
        if isinstance(node, Term):
            return self._term_in(node, field) if field else self._term(node)
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

    def all_hits(self, term: Term, found: Found) -> tuple[Hit, ...]:
        """Hits of a term in title and body, rejected ones included."""
        return found.hits(self._term(term).finder)

    def _term_in(self, term: Term, field: str) -> Condition:
        if field in _MARKS:
            return OnLine(self._term_need(term, field)[0])
        return Judged(self._term(term).finder, field)

    def _term(self, term: Term) -> Word | AnyWord | Judged:
        known = self._conditions.get(term)
        if known is None:
            known = self._conditions[term] = self._make(term)
        return known

    def _make(self, term: Term) -> Word | AnyWord | Judged:
        if term.mode not in _ENOUGH or "{" in term.text:
            return Judged(self._finder(term))
        plain = self._plain(term.text) if term.mode == "word" else None
        patterns = (str(plain[0][0]),) if plain else self._patterns(term)
        if len(patterns) == 1:
            return Word(patterns[0], term.text)
        return AnyWord(patterns, WordFinder(patterns, term.text, None))

    def _finder(self, term: Term) -> Finder:
        mode, text = term.mode, term.text
        if mode == "regex":
            return RegexFinder(text)
        if mode == "entity":
            return EntityFinder(self._entities[text], self._literals, self.lexicon, self._words)
        if mode in {"prefix", "stem"}:
            label, reason = (text + "*", "begins so") if mode == "prefix" else (f"stem:{text}", "same root")
            return FeatureFinder(self._slots(term, ""), label, reason, None)
        exact = self._patterns(term)
        if mode == "typo":
            return FeatureFinder(self._slots(term, ""), text, "one typing error", WordFinder(exact, text, None))
        cased = None
        if mode == "cased" or "{" in text:
            cased = self._literals.of("{" + text + "}" if mode == "cased" else text).cased
        return WordFinder(exact, text, cased, clitics=mode != "exact")


_cost = itemgetter(1)
