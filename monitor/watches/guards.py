"""Whether a name stands for itself or is a piece of a longer name: "Jakarta" in "Pengadilan Negeri Jakarta Selatan".

The words around decide: those that begin or continue names (heads, tails), those that stand before names without
belonging to them (titles), and capitals next to the name where they cannot be explained otherwise.
"""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest
from typing import NamedTuple

from monitor.watches.chunks import Part
from monitor.watches.entities import EntityKind
from monitor.watches.finding import is_shouted, is_titled
from monitor.watches.neighbours import Neighbour, opens_sentence, words_before, words_behind, words_behind_office
from monitor.watches.text import Place, Text
from monitor.watches.typos import one_error
from monitor.watches.words import Words

_LONGEST_INITIALS = 2
"""Capitals that may be somebody's initials; more of them are an abbreviation, and no first name."""
_DERIVED = re.compile(r"(?:me(?:ng|m|n)|ber|ter|pe(?:ng|m|n)|memper|diper)[a-z]{3,}(?:kan|an|nya)$")
"""A word that is built from another one is no name, though it be written with a capital by mistake."""
_COMPANY = "pt"
_MOST_MIDDLE_NAMES = 3
_PARTY = "partai"
_SEA = "laut"
_STATE_ITSELF = "negara"
_OMITTED = "muhammad"
_JUNIOR = frozenset(["jr", "junior"])
_NUMERAL = re.compile(r"[IVX]+$")
_WHERE = frozenset(["di", "ke", "dari", "dekat"])
_CITY = frozenset(["kota", "ibukota"])
_GLUED = frozenset(["di", "ke"])
_AROUND_DEGREES = ".,;:()"
_JOINED = re.compile(r"[a-z][A-Z][a-z]")
_SIGNS = 2
"""Of three that a word which begins names is a mere noun: right before the name, the first of its sentence, before a country."""
_BETWEEN_SECTOR = 3
"""So many words behind a name one may tell the sector: "Mandiri Utama Finance"."""
_HEADLINE = 4
"""So many capitals in a row behind a name are A Headline Like This, also where a body quotes one."""
_LINKS = frozenset(["of", "de", "van", "von", "der", "den", "bin", "binti", "ibn", "al", "el", "the", "da", "dos"])
_SIDES = frozenset(["barat", "timur", "utara", "selatan", "tenggara"])
_BETWEEN_SIDES = frozenset(["laut", "daya"])
"""Behind one of the sides: "Afrika barat laut" tells where, it is no name."""


class Subject(NamedTuple):
    """What a guard must know of an entity: `own` are the words of all its forms, `name` those of its full name."""

    kind: EntityKind | None
    own: frozenset[str]
    name: frozenset[str]


