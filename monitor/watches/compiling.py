"""From trees to conditions: what a watch needs at least (its anchors), when it holds, and what it then points at."""

from __future__ import annotations

from typing import NamedTuple

from monitor.watches.entities import Entity
from monitor.watches.finding import Condition, Finder, Found, Hit, chunk_finder, prefix_finder, word_finder
from monitor.watches.literals import Lexicon, Literals
from monitor.watches.names import company_forms, spellings
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term
from monitor.watches.text import PUBLISHER, SECTION, Text
from monitor.watches.words import Words

_MARKS = {"publisher": PUBLISHER, "section": SECTION}


class Anchor(NamedTuple):
    """Numbers of which one at least occurs wherever the node holds, and how often that is expected to be."""

    cost: float
    numbers: tuple[int, ...]


_NEVER_ANCHORED = Anchor(float("inf"), ())


class Compiler:
    """Turns trees into anchors at once and into conditions when they are first needed."""

    def __init__(self, literals: Literals, words: Words, entities: dict[str, Entity], frequencies: dict[str, float]) -> None:
        self.lexicon = Lexicon()
        self.literals = literals
        self.words = words
        self.entities = entities
        self.frequencies = frequencies
        self.stems: dict[str, int] = {}
        self.typos: dict[str, tuple[int, str]] = {}
        self.regexes: dict[str, int] = {}
        self._anchors: dict[tuple[Term, str], Anchor] = {}
        self._finders: dict[tuple[Term, str], tuple[int, Finder]] = {}
        self._costs: dict[str, float] = {}

    # ---- anchors

    def anchor(self, node: Node, mark: str = "") -> Anchor | None:
        """None where the node can hold without any literal."""
        if isinstance(node, Term):
            known = self._anchors.get((node, mark))
            if known is None:
                known = self._anchors[node, mark] = self._term_anchor(node, mark)
            return known
        if isinstance(node, Or):
            return self._any([self.anchor(item, mark) for item in node.items])
        if isinstance(node, And):
            found = [self.anchor(item, mark) for item in node.items]
            return min((a for a in found if a is not None), default=None)
        if isinstance(node, Near):
            left, right = self.anchor(node.left, mark), self.anchor(node.right, mark)
            return min((a for a in (left, right) if a is not None), default=None)
        if isinstance(node, Not):
            self.anchor(node.item, mark)
            return None
        if isinstance(node, AtLeast):
            return self.anchor(node.item, mark)
        return self.anchor(node.item, _MARKS.get(node.field, ""))

    def _any(self, found: list[Anchor | None]) -> Anchor | None:
        numbers: list[int] = []
        cost = 0.0
        for anchor in found:
            if anchor is None:
                return None
            numbers += anchor.numbers
            cost += anchor.cost
        return Anchor(cost, tuple(numbers))

    def _term_anchor(self, term: Term, mark: str) -> Anchor:
        numbers = self.numbers(term, mark)
        patterns = self.lexicon.patterns
        cost = 0.0
        for number in numbers:
            cost += self._cost(patterns[number]) if number >= 0 else 5.0
        return Anchor(cost, numbers)

    def _cost(self, pattern: str) -> float:
        words = pattern.split()
        known = self.frequencies
        rarest = min(known.get(word) or 1.0 / len(word) ** 2 for word in words)
        return rarest if len(words) == 1 else rarest * 0.1

    def numbers(self, term: Term, mark: str) -> tuple[int, ...]:
        mode = term.mode
        number = self.lexicon.number
        if mode in ("word", "exact"):
            return tuple([number(_marked(p, mark)) for p in self.literals.of(term.text).patterns])
        if mode == "cased":
            return tuple([number(_marked(p, mark)) for p in self.literals.of("{" + term.text + "}").patterns])
        if mode == "prefix":
            return tuple([number(_marked(p, mark).rstrip(" ")) for p in self.literals.of(term.text).patterns[:1]])
        if mode == "name":
            forms = spellings(term.text, self.words)
            return tuple([number(_marked(p, mark)) for form in forms for p in self.literals.of(form).patterns])
        if mode == "entity":
            entity = self.entities[term.text]
            forms = (entity.name, *entity.aliases, *company_forms(entity.name))
            return tuple([number(p) for form in forms for p in self.literals.of(form).patterns])
        if mode == "typo":
            return tuple([number(_marked(p, mark)) for p in self.literals.of(term.text).patterns])
        return (self.lexicon.other(),)

    # ---- conditions

    def condition(self, node: Node, field: str = "") -> Condition:
        """When the node holds. `field` narrows it to one field."""
        if isinstance(node, Term):
            return self._term_condition(node, field)
        if isinstance(node, Or):
            return _either([self.condition(item, field) for item in node.items])
        if isinstance(node, And):
            return _all([self.condition(item, field) for item in node.items])
        if isinstance(node, Not):
            inner = self.condition(node.item, field)
            return lambda found: not inner(found)
        if isinstance(node, Near):
            sides = _all([self.condition(node.left, field), self.condition(node.right, field)])
            return lambda found: sides(found) and bool(self.hits(node, found, field))
        if isinstance(node, AtLeast):
            count, item, once = node.count, node.item, self.condition(node.item, field)
            return lambda found: once(found) and len(separate(self.hits(item, found, field))) >= count
        return self.condition(node.item, node.field)

    def _term_condition(self, term: Term, field: str) -> Condition:
        mark = _MARKS.get(field, "")
        numbers = self.anchor(term, mark).numbers
        plain = term.mode in ("word", "name", "prefix") and "{" not in term.text
        if plain and field not in ("title", "body"):
            if len(numbers) == 1:
                only = numbers[0]
                return lambda found: only in found.raw
            several = frozenset(numbers)
            return lambda found: not several.isdisjoint(found.raw)
        return lambda found: bool(self.hits(term, found, field))

    # ---- hits

    def hits(self, node: Node, found: Found, field: str = "") -> list[Hit]:
        """The places that make a node hold; those of a NOT are none."""
        if isinstance(node, Term):
            return self._accepted(node, found, field)
        if isinstance(node, And | Or):
            return [hit for item in node.items for hit in self.hits(item, found, field)]
        if isinstance(node, Near):
            return near(self.hits(node.left, found, field), self.hits(node.right, found, field), node, found.text)
        if isinstance(node, Not):
            return []
        if isinstance(node, AtLeast):
            return self.hits(node.item, found, field)
        return self.hits(node.item, found, node.field)

    def _accepted(self, term: Term, found: Found, field: str) -> list[Hit]:
        hits = [hit for hit in self.all_hits(term, found, field) if not hit.rejected]
        if field in ("title", "body"):
            hits = [hit for hit in hits if found.text.is_title(hit.place.first) is (field == "title")]
        return hits

    def all_hits(self, term: Term, found: Found, field: str = "") -> tuple[Hit, ...]:
        number, find = self.finder(term, _MARKS.get(field, ""))
        known = found.memo.get(number)
        if known is None:
            known = found.memo[number] = find(found)
        return known

    def finder(self, term: Term, mark: str) -> tuple[int, Finder]:
        known = self._finders.get((term, mark))
        if known is None:
            known = self._finders[term, mark] = len(self._finders), self._make_finder(term, mark)
        return known

    def _make_finder(self, term: Term, mark: str) -> Finder:
        numbers = self.anchor(term, mark).numbers
        if term.mode == "prefix":
            return prefix_finder(numbers[0], term.text + "*")
        if term.mode == "entity":
            return self._entity_finder(term)
        literal = self.literals.of("{" + term.text + "}" if term.mode == "cased" else term.text)
        return word_finder(numbers, term.text, cased=literal.cased, clitics=term.mode != "exact")

    def _entity_finder(self, term: Term) -> Finder:
        entity = self.entities[term.text]
        strong = [self._form(f) for f in (entity.name, *entity.aliases, *company_forms(entity.name))]
        weak = [self._form(f) for f in entity.weak]

        def find(found: Found) -> tuple[Hit, ...]:
            hits = [hit for finder in strong for hit in finder(found)]
            if weak and any(not hit.rejected for hit in hits):
                hits += [hit for finder in weak for hit in finder(found)]
            return tuple(merge_adjacent(hits, found.text))

        return find

    def _form(self, form: str) -> Finder:
        literal = self.literals.of(form)
        numbers = tuple(self.lexicon.number(p) for p in literal.patterns)
        return word_finder(numbers, form, cased=literal.cased, clitics=True)


