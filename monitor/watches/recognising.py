"""Recognises entities: which occurrences of a name mean the thing, and which are something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor.watches.entities import Entity
from monitor.watches.finding import FeatureFinder, Finder, Found, Hit, WordFinder, has_capitals
from monitor.watches.guards import Guard, Subject
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
    """Finds an entity by its forms and judges each occurrence."""

    def __init__(self, entity: Entity, literals: Literals, lexicon: Lexicon, words: Words) -> None:
        self._entity = entity
        self._guard = Guard(words)
        self._strong: list[tuple[Form, Finder]] = []
        self._weak: list[tuple[Form, Finder]] = []
        own: set[str] = set()
        for form in forms_of(entity):
            literal = literals.of(form.text)
            own |= {word for reading in literal.readings for word in reading}
            numbers = tuple([lexicon.number(reading) for reading in literal.readings])
            finder = WordFinder(numbers, form.text, literal.cased)
            (self._weak if form.weak else self._strong).append((form, finder))
            if entity.typos and not form.weak:
                ways = tuple([slot for reading in literal.readings for slot in slots(reading, lexicon)])
                if ways:
                    self._strong.append((form, FeatureFinder(ways, form.text, "one typing error", None)))
        self._subject = Subject(entity.kind, frozenset(own))

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        hits = [hit for form, finder in self._strong for hit in self._judged(form, finder, found)]
        if self._weak and any(not hit.rejected for hit in hits):
            hits += [hit for form, finder in self._weak for hit in self._judged(form, finder, found)]
        return tuple(hits)

    def _judged(self, form: Form, finder: Finder, found: Found) -> Iterator[Hit]:
        text = found.text
        for hit in finder(found):
            if not hit.rejected:
                hit.reason = form.reason if hit.reason == "word" else hit.reason
                hit.rejected = self._lower(form, text, hit)
                if not hit.rejected and not self._entity.nested:
                    hit.rejected = self._guard.verdict(text, hit.place, self._subject)
            yield hit

    def _lower(self, form: Form, text: Text, hit: Hit) -> str:
        """A single capitalised name in small letters amid capitals is another word."""
        if not form.text[:1].isupper() or hit.place.end - hit.place.start > 1:
            return ""
        written = text.part(hit.place.start).cased
        if not written.islower() or not has_capitals(text, hit.place):
            return ""
        return "written small"
