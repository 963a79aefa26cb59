"""Credits that get a headline a little wrong, and headlines nearly alike that are of two articles."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from tests.bench.copies import feet, prose
from tests.bench.copies.daily_forms import DAILY
from tests.bench.copies.feet import CREDITED, any_outlet
from tests.bench.copies.forms import LISTS
from tests.bench.copies.prose import Subject, Text
from tests.bench.copies.stream import Item, Stream

_Slip = Callable[[str, random.Random], str]
_LABELS = ("VIDEO: ", "[POPULER] ", "FOTO - ", "EKSKLUSIF, ", "Breaking News: ", "[HOT TOPIK PAGI] ")


def _in_a_word(change: Callable[[str, int, random.Random], str]) -> _Slip:
    def slip(title: str, chance: random.Random) -> str:
        parts = title.split()
        at = chance.choice([n for n, word in enumerate(parts) if len(word) >= 5 and word.isalpha()])
        parts[at] = change(parts[at], chance.randrange(1, len(parts[at]) - 1), chance)
        return " ".join(parts)

    return slip


def _without_a_word(title: str, chance: random.Random) -> str:
    parts = title.split()
    del parts[chance.choice([n for n, word in enumerate(parts) if word.isalpha()])]
    return " ".join(parts)


def _another_word(title: str, chance: random.Random) -> str:
    parts = title.split()
    at = chance.choice([n for n, word in enumerate(parts) if word.isalpha()])
    parts[at] = chance.choice([verb.capitalize() for verb in ("memoles", "meninjau", "melirik", "menyorot", "soal")])
    return " ".join(parts)


def _one_more_word(title: str, chance: random.Random) -> str:
    parts = title.split()
    parts.insert(chance.randrange(1, len(parts)), chance.choice(("Kini", "Resmi", "Kembali", "Akhirnya")))
    return " ".join(parts)


SLIPS: dict[str, _Slip] = {
    "a letter lost": _in_a_word(lambda word, at, _: word[:at] + word[at + 1 :]),
    "a letter twice": _in_a_word(lambda word, at, _: word[:at] + word[at] + word[at:]),
    "another letter": _in_a_word(lambda word, at, chance: word[:at] + chance.choice("aeiourstnk") + word[at + 1 :]),
    "two letters exchanged": _in_a_word(lambda word, at, _: word[:at] + word[at + 1] + word[at] + word[at + 2 :]),
    "a word lost": _without_a_word,
    "another word": _another_word,
    "one more word": _one_more_word,
    "two words in one": lambda title, _: title.replace(" ", "", 2).replace(title.split()[0], title.split()[0] + " ", 1),
    "quotation marks": lambda title, _: "‘" + title.split()[0] + "’ " + " ".join(title.split()[1:]),
    "cut tail": lambda title, _: " ".join(title.split()[: -max(1, len(title.split()) // 4)]),
    "label": lambda title, chance: chance.choice(_LABELS) + title,
}


class Nearly(Stream):
    """Collects the articles of one seed."""

    def slips(self, rounds: int) -> None:
        for _ in range(rounds):
            for name, slip in SLIPS.items():
                for order in ("known", "late", "absent"):
                    self._slip(f"{name}, original {order}", slip, order)
                self._slip(f"label lost, original {self.chance.choice(('known', 'late'))}", _same, "known", label=True)
            for _ in range(4):
                self._other_place()
                self._sequel()
            for form in self.chance.sample((*LISTS, *DAILY), 12):
                if len(form.items) > 1:
                    self._sister_form(form.fill, self.chance.sample(list(form.items), 2), form.name)

    def _slip(self, kind: str, slip: _Slip, order: str, *, label: bool = False) -> None:
        chance = self.chance
        subject, at = Subject(chance), self.when()
        text, source = prose.article(subject, at), chance.choice(CREDITED)
        title = text.title
        if label:
            text = replace(text, title=chance.choice(_LABELS) + title)
        address = f"https://{source.host}/read/{chance.getrandbits(40)}"
        first = self.add(text, source, at, "base", url=address) if order == "known" else ""
        for number in range(1 if order == "known" else 2):
            credited = title if order == "absent" and not number else slip(title, chance)
            copy = feet.footed(
                prose.article(subject, at, 5), feet.FEET["plain"], chance.choice(source.spellings), credited, ""
            )
            key = self.add(copy, any_outlet(chance, source), self.later(at, 24), kind, text_of=first)
            first = first or key
        if order == "late":
            self.add(text, source, at + timedelta(hours=30), kind, text_of=first, url=address)

    def _other_place(self) -> None:
        """The outlet has the like of it from another place; the one that is credited was never seen."""
        chance = self.chance
        subject, at = Subject(chance), self.when()
        text, source = prose.article(subject, at), chance.choice(CREDITED)
        if subject.place not in text.title:
            text = replace(text, title=f"{text.title} di {subject.place}")
        key = self.add(text, source, at, "base")
        other = Subject(chance)
        copy = prose.article(other, at, 6)
        title = text.title.replace(subject.place, other.place)
        footed = feet.footed(copy, feet.FEET["plain"], chance.choice(source.spellings), title, "")
        self.add(footed, any_outlet(chance, source), self.later(at, 24), "lie: the like of another place", group=key)

    def _sequel(self) -> None:
        """The credited article goes on from one with nearly its headline, and tells of other things."""
        chance = self.chance
        subject, at = Subject(chance), self.when()
        text, source = prose.article(subject, at), chance.choice(CREDITED)
        key = self.add(text, source, at, "base")
        copy = prose.article(Subject(chance), at, 5)
        title = f"{text.title}, Polisi Turun Tangan"
        footed = feet.footed(copy, feet.FEET["plain"], chance.choice(source.spellings), title, "")
        self.add(footed, any_outlet(chance, source), self.later(at, 24), "lie: a longer headline", group=key)

    def _sister_form(self, fill: Callable[..., Text], items: list[str], name: str) -> None:
        chance = self.chance
        at, source = self.when(), chance.choice(CREDITED)
        wording = f"{name} {source.name}"
        one, other = (fill(random.Random(f"{item} {at}"), random.Random(wording), at, item) for item in items)
        key = self.add(one, source, at, f"form {name}", group=f"sisters {name} {at}")
        footed = feet.footed(other, feet.FEET["plain"], chance.choice(source.spellings), other.title, "")
        self.add(
            footed,
            any_outlet(chance, source),
            self.later(at, 6),
            "lie: a form's other item",
            group=self.items[int(key)].group,
        )


def _same(title: str, _: random.Random) -> str:
    return title


def near_streams(seed: int, size: int) -> Iterator[tuple[str, list[Item]]]:
    """As `stream.streams`: credits with headlines a little wrong."""
    stream = Nearly(2_000_000 + 100 * seed)
    stream.slips(max(1, size))
    yield "slips", stream.in_order()