class Guard:
    """Judges places of one text by the words around them."""

    __slots__ = ("_names", "_read", "_text", "_titled", "_words")

    def __init__(self, words: Words, text: Text) -> None:
        self._words = words
        self._text = text
        self._titled: bool | None = None
        self._names: set[str] = set()
        self._read = text.title_chunks + 1

    def verdict(self, place: Place, subject: Subject) -> str:
        """Why the place is part of another name, or ""."""
        parts = [part for part in self._text.parts(place) if part.form[0] != "~"]
        if subject.kind is EntityKind.PERSON:
            return self._person(place, parts, subject)
        if len(parts) == 1 and parts[0].cased.isupper() and self._is_degree(self._text.chunk_of(place.start), parts[0]):
            return "an academic degree"
        shouted = is_shouted(self._text, place)
        left, right = self._beside(place)
        single = len(parts) == 1 and subject.kind is EntityKind.ORGANISATION
        if single and self._is_city(place, parts[0]):
            return "a place of that name"
        company = _COMPANY in {parts[0].form, left[0].form if left else ""}
        after = self._continues(right, left or self._before_glued(place), subject, shouted=shouted, company=company)
        after = after or ("" if shouted else self._branches_off(place, parts, right, subject))
        if (
            single and not after and parts[0].form in self._words.organs and right
        ):  # "DPD Golkar" is no Dewan Perwakilan Daerah
            after = right[0].cased if right[0].form in self._words.parties else ""
        if after:
            return f"part of a longer name, followed by {after}"
        if len(parts) > 1 and parts[0].form in self._words.heads:
            house = self._memorial(left)
            return f"part of a longer name, after {house}" if house else ""
        if len(parts) > 1 and parts[0].form in self._words.regions:
            return ""
        if left and left[0].form == _COMPANY and subject.kind is not EntityKind.PLACE:
            return ""
        ordinary = single and self._is_common(parts[0])  # "PNPM Mandiri" to Mandiri
        sure = shouted or (subject.kind is EntityKind.ORGANISATION and not ordinary) or _is_long(parts)
        abroad = parts[0].form in self._words.countries
        before = self._begins(left, subject, by_capital=not sure, abroad=abroad)
        return f"part of a longer name, after {before}" if before else ""

    def alone(self, place: Place, subject: Subject) -> str:
        """Stricter, for a single misspelt word: any capital beside it that nothing explains makes it another name."""
        words = self._words
        explained = words.titles | words.qualities | words.loose | words.organs | words.endings | subject.own
        left, right = list(words_before(self._text, place)), list(words_behind(self._text, place))
        person = subject.kind is EntityKind.PERSON
        officer = self._names_office(left)
        before = [word for word in left[:1] if not officer or self._is_given(word.form)]
        behind = [word for word in right[:1] if person or not officer]
        for word, others in (
            *((word, words.parties if person else frozenset[str]()) for word in before),
            *((word, words.memorials) for word in behind),
        ):
            strange = word.is_capital and not word.opens and not word.cased.isupper()
            if strange and word.form not in explained and word.form not in others:
                return f"beside {word.cased}, with a typing error"
        return self.verdict(place, subject)

    def _is_common(self, part: Part) -> bool:
        """Whether a name is a word of every day, too."""
        return not part.cased.isupper() and part.form in self._words.known and part.form not in self._words.heads

    def _is_degree(self, number: int, part: Part) -> bool:
        """Whether capitals that may be a degree stand behind a name: "Sulastri, S.H., MA", "Asrori MA PhD"."""
        degrees = self._words.degrees
        if part.form not in degrees or number == 0:
            return False
        before, own, *after = [name.strip(_AROUND_DEGREES) for name in self._text.chunks[number - 1 : number + 2]]
        others = [name for name in (before, *after) if name.replace(".", "").lower() in degrees]
        if self._text.chunks[number - 1][-1:] == ",":
            return bool(others) or "." in own
        return any(not name.isupper() or "." in name for name in others)

    def _is_city(self, place: Place, part: Part) -> bool:
        """Whether the place is meant that a club or a company is called after: "di Barcelona, Spanyol", "kota Barcelona"."""
        before = None if part.cased.isupper() else next(words_before(self._text, place), None)
        if before is None or not (before.form in _CITY or before.form in _WHERE):
            return False
        number = self._text.chunk_of(place.end - 1)
        ends = self._text.chunks[number][-1:] == "," and number + 1 < len(self._text.chunks)
        behind = self._text.read_chunk(number + 1).parts if ends else ()
        country = bool(behind) and behind[0].cased[:1].isupper() and behind[0].form in self._words.countries
        return before.form in _CITY or (country and before.form in _WHERE)

    def _names_office(self, left: list[Neighbour]) -> bool:
        """Whether an office stands before, so that a person's name may follow: "gubernur Papua Lukas"."""
        return any(word.form in self._words.titles and word.form not in self._words.peoples for word in left)

    def _beside(self, place: Place) -> tuple[list[Neighbour], list[Neighbour]]:
        """The words before and after, as the body writes them where their capitals say nothing.

        A word that opens its sentence, and any word In A Headline Like This, is a name only if the body has it as one.
        """
        titled = self._is_titled(place)
        sides = list(words_before(self._text, place)), list(words_behind(self._text, place))
        left, right = ([self._as_in_body(word, titled=titled) for word in side] for side in sides)
        return left, right

    def _as_in_body(self, word: Neighbour, *, titled: bool) -> Neighbour:
        words = self._words
        if not word.is_capital or not (titled or word.opens):
            return word
        if word.form in words.known or word.form in words.tails or word.form in words.memorials:
            return word._replace(opens=True)
        if word.form in words.given or self._is_name_in_body(word.cased):
            return word._replace(opens=False)
        return word._replace(cased=word.cased.lower()) if titled else word

    def _person(self, place: Place, parts: list[Part], subject: Subject) -> str:
        """A surname behind another first name, a first name before another surname, a street named after the person."""
        left, right = self._beside(place)
        memorial = self._memorial(left)
        if memorial:
            return f"named after the person, {memorial}"
        other = self._another_holder(place, left, subject) if parts[0].form in self._words.offices else ""
        if other:
            return other
        if right and right[0].form in _JUNIOR - subject.own:
            return f"another person, followed by {right[0].cased}"
        long = _is_long(parts)
        if long and not {part.form for part in parts} < subject.name:
            return ""
        if parts[0].cased.isupper() or is_shouted(self._text, place):
            return ""
        if (
            right
            and right[0].is_capital
            and not self._is_known(right[0], subject)
            and not _leads_to_own(right, subject)
        ):
            return f"another person, followed by {right[0].cased}"
        if long:
            return ""
        if _has_initial(right, subject):
            return f"another person, followed by {right[1].cased}"
        before = "" if self._spelt_out(left, subject) else self._begins(left, subject, by_capital=True)
        return f"another person, after {before}" if before else ""

    def _another_holder(self, place: Place, left: list[Neighbour], subject: Subject) -> str:
        """What makes an office that is an alias another one, or somebody else's: "Presiden Rusia Dmitry Medvedev", "Menteri
        Keuangan Jepang"; not "utusan Presiden Rusia Kirill Dmitriev", who speaks for the one that is meant."""
        words, own = self._words, subject.own
        before = [word.form for word in left[:3]] or [""]
        if before[0] in words.deputies - own and not (before[1:2] == ["dan"] and own.issuperset(before[2:])):
            return f"another office, after {left[0].cased}"
        if before[0] in words.aides:
            return ""
        titled = self._is_titled(place)
        right = [self._as_in_body(word, titled=titled) for word in words_behind_office(self._text, place)]
        for word in right:
            if not word.is_capital or word.form in own:
                return ""
            if word.form in words.countries:
                return f"another office, followed by {word.cased}"
            if word.form in words.titles or word.form in words.tails or word.form in words.qualities:
                continue
            if not self._is_known(word, subject):
                return "" if _leads_to_own(right, subject) else f"another person, followed by {word.cased}"
            if not word.cased.isupper():
                return ""
        return ""

    def _memorial(self, left: list[Neighbour]) -> str:
        """The street, house or institution that bears the name, titles between them aside."""
        words = self._words
        for word, before in zip_longest(left, left[1:]):
            if word.form in words.memorials and word.is_capital:
                office = word.form in words.units and before and before.form in words.titles
                return "" if office else word.cased
            if word.form not in words.titles and word.form not in words.qualities:
                break
        return ""

    def _is_given(self, form: str) -> bool:
        """Whether a word is a first name that makes a surname behind it somebody else's: "Ani Yudhoyono"."""
        return form in self._words.given and form not in self._words.titles and not self._is_omitted(form)

    def _is_omitted(self, form: str) -> bool:
        """Whether a first name is one that papers write or leave away: "Muhammad" in "H. Muhammad Tito"."""
        return any(form in family for family in self._words.families if _OMITTED in family)

    def _before_glued(self, place: Place) -> list[Neighbour]:
        """The words before a preposition that is written together with the name: "Gubernur diJawa Barat"."""
        number = self._text.chunk_of(place.start)
        first = self._text.start_of(number)
        glued = place.start == first + 1 and self._text.part(first).form in _GLUED
        return list(words_before(self._text, Place(first, place.end))) if glued else []

    def _spelt_out(self, left: list[Neighbour], subject: Subject) -> bool:
        """Whether the words before are initials of the name written in full: "Bacharuddin Jusuf" for BJ."""
        letters = ""
        for word in left:
            if not word.is_capital:
                break
            letters = word.form[0] + letters
            if len(letters) > 1 and letters in subject.own:
                return True
        return False

    def _is_known(self, word: Neighbour, subject: Subject) -> bool:
        """Whether a capital beside a name needs no other name to explain it."""
        words = self._words
        return (
            word.form in subject.own
            or word.form in words.known
            or word.cased.isupper()
            or bool(_DERIVED.match(word.form))
            or any(one_error(word.form, own) for own in subject.own)
        )

    def _continues(
        self, right: list[Neighbour], left: list[Neighbour], subject: Subject, *, shouted: bool, company: bool
    ) -> str:
        """The word after that continues the name; `company`: PT before it, so that a capital after it belongs to it."""
        if not right or right[0].form in subject.own:
            return ""
        words, word = self._words, right[0]
        if not word.is_capital:
            side = subject.kind is EntityKind.PLACE and word.form in _SIDES
            return word.cased if side and not (right[1:] and right[1].form in _BETWEEN_SIDES) else ""
        organisation = subject.kind is EntityKind.ORGANISATION
        if organisation and word.form in words.countries and not words.authorities.isdisjoint(subject.own):
            return word.cased
        offices = self._names_office(left)
        if word.form in words.tails:
            return "" if subject.kind is not EntityKind.PLACE and word.form in words.endings else word.cased
        if shouted or offices or word.form in words.known or word.cased.isupper():
            return ""
        return word.cased if not organisation or company else ""

    def _branches_off(self, place: Place, parts: list[Part], right: list[Neighbour], subject: Subject) -> str:
        """The word after an organisation's name that makes it another one: "Bank Jago Syariah", or "Mandiri Utama Finance"
        to Bank Mandiri, whose full name goes on otherwise. In A Headline Like This only what the body writes so, too."""
        words, small = self._words, parts[0].cased.islower()
        if not right or right[0].form in subject.own or subject.kind is EntityKind.PLACE:
            return ""
        word = right[0]
        if not word.is_capital:
            return word.cased if small and word.form in words.branches else ""
        if word.form not in words.branches:
            forms = {part.form for part in parts}
            if parts[0].form not in words.heads and not parts[0].cased.isupper() and not forms < subject.name:
                return ""
            run = takewhile(
                lambda beside: beside.is_capital and beside.form not in subject.own, right[:_BETWEEN_SECTOR]
            )
            sector = next((beside for beside in run if beside.form in words.sectors), None)
            if sector is None:
                return ""
            word = sector
        if self._is_titled(place):
            return word.cased if self._is_name_in_body(word.cased) else ""
        quoted = len(right) >= _HEADLINE and all(beside.is_capital for beside in right[:_HEADLINE])
        return "" if quoted else word.cased

    def _begins(self, left: list[Neighbour], subject: Subject, *, by_capital: bool, abroad: bool = False) -> str:
        """The word before that begins a longer name; `by_capital`: a capital that nothing explains is one, too; `abroad`: the
        name is that of another country."""
        words, kind = self._words, subject.kind
        unknown, person = "", kind is EntityKind.PERSON
        if _PARTY in subject.own and self._is_creed(left):
            return left[0].cased
        if kind is EntityKind.PLACE and left and left[0].form == _SEA and left[0].is_capital and not _goes_on(left):
            return left[0].cased
        for word in left:
            if not (word.is_capital or word.form[0].isdigit() or word.form in _LINKS):
                break
            if word.form in subject.own:
                if person:
                    return ""
                continue
            if kind is EntityKind.ORGANISATION and word.form in words.organs:
                return ""
            if kind is None and word.form in words.endings:  # "Grup Lippo" is Lippo
                return ""
            if person and by_capital and self._is_given(word.form):
                return word.cased
            noun = word.form in words.ordinary and (word is left[0]) + word.opens + abroad >= _SIGNS
            if word.form in words.heads and not noun:
                return word.cased if not person or (unknown and word.form in words.streets) else ""
            if _NUMERAL.match(word.cased):  # "SMA VI Bandung"
                by_capital = False
                continue
            if word.form in words.loose:  # "Ibu Negara Emine Erdogan"
                return unknown if person and by_capital and word.form == _STATE_ITSELF else ""
            if word.form in words.titles:
                if person:
                    known = not by_capital or word.form not in words.addresses or self._is_omitted(unknown.lower())
                    return "" if known else unknown
                by_capital = False
                continue
            if person and not unknown and (_is_abbreviation(word) or word.form[0].isdigit()):
                return ""
            if (
                not unknown
                and word.is_capital
                and not word.opens
                and word.form not in words.known
                and len(word.form) > 1
            ):
                unknown = word.cased
        return unknown if by_capital else ""

    def _is_creed(self, left: list[Neighbour]) -> bool:
        """Whether a party's name is the end of another one's: "Partai Nasional Demokrat", not "Rapat Pimpinan Nasional Golkar"."""
        if not left or left[0].form not in self._words.creeds or not left[0].is_capital:
            return False
        return not _goes_on(left) or left[1].form == _PARTY or left[1].form in self._words.titles

    def _is_titled(self, place: Place) -> bool:
        """Whether the place stands in A Headline Like This."""
        if self._text.chunk_of(place.start) >= self._text.title_chunks:
            return False
        if self._titled is None:
            self._titled = is_titled(self._text.chunks[: self._text.title_chunks])
        return self._titled

    def _is_name_in_body(self, cased: str) -> bool:
        """Whether the body writes the word with a capital where no sentence begins. It is read no further than that word."""
        text, names = self._text, self._names
        while cased not in names and self._read < len(text.chunks):
            number = self._read
            self._read += 1
            if not text.chunks[number].islower() and not opens_sentence(text, number):
                names.update([part.cased for part in text.read_chunk(number).parts])
        return cased in names


def _has_initial(right: list[Neighbour], subject: Subject) -> bool:
    """Whether a surname stands behind a middle initial: "Bibit S Rianto"."""
    if len(right) < 2 or {right[0].form, right[1].form} & subject.own:
        return False
    initial, surname = right[:2]
    return len(initial.form) == 1 and not _NUMERAL.match(initial.cased) and initial.is_capital and surname.is_capital


def _leads_to_own(right: list[Neighbour], subject: Subject) -> bool:
    """Whether middle names stand between the first name and the last: "Anies Rasyid Baswedan"."""
    for word in right[:_MOST_MIDDLE_NAMES]:
        if not word.is_capital:
            return False
        if word.form in subject.own:
            return True
    return False


def _goes_on(left: list[Neighbour]) -> bool:
    """Whether another capital stands before the one beside a name."""
    return len(left) > 1 and left[1].is_capital


def _is_abbreviation(word: Neighbour) -> bool:
    return word.cased.isupper() and len(word.form) > _LONGEST_INITIALS


def _is_long(parts: list[Part]) -> bool:
    """Whether the name has several words, joined ones included: "JokoWidodo"."""
    return len(parts) > 1 or bool(_JOINED.search(parts[0].cased))
