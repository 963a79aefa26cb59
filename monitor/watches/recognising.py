"""Recognises entities: which occurrences of a name mean the thing, and which are something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor.watches.entities import Entity
from monitor.watches.finding import FeatureFinder, Found, Hit, WordFinder
from monitor.watches.literals import Lexicon, Literals
from monitor.watches.names import company_forms
from monitor.watches.typos import slots
from monitor.watches.words import Words


class Form(NamedTuple):
    """One way to name an entity, as written by the user or derived."""

    text: str
    weak: bool
    reason: str


def forms_of(entity: Entity) -> Iterator[Form]:
    """All forms, the strong ones first."""
    yield Form(entity.name, False, "name")
    for alias in entity.aliases:
        yield Form(alias, False, "alias")
    for form in company_forms(entity.name):
        yield Form(form, False, "name")
    for weak in entity.weak:
        yield Form(weak, True, "weak alias")


class EntityFinder:
    """Finds an entity by its forms."""

    def __init__(self, entity: Entity, literals: Literals, lexicon: Lexicon, words: Words) -> None:
        self._entity = entity
        self._strong: list[tuple[Form, WordFinder | FeatureFinder]] = []
        self._weak: list[tuple[Form, WordFinder | FeatureFinder]] = []
        for form in forms_of(entity):
            literal = literals.of(form.text)
            numbers = tuple([lexicon.number(reading) for reading in literal.readings])
            exact = WordFinder(numbers, form.text, literal.cased)
            (self._weak if form.weak else self._strong).append((form, exact))
            if entity.typos and not form.weak:
                ways = tuple([slot for reading in literal.readings for slot in slots(reading, lexicon)])
                if ways:
                    self._strong.append((form, FeatureFinder(ways, form.text, "one typing error", None)))

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        hits = [hit for _, finder in self._strong for hit in finder(found)]
        if self._weak and any(not hit.rejected for hit in hits):
            hits += [hit for _, finder in self._weak for hit in finder(found)]
        return tuple(hits)
