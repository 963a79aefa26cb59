"""From trees to conditions that are ready to be held against texts, each with what must occur for it to hold."""

from __future__ import annotations

from collections.abc import Mapping

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
from monitor.watches.literals import Lexicon, Literals
from monitor.watches.names import spellings
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term
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


class Compiler:
    """Compiles the trees of one set of watches; terms that several watches share are made once."""

    def __init__(self, literals: Literals, words: Words, entities: Mapping[str, Entity], costs: Costs) -> None:
        self.lexicon = Lexicon()
        self._literals = literals
        self._words = words
        self._entities = entities
        self._costs = costs
        self._terms: dict[Term, Word | AnyWord | Judged] = {}
        self._simple: dict[str, tuple[str, float]] = {}

    def condition(self, node: Node, field: str = "") -> Condition:
        """The node ready for evaluation, looked for in one field or ("") in title and body. Registers all literals."""
        if isinstance(node, Term):
            return self._term_in(node, field) if field else self._terms.get(node) or self._learn_term(node)
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
        return found.hits((self._terms.get(term) or self._learn_term(term)).finder)

    def all_numbers(self, node: Node) -> set[int]:
        """The numbers of every term of a query, those under NOT and weak aliases included."""
        numbers = {number for term, field in fields_of(node) for number in self.condition(term, field).needs}
        entities = [self._entities[term.text] for term, _ in fields_of(node) if term.mode == "entity"]
        weak = [reading for entity in entities for form in entity.weak for reading in self._literals.of(form).readings]
        return numbers | {self.lexicon.number(reading) for reading in weak}

    def _learn_term(self, term: Term) -> Word | AnyWord | Judged:
        known = (term.mode == "word" and self._plain(term.text)) or self._make(term)
        self._terms[term] = known
        return known

    def _term_in(self, term: Term, field: str) -> Condition:
        if field in _MARKS:
            return OnLine(*self._sought(term, _MARKS[field]))
        whole = self._terms.get(term) or self._learn_term(term)
        return Judged(whole.needs, whole.cost, whole.finder, field)

    # ---- plain words, which nearly all terms are made of

    def _plain(self, text: str) -> Word | None:
        """The quick way; None where some word must be looked at more closely."""
        simple = self._simple
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
        return Word(self.lexicon.number_of(pattern), text, rarest if len(pattern) == 1 else rarest * _PHRASE)

    def _learn(self, word: str) -> tuple[str, float]:
        """Code and cost of a plain word; no code for another one."""
        form = self._literals.simple(word)
        code = self.lexicon.vocabulary.code(form) if form else ""
        known = self._simple[word] = code, self._costs.of_word(form)
        return known

    # ---- terms of every kind

    def _make(self, term: Term) -> Word | AnyWord | Judged:
        needs, cost = self._sought(term)
        if term.mode not in {"word", "name"} or "{" in term.text:
            return Judged(needs, cost, self._finder(term))
        if len(needs) == 1:
            return Word(needs[0], term.text, cost)
        return AnyWord(needs, term.text, cost, WordFinder(needs, term.text, None))

    def _sought(self, term: Term, mark: str = "") -> tuple[tuple[int, ...], float]:
        """The numbers of which one occurs wherever the term does, and the cost of looking for them."""
        if term.mode == "regex":
            literal = required_literal(term.text)
            return ((self.lexicon.feature("inside", literal),), _INSIDE_COST) if literal else ((), NOWHERE)
        if term.mode == "entity":
            return self._entity_numbers(term)
        if term.mode in {"prefix", "stem", "typo"}:
            exact = self._word_numbers(term, mark) if term.mode == "typo" else ()
            features = tuple([number for number, _, _ in self._slots(term, mark)])
            return exact + features, _FEATURE_COST * (len(features) + len(exact))
        return self._word_numbers(term, mark), self._costs.of(term.text)

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

    def _finder(self, term: Term) -> Finder:
        mode, text = term.mode, term.text
        if mode == "regex":
            return RegexFinder(text)
        if mode == "entity":
            return EntityFinder(self._entities[text], self._literals, self.lexicon, self._words)
        if mode in {"prefix", "stem"}:
            label, reason = (text + "*", "begins so") if mode == "prefix" else (f"stem:{text}", "same root")
            return FeatureFinder(self._slots(term, ""), label, reason, None)
        exact = self._word_numbers(term, "")
        if mode == "typo":
            return FeatureFinder(self._slots(term, ""), text, "one typing error", WordFinder(exact, text, None))
        cased = None
        if mode == "cased" or "{" in text:
            cased = self._literals.of("{" + text + "}" if mode == "cased" else text).cased
        return WordFinder(exact, text, cased, clitics=mode != "exact")