def merge_adjacent(hits: list[Hit], text: Text) -> list[Hit]:
    return hits


def near(left: list[Hit], right: list[Hit], node: Near, text: Text) -> list[Hit]:
    """Hits of both sides that stand at most `distance` words apart in one field."""
    kept: dict[Hit, None] = {}
    for a in left:
        for b in right:
            first, second = (a.place, b.place) if a.place.start <= b.place.start else (b.place, a.place)
            if second.start < first.end or text.is_title(first.first) is not text.is_title(second.first):
                continue
            if node.ordered and first is not a.place:
                continue
            if text.gap(first.last, second.first) <= node.distance:
                kept[a] = kept[b] = None
    return list(kept)


def separate(hits: list[Hit]) -> list[Hit]:
    """Hits that do not overlap, the longer ones first choice."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.place.start, -h.place.end)):
        if not kept or hit.place.start >= kept[-1].place.end:
            kept.append(hit)
    return kept


def _all(conditions: list[Condition]) -> Condition:
    if len(conditions) == 2:
        one, two = conditions
        return lambda found: one(found) and two(found)
    return lambda found: all(condition(found) for condition in conditions)


def _either(conditions: list[Condition]) -> Condition:
    if len(conditions) == 2:
        one, two = conditions
        return lambda found: one(found) or two(found)
    return lambda found: any(condition(found) for condition in conditions)


def _marked(pattern: str, mark: str) -> str:
    return pattern.replace(" ", " " + mark).removesuffix(mark) if mark else pattern
