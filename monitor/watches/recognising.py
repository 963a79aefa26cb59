"""Recognises entities: which occurrences of a name mean the thing, and which are something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.watches.chunks import CLITIC_MARK, STOP, Part
from monitor.watches.defining import Definitions
from monitor.watches.entities import Entity, EntityKind
from monitor.watches.finding import SHOUTED, FeatureFinder, Finder, Found, Hit, WordFinder, has_capitals, is_shouted
from monitor.watches.guards import Guard, Subject
from monitor.watches.literals import Lexicon, Literals
from monitor.watches.names import company_forms, is_office, kind_of, other_beginnings, person_forms
from monitor.watches.text import Place, Text
from monitor.watches.typos import slots
from monitor.watches.words import Words

MISSPELT = "one typing error"
WEAK_ALONE = "a weak alias; no strong form stands in the article"
DERIVED = "form of the name"
SAFE_LENGTH = 8
"""From so many letters on a name is recognised with its first letter wrong."""
_TITLES_BETWEEN = 4


class Form(NamedTuple):
    """One way to name an entity, as written by the user or derived."""

    text: str
    weak: bool
    reason: str


def forms_of(entity: Entity, words: Words) -> list[Form]:
    """All forms, the strong ones first, each once."""
    derived = company_forms(entity.name)
    derived += tuple([form for name in (entity.name, *entity.aliases) for form in other_beginnings(name, words)])
    if kind_of(entity, words) is EntityKind.PERSON:
        names = [entity.name, *(alias for alias in entity.aliases if not is_office(alias, entity.name, words))]
        derived += tuple([form for name in names for form in person_forms(name, words)])
    forms = {entity.name: Form(entity.name, False, "name")}
    for alias in entity.aliases:
        forms.setdefault(alias, Form(alias, False, "alias"))
    for form in derived:
        forms.setdefault(form, Form(form, False, DERIVED))
    for weak in entity.weak:
        forms.setdefault(weak, Form(weak, True, "weak alias"))
    return list(forms.values())


class EntityFinder:
    """Finds an entity by its forms and judges each occurrence."""

    __slots__ = ("_definitions", "_entity", "_strong", "_subject", "_weak", "_words")

    def __init__(self, entity: Entity, literals: Literals, lexicon: Lexicon, words: Words) -> None:
        self._entity = entity
        self._words = words
        self._strong: list[tuple[Form, Finder]] = []
        self._weak: list[tuple[Form, Finder]] = []
        readings: list[tuple[str, ...]] = []
        for form in forms_of(entity, words):
            literal = literals.of(form.text)
            readings += literal.readings
            patterns = tuple([lexicon.pattern(reading) for reading in literal.readings])
            finder = WordFinder(patterns, form.text.strip("{}"), literal.cased)
            (self._weak if form.weak else self._strong).append((form, finder))
            if entity.typos and not form.weak:
                ways = tuple([slot for reading in literal.readings for slot in slots(reading, lexicon)])
                if ways:
                    self._strong.append((form, FeatureFinder(ways, form.text.strip("{}"), MISSPELT, None)))
        kind = kind_of(entity, words)
        name = frozenset(word for reading in literals.of(entity.name).readings[:1] for word in reading)
        self._subject = Subject(kind, frozenset(word for reading in readings for word in reading), name)
        self._definitions = Definitions(kind, readings)

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        text = found.text
        guard = Guard(self._words, text)
        hits = [hit for form, finder in self._strong for hit in self._judged(form, finder, found, guard)]
        if hits:
            self._definitions.refuse(text, hits)
            hits += [self._guarded(guard, hit) for hit in self._definitions.defined(text, hits)]
        if self._weak:
            strong = any(not hit.rejected for hit in hits)
            weak = [hit for form, finder in self._weak for hit in self._judged(form, finder, found, guard)]
            for hit in () if strong else weak:
                hit.rejected = hit.rejected or WEAK_ALONE
            hits += weak
        return tuple(self._together(text, hits))

    def _judged(self, form: Form, finder: Finder, found: Found, guard: Guard) -> Iterator[Hit]:
        text = found.text
        for hit in finder(found):
            if not hit.rejected:
                hit.reason = form.reason if hit.reason == "word" else hit.reason
                hit.rejected = self._small(form, text, hit) or self._misspelt(text, hit)
                if not hit.rejected and not self._entity.nested:
                    verdict = guard.alone if self._is_misspelt_word(hit) else guard.verdict
                    hit.rejected = verdict(hit.place, self._subject)
                if not hit.rejected and self._shouted(form, text, hit.place):
                    hit.reason = f"{hit.reason}; {SHOUTED}"
            yield hit

    def _shouted(self, form: Form, text: Text, place: Place) -> bool:
        """Whether a single word that small letters would refuse stands amid capitals: "MANDIRI BAGI DIVIDEN"."""
        if not form.text[:1].isupper() or form.text.isupper() or " " in form.text:
            return False
        return text.part(place.start).cased.isupper() and is_shouted(text, place)

    def _guarded(self, guard: Guard, hit: Hit) -> Hit:
        """An abbreviation that the article defines can be part of a longer name, too: "Polda Jabar"."""
        if not self._entity.nested and not hit.rejected:
            hit.rejected = guard.verdict(hit.place, self._subject)
        return hit

    def _is_misspelt_word(self, hit: Hit) -> bool:
        return hit.reason == MISSPELT and hit.place.end - hit.place.start == 1

    def _misspelt(self, text: Text, hit: Hit) -> str:
        """One word with an error may be another word: a common one, or one that begins differently."""
        if not self._is_misspelt_word(hit):
            return ""
        form = text.part(hit.place.start).form
        if form in self._words.known or form in self._words.distinct:
            return "a common word of its own"
        return "" if form[0] == hit.term[0].lower() or len(form) >= SAFE_LENGTH else "begins with another letter"

    def _small(self, form: Form, text: Text, hit: Hit) -> str:
        """A single capitalised name in small letters amid capitals is another word; so is "perusahaan telekomunikasi
        Indonesia" to a company of which only the core of the name stands there."""
        written = [part for part in text.parts(hit.place) if part.form[0] != CLITIC_MARK]
        if form.reason == DERIVED and written[0].cased.islower() and any(part.cased[:1].isupper() for part in written):
            return "written in small letters"
        if not form.text[:1].isupper() or len(written) > 1:
            return ""
        if not written[0].cased.islower() or not has_capitals(text, hit.place):
            return ""
        return "written in small letters"

    def _together(self, text: Text, hits: Sequence[Hit]) -> Iterator[Hit]:
        """Forms that overlap or stand side by side are one mention: "Presiden Rusia Vladimir Putin"."""
        last: Hit | None = None
        for hit in sorted(hits, key=_reading_order):
            if hit.rejected:
                yield hit
            elif last is None:
                last = hit
            elif hit.place.end <= last.place.end:
                continue
            elif hit.place.start < last.place.end or (hit.term != last.term and self._side_by_side(text, last, hit)):
                last = Hit(Place(last.place.start, hit.place.end), last.term, last.reason)
            else:
                yield last
                last = hit
        if last is not None:
            yield last

    def _side_by_side(self, text: Text, left: Hit, right: Hit) -> bool:
        if right.place.start - left.place.end > _TITLES_BETWEEN:
            return False
        between = text.parts(Place(left.place.end, right.place.start))
        return all(part.form != STOP and (part.form in self._words.titles or _is_clitic(part)) for part in between)


def _is_clitic(part: Part) -> bool:
    return part.form[0] == CLITIC_MARK


def _reading_order(hit: Hit) -> tuple[int, int]:
    return hit.place.start, -hit.place.end
